import Crypto
import ISMS
import Source
import Syntax

/// What stands in the files of evidence, as far as rules ask: each file is read once, however many items name it.
public struct EvidenceContents: Sendable {
  /// What one file holds.
  struct File: Sendable {
    /// SHA-256 of the content, in lower-case hexadecimal; for a Git LFS pointer that of the content it stands for. Nil
    /// if no item records one to compare with.
    var digest: String?
    /// The first text that should not be published; nil if there is none, or if the pack would not show the file.
    var sensitive: SensitiveText.Find?
    /// The list of people; nil for other files.
    var people: PeopleList?
  }

  /// Larger files are not hashed, in bytes.
  private static let largestHashed = 512 * 1024 * 1024
  /// Larger files are not searched and not copied into a pack, in bytes.
  public static let largestPublished = 64 * 1024 * 1024
  /// Types whose files are lists of people.
  static let listsOfPeople: Set<String> = ["training-export", "acknowledgement-export", "competence-record"]

  /// For each evidence item, in the order of the ISMS: the files it names that exist.
  let named: [[Snapshot.File]]
  private var files: [ObjectID: File] = [:]

  /// The file with this content; nil if no rule asks what it holds, or if it cannot be read.
  subscript(blob: ObjectID) -> File? { files[blob] }

  /// The contents of the files that items of `isms` name.
  init(_ isms: ISMS, contents: any ContentReader, facts: ContentFacts = ContentFacts()) {
    struct Wish {
      var digest = false
      var sensitive = false
      var people: String?

      mutating func add(digest: Bool, sensitive: Bool, people: String?) {
        self.digest = self.digest || digest
        self.sensitive = self.sensitive || sensitive
        self.people = people ?? self.people
      }
    }
    named = isms.evidence.map { $0.resolvedFiles(in: isms) }
    var wishes: [ObjectID: Wish] = [:]
    for (item, named) in zip(isms.evidence, named) where !named.isEmpty {
      let isList = Self.listsOfPeople.contains(item.type ?? "")
      let mayBePublished = item.mayBePublished
      for file in named {
        let isListOfPeople = isList && file.path.lowercased().hasSuffix(".csv")
        guard item.sha256 != nil || mayBePublished || isListOfPeople else { continue }
        wishes[file.blob, default: Wish()].add(
          digest: item.sha256 != nil, sensitive: mayBePublished, people: isListOfPeople ? file.path : nil)
      }
    }
    for (blob, wish) in wishes {
      let limit =
        wish.digest ? Self.largestHashed : wish.sensitive ? Self.largestPublished : Binder.largestText
      // Read where something is not known, and once.
      lazy var bytes = try? contents.contents(of: blob, limit: limit)
      var file = File()
      if wish.digest {
        file.digest = facts.digest(of: blob) { bytes.map { Self.largeFileDigest($0) ?? Self.digest($0) } }
        if file.digest == nil { continue }
      }
      if wish.sensitive {
        let found = facts.sensitive(in: blob) {
          bytes.map { $0.count <= Self.largestPublished ? SensitiveText.first(in: $0, isData: true) : nil }
        }
        guard let found else { continue }
        file.sensitive = found
      }
      if let path = wish.people {
        guard let bytes else { continue }
        if bytes.count <= Binder.largestText {
          file.people = CSV.read(SourceText(path: path, bytes: bytes)).table.flatMap(PeopleList.init)
        }
      }
      files[blob] = file
    }
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
  /// The files it names that exist.
  func resolvedFiles(in isms: ISMS) -> [Snapshot.File] {
    guard !files.isEmpty else { return [] }
    let folder = Paths.folder(of: location.path)
    return files.compactMap { written in
      guard let path = Paths.resolve(written, in: folder), let file = isms.files[path] else { return nil }
      return file.kind == .file ? file : nil
    }
  }

  /// Whether a pack for an auditor, who sees most, would show its files.
  var mayBePublished: Bool {
    classification != "restricted" && inPack != "omit" && inPack != "reference"
  }
}
