// Writes a Swift file that holds data files as text: `EmbedTool OUTPUT.swift ROOT FILE…`.
// Names are paths below ROOT. A build-tool plugin runs it, so that the finished binary needs no file beside it.
import Foundation

func literal(_ text: String) -> String {
  var escaped = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\\": escaped += "\\\\"
    case "\"": escaped += "\\\""
    case "\n": escaped += "\\n"
    case "\r": escaped += "\\r"
    case "\t": escaped += "\\t"
    case _ where scalar.value < 0x20 || scalar.value == 0x7F:
      escaped += "\\u{\(String(scalar.value, radix: 16))}"
    default: escaped.unicodeScalars.append(scalar)
    }
  }
  return escaped + "\""
}

let arguments = CommandLine.arguments.dropFirst()
guard arguments.count >= 2, let output = arguments.first, let root = arguments.dropFirst().first else {
  FileHandle.standardError.write(Data("usage: EmbedTool OUTPUT.swift ROOT FILE…\n".utf8))
  exit(64)
}
do {
  var lines = [
    "/// Data files that were part of the source tree when this program was built.",
    "enum Embedded {",
    "  /// Every file by its path.",
    "  static let files: [(path: String, text: String)] = [",
  ]
  for file in arguments.dropFirst(2).sorted() {
    let text = try String(contentsOf: URL(fileURLWithPath: file), encoding: .utf8)
    lines.append("    (\(literal(String(file.dropFirst(root.count + 1)))), \(literal(text))),")
  }
  lines += ["  ]", "}", ""]
  try lines.joined(separator: "\n").write(toFile: output, atomically: true, encoding: .utf8)
} catch {
  FileHandle.standardError.write(Data("EmbedTool: \(error)\n".utf8))
  exit(1)
}
