import Compiler
import ISMS
import Source

/// The tables of `changes.html` about records: rows of the Statement of Applicability, risks, and all others.
enum ChangedRecords {
  /// Beyond this many records of one kind, the rest is counted.
  private static let mostRows = 500

  /// The changes of records that the audience may read.
  static func shown(since: ChangesSince, _ site: Site) -> [RecordChange] {
    site.compilation.changes(since, contents: site.contents).filter { change in
      guard change.record != .document, let record = change.after ?? change.before else { return false }
      // The class of a register that is gone is not known.
      if let register = record.register, site.isms.document(register) == nil { return false }
      return site.disclosure.handling(of: record) == .include && site.disclosure.mayName(path: record.location.path)
    }
  }

  static func soaRows(_ changes: [RecordChange], _ scope: Scope) -> TableModel {
    let rows = changes.filter { $0.record == .soaRow }.sorted {
      let catalog = scope.isms.catalog
      return (catalog.order(ofControl: $0.id), $0.id) < (catalog.order(ofControl: $1.id), $1.id)
    }
    return TableModel(
      caption: "Rows of the Statement of Applicability that changed",
      columns: [.init("Control", "id"), "What", .init("Fields", "wide")],
      rows: rows.map { change in
        TableModel.Row(nil, [.link(scope.control(change.id)), .text(change.kind.rawValue), .text(fields(of: change))])
      })
  }

  static func risks(_ changes: [RecordChange], _ scope: Scope) -> TableModel {
    let method = scope.isms.riskMethod
    func step(_ step: RiskMovement.Step, _ kind: RiskMovement.Kind) -> Cell {
      var parts: [Part] = []
      if kind != .opened, step.before != step.after || kind == .closed {
        parts = Cell.badge(.level(step.before, method: method)).parts
      }
      if kind == .moved, step.before != step.after { parts.append(.text(" → ")) }
      if kind != .closed { parts += Cell.badge(.level(step.after, method: method)).parts }
      return Cell(parts)
    }
    return TableModel(
      caption: "Risks opened, closed and moved",
      columns: [.init("Risk", "id"), "Title", "What", "Before treatment", "After treatment"],
      rows: RiskMovement.all(in: changes, method: method).map { movement in
        TableModel.Row(
          nil,
          [
            scope.isms.record(movement.risk.id) == nil
              ? .code(movement.risk.id) : .link(scope.item(movement.risk.id)),
            .text(movement.risk.title), .text(movement.kind.rawValue), step(movement.level, movement.kind),
            step(movement.remaining, movement.kind),
          ])
      })
  }

  /// Every record that differs, but for rows of the Statement of Applicability.
  static func others(_ changes: [RecordChange], _ scope: Scope) -> TableModel {
    var rows: [TableModel.Row] = []
    for kind in RecordKind.allCases where kind != .soaRow {
      let own = changes.filter { $0.record == kind }
      rows += own.prefix(mostRows).map { change in
        TableModel.Row(
          nil,
          [
            .text(kind.title), change.after == nil ? .code(change.id) : .link(scope.item(change.id)),
            .text(change.kind.rawValue), .text(fields(of: change)),
          ])
      }
      if own.count > mostRows {
        rows.append(
          TableModel.Row(nil, [.text(kind.title), .text("\(own.count - mostRows) more"), .text(nil), .text(nil)]))
      }
    }
    return TableModel(
      caption: "Records that changed", columns: ["Kind", .init("Record", "id"), "What", .init("Fields", "wide")],
      rows: rows, canFilter: true)
  }

  /// The fields that differ, in words; what came or went is called by its title.
  private static func fields(of change: RecordChange) -> String? {
    if change.kind != .changed { return change.title == change.id ? nil : cut(change.title) }
    let fields = change.fields.map { field in
      let name = field.name.replacing("_", with: " ")
      return switch (field.before, field.after) {
      case (nil, let after): "\(name): \(cut(after ?? ""))"
      case (let before?, nil): "\(name): \(cut(before)) → nothing"
      case (let before?, let after?): "\(name): \(cut(before)) → \(cut(after))"
      }
    }
    return fields.isEmpty ? nil : fields.joined(separator: "; ")
  }

  private static func cut(_ text: String) -> String { text.count > 120 ? text.prefix(120) + "…" : text }
}
