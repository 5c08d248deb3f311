import Compiler
import ISMS
import Source

/// The files of evidence that are copied into the pack, read before anything is written.
struct EvidenceFiles {
  /// The files, in order of their paths.
  let files: [OutputFile]

  init(_ site: Site) throws(PackError) {
    // What the compiler found is not searched for again; a deviation that accepts it opens the way.
    let shown = Set(site.addresses.copies.keys).union(site.texts)
    let sensitive = site.compilation.diagnostics
      .filter { $0.rule.code == Self.sensitiveRule && shown.contains($0.location.path) }
    guard sensitive.isEmpty else { throw .sensitive(sensitive) }
    files = site.addresses.copies.keys.sorted().compactMap { path in
      guard let entry = site.isms.files[path], let address = site.addresses.copies[path],
        let bytes = try? site.contents.contents(of: entry.blob, limit: EvidenceContents.largestPublished)
      else { return nil }
      return OutputFile(path: address.page, bytes: bytes)
    }
  }

  private static let sensitiveRule = "EVD-06"
}

extension Site {
  /// Paths of the texts the audience may read: documents, records in files of their own, and data of registers.
  fileprivate var texts: [String] {
    isms.sources.keys.filter(disclosure.mayName(path:))
  }
}
