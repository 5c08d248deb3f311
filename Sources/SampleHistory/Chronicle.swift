/// The story laid over the final files: every commit with its parents and the whole tree it holds.
struct Chronicle {
  /// One commit, ready to be written.
  struct Commit {
    let story: StoryCommit
    /// Indices of the parents; the first one is the branch it was made on.
    let parents: [Int]
    /// Path to content.
    let tree: [String: [UInt8]]
  }

  /// In the order of the story; a parent comes before its children.
  let commits: [Commit]
  /// Each tag with the index of the commit it names.
  let tags: [(tag: StoryTag, commit: Int)]

  /// The tip of `main`.
  var tip: Int? { commits.lastIndex { $0.story.branch == nil } }

  /// What is planted, in the order in which it is put right, with the index of the commit that does so.
  var planted: [(planted: Planted, commit: Int)] {
    commits.indices.flatMap { index in commits[index].story.planted.map { ($0, index) } }
  }

  /// Applies the story to the files.
  ///
  /// - Parameters:
  ///   - final: the files as they are at the end, by path.
  ///   - deleted: files that are gone, as they were when they went, by path.
  ///   - earlier: whole earlier versions, by name.
  /// - Throws: `StoryError` with everything that does not fit.
  init(
    entries: [StoryEntry], final: [String: [UInt8]], deleted: [String: [UInt8]] = [:], earlier: [String: [UInt8]] = [:]
  ) throws {
    var graph = Graph()
    for entry in entries { graph.append(entry) }
    graph.end()
    var files = Files(final: final, deleted: deleted, earlier: earlier)
    for (index, commit) in graph.commits.enumerated() {
      for step in commit.steps { files.append(step, commit: index, ancestors: graph.ancestors[index]) }
    }
    files.end()
    var problems = graph.problems + files.problems

    var commits: [Commit] = []
    for (index, story) in graph.commits.enumerated() {
      let tree = files.tree(at: graph.ancestors[index])
      let parents = graph.parents[index]
      let before = parents.first.map { commits[$0].tree } ?? [:]
      if tree == before, problems.isEmpty, files.problems.isEmpty, files.undoProblems.isEmpty {
        problems.append(StoryProblem(place: story.place, message: "the commit changes nothing"))
      }
      for planted in story.planted where before[planted.path] == nil && tree[planted.path] == nil {
        problems.append(StoryProblem(place: planted.place, message: "there is no file \(planted.path)"))
      }
      commits.append(Commit(story: story, parents: parents, tree: tree))
    }
    problems += files.undoProblems
    self.commits = commits
    tags = graph.tags
    if problems.isEmpty, let tip, commits[tip].tree != final {
      problems.append(StoryProblem(place: nil, message: "the story does not end with the final files"))
    }
    guard problems.isEmpty else { throw StoryError(problems) }
  }
}

/// Commits, branches and tags.
private struct Graph {
  var commits: [StoryCommit] = []
  var parents: [[Int]] = []
  /// All commits that a commit contains, itself included.
  var ancestors: [Set<Int>] = []
  var tags: [(tag: StoryTag, commit: Int)] = []
  var problems: [StoryProblem] = []
  private var main: Int?
  private var branches: [String: Int] = [:]

  mutating func append(_ entry: StoryEntry) {
    switch entry {
    case .tag(let tag):
      guard let main else {
        problems.append(StoryProblem(place: tag.place, message: "the tag stands before the first commit"))
        return
      }
      tags.append((tag, main))
    case .commit(let commit):
      let index = commits.count
      var above: [Int] = []
      if let branch = commit.branch {
        above = [branches[branch] ?? main].compactMap { $0 }
        branches[branch] = index
      } else {
        above = [main].compactMap { $0 }
        if let merged = commit.merges {
          if let tip = branches.removeValue(forKey: merged) {
            above.append(tip)
          } else {
            problems.append(StoryProblem(place: commit.place, message: "there is no open branch `\(merged)`"))
          }
        }
        main = index
      }
      for parent in above where commits[parent].moment.seconds >= commit.moment.seconds {
        problems.append(
          StoryProblem(
            place: commit.place, message: "the commit is not later than its parent at \(commits[parent].place)"))
      }
      commits.append(commit)
      parents.append(above)
      ancestors.append(above.reduce(into: [index]) { $0.formUnion(ancestors[$1]) })
    }
  }

