import Compiler
import ISMS
import Source

/// `risks.html`: the method, the matrix before and after treatment, and the register.
enum RisksPage {
  static func page(_ site: Site, on path: String = "risks") -> Page {
    let scope = Scope(site, path)
    let method = site.isms.riskMethod
    let named = site.isms.risks.filter { site.disclosure.names($0) }
    let shown = named.filter { site.disclosure.includes($0) }
    let open = shown.filter { !$0.isClosed }
    func matrix(
      _ title: String, _ name: String, _ likelihood: (Risk) -> Int?, _ impact: (Risk) -> Int?
    ) -> TemplateValue {
      let entries = open.map {
        HeatMap.Entry(link: scope.item($0.id), title: $0.title, likelihood: likelihood($0), impact: impact($0))
      }
      return .picture(HeatMap.picture(title: title, name: name, method: method, entries: entries, scope))
    }
    let context: Context = [
      "method": .link(method.declaredBy.map(scope.titled)), "isDefaultMethod": .flag(method.declaredBy == nil),
      "rule": .text(rule(method)), "threshold": .number(method.acceptanceThreshold),
      "reviewInterval": .text(method.reviewInterval?.description),
      "likelihood": .table(scale("Likelihood", method.likelihood)), "impact": .table(scale("Impact", method.impact)),
      "bands": .table(bands(method)), "authority": .table(authority(method, scope)),
      "before": matrix("Before treatment", "before", \.likelihood, \.impact),
      "after": matrix("After treatment", "after", \.residualLikelihood, \.residualImpact),
      "movement": .table(movement(open, method)),
      "openCount": .number(open.count), "closedCount": .number(shown.count - open.count),
      "withheld": .text(named.count == shown.count ? nil : String(named.count - shown.count)),
      "register": .table(
        site.listings.risks.isSplit && path == "risks"
          ? site.listings.risks.contents("Risk register", ids: named.map(\.id), scope) : register(named, scope)),
      "plan": .link(scope.page("Treatment plan", "treatment-plan")),
    ]
    return Page(path: "risks", template: "risks", title: "Risks", printName: Page.wide, context: context)
  }

  /// The pages of the register, where it is too long for one.
  static func listing(_ site: Site) -> PageSeries {
    let named = site.isms.risks.filter { site.disclosure.names($0) }
    return site.listings.risks.pages("Risks", site) { rows, scope in register(rows.map { named[$0] }, scope) }
  }

  private static func rule(_ method: RiskMethod) -> String {
    switch method.rule {
    case .product: "level = likelihood × impact"
    case .sum: "level = likelihood + impact"
    case .matrix: "level as the matrix below gives it"
    }
  }

  private static func scale(_ name: String, _ values: [RiskMethod.ScaleValue]) -> TableModel {
    TableModel(
      caption: name, columns: [.init("Value", "number"), "Name", .init("Meaning", "wide")],
      rows: values.map { TableModel.Row(nil, [.text(String($0.value)), .text($0.name), .text($0.meaning)]) })
  }

  private static func bands(_ method: RiskMethod) -> TableModel {
    TableModel(
      caption: "Bands", columns: ["Band", "Levels", "Decision", "Treated within"],
      rows: method.bands.map { band in
        TableModel.Row(
          nil,
          [
            .text(band.name), .text(band.from == band.to ? "\(band.from)" : "\(band.from) to \(band.to)"),
            .text(band.decision), .text(band.dueDays.map { "\($0) days" }),
          ])
      })
  }

  private static func authority(_ method: RiskMethod, _ scope: Scope) -> TableModel {
    TableModel(
      caption: "Who may accept", columns: ["Role", "Up to level"],
      rows: method.authority.map { TableModel.Row(nil, [.link(scope.item($0.role)), .text(String($0.maxLevel))]) })
  }

  /// How many risks lie in each band before and after.
  private static func movement(_ risks: [Risk], _ method: RiskMethod) -> TableModel {
    TableModel(
      caption: "Open risks by band", columns: ["Band", .init("Before", "number"), .init("After", "number")],
      rows: method.bands.map { band in
        func count(_ level: (Risk) -> Int?) -> String {
          String(risks.count { risk in level(risk).map { band.from <= $0 && $0 <= band.to } ?? false })
        }
        return TableModel.Row(
          nil, [.text(band.name), .text(count(method.level(of:))), .text(count(method.residualLevel(of:)))])
      })
  }

