import Compiler
import ISMS
import Source

/// `evidence/index.html`: every evidence item, and the recurring ones over time.
enum EvidencePage {
  static func page(_ site: Site, on path: String = "evidence/index") -> Page {
    let scope = Scope(site, path)
    let named = site.isms.evidence.filter { site.disclosure.names($0) }
    let withheld = site.isms.evidence.count - named.count
    let most = site.options.editionLimits.rows
    var context: Context = [
      "count": .number(named.count), "withheld": .text(withheld == 0 ? nil : String(withheld)),
      "table": .table(
        site.listings.evidence.isSplit && path == "evidence/index"
          ? contents(named, scope) : table(Array(named.prefix(most)), scope, isIndex: true, of: named.count)),
      "timeline": .picture(
        EvidenceTimeline(EvidenceTimeline.lines(of: named), scope)
          .picture(title: "Evidence over time", name: "timeline", firstColumn: "Series or type")),
      "uncovered": .links([]), "isCustomer": .flag(site.isCustomer),
    ]
    if !site.isCustomer {
      let without = (site.isms.soa?.rows ?? []).filter {
        $0.isIncluded == true && site.evidence(for: $0.control).isEmpty
      }
      context["uncovered"] = .links(without.map { scope.control($0.control) })
    }
    return Page(
      path: "evidence/index", template: "evidence", title: "Evidence", printName: Page.wide, leansOnHistory: true,
      context: context)
  }

  /// The pages of the register, where it is too long for one.
  static func listing(_ site: Site) -> PageSeries {
    let named = site.isms.evidence.filter { site.disclosure.names($0) }
    return site.listings.evidence.pages("Evidence", site) { rows, scope in
      table(rows.map { named[$0] }, scope, isIndex: true)
    }
  }

  private static func contents(_ items: [Evidence], _ scope: Scope) -> TableModel {
    scope.site.listings.evidence.contents(
      "Evidence by type and year", ids: items.map(\.id), scope, columns: [.init("Stale", "number")]
    ) { rows in
      let stale = rows.count { Freshness(items[$0], scope.isms).until.map { $0 < scope.site.asOf } ?? false }
      return [.text(String(stale))]
    }
  }

  /// - Parameter count: how many items there are in all, where these are not all.
  static func table(_ items: [Evidence], _ scope: Scope, isIndex: Bool = false, of count: Int? = nil) -> TableModel {
    TableModel(
      caption: "Evidence",
      columns: [
        .init("Item", "id"), .init("Title", "wide"), "Type", .init("Speaks for", "date"), .init("Freshness", "mark"),
        .init("Collected", "date"), "Controls", "In this pack",
      ],
      rows: items.map { item in
        let isShown = scope.site.disclosure.includes(item)
        return TableModel.Row(
          isIndex ? slug(item.id) : nil,
          [
            isIndex && !isShown ? .code(item.id) : .link(scope.item(item.id)), .text(item.title), .text(item.type),
            item.period.map { Cell.value($0.lowerBound).note("to \($0.upperBound)") } ?? .text(speaksFor(item)),
            .badge(Freshness(item, scope.isms).badge(on: scope.site.asOf)),
            .value(item.collectedOn).note(isShown ? item.collectedBy : nil), .links(item.controls.map(scope.control)),
            .text(handling(item, scope)).note(item.classification),
          ])
      }, canFilter: isIndex, total: count.flatMap { $0 > items.count ? $0 : nil })
  }

  static func speaksFor(_ item: Evidence) -> String? {
    if let period = item.period { return "\(period.lowerBound) to \(period.upperBound)" }
    return item.asOf.map { "\($0)" }
  }

  static func handling(_ item: Evidence, _ scope: Scope) -> String {
    switch scope.site.disclosure.handling(of: item.record) {
    case .include: item.inPack == "redacted" ? "redacted copy" : item.files.isEmpty ? "described" : "included"
    case .reference: "on request"
    case .omit: "withheld"
    }
  }
}

/// `evidence/….html`: one evidence item.
enum EvidenceItemPage {
  static func pages(_ site: Site) -> PageSeries {
    var seen: Set<String> = []
    let items = site.isms.evidence.compactMap { item -> (item: Evidence, address: Address)? in
      guard site.disclosure.includes(item), let address = site.addresses.item(item.id),
        address.anchor == nil, seen.insert(item.id).inserted
      else { return nil }
      return (item, address)
    }
    return PageSeries(items) { page($0.item, at: $0.address, previous: $1?.item, next: $2?.item, site) }
  }

