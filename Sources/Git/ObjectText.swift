import Source

/// A commit or tag object, taken apart. Never fails: what is malformed is absent.
///
/// Parsed here rather than by libgit2, because one read of the raw object then gives everything, and because libgit2
/// refuses some commits that git shows.
struct ObjectText: ~Copyable {
  /// Value of the first header of each kind; nil if it is absent.
  var tree: ObjectID?
  var parents: [ObjectID] = []
  var author: CommitColumns.Signature?
  var committer: CommitColumns.Signature?
  /// For a tag: what it names, and of what kind that is.
  var target: ObjectID?
  var targetIsCommit = false
  var targetIsTag = false
  var tagger: CommitColumns.Signature?
  var isSigned = false
  var message = ""

  /// The text of a commit, or of a tag, whose message loses the signature at its end; whoever signed it is added to
  /// `people`.
  init(_ bytes: UnsafeRawBufferPointer, isTag: Bool = false, people: inout People) {
    var position = 0
    var encoding: String?
    while position < bytes.count {
      let end = Bytes.index(of: 0x0A, in: bytes, from: position) ?? bytes.count
      let line = UnsafeRawBufferPointer(rebasing: bytes[position..<end])
      position = min(end + 1, bytes.count)
      if line.isEmpty { break }
      // A line that begins with a space continues the header before it.
      if line[0] == 0x20 { continue }
      let space = Bytes.index(of: 0x20, in: line, from: 0) ?? line.count
      let value = UnsafeRawBufferPointer(rebasing: line[min(space + 1, line.count)...])
      switch Header(UnsafeRawBufferPointer(rebasing: line[..<space])) {
      case .tree: if tree == nil { tree = ObjectID(hexDigits: value) }
      case .parent: if let id = ObjectID(hexDigits: value) { parents.append(id) }
      case .author: if author == nil { author = people.numbered(value) }
      case .committer: if committer == nil { committer = people.numbered(value) }
      case .tagger: if tagger == nil { tagger = people.numbered(value) }
      case .object: if target == nil { target = ObjectID(hexDigits: value) }
      case .type:
        targetIsCommit = value.elementsEqual("commit".utf8)
        targetIsTag = value.elementsEqual("tag".utf8)
      case .encoding: encoding = String(decoding: value, as: UTF8.self)
      case .signature: isSigned = true
      case .other: break
      }
    }
    var body = UnsafeRawBufferPointer(rebasing: bytes[position...])
    if isTag, let start = SignedText.signatureStart(in: body) {
      body = UnsafeRawBufferPointer(rebasing: body[..<start])
      isSigned = true
    }
    message = Encoding.decode(body, encoding: encoding)
  }

  private enum Header {
    case tree, parent, author, committer, tagger, object, type, encoding, signature, other

    init(_ name: UnsafeRawBufferPointer) {
      func matches(_ text: StaticString) -> Bool {
        text.utf8CodeUnitCount == name.count
          && name.elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
      }
      self =
        switch name.count {
        case 4: matches("tree") ? .tree : matches("type") ? .type : .other
        case 6:
          matches("parent")
            ? .parent
            : matches("author")
              ? .author
              : matches("tagger")
                ? .tagger
                : matches("object")
                  ? .object
                  : matches("gpgsig") ? .signature : .other
        case 8: matches("encoding") ? .encoding : .other
        case 9: matches("committer") ? .committer : .other
        case 13: matches("gpgsig-sha256") ? .signature : .other
        default: .other
        }
    }
  }
}

/// Names and addresses, each made into strings once: a history has many commits by few people.
struct People {
  /// Everybody seen so far; their positions are their numbers.
  private(set) var list: [CommitColumns.Person] = []
  private var numbers: [[UInt8]: Int32] = [:]
  private var last: (line: [UInt8], number: Int32)?

  /// The seconds that a signature may state; beyond these, at the end of the year 9999, no calendar goes.
  static let seconds: ClosedRange<Int64> = 0...253_402_300_799
  /// The minutes east of UTC that it may state.
  static let offsets: ClosedRange<Int32> = -5999...5999

  /// The people of a history that is known, and those to come.
  init(_ known: [CommitColumns.Person] = []) {
    list = known
    for (number, person) in known.enumerated() {
      numbers[Array("\(person.name) <\(person.email)>".utf8)] = Int32(number)
    }
  }

