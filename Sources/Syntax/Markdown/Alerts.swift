/// Alerts: block quotes whose first line is `[!NOTE]` or one of its kin.
enum AlertKind: UInt16 {
  case note = 1
  case tip, important, warning, caution

  var name: StaticString {
    switch self {
    case .note: "note"
    case .tip: "tip"
    case .important: "important"
    case .warning: "warning"
    case .caution: "caution"
    }
  }

  var title: StaticString {
    switch self {
    case .note: "Note"
    case .tip: "Tip"
    case .important: "Important"
    case .warning: "Warning"
    case .caution: "Caution"
    }
  }

  /// The kind that the bytes `[!KIND]` name.
  init?(_ bytes: Bytes, _ start: Int, _ end: Int) {
    let markers: [(AlertKind, StaticString)] = [
      (.note, "[!note]"), (.tip, "[!tip]"), (.important, "[!important]"), (.warning, "[!warning]"),
      (.caution, "[!caution]"),
    ]
    for (kind, marker) in markers
    where marker.utf8CodeUnitCount == end - start && bytes.hasIgnoringCase(marker, at: start) {
      self = kind
      return
    }
    return nil
  }
}

extension BlockParser {
  /// Marks the quotes that are alerts and takes the line that says so out of their text.
  mutating func findAlerts() {
    for index in tree.blocks.indices where tree.blocks[index].kind == .quote {
      let child = index + 1
      guard child < Int(tree.blocks[index].skip), tree.blocks[child].kind == .paragraph else { continue }
      let block = tree.blocks[child]
      let isByLines = block.flags.contains(.lines)
      let start = isByLines ? Int(tree.lines[Int(block.first)].start) : Int(block.first)
      var end = isByLines ? Int(tree.lines[Int(block.first)].end) : Int(block.second)
      while end > start, bytes[end - 1].isBlank { end -= 1 }
      guard let kind = AlertKind(bytes, start, end) else { continue }
      if isByLines {
        tree.blocks[child].first += 1
        let line = tree.lines[Int(block.first) + 1]
        tree.blocks[child].start = line.start
      } else {
        // Alone it is an alert only if something follows in the quote.
        guard child + 1 < Int(tree.blocks[index].skip) else { continue }
        tree.blocks[child].kind = .hidden
      }
      tree.blocks[index].number = kind.rawValue
    }
  }
}
