import Source

/// Counts how often contents are asked for.
public final class CountingReader: ContentReader {
  private let reader: any ContentReader
  /// How often until now.
  public private(set) var count = 0

  /// Answers as `reader` does.
  public init(_ reader: any ContentReader) { self.reader = reader }

  /// The bytes of an object, as the reader gives them.
  public func contents(of id: ObjectID, limit: Int) throws(ContentError) -> [UInt8] {
    count += 1
    return try reader.contents(of: id, limit: limit)
  }
}
