import Source

/// An entry of the index without its path, as every way of reading the index gives it.
struct IndexEntry {
  let id: ObjectID
  let mode: UInt32
  /// Which side of a conflict it is (1 the common base, 2 ours, 3 theirs); 0 without a conflict.
  let stage: UInt16
  /// Whether only the name was noted, with `git add --intent-to-add`.
  let isIntentToAdd: Bool
  /// Whether the file is deliberately not in the working tree (a sparse checkout).
  let isSkipped: Bool
  /// Size and time of last change of the file when it was added.
  let stamp: (size: UInt32, seconds: Int32, nanoseconds: UInt32)

  var isConflict: Bool { stage != 0 }
}

/// The usual form of an index file, read without libgit2, which names every content of the file and copies each entry.
///
/// The form is that of git's `gitformat-index`: a heading, the entries in order, extensions, a checksum. All of it must be
/// as it says there; a file of another form, which may be right all the same, is left to libgit2. The checksum is not
/// compared, and git does not compare it either when it reads an index: damage that leaves the structure whole, such as
/// another id, shows only where it leads.
struct IndexFile {
  private typealias Place = (entry: IndexEntry, name: Int, length: Int)

  private let bytes: [UInt8]
  private let version: UInt32
  /// Where each entry begins.
  private let starts: [UInt32]

  /// How many entries there are.
  var count: Int { starts.count }

  /// A file that is larger is left to libgit2, in bytes.
  private static let largest = 1 << 28
  private static let heading = 12
  private static let checksum = 20
  /// No entry is shorter: 62 bytes before the name, one of the name, one NUL.
  private static let shortestEntry = 64

  /// The index at `path`, which ends with NUL; nil if libgit2 has to look, also if there is none.
  init?(at path: [CChar]) {
    guard case .file(let size)? = Platform.entry(at: path), size <= Self.largest,
      let bytes = Platform.bytes(ofFile: path, limit: Self.largest), bytes.count <= Self.largest
    else { return nil }
    self.init(bytes)
  }

  /// The index that `bytes` are; nil if they have another form.
  init?(_ bytes: [UInt8]) {
    guard let (version, starts) = bytes.withUnsafeBytes({ Self.starts(in: $0) }) else { return nil }
    self.bytes = bytes
    self.version = version
    self.starts = starts
  }

  /// Gives every entry with its path to `body`; the path must not be kept, because it goes with the file.
  func forEachEntry<Failure>(
    _ body: (IndexEntry, UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    try bytes.withUnsafeBufferPointer { bytes throws(Failure) in
      let bytes = UnsafeRawBufferPointer(bytes)
      // An entry is read a second time here, which takes less time than keeping all of them from the first.
      for start in starts {
        guard let (place, _) = Self.place(at: Int(start), in: bytes, end: bytes.count - Self.checksum, version: version)
        else { continue }
        try body(place.entry, UnsafeRawBufferPointer(rebasing: bytes[place.name..<(place.name + place.length)]))
      }
    }
  }

  private static func starts(in bytes: UnsafeRawBufferPointer) -> (version: UInt32, starts: [UInt32])? {
    let end = bytes.count - checksum
    guard end >= heading, bytes.starts(with: "DIRC".utf8) else { return nil }
    let version = number(in: bytes, at: 4)
    let count = Int(number(in: bytes, at: 8))
    guard version == 2 || version == 3, count <= (end - heading) / shortestEntry else { return nil }
    var starts: [UInt32] = []
    starts.reserveCapacity(count)
    var last: Place?
    var position = heading
    for _ in 0..<count {
      guard let (place, next) = place(at: position, in: bytes, end: end, version: version) else { return nil }
      if let last, !precedes(last, place, in: bytes) { return nil }
      last = place
      starts.append(UInt32(position))
      position = next
    }
    return areOptional(extensionsFrom: position, in: bytes, end: end) ? (version, starts) : nil
  }

  /// The entry at `position`, and where the next begins; nil if it is malformed or does not end before `end`.
  @inline(__always)
  private static func place(
    at position: Int, in bytes: UnsafeRawBufferPointer, end: Int, version: UInt32
  ) -> (place: Place, next: Int)? {
    guard end - position >= shortestEntry, let base = bytes.baseAddress else { return nil }
    let flags = UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: position + 60, as: UInt16.self))
    let isExtended = flags & 0x4000 != 0
    var more: UInt16 = 0
    if isExtended {
      more = UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: position + 62, as: UInt16.self))
      // What the other bits mean is not yet said.
      guard version >= 3, more & ~0x6000 == 0 else { return nil }
    }
    let mode = number(in: bytes, at: position + 24)
    switch mode {
    case 0o100644, 0o100755, 0o120000, 0o160000: break
    default: return nil
    }
    let name = position + (isExtended ? 64 : 62)
    guard let nul = Bytes.index(of: 0, in: bytes, from: name) else { return nil }
    let length = nul - name
    // Twelve bits say the length; all of them set stand for every length from there on.
    guard length > 0, min(length, 0xFFF) == Int(flags & 0xFFF) else { return nil }
    let next = position + (nul - position + 8) & ~7
    guard next <= end else { return nil }
    for padding in nul..<next where bytes[padding] != 0 { return nil }
    let entry = IndexEntry(
      id: ObjectID(at: base + position + 40), mode: mode, stage: flags >> 12 & 3, isIntentToAdd: more & 0x2000 != 0,
      isSkipped: more & 0x4000 != 0,
      stamp: (
        number(in: bytes, at: position + 36), Int32(bitPattern: number(in: bytes, at: position + 8)),
        number(in: bytes, at: position + 12)
      ))
    return ((entry, name, length), next)
  }

  /// Whether two entries may follow each other: by name, and the sides of one conflict by their stages.
  private static func precedes(_ first: Place, _ second: Place, in bytes: UnsafeRawBufferPointer) -> Bool {
    let order = Bytes.compare(
      UnsafeRawBufferPointer(rebasing: bytes[first.name..<(first.name + first.length)]),
      UnsafeRawBufferPointer(rebasing: bytes[second.name..<(second.name + second.length)]))
    return order < 0 || (order == 0 && first.entry.isConflict && first.entry.stage < second.entry.stage)
  }

  /// Whether the extensions fill what is left up to `end`, and none is one that a reader must know: these begin with a
  /// letter that is not a capital, such as `link` of a split index and `sdir` of a sparse one.
  private static func areOptional(
    extensionsFrom start: Int, in bytes: UnsafeRawBufferPointer, end: Int
  ) -> Bool {
    var position = start
    while position < end {
      guard end - position >= 8, 0x41...0x5A ~= bytes[position] else { return false }
      let size = Int(number(in: bytes, at: position + 4))
      guard size <= end - position - 8 else { return false }
      position += 8 + size
    }
    return true
  }

  /// A number of four bytes, the highest first.
  @inline(__always)
  private static func number(in bytes: UnsafeRawBufferPointer, at position: Int) -> UInt32 {
    UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self))
  }
}
