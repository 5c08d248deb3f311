/// Reads story files. The form is described in `sample-isms/.story/README.md`.
struct StoryParser {
  private var people: [String: Person] = [:]
  private var entries: [StoryEntry] = []
  private var problems: [StoryProblem] = []
  private var entry: StoryEntry?
  private var messageLines: [String] = []
  /// The path and place of a `change` or `drop`, while its lines are read; `below` is the row of a `drop`.
  private var change: (path: String, below: String?, place: StoryPlace)?
  private var changeWas: [String] = []
  private var changeNow: [String] = []

  /// Reads the files in the order given.
  static func parse(_ files: [(name: String, text: String)]) throws -> [StoryEntry] {
    var parser = StoryParser()
    for file in files {
      var number = 0
      for line in file.text.split(separator: "\n", omittingEmptySubsequences: false) {
        number += 1
        parser.read(String(line), at: StoryPlace(file: file.name, line: number))
      }
      parser.endEntry()
    }
    guard parser.problems.isEmpty else { throw StoryError(parser.problems) }
    return parser.entries
  }

  private mutating func read(_ line: String, at place: StoryPlace) {
    if line.hasPrefix("<") || line.hasPrefix(">") {
      readChangeLine(line, at: place)
      return
    }
    endChange()
    if line.hasPrefix("|") {
      if entry == nil { report(place, "a message line stands before the first commit") }
      messageLines.append(String(line.dropFirst(line.hasPrefix("| ") ? 2 : 1)))
      return
    }
    if line.isEmpty || line.hasPrefix("#") { return }
    do {
      try readStatement(line, at: place)
    } catch let error as StoryError {
      problems += error.problems
    } catch {
      report(place, "\(error)")
    }
  }

  private mutating func readStatement(_ line: String, at place: StoryPlace) throws {
    var words = StoryWords(line, place: place)
    let verb = try words.next("a word")
    switch verb {
    case "person":
      endEntry()
      let key = try words.next("a short name")
      let person = words.rest()
      guard let open = person.lastIndex(of: "<"), person.hasSuffix(">") else {
        throw StoryError(place, "a person is written `person KEY Name <address>`")
      }
      let name = person[..<open].trimmingSpaces()
      people[key] = Person(name: name, email: String(person[person.index(after: open)...].dropLast()))
    case "commit":
      endEntry()
      var commit = try readCommit(&words, place: place)
      while let word = words.nextIfAny() {
        switch word {
        case "on": commit.branch = try words.next("a branch")
        case "via": commit.committer = try person(try words.next("a person"), place)
        default: throw StoryError(place, "`\(word)` is neither `on BRANCH` nor `via PERSON`")
        }
      }
      entry = .commit(commit)
    case "merge":
      endEntry()
      let branch = try words.next("a branch")
      var commit = try readCommit(&words, place: place)
      commit.merges = branch
      if let word = words.nextIfAny() {
        guard word == "via" else { throw StoryError(place, "`\(word)` is not `via PERSON`") }
        commit.committer = try person(try words.next("a person"), place)
      }
      entry = .commit(commit)
    case "tag":
      endEntry()
      let name = try words.next("a name")
      let moment = try readMoment(&words, place: place)
      let tagger = try person(try words.next("a person"), place)
      entry = .tag(StoryTag(place: place, name: name, tagger: tagger, moment: moment, message: ""))
    default:
      try readOperation(verb, &words, place: place)
    }
  }

