import ISMS
import Source

extension Check {
  /// EVD-05: the file an evidence item speaks of is there.
  static let evidenceFileMissing = Check(
    Rule(
      code: "EVD-05", name: "evidence-file-missing", title: "the file of an evidence item is not there",
      grade: .minor, clause: "7.5.3 a",
      adjustment: "observation if the item also says where it is kept (`location`)",
      data: "`file`, `files` and `location` of evidence items; the files of the repository",
      stage: .stageTwo,
      explanation: """
        A description without its file proves nothing. An item names a file of the repository, or says in `location` \
        who keeps it where, or is itself the record, with a text below its front matter.
        """,
      fix: "add the file, correct the path, or say in `location` who keeps it",
      flagged: Examples.evidence("files: [lost.csv]"),
      accepted: Examples.evidence(""))
  ) { input in
    guard !input.isms.evidence.isEmpty else {
      return .cannotJudge("evidence items", "no evidence is described (`type: evidence`)")
    }
    // Items of a register share a file, so the place tells them apart.
    var broken: [Location: Reference] = [:]
    for reference in input.isms.references.broken where reference.isEvidenceFile {
      broken[reference.location] = reference
    }
    let withBroken = Set(broken.keys.map(\.path))
    lazy var withText = Set(
      input.isms.recordFiles.lazy.filter { $0.record.kind == .evidence && $0.holdsText }.map(\.path))
    var diagnostics: [Diagnostic] = []
    for item in input.isms.evidence where item.files.isEmpty || withBroken.contains(item.location.path) {
      let record = item.record
      let named = [record.fields["file"]].compactMap { $0 } + (record.fields["files"]?.items ?? [])
      for reference in named.compactMap({ broken[$0.location] }) {
        let fixes = reference.suggestion.map {
          [Fix("write `\($0)`", .unsafe, edits: [.init(reference.location, replacement: $0)])]
        }
        diagnostics.append(
          Diagnostic(
            input.rule, "\(Self.name(item)): \(reference.problem ?? "")", at: reference.location,
            grade: item.heldAt == nil ? nil : .observation,
            label: reference.suggestion.map { "did you mean `\($0)`?" },
            help: item.heldAt == nil
              ? nil : "remove `\(record.fields["file"] == nil ? "files" : "file")`, or add the file",
            fixes: fixes ?? [], subject: item.id.isEmpty ? nil : item.id))
      }
      if record.lacks("file"), record.lacks("files"), record.lacks("location"),
        record.register != nil || !withText.contains(record.location.path)
      {
        diagnostics.append(
          Diagnostic(
            input.rule, "\(Self.name(item)) has neither a file nor a place where it is kept", at: item.location,
            help: "add `file`, or `location` with who keeps it where", subject: item.id.isEmpty ? nil : item.id))
      }
    }
    return .looked(at: input.isms.evidence.count, "evidence items", diagnostics)
  }
}

extension Reference {
  /// Whether it names the file of an evidence item.
  var isEvidenceFile: Bool {
    guard case .file = target else { return false }
    return form == .field("file") || form == .field("files")
  }
}
