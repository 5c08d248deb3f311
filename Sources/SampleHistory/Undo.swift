/// Takes operations back: from what a file says after a commit to what it said before.
enum Undo {
  /// The text before the operation.
  ///
  /// Throws a message when the operation does not fit the text: the final file was changed and the story was not.
  static func undo(_ operation: Operation, in text: [UInt8], path: String, earlier: [String: [UInt8]]) throws(Mismatch)
    -> [UInt8]
  {
    let before: [UInt8]
    switch operation {
    case .add, .move, .delete:
      return text
    case .front(let was, let without):
      before = try front(text, was: was, without: without)
    case .cell(let row, let column, let was):
      before = try cell(text, isCSV: path.hasSuffix(".csv"), row: row, column: column, was: was)
    case .row(let rows):
      before = try removeRows(text, isCSV: path.hasSuffix(".csv"), rows: rows)
    case .drop(let below, let lines):
      let inserted = Array((lines.joined(separator: "\n") + "\n").utf8)
      before = try insert(inserted, below: below, in: text, isCSV: path.hasSuffix(".csv"))
    case .line(let start):
      before = try removeLine(text, start: Array(start.utf8))
    case .section(let heading):
      before = try removeSection(text, heading: heading)
    case .change(let was, let now):
      before = try replace(text, now: Array(now.utf8), was: Array(was.utf8))
    case .rewrite(let name):
      guard let whole = earlier[name] else { throw Mismatch("there is no file `earlier/\(name)` in the story") }
      before = whole
    }
    if before == text { throw Mismatch("changes nothing in \(path)") }
    return before
  }

  /// Why an operation does not fit.
  struct Mismatch: Error {
    let message: String

    init(_ message: String) {
      self.message = message
    }
  }

  // MARK: Text

  private static func replace(_ text: [UInt8], now: [UInt8], was: [UInt8]) throws(Mismatch) -> [UInt8] {
    let places = occurrences(of: now, in: text)
    guard places.count == 1, let place = places.first else {
      let shown = String(decoding: now.prefix(120), as: UTF8.self)
      throw Mismatch("the later text occurs \(places.count) times, not once: \(shown)")
    }
    return Array(text[..<place]) + was + text[(place + now.count)...]
  }

  static func occurrences(of needle: [UInt8], in text: [UInt8]) -> [Int] {
    guard let first = needle.first, needle.count <= text.count else { return [] }
    var places: [Int] = []
    for start in 0...(text.count - needle.count) where text[start] == first {
      if text[start..<(start + needle.count)].elementsEqual(needle) { places.append(start) }
    }
    return places
  }

  /// The ranges of the lines, each with its line end.
  private static func lines(_ text: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    for index in text.indices where text[index] == UInt8(ascii: "\n") {
      ranges.append(start..<(index + 1))
      start = index + 1
    }
    if start < text.count { ranges.append(start..<text.count) }
    return ranges
  }

  private static func removeLine(_ text: [UInt8], start: [UInt8]) throws(Mismatch) -> [UInt8] {
    let found = lines(text).filter { text[$0].starts(with: start) }
    guard found.count == 1, let line = found.first else {
      throw Mismatch("\(found.count) lines begin so, not one")
    }
    var result = text
    result.removeSubrange(line)
    // A paragraph takes the blank line after it along.
    let newline = UInt8(ascii: "\n")
    let place = line.lowerBound
    if place > 1, place < result.count, result[place] == newline, result[place - 1] == newline,
      result[place - 2] == newline
    {
      result.remove(at: place)
    }
    return result
  }

