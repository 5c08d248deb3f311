import ISMS
import Source

extension Check {
  /// CTX-09: laws and contracts are registered and looked through.
  static let obligationsNotReviewed = Check(
    Rule(
      code: "CTX-09", name: "obligations-not-reviewed",
      title: "the register of legal and contractual obligations is empty or past its review", grade: .minor,
      clause: "A.5.31",
      data: "`reviewed_on` and `review_every` of obligations, or of their register; the reference date",
      explanation: """
        Laws and contracts change without telling anybody. The register of what binds the organisation is looked through \
        at planned intervals, row by row or as a whole (parameter `obligation_review_interval`).
        """,
      fix: "go through the register, and set `reviewed_on`",
      flagged: Examples.obligation(reviewed: "2024-06-01"),
      accepted: Examples.obligation(reviewed: "2026-01-10"))
  ) { input in
    let isms = input.isms
    let registers = isms.documents.filter { $0.status != .retired && $0.record.text("register") == "obligations" }
    let obligations = isms.obligations.filter(\.isCurrent)
    guard !obligations.isEmpty else { return Self.withoutObligations(input, registers: registers) }
    let standard = isms.configuration.parameters[.obligationReviewInterval]
    var late: [String: [(obligation: Obligation, due: CalendarDate?)]] = [:]
    for obligation in obligations {
      let register = obligation.record.register.flatMap { isms.document($0) }
      if obligation.record.lacks("reviewed_on"), let register {
        // A register reviewed as a whole, at an interval of its own, is DOC-07's matter.
        if register.nextReview != nil { continue }
        if let reviewed = register.reviewedOn, reviewed + standard >= input.asOf { continue }
      } else if obligation.record.unread.contains("reviewed_on") {
        continue
      }
      let due = (obligation.reviewedOn ?? register?.reviewedOn).map { $0 + (obligation.reviewInterval ?? standard) }
      if due.map({ $0 < input.asOf }) ?? true {
        late[obligation.record.register ?? obligation.id, default: []].append((obligation, due))
      }
    }
    let diagnostics = late.sorted { $0.key < $1.key }.map { key, rows in
      let oldest = rows.min { ($0.due ?? input.asOf, $0.obligation.id) < ($1.due ?? input.asOf, $1.obligation.id) }
      let first = oldest?.obligation ?? rows[0].obligation
      let due = oldest?.due
      let message =
        rows.count == 1
        ? "obligation `\(first.id)` " + (due.map { "was due for review on \($0)" } ?? "states no date of review")
        : "\(rows.count) obligations of `\(key)` "
          + (due.map { "are past their review, `\(first.id)` since \($0)" } ?? "state no date of review")
      return Diagnostic(
        input.rule, message, at: first.record.location(of: "reviewed_on"),
        help: "go through the register, and set `reviewed_on: \(input.asOf)`", subject: first.id)
    }
    return .looked(at: obligations.count, "obligations", diagnostics)
  }

  /// Nothing is registered: a finding where somebody claims otherwise.
  private static func withoutObligations(_ input: Input, registers: [Document]) -> Outcome {
    let row = input.isms.soa?.row(for: "A.5.31")
    let reason = "no register of obligations has a row (`register: obligations`)"
    // A register without a table that can be read is FILE-04's matter.
    let isRead = registers.allSatisfy { !$0.markdown.tables.isEmpty || $0.record.text("data") != nil }
    guard isRead, let place = registers.first?.record.location(of: "register") ?? row?.location,
      row?.isIncluded != false
    else { return .cannotJudge("obligations", reason) }
    let diagnostic = Diagnostic(
      input.rule, "no legal or contractual obligation is registered", at: place,
      help: "add a document with `register: obligations` and a row for each law and contract that binds you",
      subject: registers.first?.id ?? row?.control)
    return .looked(at: 1, "registers of obligations", [diagnostic])
  }
}
