import Source

/// The data at the top of a document, or a whole data file such as `auditpack.yaml`.
///
/// A strict subset of YAML in which every scalar is text; the schema gives it a type. See `docs/language.md`.
public struct FrontMatter: Sendable {
  /// The entries.
  public let root: FieldMap
  /// The bytes of the block, fences included.
  public let range: SourceRange
  /// Where the document's text begins: the byte behind the closing fence's line.
  public let bodyStart: Int

  /// A block of front matter.
  public init(root: FieldMap, range: SourceRange, bodyStart: Int) {
    self.root = root
    self.range = range
    self.bodyStart = bodyStart
  }
}

/// Keys with values, in the order of the file.
public struct FieldMap: Hashable, Sendable {
  /// One key with its value.
  public struct Entry: Hashable, Sendable {
    /// The key.
    public let key: String
    /// The bytes of the key.
    public let keyRange: SourceRange
    /// The value.
    public let value: FieldValue

    /// `key: value`.
    public init(key: String, keyRange: SourceRange, value: FieldValue) {
      self.key = key
      self.keyRange = keyRange
      self.value = value
    }
  }

  /// The entries; keys are unique.
  public let entries: [Entry]
  /// The bytes from the first key to the end of the last value.
  public let range: SourceRange
  /// Keys that are in the file with a value nobody can read; a finding says why.
  public let unreadableKeys: Set<String>
  /// Whether lines were passed over of which not even the key is known; a finding says why.
  public let isPartial: Bool

  /// A map of these entries.
  public init(
    entries: [Entry], range: SourceRange, unreadableKeys: Set<String> = [], isPartial: Bool = false
  ) {
    self.entries = entries
    self.range = range
    self.unreadableKeys = unreadableKeys
    self.isPartial = isPartial
  }

  /// Whether a missing `key` may be due to a finding that has been reported already.
  public func mayHaveLost(_ key: String) -> Bool { isPartial || unreadableKeys.contains(key) }

  /// The value of `key`; nil if the map lacks it.
  public subscript(key: String) -> FieldValue? { entries.first { $0.key == key }?.value }
}

/// A value of the front matter.
public indirect enum FieldValue: Hashable, Sendable {
  /// Text.
  case scalar(Scalar)
  /// Items in order.
  case list([FieldValue], SourceRange)
  /// Keys with values.
  case map(FieldMap)
  /// A key without a value; the range is the place where it would stand.
  case empty(SourceRange)

  /// Text as it was written.
  public struct Scalar: Hashable, Sendable {
    /// How the text was written.
    public enum Style: Hashable, Sendable {
      /// Without quotes.
      case plain
      /// In single quotes.
      case singleQuoted
      /// In double quotes, with escapes.
      case doubleQuoted
      /// A block after `|`, lines kept.
      case literal
      /// A block after `>`, lines joined.
      case folded
    }

    /// The text after quotes, escapes and folding are resolved.
    public let text: String
    /// The bytes of the value, quotes included.
    public let range: SourceRange
    /// How it was written.
    public let style: Style

    /// Text at a place.
    public init(text: String, range: SourceRange, style: Style) {
      self.text = text
      self.range = range
      self.style = style
    }
  }

  /// The bytes of the value.
  public var range: SourceRange {
    switch self {
    case .scalar(let scalar): scalar.range
    case .list(_, let range), .empty(let range): range
    case .map(let map): map.range
    }
  }
}