  private static func removeSection(_ text: [UInt8], heading: String) throws(Mismatch) -> [UInt8] {
    var found: (start: Int, level: Int)?
    var isFenced = false
    for range in lines(text) {
      let line = String(decoding: text[range], as: UTF8.self)
      if line.hasPrefix("```") { isFenced.toggle() }
      let level = line.prefix { $0 == "#" }.count
      guard !isFenced, level > 0, line.dropFirst(level).hasPrefix(" ") else { continue }
      if let found {
        if level <= found.level { return Array(text[..<found.start]) + text[range.lowerBound...] }
      } else if line.dropFirst(level).filter({ $0 != "\n" && $0 != "\r\n" }).trimmingSpaces() == heading {
        found = (range.lowerBound, level)
      }
    }
    guard let found else { throw Mismatch("there is no heading `\(heading)`") }
    // The blank line before the last section goes too, or the file would end with it.
    var end = found.start
    while end > 1, text[end - 1] == UInt8(ascii: "\n"), text[end - 2] == UInt8(ascii: "\n") { end -= 1 }
    return Array(text[..<end])
  }

  // MARK: Front matter

  private static func front(_ text: [UInt8], was: [FrontMatterValue], without: [String]) throws(Mismatch) -> [UInt8] {
    var lines = lines(text).map { Array(text[$0]) }
    let fence = Array("---\n".utf8)
    guard lines.first == fence, let close = lines.dropFirst().firstIndex(of: fence) else {
      throw Mismatch("the file has no front matter")
    }
    var entries = Array(lines[1..<close])
    for key in without {
      guard let range = entry(of: key, in: entries) else { throw Mismatch("the front matter has no key `\(key)`") }
      entries.removeSubrange(range)
    }
    for value in was {
      let line = Array("\(value.key): \(value.value)\n".utf8)
      if let range = entry(of: value.key, in: entries) {
        if Array(entries[range].joined()) == line {
          throw Mismatch("`\(value.key)` was the same before: \(value.value)")
        }
        entries.replaceSubrange(range, with: [line])
      } else {
        entries.append(line)
      }
    }
    lines.replaceSubrange(1..<close, with: entries)
    return Array(lines.joined())
  }

  /// The lines of a top-level key with what is indented below it or listed under it.
  private static func entry(of key: String, in lines: [[UInt8]]) -> Range<Int>? {
    let start = Array("\(key):".utf8)
    guard let first = lines.firstIndex(where: { $0.starts(with: start) }) else { return nil }
    var end = first + 1
    while end < lines.count, let byte = lines[end].first, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") {
      end += 1
    }
    return first..<end
  }

  // MARK: Tables

  private static func cell(_ text: [UInt8], isCSV: Bool, row: String, column: String, was: String) throws(Mismatch)
    -> [UInt8]
  {
    let table = isCSV ? TableRows.csv(text) : TableRows.markdown(text)
    let found = table.filter { $0.key == row && !$0.isHeader && $0.header.contains(column) }
    guard found.count == 1, let match = found.first, let index = match.header.firstIndex(of: column),
      index < match.cells.count
    else {
      throw Mismatch("\(found.count) rows begin with `\(row)` and have a column `\(column)`, not one")
    }
    let range = match.cells[index]
    let value: String
    if isCSV {
      let needsQuotes = was.contains { $0 == "," || $0 == ";" || $0 == "\"" }
      value =
        needsQuotes
        ? "\"" + was.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\"" : was
    } else {
      value = was.isEmpty ? " " : " \(was) "
    }
    return Array(text[..<range.lowerBound]) + Array(value.utf8) + text[range.upperBound...]
  }

  private static func insert(_ lines: [UInt8], below row: String, in text: [UInt8], isCSV: Bool) throws(Mismatch)
    -> [UInt8]
  {
    let table = isCSV ? TableRows.csv(text) : TableRows.markdown(text)
    let found = table.filter { $0.key == row && !$0.isHeader }
    guard found.count == 1, let place = found.first?.range.upperBound else {
      throw Mismatch("\(found.count) rows begin with `\(row)`, not one")
    }
    return Array(text[..<place]) + lines + text[place...]
  }

  private static func removeRows(_ text: [UInt8], isCSV: Bool, rows: [String]) throws(Mismatch) -> [UInt8] {
    var result = text
    for row in rows {
      let table = isCSV ? TableRows.csv(result) : TableRows.markdown(result)
      let found = table.filter { $0.key == row && !$0.isHeader }
      if found.isEmpty { throw Mismatch("no row begins with `\(row)`") }
      // A file may hold several tables about the same thing.
      for match in found.reversed() { result.removeSubrange(match.range) }
    }
    return result
  }
}

