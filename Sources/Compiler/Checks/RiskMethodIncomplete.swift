import ISMS
import Source
import Syntax

extension Check {
  /// RSK-01: the method gives every risk a level, and every level a decision and somebody who may take it.
  static let riskMethodIncomplete = Check(
    Rule(
      code: "RSK-01", name: "risk-method-incomplete",
      title: "the risk method has no acceptance criteria, or its scales, bands or matrix do not fit together",
      grade: .blocker, clause: "6.1.2 a",
      data: """
        `method` of the risk-method document: scales, level, matrix, bands, threshold, authority; `may_accept` of \
        people
        """,
      explanation: """
        Without criteria no risk can be compared with anything. A method that holds has scales with rising values whose \
        meaning is written down, bands that cover every level that can occur exactly once, a matrix without holes in \
        which more is never less, a threshold, and somebody who may accept up to the highest level.
        """,
      fix: "define scales, matrix, bands, the threshold and who may accept what",
      flagged: Examples.method(Examples.scales + "  acceptance_threshold: 2\n" + Examples.bands(secondFrom: 3)),
      accepted: Examples.method(Examples.scales + "  acceptance_threshold: 2\n" + Examples.bands(secondFrom: 2)))
  ) { input in
    let unit = "risk methods"
    guard let document = input.isms.riskMethod.declaredBy.flatMap({ input.isms.document($0) }) else {
      return .cannotJudge(unit, "no document of type `risk-method` declares one; the default 4×4 method is used")
    }
    guard !document.record.lacks("method"), let fields = document.record.fields["method"] else {
      return .cannotJudge(
        unit,
        "`\(document.id)` tells its method only in words; add it as data under `method:`, or the default 4×4 is used")
    }
    var reader = RiskMethodReader(rule: input.rule, document: document, field: fields, method: input.isms.riskMethod)
    reader.check(people: input.isms.people)
    return .looked(at: 1, unit, reader.diagnostics)
  }
}

/// Looks through one declared method.
private struct RiskMethodReader {
  /// A scale with more values is one that nobody can choose from.
  static let longestScale = 100

  let rule: Rule
  let document: Document
  let field: Field
  let method: RiskMethod
  var diagnostics: [Diagnostic] = []

  mutating func check(people: [Person]) {
    let scales = field.fields["scales"]
    if lacks("scales") {
      report("declares no scales", at: field.location, help: "add `scales:` with likelihood and impact")
    }
    checkScale(method.likelihood, "likelihood", scales?.fields["likelihood"])
    checkScale(method.impact, "impact", scales?.fields["impact"])
    guard method.likelihood.count <= Self.longestScale, method.impact.count <= Self.longestScale else { return }
    checkMatrix()
    let levels = Set(method.levels.joined().compactMap { $0 }).sorted()
    guard let highest = levels.last else { return }
    checkBands(levels)
    checkThreshold(highest)
    checkAuthority(highest, people)
  }

  /// Whether nobody wrote anything about a part. What is written and cannot be read is a finding already.
  private func lacks(_ part: String) -> Bool {
    guard field.fields[part] == nil else { return false }
    guard case .map(let map)? = FrontMatter.parse(document.source).frontMatter?.root["method"] else { return true }
    return !map.mayHaveLost(part) && !map.entries.contains { $0.key == part }
  }

  private mutating func report(_ problem: String, at location: Location?, label: String? = nil, help: String) {
    diagnostics.append(
      Diagnostic(
        rule, "the risk method `\(document.id)` \(problem)", at: location ?? field.location, label: label, help: help,
        subject: document.id))
  }

  // MARK: Scales

  private mutating func checkScale(_ scale: [RiskMethod.ScaleValue], _ name: String, _ written: Field?) {
    guard let written else { return }
    let items = written.items
    if scale.count > Self.longestScale {
      report(
        "has \(scale.count) values of \(name), more than anybody can tell apart", at: written.location,
        help: "use a scale of three to five values")
      return
    }
    for (position, pair) in zip(scale, scale.dropFirst()).enumerated() where pair.1.value <= pair.0.value {
      let isSame = pair.1.value == pair.0.value
      report(
        isSame
          ? "uses the value \(pair.1.value) of \(name) twice"
          : "has the value \(pair.1.value) of \(name) after \(pair.0.value)",
        at: position + 1 < items.count ? items[position + 1].fields["value"]?.location : written.location,
        help: "let the values of the scale rise, each once")
      break
    }
    let silent = scale.filter { ($0.meaning ?? "").isEmpty }
    if !silent.isEmpty {
      let values = silent.map { "\($0.value) \($0.name)" }
      report(
        "does not say what \(values.listed) of \(name) mean\(values.count == 1 ? "s" : "")",
        at: scale.firstIndex { ($0.meaning ?? "").isEmpty }.flatMap { $0 < items.count ? items[$0].location : nil }
          ?? written.location,
        help: "add `meaning:` to each value, so that two people choose the same one")
    }
    if scale.count < 2 {
      report(
        "has one value of \(name), which tells no risk from another", at: written.location,
        help: "use a scale of three to five values")
    }
  }

  // MARK: Levels

