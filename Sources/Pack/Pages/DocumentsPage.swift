import Compiler
import ISMS
import Source

/// `documents/index.html`: the document register.
enum DocumentsPage {
  static func page(_ site: Site, on path: String = "documents/index") -> Page {
    let scope = Scope(site, path)
    let documents = site.isms.documents.filter { site.disclosure.names($0) }
    let inForce = documents.filter { $0.isInForce && site.disclosure.includes($0) }
    let context: Context = [
      "approvals": .picture(site.isCustomer ? nil : ApprovalLevels(inForce, scope).picture),
      "reviews": .picture(site.isCustomer ? nil : ReviewCalendar(inForce, scope).picture),
      "count": .number(documents.count),
      "table": .table(
        site.listings.documents.isSplit && path == "documents/index"
          ? site.listings.documents.contents("Documents by type", ids: documents.map(\.id), scope)
          : table(documents, scope)),
    ]
    return Page(
      path: "documents/index", template: "documents", title: "Documents", leansOnHistory: true, context: context)
  }

  /// The pages of the register, where it is too long for one.
  static func listing(_ site: Site) -> PageSeries {
    let documents = site.isms.documents.filter { site.disclosure.names($0) }
    return site.listings.documents.pages("Documents", site) { rows, scope in table(rows.map { documents[$0] }, scope) }
  }

  private static func table(_ documents: [Document], _ scope: Scope) -> TableModel {
    TableModel(
      caption: "Documents under control",
      columns: [
        .init("Document", "id"), .init("Title", "wide"), "Type", "Version", "Status", .init("Approval", "mark"),
        "Owner",
        .init("Next review", "date"),
      ],
      rows: documents.map { row($0, scope) }, canFilter: true)
  }

  private static func row(_ document: Document, _ scope: Scope) -> TableModel.Row {
    let isShown = scope.site.disclosure.includes(document)
    let approval = scope.site.history(of: document)?.approval
    let review = Cell.value(document.nextReview)
    return TableModel.Row(
      slug(document.id),
      [
        .link(scope.document(document)).note(isShown ? nil : "not shown to this audience"),
        Cell([.strong(document.title)]).note(isShown ? document.summary : nil),
        .text(document.type.rawValue).note(document.classification),
        .text(document.version), .badge(.document(document.status)),
        .badge(approval.map { .level($0.level) }).note(document.approvedOn.map { "approved \($0)" }),
        .link(scope.person(document.owner)),
        document.isInForce && (document.nextReview.map { $0 < scope.site.asOf } ?? false)
          ? review.note("passed") : review,
      ])
  }
}
