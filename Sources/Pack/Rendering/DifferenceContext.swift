import Compiler
import ISMS
import Source

extension TextDifference {
  /// Changes beyond this number are counted, not shown.
  private static let mostShown = 200

  /// The difference for a document whose text changed after its approval; nil for others, and where the approved text
  /// cannot be had.
  static func context(of document: Document, _ approval: Approval?, _ site: Site) -> Context? {
    guard let approval, approval.textIsUnchanged == false, let approved = approval.approvedBlob,
      let present = site.isms.files[document.path]?.blob,
      let difference = TextDifference.between(approved, present, contents: site.contents),
      !difference.changes.isEmpty
    else { return nil }
    let more = difference.changes.count - mostShown
    let changes = difference.changes.prefix(mostShown).map { change -> Context in
      let line = site.source(Location(path: document.path, range: SourceRange(change.offset, change.offset)))
      return [
        "before": .text(change.before), "removed": .text(change.removed), "added": .text(change.added),
        "after": .text(change.after), "place": .text(line),
      ]
    }
    return [
      "commit": .text(approval.approvalCommit.map { site.history.commits[$0].id.short }),
      "isCoarse": .flag(difference.isCoarse), "changes": .list(changes),
      "more": .text(more > 0 ? String(more) : nil),
    ]
  }
}
