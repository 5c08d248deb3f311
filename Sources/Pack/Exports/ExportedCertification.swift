import Compiler
import Source

/// Whether Stage 1 would be passed on the documents, and what stands in the way.
struct ExportedStageOne: Encodable {
  /// Findings of one rule.
  struct Obstacle: Encodable {
    let code: String
    let grade: Grade
    let findings: Int
    let first: String
  }

  /// `passes`, `fails` or `undecided`.
  let outcome: DocumentationReview.Outcome
  let sentence: String
  let obstacles: [Obstacle]
}

/// An event of the certification cycle.
struct ExportedEvent: Encodable {
  let name: String
  let date: String
  /// Whether the date is the last day allowed.
  let limit: Bool
  let state: CertificationCycle.Event.State
  let audit: String?
  let auditedOn: String?
  let grounds: String
}

extension Disclosed {
  /// The prediction for Stage 1; nil where the audience gets no findings.
  var stageOne: ExportedStageOne? {
    guard showsRegisters else { return nil }
    let review = compilation.documentationReview
    return ExportedStageOne(
      outcome: review.outcome, sentence: text(review.sentence),
      obstacles: review.obstacles.compactMap { obstacle in
        let shown = obstacle.findings.filter { disclosure.names($0, in: isms) }
        return shown.first.map {
          ExportedStageOne.Obstacle(
            code: obstacle.rule.code, grade: obstacle.grade, findings: shown.count, first: text($0.message))
        }
      })
  }

  /// The certification cycle.
  var cycle: [ExportedEvent] {
    guard showsRegisters else { return [] }
    return compilation.cycle.events.map { event in
      ExportedEvent(
        name: event.name, date: event.date.description, limit: event.isLimit, state: event.state,
        audit: id(event.audit), auditedOn: event.auditedOn?.description, grounds: event.grounds)
    }
  }
}
