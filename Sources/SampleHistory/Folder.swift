import Foundation

/// A folder with the final files and, in `.story`, the story that leads to them.
struct SampleFolder {
  let final: [String: [UInt8]]
  let deleted: [String: [UInt8]]
  let earlier: [String: [UInt8]]
  let stories: [(name: String, text: String)]

  /// Reads all files.
  ///
  /// - Throws: `StoryError` when there is no story, or when something is not a plain file with a plain name.
  init(path: String) throws {
    let root = URL(fileURLWithPath: path, isDirectory: true).resolvingSymlinksInPath()
    let story = root.appendingPathComponent(".story", isDirectory: true)
    var final: [String: [UInt8]] = [:]
    for (name, content) in try Self.files(in: root) where !name.hasPrefix(".story/") { final[name] = content }
    self.final = final
    var deleted: [String: [UInt8]] = [:]
    for (name, content) in try Self.files(in: story.appendingPathComponent("deleted", isDirectory: true)) {
      // With an ending of its own, nobody takes the file for a document of the management system.
      guard name.hasSuffix(".gone") else { throw StoryError(nil, "deleted/\(name) does not end in .gone") }
      deleted[String(name.dropLast(5))] = content
    }
    self.deleted = deleted
    earlier = try Self.files(in: story.appendingPathComponent("earlier", isDirectory: true))
    stories = try Self.files(in: story).filter { $0.key.hasSuffix(".story") }.sorted { $0.key < $1.key }
      .map { ($0.key, String(decoding: $0.value, as: UTF8.self)) }
    if stories.isEmpty { throw StoryError(nil, "\(story.path) holds no file that ends in .story") }
  }

  /// The story laid over the files.
  func chronicle() throws -> Chronicle {
    try Chronicle(entries: StoryParser.parse(stories), final: final, deleted: deleted, earlier: earlier)
  }

  /// All files below a folder by relative path; nothing when the folder is not there.
  private static func files(in folder: URL) throws -> [String: [UInt8]] {
    let manager = FileManager.default
    var found: [String: [UInt8]] = [:]
    guard manager.fileExists(atPath: folder.path) else { return [:] }
    for name in try manager.subpathsOfDirectory(atPath: folder.path) {
      if name == ".git" || name.hasPrefix(".git/") || name.hasSuffix(".DS_Store") { continue }
      let file = folder.appendingPathComponent(name)
      let type = try manager.attributesOfItem(atPath: file.path)[.type] as? FileAttributeType
      if type == .typeDirectory { continue }
      guard type == .typeRegular else { throw StoryError(nil, "\(name) is not a plain file") }
      guard !name.contains("\""), !name.contains("\n") else { throw StoryError(nil, "\(name) is not a plain name") }
      found[name] = Array(try Data(contentsOf: file))
    }
    return found
  }
}
