import Compiler
import ISMS
import Source

/// How strongly history supports the approvals of the documents in force, and whether the texts are still the approved
/// ones.
struct ApprovalLevels {
  /// What history says about the text since its approval.
  private enum Since: CaseIterable {
    case unchanged
    case changed
    case unknown

    init(_ approval: Approval?) {
      switch approval?.textIsUnchanged {
      case true?: self = .unchanged
      case false?: self = .changed
      case nil: self = .unknown
      }
    }

    var title: String {
      switch self {
      case .unchanged: "text unchanged since"
      case .changed: "text changed since"
      case .unknown: "cannot be judged"
      }
    }

    var kind: Badge.Kind {
      switch self {
      case .unchanged: .good
      case .changed: .bad
      case .unknown: .none
      }
    }
  }

  private struct Bar {
    let badge: Badge
    let documents: [(document: Document, since: Since)]
  }

  private static let left = 196
  private static let width = 560
  private static let lineHeight = 38

  private let scope: Scope
  private let bars: [Bar]

  /// The documents in force that the audience may read.
  init(_ documents: [Document], _ scope: Scope) {
    self.scope = scope
    var groups: [Int: [(Document, Since)]] = [:]
    for document in documents {
      let approval = scope.site.history(of: document)?.approval
      groups[approval?.level.rawValue ?? -1, default: []].append((document, Since(approval)))
    }
    let levels: [Approval.Level] = [.anchored, .signed, .attested, .recorded, .stated]
    var bars = levels.map { Bar(badge: .level($0), documents: groups[$0.rawValue] ?? []) }
    if let rest = groups[-1] { bars.append(Bar(badge: Badge("no approval claimed", .bad), documents: rest)) }
    self.bars = bars
  }

  /// The picture; nil where no document is in force.
  var picture: Picture? {
    guard bars.contains(where: { !$0.documents.isEmpty }) else { return nil }
    return Picture(
      title: "Approvals by what history shows",
      note:
        "Documents in force. Higher is stronger; the level says how far git supports the approval a document claims.",
      drawings: [drawing], table: table, style: "bars")
  }

  private func count(_ since: Since, in bar: Bar) -> Int { bar.documents.count { $0.since == since } }

  private var table: TableModel {
    TableModel(
      caption: "Approvals by what history shows, as a table",
      columns: ["Level"] + Since.allCases.map { TableModel.Column($0.title, "number") }
        + [.init("Documents whose text changed since", "wide")],
      rows: bars.map { bar in
        TableModel.Row(
          nil,
          [.badge(bar.badge)] + Since.allCases.map { .text(String(count($0, in: bar))) }
            + [.links(bar.documents.filter { $0.since == .changed }.map { scope.item($0.document.id) })])
      })
  }

  private var drawing: SVG {
    let most = max(1, bars.map(\.documents.count).max() ?? 1)
    let bottom = 30 + bars.count * Self.lineHeight
    var svg = SVG(
      width: Self.left + Self.width + 44, height: bottom, name: "approvals", title: "Approvals by what history shows",
      description: "A bar for each level, strongest first, as long as there are documents at that level, in parts for "
        + "texts unchanged since, changed since and not judged.", scope)
    var x = Self.left
    for since in Since.allCases {
      svg.rectangle(x: x, y: 2, width: 14, height: 14, style: "part part-\(since.kind.rawValue)")
      svg.mark(since.kind, x: x + 24, y: 9)
      svg.text(since.title, x: x + 36, y: 14, style: "label")
      x += 182
    }
    for (index, bar) in bars.enumerated() {
      let y = 30 + index * Self.lineHeight
      svg.text(bar.badge.word, x: Self.left - 10, y: y + 18, style: "label", anchor: .end)
      var x = Self.left
      for since in Since.allCases {
        let count = count(since, in: bar)
        guard count > 0 else { continue }
        let width = max(18, count * Self.width / most)
        svg.group(name: "\(bar.badge.word), \(since.title): \(count)", style: "") { svg in
          svg.rectangle(x: x, y: y, width: width, height: 28, style: "part part-\(since.kind.rawValue)")
          if width >= 46 { svg.mark(since.kind, x: x + 14, y: y + 14) }
          svg.text("\(count)", x: x + width - 6, y: y + 19, style: "name", anchor: .end)
        }
        x += width
      }
      if bar.documents.isEmpty { svg.text("none", x: Self.left + 4, y: y + 18, style: "label") }
    }
    return svg
  }
}
