import Source

/// A risk with its assessment, treatment and acceptance.
public struct Risk: RecordView {
  /// The record behind it.
  public let record: Record

  /// The view of a risk record.
  public init(record: Record) { self.record = record }

  /// What is done about a risk.
  public enum Treatment: String, Sendable, CaseIterable {
    /// Change likelihood or impact.
    case modify
    /// Let another party bear a part.
    case share
    /// Give up what causes it.
    case avoid
    /// Live with it.
    case retain
  }

  /// The scenario as a field; record files hold it as text.
  public var description: String? { record.text("description") }
  /// Assets concerned.
  public var assets: [String] { record.texts("assets") }
  /// Which of C, I, A it touches.
  public var affects: [String] { record.texts("affects") }
  /// Likelihood before treatment.
  public var likelihood: Int? { record.integer("likelihood") }
  /// Impact before treatment.
  public var impact: Int? { record.integer("impact") }
  /// Likelihood after treatment.
  public var residualLikelihood: Int? { record.integer("residual_likelihood") }
  /// Impact after treatment.
  public var residualImpact: Int? { record.integer("residual_impact") }
  /// The decision; nil if none is recorded.
  public var treatment: Treatment? { record.text("treatment").flatMap(Treatment.init(rawValue:)) }
  /// Who accepted what remains.
  public var acceptedBy: String? { record.text("accepted_by") }
  /// When it was accepted.
  public var acceptedOn: CalendarDate? { record.date("accepted_on") }
  /// Why it was accepted.
  public var acceptanceReason: String? { record.text("acceptance_reason") }
  /// Until when the acceptance holds.
  public var acceptanceExpires: CalendarDate? { record.date("acceptance_expires") }
  /// When it was last assessed.
  public var assessedOn: CalendarDate? { record.date("assessed_on") }
  /// Whether it is no longer treated.
  public var isClosed: Bool { record.text("status") == "closed" }
}

/// An action of the treatment plan.
public struct TreatmentAction: RecordView {
  /// The record behind it.
  public let record: Record

  /// The view of a treatment-action record.
  public init(record: Record) { self.record = record }

  /// What is done.
  public var action: String { record.text("action") ?? record.id }
  /// What is done, as the title of the record.
  public var title: String { action }
  /// Risks it treats.
  public var risks: [String] { record.texts("risks") }
  /// Until when.
  public var due: CalendarDate? { record.date("due") }
  /// `planned`, `in_progress`, `done` or `cancelled`.
  public var status: String? { record.text("status") }
  /// When it was finished.
  public var doneOn: CalendarDate? { record.date("done_on") }
  /// Whether nothing is left to do.
  public var isFinished: Bool { status == "done" || status == "cancelled" }
}
