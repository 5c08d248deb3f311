/// Link reference definitions by label.
struct ReferenceMap {
  /// A label as `key` makes it. Bytes are hashed together: one by one takes several times as long.
  private struct Label: Hashable {
    let bytes: [UInt8]

    static func == (left: Label, right: Label) -> Bool { left.bytes == right.bytes }

    func hash(into hasher: inout Hasher) {
      bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
  }

  private var targets: [Label: Int] = [:]

  var isEmpty: Bool { targets.isEmpty }

  /// Remembers where a label leads, unless it was defined before: the first definition counts. Whether it was new.
  mutating func define(_ key: [UInt8], target: Int) -> Bool {
    let label = Label(bytes: key)
    guard let earlier = targets.updateValue(target, forKey: label) else { return true }
    targets[label] = earlier
    return false
  }

  /// Where the label leads; nil if it is not defined.
  func target(of key: [UInt8]) -> Int? { targets[Label(bytes: key)] }

  /// The label as it is compared: white space collapsed, letter case folded.
  static func key(_ bytes: Bytes, _ start: Int, _ end: Int) -> [UInt8] {
    // The usual label is one word in lower case.
    var plain = start
    while plain < end, bytes.base[plain] > 0x20, bytes.base[plain] < 0x80, bytes.base[plain] &- 0x41 > 25 { plain += 1 }
    if plain == end { return Array(UnsafeBufferPointer(start: bytes.base + start, count: end - start)) }
    var key: [UInt8] = []
    key.reserveCapacity(end - start)
    var pendingSpace = false
    var index = start
    while index < end {
      let byte = bytes[index]
      if byte.isWhiteSpace {
        pendingSpace = !key.isEmpty
        index += 1
        continue
      }
      if pendingSpace {
        key.append(0x20)
        pendingSpace = false
      }
      if byte < 0x80 {
        key.append(byte.asciiLowered)
        index += 1
      } else {
        let (scalar, length) = bytes.scalar(at: index)
        // Lower, upper, lower: brings ẞ, ß and SS together, as case folding does.
        for lower in scalar.properties.lowercaseMapping.unicodeScalars {
          for upper in lower.properties.uppercaseMapping.unicodeScalars {
            key.append(contentsOf: upper.properties.lowercaseMapping.utf8)
          }
        }
        index += length
      }
    }
    return key
  }
}

/// The parts of links: labels, destinations, titles. Positions are in the text that is given.
enum LinkScanner {
  /// The position behind the `]` of the label that begins with the `[` at `start`; nil if it is none. Labels are
  /// shorter than 1,000 bytes and hold something else than white space.
  static func labelEnd(_ text: Bytes, at start: Int) -> Int? {
    guard text[start] == 0x5B else { return nil }
    var index = start + 1
    var hasContent = false
    while index < text.count, index - start <= 1000 {
      let byte = text[index]
      switch byte {
      case 0x5D: return hasContent ? index + 1 : nil
      case 0x5B: return nil
      case 0x5C:
        hasContent = true
        index += text[index + 1].isPunctuation ? 2 : 1
      default:
        if !byte.isWhiteSpace { hasContent = true }
        index += 1
      }
    }
    return nil
  }

  /// The destination that begins at `start`: its bytes without angle brackets, and the position behind it.
  static func destination(_ text: Bytes, at start: Int) -> (start: Int, end: Int, next: Int)? {
    var index = start
    if text[index] == 0x3C {
      index += 1
      while index < text.count {
        switch text[index] {
        case 0x3E: return (start + 1, index, index + 1)
        case 0x3C, 0x0A, 0x0D: return nil
        case 0x5C: index += text[index + 1].isPunctuation ? 2 : 1
        default: index += 1
        }
      }
      return nil
    }
    var depth = 0
    scan: while index < text.count {
      let byte = text[index]
      switch byte {
      case 0x5C where text[index + 1].isPunctuation: index += 2
      case 0x28:
        depth += 1
        if depth > 32 { return nil }
        index += 1
      case 0x29:
        if depth == 0 { break scan }
        depth -= 1
        index += 1
      case 0x01...0x20, 0x7F: break scan
      default: index += 1
      }
    }
    return depth == 0 ? (start, index, index) : nil
  }

