import ArgumentParser
import Compiler
import Foundation
import ISMS
import Source

/// `auditpack status`: the state of the ISMS on one screen.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Shows readiness for Stage 1, coverage, findings and next dates on one screen.")

  /// How the status is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(help: "The folder of the ISMS, or any folder inside it.")
  var path = "."

  @Option(help: ArgumentHelp("Show the state of a commit.", valueName: "revision"))
  var rev: String?

  @Option(help: ArgumentHelp("The reference date, YYYY-MM-DD.", valueName: "date"))
  var asOf: CalendarDate?

  @Option(help: "How the status is printed.")
  var format = Format.text

  func run() throws {
    try reportingFailures {
      let compilation = try Workspace(path: path).compile(rev.map { .revision($0) } ?? .workingTree, asOf: asOf)
      let status = Status(compilation)
      Console.output(format == .json ? try JSON.encode(status) : status.text)
    }
  }
}

/// The figures of the dashboard.
struct Status: Encodable {
  /// Counts of Annex A controls.
  struct Controls: Encodable {
    let included: Int
    let excluded: Int
    let withoutRow: Int
    let implemented: Int
    let partial: Int
    let planned: Int
    let notImplemented: Int
    let withDocument: Int
    let withFreshEvidence: Int
  }

  /// Counts of open risks.
  struct Risks: Encodable {
    let open: Int
    let aboveThreshold: Int
    let aboveThresholdAfterTreatment: Int
    let accepted: Int
  }

  /// Something mandatory that is not there.
  struct Missing: Encodable {
    let clause: String
    let what: String
  }

  /// A day on which something is due.
  struct Due: Encodable {
    let date: String
    let what: String
    let subject: String?
  }

  let schemaVersion = 1
  let organisation: String?
  let standard: String
  let commit: String?
  let asOf: String
  let documents: Int
  let approved: Int
  let records: Int
  let mandatory: Int
  let notYetDue: Int
  let missing: [Missing]
  let controls: Controls
  let risks: Risks
  let findings: [String: Int]
  let nextDates: [Due]

  private enum CodingKeys: String, CodingKey {
    case schemaVersion, organisation, standard, commit, asOf, documents, approved, records, mandatory, notYetDue,
      missing
    case controls, risks, findings, nextDates
  }

  init(_ compilation: Compilation) {
    let isms = compilation.isms
    organisation = isms.configuration.organisation
    standard = [isms.configuration.standard, isms.configuration.amendment].compactMap { $0 }.joined(separator: ", ")
    if case .commit(let id) = compilation.snapshot.origin { commit = id.hex } else { commit = nil }
    asOf = compilation.asOf.description
    documents = isms.documents.count
    approved = isms.documents.count { $0.isInForce }
    records = isms.recordCount
    let mandatory = compilation.readiness.mandatory
    self.mandatory = mandatory.count
    notYetDue = compilation.readiness.mandatoryCount(.notYetDue)
    missing = mandatory.filter { $0.state == .absent || $0.state == .draftOnly }
      .map { Missing(clause: $0.clause, what: $0.information.text + ($0.state == .draftOnly ? " (draft only)" : "")) }
    let annex = compilation.controls.filter { isms.catalog.control($0.control) != nil }
    let included = annex.filter { $0.row?.isIncluded == true }
    controls = Controls(
      included: included.count, excluded: annex.count { $0.row?.isIncluded == false },
      withoutRow: annex.count { $0.row == nil }, implemented: included.count { $0.row?.status == .implemented },
      partial: included.count { $0.row?.status == .partial }, planned: included.count { $0.row?.status == .planned },
      notImplemented: included.count { $0.row?.status == .notImplemented },
      withDocument: included.count { !$0.documents.isEmpty },
      withFreshEvidence: included.count { !$0.freshEvidence.isEmpty })
    let method = isms.riskMethod
    let open = isms.risks.filter { !$0.isClosed }
    risks = Risks(
      open: open.count,
      aboveThreshold: open.count { (method.level(of: $0) ?? 0) > method.acceptanceThreshold },
      aboveThresholdAfterTreatment: open.count { (method.residualLevel(of: $0) ?? 0) > method.acceptanceThreshold },
      accepted: open.count { $0.acceptedBy != nil && $0.acceptedOn != nil })
    findings = Dictionary(
      uniqueKeysWithValues: Grade.allCases.map { ($0.rawValue, compilation.count(of: $0)) })
    nextDates = compilation.dueDates.prefix(8)
      .map { Due(date: $0.date.description, what: $0.what, subject: $0.subject) }
  }

  /// For people.
  var text: String {
    var text = "\(organisation ?? "unnamed organisation"), \(standard)\n"
    text += (commit.map { "commit \($0.prefix(7))" } ?? "working tree") + ", as of \(asOf)\n\n"
    func row(_ name: String, _ value: String) {
      text += name + String(repeating: " ", count: max(1, 14 - name.count)) + value + "\n"
    }
    row(
      "Stage 1",
      missing.isEmpty
        ? notYetDue == 0
          ? "all \(mandatory) mandatory documents and records are there"
          : "\(mandatory - notYetDue) of \(mandatory) mandatory documents and records are there, the rest not yet due"
        : "\(missing.count) of \(mandatory) mandatory documents and records are missing")
    for item in missing.prefix(6) { row("", "clause \(item.clause): \(item.what)") }
    if missing.count > 6 { row("", "and \(missing.count - 6) more") }
    row("Documents", "\(approved) of \(documents) approved; \(records) records")
    row(
      "Controls",
      "\(controls.included) included, \(controls.excluded) excluded"
        + (controls.withoutRow > 0 ? ", \(controls.withoutRow) without a row" : ""))
    row(
      "",
      "\(controls.implemented) implemented, \(controls.partial) partial, \(controls.planned) planned, \(controls.notImplemented) not implemented"
    )
    row("", bar(controls.withDocument, of: controls.included) + " with a document")
    row("", bar(controls.withFreshEvidence, of: controls.included) + " with fresh evidence")
    row(
      "Risks",
      "\(risks.open) open; above the threshold: \(risks.aboveThreshold) before, \(risks.aboveThresholdAfterTreatment) after treatment; \(risks.accepted) accepted"
    )
    let counts = Grade.allCases.reversed().map { "\(findings[$0.rawValue] ?? 0) \($0.rawValue)" }
    row("Findings", counts.joined(separator: ", "))
    if !nextDates.isEmpty { text += "\nNext dates\n" }
    for due in nextDates {
      text += "  \(due.date)  \(due.subject.map { "\($0): " } ?? "")\(due.what)\n"
    }
    return text
  }

  private func bar(_ part: Int, of whole: Int) -> String {
    let filled = whole == 0 ? 0 : part * 20 / whole
    return String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled) + " \(part)/\(whole)"
  }
}
