import Compiler
import ISMS
import Source

/// The files of evidence that are copied into the pack.
struct EvidenceFiles {
  private let site: Site

  /// - Throws: `PackError` if one of them, or a text the audience may read, holds a secret or personal data.
  init(_ site: Site) throws(PackError) {
    self.site = site
    // What the compiler found is not searched for again; a deviation that accepts it opens the way.
    let shown = Set(site.addresses.copies.keys).union(site.texts)
    let sensitive = site.compilation.diagnostics
      .filter { $0.rule.code == Self.sensitiveRule && shown.contains($0.location.path) }
    guard sensitive.isEmpty else { throw .sensitive(sensitive) }
  }

  /// Hands over the files in order of their paths, each read when it is its turn: together they may be gigabytes.
  func forEach(_ take: (OutputFile) throws -> Void) rethrows {
    for path in site.addresses.copies.keys.sorted() {
      guard let entry = site.isms.files[path], let address = site.addresses.copies[path],
        let bytes = try? site.contents.contents(of: entry.blob, limit: EvidenceContents.largestPublished)
      else { continue }
      try take(OutputFile(path: address.page + (address.ending ?? ""), bytes: bytes))
    }
  }

  private static let sensitiveRule = "EVD-06"
}

extension Site {
  /// Paths of the texts the audience may read: documents, records in files of their own, and data of registers.
  fileprivate var texts: [String] {
    isms.sources.paths.filter(disclosure.mayName(path:))
  }
}
