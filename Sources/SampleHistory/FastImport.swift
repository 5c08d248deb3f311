/// Writes a chronicle as a stream for `git fast-import`.
///
/// Names, dates, messages and contents come from the story alone, so the same story gives the same commit ids
/// everywhere.
enum FastImport {
  /// The whole stream.
  static func stream(_ chronicle: Chronicle) -> [UInt8] {
    var writer = Writer()
    // With `done`, a stream that was cut off is an error and not a shorter history.
    writer.line("feature done")
    for (index, commit) in chronicle.commits.enumerated() {
      // Everything is written to one branch; `from` and `merge` alone make the shape, and no other branch is left over.
      writer.line("commit refs/heads/main")
      writer.line("mark :\(index + 1)")
      writer.line("author \(signature(commit.story.author, commit.story.moment))")
      writer.line("committer \(signature(commit.story.committer, commit.story.moment))")
      writer.data(Array(commit.story.message.utf8))
      for (position, parent) in commit.parents.enumerated() {
        writer.line("\(position == 0 ? "from" : "merge") :\(parent + 1)")
      }
      let before = commit.parents.first.map { chronicle.commits[$0].tree } ?? [:]
      for path in before.keys.sorted() where commit.tree[path] == nil { writer.line("D \(path)") }
      for path in commit.tree.keys.sorted() {
        guard let content = commit.tree[path], before[path] != content else { continue }
        writer.line("M 100644 inline \(path)")
        writer.data(content)
      }
      writer.line("")
    }
    for (tag, commit) in chronicle.tags {
      writer.line("tag \(tag.name)")
      writer.line("from :\(commit + 1)")
      writer.line("tagger \(signature(tag.tagger, tag.moment))")
      writer.data(Array(tag.message.utf8))
    }
    writer.line("done")
    return writer.bytes
  }

  private static func signature(_ person: Person, _ moment: Moment) -> String {
    "\(person.name) <\(person.email)> \(moment.seconds) \(moment.zone)"
  }

  private struct Writer {
    var bytes: [UInt8] = []

    mutating func line(_ text: String) {
      bytes += Array(text.utf8)
      bytes.append(UInt8(ascii: "\n"))
    }

    mutating func data(_ content: [UInt8]) {
      line("data \(content.count)")
      bytes += content
      bytes.append(UInt8(ascii: "\n"))
    }
  }
}
