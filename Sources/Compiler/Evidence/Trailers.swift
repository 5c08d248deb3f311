import Source

/// A line such as `Approved-by: Ana <ana@example.com>` at the end of a commit message.
public struct Trailer: Hashable, Sendable {
  /// The word before the colon.
  public let key: String
  /// What follows, on one line.
  public let value: String

  /// The address in angle brackets; empty if there is none.
  public var email: String {
    guard let open = value.utf8.lastIndex(of: 0x3C), let close = value.utf8.lastIndex(of: 0x3E), open < close
    else { return "" }
    return String(value[value.index(after: open)..<close])
  }

  /// The name before the address; the whole value where there is no address.
  public var name: String {
    String(value.utf8.lastIndex(of: 0x3C).map { value[..<$0] } ?? value[...]).trimmingWhiteSpace()
  }

  /// Whether it says that somebody approved or reviewed the commit.
  public var isApproval: Bool { ["approved-by", "reviewed-by", "acked-by"].contains(key.lowercased()) }

  /// Whether it names a second author.
  public var isAuthor: Bool { key.lowercased() == "co-authored-by" }
}

extension History.Commit {
  /// The trailers as git reads them: in the last paragraph, which is not the subject, if all of its lines are trailers,
  /// or a quarter of them where git itself wrote one (`Signed-off-by`, `cherry picked from commit`). A line that begins
  /// with white space continues the one before.
  public var trailers: [Trailer] {
    let lines = Self.lines(of: message)
    func isBlank(_ line: Substring) -> Bool {
      // Nearly every line begins with a letter.
      if let first = line.utf8.first, 0x21...0x7E ~= first { return false }
      return line.allSatisfy(\.isWhitespace)
    }
    let end = lines.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? 0
    let title = lines[..<end].firstIndex { isBlank($0) && !$0.hasPrefix("#") } ?? end
    guard title < end, let blank = lines[..<end].lastIndex(where: isBlank), blank >= title else { return [] }

    var trailers: [Trailer] = []
    var found = 0
    var others = 0
    var isGitsOwn = false
    var continuesTrailer = false
    for line in lines[(blank + 1)..<end] {
      if line.hasPrefix("#") { continue }
      if line.first?.isWhitespace == true {
        if continuesTrailer, let last = trailers.popLast() {
          let more = String(line).trimmingWhiteSpace()
          trailers.append(Trailer(key: last.key, value: last.value.isEmpty ? more : last.value + " " + more))
        } else {
          others += 1
        }
        continue
      }
      if let trailer = Self.trailer(line) {
        trailers.append(trailer)
        found += 1
        isGitsOwn = isGitsOwn || line.hasPrefix("Signed-off-by: ")
        continuesTrailer = true
      } else if line.hasPrefix("(cherry picked from commit ") {
        found += 1
        isGitsOwn = true
        continuesTrailer = false
      } else {
        others += 1
        continuesTrailer = false
      }
    }
    let isBlock = found > 0 && (others == 0 || isGitsOwn && found * 3 >= others)
    return isBlock ? trailers : []
  }

  private static func lines(of message: String) -> [Substring] {
    // Where each byte is a character, bytes are faster.
    if message.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x0D }) {
      return message.utf8.split(omittingEmptySubsequences: false) { (0x0A...0x0C).contains($0) }.map(Substring.init)
    }
    return message.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  }

  /// `Key: value`, with letters, digits and hyphens in the key and perhaps white space behind it.
  private static func trailer(_ line: Substring) -> Trailer? {
    guard let colon = line.utf8.firstIndex(of: 0x3A) else { return nil }
    var key = line[..<colon]
    while let last = key.last, last == " " || last == "\t" { key.removeLast() }
    guard !key.isEmpty, key.utf8.allSatisfy(Self.isKeyByte) else { return nil }
    return Trailer(key: String(key), value: String(line[line.index(after: colon)...]).trimmingWhiteSpace())
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D: true
    default: false
    }
  }

  /// The number of the merge or pull request that a squash left at the end of the subject, such as `(#123)`; nil if
  /// there is none.
  public var squashedFrom: String? {
    let subject = subject.trimmingWhiteSpace()
    guard !isMerge, subject.hasSuffix(")"), let open = subject.lastIndex(of: "(") else { return nil }
    let inside = subject[subject.index(after: open)...].dropLast()
    guard let mark = inside.first, mark == "#" || mark == "!", inside.count > 1,
      inside.dropFirst().allSatisfy({ $0.isASCII && $0.isNumber })
    else { return nil }
    return String(inside)
  }
}

extension String {
  /// The text without white space at both ends.
  func trimmingWhiteSpace() -> String {
    var result = self[...]
    while let first = result.first, first.isWhitespace { result.removeFirst() }
    while let last = result.last, last.isWhitespace { result.removeLast() }
    return String(result)
  }
}
