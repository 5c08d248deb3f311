import Source

/// Tables in CSV as RFC 4180 describes them: UTF-8 with or without byte order mark, lines ended by LF or CR LF, comma,
/// semicolon or tab between cells, quoted cells over several lines.
public enum CSV {
  /// Most columns of a table.
  public static let maximumColumns = 1000

  /// Reads a table; its first row is the header.
  ///
  /// Every mistake is one finding, and the rest is still read: missing cells are empty, surplus cells are dropped. Rows
  /// in which every cell is empty are left out. Nil if there is no header. Takes time in proportion to the size.
  public static func read(_ source: SourceText) -> (table: Table?, diagnostics: [Diagnostic]) {
    var reader = CSVReader(source)
    let table = reader.read()
    return (table, reader.diagnostics.sorted { $0.offset < $1.offset })
  }
}

extension Diagnostic {
  fileprivate var offset: Int { location.range?.lowerBound ?? 0 }
}

private struct CSVReader {
  let source: SourceText
  let bytes: [UInt8]
  var delimiter: UInt8 = 0x2C
  /// Offset of the next byte to read.
  var index = 0
  var hasProblems = false
  /// Whether the current row has a finding that may explain a wrong number of cells.
  var rowIsDamaged = false
  var loneReturns = 0
  var firstLoneReturn = 0
  var diagnostics: [Diagnostic] = []