  /// What a number stands for, as a text.
  func signature(_ signature: CommitColumns.Signature) -> History.Signature {
    let person = list[Int(signature.person)]
    return History.Signature(
      name: person.name, email: person.email, seconds: signature.seconds, offsetMinutes: Int(signature.offset))
  }

  /// Reads `Name <email> 1700000000 +0100`; what is malformed becomes empty or zero, as git shows it.
  mutating func numbered(_ line: UnsafeRawBufferPointer) -> CommitColumns.Signature {
    // The date follows the last `>`, because a name may hold one.
    var close = line.count
    while close > 0, line[close - 1] != 0x3E { close -= 1 }
    let person = UnsafeRawBufferPointer(rebasing: line[..<close])
    let (seconds, offset) = time(UnsafeRawBufferPointer(rebasing: line[close...]))
    return CommitColumns.Signature(person: number(person), offset: offset, seconds: seconds)
  }

  private mutating func number(_ person: UnsafeRawBufferPointer) -> Int32 {
    if let last, last.line.elementsEqual(person) { return last.number }
    let key = Array(person)
    let number = numbers[key] ?? Int32(list.count)
    if number == list.count {
      list.append(split(person))
      numbers[key] = number
    }
    last = (key, number)
    return number
  }

  /// Nobody at no time: what a commit that does not say who signed it has.
  mutating func nobody() -> CommitColumns.Signature { numbered(UnsafeRawBufferPointer(start: nil, count: 0)) }

  private func split(_ person: UnsafeRawBufferPointer) -> CommitColumns.Person {
    guard let open = Bytes.index(of: 0x3C, in: person, from: 0) else {
      return CommitColumns.Person(name: Self.trimmed(person[...]), email: "")
    }
    let close = Bytes.index(of: 0x3E, in: person, from: open) ?? person.count
    return CommitColumns.Person(
      name: Self.trimmed(person[..<open]), email: Self.trimmed(person[(open + 1)..<close]))
  }

  private static func trimmed(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
    var rest = bytes
    while let first = rest.first, first <= 0x20 { rest = rest.dropFirst() }
    while let last = rest.last, last <= 0x20 { rest = rest.dropLast() }
    return Encoding.decode(UnsafeRawBufferPointer(rebasing: rest), encoding: nil)
  }

  /// Seconds and minutes of ` 1700000000 +0100`.
  private func time(_ text: UnsafeRawBufferPointer) -> (seconds: Int64, offset: Int32) {
    var index = 0
    func digits(limit: Int64) -> Int64 {
      var value: Int64 = 0
      while index < text.count, case let digit = text[index], digit >= 0x30, digit <= 0x39 {
        value = min(value * 10 + Int64(digit - 0x30), limit)
        index += 1
      }
      return value
    }
    while index < text.count, text[index] == 0x20 { index += 1 }
    let seconds = digits(limit: Self.seconds.upperBound)
    while index < text.count, text[index] == 0x20 { index += 1 }
    guard index < text.count, text[index] == 0x2B || text[index] == 0x2D else { return (seconds, 0) }
    let sign: Int32 = text[index] == 0x2D ? -1 : 1
    index += 1
    // Hours and minutes.
    let zone = Int32(digits(limit: 9959))
    return (seconds, sign * (zone / 100 * 60 + zone % 100))
  }
}

/// Text that need not be UTF-8.
enum Encoding {
  /// The text of `bytes`. Valid UTF-8 is taken as such whatever the commit claims; a claim of Latin-1 or Windows-1252
  /// is honoured; anything else is repaired with U+FFFD.
  static func decode(_ bytes: UnsafeRawBufferPointer, encoding: String?) -> String {
    guard let encoding, let table = singleByte(encoding) else { return String(decoding: bytes, as: UTF8.self) }
    if let text = String(validating: bytes.bindMemory(to: UInt8.self), as: UTF8.self) { return text }
    var text = String.UnicodeScalarView()
    for byte in bytes {
      let scalar = 0x80...0x9F ~= byte ? table[Int(byte) - 0x80] : UInt16(byte)
      text.append(Unicode.Scalar(scalar) ?? "\u{FFFD}")
    }
    return String(text)
  }

  /// What bytes 0x80 to 0x9F mean; nil for an encoding that is not decoded here.
  private static func singleByte(_ name: String) -> [UInt16]? {
    switch name.lowercased() {
    case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1": Array(0x80...0x9F)
    case "windows-1252", "cp1252": windows1252
    default: nil
    }
  }

  private static let windows1252: [UInt16] = [
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD,
    0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0xFFFD, 0x017E, 0x0178,
  ]
}
