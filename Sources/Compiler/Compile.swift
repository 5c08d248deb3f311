import ISMS
import Source

/// Compiles a state of an ISMS: reads it, binds it, and runs every check over it.
///
/// A pure function: no input or output but its arguments, no clock. The same arguments give the same result, whatever
/// the order of the files.
///
/// - Parameters:
///   - snapshot: the files.
///   - history: what git recorded on the way to them; asked for when the files are read.
///   - folder: the folder of the ISMS in the repository; empty for the root.
///   - contents: gives the bytes of files, and of older revisions where an approval asks for them.
///   - signatures: gives the signatures of commits and tags; without it none can be checked.
///   - openPGP: checks OpenPGP signatures; without it those cannot be checked.
///   - facts: what earlier compilations found out about contents; this one adds what it finds out.
///   - previous: what an earlier pack says about itself, to find out whether history was rewritten since.
///   - asOf: the reference date for everything that can be overdue.
public func compile(
  _ snapshot: Snapshot, history: @autoclosure () throws -> History, folder: String = "", contents: any ContentReader,
  signatures: (any SignatureReader)? = nil, openPGP: (any OpenPGPVerifier)? = nil,
  facts: ContentFacts = ContentFacts(), previous: EarlierPack? = nil, asOf: CalendarDate
) rethrows -> Compilation {
  let reader = SharedReader(contents, signatures: signatures)
  let (isms, readingDiagnostics) = Binder.bind(snapshot, folder: folder, contents: reader, known: facts.files)
  let history = try history()
  let identities = Identities(people: isms.people, mailmap: Mailmap(file(".mailmap", of: snapshot, reader)))
  let editorial = editorialCommits(of: snapshot, reader)
  // What needs nothing of each other goes side by side, in two halves. The histories of evidence are shared out.
  let mainLine = MainLine(history)
  let evidenceContents = Lazy(computing: { EvidenceContents(isms, contents: reader, facts: facts) })
  let revisions: @Sendable () -> RevisionReader = {
    RevisionReader(contents: reader, editorialCommits: editorial, facts: facts)
  }
  let pending = Meanwhile {
    _ = evidenceContents.value
    return Present(isms, history: history, facts: facts, identities: identities, asOf: asOf)
  }
  let past = Past(
    isms, history: history, mainLine: mainLine, revisions: revisions(), contents: reader,
    signatures: signatures == nil ? nil : reader, openPGP: openPGP, identities: identities, asOf: asOf)
  let evidenceHistories = EvidenceReader.histories(
    of: isms, history: history, mainLine: mainLine, contents: evidenceContents.value, revisions: revisions)
  let present = pending.value
  let approvals = Check.approvals(isms, past.histories)

  let outcomes = concurrently(Check.all) { check in
    let input = Check.Input(
      rule: check.rule, isms: isms, readiness: present.readiness, controls: present.controls, asOf: asOf,
      snapshot: snapshot, history: history, histories: past.histories, evidenceHistories: evidenceHistories,
      evidenceEnds: present.evidenceEnds, supersededEvidence: present.superseded,
      evidenceContents: evidenceContents.value, texts: present.texts, decisions: past.decisions,
      identities: identities, authors: present.authors, approvals: approvals, mainLine: mainLine,
      reviews: past.reviews, previous: previous)
    return (check.rule, check.run(input))
  }

  let everything =
    readingDiagnostics + isms.findingsAboutReferences + present.settings + outcomes.flatMap { $0.1.diagnostics }
    + isms.findingsAboutLostTexts
  var graded = inOrder(everything.map { regrade($0, by: isms.configuration) })
  let deviations = Deviations(isms, findings: graded, asOf: asOf)
  var extra = deviations.diagnostics
  let baseline = Baseline(isms, contents: reader, diagnostics: &extra)
  let (open, known, gone) = baseline?.apply(to: deviations.open) ?? (deviations.open, [], [])
  if let finding = baseline?.finding(about: gone) { extra.append(finding) }
  extra = extra.map { regrade($0, by: isms.configuration) }
  graded += extra
  // Nearly always all of them are in order already.
  let diagnostics = extra.isEmpty ? open : inOrder(open + extra)
  let unaccepted = known.isEmpty ? diagnostics : inOrder(open + extra + known)
  return Compilation(
    snapshot: snapshot, asOf: asOf, isms: isms, history: history, documentHistories: past.histories,
    evidenceHistories: evidenceHistories, decisions: past.decisions, identities: identities,
    mainLine: mainLine, reviews: past.reviews, previous: previous, readiness: present.readiness,
    controls: present.controls, frameworks: present.frameworks, cycle: present.cycle, dueDates: present.dueDates,
    diagnostics: diagnostics, waived: deviations.waived, known: known, baseline: baseline, gone: gone,
    documentationReview: DocumentationReview(
      isms, readiness: present.readiness, findings: unaccepted, waived: deviations.waived,
      isHistoryComplete: history.isComplete),
    reports: reports(outcomes, findings: graded))
}

/// What history and the contents of files say about documents and decisions.
private struct Past {
  let reviews: ReviewRecords
  let histories: [String: DocumentHistory]
  let decisions: DecisionHistory