/// A row of a table with the places of its cells.
struct TableRow {
  /// The text of the first cell.
  let key: String
  let isHeader: Bool
  /// The texts of the header of the table.
  let header: [String]
  /// The whole row with its line end.
  let range: Range<Int>
  /// The raw cells: with quotes in CSV, with the spaces around the text in Markdown.
  let cells: [Range<Int>]
}

/// Finds the rows of tables.
enum TableRows {
  /// The rows of a CSV file; the delimiter is what occurs in the first line, comma before semicolon.
  static func csv(_ text: [UInt8]) -> [TableRow] {
    let firstLine = text.prefix { $0 != UInt8(ascii: "\n") }
    let comma = UInt8(ascii: ",")
    let delimiter = firstLine.contains(comma) ? comma : UInt8(ascii: ";")
    var raw: [(range: Range<Int>, cells: [Range<Int>])] = []
    var cells: [Range<Int>] = []
    var rowStart = 0
    var cellStart = 0
    var isQuoted = false
    for index in text.indices {
      switch text[index] {
      case UInt8(ascii: "\""):
        isQuoted.toggle()
      case delimiter where !isQuoted:
        cells.append(cellStart..<index)
        cellStart = index + 1
      case UInt8(ascii: "\n") where !isQuoted:
        let end = index > cellStart && text[index - 1] == UInt8(ascii: "\r") ? index - 1 : index
        raw.append((rowStart..<(index + 1), cells + [cellStart..<end]))
        cells = []
        rowStart = index + 1
        cellStart = index + 1
      default:
        break
      }
    }
    if rowStart < text.count { raw.append((rowStart..<text.count, cells + [cellStart..<text.count])) }
    let header = raw.first?.cells.map { unquoted(text[$0]) } ?? []
    return raw.enumerated().map { index, row in
      TableRow(
        key: row.cells.first.map { unquoted(text[$0]) } ?? "", isHeader: index == 0, header: header, range: row.range,
        cells: row.cells)
    }
  }

  /// The rows of all tables of a Markdown file: lines that begin with a bar. Neighbouring lines are one table.
  static func markdown(_ text: [UInt8]) -> [TableRow] {
    var rows: [TableRow] = []
    var header: [String]?
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
      if text[start] == UInt8(ascii: "|") {
        let cells = markdownCells(text, start..<end)
        let texts = cells.map { String(decoding: text[$0], as: UTF8.self).trimmingSpaces() }
        let isHeader = header == nil || texts.first?.allSatisfy { $0 == "-" || $0 == ":" } == true
        let columns = header ?? texts
        header = columns
        rows.append(
          TableRow(
            key: texts.first ?? "", isHeader: isHeader, header: columns, range: start..<min(end + 1, text.count),
            cells: cells))
      } else {
        header = nil
      }
      start = end + 1
    }
    return rows
  }

  private static func markdownCells(_ text: [UInt8], _ line: Range<Int>) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    var cellStart = line.lowerBound + 1
    for index in line.dropFirst() where text[index] == UInt8(ascii: "|") && text[index - 1] != UInt8(ascii: "\\") {
      cells.append(cellStart..<index)
      cellStart = index + 1
    }
    return cells
  }

  private static func unquoted(_ cell: ArraySlice<UInt8>) -> String {
    let text = String(decoding: cell, as: UTF8.self)
    guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text.trimmingSpaces() }
    return String(text.dropFirst().dropLast())
  }
}
