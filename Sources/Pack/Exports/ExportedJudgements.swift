import Compiler
import ISMS
import Source

/// The risk method (6.1.2).
struct ExportedMethod: Encodable {
  /// One value of a scale.
  struct ScaleValue: Encodable {
    let value: Int
    let name: String
    let meaning: String?
  }

  /// A range of levels.
  struct Band: Encodable {
    let name: String
    let from: Int
    let to: Int
    let decision: String?
    let dueDays: Int?
  }

  /// Who may accept up to which level.
  struct Authority: Encodable {
    let maxLevel: Int
    let role: String
  }

  /// Absent if the method is the default.
  let declaredBy: String?
  let likelihood: [ScaleValue]
  let impact: [ScaleValue]
  /// `product`, `sum` or `matrix`.
  let rule: String
  let matrix: [[Int]]?
  let bands: [Band]
  let acceptanceThreshold: Int
  let acceptanceAuthority: [Authority]
  let reviewInterval: String?

  init(_ method: RiskMethod, _ disclosed: Disclosed) {
    func scale(_ values: [RiskMethod.ScaleValue]) -> [ScaleValue] {
      values.map {
        ScaleValue(value: $0.value, name: disclosed.text($0.name), meaning: $0.meaning.map(disclosed.text))
      }
    }
    declaredBy = disclosed.id(method.declaredBy)
    likelihood = scale(method.likelihood)
    impact = scale(method.impact)
    switch method.rule {
    case .product: (rule, matrix) = ("product", nil)
    case .sum: (rule, matrix) = ("sum", nil)
    case .matrix(let levels): (rule, matrix) = ("matrix", levels)
    }
    bands = method.bands.map {
      Band(name: disclosed.text($0.name), from: $0.from, to: $0.to, decision: $0.decision, dueDays: $0.dueDays)
    }
    acceptanceThreshold = method.acceptanceThreshold
    acceptanceAuthority = method.authority.map { Authority(maxLevel: $0.maxLevel, role: $0.role) }
    reviewInterval = method.reviewInterval?.description
  }
}

/// Everything about one control.
struct ExportedTrace: Encodable {
  /// A mention in a text.
  struct Mention: Encodable {
    let origin: String
    let place: Place?
  }

  let control: String
  /// Title of the catalog; absent for own controls.
  let title: String?
  let theme: String?
  /// Whether the Statement of Applicability has a row about it.
  let listed: Bool
  let included: Bool?
  let status: String?
  let risks: [String]
  let actions: [String]
  let documents: [String]
  let evidence: [String]
  let mentions: [Mention]
}

/// One thing a clause wants in writing.
struct ExportedReadiness: Encodable {
  let clause: String
  let information: String
  let kind: String
  let basis: String
  let mandatory: Bool
  let state: String
  let reason: String
  let documents: [String]
  let records: [String]
}

/// How a rule fared.
struct ExportedRule: Encodable {
  let code: String
  let name: String
  let title: String
  let grade: Grade
  let clause: String?
  let population: Int?
  let unit: String?
  let findings: Int
  let judged: Bool
  let reason: String?
}

/// A day on which something is due.
struct ExportedDueDate: Encodable {
  let date: String
  let what: String
  let subject: String?
}

/// The minutes of a management review.
struct ExportedReview: Encodable {
  let document: String
  let heldOn: String?
  let attendees: [String]
  let inputs: [String]
  let decisions: [String]
}

extension Disclosed {
  /// The threads from the risk to the evidence, of every control.
  var controls: [ExportedTrace] {
    guard showsRegisters else { return [] }
    return compilation.controls.map { trace in
      let control = isms.catalog.control(trace.control)
      let row = trace.row.flatMap { disclosure.includes($0) ? $0 : nil }
      return ExportedTrace(
        control: trace.control, title: control?.title, theme: control?.theme.rawValue, listed: trace.row != nil,
        included: row?.isIncluded, status: row?.status?.rawValue, risks: ids(trace.risks), actions: ids(trace.actions),
        documents: ids(trace.documents), evidence: ids(trace.evidence),
        mentions: trace.mentions.compactMap { mention in
          // Where the path may not be named, the origin may be that path.
          guard let place = place(mention.location), let origin = id(mention.origin) else { return nil }
          return ExportedTrace.Mention(origin: origin, place: place)
        })
    }
  }

  /// What clauses 4 to 10 want in writing.
  var readiness: [ExportedReadiness] {
    guard showsRegisters else { return [] }
    return compilation.readiness.items.map { item in
      let state =
        switch item.state {
        case .present: "present"
        case .draftOnly: "draft_only"
        case .notYetDue: "not_yet_due"
        case .absent: "absent"
        }
      return ExportedReadiness(
        clause: item.clause, information: item.information.text, kind: item.information.kind,
        basis: item.information.basis.rawValue, mandatory: item.isMandatory, state: state,
        reason: text(item.reason),
        documents: ids(item.documents), records: ids(item.records))
    }
  }

  /// How each rule fared.
  var rules: [ExportedRule] {
    guard showsRegisters else { return [] }
    return compilation.reports.map { report in
      ExportedRule(
        code: report.rule.code, name: report.rule.name, title: report.rule.title, grade: report.rule.grade,
        clause: report.rule.clause, population: report.population, unit: report.unit.isEmpty ? nil : report.unit,
        findings: report.findings, judged: report.unjudged == nil, reason: (report.unjudged ?? report.limit).map(text))
    }
  }

  /// What is due from the reference date on.
  var dueDates: [ExportedDueDate] {
    guard showsRegisters else { return [] }
    return compilation.dueDates.compactMap { due in
      if let subject = due.subject, id(subject) == nil { return nil }
      return ExportedDueDate(date: due.date.description, what: text(due.what), subject: due.subject)
    }
  }

  /// Management reviews whose minutes may be read.
  var managementReviews: [ExportedReview] {
    guard showsRegisters else { return [] }
    return isms.managementReviews.filter { disclosure.includes($0.document) }.map { review in
      ExportedReview(
        document: review.document.id, heldOn: review.heldOn?.description, attendees: ids(review.attendees),
        inputs: review.inputs, decisions: review.decisions.map(text))
    }
  }
}
