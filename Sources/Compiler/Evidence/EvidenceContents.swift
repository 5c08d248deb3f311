import Crypto
import ISMS
import Source
import Syntax

/// What stands in the files of evidence, as far as rules ask: each file is read once, however many items name it.
public struct EvidenceContents: Sendable {
  /// What one content holds.
  final class Content: Sendable {
    /// SHA-256 of the content, in lower-case hexadecimal; for a Git LFS pointer that of the content it stands for. Nil
    /// if no item records one to compare with.
    let digest: String?
    /// The first text that should not be published; nil if there is none, or if the pack would not show the file.
    let sensitive: SensitiveText.Find?
    /// The list of people; nil for other files.
    let people: PeopleList?

    init(digest: String? = nil, sensitive: SensitiveText.Find? = nil, people: PeopleList? = nil) {
      self.digest = digest
      self.sensitive = sensitive
      self.people = people
    }
  }

  /// A file as an item names it.
  struct Named: Sendable {
    /// Its path.
    let path: String
    /// The name of its content.
    let blob: ObjectID
    /// The position of its content: the same for files that are alike to the byte.
    let content: Int
    /// Its number: the same wherever the same path is named.
    let number: Int
  }

  /// Larger files are not hashed, in bytes.
  private static let largestHashed = 512 * 1024 * 1024
  /// Larger files are not searched and not copied into a pack, in bytes.
  public static let largestPublished = 64 * 1024 * 1024
  /// Types whose files are lists of people.
  static let listsOfPeople = ["training-export", "acknowledgement-export", "competence-record"]

  /// The files that items name and that exist, one item after the other.
  let named: [Named]
  /// Where those of each item end, in the order of the ISMS.
  private let ends: [Int]
  private let contents: [Content?]
  /// For each item, in the order of the ISMS: whether a pack for an auditor, who sees most, would show its files.
  let arePublished: [Bool]

  /// The files that exist of those the item at a position names.
  func files(ofItem position: Int) -> ArraySlice<Named> {
    named[(position == 0 ? 0 : ends[position - 1])..<ends[position]]
  }

  /// What a file holds; nil if no rule asks, or if it cannot be read.
  func content(of file: Named) -> Content? { contents[file.content] }

  /// The contents of the files that items of `isms` name.
  init(_ isms: ISMS, contents: any ContentReader, facts: ContentFacts = ContentFacts()) {
    var ends: [Int] = []
    var wishes: [Wishes] = []
    var lists: [Int: String] = [:]
    var names = Names(capacity: isms.evidence.count)
    ends.reserveCapacity(isms.evidence.count)
    arePublished = isms.evidence.map { $0.mayBePublished }
    for (position, item) in isms.evidence.enumerated() {
      let start = names.all.count
      item.forEachFile(in: isms) { names.add($0) }
      ends.append(names.all.count)
      guard start < names.all.count else { continue }
      wishes.append(contentsOf: repeatElement([], count: names.first.count - wishes.count))
      var wish: Wishes = item.sha256 == nil ? [] : .digest
      if arePublished[position] { wish.insert(.sensitive) }
      let isList = item.type.map(Self.listsOfPeople.contains) ?? false
      for file in names.all[start...] {
        wishes[file.content].formUnion(wish)
        if isList, file.path.lowercased().hasSuffix(".csv") { lists[file.content] = file.path }
      }
    }
    // Most contents hold nothing that is to be said.
    let nothing = Content()
    var found = [Content?](repeating: nil, count: wishes.count)
    for (content, wish) in wishes.enumerated() {
      let list = lists[content]
      guard !wish.isEmpty || list != nil else { continue }
      found[content] = Self.content(
        of: names.all[names.first[content]].blob, wish, list: list, reader: contents, facts: facts, nothing: nothing)
    }
    named = names.all
    self.ends = ends
    self.contents = found
  }

  /// What rules ask about a content.
  private struct Wishes: OptionSet {
    let rawValue: UInt8
    static let digest = Wishes(rawValue: 1)
    static let sensitive = Wishes(rawValue: 2)
  }

  /// Numbers files by path and by content. A path is looked at only where a content occurs again: of most files there is
  /// one.
  private struct Names {
    private(set) var all: [Named] = []
    /// Where each content is named first.
    private(set) var first: [Int] = []
    private var ofContent: [ObjectID: Int] = [:]
    private var ofCopies: [String: Int] = [:]

    init(capacity: Int) {
      all.reserveCapacity(capacity)
      first.reserveCapacity(capacity)
      ofContent.reserveCapacity(capacity)
    }

    mutating func add(_ file: Snapshot.File) {
      var number = all.count
      let next = first.count
      let content = ofContent[file.blob, default: next]
      if content == next {
        ofContent[file.blob] = content
        first.append(number)
      } else if all[first[content]].path == file.path {
        number = first[content]
      } else if let known = ofCopies[file.path] {
        number = known
      } else {
        ofCopies[file.path] = number
      }
      all.append(Named(path: file.path, blob: file.blob, content: content, number: number))
    }
  }

  /// Finds out what is wished of a content; nil if it cannot be read.
  private static func content(
    of blob: ObjectID, _ wishes: Wishes, list: String?, reader: any ContentReader, facts: ContentFacts, nothing: Content
  ) -> Content? {
    let limit =
      wishes.contains(.digest) ? largestHashed : wishes.contains(.sensitive) ? largestPublished : Binder.largestText
    // Read where something is not known, and once.
    lazy var bytes = try? reader.contents(of: blob, limit: limit)
    var digest: String?
    if wishes.contains(.digest) {
      digest = facts.digest(of: blob) { bytes.map { largeFileDigest($0) ?? self.digest($0) } }
      if digest == nil { return nil }
    }
    var sensitive: SensitiveText.Find?
    if wishes.contains(.sensitive) {
      let found = facts.sensitive(in: blob) {
        bytes.map { $0.count <= largestPublished ? SensitiveText.first(in: $0, isData: true) : nil }
      }
      guard let found else { return nil }
      sensitive = found
    }
    var people: PeopleList?
    if let list {
      guard let bytes else { return nil }
      if bytes.count <= Binder.largestText {
        people = CSV.read(SourceText(path: list, bytes: bytes)).table.flatMap(PeopleList.init)
      }
    }
    if digest == nil, sensitive == nil, people == nil { return nothing }
    return Content(digest: digest, sensitive: sensitive, people: people)
  }

  private static func digest(_ bytes: [UInt8]) -> String {
    hexadecimal(SHA256.hash(data: bytes))
  }

  private static func largeFileDigest(_ bytes: [UInt8]) -> String? {
    guard bytes.count < 1024, bytes.starts(with: "version https://git-lfs.github.com/spec/".utf8) else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    return lines.first { $0.hasPrefix("oid sha256:") }.map { String($0.dropFirst(11)).trimmingWhiteSpace() }
  }
}

extension Evidence {
  /// Gives the files it names that exist to `body`.
  fileprivate func forEachFile(in isms: ISMS, _ body: (Snapshot.File) -> Void) {
    for written in files {
      // Nearly every path names a file below the folder, as it is written.
      let file =
        isms.files.file(written, besides: location.path)
        ?? Paths.resolve(written, in: Paths.folder(of: location.path)).flatMap { isms.files[$0] }
      if let file, file.kind == .file { body(file) }
    }
  }

  /// Whether a pack for an auditor, who sees most, would show its files.
  fileprivate var mayBePublished: Bool {
    classification != "restricted" && inPack != "omit" && inPack != "reference"
  }
}
