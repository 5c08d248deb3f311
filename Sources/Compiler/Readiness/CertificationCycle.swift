import ISMS
import Source

/// The certification cycle: the initial audit, the decision, two surveillance audits, recertification.
///
/// The days after the decision follow from ISO/IEC 17021-1: surveillance at least once a calendar year, the first within
/// twelve months of the decision, and recertification before the three years are over.
public struct CertificationCycle: Sendable {
  /// Something that happens once in a cycle.
  public struct Event: Sendable {
    /// How it stands.
    public enum State: String, Sendable, Encodable {
      /// It took place.
      case done
      /// It took place after its last day.
      case doneLate = "done_late"
      /// A day is set.
      case planned
      /// No day is set, and there is time.
      case open
      /// Its last day has passed.
      case overdue
    }

    /// What it is, as the beginning of a sentence.
    public let name: String
    /// Its day, or the last on which it may be.
    public let date: CalendarDate
    /// Whether `date` is the last day allowed instead of a day somebody set.
    public let isLimit: Bool
    /// Where the day comes from.
    public let grounds: String
    /// Id of the audit in the register that answers it.
    public let audit: String?
    /// The day of that audit.
    public let auditedOn: CalendarDate?
    /// How it stands.
    public let state: State
  }

  /// The events, in order of time.
  public let events: [Event]
  /// Why surveillance and recertification have no day, and what would give them one, in sentences; nil if they have.
  public let missing: String?

  /// The cycle of an ISMS as seen on a day.
  public init(_ isms: ISMS, asOf: CalendarDate) {
    let configuration = isms.configuration
    var events: [Event] = []
    func audits(_ kind: String) -> [Audit] {
      isms.audits.filter { $0.kind == kind && $0.status != "cancelled" && $0.day != nil }
        .sorted { ($0.day ?? asOf, $0.id) < ($1.day ?? asOf, $1.id) }
    }
    func add(_ name: String, _ date: CalendarDate, isLimit: Bool, _ grounds: String, _ audit: Audit?) {
      let state: Event.State =
        if let day = audit?.performedOn, day <= asOf {
          isLimit && day > date ? .doneLate : .done
        } else if !isLimit && audit == nil {
          // A day that has passed was kept, unless the register of audits says otherwise.
          date <= asOf ? .done : .planned
        } else if date < asOf {
          .overdue
        } else {
          audit == nil ? .open : .planned
        }
      events.append(
        Event(
          name: name, date: date, isLimit: isLimit, grounds: grounds, audit: audit?.id, auditedOn: audit?.day,
          state: state))
    }
    for (key, kind, name) in [("stage_1", "stage-1", "Stage 1 audit"), ("stage_2", "stage-2", "Stage 2 audit")] {
      let audit = audits(kind).last
      if let date = configuration.certificationDate(key) {
        add(name, date, isLimit: false, "stated in auditpack.yaml", audit)
      } else if let audit, let date = audit.day {
        add(name, date, isLimit: false, "register of audits", audit)
      }
    }
    let expiry = configuration.certificationDate("expires_on")
    guard let decided = configuration.certificationDate("decided_on") else {
      if let expiry { add("End of the certificate", expiry, isLimit: false, "stated in auditpack.yaml", nil) }
      self.events = events
      missing =
        "No certification decision is stated, so surveillance and recertification have no day yet. `decided_on` below "
        + "`certification` in `auditpack.yaml` gives them one."
      return
    }
    add("Certification decision", decided, isLimit: false, "stated in auditpack.yaml", nil)
    let surveillance = audits("surveillance").filter { ($0.day ?? decided) > decided }
    let year = decided.components.year
    let end = expiry ?? decided + CalendarDuration(months: 36)
    let endGrounds = expiry == nil ? "three years after the decision" : "stated in auditpack.yaml"
    add(
      "First surveillance audit", decided + CalendarDuration(months: 12), isLimit: true,
      "twelve months after the decision", surveillance.first)
    add(
      "Second surveillance audit", CalendarDate(year: year + 2, month: 12, day: 31) ?? end, isLimit: true,
      "at least once a calendar year", surveillance.dropFirst().first)
    let again = audits("recertification").first { ($0.day ?? decided) > decided }
    add("Recertification audit", end, isLimit: true, "before the certificate ends", again)
    add("End of the certificate", end, isLimit: false, endGrounds, nil)
    self.events = events
    missing = nil
  }
}
