import ISMS

/// How the rows of a register are spread over pages: all on its own page while they fit, else on pages of their own in
/// groups that a reader understands, and its own page says what stands where.
struct Listing: Sendable {
  /// One page of rows.
  struct Part: Sendable {
    /// Path of the page without its ending.
    let path: String
    /// What its rows are, such as `access-review, 2026, 2 of 3`.
    let title: String
    /// Positions of its rows in the register.
    let rows: [Int]
  }

  /// The register's own page.
  let index: String
  /// Rows in all.
  let count: Int
  /// Pages of rows; empty while all rows stand on the register's own page.
  let parts: [Part]
  private let pages: [String: String]

  var isSplit: Bool { !parts.isEmpty }

  /// - Parameters:
  ///   - index: the register's own page; the others stand in the folder of its name.
  ///   - ids: the id of each row.
  ///   - limit: rows on one page.
  ///   - groups: by what rows are kept together. The second is asked only where a group of the first is too large for a
  ///     page; what is still too large is spread in the order of the register.
  init(_ index: String, ids: [String], limit: Int, groups: [(Int) -> String] = []) {
    self.index = index
    count = ids.count
    let folder = (index.hasSuffix("/index") ? String(index.dropLast(6)) : index) + "/list/"
    var parts: [Part] = []
    var taken: Set<String> = []
    func add(_ rows: [Int], _ title: String) {
      let name = slug(title)
      var path = folder + name
      var number = 2
      while !taken.insert(path).inserted {
        path = folder + name + "-\(number)"
        number += 1
      }
      parts.append(Part(path: path, title: title, rows: rows))
    }
    func spread(_ rows: [Int], _ title: String, _ groups: ArraySlice<(Int) -> String>) {
      guard rows.count > limit else { return add(rows, title) }
      if let group = groups.first {
        let grouped = Dictionary(grouping: rows, by: group)
        for key in grouped.keys.sorted() {
          spread(grouped[key] ?? [], title.isEmpty ? key : title + ", " + key, groups.dropFirst())
        }
        return
      }
      let count = (rows.count + limit - 1) / limit
      for part in 0..<count {
        let rows = Array(rows[(part * limit)..<min(rows.count, (part + 1) * limit)])
        add(rows, (title.isEmpty ? "part " : title + ", ") + "\(part + 1) of \(count)")
      }
    }
    if ids.count > limit { spread(Array(ids.indices), "", groups[...]) }
    self.parts = parts
    var pages: [String: String] = [:]
    for part in parts {
      for row in part.rows where pages[ids[row]] == nil { pages[ids[row]] = part.path }
    }
    self.pages = pages
  }

  /// The page that holds the row of an id.
  func page(of id: String) -> String { pages[id] ?? index }

  /// What stands where: a row for each page.
  ///
  /// - Parameter summary: what a row says besides, from the positions of the rows of its page.
  func contents(
    _ caption: String, ids: [String], _ scope: Scope, columns: [TableModel.Column] = [],
    summary: ([Int]) -> [Cell] = { _ in [] }
  ) -> TableModel {
    TableModel(
      caption: caption,
      columns: ["Page", .init("Rows", "number"), "First", "Last"] + columns,
      rows: parts.map { part in
        TableModel.Row(
          nil,
          [
            .link(scope.page(part.title, part.path)), .text(String(part.rows.count)),
            .text(part.rows.first.map { ids[$0] }), .text(part.rows.last.map { ids[$0] }),
          ] + summary(part.rows))
      })
  }

  /// The pages of rows.
  ///
  /// - Parameters:
  ///   - title: what the register is called.
  ///   - table: the table with the rows at these positions.
  func pages(_ title: String, _ site: Site, table: @escaping ([Int], Scope) -> TableModel) -> PageSeries {
    PageSeries(parts) { part, previous, next in
      let scope = Scope(site, part.path)
      let parent = scope.page(title, index)
      let context: Context = [
        "title": .text(title), "part": .text(part.title), "count": .number(part.rows.count),
        "register": .link(scope.page("All of it", index)), "table": .table(table(part.rows, scope)),
        "previous": .link(previous.map { scope.page($0.title, $0.path) }),
        "next": .link(next.map { scope.page($0.title, $0.path) }),
      ]
      return Page(
        path: part.path, template: "listing", title: "\(title): \(part.title)", parent: parent, printName: Page.wide,
        leansOnHistory: true,
        context: context)
    }
  }
}

/// The registers that can be too long for one page.
struct Listings: Sendable {
  let documents: Listing
  let evidence: Listing
  let risks: Listing
  let actions: Listing
  /// The registers without a page of their own kind, by path of their page.
  let registers: [String: Listing]

  init(_ isms: ISMS, _ disclosure: Disclosure, _ limits: PageLimits) {
    let documents = isms.documents.filter { disclosure.names($0) }
    self.documents = Listing(
      "documents/index", ids: documents.map(\.id), limit: limits.rows, groups: [{ documents[$0].type.rawValue }])
    let evidence = isms.evidence.filter { disclosure.names($0) }
    self.evidence = Listing(
      "evidence/index", ids: evidence.map(\.id), limit: limits.rows,
      groups: [
        { evidence[$0].type ?? "no type" },
        { evidence[$0].speaksUntil.map { String($0.description.prefix(4)) } ?? "no date" },
      ])
    let risks = isms.risks.filter { disclosure.names($0) }
    self.risks = Listing("risks", ids: risks.map(\.id), limit: limits.rows)
    let actions = isms.treatmentActions.filter { disclosure.names($0) }
    self.actions = Listing(
      "treatment-plan", ids: actions.map(\.id), limit: limits.rows,
      groups: [{ actions[$0].isFinished ? "finished" : "open" }])
    registers = RegisterPages.listings(isms, disclosure, limits)
  }

  /// The own pages of registers with more rows than one edition holds.
  func longer(than limit: Int) -> Set<String> {
    Set(([documents, evidence, risks, actions] + registers.values).filter { $0.count > limit }.map(\.index))
  }

  /// The register's own page for each page of its rows.
  var indexes: [String: String] {
    var indexes: [String: String] = [:]
    for listing in [documents, evidence, risks, actions] + registers.values {
      for part in listing.parts { indexes[part.path] = listing.index }
    }
    return indexes
  }
}
