import Compiler
import ISMS
import Source

extension Badge {
  /// How far a control of the SoA is.
  static func soa(_ row: SoARow?) -> Badge {
    guard let row else { return Badge("not listed", .bad) }
    guard let isIncluded = row.isIncluded else { return Badge("not decided", .bad) }
    guard isIncluded else { return Badge("excluded", .none) }
    switch row.status {
    case .implemented: return Badge("implemented", .good)
    case .partial: return Badge("partial", .part)
    case .planned: return Badge("planned", .open)
    case .notImplemented: return Badge("not implemented", .bad)
    case nil: return Badge("no status", .bad)
    }
  }

  /// A predicted grade.
  static func grade(_ grade: Grade) -> Badge {
    switch grade {
    case .error, .blocker, .major: Badge(grade.rawValue, .bad)
    case .minor: Badge("minor", .part)
    case .observation: Badge("observation", .open)
    }
  }

  /// Status of a document.
  static func document(_ status: Document.Status?) -> Badge {
    switch status {
    case .approved: Badge("approved", .good)
    case .inReview: Badge("in review", .part)
    case .draft: Badge("draft", .open)
    case .retired: Badge("retired", .none)
    case nil: Badge("no status", .bad)
    }
  }

  /// How strongly history supports an approval.
  static func level(_ level: Approval.Level) -> Badge {
    Badge("\(level.name) (level \(level.rawValue))", level == .stated ? .open : level == .recorded ? .part : .good)
  }

  /// Whether a required document or record is there.
  static func readiness(_ state: Readiness.Item.State, isMandatory: Bool) -> Badge {
    switch state {
    case .present: Badge("present", .good)
    case .draftOnly: Badge("draft only", .part)
    case .notYetDue: Badge("nothing to record yet", .none)
    case .absent: Badge("absent", isMandatory ? .bad : .open)
    }
  }

  /// Whether Stage 1 would be passed.
  static func outcome(_ outcome: DocumentationReview.Outcome) -> Badge {
    switch outcome {
    case .passes: Badge("would pass", .good)
    case .fails: Badge("would not pass", .bad)
    case .undecided: Badge("cannot be said", .open)
    }
  }

  /// How much speaks for a criterion of another framework.
  static func coverage(_ state: FrameworkCoverage.Entry.State) -> Badge {
    switch state {
    case .evidenced: Badge("fresh evidence", .good)
    case .documented: Badge("documents only", .part)
    case .nothing: Badge("nothing", .bad)
    }
  }

  /// Whether evidence that recurs leaves a time out; nil where none recurs.
  static func coverage(_ coverage: PeriodCoverage?) -> Badge? {
    coverage.map { $0.isWhole ? Badge("no time left out", .good) : Badge("a gap", .bad) }
  }

  /// How an event of the certification cycle stands.
  static func cycle(_ state: CertificationCycle.Event.State) -> Badge {
    switch state {
    case .done: Badge("done", .good)
    case .doneLate: Badge("done late", .part)
    case .planned: Badge("planned", .open)
    case .open: Badge("no day set", .none)
    case .overdue: Badge("overdue", .bad)
    }
  }

  /// A word of a register, such as `done` or `open`.
  static func word(_ word: String?) -> Badge? {
    guard let word else { return nil }
    let kind: Kind =
      switch word {
      case "done", "closed", "achieved", "performed", "active", "implemented": .good
      case "in_progress": .part
      case "planned", "open", "candidate": .open
      case "missed": .bad
      default: .none
      }
    return Badge(word.replacing("_", with: " "), kind)
  }

  /// A level of risk against the threshold.
  static func level(_ level: Int?, method: RiskMethod) -> Badge? {
    guard let level else { return nil }
    let name = method.band(of: level)?.name
    return Badge(
      name.map { "\(level) \($0)" } ?? "\(level)",
      level > method.acceptanceThreshold ? .bad : level > method.acceptanceThreshold / 2 ? .part : .good)
  }
}
