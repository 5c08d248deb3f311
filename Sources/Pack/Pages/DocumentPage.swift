import Compiler
import ISMS
import Source

/// `documents/….html`: one document, its text and what is known about it.
enum DocumentPage {
  static func pages(_ site: Site) -> PageSeries {
    let documents = site.isms.documents.filter { document in
      site.disclosure.includes(document) && site.addresses.file(document.path) != nil
    }
    return PageSeries(documents) { page($0, previous: $1, next: $2, site) }
  }

  private static func page(_ document: Document, previous: Document?, next: Document?, _ site: Site) -> Page? {
    guard let address = site.addresses.file(document.path) else { return nil }
    let scope = Scope(site, address.page)
    let text = RenderedText(
      document.markdown, of: document.source, origin: document.id, scope: scope)
    let history = site.history(of: document)
    let headings = site.headings(of: document).filter { $0.level == 2 || $0.level == 3 }
    let findings = site.isCustomer ? [] : site.findings(about: document.id, orIn: document.path)
    let context: Context = [
      "id": .text(document.id), "title": .text(document.title), "type": .text(document.type.rawValue),
      "version": .text(document.version), "status": .badge(.document(document.status)),
      "owner": .link(scope.person(document.owner)), "classification": .text(document.classification),
      "approvedBy": .links(document.approvedBy.map(scope.item)),
      "approvedOn": .text(document.approvedOn?.description),
      "effectiveFrom": .text(document.record.date("effective_from")?.description),
      "reviewedOn": .text(document.reviewedOn?.description),
      "reviewEvery": .text(document.reviewInterval?.description),
      "nextReview": .text(document.nextReview?.description),
      "isOverdue": .flag(document.isInForce && (document.nextReview.map { $0 < site.asOf } ?? false)),
      "summary": .text(document.summary), "supersedes": .links(document.supersedes.map(scope.item)),
      "controls": .links(document.controls.map(scope.control)),
      "clauses": .links(document.clauses.map(scope.clause)),
      "source": scope.source(document.location), "path": .text(document.path),
      "blob": .text(site.isms.files[document.path]?.blob.hex),
      "repeatsTitle": .flag(
        site.headings(of: document).first.map { $0.level == 1 && $0.text == document.title } ?? false),
      "text": .markup(text.html), "markdownText": .markup(text.markdown),
      "hasContents": .flag(headings.count > 2), "hasRevisions": .flag(!site.isCustomer && history != nil),
      "contents": .list(
        headings.map { heading in
          [
            "link": .link(scope.link(heading.text, to: Address(address.page, textAnchor(heading.anchor)))),
            "level": .number(heading.level),
          ]
        }),
      "mentions": .table(site.isCustomer ? nil : mentions(document, scope)),
      "approval": .context(approval(document, history, scope)),
      "difference": .context(site.isCustomer ? nil : TextDifference.context(of: document, history?.approval, site)),
      "revisions": .table(site.isCustomer ? nil : revisions(history, scope)),
      "mentionedBy": .links(site.isCustomer ? [] : mentionedBy(document, scope)),
      "records": .links(records(document, scope)),
      "findings": .table(FindingsPage.table(findings, scope)),
      "extra": .table(extra(document, scope)),
      "previous": .link(previous.map(scope.titled)), "next": .link(next.map(scope.titled)),
    ]
    return Page(
      path: address.page, template: "document",
      title: document.id.isEmpty ? document.title : "\(document.id) \(document.title)",
      parent: scope.page("Documents", "documents/index"), printName: site.addresses.printName(of: document),
      leansOnHistory: true, context: context)
  }

  /// What the document claims about its approval, and what history shows.
  private static func approval(_ document: Document, _ history: DocumentHistory?, _ scope: Scope) -> Context? {
    guard document.isInForce || document.approvedOn != nil || !document.approvedBy.isEmpty else { return nil }
    let site = scope.site
    let approval = history?.approval
    let commit = approval?.claimCommit.map { site.history.commits[$0] }
    let unchanged: Badge =
      switch approval?.textIsUnchanged {
      case true?: Badge("text unchanged since", .good)
      case false?: Badge("text changed since", .bad)
      case nil: Badge("cannot be judged", .open)
      }
    let changes = (approval?.changesAfter ?? []).map { position -> TableModel.Row in
      let commit = site.history.commits[position]
      return TableModel.Row(
        nil, [.value(commit.author.date), .code(commit.id.short), .text(commit.subject), .text(commit.author.name)])
    }
    return [
      "badge": .badge(approval.map { .level($0.level) } ?? Badge("cannot be judged", .open)),
      "meaning": .text(approval?.level.meaning ?? "History was not read, so only the document speaks."),
      "grounds": .text(approval?.grounds),
      "together": .number(approval.flatMap { $0.claimedTogether > 1 ? $0.claimedTogether - 1 : nil }),
      "rewroteText": .flag(approval?.claimRewroteText == true),
      "records": .badge(
        approval?.data.map {
          $0.isUnchanged
            ? Badge("records unchanged since", .good)
            : $0.isMaterial ? Badge("records changed since", .bad) : Badge("records moved on since", .open)
        }),
      "recordCount": .number(approval?.data.flatMap { $0.isUnchanged ? nil : $0.records.count }),
      "signatures": .list(
        (approval?.signatures ?? []).map {
          ["text": .text("The signature of \($0.name(in: site.history)) \($0.verdict.words).")]
        }
          + [approval?.witness].compactMap { $0 }.map { witness in
            let words =
              witness.problem.map { "does not count: \($0)" }
              ?? "saw the commit on \(witness.date), as `\(witness.path)` says"
            return ["text": .text("The witness \(witness.service) \(words). Nobody asked it.")]
          }), "commit": .text(commit?.id.hex), "shortCommit": .text(commit?.id.short),
      "commitDate": .text(commit?.author.date.description), "commitAuthor": .text(commit?.author.name),
      "unchanged": .badge(unchanged),
      "approvedIn": .text(
        approval?.approvalCommit.flatMap { $0 == approval?.claimCommit ? nil : site.history.commits[$0].id.short }),
      "isOnlyAuthor": .flag(approval?.approverIsOnlyAuthor == true),
      "editorial": .number(
        approval.flatMap { $0.editorialChangesAfter.isEmpty ? nil : $0.editorialChangesAfter.count }),
      "changes": .table(
        TableModel(
          caption: "Changes to the text after the approval",
          columns: [.init("Date", "date"), "Commit", "Change", "Author"], rows: changes)),
    ]
  }