  private static func register(_ risks: [Risk], _ scope: Scope) -> TableModel {
    let method = scope.isms.riskMethod
    return TableModel(
      caption: "Risk register",
      columns: [
        .init("Risk", "id"), .init("Title", "wide"), "Owner", .init("C I A", "short"), "Before", "Treatment",
        "Controls", "After",
        "Acceptance",
      ],
      rows: risks.map { risk in
        guard scope.site.disclosure.includes(risk) else {
          return TableModel.Row(
            slug(risk.id),
            [Cell([.code(risk.id), .note("not shown to this audience")]), .text(risk.title)]
              + Array(repeating: Cell([]), count: 7))
        }
        return TableModel.Row(
          slug(risk.id),
          [
            .link(scope.item(risk.id)), .text(risk.title).note(risk.isClosed ? "closed" : nil),
            .link(scope.person(risk.owner)), .text(risk.affects.joined(separator: " ")),
            .badge(.level(method.level(of: risk), method: method)).note(values(risk.likelihood, risk.impact)),
            .text(risk.treatment?.rawValue), .links(risk.controls.map(scope.control)),
            .badge(.level(method.residualLevel(of: risk), method: method))
              .note(values(risk.residualLikelihood, risk.residualImpact)),
            .link(scope.person(risk.acceptedBy)).note(risk.acceptedOn?.description)
              .note(risk.acceptanceExpires.map { "until \($0)" }),
          ])
      }, canFilter: true)
  }

  private static func values(_ likelihood: Int?, _ impact: Int?) -> String? {
    guard let likelihood, let impact else { return nil }
    return "L \(likelihood), I \(impact)"
  }
}

/// `risks/r-001.html`: one risk.
enum RiskPage {
  static func pages(_ site: Site) -> PageSeries {
    let risks = site.isms.risks.filter {
      site.disclosure.includes($0) && site.addresses.item($0.id)?.anchor == nil && site.addresses.item($0.id) != nil
    }
    var seen: Set<String> = []
    let shown = risks.filter { seen.insert($0.id).inserted }
    let histories = shown.isEmpty ? [:] : site.compilation.riskHistories(contents: site.contents)
    return PageSeries(shown) { page($0, histories[$0.id], previous: $1, next: $2, site) }
  }

  private static func page(
    _ risk: Risk, _ history: RiskHistory?, previous: Risk?, next: Risk?, _ site: Site
  ) -> Page? {
    guard let address = site.addresses.item(risk.id) else { return nil }
    let scope = Scope(site, address.page)
    let method = site.isms.riskMethod
    let file = site.recordFile(of: risk.record)
    let text = file.map {
      RenderedText($0.markdown, of: $0.source, origin: risk.id, scope: scope)
    }
    let actions = site.actions(for: risk.id)
    let incidents = site.incidents(for: risk.id)
    let opening = file?.markdown.headings.first.map { $0.level == 1 ? $0.text : "" }
    let context: Context = [
      "repeatsTitle": .flag(opening == risk.title || opening == "\(risk.id) \(risk.title)"),
      "id": .text(risk.id), "title": .text(risk.title), "isClosed": .flag(risk.isClosed),
      "owner": .link(scope.person(risk.owner)), "affects": .text(affects(risk)),
      "assets": .links(risk.assets.map(scope.titled)), "threat": .text(risk.record.text("threat")),
      "vulnerability": .text(risk.record.text("vulnerability")), "event": .text(risk.record.text("event")),
      "description": .text(risk.description), "assessedOn": .text(risk.assessedOn?.description),
      "levels": .table(levels(risk, method)), "treatment": .text(risk.treatment?.rawValue),
      "hasDecision": .flag(risk.treatment != nil),
      "acceptedBy": .link(scope.person(risk.acceptedBy)), "acceptedOn": .text(risk.acceptedOn?.description),
      "acceptanceReason": .text(risk.acceptanceReason), "acceptanceExpires": .text(risk.acceptanceExpires?.description),
      "authority": .text(authority(risk, site)), "hasAcceptance": .flag(risk.acceptedBy != nil),
      "changedSince": .text(changedSinceAcceptance(risk, site)),
      "levelHistory": .table(history.map { decisions(in: $0, scope) }),
      "controls": .table(controls(risk, scope)), "actions": .table(TreatmentPlanPage.table(actions, scope)),
      "incidents": .table(
        TableModel(
          caption: "Incidents that belong to it", columns: [.init("Incident", "id"), "Title", "Occurred", "Severity"],
          rows: incidents.map {
            TableModel.Row(nil, [.link(scope.item($0.id)), .text($0.title), .value($0.occurredOn), .text($0.severity)])
          })),
      "mentions": .links(ControlPage.mentions(of: .item(risk.id), scope)),
      "text": .markup(text?.html ?? Markup(text: "")), "markdownText": .markup(text?.markdown ?? Markup(text: "")),
      "source": scope.source(risk.location),
      "revisions": .table(file.map { revisions(of: $0.path, site) }),
      "findings": .table(FindingsPage.table(site.findings(about: risk.id), scope)),
      "previous": .link(previous.map { scope.titled($0.id) }), "next": .link(next.map { scope.titled($0.id) }),
    ]
    return Page(
      path: address.page, template: "risk", title: "\(risk.id) \(risk.title)", parent: scope.page("Risks", "risks"),
      leansOnHistory: true, context: context)
  }

  /// Commits that changed a record's file, newest first; renames are not followed.
  static func revisions(of path: String, _ site: Site) -> TableModel {
    TableModel(
      caption: "Revisions", columns: [.init("Date", "date"), "Commit", "Change", "Author"],
      rows: site.history.revisions(of: path).map { revision in
        let commit = site.history.commits[revision.commit]
        return TableModel.Row(
          nil, [.value(commit.author.date), .code(commit.id.short), .text(commit.subject), .text(commit.author.name)])
      })
  }

