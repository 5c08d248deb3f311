import ISMS
import Source

extension Check {
  /// EVD-04: evidence is still what was collected.
  static let changedAfterCollection = Check(
    Rule(
      code: "EVD-04", name: "changed-after-collection", title: "an evidence file is not the one that was collected",
      grade: .major, clause: "7.5.3 b", adjustment: "minor for a redacted copy (`in_pack: redacted`)",
      data: "`sha256` and `collected_on` of evidence items; the files, now and in history",
      stage: .stageTwo,
      explanation: """
        Records are protected from loss of integrity. The file is compared with the `sha256` recorded at collection, \
        and with the file as it was in the commit that wrote `collected_on`.
        """,
      fix: "restore the file, or collect it again and record the new date and hash",
      flagged: Examples.evidence("sha256: \(String(repeating: "0", count: 64))"),
      accepted: Examples.evidence("sha256: 0c5dd180b219587fd123bf377e781d6b1a5d57e570bd1308f78c416a3fe99072"))
  ) { input in
    var population = 0
    var diagnostics: [Diagnostic] = []
    for (position, item) in input.isms.evidence.enumerated() {
      guard let history = input.evidenceHistories[position] else { continue }
      for file in history.files {
        let recorded = item.sha256?.lowercased()
        let differs = recorded.flatMap { recorded in file.digest.map { $0 != recorded } }
        guard file.changedAfter != nil || differs != nil else { continue }
        population += 1
        let commits = file.changedAfter ?? []
        guard differs == true || !commits.isEmpty else { continue }
        let collected = item.collectedOn.map { " on \($0)" } ?? ""
        var related: [Diagnostic.Related] = []
        if let commit = commits.first {
          related = [
            .init(
              Location(path: file.path, range: nil),
              "changed on \(input.described(commit)): \(input.history.commits[commit].subject)")
          ]
        }
        let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
        diagnostics.append(
          Diagnostic(
            input.rule, "`\(name)` of `\(item.id)` is not the file that was collected\(collected)",
            at: differs == true ? item.record.location(of: "sha256") : item.record.location(of: "collected_on"),
            grade: item.inPack == "redacted" ? .minor : nil,
            label: differs == true
              ? "the file has \(file.digest?.prefix(12) ?? "")…" : "the file changed afterwards, the date did not",
            related: related, subject: item.id))
      }
    }
    guard population > 0 else {
      return .cannotJudge(
        "evidence files",
        input.isms.evidence.isEmpty
          ? "the repository holds no evidence" : "no item records `sha256`, and \(input.whyHistoryIsSilent)")
    }
    return .looked(at: population, "evidence files", diagnostics)
  }
}
