import Source

/// The text of one block in one piece, with the way back to the file.
///
/// Markdown cuts text at every emphasis, escape and line end. A line end between two runs becomes a space, markup
/// vanishes, and anything else (code, a link's destination) becomes a byte that no reference can cross.
struct RunText {
  private(set) var bytes: [UInt8] = []
  private var pieces: [(start: Int, source: Int)] = []

  static let barrier: UInt8 = 0

  init(_ source: SourceText, _ ranges: [SourceRange]) {
    let total = source.bytes.count
    var end: Int?
    for range in ranges {
      let lower = min(range.lowerBound, total)
      let upper = min(range.upperBound, total)
      if let end, end < lower, let joint = Self.joint(source.bytes[end..<lower]) {
        pieces.append((bytes.count, end))
        bytes.append(joint)
      } else if let end, end > lower {
        pieces.append((bytes.count, lower))
        bytes.append(Self.barrier)
      }
      pieces.append((bytes.count, lower))
      bytes.append(contentsOf: source.bytes[lower..<upper])
      end = upper
    }
  }

  /// The byte that stands for what lies between two runs; nil for markup that shows nothing.
  private static func joint(_ gap: ArraySlice<UInt8>) -> UInt8? {
    var joint: UInt8?
    for byte in gap {
      switch byte {
      case 0x0A, 0x0D, 0x20, 0x09: joint = 0x20
      case 0x2A, 0x5F, 0x7E, 0x5C, 0x3E: break
      default: return barrier
      }
    }
    return joint
  }

  /// The bytes of the file from the first to the last byte of `range`.
  func source(_ range: Range<Int>) -> SourceRange {
    let first = offset(range.lowerBound)
    return SourceRange(first, max(first, range.isEmpty ? first : offset(range.upperBound - 1) + 1))
  }

  private func offset(_ index: Int) -> Int {
    var low = 0
    var high = pieces.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if pieces[middle].start <= index { low = middle } else { high = middle }
    }
    guard low < pieces.count else { return 0 }
    return pieces[low].source + index - pieces[low].start
  }
}
