/// Emphasis, strong emphasis and strikethrough: which runs of delimiters belong together.
extension InlineParser {
  /// A run of `*`, `_` or `~`. Runs that are still open form a list.
  struct Delimiter {
    /// Length as written, and what is not used yet.
    var length: Int32
    var remaining: Int32
    var previous: Int32
    var next: Int32 = -1
    /// What the run closes, innermost first, and what it opens, outermost first: positions in `pairings`.
    var firstClosed: Int32 = -1
    var firstOpened: Int32 = -1
    var byte: UInt8
    var canOpen: Bool
    var canClose: Bool
  }

  /// One end of an element.
  struct Pairing {
    var kind: Inline.Kind
    var length: UInt8
    var next: Int32
  }

  mutating func delimiterRun(at start: Int, _ textStart: inout Int) -> Int {
    let byte = text[start]
    var end = start
    while text[end] == byte { end += 1 }
    let length = end - start
    if byte == 0x7E, length > 2 { return end }
    let before = start == begin ? "\n" : text.scalar(before: start)
    let after = end >= text.count ? "\n" : text.scalar(at: end).scalar
    let spaceAfter = after.isMarkdownSpace
    let spaceBefore = before.isMarkdownSpace
    let markAfter = after.isMarkdownPunctuation
    let markBefore = before.isMarkdownPunctuation
    let left = !spaceAfter && (!markAfter || spaceBefore || markBefore)
    let right = !spaceBefore && (!markBefore || spaceAfter || markAfter)
    let canOpen = byte == 0x5F ? left && (!right || markBefore) : left
    let canClose = byte == 0x5F ? right && (!left || markAfter) : right
    guard canOpen || canClose else { return end }

    addText(textStart, start)
    textStart = end
    needsTree = true
    var node = Inline(kind: .delimiters, start: place(start), end: placeEnd(end))
    node.first = UInt32(delimiters.count)
    append(node)
    if lastDelimiter >= 0 { delimiters[lastDelimiter].next = Int32(delimiters.count) }
    delimiters.append(
      Delimiter(
        length: Int32(length), remaining: Int32(length), previous: Int32(lastDelimiter), byte: byte, canOpen: canOpen,
        canClose: canClose))
    lastDelimiter = delimiters.count - 1
    return end
  }

  /// Takes a run out of the list of open ones.
  private mutating func unlink(_ index: Int) {
    let previous = Int(delimiters[index].previous)
    let next = Int(delimiters[index].next)
    if previous >= 0 { delimiters[previous].next = Int32(next) }
    if next >= 0 { delimiters[next].previous = Int32(previous) } else { lastDelimiter = previous }
  }

  /// Pairs the open runs behind `bottom` and closes them all.
  mutating func processEmphasis(above bottom: Int) {
    guard lastDelimiter > bottom else { return }
    // For each kind of closer, the run before which no opener is left. Compared by position: runs leave the list.
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 24) { lowest in
      lowest.initialize(repeating: bottom + 1)
      var closer = firstDelimiter(above: bottom)
      while closer >= 0 {
        let run = delimiters[closer]
        guard run.canClose else {
          closer = Int(run.next)
          continue
        }
        let group = run.byte == 0x2A ? 0 : run.byte == 0x5F ? 1 : 2
        // Strikethrough pairs runs of the same length; the others obey the rule of multiples of three.
        let key = group * 6 + (run.canOpen && group < 2 ? 3 : 0) + Int(run.length % 3)
        var opener = Int(run.previous)
        var found = false
        while opener >= lowest[key] {
          let candidate = delimiters[opener]
          if candidate.canOpen, candidate.byte == run.byte {
            if group == 2 {
              if candidate.length == run.length {
                found = true
                break
              }
            } else if !((run.canOpen || candidate.canClose) && run.length % 3 != 0
              && (run.length + candidate.length) % 3 == 0)
            {
              found = true
              break
            }
          }
          opener = Int(candidate.previous)
        }
        if found {
          closer = pair(opener, closer)
        } else {
          lowest[key] = closer
          if !run.canOpen { unlink(closer) }
          closer = Int(run.next)
        }
      }
    }
    lastDelimiter = bottom
    if bottom >= 0 { delimiters[bottom].next = -1 }
  }

  private func firstDelimiter(above bottom: Int) -> Int {
    if bottom >= 0 { return Int(delimiters[bottom].next) }
    var index = lastDelimiter
    while index >= 0, delimiters[index].previous >= 0 { index = Int(delimiters[index].previous) }
    return index
  }

  /// Makes an element of what is between two runs; the run to look at next.
  private mutating func pair(_ opener: Int, _ closer: Int) -> Int {
    let isStrike = delimiters[closer].byte == 0x7E
    let length: Int32 =
      isStrike
      ? delimiters[closer].length : delimiters[opener].remaining >= 2 && delimiters[closer].remaining >= 2 ? 2 : 1
    let kind: Inline.Kind = isStrike ? .strikethrough : length == 2 ? .strong : .emphasis
    // Runs between the two can no longer open or close anything.
    delimiters[opener].next = Int32(closer)
    delimiters[closer].previous = Int32(opener)

    let hasOpened = delimiters[opener].firstOpened >= 0
    pairings.append(Pairing(kind: kind, length: UInt8(length), next: delimiters[opener].firstOpened))
    delimiters[opener].firstOpened = Int32(pairings.count - 1)
    let closed = Int32(pairings.count)
    pairings.append(Pairing(kind: kind, length: UInt8(length), next: -1))
    // A closer is worked on until it is used up or finds no opener, so what it closed before was added last.
    if delimiters[closer].firstClosed >= 0 {
      pairings[Int(closed) - 2].next = closed
    } else {
      delimiters[closer].firstClosed = closed
    }
    if hasOpened || delimiters[opener].remaining > length { spareNodes += 1 }

    delimiters[opener].remaining -= length
    delimiters[closer].remaining -= length
    if delimiters[opener].remaining == 0 { unlink(opener) }
    guard delimiters[closer].remaining == 0 else { return closer }
    let next = Int(delimiters[closer].next)
    unlink(closer)
    return next
  }
}
