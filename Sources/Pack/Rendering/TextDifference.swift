import Compiler
import ISMS
import Source
import Syntax

/// What changed between the approved text of a document and the present one, line by line.
struct TextDifference {
  /// A line, or a gap between lines.
  enum Line: Equatable {
    /// In both texts, shown for orientation.
    case kept(String)
    /// In the present text alone.
    case added(String)
    /// In the approved text alone.
    case removed(String)
    /// Lines that did not change are left out here.
    case gap
  }

  /// Texts with more lines are not compared.
  static let mostLines = 5000
  /// Changed lines beyond this number are counted, not shown.
  static let mostShown = 400

  /// The lines that changed, each with one line around it.
  let lines: [Line]

  /// Compares two texts. Blank lines say nothing and are left out.
  init(from old: [String], to new: [String]) {
    let old = old.filter { !$0.allSatisfy(\.isWhitespace) }
    let new = new.filter { !$0.allSatisfy(\.isWhitespace) }
    guard old.count <= Self.mostLines, new.count <= Self.mostLines else {
      lines = []
      return
    }
    var removed: Set<Int> = []
    var added: Set<Int> = []
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    var all: [Line] = []
    var before = 0
    var after = 0
    while before < old.count || after < new.count {
      if removed.contains(before) {
        all.append(.removed(old[before]))
        before += 1
      } else if added.contains(after) {
        all.append(.added(new[after]))
        after += 1
      } else {
        if after < new.count { all.append(.kept(new[after])) }
        before += 1
        after += 1
      }
    }
    lines = Self.shortened(all)
  }

  private static func shortened(_ lines: [Line]) -> [Line] {
    func isKept(_ index: Int) -> Bool {
      guard lines.indices.contains(index) else { return true }
      if case .kept = lines[index] { return true }
      return false
    }
    var shown: [Line] = []
    for index in lines.indices where shown.count < mostShown {
      if !isKept(index) || !isKept(index - 1) || !isKept(index + 1) {
        shown.append(lines[index])
      } else if shown.last != .gap {
        shown.append(.gap)
      }
    }
    return shown
  }
}

extension TextDifference {
  /// The difference for a document whose text changed after its approval; nil for others, and where the approved text
  /// cannot be had.
  static func context(of document: Document, _ history: DocumentHistory?, _ site: Site) -> Context? {
    guard let history, let approval = history.approval, approval.textIsUnchanged == false,
      let claim = approval.claimCommit,
      let revision = history.revisions.first(where: { $0.commit == claim }),
      let bytes = try? site.contents.contents(of: revision.after, limit: Binder.largestText)
    else { return nil }
    let approved = SourceText(path: document.path, bytes: bytes)
    let start = FrontMatter.parse(approved).frontMatter?.bodyStart ?? 0
    let difference = TextDifference(
      from: lines(approved.bytes[min(start, approved.bytes.count)...]),
      to: lines(document.source.bytes[min(document.bodyStart, document.source.bytes.count)...]))
    guard !difference.lines.isEmpty else { return nil }
    let commit = site.history.commits[claim]
    return [
      "words": .text("Compared with the text in \(commit.id.short) of \(commit.author.date), line by line."),
      "lines": .list(
        difference.lines.map { line in
          switch line {
          case .kept(let text): ["kind": .text("kept"), "mark": .text("\u{A0}"), "text": .text(text)]
          case .added(let text): ["kind": .text("added"), "mark": .text("+"), "text": .text(text)]
          case .removed(let text): ["kind": .text("removed"), "mark": .text("−"), "text": .text(text)]
          case .gap: ["kind": .text("gap"), "mark": .text("…"), "text": .absent]
          }
        }),
    ]
  }

  private static func lines(_ bytes: ArraySlice<UInt8>) -> [String] {
    String(decoding: bytes, as: UTF8.self)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
  }
}
