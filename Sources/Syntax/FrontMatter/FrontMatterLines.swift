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

/// A character that has no place in front matter: control characters, bidirectional overrides, non-characters and line
/// separators that editors show differently from each other.
func isForbidden(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0x09, 0x0A, 0x0D: false
  case 0x00..<0x20, 0x7F...0x9F: true
  case 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFDD0...0xFDEF: true
  default: scalar & 0xFFFE == 0xFFFE
  }
}

/// What is wrong with the characters of a range of bytes.
struct CharacterProblem {
  enum Kind: Equatable {
    /// Bytes that are not UTF-8.
    case invalid
    /// A character nobody can see, or that reorders what is seen.
    case forbidden(UInt32)
  }

  let kind: Kind
  let range: Range<Int>
}

/// Finds bytes that are not UTF-8 and forbidden characters, in one pass.
///
/// - Parameter limit: how many problems to report at most.
func characterProblems(_ bytes: [UInt8], _ region: Range<Int>, limit: Int) -> [CharacterProblem] {
  var problems: [CharacterProblem] = []
  var index = region.lowerBound
  let end = region.upperBound
  while index < end, problems.count < limit {
    let byte = bytes[index]
    if byte >= 0x20 && byte < 0x7F || byte == 0x0A || byte == 0x09 || byte == 0x0D {
      index += 1
      continue
    }
    let (scalar, length) = decodeScalar(bytes, index, end)
    if let scalar {
      if isForbidden(scalar) {
        problems.append(CharacterProblem(kind: .forbidden(scalar), range: index..<index + length))
      }
    } else {
      problems.append(CharacterProblem(kind: .invalid, range: index..<index + length))
    }
    index += length
  }
  return problems
}

/// The character at `index` and its length in bytes; nil and the number of bytes to pass over if it is not UTF-8.
func decodeScalar(_ bytes: [UInt8], _ index: Int, _ end: Int) -> (scalar: UInt32?, length: Int) {
  let lead = bytes[index]
  let count: Int
  var scalar: UInt32
  var lowest: UInt8 = 0x80
  var highest: UInt8 = 0xBF
  switch lead {
  case 0x00...0x7F: return (UInt32(lead), 1)
  case 0xC2...0xDF: (count, scalar) = (1, UInt32(lead & 0x1F))
  case 0xE0...0xEF:
    (count, scalar) = (2, UInt32(lead & 0x0F))
    if lead == 0xE0 { lowest = 0xA0 }
    if lead == 0xED { highest = 0x9F }
  case 0xF0...0xF4:
    (count, scalar) = (3, UInt32(lead & 0x07))
    if lead == 0xF0 { lowest = 0x90 }
    if lead == 0xF4 { highest = 0x8F }
  default: return (nil, 1)
  }
  for step in 1...count {
    guard index + step < end else { return (nil, step) }
    let next = bytes[index + step]
    guard next >= lowest, next <= highest else { return (nil, step) }
    scalar = scalar << 6 | UInt32(next & 0x3F)
    (lowest, highest) = (0x80, 0xBF)
  }
  return (scalar, count + 1)
}

/// `U+202E`.
func codePointName(_ scalar: UInt32) -> String {
  let hex = String(scalar, radix: 16, uppercase: true)
  return "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
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
    let problems = characterProblems(bytes, region, limit: 4096)
    guard !problems.isEmpty else { return }
    hasForbiddenCharacters = true
    var reportedLines = 0
    var lastLine = -1
    var lastWasInvalid = false
    for problem in problems {
      let isInvalid = problem.kind == .invalid
      let line = source.position(of: problem.range.lowerBound).line
      if line == lastLine, isInvalid == lastWasInvalid { continue }
      (lastLine, lastWasInvalid) = (line, isInvalid)
      reportedLines += 1
      if reportedLines > 100 { break }
      report(characterProblem: problem)
    }
  }

  private mutating func report(characterProblem problem: CharacterProblem) {
    switch problem.kind {
    case .invalid:
      let offset = problem.range.lowerBound
      let hex = String(bytes[offset], radix: 16, uppercase: true)
      report(
        FrontMatterRules.invalidUTF8, problem.range, "byte \(offset) (0x\(hex)) is not UTF-8",
        label: "not UTF-8", help: "save the file as UTF-8")
    case .forbidden(let scalar):
      let name = codePointName(scalar)
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