  private mutating func readOperation(_ verb: String, _ words: inout StoryWords, place: StoryPlace) throws {
    switch verb {
    case "add":
      repeat { try append(words.next("a path"), .add, place) } while !words.isAtEnd
    case "move":
      try append(words.next("a path"), .move(to: words.next("the new path")), place)
    case "delete":
      try append(words.next("a path"), .delete, place)
    case "front":
      let path = try words.next("a path")
      var was: [FrontMatterValue] = []
      var without: [String] = []
      while let word = words.nextValue() {
        if word.hasPrefix("-") {
          without.append(String(word.dropFirst()))
        } else if let equals = word.firstIndex(of: "=") {
          was.append(FrontMatterValue(key: String(word[..<equals]), value: String(word[word.index(after: equals)...])))
        } else {
          throw StoryError(place, "`\(word)` is neither `key=value` nor `-key`")
        }
      }
      guard !was.isEmpty || !without.isEmpty else { throw StoryError(place, "`front` names no key") }
      try append(path, .front(was: was, without: without), place)
    case "cell":
      let path = try words.next("a path")
      let row = try words.next("the first cell of a row")
      let column = try words.next("a column")
      guard words.nextIfAny() == "=" else { throw StoryError(place, "`cell PATH ROW COLUMN = TEXT` lacks the `=`") }
      try append(path, .cell(row: row, column: column, was: words.rest()), place)
    case "row":
      let path = try words.next("a path")
      var rows = [try words.next("the first cell of a row")]
      while let row = words.nextIfAny() { rows.append(row) }
      try append(path, .row(rows), place)
    case "line":
      try append(words.next("a path"), .line(words.rest()), place)
    case "section":
      try append(words.next("a path"), .section(words.rest()), place)
    case "change":
      change = (try words.next("a path"), nil, place)
    case "drop":
      change = (try words.next("a path"), try words.next("the first cell of a row"), place)
    case "rewrite":
      try append(words.next("a path"), .rewrite(was: words.next("a file in `earlier`")), place)
    case "fixes":
      let planted = Planted(
        rule: try words.next("a rule"), path: try words.next("a path"), note: words.rest(), place: place)
      guard case .commit(var commit) = entry else { throw StoryError(place, "`fixes` stands outside a commit") }
      commit.planted.append(planted)
      entry = .commit(commit)
    default:
      throw StoryError(place, "`\(verb)` is not a word of the story")
    }
    if verb != "section", verb != "line", verb != "cell", verb != "fixes", let word = words.nextIfAny() {
      throw StoryError(place, "`\(word)` is too much here")
    }
  }

  // MARK: Parts

  private func readCommit(_ words: inout StoryWords, place: StoryPlace) throws -> StoryCommit {
    let moment = try readMoment(&words, place: place)
    let author = try person(try words.next("a person"), place)
    return StoryCommit(
      place: place, author: author, committer: author, moment: moment, message: "", branch: nil, merges: nil, steps: [],
      planted: [])
  }

  private func readMoment(_ words: inout StoryWords, place: StoryPlace) throws -> Moment {
    let date = try words.next("a date")
    let time = try words.next("a time")
    let zone = try words.next("a zone")
    guard let moment = Moment(date: date, time: time, zone: zone) else {
      throw StoryError(place, "`\(date) \(time) \(zone)` is not a moment like `2025-04-22 09:30 +0200`")
    }
    return moment
  }

  private func person(_ key: String, _ place: StoryPlace) throws -> Person {
    guard let person = people[key] else { throw StoryError(place, "nobody is called `\(key)`") }
    return person
  }

  private mutating func append(_ path: String, _ operation: Operation, _ place: StoryPlace) throws {
    guard case .commit(var commit) = entry else { throw StoryError(place, "the operation stands outside a commit") }
    commit.steps.append(Step(path: path, operation: operation, place: place))
    entry = .commit(commit)
  }

  private mutating func readChangeLine(_ line: String, at place: StoryPlace) {
    guard change != nil else {
      report(place, "a line with `\(line.prefix(1))` stands outside a `change`")
      return
    }
    let text = String(line.dropFirst(line.dropFirst().hasPrefix(" ") ? 2 : 1))
    if line.hasPrefix("<") {
      if !changeNow.isEmpty { report(place, "the earlier lines (`<`) of a change come before the later ones (`>`)") }
      changeWas.append(text)
    } else {
      changeNow.append(text)
    }
  }

  private mutating func endChange() {
    guard let (path, below, place) = change else { return }
    let operation: Operation?
    if let below {
      operation = changeWas.isEmpty || !changeNow.isEmpty ? nil : .drop(below: below, lines: changeWas)
      if operation == nil { report(place, "a drop has earlier lines (`<`) only") }
    } else if changeNow.isEmpty {
      operation = nil
      report(place, "a change needs later lines (`>`), by which the place in the file is found")
    } else {
      // Without earlier lines, whole lines appear: their line end goes with them.
      operation = .change(
        was: changeWas.joined(separator: "\n"),
        now: changeNow.joined(separator: "\n") + (changeWas.isEmpty ? "\n" : ""))
    }
    if let operation {
      do {
        try append(path, operation, place)
      } catch {
        report(place, "the operation stands outside a commit")
      }
    }
    change = nil
    changeWas = []
    changeNow = []
  }

