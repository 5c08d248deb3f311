import ArgumentParser
import Compiler
import Foundation
import Source
import Syntax

/// `auditpack parse`: what the parser sees in one file.
struct ParseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse",
    abstract: "Shows what the parser sees in one file.",
    discussion: """
      For people who wonder why a value or a table is not read: Markdown files, CSV files and auditpack.yaml. --emit commonmark and --emit gfm print HTML exactly as \
      those specifications have it, raw HTML included; they serve conformance tests.
      """)

  /// What is printed.
  enum Emit: String, ExpressibleByArgument, CaseIterable {
    case tree, html, commonmark, gfm
    case frontMatter = "front-matter"
  }

  @Argument(help: "A Markdown, CSV or YAML file, or - for Markdown on standard input.")
  var file: String

  @Option(help: "What is printed.")
  var emit = Emit.tree

  func run() throws {
    try reportingFailures {
      let source = SourceText(path: file == "-" ? "standard input" : file, bytes: try read())
      var diagnostics: [Diagnostic] = []
      switch emit {
      case .commonmark:
        Console.output(MarkdownDocument.parse(source, dialect: .commonMark).commonMarkHTML())
      case .gfm:
        Console.output(MarkdownDocument.parse(source, dialect: .gfm).commonMarkHTML())
      case .frontMatter:
        let (frontMatter, found) = FrontMatter.parse(source)
        diagnostics = found
        Console.output(frontMatter.map { Self.visible(Outline(source).text(of: $0.root, indent: 0)) } ?? "")
      case .tree where file.hasSuffix(".csv"):
        let (table, found) = CSV.read(source)
        diagnostics = found
        if let table { Console.output(Self.visible(Outline(source).text(of: table))) }
      case .tree where file.hasSuffix(".yaml") || file.hasSuffix(".yml"):
        let (frontMatter, found) = FrontMatter.parseDataFile(source)
        diagnostics = found
        Console.output(Self.visible(Outline(source).text(of: frontMatter.root, indent: 0)))
      case .tree, .html:
        let (frontMatter, found) = FrontMatter.parse(source)
        let markdown = MarkdownDocument.parse(source, from: frontMatter?.bodyStart ?? 0)
        diagnostics = found + markdown.diagnostics
        if emit == .html {
          markdown.htmlBytes().withUnsafeBufferPointer { Console.output($0) }
        } else {
          Console.output(Self.visible(markdown.outline()))
        }
      }
      let renderer = TextRenderer(sources: [source.path: source])
      Console.error(diagnostics.map { renderer.render($0) + "\n" }.joined())
    }
  }

  /// An outline is for people: what would act on their terminal is made visible. Tabs and line ends stay.
  private static func visible(_ outline: String) -> String {
    outline.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map { DisplayWidth.visible(String($0)) }
        .joined(separator: "\t")
    }.joined(separator: "\n")
  }

  private func read() throws -> [UInt8] {
    if file == "-" { return Self.readStandardInput() }
    guard let stream = fopen(file, "rb") else {
      throw Failure(message: "`\(file)` cannot be read", fix: "name a file that exists, or - for standard input")
    }
    defer { fclose(stream) }
    var about = stat()
    guard fstat(fileno(stream), &about) == 0, about.st_mode & S_IFMT == S_IFREG else {
      throw Failure(message: "`\(file)` is not a file", fix: "name a file, or - for standard input")
    }
    let size = Int(about.st_size)
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = fread(buffer.baseAddress, 1, size, stream)
    }
  }
}

extension ParseCommand {
  private static func readStandardInput() -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Foundation.read(STDIN_FILENO, &buffer, buffer.count)
      if count > 0 { bytes += buffer[..<count] } else if count == 0 || errno != EINTR { return bytes }
    }
  }
}

/// Front matter as an outline: every value with its place.
private struct Outline {
  let source: SourceText

  init(_ source: SourceText) { self.source = source }

  func text(of map: FieldMap, indent: Int) -> String {
    map.entries.map { entry in
      margin(indent) + "\(entry.key) \(place(entry.keyRange)):" + text(of: entry.value, indent: indent)
    }.joined()
  }

  /// Rows with the heading and the place of each cell that is not empty.
  func text(of table: Table) -> String {
    table.rows.enumerated().map { number, row in
      "row \(number + 1) \(place(row.range))\n"
        + zip(table.header.cells, row.cells).filter { !$1.text.isEmpty }
        .map { "  \($0.text) \(place($1.range)): \(quoted($1.text))\n" }.joined()
    }.joined()
  }

  private func text(of value: FieldValue, indent: Int) -> String {
    switch value {
    case .scalar(let scalar): " \(quoted(scalar.text)) \(place(scalar.range))\n"
    case .empty(let range): " empty \(place(range))\n"
    case .map(let map): "\n" + text(of: map, indent: indent + 1)
    case .list(let items, _):
      "\n" + items.map { margin(indent + 1) + "-" + text(of: $0, indent: indent + 1) }.joined()
    }
  }

  private func margin(_ indent: Int) -> String { String(repeating: "  ", count: indent) }

  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
  }

  private func place(_ range: SourceRange) -> String {
    let position = source.position(of: range.lowerBound)
    return "@\(position.line):\(position.column)"
  }
}
