import ISMS
import Source

extension Check {
  /// PRF-13: a closed incident left a lesson.
  static let incidentWithoutLessons = Check(
    Rule(
      code: "PRF-13", name: "incident-without-lessons", title: "an incident was closed without lessons", grade: .minor,
      clause: "A.5.27",
      data: "`status`, `lessons` and `evidence` of incidents",
      stage: .stageTwo,
      explanation: """
        What an incident taught is the part that prevents the next one. A sentence in the register serves for a small \
        one, a review after the incident, filed as evidence, for a large one.
        """,
      fix: "write `lessons`, or name the post-incident review in `evidence`",
      flagged: Examples.incident(lessons: ""),
      accepted: Examples.incident(lessons: "Disks are encrypted; the wipe command is on the runbook"))
  ) { input in
    let closed = input.isms.incidents.filter(\.isClosed)
    guard !closed.isEmpty else { return .cannotJudge("closed incidents", "no closed incident is registered") }
    let reviews = Set(input.isms.evidence.filter { $0.type == "post-incident-review" }.map(\.id))
    let diagnostics = closed.filter { incident in
      incident.record.lacks("lessons") && !incident.evidence.contains(where: reviews.contains)
    }.map { incident in
      Diagnostic(
        input.rule, "incident `\(incident.id)` was closed without lessons", at: incident.record.location(of: "status"),
        subject: incident.id)
    }
    return .looked(at: closed.count, "closed incidents", diagnostics)
  }
}
