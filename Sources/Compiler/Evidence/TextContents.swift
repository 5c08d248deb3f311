import ISMS
import Source

/// What stands in the texts of the ISMS, as far as rules ask: each text is searched once.
public struct TextContents: Sendable {
  /// Where something of a template is left, by path; texts without such a place are left out.
  let placeholders: [String: [Location]]
  /// The first text that should not be published, by path; files without one are left out.
  let sensitive: [String: SensitiveText.Find]

  /// What stands in the texts of `isms`.
  init(_ isms: ISMS, facts: ContentFacts = ContentFacts()) {
    // Of nearly every text it is known that neither is in it.
    let paths = Array(isms.sources.paths)
    var notFilledIn: Set<String> = []
    var notHarmless: [String] = []
    for (path, known) in zip(paths, facts.answers(of: paths.map { isms.files[$0]?.blob })) {
      // Only Markdown is a document or a record with a text.
      if !known.contains(.isFilledIn), path.isPathOfMarkdown { notFilledIn.insert(path) }
      if !known.contains(.isHarmlessText) { notHarmless.append(path) }
    }
    placeholders = Self.placeholders(notFilledIn, in: isms, facts: facts)
    sensitive = Self.sensitive(notHarmless, in: isms, facts: facts)
  }

  private static func placeholders(
    _ paths: Set<String>, in isms: ISMS, facts: ContentFacts
  ) -> [String: [Location]] {
    guard !paths.isEmpty else { return [:] }
    let finder = PlaceholderFinder(organisation: isms.configuration.organisation)
    let documents = isms.documents.filter { document in
      (document.status == .approved || document.status == .inReview) && paths.contains(document.path)
    }
    let files = isms.recordFiles.filter { paths.contains($0.path) }
    let found =
      concurrently(documents) { ($0.path, finder.places(in: $0.markdown, of: $0.source)) }
      + concurrently(files) { ($0.path, finder.places(in: $0.markdown, of: $0.source)) }
    note(found.filter(\.1.isEmpty).map(\.0), to: .isFilledIn, in: isms, facts: facts)
    var places: [String: [Location]] = [:]
    for (path, all) in found where !all.isEmpty {
      let others = all.filter { place in
        guard let range = place.range, let source = isms.sources[path] else { return true }
        return !finder.isOwnName(source.text(range))
      }
      if !others.isEmpty { places[path] = others }
    }
    return places
  }

  private static func sensitive(
    _ paths: [String], in isms: ISMS, facts: ContentFacts
  ) -> [String: SensitiveText.Find] {
    let found = concurrently(paths) { path in
      (path, isms.sources[path].flatMap { SensitiveText.first(in: $0.bytes, isData: false) })
    }
    note(found.filter { $1 == nil }.map(\.0), to: .isHarmlessText, in: isms, facts: facts)
    return Dictionary(
      found.compactMap { path, find in find.map { (path, $0) } }, uniquingKeysWith: { first, _ in first })
  }

  private static func note(_ paths: [String], to answer: ContentFacts.Answers, in isms: ISMS, facts: ContentFacts) {
    for path in paths {
      // Nothing is known about a text that could not be read.
      guard let file = isms.files[path], isms.sources[path]?.bytes.isEmpty == false else { continue }
      facts.note(file.blob, to: answer)
    }
  }
}

extension String {
  /// Whether the path is that of a Markdown file.
  var isPathOfMarkdown: Bool { Paths.ends(self, in: ".md") }
}
