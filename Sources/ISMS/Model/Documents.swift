import Source
import Syntax

/// A document under control: policy, procedure, plan, register, minutes.
public struct Document: RecordView {
  /// Its data.
  public let record: Record
  /// What kind of document it is.
  public let type: DocumentType
  let text: FileText

  /// The view of a record alone, without a text.
  public init(record: Record) {
    let nothing = LazySource(SourceText(path: record.location.path, bytes: []))
    self.init(record: record, type: .document, text: FileText(nothing, from: 0, holdsText: false))
  }

  /// A document with its text.
  init(record: Record, type: DocumentType, text: FileText) {
    self.record = record
    self.type = type
    self.text = text
  }

  /// The file as read.
  public var source: SourceText { text.file.text }
  /// Where its text begins in the file.
  public var bodyStart: Int { text.start }
  /// Its text.
  public var markdown: MarkdownDocument { text.markdown }

  /// Where a document stands in its life.
  public enum Status: String, Sendable {
    /// Being written.
    case draft
    /// Waiting for approval.
    case inReview = "in_review"
    /// In force.
    case approved
    /// No longer in force.
    case retired
  }

  /// Path of the file.
  public var path: String { text.file.path }
  /// Version as stated.
  public var version: String? { record.text("version") }
  /// Status as stated.
  public var status: Status? { record.text("status").flatMap(Status.init(rawValue:)) }
  /// Who approved it, as stated.
  public var approvedBy: [String] { record.texts("approved_by") }
  /// When it was approved, as stated.
  public var approvedOn: CalendarDate? { record.date("approved_on") }
  /// When it was last looked through, as stated; the approval counts as a review.
  public var reviewedOn: CalendarDate? {
    [record.date("reviewed_on"), approvedOn].compactMap { $0 }.max()
  }
  /// The planned interval of reviews.
  public var reviewInterval: CalendarDuration? { record.duration("review_every") }
  /// The day by which the next review is due; nil where no interval or no review is stated.
  public var nextReview: CalendarDate? {
    guard let reviewedOn, let reviewInterval else { return nil }
    return reviewedOn + reviewInterval
  }
  /// Who may read it: `public`, `internal`, `confidential` or `restricted`.
  public var classification: String? { record.text("classification") }
  /// To whom it is given, as stated.
  public var distribution: String? { record.text("distribution") }
  /// Kinds of register with the time their records are kept; `all` stands for every kind.
  public var retention: [String] { record.fields["retention"]?.fields.keys.sorted() ?? [] }
  /// Documents of external origin it lists.
  public var externalDocuments: [String] { record.texts("external_documents") }
  /// Summary for the register.
  public var summary: String? { record.text("summary") }
  /// Documents it replaces.
  public var supersedes: [String] { record.texts("supersedes") }
}

/// A Markdown file that is one record: its data with the text below.
public struct RecordFile: Sendable {
  /// Its data.
  public let record: Record
  let text: FileText

  init(record: Record, text: FileText) {
    self.record = record
    self.text = text
  }

  /// Path of the file.
  public var path: String { text.file.path }
  /// The file as read.
  public var source: SourceText { text.file.text }
  /// Where its text begins in the file.
  public var bodyStart: Int { text.start }
  /// Its text.
  public var markdown: MarkdownDocument { text.markdown }
  /// Whether there is anything to read in the text besides code.
  public var holdsText: Bool { text.holdsText }
}

/// The report of an audit, as its front matter states it (9.2.2).
public struct AuditReport: Sendable {
  /// The document.
  public let document: Document
  /// First and last day.
  public var from: CalendarDate? { document.record.date("audited_from") }
  /// Last day.
  public var to: CalendarDate? { document.record.date("audited_to") }
  /// Who audited.
  public var auditors: [String] { document.record.texts("auditors") }
  /// Clauses covered.
  public var clauses: [String] { document.record.texts("audited_clauses") }
  /// Controls covered.
  public var controls: [String] { document.record.texts("audited_controls") }
  /// Nonconformities raised.
  public var findings: [String] { document.record.texts("findings") }
}

/// The minutes of a management review, as their front matter states them (9.3).
public struct ManagementReview: Sendable {
  /// The document.
  public let document: Document
  /// Day of the review.
  public var heldOn: CalendarDate? { document.record.date("held_on") }
  /// Who took part.
  public var attendees: [String] { document.record.texts("attendees") }
  /// Inputs of 9.3.2 that were treated.
  public var inputs: [String] { document.record.texts("inputs") }
  /// What was decided.
  public var decisions: [String] { document.record.texts("decisions") }

  /// Something to be done, as one review states it.
  public struct Action: Sendable {
    /// Its name, the same in every review that deals with it.
    public let id: String
    /// `open`, `in_progress`, `done` or `cancelled`.
    public let status: String
    /// Where the review states it.
    public let location: Location
    /// Whether nothing is left to do.
    public var isFinished: Bool { status == "done" || status == "cancelled" }
  }

  /// What follows from the decisions, and how earlier actions stood on the day; those without id or status left out,
  /// which are findings of their own.
  public var actions: [Action] {
    (document.record.fields["actions"]?.items ?? []).compactMap { item in
      guard let id = item.fields["id"], let name = id.text, let status = item.fields["status"]?.text else { return nil }
      return Action(id: name, status: status, location: id.location)
    }
  }
}
