import ISMS
import Source

/// One page before a template gives it its looks.
struct Page {
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

  /// The context with what the frame of every page needs.
  func framed(in site: Site) -> Context {
    let scope = Scope(site, path)
    var context = context
    var crumbs: [Link] = path == "index" ? [] : [scope.page("Overview", "index")]
    if let parent { crumbs.append(parent) }
    context["pageTitle"] = .text(title)
    context["isOverview"] = .flag(path == "index")
    context["crumbs"] = .links(crumbs)
    context["navigation"] = .links(
      Navigation.entries(in: site).compactMap { title, path in
        site.addresses.page(path).map { scope.link(title, to: $0) }
      })
    context["printClass"] = .text(printName)
    let root = String(repeating: "../", count: path.split(separator: "/").count - 1)
    context["root"] = .markup(Markup(text: root))
    context["organisation"] = .text(site.organisation)
    context["audience"] = .text(site.options.audience.rawValue)
    context["isDraft"] = .flag(site.options.isDraft)
    context["hasIncompleteHistory"] = .flag(leansOnHistory && !site.history.isComplete)
    context["commit"] = .text(site.commit?.hex)
    context["shortCommit"] = .text(site.commit?.short)
    context["origin"] = .text(site.originTitle)
    context["asOf"] = .text(site.asOf.description)
    context["toolVersion"] = .text(site.options.toolVersion)
    context["twin"] = .text(Address("markdown/" + path, ending: ".md").relative(from: path, pageEnding: ".html"))
    return context
  }
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
  let pages: (Site) -> [Page]

  private init(_ readers: Readers, _ pages: @escaping (Site) -> [Page]) {
    self.readers = readers
    self.pages = pages
  }

  private init(_ readers: Readers, one page: @escaping (Site) -> Page) {
    self.init(readers) { [page($0)] }
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
      PageGroup(.everyone, DocumentPage.pages),
      PageGroup(.insiders, one: { RisksPage.page($0) }),
      PageGroup(.insiders, RiskPage.pages),
      PageGroup(.insiders, one: { TreatmentPlanPage.page($0) }),
      PageGroup(.everyone, one: { EvidencePage.page($0) }),
      PageGroup(.everyone, EvidenceItemPage.pages),
      PageGroup(.insiders, { RegisterPages.pages($0) }),
      PageGroup(.insiders, FrameworkPages.pages),
      PageGroup(.insiders, one: FindingsPage.page),
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