  private mutating func endEntry() {
    endChange()
    while messageLines.last == "" { messageLines.removeLast() }
    let message = messageLines.joined(separator: "\n") + "\n"
    messageLines = []
    switch entry {
    case .commit(var commit):
      if message == "\n" { report(commit.place, "the commit has no message") }
      commit.message = message
      entries.append(.commit(commit))
    case .tag(var tag):
      if message == "\n" { report(tag.place, "the tag has no message") }
      tag.message = message
      entries.append(.tag(tag))
    case nil:
      break
    }
    entry = nil
  }

  private mutating func report(_ place: StoryPlace, _ message: String) {
    problems.append(StoryProblem(place: place, message: message))
  }
}

/// The words of a line. A word may be put in double quotes when it holds spaces.
struct StoryWords {
  private var text: Substring
  private let place: StoryPlace

  init(_ line: String, place: StoryPlace) {
    text = line[...]
    self.place = place
    skipSpaces()
  }

  var isAtEnd: Bool { text.isEmpty }

  /// The next word without its quotes, nil at the end of the line.
  mutating func nextIfAny() -> String? {
    guard let first = text.first else { return nil }
    if first == "\"", let close = text.dropFirst().firstIndex(of: "\"") {
      let word = text[text.index(after: text.startIndex)..<close]
      text = text[text.index(after: close)...]
      skipSpaces()
      return String(word)
    }
    let word = text.prefix { $0 != " " }
    text = text[word.endIndex...]
    skipSpaces()
    return String(word)
  }

  /// The next word, which must be there.
  mutating func next(_ what: String) throws -> String {
    guard let word = nextIfAny() else { throw StoryError(place, "\(what) is missing") }
    return word
  }

  /// The next `key=value`, where a value in quotes or brackets keeps them and may hold spaces.
  mutating func nextValue() -> String? {
    guard !text.isEmpty else { return nil }
    var closing: Character?
    var end = text.startIndex
    while end < text.endIndex {
      let character = text[end]
      if let wanted = closing {
        if character == wanted { closing = nil }
      } else if character == "\"" {
        closing = "\""
      } else if character == "[" {
        closing = "]"
      } else if character == " " {
        break
      }
      end = text.index(after: end)
    }
    let word = String(text[..<end])
    text = text[end...]
    skipSpaces()
    return word
  }

  /// What is left of the line.
  mutating func rest() -> String {
    defer { text = "" }
    return text.trimmingSpaces()
  }

  private mutating func skipSpaces() {
    text = text.drop { $0 == " " }
  }
}

extension StringProtocol {
  func trimmingSpaces() -> String {
    var text = self[...]
    while text.first == " " { text = text.dropFirst() }
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }
}

extension Moment {
  /// Reads `2025-04-22`, `09:30`, `+0200`; nil when one of them is not a date, time or zone.
  init?(date: String, time: String, zone: String) {
    let day = date.split(separator: "-").compactMap { Int($0) }
    let clock = time.split(separator: ":").compactMap { Int($0) }
    guard date.utf8.count == 10, day.count == 3, (1...12).contains(day[1]), time.utf8.count == 5, clock.count == 2,
      (0..<24).contains(clock[0]), (0..<60).contains(clock[1]), zone.utf8.count == 5,
      zone.hasPrefix("+") || zone.hasPrefix("-"), let offset = Int(zone.dropFirst())
    else { return nil }
    let isLeapYear = day[0] % 4 == 0 && (day[0] % 100 != 0 || day[0] % 400 == 0)
    let lengths = [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...lengths[day[1] - 1]).contains(day[2]) else { return nil }

    // Days since 1970-01-01, with years that begin in March so that the leap day comes last.
    let year = day[1] > 2 ? day[0] : day[0] - 1
    let monthFromMarch = (day[1] + 9) % 12
    let days =
      365 * year + year / 4 - year / 100 + year / 400 + (153 * monthFromMarch + 2) / 5 + day[2] - 1 - 719_468
    let minutes = (offset / 100 * 60 + offset % 100) * (zone.hasPrefix("-") ? -1 : 1)
    seconds = days * 86_400 + (clock[0] * 60 + clock[1] - minutes) * 60
    self.zone = zone
  }
}
