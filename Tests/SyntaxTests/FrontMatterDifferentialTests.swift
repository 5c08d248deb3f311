import Foundation
import Source
import Testing

@testable import Syntax

/// The parser against the executable description of the grammar, and against PyYAML.
///
/// `AUDITPACK_FUZZ_MUTANTS` sets the number of inputs, `AUDITPACK_FUZZ_SEED` the start of the generator.
@Suite struct FrontMatterDifferentialTests {
  static let reference: String? = {
    let environment = ProcessInfo.processInfo.environment
    let folder = environment["AUDITPACK_SUITES"] ?? FileManager.default.currentDirectoryPath + "/../shared/suites"
    let file = folder + "/front_matter_reference.py"
    return FileManager.default.fileExists(atPath: file) ? file : nil
  }()

  static let python: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
    .map { "\($0)/python3" }.first { FileManager.default.isExecutableFile(atPath: $0) }

  @Test(
    .enabled(
      if: reference != nil && python != nil,
      "needs python3 and front_matter_reference.py in AUDITPACK_SUITES or ../shared/suites"))
  func agreesWithTheReference() throws {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["AUDITPACK_FUZZ_MUTANTS"].flatMap { Int($0) } ?? 5000
    let seed = environment["AUDITPACK_FUZZ_SEED"].flatMap { UInt64($0) } ?? 20_260_301
    var generator = FrontMatterGenerator(seed: seed)
    var done = 0
    var accepted = 0
    var differences: [String] = []
    while done < count, differences.count < 20 {
      var inputs: [[UInt8]] = []
      while inputs.count < min(20_000, count - done) {
        let input = generator.next()
        // Data files may start with `---` or a byte order mark, which the reference leaves to its caller.
        if input.starts(with: "---".utf8) || input.starts(with: [0xEF, 0xBB, 0xBF]) { continue }
        inputs.append(input)
      }
      let answers = try ask(inputs)
      #expect(answers.count == inputs.count)
      for (input, answer) in zip(inputs, answers) {
        let (frontMatter, diagnostics) = FrontMatter.parseDataFile(SourceText(path: "x.yaml", bytes: input))
        let ours = diagnostics.isEmpty ? canonical(.map(frontMatter.root)) : "refused"
        if ours != "refused" { accepted += 1 }
        let parts = answer.split(separator: " ", omittingEmptySubsequences: false)
        if parts[0] != ours {
          differences.append(
            "reference differs for \(String(decoding: input, as: UTF8.self).debugDescription):\n  \(parts[0])\n  \(ours) \(diagnostics.first?.message ?? "")"
          )
        }
        if ours != "refused", parts.count > 1, parts[1] != "absent", parts[1] != ours {
          differences.append(
            "YAML differs for \(String(decoding: input, as: UTF8.self).debugDescription):\n  \(parts[1])\n  \(ours)")
        }
      }
      done += inputs.count
    }
    #expect(differences.isEmpty, "\(differences.prefix(20).joined(separator: "\n"))")
    #expect(accepted * 5 > done, "too few inputs are accepted to compare trees: \(accepted) of \(done)")
  }

  /// One process reads many inputs, one line of hexadecimal digits each, and answers with one line each: the reference's
  /// tree or `refused`, and PyYAML's tree if it is there.
  private func ask(_ inputs: [[UInt8]]) throws -> [Substring] {
    let script = """
      import sys, os
      sys.path.insert(0, os.path.dirname(sys.argv[1]))
      import front_matter_reference as reference
      try:
        import yaml
        loader = getattr(yaml, 'CBaseLoader', yaml.BaseLoader)
      except ImportError:
        yaml = None
      def text(t): return t.encode('utf8', 'surrogatepass').hex()
      def tree(n):
        if n is None: return 'm()'
        if n[0] == 'map': return 'm(' + ''.join(text(k) + '=' + tree(v) + ';' for k, _, v in n[1]) + ')'
        if n[0] == 'seq': return 'l(' + ''.join(tree(v) + ';' for v in n[1]) + ')'
        if n[0] == 'null': return 's'
        return 's' + text(n[1])
      def node(n):
        if n is None: return 'm()'
        if isinstance(n, yaml.MappingNode):
          return 'm(' + ''.join(text(k.value) + '=' + node(v) + ';' for k, v in n.value) + ')'
        if isinstance(n, yaml.SequenceNode): return 'l(' + ''.join(node(v) + ';' for v in n.value) + ')'
        return 's' + text(n.value)
      out = []
      for line in open(sys.argv[2]):
        source = bytes.fromhex(line.strip())
        found, problems = reference.parse(source)
        if problems: out.append('refused'); continue
        answer = tree(found)
        if yaml is None: out.append(answer + ' absent'); continue
        try: answer += ' ' + node(yaml.compose(source.decode('utf8'), Loader=loader))
        except Exception as problem: answer += ' error:' + type(problem).__name__
        out.append(answer)
      print('\\n'.join(out))
      """
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("front-matter-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let scriptFile = folder.appendingPathComponent("ask.py")
    let inputFile = folder.appendingPathComponent("inputs.txt")
    let answerFile = folder.appendingPathComponent("answers.txt")
    try Data(script.utf8).write(to: scriptFile)
    try Data((inputs.map(hex).joined(separator: "\n") + "\n").utf8).write(to: inputFile)
    try Data().write(to: answerFile)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(Self.python))
    process.arguments = [scriptFile.path, try #require(Self.reference), inputFile.path]
    process.standardOutput = try FileHandle(forWritingTo: answerFile)
    process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONDONTWRITEBYTECODE": "1"]) { $1 }
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let answers = String(decoding: try Data(contentsOf: answerFile), as: UTF8.self)
    return answers.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
  }

  private func hex(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  private func canonical(_ value: FieldValue) -> String {
    switch value {
    case .scalar(let scalar): "s" + hex(scalar.text.utf8)
    case .empty: "s"
    case .list(let items, _): "l(" + items.map { canonical($0) + ";" }.joined() + ")"
    case .map(let map):
      "m(" + map.entries.map { hex($0.key.utf8) + "=" + canonical($0.value) + ";" }.joined() + ")"
    }
  }
}
