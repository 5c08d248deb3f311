import Source

/// The fields of a record as an earlier run kept them: nothing is decoded before somebody asks for it.
///
/// First for each field the key of its name, its position in the schema and where its value ends, then the values, in the
/// order of the fields' names. Where the values lie is looked at when this is made, and each value when it is read: what is
/// no value is none.
final class KeptFields: Sendable {
  /// Number of fields.
  let count: Int
  private let bytes: ArraySlice<UInt8>
  /// Where the fields begin in `bytes`.
  private let start: Int
  private let schema: Schema
  private let path: String

  private static let entryLength = 12
  /// Bytes of the smallest field with its entry.
  private static let leastField = entryLength + 10

  /// Reads past the fields that follow; nil if they are not what `write` writes.
  ///
  /// - Parameter table: the table whose bytes `reader` reads.
  init?(_ reader: inout ByteReader, in table: ContentTable, schema: Schema, path: String) {
    guard let count = reader.count(least: Self.leastField) else { return nil }
    start = reader.offset
    guard reader.skip(count * Self.entryLength) else { return nil }
    let index = start
    let length = table.bytes.withUnsafeBytes { bytes -> Int? in
      var length = 0
      for entry in stride(from: index, to: index + count * Self.entryLength, by: Self.entryLength) {
        let end = Int(Self.number(entry + 8, bytes))
        guard Self.number(entry + 4, bytes) < schema.names.count, end >= length else { return nil }
        length = end
      }
      return length
    }
    guard let length, reader.skip(length) else { return nil }
    self.count = count
    bytes = table.bytes
    self.schema = schema
    self.path = path
  }

  /// Writes fields as `init` reads them.
  static func write(_ fields: Fields, _ schema: Schema, to writer: inout ByteWriter) {
    var index = ByteWriter()
    var values = ByteWriter()
    var count = 0
    for (name, field) in fields {
      guard let position = schema.position(of: name) else { continue }
      values.field(field)
      index.number(Int(Self.key(of: name)))
      index.number(position)
      index.number(values.bytes.count)
      count += 1
    }
    writer.number(count)
    writer.append(index.bytes)
    writer.append(values.bytes)
  }

  // MARK: Finding

  /// The field called `name`; nil if it has no value.
  func position(of name: String) -> Int? {
    let key = Self.key(of: name)
    return bytes.withUnsafeBytes { bytes in
      for position in 0..<count where Self.number(start + position * Self.entryLength, bytes) == key {
        if schema.names[place(position, bytes)] == name { return position }
      }
      return nil
    }
  }

  /// A number that nearly always tells names of fields apart, and is the same in every run.
  private static func key(of name: String) -> UInt32 {
    var name = name
    return name.withUTF8 { bytes in
      var key: UInt32 = 0x811C_9DC5
      for byte in bytes { key = (key ^ UInt32(byte)) &* 0x0100_0193 }
      return key
    }
  }

  /// The position of a field in the schema.
  func positionInSchema(_ position: Int) -> Int { bytes.withUnsafeBytes { place(position, $0) } }

  /// The name of a field.
  func name(_ position: Int) -> String { schema.names[positionInSchema(position)] }

  /// Gives the texts that can name what does not exist, with the position of their field in the schema.
  func forEachTextThatCanFail(_ body: (Int, String, SourceRange?) -> Void) {
    for position in 0..<count {
      let place = positionInSchema(position)
      guard schema.canFail[place] else { continue }
      _ = read(position) { reader -> Bool? in
        reader.forEachFieldText { body(place, $0, $1) }
        return true
      }
    }
  }

  // MARK: Values

  /// A field.
  func field(_ position: Int) -> Field? { read(position) { $0.field(path: path) } }

  /// The text of a field; nil for other values.
  func text(_ position: Int) -> String? { read(position) { $0.fieldText() } }

  /// The texts of a field that is a list.
  func texts(_ position: Int) -> [String] { read(position) { $0.fieldTexts() } ?? [] }

  /// The day in a field; nil for other values.
  func date(_ position: Int) -> CalendarDate? { read(position) { $0.fieldDate() } }

  /// Where a field stands.
  func location(_ position: Int) -> Location? {
    read(position) { $0.range().map { Location(path: path, range: $0) } }
  }

  @inline(__always)
  private func read<Value>(_ position: Int, _ body: (inout ByteReader) -> Value?) -> Value? {
    bytes.withUnsafeBytes { bytes in
      let values = start + count * Self.entryLength
      let first = values + (position == 0 ? 0 : Int(Self.number(start + position * Self.entryLength - 4, bytes)))
      let end = values + Int(Self.number(start + position * Self.entryLength + 8, bytes))
      var reader = ByteReader(UnsafeRawBufferPointer(rebasing: bytes[first..<end]))
      return body(&reader)
    }
  }

  /// The position of a field in the schema.
  @inline(__always)
  private func place(_ position: Int, _ bytes: UnsafeRawBufferPointer) -> Int {
    Int(Self.number(start + position * Self.entryLength + 4, bytes))
  }

  @inline(__always)
  private static func number(_ offset: Int, _ bytes: UnsafeRawBufferPointer) -> UInt32 {
    UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
}