  static func revisions(_ history: DocumentHistory?, _ scope: Scope) -> TableModel {
    let commits = scope.site.history.commits
    return TableModel(
      caption: "Revisions",
      columns: [.init("Date", "date"), "Commit", "What", "Change", "Author", "Entered by"],
      rows: (history?.revisions ?? []).map { revision in
        let commit = commits[revision.commit]
        let isApproval = history?.approval?.claimCommit == revision.commit
        let trailers = commit.trailers.filter(\.isApproval).map { "\($0.key): \($0.value)" }
        return TableModel.Row(
          nil,
          [
            .value(commit.author.date), .code(commit.id.short).note(commit.isSigned ? "signature present" : nil),
            .text(revision.kind.rawValue).note(isApproval ? "states the present approval" : nil),
            .text(commit.subject).note(trailers.isEmpty ? nil : trailers.joined(separator: "; ")),
            .text(commit.author.name),
            .text(commit.committer.name == commit.author.name ? nil : commit.committer.name),
          ])
      })
  }

  /// What each section speaks of.
  private static func mentions(_ document: Document, _ scope: Scope) -> TableModel {
    var order: [Int] = []
    var links: [Int: [Link]] = [:]
    var seen: Set<String> = []
    for reference in scope.isms.references.from(document.id) where reference.form == .mention {
      let link: Link
      switch reference.target {
      case .control(let id): link = scope.control(id)
      case .item(let id): link = scope.item(id)
      case .clause(let id): link = scope.clause(id)
      case .file: continue
      }
      let section = reference.section ?? -1
      guard link.target != nil, seen.insert("\(section) \(link.text)").inserted else { continue }
      if links[section] == nil { order.append(section) }
      links[section, default: []].append(link)
    }
    let headings = scope.site.headings(of: document)
    let page = scope.path
    return TableModel(
      caption: "What its sections speak of", columns: ["Section", "Controls, clauses, documents and records"],
      rows: order.sorted().map { section in
        let name: Cell =
          section >= 0 && section < headings.count
          ? .link(scope.link(headings[section].text, to: Address(page, textAnchor(headings[section].anchor))))
          : "Before the first heading"
        return TableModel.Row(nil, [name, .links(links[section] ?? [])])
      })
  }

  /// Documents and records that name this one.
  private static func mentionedBy(_ document: Document, _ scope: Scope) -> [Link] {
    let references =
      scope.isms.references.to(.item(document.id)) + scope.site.references(toFile: document.path)
    var seen: Set<String> = [document.id]
    return references.compactMap { reference in
      guard let record = scope.isms.record(reference.origin), seen.insert(reference.origin).inserted,
        scope.site.disclosure.handling(of: record) == .include
      else { return nil }
      return scope.item(reference.origin)
    }
    .sorted { $0.text < $1.text }
  }

  /// The page that shows the records of a register.
  private static func records(_ document: Document, _ scope: Scope) -> [Link] {
    guard !scope.site.isCustomer else { return [] }
    let page: (String, String)? =
      switch document.record.text("register") {
      case "soa": ("Statement of Applicability", "soa")
      case "risks": ("Risk register", "risks")
      case "treatment-actions": ("Treatment plan", "treatment-plan")
      case "people": ("People", "people")
      case "evidence": ("Evidence index", "evidence/index")
      case "audits": ("Audit programme", "audit-programme")
      case "deviations": ("Findings", "findings")
      case let name?: (name.prefix(1).uppercased() + name.dropFirst().replacing("-", with: " "), "registers/" + name)
      case nil: nil
      }
    return page.map { [scope.page($0.0, $0.1)] } ?? []
  }

  /// Front matter that only this type of document has.
  private static func extra(_ document: Document, _ scope: Scope) -> TableModel {
    let names: [(String, String)] = [
      ("boundaries", "Boundaries"), ("interfaces", "Interfaces"), ("dependencies", "Dependencies"),
      ("exclusions", "Outside"), ("climate_change", "Climate change"), ("climate_change_reason", "Why"),
      ("audited_from", "Audited from"), ("audited_to", "Audited to"), ("auditors", "Auditors"),
      ("audited_clauses", "Clauses audited"), ("audited_controls", "Controls audited"), ("findings", "Findings raised"),
      ("held_on", "Held on"), ("attendees", "Attendees"), ("inputs", "Inputs"), ("decisions", "Decisions"),
    ]
    let rows = names.compactMap { name, title -> TableModel.Row? in
      guard let field = document.record.fields[name] else { return nil }
      return TableModel.Row(nil, [.text(title), FieldCell.cell(field, scope)])
    }
    return TableModel(caption: "What its front matter states", columns: ["Field", "Value"], rows: rows)
  }
}
