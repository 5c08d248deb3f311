import Foundation
import Source
import Testing

@testable import Git

/// The working tree is believed where its bytes have the name that is asked for, and nowhere else.
@Suite struct CheckedOutContentsTests {
  private static let text = "What was committed.\n"

  /// A repository with one file, its entry in the commit, and the object of its content out of the way.
  private func repository() throws -> (TemporaryRepository, Snapshot.File) {
    let temporary = try TemporaryRepository()
    let folder = temporary.top.appendingPathComponent("policies")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(Self.text.utf8).write(to: folder.appendingPathComponent("a.md"))
    try temporary.git(["add", "."])
    try temporary.git(["commit", "--quiet", "--message", "First"])
    let snapshot = try temporary.open().snapshotOfIndex()
    return (temporary, try #require(snapshot.files.first { $0.path == "policies/a.md" }))
  }

  private func loseObject(of file: Snapshot.File, in temporary: TemporaryRepository) throws {
    let name = file.blob.hex
    try FileManager.default.removeItem(
      at: temporary.top.appendingPathComponent(".git/objects/\(name.prefix(2))/\(name.dropFirst(2))"))
  }

  @Test func aFileThatIsTheContentIsReadWhereItLies() throws {
    let (temporary, file) = try repository()
    try loseObject(of: file, in: temporary)
    let repository = try temporary.open()
    #expect(try CheckedOutContents(of: repository).contents(of: file, limit: 100) == Array(Self.text.utf8))
    // The repository itself says that it is lost.
    #expect(throws: ContentError.missing(file.blob)) { try repository.contents(of: file, limit: 100) }
  }

  @Test(arguments: ["changed", "longer", "gone", "link", "folder", "pipe"])
  func anythingElseIsReadFromTheObjects(what: String) throws {
    let (temporary, file) = try repository()
    let place = temporary.top.appendingPathComponent(file.path)
    try FileManager.default.removeItem(at: place)
    switch what {
    case "changed": try Data(Self.text.uppercased().utf8).write(to: place)
    case "longer": try Data((Self.text + Self.text).utf8).write(to: place)
    case "link":
      let target = temporary.sibling("target")
      try Data(Self.text.utf8).write(to: target)
      try FileManager.default.createSymbolicLink(at: place, withDestinationURL: target)
    case "folder": try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    case "pipe": try temporary.run("/usr/bin/env", ["mkfifo", place.path])
    default: break
    }
    let contents = CheckedOutContents(of: try temporary.open())
    #expect(try contents.contents(of: file, limit: 100) == Array(Self.text.utf8))
    #expect(throws: ContentError.tooLarge(size: Self.text.utf8.count)) { try contents.contents(of: file, limit: 5) }
    try loseObject(of: file, in: temporary)
    #expect(throws: ContentError.missing(file.blob)) {
      try CheckedOutContents(of: try temporary.open()).contents(of: file, limit: 100)
    }
  }

  @Test func aBareRepositoryHasNoWorkingTree() throws {
    let (temporary, file) = try repository()
    let bare = temporary.sibling("bare")
    try temporary.git(["clone", "--quiet", "--bare", temporary.path, bare.path])
    let contents = CheckedOutContents(of: try Repository.open(at: bare.path))
    #expect(try contents.contents(of: file, limit: 100) == Array(Self.text.utf8))
  }
}
