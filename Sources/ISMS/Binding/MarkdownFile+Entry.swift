import Source
import Syntax

// What a Markdown file holds, as bytes for the next run of the same program. Cases and fields are written as their
// positions: another program never reads them. The same file gives the same bytes.

extension MarkdownFile {
  /// Whether the file can be kept: it has no findings, so nobody has to see its text.
  var isKeepable: Bool { diagnostics.isEmpty && record?.unread.isEmpty != false }

  private var record: Record? {
    switch content {
    case .document(let document): document.record
    case .record(let file): file.record
    case .other, .foreign: nil
    }
  }

  private enum Tag {
    static let foreign: UInt8 = 0
    static let document: UInt8 = 1
    static let record: UInt8 = 2
  }

  // Asked for by every file; `allCases` makes a list each time.
  private static let types = DocumentType.allCases
  private static let kinds = RecordKind.allCases

  /// The file without its path and its text.
  var entry: [UInt8] {
    var writer = ByteWriter(capacity: 256)
    switch content {
    case .other, .foreign: writer.byte(Tag.foreign)
    case .document(let document):
      writer.byte(Tag.document)
      writer.byte(UInt8(Self.types.firstIndex(of: document.type) ?? 0))
      writer.record(document.record, .document(document.type))
      writer.number(document.bodyStart)
      writer.piece(LineStarts(of: document.source, to: document.bodyStart).bytes)
    case .record(let file):
      writer.byte(Tag.record)
      writer.byte(UInt8(Self.kinds.firstIndex(of: file.record.kind) ?? 0))
      writer.record(file.record, .record(file.record.kind))
      writer.number(file.bodyStart)
      writer.piece(LineStarts(of: file.source, to: file.bodyStart).bytes)
    }
    writer.references(references)
    return writer.bytes
  }

  /// A file, as its entry in `table` says; nil if that is not what `entry` writes.
  ///
  /// - Parameter read: gives the bytes of the file when somebody asks for them.
  convenience init?(
    _ reader: inout ByteReader, in table: ContentTable, of file: Snapshot.File, read: @escaping LazySource.Reader
  ) {
    func text(_ reader: inout ByteReader) -> (FileText, TextReferences)? {
      guard let start = reader.number(), let head = reader.pieceRange(), let references = reader.references() else {
        return nil
      }
      let first = table.bytes.startIndex
      let starts = LineStarts(bytes: table.bytes[(first + head.lowerBound)..<(first + head.upperBound)])
      return (
        FileText(LazySource(file, head: starts, read: read), from: start, holdsText: references.holdsText), references
      )
    }
    switch reader.byte() {
    case Tag.foreign:
      guard let references = reader.references() else { return nil }
      self.init(content: .foreign, references: references)
    case Tag.document:
      guard let position = reader.byte(), position < Self.types.count else { return nil }
      let type = Self.types[Int(position)]
      guard let record = reader.record(.document, .document(type), in: table, path: file.path),
        let (text, references) = text(&reader)
      else { return nil }
      self.init(content: .document(Document(record: record, type: type, text: text)), references: references)
    case Tag.record:
      guard let position = reader.byte(), position < Self.kinds.count else { return nil }
      let kind = Self.kinds[Int(position)]
      guard let record = reader.record(kind, .record(kind), in: table, path: file.path),
        let (text, references) = text(&reader)
      else { return nil }
      self.init(content: .record(RecordFile(record: record, text: text)), references: references)
    default: return nil
    }
  }
}