  private mutating func checkMatrix() {
    if case .matrix(let rows) = method.rule {
      let written = field.fields["matrix"]
      let isWhole = rows.count == method.likelihood.count && rows.allSatisfy { $0.count == method.impact.count }
      guard isWhole else {
        report(
          "has a matrix of \(rows.count) by \(rows.map(\.count).max() ?? 0) for \(method.likelihood.count) values of "
            + "likelihood and \(method.impact.count) of impact",
          at: written?.location ?? field.fields["level"]?.location,
          help: "write one row for each likelihood, with one level for each impact")
        return
      }
    }
    let levels = method.levels
    for (row, line) in levels.enumerated() {
      for (column, level) in line.enumerated() {
        guard let level else { continue }
        let left = column > 0 ? line[column - 1] : nil
        let below = row > 0 ? levels[row - 1][column] : nil
        guard let more = [left, below].compactMap({ $0 }).first(where: { $0 > level }) else { continue }
        let place = "likelihood \(method.likelihood[row].value) and impact \(method.impact[column].value)"
        report(
          "gives level \(level) to \(place), less than \(more) beside it",
          at: matrixCell(row, column) ?? field.fields["level"]?.location,
          help: "let levels never fall where likelihood or impact rises")
        return
      }
    }
  }

  private func matrixCell(_ row: Int, _ column: Int) -> Location? {
    guard let rows = field.fields["matrix"]?.items, row < rows.count, column < rows[row].items.count else { return nil }
    return rows[row].items[column].location
  }

  private mutating func checkBands(_ levels: [Int]) {
    guard let written = field.fields["bands"] else {
      guard lacks("bands") else { return }
      report("declares no bands", at: field.location, help: "add `bands:` with the decision for each range of levels")
      return
    }
    if let position = method.bands.firstIndex(where: { $0.from > $0.to }) {
      let band = method.bands[position]
      report(
        "has the band \(band.name) from \(band.from) to \(band.to)",
        at: position < written.items.count ? written.items[position].location : written.location,
        help: "write the lower level in `from` and the higher one in `to`")
      return
    }
    let bands = method.bands.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    var uncovered: [Int] = []
    var next = 0
    // Bands and levels both rise, so each is passed once.
    for level in levels {
      while next < bands.count, bands[next].to < level { next += 1 }
      if next == bands.count || bands[next].from > level { uncovered.append(level) }
    }
    if let first = uncovered.first {
      let above = bands.first { $0.from > first }
      report(
        "has no band for level\(uncovered.count == 1 ? "" : "s") \(uncovered.map { String($0) }.listed)",
        at: place(of: above ?? bands.last, in: written, above == nil ? "to" : "from"),
        help: "let the bands cover every level that can occur")
    }
    for (lower, upper) in zip(bands, bands.dropFirst()) {
      guard let both = levels.first(where: { upper.from <= $0 && $0 <= min(lower.to, upper.to) }) else { continue }
      report(
        "puts level \(both) into two bands, \(lower.name) and \(upper.name)", at: place(of: upper, in: written, "from"),
        help: "let each level belong to one band")
      break
    }
  }

  private func place(of band: RiskMethod.Band?, in written: Field, _ end: String) -> Location {
    guard let band, let position = method.bands.firstIndex(of: band), position < written.items.count else {
      return written.location
    }
    return written.items[position].fields[end]?.location ?? written.items[position].location
  }

  // MARK: Acceptance

  private mutating func checkThreshold(_ highest: Int) {
    guard let written = field.fields["acceptance_threshold"] else {
      guard lacks("acceptance_threshold") else { return }
      report(
        "has no acceptance threshold", at: field.location,
        help: "add `acceptance_threshold:` with the highest level that may remain without a special decision")
      return
    }
    if method.acceptanceThreshold >= highest {
      report(
        "accepts every risk: the threshold is \(method.acceptanceThreshold), the highest level \(highest)",
        at: written.location, help: "set a threshold that some levels exceed")
    }
  }

  private mutating func checkAuthority(_ highest: Int, _ people: [Person]) {
    let byRegister = people.compactMap(\.mayAccept).max()
    guard let written = field.fields["acceptance_authority"], !method.authority.isEmpty else {
      guard lacks("acceptance_authority") else { return }
      if let byRegister {
        if byRegister < highest { reportReach(byRegister, highest, at: field.location) }
      } else {
        report(
          "does not say who may accept which level", at: field.location,
          help: "add `acceptance_authority:` with `max_level` and `role`, or `may_accept` to the people register")
      }
      return
    }
    let known = Set(people.map(\.id))
    for (position, entry) in method.authority.enumerated()
    where entry.role != RiskMethod.riskOwner && !known.isEmpty && !known.contains(entry.role) {
      let place = position < written.items.count ? written.items[position].fields["role"]?.location : nil
      let meant = nearest(entry.role, in: known.sorted() + [RiskMethod.riskOwner])
      report(
        "lets `\(entry.role)` accept risks, who is nobody in the people register", at: place ?? written.location,
        label: meant.map { "did you mean `\($0)`?" },
        help: "name a role of the people register, or `\(RiskMethod.riskOwner)`")
    }
    let reach = max(method.authority.map(\.maxLevel).max() ?? 0, byRegister ?? 0)
    if reach < highest { reportReach(reach, highest, at: written.location) }
  }

  private mutating func reportReach(_ reach: Int, _ highest: Int, at location: Location) {
    report(
      "lets nobody accept a level above \(reach), and levels go up to \(highest)", at: location,
      help: "say who decides on risks up to level \(highest)")
  }
}
