import Foundation
import Testing

/// The conformance data beside the project, which is not part of it.
enum MarkdownSuites {
  /// The folder, if it is there.
  static let folder: URL? = {
    let candidates = [
      ProcessInfo.processInfo.environment["AUDITPACK_SUITES"].map { URL(fileURLWithPath: $0) },
      URL(fileURLWithPath: FileManager.default.currentDirectoryPath).appendingPathComponent("../shared/suites"),
      URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../../shared/suites"),
    ]
    return candidates.compactMap { $0?.standardizedFileURL }.first {
      FileManager.default.fileExists(atPath: $0.appendingPathComponent("README.md").path)
    }
  }()

  /// Whether the data is there; says so if not.
  static var isPresent: Bool {
    if folder == nil { print("conformance data not found: set AUDITPACK_SUITES to run its tests") }
    return folder != nil
  }

  static func decode<Value: Decodable>(_ type: Value.Type, from name: String) throws -> Value {
    let folder = try #require(folder)
    return try JSONDecoder().decode(type, from: Data(contentsOf: folder.appendingPathComponent(name)))
  }
}
