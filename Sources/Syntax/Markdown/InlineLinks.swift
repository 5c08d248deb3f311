/// Links, images and references to footnotes: what brackets mean.
extension InlineParser {
  mutating func openBracket(at index: Int, isImage: Bool) {
    needsTree = true
    let end = index + (isImage ? 2 : 1)
    if !brackets.isEmpty { brackets[brackets.count - 1].hasBracketInside = true }
    brackets.append(
      Bracket(
        token: Int32(tree.inlines.count), content: Int32(end), delimiter: Int32(lastDelimiter), isImage: isImage))
    if isImage { imageBrackets += 1 }
    append(Inline(kind: .bracket, start: place(index), end: placeEnd(end)))
  }

  private mutating func popBracket() {
    if brackets.removeLast().isImage { imageBrackets -= 1 }
    inactiveBelow = min(inactiveBelow, brackets.count)
  }

  /// Whether a bracket is open that may become a link: no extended autolink begins there.
  var isInBracket: Bool { imageBrackets > 0 || brackets.count > inactiveBelow }

  /// What the `]` at `index` ends; the position behind it, or nil if it is text.
  mutating func closeBracket(at index: Int) -> Int? {
    guard let bracket = brackets.last else { return nil }
    if !bracket.isImage, brackets.count <= inactiveBelow {
      popBracket()
      return nil
    }
    var target = -1
    var next = index + 1
    var isReference = false
    if text[index + 1] == 0x28, let link = inlineLink(at: index + 1) {
      target = tree.targets.count
      next = link.next
      tree.addTarget(
        text: text, destination: link.destination, title: link.title, joined: isJoined ? joined : nil)
    } else if let reference = reference(for: bracket, closedAt: index) {
      (target, next) = reference
      isReference = true
    }
    guard target >= 0 else {
      if let end = footnoteReference(for: bracket, closedAt: index) { return end }
      popBracket()
      return nil
    }
    tree.inlines[Int(bracket.token)].kind = bracket.isImage ? .image : .link
    tree.inlines[Int(bracket.token)].flags = isReference ? .reference : []
    tree.inlines[Int(bracket.token)].first = UInt32(target)
    append(Inline(kind: .linkEnd, start: place(index), end: placeEnd(next)))
    processEmphasis(above: Int(bracket.delimiter))
    popBracket()
    // A link holds no link: what is still open outside can no longer become one.
    if !bracket.isImage { inactiveBelow = brackets.count }
    return next
  }

  private struct InlineLink {
    var destination: (start: Int, end: Int)
    var title: (start: Int, end: Int)?
    var next: Int
  }

  /// `(destination "title")`.
  private func inlineLink(at start: Int) -> InlineLink? {
    var index = start + 1
    while text[index].isWhiteSpace { index += 1 }
    guard let destination = LinkScanner.destination(text, at: index) else { return nil }
    index = destination.next
    while text[index].isWhiteSpace { index += 1 }
    var link = InlineLink(destination: (destination.start, destination.end), next: 0)
    if index > destination.next, let title = LinkScanner.title(text, at: index) {
      link.title = (title.start, title.end)
      index = title.next
      while text[index].isWhiteSpace { index += 1 }
    }
    guard index < text.count, text[index] == 0x29 else { return nil }
    link.next = index + 1
    return link
  }

  /// `[text][label]`, `[label][]` or `[label]`.
  private mutating func reference(for bracket: Bracket, closedAt index: Int) -> (target: Int, next: Int)? {
    guard !references.isEmpty else { return nil }
    var label = (start: Int(bracket.content), end: index)
    var next = index + 1
    if let end = LinkScanner.labelEnd(text, at: index + 1) {
      label = (index + 2, end - 1)
      next = end
    } else {
      if bracket.hasBracketInside { return nil }
      if text[index + 1] == 0x5B, text[index + 2] == 0x5D { next = index + 3 }
    }
    guard label.end > label.start, label.end - label.start < 1000 else { return nil }
    guard let target = references.target(of: ReferenceMap.key(text, label.start, label.end)) else { return nil }
    let found = tree.targets[target]
    expansion += Int(found.destinationEnd - found.destinationStart) + Int(found.titleEnd - found.titleStart)
    guard expansion <= max(Self.referenceLimit, source.count) else {
      tree.note(.references, from: Int(place(Int(bracket.content))), to: Int(placeEnd(index)))
      return nil
    }
    return (target, next)
  }

  /// `[^label]` of a footnote that is defined.
  private mutating func footnoteReference(for bracket: Bracket, closedAt index: Int) -> Int? {
    let content = Int(bracket.content)
    guard !footnoteLabels.isEmpty, text[content] == 0x5E, !bracket.hasBracketInside, index - content < 1000,
      index > content + 1, let footnote = footnoteLabels[ReferenceMap.key(text, content + 1, index)]
    else { return nil }
    // What was read as text or delimiters between the brackets is the label.
    tree.inlines.removeSubrange(Int(bracket.token)...)
    lastDelimiter = Int(bracket.delimiter)
    if lastDelimiter >= 0 { delimiters[lastDelimiter].next = -1 }
    let start = content - 1
    if bracket.isImage { addText(start - 1, start) }
    popBracket()
    append(
      Inline(kind: .footnoteReference, start: place(start), end: placeEnd(index + 1), first: UInt32(footnote)))
    return index + 1
  }
}