  private static func page(
    _ item: Evidence, at address: Address, previous: Evidence?, next: Evidence?, _ site: Site
  ) -> Page {
    let scope = Scope(site, address.page)
    let file = site.recordFile(of: item.record)
    let text = file.map { RenderedText($0.markdown, of: $0.source, origin: item.id, scope: scope) }
    let type = item.type.flatMap { site.isms.catalog.evidenceType($0) }
    let freshness = Freshness(item, site.isms)
    let context: Context = [
      "id": .text(item.id), "title": .text(item.title), "type": .text(item.type), "typeMeaning": .text(type?.what),
      "speaksFor": .text(EvidencePage.speaksFor(item)), "freshness": .badge(freshness.badge(on: site.asOf)),
      "freshnessGrounds": .text(freshness.grounds), "collectedOn": .text(item.collectedOn?.description),
      "collectedBy": .link(scope.person(item.collectedBy)), "comesFrom": .text(item.source),
      "heldAt": .text(item.heldAt), "population": .text(item.record.text("population")),
      "sampleSize": .number(item.record.integer("sample_size")), "selection": .text(item.record.text("selection")),
      "result": .text(item.result), "reviewedBy": .link(scope.person(item.reviewedBy)),
      "reviewedOn": .text(item.record.date("reviewed_on")?.description),
      "classification": .text(item.classification), "handling": .text(EvidencePage.handling(item, scope)),
      "isRedacted": .flag(item.inPack == "redacted"), "recordedHash": .text(item.sha256), "series": .text(item.series),
      "controls": .links(item.controls.map(scope.control)), "clauses": .links(item.clauses.map(scope.clause)),
      "files": .table(files(item, scope)), "source": scope.source(item.location),
      "text": .markup(text?.html ?? Markup(text: "")), "markdownText": .markup(text?.markdown ?? Markup(text: "")),
      "revisions": .table(site.isCustomer ? nil : RiskPage.revisions(of: item.location.path, site)),
      "findings": .table(site.isCustomer ? nil : FindingsPage.table(site.findings(about: item.id), scope)),
      "previous": .link(previous.map { scope.titled($0.id) }), "next": .link(next.map { scope.titled($0.id) }),
    ]
    return Page(
      path: address.page, template: "evidence-item", title: "\(item.id) \(item.title)",
      parent: scope.page("Evidence", "evidence/index"), leansOnHistory: true, context: context)
  }

  private static func files(_ item: Evidence, _ scope: Scope) -> TableModel {
    let site = scope.site
    let rows = item.files.map { file -> TableModel.Row in
      let path = Paths.resolve(file, in: Paths.folder(of: item.location.path))
      guard let path, let entry = site.isms.files[path] else {
        return TableModel.Row(nil, [.code(file), .badge(Badge("not in the repository", .bad)), "", "", ""])
      }
      let known = site.compilation.evidenceHistories[item.id]?.files.first { $0.path == path }
      let entered = known?.entered.map { site.history.commits[$0] }
      let copy = site.addresses.copies[path]
      return TableModel.Row(
        nil,
        [
          copy.map { .link(scope.link(path, to: $0)) } ?? .code(path),
          .badge(copy == nil ? Badge("not included", .none) : Badge("included", .good)), .code(entry.blob.hex),
          .value(entered?.author.date).note(entered.map { "in \($0.id.short) by \($0.author.name)" }), since(known),
        ])
    }
    return TableModel(
      caption: "Files", columns: ["File", "In this pack", "Git blob", "Entered git", "Since collection"], rows: rows)
  }

  /// Whether the file is still the one that was collected.
  private static func since(_ file: EvidenceHistory.File?) -> Cell {
    guard let file, let changes = file.changedAfter else { return .badge(Badge("cannot be judged", .none)) }
    guard !changes.isEmpty else { return .badge(Badge("unchanged", .good)) }
    return .badge(Badge("changed by \(changes.count) commit\(changes.count == 1 ? "" : "s")", .bad))
  }
}
