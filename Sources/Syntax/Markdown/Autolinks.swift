/// Autolinks: `<https://…>` of CommonMark, and the extended ones of GitHub Flavored Markdown that need no brackets.
enum Autolink {
  /// The position behind the autolink that begins with the `<` at `start`.
  static func angle(_ text: Bytes, at start: Int) -> (end: Int, isEmail: Bool)? {
    var index = start + 1
    if text[index].isLetter {
      while text[index].isAlphanumeric || text[index] == 0x2B || text[index] == 0x2E || text[index] == 0x2D {
        index += 1
      }
      let length = index - start - 1
      if text[index] == 0x3A, length >= 2, length <= 32 {
        while index < text.count {
          let byte = text[index]
          if byte == 0x3E { return (index + 1, false) }
          if byte <= 0x20 || byte == 0x7F || byte == 0x3C { break }
          index += 1
        }
        return nil
      }
    }
    index = start + 1
    while isEmailByte(text[index]) { index += 1 }
    guard index > start + 1, text[index] == 0x40 else { return nil }
    repeat {
      index += 1
      let label = index
      while text[index].isAlphanumeric || text[index] == 0x2D { index += 1 }
      guard index > label, index - label <= 63, text[label] != 0x2D, text[index - 1] != 0x2D else { return nil }
    } while text[index] == 0x2E
    return text[index] == 0x3E ? (index + 1, true) : nil
  }

  private static func isEmailByte(_ byte: UInt8) -> Bool {
    if byte.isAlphanumeric { return true }
    switch byte {
    case 0x2E, 0x21, 0x23, 0x24, 0x25, 0x26, 0x27, 0x2A, 0x2B, 0x2F, 0x3D, 0x3F, 0x5E, 0x5F, 0x60, 0x7B, 0x7C, 0x7D,
      0x7E, 0x2D:
      return true
    default: return false
    }
  }

  /// The address around the `@` at `at`; its local part does not begin before `lowest`.
  static func email(_ text: Bytes, at: Int, notBefore lowest: Int) -> (start: Int, end: Int)? {
    var start = at
    while start > lowest {
      let byte = text[start - 1]
      guard byte.isAlphanumeric || byte == 0x2E || byte == 0x2B || byte == 0x2D || byte == 0x5F else { break }
      start -= 1
    }
    guard start < at else { return nil }
    var end = at + 1
    var dots = 0
    while end < text.count {
      let byte = text[end]
      if byte == 0x2E, text[end + 1].isAlphanumeric {
        dots += 1
      } else if !byte.isAlphanumeric, byte != 0x2D, byte != 0x5F {
        break
      }
      end += 1
    }
    guard dots > 0, text[end] != 0x40, text[end - 1].isLetter else { return nil }
    return (start, end)
  }

  /// The end of a host name that begins at `start`, and whether it is one: its last two parts hold no `_`.
  static func host(_ text: Bytes, from start: Int, needsDot: Bool) -> (end: Int, isValid: Bool) {
    var index = start
    var dots = 0
    var underscores = (before: 0, last: 0)
    while index < text.count {
      let byte = text[index]
      if byte == 0x5F {
        underscores.last += 1
        index += 1
      } else if byte == 0x2E {
        underscores = (underscores.last, 0)
        dots += 1
        index += 1
      } else if byte == 0x2D || byte.isAlphanumeric {
        index += 1
      } else if byte >= 0x80 {
        let (scalar, length) = text.scalar(at: index)
        if scalar.isMarkdownSpace || scalar.isMarkdownPunctuation { break }
        index += length
      } else {
        break
      }
    }
    let isValid = underscores.before == 0 && underscores.last == 0 && index > start && (!needsDot || dots > 0)
    return (index, isValid)
  }

  /// Where the link that begins at `start` and whose host ends at `host` ends: before white space or `<`, and without
  /// what is rather punctuation of the sentence.
  static func end(_ text: Bytes, from start: Int, host: Int) -> Int {
    var end = host
    while end < text.count, !text[end].isWhiteSpace, text[end] != 0x3C { end += 1 }
    var opening = 0
    var closing = 0
    for index in start..<end {
      if text[index] == 0x28 { opening += 1 } else if text[index] == 0x29 { closing += 1 }
    }
    while end > start {
      switch text[end - 1] {
      case 0x3F, 0x21, 0x2E, 0x2C, 0x3A, 0x2A, 0x5F, 0x7E, 0x27, 0x22: end -= 1
      case 0x29 where closing > opening:
        closing -= 1
        end -= 1
      case 0x3B:
        var name = end - 2
        while name > start, text[name].isLetter { name -= 1 }
        end = name < end - 2 && text[name] == 0x26 ? name : end - 1
      default: return end
      }
    }
    return end
  }
}

extension InlineParser {
  /// Whether an extended autolink may begin at `start`, where text begins at the latest at `textStart`.
  private func mayBegin(at start: Int, _ textStart: Int) -> Bool {
    guard start >= textStart, !isInBracket else { return false }
    guard start > begin else { return true }
    let before = text[start - 1]
    return before.isWhiteSpace || before == 0x2A || before == 0x5F || before == 0x7E || before == 0x28
  }

  private mutating func hostEnd(from start: Int, needsDot: Bool) -> Int? {
    guard start >= noHostBefore else { return nil }
    let (end, isValid) = Autolink.host(text, from: start, needsDot: needsDot)
    if isValid { return end }
    noHostBefore = end
    return nil
  }

  /// A link that begins with the `www` before the `.` at `index`; the position behind it.
  mutating func extendedWWW(at index: Int, _ textStart: inout Int) -> Int? {
    guard text[index - 1] == 0x77, text[index - 2] == 0x77, text[index - 3] == 0x77, mayBegin(at: index - 3, textStart)
    else { return nil }
    let start = index - 3
    guard let host = hostEnd(from: start, needsDot: true) else { return nil }
    let end = Autolink.end(text, from: start, host: host)
    guard end > index + 1 else { return nil }
    addText(textStart, start)
    addAutolink(start, end, start, end, flags: [.extended, .www])
    textStart = end
    return end
  }

  /// A link whose `http`, `https` or `ftp` stands before the `:` at `index`; the position behind it.
  mutating func extendedURL(at index: Int, _ textStart: inout Int) -> Int? {
    guard text[index + 1] == 0x2F, text[index + 2] == 0x2F, text[index + 3].isAlphanumeric || text[index + 3] >= 0x80
    else { return nil }
    var start = -1
    if text.hasIgnoringCase("http", at: index - 4) {
      start = index - 4
    } else if text.hasIgnoringCase("https", at: index - 5) {
      start = index - 5
    } else if text.hasIgnoringCase("ftp", at: index - 3) {
      start = index - 3
    }
    guard start >= textStart, !isInBracket, start == begin || !text[start - 1].isLetter else { return nil }
    guard let host = hostEnd(from: index + 3, needsDot: false) else { return nil }
    let end = Autolink.end(text, from: start, host: host)
    guard end > index + 3 else { return nil }
    addText(textStart, start)
    addAutolink(start, end, start, end, flags: .extended)
    textStart = end
    return end
  }
}
