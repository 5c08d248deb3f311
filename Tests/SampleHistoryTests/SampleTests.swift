import Foundation
import Testing

@testable import SampleHistory

/// The story of `sample-isms` itself, told once for all tests.
private enum Sample {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("sample-isms").path

  static let chronicle = Result { try SampleFolder(path: folder).chronicle() }

  static let authors = [
    "Ana Ruiz", "Hanna Koskinen", "Jonas Lindqvist", "Marieke van Dalen", "Priya Nair", "Ruben de Wit", "Tomasz Wilk",
    "Élodie Marchand",
  ]

  /// Who holds the roles that approve.
  static let holders = [
    "ceo": "Marieke van Dalen", "cto": "Tomasz Wilk", "isms-manager": "Ana Ruiz", "platform-lead": "Jonas Lindqvist",
    "engineering-lead": "Priya Nair", "product-lead": "Hanna Koskinen", "people-lead": "Élodie Marchand",
    "finance-legal-lead": "Ruben de Wit",
  ]

  /// The day in the zone of the commit.
  static func day(_ moment: Moment) -> String {
    let offset = Int(moment.zone) ?? 0
    let date = Date(timeIntervalSince1970: Double(moment.seconds + offset / 100 * 3600))
    return String(ISO8601DateFormatter().string(from: date).prefix(10))
  }

  /// The keys of the front matter that stand on one line, and the body.
  static func document(_ content: [UInt8]) -> (front: [String: String], body: String)? {
    let text = String(decoding: content, as: UTF8.self)
    guard text.hasPrefix("---\n"), let end = text.range(of: "\n---\n") else { return nil }
    var front: [String: String] = [:]
    for line in text[..<end.lowerBound].split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":"), line.first != " " else { continue }
      front[String(line[..<colon])] = line[line.index(after: colon)...].trimmingSpaces()
    }
    return (front, String(text[end.upperBound...]))
  }
}

