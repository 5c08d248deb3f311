/// A place in a story file, for messages.
struct StoryPlace: Hashable, Comparable, CustomStringConvertible {
  let file: String
  let line: Int

  var description: String { "\(file):\(line)" }

  static func < (left: StoryPlace, right: StoryPlace) -> Bool {
    (left.file, left.line) < (right.file, right.line)
  }
}

/// One thing that is wrong with the story, or with how it fits the final files.
struct StoryProblem: Hashable {
  let place: StoryPlace?
  let message: String
}

/// Everything that is wrong, so that one run names it all.
struct StoryError: Error, CustomStringConvertible {
  let problems: [StoryProblem]

  init(_ problems: [StoryProblem]) {
    self.problems = problems
  }

  init(_ place: StoryPlace?, _ message: String) {
    problems = [StoryProblem(place: place, message: message)]
  }

  var description: String {
    problems.map { problem in
      problem.place.map { "\($0): \(problem.message)" } ?? problem.message
    }.joined(separator: "\n")
  }
}

/// Someone who commits, under one name and one address.
struct Person: Hashable {
  let name: String
  let email: String
}

/// A moment as git writes it: seconds since 1970 and the zone that the clock on the wall had.
struct Moment: Equatable {
  let seconds: Int
  let zone: String
}

/// What a commit does to one file. All but `add`, `move` and `delete` say what was there *before* the commit; what is
/// there afterwards follows from the final file and from the later entries.
enum Operation: Equatable {
  /// The file appears.
  case add
  /// The file gets another name.
  case move(to: String)
  /// The file goes. What it said at the end lies in the folder `deleted` of the story.
  case delete
  /// Before, the front matter had other values, or lacked keys.
  case front(was: [FrontMatterValue], without: [String])
  /// Before, one cell of a table held another text.
  case cell(row: String, column: String, was: String)
  /// Before, these rows were not in the table.
  case row([String])
  /// Before, these lines stood below the row.
  case drop(below: String, lines: [String])
  /// Before, the one line that begins so was not there.
  case line(String)
  /// Before, the section with this heading was not there.
  case section(String)
  /// Before, the first text stood where the second stands now. An empty first text: the lines were not there.
  case change(was: String, now: String)
  /// Before, the whole file was what lies under this name in the folder `earlier` of the story.
  case rewrite(was: String)
}

/// A key of the front matter with its value as it was written, quotes and brackets included.
struct FrontMatterValue: Equatable {
  let key: String
  let value: String
}

/// An operation on a path (as the file was called just before the commit), with its place in the story.
struct Step: Equatable {
  let path: String
  let operation: Operation
  let place: StoryPlace
}

/// A finding that was there on purpose, and that the commit puts right.
struct Planted: Equatable {
  let rule: String
  let path: String
  let note: String
  let place: StoryPlace
}

/// One commit.
struct StoryCommit {
  var place: StoryPlace
  var author: Person
  var committer: Person
  var moment: Moment
  var message: String
  /// The branch it is made on; nil is `main`.
  var branch: String?
  /// The branch it merges into `main`.
  var merges: String?
  var steps: [Step]
  var planted: [Planted]
}

/// An annotated tag on what is the tip of `main` at its place in the story.
struct StoryTag {
  var place: StoryPlace
  var name: String
  var tagger: Person
  var moment: Moment
  var message: String
}

/// What happens, in the order of the story files.
enum StoryEntry {
  case commit(StoryCommit)
  case tag(StoryTag)
}
