import Source

/// One row of the Statement of Applicability (6.1.3 d).
public struct SoARow: RecordView {
  /// The record behind it.
  public let record: Record

  /// The view of a SoA row.
  public init(record: Record) { self.record = record }

  /// How far an included control is implemented.
  public enum Status: String, Sendable, CaseIterable {
    /// In place.
    case implemented
    /// Partly in place.
    case partial
    /// Decided, not begun.
    case planned
    /// Not in place.
    case notImplemented = "not_implemented"
  }

  /// The control.
  public var control: String { record.id }
  /// Whether the control is necessary; nil if the row does not say.
  public var isIncluded: Bool? { record.boolean("included") }
  /// Why, or why not.
  public var justification: String? { record.text("justification") }
  /// Kinds of reason: `risk`, `legal`, `contract`, `business`, `baseline`.
  public var basis: [String] { record.texts("basis") }
  /// Ids of the reasons.
  public var because: [String] { record.texts("because") }
  /// How far it is implemented; nil if the row does not say.
  public var status: Status? { record.text("status").flatMap(Status.init(rawValue:)) }
  /// How it is done here.
  public var implementation: String? { record.text("implementation") }
  /// `own`, `shared` or `inherited`; nil if the row does not say.
  public var responsibility: String? { record.text("responsibility") }
  /// Suppliers of a shared or inherited control.
  public var providers: [String] { record.texts("provider") }
  /// Documents that rule it.
  public var documents: [String] { record.texts("documents") }
  /// When it will be implemented.
  public var due: CalendarDate? { record.date("due") }
  /// When the row was last looked through, as stated.
  public var reviewedOn: CalendarDate? { record.date("reviewed_on") }
}

/// The Statement of Applicability: the rows, and the document that holds them.
public struct StatementOfApplicability: Sendable {
  /// Id of the document; nil if the rows come without one.
  public let document: String?
  /// The rows, in the order of the file.
  public let rows: [SoARow]
  private let byControl: [String: Int]

  init(document: String?, rows: [SoARow]) {
    self.document = document
    self.rows = rows
    byControl = Dictionary(rows.enumerated().map { ($1.control, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The first row about each control, in the order of the file. Another one is a finding of SOA-01, and of nothing else.
  public var distinctRows: [SoARow] {
    rows.enumerated().filter { byControl[$1.control] == $0 && !$1.control.isEmpty }.map(\.element)
  }

  /// The first row about a control; nil if there is none.
  public func row(for control: String) -> SoARow? { byControl[control].map { rows[$0] } }
}
