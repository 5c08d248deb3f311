import ISMS
import Source

/// One page before a template gives it its looks.
struct Page: Sendable {
  /// Path without its ending.
  let path: String
  /// Name of its template in both forms.
  let template: String
  /// What the browser and the breadcrumb call it.
  let title: String
  /// The page above it, for the breadcrumb; nil for those of the main navigation.
  var parent: Link?
  /// Name of its page in the print style sheet; nil for the usual one.
  var printName: String?
  /// Whether the page rests on the history, so that it must say when that is incomplete.
  var leansOnHistory = false
  /// For which readers it is made; the edition for print is for web pages alone.
  var forms = Templates.Form.allCases
  /// What the template shows.
  var context: Context
}

extension Page {
  /// The page of the print style sheet that lies across, for tables of many columns.
  static let wide = "wide"
}

/// What stands around every page: the masthead, the navigation, the colophon. What is the same for all is made once.
struct PageFrame {
  private let site: Site
  private let shared: Context
  private let navigation: [(title: String, address: Address)]

  init(_ site: Site) {
    self.site = site
    shared = [
      "organisation": .text(site.organisation), "audience": .text(site.options.audience.rawValue),
      "isDraft": .flag(site.options.isDraft), "commit": .text(site.commit?.hex),
      "shortCommit": .text(site.commit?.short), "origin": .text(site.originTitle),
      "asOf": .text(site.asOf.description), "toolVersion": .text(site.options.toolVersion),
    ]
    navigation = Navigation.entries(in: site).compactMap { title, path in
      site.addresses.page(path).map { (title, $0) }
    }
  }

  /// What the layout shows around a page. Its names come before those of the page.
  func context(of page: Page) -> Context {
    let scope = Scope(site, page.path)
    var context = shared
    var crumbs: [Link] = page.path == "index" ? [] : [scope.page("Overview", "index")]
    if let parent = page.parent { crumbs.append(parent) }
    context["pageTitle"] = .text(page.title)
    context["isOverview"] = .flag(page.path == "index")
    context["crumbs"] = .links(crumbs)
    context["navigation"] = .links(navigation.map { scope.link($0.title, to: $0.address) })
    context["printClass"] = .text(page.printName)
    let depth = page.path.utf8.count { $0 == UInt8(ascii: "/") }
    context["root"] = .markup(Markup(text: String(repeating: "../", count: depth)))
    context["hasIncompleteHistory"] = .flag(page.leansOnHistory && !site.history.isComplete)
    context["twin"] = .way(Address("markdown/" + page.path, ending: ".md"), from: page.path)
    return context
  }
}

/// Pages in order, each made when it is its turn: a pack of 50,000 pages is never in memory as a whole.
struct PageSeries {
  let count: Int
  let page: (Int) -> Page?

  init(count: Int, page: @escaping (Int) -> Page?) {
    self.count = count
    self.page = page
  }

  /// A page for each of the things, told of its neighbours.
  init<Thing>(_ things: [Thing], page: @escaping (Thing, _ previous: Thing?, _ next: Thing?) -> Page?) {
    self.init(count: things.count) { index in
      page(things[index], index > 0 ? things[index - 1] : nil, index + 1 < things.count ? things[index + 1] : nil)
    }
  }

  /// Every page at once, for few.
  var all: [Page] { (0..<count).compactMap(page) }
}

/// Pages that are made alike: one file in `Pages/`, one template for each form, one line in `all`.
struct PageGroup {
  /// Who gets them.
  enum Readers {
    /// Every audience.
    case everyone
    /// All but customers.
    case insiders
    /// Customers alone.
    case customers
  }

  private let readers: Readers
  /// The pages.
  let pages: (Site) -> PageSeries

  private init(_ readers: Readers, _ pages: @escaping (Site) -> PageSeries) {
    self.readers = readers
    self.pages = pages
  }

  private init(_ readers: Readers, one page: @escaping (Site) -> Page) {
    self.init(readers) { site in PageSeries(count: 1) { _ in page(site) } }
  }

  /// Whether an audience gets them.
  func isFor(_ audience: Audience) -> Bool {
    switch readers {
    case .everyone: true
    case .insiders: audience != .customer
    case .customers: audience == .customer
    }
  }

  /// Every page of the pack, in the order they are written.
  static var all: [PageGroup] {
    [
      PageGroup(.everyone, one: { OverviewPage.page($0) }),
      PageGroup(.insiders, one: { StageOnePage.page($0) }),
      PageGroup(.insiders, one: StageTwoPage.page),
      PageGroup(.insiders, one: { StatementPage.page($0) }),
      PageGroup(.customers, one: PublicStatementPage.page),
      PageGroup(.insiders, ControlPage.pages),
      PageGroup(.insiders, one: ClausesPage.page),
      PageGroup(.everyone, one: { DocumentsPage.page($0) }),
      PageGroup(.everyone, DocumentsPage.listing),
      PageGroup(.everyone, DocumentPage.pages),
      PageGroup(.insiders, one: { RisksPage.page($0) }),
      PageGroup(.insiders, RisksPage.listing),
      PageGroup(.insiders, RiskPage.pages),
      PageGroup(.insiders, one: { TreatmentPlanPage.page($0) }),
      PageGroup(.insiders, TreatmentPlanPage.listing),
      PageGroup(.everyone, one: { EvidencePage.page($0) }),
      PageGroup(.everyone, EvidencePage.listing),
      PageGroup(.everyone, EvidenceItemPage.pages),
      PageGroup(.insiders, { RegisterPages.pages($0) }),
      PageGroup(.insiders, FrameworkPages.pages),
      PageGroup(.insiders, one: FindingsPage.page),
      PageGroup(.insiders, FindingsPage.listing),
      PageGroup(.insiders, one: ChangesPage.page),
      PageGroup(.insiders, one: { PeoplePage.page($0) }),
      PageGroup(.insiders, one: { AuditProgrammePage.page($0) }),
      PageGroup(.everyone, one: IntegrityPage.page),
      PageGroup(.everyone, one: PrintEdition.page),
    ]
  }
}

/// The main navigation.
enum Navigation {
  /// Title and page, in order.
  static let entries: [(title: String, path: String)] = [
    ("Overview", "index"), ("Stage 1", "stage-1"), ("Stage 2", "stage-2"), ("Statement of Applicability", "soa"),
    ("Clauses", "clauses"),
    ("Documents", "documents/index"), ("Risks", "risks"), ("Treatment plan", "treatment-plan"),
    ("Evidence", "evidence/index"), ("Registers", "registers/index"), ("Findings", "findings"),
    ("Changes", "changes"), ("People", "people"), ("Audit programme", "audit-programme"),
    ("Integrity", "integrity"),
  ]

  /// The same with the pages that only this pack has: one for each other framework, before the last.
  static func entries(in site: Site) -> [(title: String, path: String)] {
    entries.dropLast() + site.isms.frameworks.map { ($0.name, site.frameworks.page($0)) } + entries.suffix(1)
  }
}

extension Site {
  /// What the organisation calls itself.
  var organisation: String { isms.configuration.organisation ?? "An organisation without a name in auditpack.yaml" }

  /// What was compiled, in words.
  var originTitle: String {
    switch compilation.snapshot.origin {
    case .commit(let id): "commit \(id.short)"
    case .index: "the index, not a commit"
    case .workingTree: "the working tree, not a commit"
    }
  }
}