  mutating func end() {
    for (branch, tip) in branches.sorted(by: { $0.value < $1.value }) {
      problems.append(StoryProblem(place: commits[tip].place, message: "the branch `\(branch)` is never merged"))
    }
    if commits.isEmpty { problems.append(StoryProblem(place: nil, message: "the story has no commit")) }
  }
}

/// The lives of the files.
private struct Files {
  /// One file through all its names.
  private struct Life {
    let firstPath: String
    let added: Int
    let place: StoryPlace
    var path: String
    var moves: [(commit: Int, to: String)] = []
    var steps: [(commit: Int, step: Step)] = []
    var deleted: Int?
    var end: [UInt8] = []
    /// Contents by the steps not yet taken, since most commits leave most files alone.
    var known: [[Int]: [UInt8]] = [:]
  }

  var problems: [StoryProblem] = []
  /// Operations that do not fit the text, each once.
  var undoProblems: [StoryProblem] = []
  private var lives: [Life] = []
  private var living: [String: Int] = [:]
  private let final: [String: [UInt8]]
  private let deleted: [String: [UInt8]]
  private let earlier: [String: [UInt8]]

  init(final: [String: [UInt8]], deleted: [String: [UInt8]], earlier: [String: [UInt8]]) {
    self.final = final
    self.deleted = deleted
    self.earlier = earlier
  }

  mutating func append(_ step: Step, commit: Int, ancestors: Set<Int>) {
    if step.operation == .add {
      if living[step.path] != nil {
        report(step, "\(step.path) is there already")
        return
      }
      living[step.path] = lives.count
      lives.append(Life(firstPath: step.path, added: commit, place: step.place, path: step.path))
      return
    }
    guard let index = living[step.path] else {
      report(step, "there is no file \(step.path) yet")
      return
    }
    guard ancestors.contains(lives[index].added) else {
      report(step, "\(step.path) was added on a branch that is not merged here")
      return
    }
    guard lives[index].added != commit else {
      report(step, "\(step.path) appears in this same commit, so it had no earlier text")
      return
    }
    switch step.operation {
    case .move(let path):
      if living[path] != nil { report(step, "\(path) is there already") }
      living[step.path] = nil
      living[path] = index
      lives[index].moves.append((commit, path))
      lives[index].path = path
    case .delete:
      living[step.path] = nil
      lives[index].deleted = commit
      if let text = deleted[step.path] {
        lives[index].end = text
      } else {
        report(step, "the story has no file `deleted/\(step.path).gone`")
      }
    default:
      lives[index].steps.append((commit, step))
    }
  }

  mutating func end() {
    for index in lives.indices where lives[index].deleted == nil {
      if let text = final[lives[index].path] {
        lives[index].end = text
      } else {
        problems.append(
          StoryProblem(place: lives[index].place, message: "there is no final file \(lives[index].path)"))
      }
    }
    for path in final.keys.sorted() where living[path] == nil {
      problems.append(StoryProblem(place: nil, message: "no commit adds \(path)"))
    }
  }

  /// All files of a commit that contains these commits.
  mutating func tree(at ancestors: Set<Int>) -> [String: [UInt8]] {
    var tree: [String: [UInt8]] = [:]
    for index in lives.indices where ancestors.contains(lives[index].added) {
      if let deleted = lives[index].deleted, ancestors.contains(deleted) { continue }
      let path = lives[index].moves.last { ancestors.contains($0.commit) }?.to ?? lives[index].firstPath
      tree[path] = content(index, at: ancestors)
    }
    return tree
  }

  private mutating func content(_ index: Int, at ancestors: Set<Int>) -> [UInt8] {
    let pending = lives[index].steps.indices.filter { !ancestors.contains(lives[index].steps[$0].commit) }
    if let text = lives[index].known[pending] { return text }
    var text = lives[index].end
    for position in pending.reversed() {
      let step = lives[index].steps[position].step
      do {
        text = try Undo.undo(step.operation, in: text, path: step.path, earlier: earlier)
      } catch {
        let problem = StoryProblem(place: step.place, message: "\(step.path): \(error.message)")
        if !undoProblems.contains(problem) { undoProblems.append(problem) }
      }
    }
    lives[index].known[pending] = text
    return text
  }

  private mutating func report(_ step: Step, _ message: String) {
    problems.append(StoryProblem(place: step.place, message: message))
  }
}