  /// The title that begins at `start`: its bytes without quotes, and the position behind it.
  static func title(_ text: Bytes, at start: Int) -> (start: Int, end: Int, next: Int)? {
    let opener = text[start]
    guard opener == 0x22 || opener == 0x27 || opener == 0x28 else { return nil }
    let closer: UInt8 = opener == 0x28 ? 0x29 : opener
    var index = start + 1
    while index < text.count {
      let byte = text[index]
      if byte == closer { return (start + 1, index, index + 1) }
      if byte == 0x28, opener == 0x28 { return nil }
      index += byte == 0x5C && text[index + 1].isPunctuation ? 2 : 1
    }
    return nil
  }

  struct Definition {
    var label: (start: Int, end: Int)
    var destination: (start: Int, end: Int)
    var title: (start: Int, end: Int)?
    /// The position behind the definition's line.
    var next: Int
  }

  /// The definition that begins at `start`, where a line begins.
  static func definition(_ text: Bytes, at start: Int) -> Definition? {
    guard let labelEnd = labelEnd(text, at: start), text[labelEnd] == 0x3A else { return nil }
    var index = labelEnd + 1
    while index < text.count, text[index].isWhiteSpace { index += 1 }
    guard let destination = destination(text, at: index), destination.next > index else { return nil }
    var definition = Definition(
      label: (start + 1, labelEnd - 1), destination: (destination.start, destination.end), next: 0)

    index = destination.next
    while index < text.count, text[index].isWhiteSpace { index += 1 }
    if index > destination.next, let title = title(text, at: index), let next = lineEnd(text, behind: title.next) {
      definition.title = (title.start, title.end)
      definition.next = next
      return definition
    }
    guard let next = lineEnd(text, behind: destination.next) else { return nil }
    definition.next = next
    return definition
  }

  /// The start of the text on the next line if only white space stands between `index` and the end of the line.
  private static func lineEnd(_ text: Bytes, behind index: Int) -> Int? {
    var index = index
    while index < text.count, text[index].isBlank { index += 1 }
    if index >= text.count { return text.count }
    guard text[index].isLineEnd else { return nil }
    while index < text.count, text[index].isWhiteSpace { index += 1 }
    return index
  }
}

/// The text of a block whose lines do not follow each other in the source, put together, with the way back.
struct JoinedText {
  struct Segment {
    var text: Int
    var source: Int
  }

  var bytes: [UInt8] = []
  var segments: [Segment] = []

  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    segments.removeAll(keepingCapacity: true)
  }

  mutating func append(_ source: Bytes, _ start: Int, _ end: Int) {
    segments.append(Segment(text: bytes.count, source: start))
    bytes.append(contentsOf: UnsafeBufferPointer(start: source.base + start, count: end - start))
  }

  mutating func appendLines(_ lines: [MarkdownTree.Line], _ first: Int, _ last: Int, from source: Bytes) {
    for index in first..<last {
      append(source, Int(lines[index].start), Int(lines[index].end))
      if index + 1 < last { bytes.append(0x0A) }
    }
  }

  /// The place in the source of the byte at `position`.
  func source(of position: Int) -> Int {
    guard !segments.isEmpty else { return position }
    let segment = segments[index(of: position)]
    return segment.source + position - segment.text
  }

  /// Where the segment that holds `position` ends in the text.
  func segmentEnd(of position: Int) -> Int {
    let next = index(of: position) + 1
    return next < segments.count ? segments[next].text : bytes.count
  }