@Suite struct SampleTests {
  @Test func theTipIsTheFinalFiles() throws {
    let chronicle = try Sample.chronicle.get()
    let final = try SampleFolder(path: Sample.folder).final
    let tip = try #require(chronicle.tip)
    #expect(chronicle.commits[tip].tree.keys.sorted() == final.keys.sorted())
    for path in final.keys.sorted() { #expect(chronicle.commits[tip].tree[path] == final[path], "\(path)") }
    #expect(chronicle.tags.map(\.tag.name) == ["dry-run", "stage-1"])
    #expect(chronicle.tags.last?.commit == tip)
    #expect(chronicle.tags.map { Sample.day($0.tag.moment) } == ["2026-10-02", "2026-10-23"])
  }

  @Test func eightPeopleCommitOverEighteenMonths() throws {
    let commits = try Sample.chronicle.get().commits
    #expect((150...250).contains(commits.count), "\(commits.count) commits")
    #expect(Set(commits.map(\.story.author.name)).sorted() == Sample.authors)
    #expect(Set(commits.map(\.story.author).filter { $0.name == "Jonas Lindqvist" }.map(\.email)).count == 2)
    #expect(commits.first.map { Sample.day($0.story.moment) } == "2025-04-22")
    #expect(commits.filter { $0.story.message.contains("Co-authored-by:") }.count >= 5)
    #expect(commits.filter { $0.story.message.prefix { $0 != "\n" }.hasSuffix("(#41)") }.count == 1)
    let merges = commits.filter { $0.story.merges != nil }
    #expect(merges.count >= 40)
    #expect(merges.filter { $0.story.message.contains("Approved-by:") }.count >= 35)
    #expect(merges.contains { !$0.story.message.contains("Approved-by:") })
  }

  @Test func theDryRunHasTheDefectsAndStageOneHasThemNot() throws {
    let chronicle = try Sample.chronicle.get()
    let dryRun = try #require(chronicle.tags.first).commit
    let first: Set = [
      "SOA-01", "SOA-02", "SOA-05", "RSK-02", "RSK-04", "RSK-05", "RSK-07", "DOC-01", "DOC-07", "DOC-08",
      "FM-09", "FM-10", "FLD-01", "FLD-02", "FLD-03", "ID-01", "REF-01", "TBL-06",
    ]
    let planted = chronicle.planted
    #expect(planted.allSatisfy { $0.commit > dryRun })
    #expect(planted.filter { first.contains($0.planted.rule) }.count >= 25)
    #expect(Set(planted.map(\.planted.rule)).intersection(first) == first)
    #expect(Set(planted.map(\.planted.rule)).subtracting(first).count >= 8)
    for (planted, commit) in planted {
      // The file is another one before the correction; a missing document or link target appears with it.
      let parent = try #require(chronicle.commits[commit].parents.first)
      #expect(chronicle.commits[parent].tree != chronicle.commits[commit].tree, "\(planted.note)")
    }
  }

  @Test func everyApprovalIsMergedOnItsDayByTheApprover() throws {
    let chronicle = try Sample.chronicle.get()
    let tip = try #require(chronicle.tip)
    var approved = 0
    for (path, content) in chronicle.commits[tip].tree.sorted(by: { $0.key < $1.key }) {
      guard let (front, body) = Sample.document(content), let day = front["approved_on"],
        let approvers = front["approved_by"]
      else { continue }
      approved += 1
      let onMain = chronicle.commits.indices.filter { index in
        guard chronicle.commits[index].story.branch == nil,
          let past = chronicle.commits[index].tree[path].flatMap(Sample.document)
        else { return false }
        return past.front["approved_on"] == day && past.front["version"] == front["version"]
          && past.front["approved_by"] == approvers
      }
      let merge = try #require(onMain.first, "\(path)")
      let story = chronicle.commits[merge].story
      #expect(story.merges != nil, "\(path) is approved without a merge")
      #expect(Sample.day(story.moment) == day, "\(path) is approved on \(day)")
      #expect(
        approvers.split(whereSeparator: { "[], ".contains($0) }).contains {
          Sample.holders[String($0)] == story.author.name
        },
        "\(path) is merged by \(story.author.name)")
      #expect(
        chronicle.commits[merge].tree[path].flatMap(Sample.document)?.body == body,
        "\(path) changed after its approval")
      // The approver did not write it alone.
      let writers = chronicle.commits.indices.filter { index in
        let parents = chronicle.commits[index].parents
        return chronicle.commits[index].tree[path] != nil
          && !parents.contains { chronicle.commits[$0].tree[path] == chronicle.commits[index].tree[path] }
      }.map { chronicle.commits[$0].story.author.name }
      #expect(Set(writers) != [story.author.name], "\(path) was written by its approver alone")
    }
    #expect(approved == 45)
  }

  @Test func noEvidenceArrivesBeforeItWasCollected() throws {
    let chronicle = try Sample.chronicle.get()
    let tip = try #require(chronicle.tip)
    for (path, content) in chronicle.commits[tip].tree {
      guard let front = Sample.document(content)?.front, front["type"] == "evidence" else { continue }
      let first = try #require(chronicle.commits.first { $0.tree[path] != nil })
      let day = Sample.day(first.story.moment)
      #expect(front["collected_on"] ?? "9999" <= day, "\(path) arrives on \(day)")
      #expect((front["period"]?.suffix(10)).map(String.init) ?? "" <= day, "\(path) arrives on \(day)")
      let reviewed = try #require(
        chronicle.commits.first { commit in
          commit.story.branch == nil
            && commit.tree[path].flatMap(Sample.document)?.front["reviewed_on"] == front["reviewed_on"]
        })
      #expect(front["reviewed_on"] ?? "" <= Sample.day(reviewed.story.moment), "\(path)")
    }
  }

  @Test func theStreamIsTheSameEveryTime() throws {
    let again = try SampleFolder(path: Sample.folder).chronicle()
    #expect(FastImport.stream(try Sample.chronicle.get()) == FastImport.stream(again))
  }
}
