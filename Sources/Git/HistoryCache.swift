import Source

/// What earlier runs read about commits, in a file of the git folder, so that it need not be read again.
///
/// A commit never changes, and neither does what it did to its parents' files. So what is kept is right for every history
/// that holds the commit, whatever was compiled when it was written. Nothing depends on the file: what is missing, cut
/// short, damaged or of another format is read from the repository as if it had never been kept.
///
/// The file has the form that a history has in memory: its columns one after the other, after a few numbers that say how
/// long they are. So the columns stay where they lie in the file that was read, once it is known that every number in them
/// is one that can be.
enum HistoryCache {
  /// Raise its form when anything that is kept is read or written otherwise.
  private static let form = "3"
  private static let name = "history"

  /// The history that was kept; nil if there is nothing that can be believed.
  static func read(_ files: KeptFiles) -> History? { files.read(name, form: form).flatMap(history) }

  /// Keeps a history for the next run. Where that is not possible, nothing happens: the file is a convenience.
  static func keep(_ history: History, in files: KeptFiles) {
    // What a shallow clone lacks another run may find.
    if history.columns.absent.isEmpty { files.write(bytes(history), as: name, form: form) }
  }

  // MARK: Reading

  /// Nil if anything does not fit; the sum only tells that the bytes are those that were written.
  private static func history(_ bytes: ArraySlice<UInt8>) -> History? {
    var reader = ColumnReader(bytes)
    guard let columns = columns(&reader), let paths = reader.texts(), paths.isInOrder,
      let count = reader.number(), count == columns.changeEnds.last ?? 0,
      let changed = reader.column(of: count, Int32.self), isBelow(paths.count, changed),
      let before = reader.column(of: count, ObjectID.self), let after = reader.column(of: count, ObjectID.self),
      reader.isAtEnd
    else { return nil }
    return History(columns, paths: paths, changes: History.Changes(paths: changed, before: before, after: after))
  }

  private static func columns(_ reader: inout ColumnReader) -> CommitColumns? {
    var columns = CommitColumns()
    guard let names = reader.texts(), let emails = reader.texts(), names.count == emails.count else { return nil }
    columns.people = (0..<names.count).map { CommitColumns.Person(name: names.text($0), email: emails.text($0)) }
    guard let count = reader.number(), let ids = reader.column(of: count, ObjectID.self),
      let trees = reader.column(of: count, ObjectID.self), let parentCount = reader.number(),
      let parents = reader.column(of: parentCount, Int32.self),
      let parentEnds = reader.column(of: count, Int.self), parentEnds.rise(to: parentCount),
      let authors = signatures(&reader, of: count, by: names.count),
      let committers = signatures(&reader, of: count, by: names.count),
      let areSigned = reader.column(of: count, UInt8.self), areSigned.lies(in: 0...1),
      let messages = reader.texts(), messages.count == count,
      let changeEnds = reader.column(of: count, Int.self), changeEnds.rise(to: changeEnds.last ?? 0)
    else { return nil }
    (columns.ids, columns.trees) = (ids, trees)
    (columns.parents, columns.parentEnds) = (parents, parentEnds)
    (columns.authors, columns.committers, columns.areSigned) = (authors, committers, areSigned)
    (columns.messages, columns.changeEnds) = (messages, changeEnds)
    return columns.hasParentsBehindChildren ? columns : nil
  }

  /// Whether every number is the position of one of so many things.
  private static func isBelow(_ count: Int, _ numbers: Column<Int32>) -> Bool {
    numbers.isEmpty || (count > 0 && numbers.lies(in: 0...Int32(clamping: count - 1)))
  }

  private static func signatures(
    _ reader: inout ColumnReader, of count: Int, by people: Int
  ) -> CommitColumns.Signatures? {
    guard let numbers = reader.column(of: count, Int32.self), isBelow(people, numbers),
      let offsets = reader.column(of: count, Int32.self), offsets.lies(in: People.offsets),
      let seconds = reader.column(of: count, Int64.self), seconds.lies(in: People.seconds)
    else { return nil }
    var signatures = CommitColumns.Signatures()
    (signatures.people, signatures.offsets, signatures.seconds) = (numbers, offsets, seconds)
    return signatures
  }

  // MARK: Writing

  private static func bytes(_ history: History) -> [UInt8] {
    let columns = history.columns
    var writer = ColumnWriter()
    for text in [columns.people.map(\.name), columns.people.map(\.email)] {
      var table = TextTable()
      for text in text { table.append(text) }
      writer.texts(table)
    }
    writer.number(columns.ids.count)
    writer.column(columns.ids)
    writer.column(columns.trees)
    writer.number(columns.parents.count)
    writer.column(columns.parents)
    writer.column(columns.parentEnds)
    for signatures in [columns.authors, columns.committers] {
      writer.column(signatures.people)
      writer.column(signatures.offsets)
      writer.column(signatures.seconds)
    }
    writer.column(columns.areSigned)
    writer.texts(columns.messages)
    writer.column(columns.changeEnds)
    writer.texts(history.pathTable)
    writer.number(history.changes.count)
    writer.column(history.changes.paths)
    writer.column(history.changes.before)
    writer.column(history.changes.after)
    return writer.bytes
  }
}