  init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
  }

  mutating func read() -> Table? {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      report(
        TableRules.notUTF8, 0..<2, "table is UTF-16, not UTF-8", help: "save the file as CSV in UTF-8")
      return nil
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    checkCharacters()
    skipSeparatorLine()
    delimiter = delimiterOfHeader()
    guard let header = readHeader() else {
      report(TableRules.emptyTable, 0..<0, "table is empty", help: "write a header with the names of the columns")
      return nil
    }
    var rows: [Table.Row] = []
    while let row = nextRow() {
      if let row = fitted(row, to: header.cells.count) { rows.append(row) }
    }
    reportLoneReturns()
    return Table(header: header, rows: rows)
  }

  // MARK: - Header

  /// Passes over the line `sep=;` that spreadsheets write for themselves.
  private mutating func skipSeparatorLine() {
    guard bytes[index...].starts(with: "sep=".utf8), index + 4 < bytes.count else { return }
    let sign = bytes[index + 4]
    guard sign == 0x2C || sign == 0x3B || sign == 0x09 else { return }
    let afterSign = index + 5
    guard afterSign == bytes.count || isLineEnd(bytes[afterSign]) else { return }
    index = min(afterSign, bytes.count)
    if index < bytes.count { passLineEnd(isReported: false) }
  }

  /// The sign that occurs most often in the header outside quotes; a comma if none does.
  private func delimiterOfHeader() -> UInt8 {
    var commas = 0
    var semicolons = 0
    var tabs = 0
    var isQuoted = false
    var at = index
    while at < bytes.count, isLineEnd(bytes[at]) { at += 1 }
    scan: while at < bytes.count {
      switch bytes[at] {
      case 0x22: isQuoted.toggle()
      case 0x0A, 0x0D: if !isQuoted { break scan }
      case 0x2C where !isQuoted: commas += 1
      case 0x3B where !isQuoted: semicolons += 1
      case 0x09 where !isQuoted: tabs += 1
      default: break
      }
      at += 1
    }
    if semicolons > commas && semicolons >= tabs { return 0x3B }
    return tabs > commas ? 0x09 : 0x2C
  }

  private mutating func readHeader() -> Table.Row? {
    guard let first = nextRow() else { return nil }
    var header = first
    if header.cells.count > CSV.maximumColumns {
      report(
        TableRules.tooManyColumns, header.cells[CSV.maximumColumns].range.offsets,
        "table has \(header.cells.count) columns, more than \(CSV.maximumColumns)",
        help: "leave out columns that are not needed")
      header = Table.Row(cells: Array(header.cells.prefix(CSV.maximumColumns)), range: header.range)
    }
    var seen: [String: Table.Cell] = [:]
    for cell in header.cells where !cell.text.isEmpty {
      let name = cell.text.lowercased()
      if let earlier = seen[name] {
        report(
          TableRules.duplicateColumn, cell.range.offsets, "two columns are headed `\(cell.text)`",
          related: [.init(Location(path: source.path, range: earlier.range), "first column of that name")],
          help: "rename one of the two")
      } else {
        seen[name] = cell
      }
    }
    return header
  }

  // MARK: - Rows

  /// The next row in which a cell holds text; nil at the end of the file.
  private mutating func nextRow() -> Table.Row? {
    while index < bytes.count {
      rowIsDamaged = false
      let row = readRow()
      if row.cells.contains(where: { !$0.text.isEmpty }) { return row }
    }
    return nil
  }

  private mutating func readRow() -> Table.Row {
    let start = index
    var cells: [Table.Cell] = []
    while true {
      cells.append(readCell())
      if index < bytes.count, bytes[index] == delimiter {
        index += 1
        continue
      }
      let end = index
      if index < bytes.count { passLineEnd(isReported: true) }
      return Table.Row(cells: cells, range: SourceRange(start, end))
    }
  }

  /// The row with as many cells as the header; one finding if it has another number.
  private mutating func fitted(_ row: Table.Row, to count: Int) -> Table.Row? {
    let found = row.cells.count
    guard found != count else { return row }
    // A header that was cut has been reported.
    let isCut = count == CSV.maximumColumns && found > count
    if !rowIsDamaged, !isCut { reportRagged(row, count) }
    guard found < count else { return Table.Row(cells: Array(row.cells.prefix(count)), range: row.range) }
    let end = SourceRange(row.range.upperBound, row.range.upperBound)
    let missing = Array(repeating: Table.Cell(text: "", range: end), count: count - found)
    return Table.Row(cells: row.cells + missing, range: row.range)
  }

  private mutating func reportRagged(_ row: Table.Row, _ count: Int) {
    let found = row.cells.count
    let line = source.position(of: row.range.lowerBound).line
    let surplus = row.cells.dropFirst(count)
    let sign = delimiter == 0x09 ? "a tab" : "`\(Character(Unicode.Scalar(delimiter)))`"
    var fixes: [Fix] = []
    var help = "put a cell that contains \(sign) in double quotes"
    if found < count {
      help = "add the missing cells, or put a line break inside a cell in double quotes with its cell"
      let signs = String(repeating: Character(Unicode.Scalar(delimiter)), count: count - found)
      fixes = [
        Fix(
          "add empty cells at the end", .unsafe,
          edits: [edit(row.range.upperBound..<row.range.upperBound, signs)])
      ]
    } else if surplus.allSatisfy({ $0.text.isEmpty }), let last = row.cells.prefix(count).last {
      help = "remove the empty cells at the end"
      let end = endOfCell(last)
      if end < row.range.upperBound {
        fixes = [Fix("remove the empty cells", .safe, edits: [edit(end..<row.range.upperBound, "")])]
      }
    }
    let place = surplus.first.map { $0.range.lowerBound..<row.range.upperBound } ?? row.range.offsets
    report(
      TableRules.raggedRow, place,
      "line \(line) has \(found) \(found == 1 ? "cell" : "cells"), the header has \(count)",
      label: found < count ? "\(count - found) missing" : "\(found - count) too many", help: help, fixes: fixes)
  }

  /// Offset of the delimiter or line end behind a cell.
  private func endOfCell(_ cell: Table.Cell) -> Int {
    var at = cell.range.upperBound
    while at < bytes.count, bytes[at] != delimiter, !isLineEnd(bytes[at]) { at += 1 }
    return at
  }

  // MARK: - Cells

  private mutating func readCell() -> Table.Cell {
    var start = index
    while start < bytes.count, isWhite(bytes[start]) { start += 1 }
    if start < bytes.count, bytes[start] == 0x22 { return readQuoted(start) }
    return readBare(from: start)
  }

  /// Reads up to the next delimiter or line end.
  private mutating func readBare(from start: Int) -> Table.Cell {
    var end = start
    while end < bytes.count, bytes[end] != delimiter, !isLineEnd(bytes[end]) { end += 1 }
    index = end
    return trimmedCell(start, end)
  }

  private mutating func readQuoted(_ quote: Int) -> Table.Cell {
    var at = quote + 1
    var isPlain = true
    var spansLines = false
    while at < bytes.count {
      let byte = bytes[at]
      if byte == 0x22 {
        guard at + 1 < bytes.count, bytes[at + 1] == 0x22 else { break }
        isPlain = false
        at += 1
      } else if byte == 0x0A || byte == 0x0D {
        spansLines = true
        if byte == 0x0D { isPlain = false }
      }
      at += 1
    }
    guard at < bytes.count else {
      return readUnterminated(quote)
    }
    var after = at + 1
    while after < bytes.count, isWhite(bytes[after]) { after += 1 }
    if after < bytes.count, bytes[after] != delimiter, !isLineEnd(bytes[after]) {
      // A quote that seems to close a cell on a later line, in the middle of text, more likely opens the next one. The
      // lines between are read again, once: a quote inside them that opens a cell closes it at once.
      if spansLines { return readUnterminated(quote) }
      return readTextAfterQuote(quote, at, after)
    }
    index = after
    return isPlain ? trimmedCell(quote + 1, at) : unescapedCell(quote + 1, at)
  }

  /// A quote that is never closed: the cell is read as if the quote were not there.
  private mutating func readUnterminated(_ quote: Int) -> Table.Cell {
    report(
      TableRules.unterminatedQuote, quote..<quote + 1, "quote that opens a cell is not closed", label: "opened here",
      help: "close the quote at the end of the cell; write `\"\"` for a quote inside a quoted cell")
    rowIsDamaged = true
    return readBare(from: quote + 1)
  }

  private mutating func readTextAfterQuote(_ quote: Int, _ close: Int, _ after: Int) -> Table.Cell {
    let inside = unescapedCell(quote + 1, close)
    let rest = readBare(from: after)
    rowIsDamaged = true
    report(
      TableRules.textAfterQuote, after..<max(after + 1, rest.range.upperBound),
      "text follows the closing quote of a cell",
      help: "put the whole cell in quotes and write `\"\"` for a quote inside it")
    return Table.Cell(
      text: inside.text + " " + rest.text, range: SourceRange(quote, max(close + 1, rest.range.upperBound)))
  }

  private func trimmedCell(_ start: Int, _ end: Int) -> Table.Cell {
    var start = start
    var end = end
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    while start < end, isBlank(bytes[start]) { start += 1 }
    return Table.Cell(text: text(bytes[start..<end]), range: SourceRange(start, end))
  }

  /// A quoted cell with doubled quotes or line ends other than LF.
  private func unescapedCell(_ start: Int, _ end: Int) -> Table.Cell {
    let trimmed = trimmedCell(start, end).range
    var content: [UInt8] = []
    content.reserveCapacity(trimmed.count)
    var at = trimmed.lowerBound
    while at < trimmed.upperBound {
      let byte = bytes[at]
      if byte == 0x0D {
        content.append(0x0A)
        if at + 1 < bytes.count, bytes[at + 1] == 0x0A { at += 1 }
      } else {
        content.append(byte)
        if byte == 0x22, at + 1 < trimmed.upperBound, bytes[at + 1] == 0x22 { at += 1 }
      }
      at += 1
    }
    return Table.Cell(text: text(content[...]), range: trimmed)
  }

  private func text(_ content: ArraySlice<UInt8>) -> String {
    let text = String(decoding: content, as: UTF8.self)
    return hasProblems ? CharacterCheck.cleaned(text) : text
  }

  // MARK: - Characters

  private func isWhite(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 && delimiter != 0x09 }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || isLineEnd(byte) }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private mutating func passLineEnd(isReported: Bool) {
    let isReturn = bytes[index] == 0x0D
    index += 1
    guard isReturn else { return }
    if index < bytes.count, bytes[index] == 0x0A {
      index += 1
    } else if isReported {
      if loneReturns == 0 { firstLoneReturn = index - 1 }
      loneReturns += 1
    }
  }

  private mutating func reportLoneReturns() {
    guard loneReturns > 0 else { return }
    report(
      TableRules.loneCarriageReturn, firstLoneReturn..<firstLoneReturn + 1,
      loneReturns == 1
        ? "row ends with a lone carriage return" : "\(loneReturns) rows end with a lone carriage return",
      help: "save the file with line feeds as line ends")
  }

  /// One finding for all bytes that are not UTF-8, and one for each line that holds an invisible character.
  private mutating func checkCharacters() {
    let limit = 1000
    let problems = CharacterCheck.problems(bytes, index..<bytes.count, limit: limit)
    hasProblems = !problems.isEmpty
    let invalid = problems.filter { $0.kind == .invalid }
    if let first = invalid.first {
      let offset = first.range.lowerBound
      let hex = String(bytes[offset], radix: 16, uppercase: true)
      let others =
        problems.count == limit ? ", and many more" : invalid.count > 1 ? ", and \(invalid.count - 1) more" : ""
      report(
        TableRules.notUTF8, first.range, "byte \(offset) (0x\(hex)) is not UTF-8\(others)", label: "not UTF-8",
        help: "save the file as CSV in UTF-8")
    }
    var last = -1
    var count = 0
    for problem in problems {
      guard case .forbidden(let scalar) = problem.kind else { continue }
      let offset = problem.range.lowerBound
      if last >= 0, !bytes[last..<offset].contains(where: { isLineEnd($0) }) { continue }
      last = offset
      count += 1
      let line = source.position(of: offset).line
      if count > 100 { break }
      let name = CharacterCheck.name(scalar)
      report(
        TableRules.invisibleCharacter, problem.range, "invisible character \(name) in line \(line)", label: name,
        help: "remove the character",
        fixes: [Fix("remove the character", .unsafe, edits: [edit(problem.range, "")])])
    }
  }

  // MARK: - Findings

  private mutating func report(
    _ rule: Rule, _ range: Range<Int>, _ message: String, label: String? = nil, related: [Diagnostic.Related] = [],
    help: String, fixes: [Fix] = []
  ) {
    diagnostics.append(
      Diagnostic(
        rule, message, at: Location(path: source.path, range: SourceRange(range)), label: label, related: related,
        help: help, fixes: fixes))
  }

  private func edit(_ range: Range<Int>, _ replacement: String) -> Fix.Edit {
    Fix.Edit(Location(path: source.path, range: SourceRange(range)), replacement: replacement)
  }
}
