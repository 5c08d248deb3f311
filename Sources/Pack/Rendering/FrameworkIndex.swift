import Compiler
import ISMS

/// Where the criteria of other frameworks stand in the pack, and which of them a control speaks for.
struct FrameworkIndex {
  /// A criterion a control speaks for.
  struct Match {
    let framework: Framework
    let criterion: Framework.Criterion
    let relation: Framework.Relation
  }

  private var anchors: [String: [String: String]] = [:]
  private var byControl: [String: [Match]] = [:]

  init(_ frameworks: [Framework]) {
    for framework in frameworks {
      var taken: Set<String> = []
      var own: [String: String] = [:]
      for criterion in framework.criteria {
        own[criterion.id] = Self.unique("criterion-" + slug(criterion.id), among: &taken)
      }
      anchors[framework.id] = own
      let criteria = Dictionary(framework.criteria.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      for match in framework.matches {
        guard let criterion = criteria[match.criterion] else { continue }
        byControl[match.iso, default: []].append(
          Match(framework: framework, criterion: criterion, relation: match.relation))
      }
    }
  }

  /// Different ids may make the same name.
  private static func unique(_ name: String, among taken: inout Set<String>) -> String {
    var candidate = name
    var number = 2
    while !taken.insert(candidate).inserted {
      candidate = name + "-\(number)"
      number += 1
    }
    return candidate
  }

  /// The page of a framework, without its ending.
  func page(_ framework: Framework) -> String { "frameworks/" + framework.id }

  /// The anchor of a criterion on it.
  func anchor(_ criterion: Framework.Criterion, of framework: Framework) -> String? {
    anchors[framework.id]?[criterion.id]
  }

  /// The criteria a control speaks for, in the order of the files.
  func matches(ofControl id: String) -> [Match] { byControl[id] ?? [] }
}