  private static func affects(_ risk: Risk) -> String? {
    let names = ["C": "confidentiality", "I": "integrity", "A": "availability"]
    let words = risk.affects.compactMap { names[$0] }
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }

  private static func levels(_ risk: Risk, _ method: RiskMethod) -> TableModel {
    func name(_ value: Int?, _ scale: [RiskMethod.ScaleValue]) -> String? {
      value.map { value in scale.first { $0.value == value }.map { "\(value) \($0.name)" } ?? "\(value)" }
    }
    func row(_ title: String, _ likelihood: Int?, _ impact: Int?) -> TableModel.Row? {
      guard likelihood != nil || impact != nil else { return nil }
      let level = likelihood.flatMap { likelihood in impact.flatMap { method.level(likelihood: likelihood, impact: $0) }
      }
      return TableModel.Row(
        nil,
        [
          .text(title), .text(name(likelihood, method.likelihood)), .text(name(impact, method.impact)),
          .badge(.level(level, method: method)),
        ])
    }
    let rows = [
      row("Without controls", risk.record.integer("inherent_likelihood"), risk.record.integer("inherent_impact")),
      row("Before treatment", risk.likelihood, risk.impact),
      row("After treatment", risk.residualLikelihood, risk.residualImpact),
    ]
    return TableModel(
      caption: "Levels", columns: ["When", "Likelihood", "Impact", "Level"], rows: rows.compactMap { $0 })
  }

  /// Up to which level the acceptor may accept, as the people register or the method says.
  private static func authority(_ risk: Risk, _ site: Site) -> String? {
    guard let acceptor = risk.acceptedBy else { return nil }
    let person = site.isms.people.first { $0.id == acceptor }
    if let level = person?.mayAccept { return "may accept up to level \(level) by the people register" }
    let limits = site.isms.riskMethod.authority.filter {
      $0.role == acceptor || ($0.role == "risk-owner" && risk.owner == acceptor)
    }
    return limits.map(\.maxLevel).max().map { "may accept up to level \($0) by the risk method" }
  }

  /// How levels, treatment and acceptance came to be what they are.
  private static func decisions(in history: RiskHistory, _ scope: Scope) -> TableModel {
    let method = scope.isms.riskMethod
    return TableModel(
      caption: "Levels and acceptances over time",
      columns: [
        .init("Since", "date"), "Before treatment", "Treatment", "After treatment", "Accepted by", "Commit", "Author",
      ],
      rows: history.states.map { state in
        let commit = scope.site.history.commits[state.commit]
        let risk = state.risk
        return TableModel.Row(
          nil,
          [
            .value(commit.author.date), .badge(.level(method.level(of: risk), method: method)),
            .text(risk.treatment?.rawValue).note(risk.isClosed ? "closed" : nil),
            .badge(.level(method.residualLevel(of: risk), method: method)),
            .link(scope.person(risk.acceptedBy)).note(risk.acceptedOn.map { "on \($0)" })
              .note(risk.acceptanceExpires.map { "until \($0)" }),
            .code(commit.id.short).note(commit.subject), .text(commit.author.name),
          ])
      }
        + (history.isCut
          ? [TableModel.Row(nil, [.text("earlier")] + Array(repeating: Cell([]), count: 4) + [.text("not read"), ""])]
          : []))
  }

  /// What was accepted, where the level is no longer the one that was.
  private static func changedSinceAcceptance(_ risk: Risk, _ site: Site) -> String? {
    guard let acceptance = site.compilation.decisions.acceptances[risk.id],
      let now = site.isms.riskMethod.remainingLevel(of: risk), now != acceptance.level
    else { return nil }
    let change = acceptance.changedIn.map { site.history.commits[$0] }
    return "Level \(acceptance.level) was accepted; it is \(now)"
      + (change.map { " since \($0.author.date) (\($0.id.short))" } ?? " now")
  }

  private static func controls(_ risk: Risk, _ scope: Scope) -> TableModel {
    TableModel(
      caption: "Controls that treat it",
      columns: [.init("Control", "id"), "Title", "In the SoA", "Documents", "Evidence"],
      rows: risk.controls.map { id in
        let row = scope.isms.soa?.row(for: id)
        let evidence = scope.site.evidence(for: id)
        return TableModel.Row(
          nil,
          [
            .link(scope.control(id)), .text(scope.isms.catalog.control(id)?.title ?? row?.record.text("title")),
            Cell(
              [.badge(.soa(row)), .text(" ")] + (row == nil ? [] : [.link(scope.page("its row", "soa", slug(id)))])),
            .links((row?.documents ?? []).map(scope.titled)),
            .links(evidence.prefix(4).map { scope.item($0.id) }).note(
              evidence.count > 4 ? "\(evidence.count) in all" : nil),
          ])
      })
  }
}
