import Source

/// What earlier runs read about commits, in a file of the git folder, so that it need not be read again.
///
/// A commit never changes, and neither does what it did to its parents' files. So what is kept is right for every history
/// that holds the commit, whatever was compiled when it was written. Nothing depends on the file: what is missing, cut
/// short, damaged or of another format is read from the repository as if it had never been kept.
///
/// The file has the form that a history has in memory: its columns one after the other, after a few numbers that say how
/// long they are. So reading it is copying, and looking whether every number is one that can be.
enum HistoryCache {
  /// Raise its form when anything that is kept is read or written otherwise.
  private static let form = "3"
  private static let name = "history"

  /// The history that was kept; nil if there is nothing that can be believed.
  static func read(_ files: KeptFiles) -> History? { files.read(name, form: form) { history($0) } }

  /// Keeps a history for the next run. Where that is not possible, nothing happens: the file is a convenience.
  static func keep(_ history: History, in files: KeptFiles) {
    // What a shallow clone lacks another run may find.
    if history.columns.absent.isEmpty { files.write(bytes(history), as: name, form: form) }
  }

  // MARK: Reading

  /// Nil if anything does not fit; the sum only tells that the bytes are those that were written.
  private static func history(_ bytes: UnsafeRawBufferPointer) -> History? {
    var reader = ByteReader(bytes)
    guard let columns = columns(&reader), let paths = texts(&reader), paths.isInOrder,
      let count = reader.number(), count == columns.changeEnds.last ?? 0,
      let changed = reader.column(of: count, Int32.self), changed.allSatisfy({ 0..<paths.count ~= Int($0) }),
      let before = reader.ids(of: count), let after = reader.ids(of: count), reader.isAtEnd
    else { return nil }
    let changes = (0..<count).map { change in
      History.Change(
        path: Int(changed[change]), before: before[change].unlessNull, after: after[change].unlessNull)
    }
    return History(columns, paths: paths, changes: changes)
  }

  private static func columns(_ reader: inout ByteReader) -> CommitColumns? {
    var columns = CommitColumns()
    guard let names = texts(&reader), let emails = texts(&reader), names.count == emails.count else { return nil }
    columns.people = (0..<names.count).map { CommitColumns.Person(name: names.text($0), email: emails.text($0)) }
    guard let count = reader.number(), let ids = reader.ids(of: count), let trees = reader.ids(of: count),
      let parentCount = reader.number(), let parents = reader.column(of: parentCount, Int32.self),
      let parentEnds = reader.column(of: count, Int.self), parentEnds.rise(to: parentCount),
      let authors = signatures(&reader, of: count, by: names.count),
      let committers = signatures(&reader, of: count, by: names.count),
      let areSigned = reader.column(of: count, UInt8.self), areSigned.allSatisfy({ $0 <= 1 }),
      let messages = texts(&reader), messages.count == count,
      let changeEnds = reader.column(of: count, Int.self), changeEnds.rise(to: changeEnds.last ?? 0)
    else { return nil }
    (columns.ids, columns.trees) = (ids, trees)
    (columns.parents, columns.parentEnds) = (parents, parentEnds)
    (columns.authors, columns.committers, columns.areSigned) = (authors, committers, areSigned)
    (columns.messages, columns.changeEnds) = (messages, changeEnds)
    return hasParentsBehindChildren(columns) ? columns : nil
  }

  private static func hasParentsBehindChildren(_ columns: CommitColumns) -> Bool {
    var start = 0
    for (commit, end) in columns.parentEnds.enumerated() {
      for parent in columns.parents[start..<end] where parent <= commit || parent >= columns.ids.count {
        return false
      }
      start = end
    }
    return true
  }

  private static func signatures(
    _ reader: inout ByteReader, of count: Int, by people: Int
  ) -> CommitColumns.Signatures? {
    guard let numbers = reader.column(of: count, Int32.self), numbers.allSatisfy({ 0..<people ~= Int($0) }),
      let offsets = reader.column(of: count, Int32.self), offsets.allSatisfy({ People.offsets ~= $0 }),
      let seconds = reader.column(of: count, Int64.self), seconds.allSatisfy({ People.seconds ~= $0 })
    else { return nil }
    var signatures = CommitColumns.Signatures()
    (signatures.people, signatures.offsets, signatures.seconds) = (numbers, offsets, seconds)
    return signatures
  }

  private static func texts(_ reader: inout ByteReader) -> TextTable? {
    guard let count = reader.number(), let ends = reader.column(of: count, Int.self), let size = reader.number(),
      let bytes = reader.column(of: size, UInt8.self)
    else { return nil }
    return TextTable(bytes: bytes, ends: ends)
  }

  // MARK: Writing

  private static func bytes(_ history: History) -> [UInt8] {
    let columns = history.columns
    let paths = history.pathTable
    var writer = ByteWriter(
      capacity: columns.ids.count * 110 + columns.messages.bytes.count + history.changes.count * 44
        + paths.count * 8 + paths.bytes.count + columns.people.count * 60)
    for text in [columns.people.map(\.name), columns.people.map(\.email)] {
      var table = TextTable()
      for text in text { table.append(text) }
      write(table, to: &writer)
    }
    writer.number(columns.ids.count)
    for id in columns.ids { writer.id(id) }
    for tree in columns.trees { writer.id(tree) }
    writer.number(columns.parents.count)
    writer.column(columns.parents)
    writer.column(columns.parentEnds)
    for signatures in [columns.authors, columns.committers] {
      writer.column(signatures.people)
      writer.column(signatures.offsets)
      writer.column(signatures.seconds)
    }
    writer.column(columns.areSigned)
    write(columns.messages, to: &writer)
    writer.column(columns.changeEnds)
    write(paths, to: &writer)
    writer.number(history.changes.count)
    writer.column(history.changes.map { Int32($0.path) })
    for change in history.changes { writer.id(change.before ?? .null) }
    for change in history.changes { writer.id(change.after ?? .null) }
    return writer.bytes
  }

  private static func write(_ texts: TextTable, to writer: inout ByteWriter) {
    writer.number(texts.count)
    writer.column(texts.ends)
    writer.number(texts.bytes.count)
    writer.column(texts.bytes)
  }
}