  init(
    _ isms: ISMS, history: History, mainLine: MainLine, revisions: RevisionReader, contents: any ContentReader,
    signatures: (any SignatureReader)?, openPGP: (any OpenPGPVerifier)?, identities: Identities, asOf: CalendarDate
  ) {
    reviews = ReviewRecords(isms, contents: contents)
    let approvals = ApprovalReader(
      isms: isms, history: history, revisions: revisions, identities: identities, mainLine: mainLine, reviews: reviews,
      signatures: SignatureCheck(
        isms: isms, contents: contents, reader: signatures, openPGP: openPGP, asOf: asOf),
      asOf: asOf)
    let renames = Renames(history, reader: revisions, living: Set(isms.documents.map(\.id)))
    histories = DocumentHistory.all(of: isms, history: history, renames: renames, approvals: approvals)
    let reading = DecisionReader(
      isms: isms, history: history, mainLine: mainLine, revisions: revisions, renames: renames, histories: histories)
    decisions = reading.read(asOf: asOf)
  }
}

/// What the model and its texts say, and who is behind the addresses in commits.
private struct Present: Sendable {
  let texts: TextContents
  let readiness: Readiness
  let controls: [ControlTrace]
  let evidenceEnds: [CalendarDate?]
  let superseded: Lazy<SupersededEvidence>
  let authors: Authors
  let frameworks: [FrameworkCoverage]
  let cycle: CertificationCycle
  let dueDates: [DueDate]
  /// Findings about settings.
  let settings: [Diagnostic]

  init(_ isms: ISMS, history: History, facts: ContentFacts, identities: Identities, asOf: CalendarDate) {
    texts = TextContents(isms, facts: facts)
    readiness = Readiness(isms, asOf: asOf)
    evidenceEnds = Freshness.ends(in: isms)
    controls = ControlTrace.all(of: isms, ends: evidenceEnds, asOf: asOf)
    superseded = Lazy(computing: { [items = isms.evidence] in SupersededEvidence(items) })
    authors = Authors(history, identities)
    frameworks = FrameworkCoverage.all(of: isms, controls: controls, readiness: readiness, asOf: asOf)
    cycle = CertificationCycle(isms, asOf: asOf)
    dueDates = DueDate.upcoming(in: isms, cycle: cycle, from: asOf)
    settings = ConfigurationRules.findings(in: isms)
  }
}

/// The bytes of a file at the top of the repository; none if it is not there.
private func file(_ path: String, of snapshot: Snapshot, _ contents: any ContentReader) -> [UInt8] {
  // Few paths are as long, so few are compared.
  let length = path.utf8.count
  let file = snapshot.files.indices.first { position in
    snapshot.files[position].path.utf8.count == length && snapshot.files[position].path == path
      && snapshot.files[position].kind == .file
  }
  guard let file else { return [] }
  return (try? contents.contents(of: snapshot.files[file].blob, limit: Binder.largestText)) ?? []
}

/// The commits that `.git-blame-ignore-revs` lists: those that changed how texts look, and not what they say.
func editorialCommits(of snapshot: Snapshot, _ contents: any ContentReader) -> Set<ObjectID> {
  RevisionReader.editorialCommits(file(".git-blame-ignore-revs", of: snapshot, contents))
}

private func regrade(_ diagnostic: Diagnostic, by configuration: Configuration) -> Diagnostic {
  var diagnostic = diagnostic
  // What cannot be read stays an error: no opinion makes it readable.
  if diagnostic.grade != .error, let grade = configuration.grades[diagnostic.rule.code] { diagnostic.grade = grade }
  return diagnostic
}

/// The findings in their order. They are large, so it is found by position, and each is moved once.
private func inOrder(_ findings: [Diagnostic]) -> [Diagnostic] {
  findings.indices.sorted { comesFirst(findings[$0], findings[$1]) }.map { findings[$0] }
}

/// Worst grade first, then by file, place, code and text, so that the order never depends on how files were read.
private func comesFirst(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
  if left.grade != right.grade { return left.grade > right.grade }
  if left.location.path != right.location.path { return left.location.path < right.location.path }
  let leftStart = left.location.range?.lowerBound ?? -1
  let rightStart = right.location.range?.lowerBound ?? -1
  if leftStart != rightStart { return leftStart < rightStart }
  if left.rule.code != right.rule.code { return left.rule.code < right.rule.code }
  return left.message < right.message
}

private func reports(_ outcomes: [(Rule, Check.Outcome)], findings: [Diagnostic]) -> [Compilation.RuleReport] {
  let counts = Dictionary(findings.map { ($0.rule.code, 1) }, uniquingKeysWith: +)
  let checked = Dictionary(outcomes.map { ($0.0.code, $0.1) }, uniquingKeysWith: { first, _ in first })
  return Rule.all.map { rule in
    let outcome = checked[rule.code]
    return Compilation.RuleReport(
      rule: rule, population: outcome?.population, unit: outcome?.unit ?? "", findings: counts[rule.code] ?? 0,
      unjudged: outcome?.unjudged, limit: outcome?.limit)
  }
}
