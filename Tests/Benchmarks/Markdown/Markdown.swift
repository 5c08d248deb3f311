import Source
import Syntax
import TestSupport

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What `make bench` needs to measure the Markdown parser by itself; no part of the product. Without Foundation, so that
/// the memory measured is the parser's.
@main
enum MarkdownBenchmark {
  static let usage = """
    corpus BYTES SEED   write text like that of policies
    parse FILE COUNT    print the milliseconds of each of COUNT parses
    html FILE           print the size of the safe HTML and the number of findings; for profiles
    peak FILE           parse once; print the bytes of the file and the peak of the process's memory
    """

  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch arguments.first {
    case "corpus" where arguments.count == 3:
      print(Corpus.text(size: Int(arguments[1]) ?? 0, seed: UInt64(arguments[2]) ?? 0), terminator: "")
    case "parse" where arguments.count == 3: parse(arguments[1], count: Int(arguments[2]) ?? 1)
    case "html" where arguments.count == 2:
      let source = SourceText(path: arguments[1], bytes: read(arguments[1]))
      let (frontMatter, findings) = FrontMatter.parse(source)
      let document = MarkdownDocument.parse(source, from: frontMatter?.bodyStart ?? 0)
      print(document.html().utf8.count, document.diagnostics.count + findings.count)
    case "peak" where arguments.count == 2:
      let source = SourceText(path: arguments[1], bytes: read(arguments[1]))
      withExtendedLifetime(MarkdownDocument.parse(source)) { print(source.bytes.count, peak()) }
    default: print(usage)
    }
  }

  /// The bytes of a file, in memory once.
  private static func read(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "rb") else { return [] }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let size = ftell(file)
    rewind(file)
    return Array(unsafeUninitializedCapacity: size) { buffer, count in
      setvbuf(file, nil, _IONBF, 0)
      count = fread(buffer.baseAddress, 1, size, file)
    }
  }

  /// From bytes to the tree, finding line ends included, in processor time of the thread.
  private static func parse(_ path: String, count: Int) {
    let bytes = read(path)
    for _ in 0..<count {
      let time = processorTime { _ = MarkdownDocument.parse(SourceText(path: path, bytes: bytes)) }
      print(Double(time.components.seconds) * 1000 + Double(time.components.attoseconds) / 1e15)
    }
  }

  /// The most memory this process had so far, in bytes.
  private static func peak() -> Int {
    var usage = rusage()
    #if canImport(Darwin)
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss
    #elseif canImport(Glibc)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return usage.ru_maxrss * 1024
    #else
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss * 1024
    #endif
  }
}
