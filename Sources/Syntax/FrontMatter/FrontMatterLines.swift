import Source

/// One line of a block of front matter.
struct FrontMatterLine {
  enum Kind {
    case blank
    case comment
    case content
  }

  /// Offset of the first byte.
  let start: Int
  /// Offset behind the last byte, line end left out.
  let end: Int
  /// Offset of the first byte that is not a space.
  let first: Int
  /// What stands on it.
  let kind: Kind

  /// Number of spaces in front.
  var indent: Int { first - start }
}

extension FrontMatterParser {
  /// Cuts the region into lines at LF, CR LF and (with a finding) lone CR. What follows the last line end is a line of
  /// its own, even if it is empty.
  mutating func cutLines() {
    var loneReturns: [Int] = []
    var start = region.lowerBound
    var index = start
    let end = region.upperBound
    lines.reserveCapacity(64)
    while index < end {
      let byte = bytes[index]
      if byte == 0x0A {
        appendLine(start, index)
        start = index + 1
      } else if byte == 0x0D {
        if index + 1 < end, bytes[index + 1] == 0x0A {
          appendLine(start, index)
          index += 1
        } else {
          loneReturns.append(index)
          appendLine(start, index)
        }
        start = index + 1
      }
      index += 1
    }
    appendLine(start, end)
    if let first = loneReturns.first {
      let count = loneReturns.count
      report(
        FrontMatterRules.loneCarriageReturn, first..<first + 1,
        count == 1 ? "line ends with a lone carriage return" : "\(count) lines end with a lone carriage return",
        fixes: [
          Fix(
            "end the lines with a line feed", .safe,
            edits: loneReturns.map { edit($0..<$0 + 1, "\n") })
        ])
    }
  }

  private mutating func appendLine(_ start: Int, _ end: Int) {
    var first = start
    while first < end, bytes[first] == space { first += 1 }
    var kind = FrontMatterLine.Kind.content
    if first == end {
      kind = .blank
    } else if bytes[first] == hash {
      kind = .comment
    } else if bytes[first] == tab {
      // Tabs in front of nothing or of a comment are reported here; in front of text, when the text is reached as
      // structure, because a text block may hold them.
      var after = first
      while after < end, isWhite(bytes[after]) { after += 1 }
      if after == end || bytes[after] == hash {
        kind = after == end ? .blank : .comment
        reportTab(first..<after, replacement: "", .safe)
      }
    }
    if end - start > FrontMatter.maximumLineLength {
      report(
        FrontMatterRules.lineTooLong, start..<start + 1,
        "line of \(end - start) bytes is longer than \(FrontMatter.maximumLineLength)",
        help: "break the text with a block: `key: >-` and indented lines below")
    }
    lines.append(FrontMatterLine(start: start, end: end, first: first, kind: kind))
  }

  /// Reports what is not UTF-8 and what nobody can see, once for each line that holds it.
  mutating func checkCharacters() {
    let problems = CharacterCheck.problems(bytes, region, limit: 4096)
    guard !problems.isEmpty else { return }
    hasForbiddenCharacters = true
    var reportedLines = 0
    var last = -1
    var lastWasInvalid = false
    for problem in problems {
      let isInvalid = problem.kind == .invalid
      let offset = problem.range.lowerBound
      let isOnSameLine = last >= 0 && !bytes[last..<offset].contains { isLineEnd($0) }
      last = offset
      if isOnSameLine, isInvalid == lastWasInvalid { continue }
      lastWasInvalid = isInvalid
      reportedLines += 1
      if reportedLines > 100 { break }
      report(characterProblem: problem)
    }
  }

  private mutating func report(characterProblem problem: CharacterCheck.Problem) {
    switch problem.kind {
    case .invalid:
      let offset = problem.range.lowerBound
      let hex = String(bytes[offset], radix: 16, uppercase: true)
      report(
        FrontMatterRules.invalidUTF8, problem.range, "byte \(offset) (0x\(hex)) is not UTF-8",
        label: "not UTF-8", help: "save the file as UTF-8")
    case .forbidden(let scalar):
      let name = CharacterCheck.name(scalar)
      let isBidirectional = (0x202A...0x202E).contains(scalar) || (0x2066...0x2069).contains(scalar)
      report(
        FrontMatterRules.forbiddenCharacter, problem.range,
        isBidirectional
          ? "invisible character \(name) changes the order in which text is shown"
          : "invisible character \(name) in front matter",
        label: name,
        fixes: [Fix("remove the character", .unsafe, edits: [edit(problem.range, "")])])
    }
  }
}
