import Compiler
import ISMS
import Source

/// `frameworks/soc2.html`: what speaks for the criteria of another framework, one page for each.
enum FrameworkPages {
  static func pages(_ site: Site) -> PageSeries {
    PageSeries(count: site.compilation.frameworks.count) { page(site.compilation.frameworks[$0], site) }
  }

  private static func page(_ coverage: FrameworkCoverage, _ site: Site) -> Page {
    let framework = coverage.framework
    let path = site.frameworks.page(framework)
    let scope = Scope(site, path)
    var order: [String] = []
    var groups: [String: [FrameworkCoverage.Entry]] = [:]
    for entry in coverage.entries {
      let name = entry.criterion.category ?? "Criteria"
      if groups[name] == nil { order.append(name) }
      groups[name, default: []].append(entry)
    }
    let context: Context = [
      "name": .text(framework.name), "title": .text(framework.title), "count": .number(coverage.entries.count),
      "evidenced": .number(coverage.count(of: .evidenced)), "documented": .number(coverage.count(of: .documented)),
      "nothing": .number(coverage.count(of: .nothing)),
      "gaps": .table(gaps(coverage, scope)),
      "categories": .list(
        order.enumerated().map { position, name in
          [
            "name": .text(name), "anchor": .text("category-\(position + 1)"),
            "criteria": .table(table(name, groups[name] ?? [], of: framework, scope)),
          ]
        }),
    ]
    return Page(path: path, template: "framework", title: framework.name, context: context)
  }

  /// The criteria nothing speaks for.
  private static func gaps(_ coverage: FrameworkCoverage, _ scope: Scope) -> TableModel {
    TableModel(
      caption: "Criteria nothing speaks for", columns: [.init("Criterion", "id"), "About", "Why"],
      rows: coverage.entries.compactMap { entry in
        entry.reason.map {
          TableModel.Row(nil, [.text(entry.criterion.id), .text(entry.criterion.title), Cell(Part.prose($0))])
        }
      })
  }

  private static func table(
    _ name: String, _ entries: [FrameworkCoverage.Entry], of framework: Framework, _ scope: Scope
  ) -> TableModel {
    TableModel(
      caption: name,
      columns: [.init("Criterion", "id"), "About", "State", "Controls and clauses", "Documents", "Evidence"],
      rows: entries.map { entry in
        let fresh = Set(entry.freshEvidence)
        let evidence = entry.evidence.filter { fresh.contains($0) } + entry.evidence.filter { !fresh.contains($0) }
        return TableModel.Row(
          scope.site.frameworks.anchor(entry.criterion, of: framework),
          [
            Cell([.strong(entry.criterion.id)]), Cell.text(entry.criterion.title).note(entry.criterion.series),
            .badge(.coverage(entry.state)), controls(entry, scope),
            some(entry.documents, scope),
            some(evidence, scope).note(
              entry.evidence.isEmpty ? nil : "\(entry.freshEvidence.count) of \(entry.evidence.count) fresh"),
          ])
      })
  }

  private static func controls(_ entry: FrameworkCoverage.Entry, _ scope: Scope) -> Cell {
    func links(_ ids: [String]) -> [Part] {
      Cell.links(
        ids.map { id in
          scope.link(id, to: scope.site.addresses.control(id) ?? scope.site.addresses.clause(id))
        }
      ).parts
    }
    var parts = links(entry.primary)
    if !entry.supporting.isEmpty { parts += [.note("supporting"), .text(" ")] + links(entry.supporting) }
    if !entry.absent.isEmpty { parts.append(.note("not included: " + entry.absent.joined(separator: ", "))) }
    return Cell(parts)
  }

  /// The first links, and how many more there are.
  private static func some(_ ids: [String], _ scope: Scope) -> Cell {
    let named = ids.filter { id in scope.isms.record(id).map { scope.site.disclosure.handling(of: $0) > .omit } ?? false
    }
    let shown = Cell.links(named.prefix(6).map { scope.link($0, to: scope.site.addresses.item($0)) })
    return named.count > 6 ? Cell(shown.parts + [.text(" and \(named.count - 6) more")]) : shown
  }

  /// The criteria a control speaks for, over all frameworks.
  static func table(ofControl id: String, _ scope: Scope) -> TableModel {
    TableModel(
      caption: "Criteria of other frameworks it speaks for",
      columns: ["Framework", .init("Criterion", "id"), "About", "How well"],
      rows: scope.site.frameworks.matches(ofControl: id).map { match in
        let anchor = scope.site.frameworks.anchor(match.criterion, of: match.framework)
        return TableModel.Row(
          nil,
          [
            .text(match.framework.name),
            .link(scope.page(match.criterion.id, scope.site.frameworks.page(match.framework), anchor)),
            .text(match.criterion.title), .text(match.relation.rawValue),
          ])
      })
  }
}