  private func index(of position: Int) -> Int {
    var low = 0
    var high = segments.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if segments[middle].text <= position { low = middle } else { high = middle }
    }
    return low
  }

  /// The place in the source behind the byte before `position`.
  func sourceEnd(of position: Int) -> Int { position > 0 ? source(of: position - 1) + 1 : source(of: position) }
}

extension BlockParser {
  /// Takes link reference definitions from the front of a closed paragraph; hides it if nothing else is left.
  mutating func takeDefinitions(from index: Int) {
    let first = Int(tree.blocks[index].first)
    let second = Int(tree.blocks[index].second)
    guard tree.blocks[index].flags.contains(.lines) else {
      let text = Bytes(base: bytes.base, count: second)
      var position = first
      while let definition = LinkScanner.definition(text, at: position) {
        define(definition, in: text, joined: nil)
        position = definition.next
      }
      tree.blocks[index].first = UInt32(position)
      if position >= second { tree.blocks[index].kind = .hidden } else { tree.blocks[index].start = UInt32(position) }
      return
    }
    var joined = JoinedText()
    joined.appendLines(tree.lines, first, second, from: bytes)
    var position = 0
    joined.bytes.withUnsafeBufferPointer { buffer in
      let text = Bytes(buffer, fallback: bytes.base)
      while let definition = LinkScanner.definition(text, at: position) {
        define(definition, in: text, joined: joined)
        position = definition.next
      }
    }
    guard position > 0 else { return }
    if position >= joined.bytes.count {
      tree.blocks[index].kind = .hidden
    } else {
      let line = joined.segments.firstIndex { $0.text >= position } ?? 0
      tree.blocks[index].first = UInt32(first + line)
      tree.blocks[index].start = tree.lines[first + line].start
    }
  }

  private mutating func define(_ definition: LinkScanner.Definition, in text: Bytes, joined: JoinedText?) {
    let key = ReferenceMap.key(text, definition.label.start, definition.label.end)
    guard references.define(key, target: tree.targets.count) else { return }
    tree.addTarget(text: text, destination: definition.destination, title: definition.title, joined: joined)
  }
}

extension MarkdownTree {
  /// Adds a link target whose positions are in `text`, which is the source itself if `joined` is nil.
  mutating func addTarget(
    text: Bytes, destination: (start: Int, end: Int), title: (start: Int, end: Int)?, joined: JoinedText?
  ) {
    var start = destination.start
    var end = destination.end
    if let joined {
      start = joined.source(of: start)
      end = destination.end > destination.start ? joined.sourceEnd(of: destination.end) : start
    }
    var target = LinkTarget(
      sourceStart: UInt32(start), sourceEnd: UInt32(max(start, end)), destinationStart: UInt32(start),
      destinationEnd: UInt32(max(start, end)))
    if end - start != destination.end - destination.start {
      // A cell's `\|`: what was meant does not stand in the source.
      (target.destinationStart, target.destinationEnd) = store(text, destination.start, destination.end)
      target.destinationInExtra = true
    }
    if let title {
      target.hasTitle = true
      let isOneLine = !(title.start..<title.end).contains { text[$0].isLineEnd }
      if joined == nil, isOneLine {
        (target.titleStart, target.titleEnd) = (UInt32(title.start), UInt32(title.end))
      } else {
        (target.titleStart, target.titleEnd) = store(text, title.start, title.end)
        target.titleInExtra = true
      }
    }
    targets.append(target)
  }

  /// Copies text to `extra`, with line ends as line feeds and without white space behind them.
  mutating func store(_ text: Bytes, _ start: Int, _ end: Int) -> (UInt32, UInt32) {
    let from = extra.count
    var index = start
    while index < end {
      let byte = text[index]
      index += 1
      guard byte.isLineEnd else {
        extra.append(byte)
        continue
      }
      extra.append(0x0A)
      if byte == 0x0D, text[index] == 0x0A { index += 1 }
      while index < end, text[index].isBlank { index += 1 }
    }
    return (UInt32(from), UInt32(extra.count))
  }
}
