import Compiler
import ISMS
import Source

/// `print.html`: the whole pack as one edition to print or to keep as PDF: cover, contents, registers, documents.
enum PrintEdition {
  /// Path of the page.
  static let path = "print"
  /// Texts beyond this many bytes of source stay on their own pages: no browser prints a book of thousands of pages.
  private static let mostText = 4_000_000
  static func page(_ site: Site) -> Page {
    let (documents, leftOut) = documents(site)
    let included = Set(documents.compactMap { site.addresses.file($0.path)?.page })
    let long = site.listings.longer(than: site.options.editionLimits.rows)
    let edition = site.at(site.addresses.gathered(on: path, long: long) { included.contains($0) })
    let scope = Scope(edition, path)
    var parts: [(anchor: String, title: String)] = []
    func part(_ anchor: String, _ title: String, _ context: Context, prefix: String? = nil) -> TemplateValue {
      parts.append((anchor, title))
      return .context(context.part(anchor, title, prefix: prefix ?? anchor))
    }
    var context: Context = [
      "standard": .text(site.isms.configuration.standard), "amendment": .text(site.isms.configuration.amendment),
      "committedOn": .text(site.compilation.snapshot.committedOn?.description),
      "certificationBody": .text(site.isms.configuration.certificationBody),
      "leftOut": .text(leftOut == 0 ? nil : String(leftOut)), "leftRegisters": .absent,
      "isCustomer": .flag(site.isCustomer),
      "limits": .list(IntegrityPage.limits.map { ["text": .text($0)] }),
      "stage": .absent, "soa": .absent, "soaPublic": .absent, "risks": .absent, "plan": .absent, "findings": .absent,
      "people": .absent, "programme": .absent, "registers": .list([]),
    ]
    context["overview"] = part("overview", "Overview", OverviewPage.page(edition, on: path).context)
    if site.isCustomer {
      context["soaPublic"] = part(
        "soa", "Statement of Applicability", PublicStatementPage.page(edition).context, prefix: "controls")
    } else {
      context["stage"] = part("stage-1", "Stage 1", StageOnePage.page(edition, on: path).context)
      context["soa"] = part(
        "soa", "Statement of Applicability", StatementPage.page(edition, on: path).context, prefix: "controls")
      context["risks"] = part("risks", "Risks", RisksPage.page(edition, on: path).context)
      context["plan"] = part("treatment-plan", "Treatment plan", TreatmentPlanPage.page(edition, on: path).context)
    }
    context["evidence"] = part("evidence", "Evidence", EvidencePage.page(edition, on: path).context)
    if !site.isCustomer {
      let all = RegisterPages.parts(edition, on: path)
      let registers = all.filter { !long.contains($0.anchor) }
      context["leftRegisters"] = .text(
        (all.filter { long.contains($0.anchor) }.map(\.page.title)).joined(separator: ", "))
      context["registers"] = .list(
        registers.map { register in
          let anchor = register.anchor.replacing("/", with: "-")
          parts.append((anchor, register.page.title))
          return register.page.context.part(anchor, register.page.title, prefix: anchor)
        })
      context["people"] = part("people", "People", PeoplePage.page(edition, on: path).context)
      context["programme"] = part(
        "audit-programme", "Audit programme", AuditProgrammePage.page(edition, on: path).context)
      context["findings"] = part(
        "findings", "Findings",
        ["table": .table(findings(scope))])
    }
    context["register"] = part("documents", "Documents", DocumentsPage.page(edition, on: path).context)
    context["documents"] = .list(documents.map { document($0, scope) })
    context["parts"] = .list(parts.map { ["link": .link(scope.link($0.title, to: Address(path, $0.anchor)))] })
    context["texts"] = .list(
      documents.map { ["link": .link(scope.titled($0)), "id": .text($0.id), "version": .text($0.version)] })
    return Page(
      path: path, template: "print", title: "Print edition", leansOnHistory: true, forms: [.html], context: context)
  }

  private static func findings(_ scope: Scope) -> TableModel {
    let all = scope.site.findings
    var table = FindingsPage.table(Array(all.prefix(scope.site.options.editionLimits.rows)), scope)
    if table.rows.count < all.count { table.total = all.count }
    return table
  }

  /// The documents the edition holds, and the number of those it does not.
  private static func documents(_ site: Site) -> (included: [Document], leftOut: Int) {
    let shown = site.isms.documents.filter { site.disclosure.includes($0) && site.addresses.file($0.path) != nil }
    var size = 0
    let included = shown.prefix { document in
      size += document.source.bytes.count
      return size <= mostText
    }
    return (Array(included), shown.count - included.count)
  }

  private static func document(_ document: Document, _ scope: Scope) -> Context {
    let site = scope.site
    let anchor = site.addresses.file(document.path)?.anchor ?? ""
    let text = RenderedText(
      document.markdown, of: document.source, origin: document.id, scope: scope,
      anchorPrefix: anchor + "-" + textAnchor(""), headingLevelOffset: 2)
    let history = site.history(of: document)
    return [
      "anchor": .text(anchor), "printName": .text(site.addresses.printName(of: document)), "id": .text(document.id),
      "title": .text(document.title), "type": .text(document.type.rawValue), "version": .text(document.version),
      "status": .badge(.document(document.status)), "owner": .link(scope.person(document.owner)),
      "classification": .text(document.classification), "approvedBy": .links(document.approvedBy.map(scope.item)),
      "approvedOn": .text(document.approvedOn?.description),
      "level": .badge(history?.approval.map { .level($0.level) }),
      "nextReview": .text(document.nextReview?.description), "path": .text(document.path),
      "blob": .text(site.isms.files[document.path]?.blob.hex),
      "repeatsTitle": .flag(
        site.headings(of: document).first.map { $0.level == 1 && $0.text == document.title } ?? false),
      "text": .markup(text.html),
      "revisions": .table(site.isCustomer ? nil : DocumentPage.revisions(history, scope)),
    ]
  }
}

extension Context {
  /// The context of a page as a part of an edition: with its own heading, and anchors that meet no other part's.
  fileprivate func part(_ anchor: String, _ title: String, prefix: String) -> Context {
    var part = prefixingAnchors(prefix + "-")
    part["partAnchor"] = .text(anchor)
    part["partTitle"] = .text(title)
    return part
  }

  private func prefixingAnchors(_ prefix: String) -> Context {
    var changed = self
    for (name, value) in values {
      switch value.content {
      case .text(let text) where name == "anchor": changed[name] = .text(prefix + text)
      case .context(let context): changed[name] = .context(context.prefixingAnchors(prefix))
      case .contexts(let list): changed[name] = .list(list.map { $0.prefixingAnchors(prefix) })
      case .table(let table): changed[name] = .table(table.prefixingAnchors(prefix))
      default: continue
      }
    }
    return changed
  }
}
