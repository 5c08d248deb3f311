import ISMS
import Source

extension Check {
  /// DOC-12: of what is replaced, only one version is in force.
  static let twoEffectiveVersions = Check(
    Rule(
      code: "DOC-12", name: "two-effective-versions", title: "two versions of a document are in force", grade: .minor,
      clause: "7.5.3 a",
      data: "`status`, `type`, `title` and `supersedes` of documents",
      explanation: """
        What is out of date must not be used by mistake. A document that another one replaces is retired; two documents \
        in force with the same type and title leave the reader to guess, and so do documents that replace each other.
        """,
      fix: "set `status: retired` in the one that is no longer valid",
      flagged: Examples.team + Examples.approvedText("ceo")
        + Examples.approvedText("ceo", id: "POL-02", more: "supersedes: [POL-01]"),
      accepted: Examples.team + Examples.approvedText("ceo").replacing("status: approved", with: "status: retired")
        + Examples.approvedText("ceo", id: "POL-02", more: "supersedes: [POL-01]"))
  ) { input in
    let inForce = input.isms.documents.filter { $0.isInForce }
    guard !inForce.isEmpty else { return .cannotJudge("documents in force", "no document is in force") }
    var diagnostics: [Diagnostic] = []
    var reported: Set<String> = []
    var inCycle: Set<String> = []
    for cycle in supersedingCycles(input.isms) {
      inCycle.formUnion(cycle)
      guard let first = cycle.first, let document = input.isms.document(first) else { continue }
      let next = cycle.dropFirst().first ?? first
      diagnostics.append(
        Diagnostic(
          input.rule,
          cycle.count == 1
            ? "`\(first)` replaces itself" : "\(cycle.listed) replace each other, so that none of them is the newest",
          at: document.record.location(of: "supersedes", item: next),
          related: cycle.dropFirst().prefix(5).compactMap { id in
            input.isms.document(id).map { .init($0.record.location(of: "supersedes"), "`\(id)` replaces another here") }
          }, help: "remove from `supersedes` what is not older", subject: first))
    }
    for document in inForce {
      for old in document.supersedes where !(inCycle.contains(old) && inCycle.contains(document.id)) {
        guard let other = input.isms.document(old), other.isInForce else { continue }
        reported.insert(other.id)
        diagnostics.append(
          Diagnostic(
            input.rule, "`\(other.id)` is in force, and `\(document.id)` replaces it",
            at: other.record.location(of: "status"),
            related: [.init(document.record.location(of: "supersedes", item: old), "replaced here")],
            subject: other.id))
      }
    }
    let groups = Dictionary(grouping: inForce) { $0.type.rawValue + "\u{1F}" + $0.title.lowercased() }
    for group in groups.values where group.count > 1 {
      let documents = group.sorted { ($0.path, $0.id) < ($1.path, $1.id) }
      guard let first = documents.first else { continue }
      // The same id twice is ID-01's finding.
      for other in documents.dropFirst() where other.id != first.id && !reported.contains(other.id) {
        guard !reported.contains(first.id) else { continue }
        diagnostics.append(
          Diagnostic(
            input.rule, "`\(other.id)` and `\(first.id)` are both in force with the title \(other.title)",
            at: other.record.location(of: "title"),
            related: [.init(first.record.location(of: "title"), "the same title")],
            help: "retire one of them, or give them titles that tell them apart", subject: other.id))
      }
    }
    return .looked(at: inForce.count, "documents in force", diagnostics)
  }

  /// Documents that replace each other, as far as following `supersedes` leads back to one that was met on the way; each
  /// begins with its first id in order. Of circles that share both ends with one found before, there may be very many.
  private static func supersedingCycles(_ isms: ISMS) -> [[String]] {
    var isDone: Set<String> = []
    var isFound: Set<String> = []
    var cycles: [[String]] = []
    for start in isms.documents.map({ $0.id }) where !isDone.contains(start) {
      // Most documents replace none.
      guard let replaced = isms.document(start)?.supersedes, !replaced.isEmpty else { continue }
      // Without recursion, because a chain may be as long as somebody wants it.
      var way: [(id: String, rest: ArraySlice<String>)] = [(start, replaced[...])]
      var positions = [start: 0]
      while var last = way.popLast() {
        guard let next = last.rest.popFirst() else {
          isDone.insert(last.id)
          positions[last.id] = nil
          continue
        }
        way.append(last)
        if let position = positions[next] {
          guard !isFound.contains(next), !isFound.contains(last.id) else { continue }
          let cycle = way[position...].map(\.id)
          isFound.formUnion(cycle)
          let first = cycle.indices.min { cycle[$0] < cycle[$1] } ?? 0
          cycles.append(Array(cycle[first...] + cycle[..<first]))
        } else if !isDone.contains(next), let document = isms.document(next) {
          positions[next] = way.count
          way.append((next, document.supersedes[...]))
        }
      }
    }
    return cycles
  }
}
