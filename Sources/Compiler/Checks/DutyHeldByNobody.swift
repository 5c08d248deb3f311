import ISMS
import Source

extension Check {
  /// CTX-05: somebody keeps the ISMS conforming, and somebody reports on it.
  static let dutyHeldByNobody = Check(
    Rule(
      code: "CTX-05", name: "duty-held-by-nobody",
      title: "nobody has to keep the ISMS conforming, or to report on it", grade: .major, clause: "5.3",
      adjustment: "minor if the people register states no duties at all",
      data: "`duties` of people who are in office",
      explanation: """
        Top management assigns two duties by name: to make sure that the ISMS conforms to the standard, and to report to \
        it how the ISMS performs. One person may hold both.
        """,
      fix: "assign the duties `isms-conformity` and `isms-reporting` in the people register",
      flagged: Examples.duties("top-management"),
      accepted: Examples.duties("isms-conformity; isms-reporting"))
  ) { input in
    let people = input.isms.people
    guard let first = people.first else {
      return .cannotJudge("duties", "there is no register of people (`register: people`)")
    }
    let duties = [
      ("isms-conformity", "to keep the ISMS conforming"), ("isms-reporting", "to report how the ISMS performs"),
    ]
    let missing = duties.filter { duty in
      !people.contains { $0.isInOffice(on: input.asOf) && $0.has(duty: duty.0) }
    }
    guard !missing.isEmpty else { return .looked(at: duties.count, "duties") }
    let states = people.contains { !$0.duties.isEmpty }
    let former = people.filter { person in missing.contains { person.has(duty: $0.0) } }
    let register = first.record.register.flatMap { input.isms.document($0) }
    let diagnostic = Diagnostic(
      input.rule, "nobody has the duty " + missing.map(\.1).joined(separator: " or "),
      at: register?.record.location(of: "register") ?? first.location, grade: states ? nil : .minor,
      label: states ? nil : "no row states `duties`",
      related: former.prefix(2).map {
        .init($0.record.location(of: "until"), "`\($0.id)` had it\($0.until.map { " until \($0)" } ?? "")")
      },
      help: "add " + enumerated(missing.map { "`\($0.0)`" }) + " to `duties` of the role that has "
        + (missing.count == 1 ? "it" : "them"), subject: register?.id)
    return .looked(at: duties.count, "duties", [diagnostic])
  }
}
