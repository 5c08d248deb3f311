/// Text like that of policies, always the same for a seed: headings, paragraphs, lists, links, code, and tables in two of
/// five documents.
struct Corpus {
  private var state: UInt64
  private var text = ""

  /// Documents one after the other, at least `size` bytes together.
  static func text(size: Int, seed: UInt64) -> String {
    var corpus = Corpus(state: seed)
    corpus.text.reserveCapacity(size + 20_000)
    var number = 0
    while corpus.text.utf8.count < size {
      number += 1
      corpus.document(number)
    }
    return corpus.text
  }

  private init(state: UInt64) { self.state = state }

  /// SplitMix64.
  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  private mutating func happens(_ percent: Int) -> Bool { number(1...100) <= percent }

  private mutating func one(_ words: [String]) -> String { words[number(0...words.count - 1)] }

  private func capitalised(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }

  private static let words = """
    access account action agreed all annual any approval approved asset assets audit authorised backup between business
    change classified cloud confidential contract control controls customer customers daily data delivery device
    document each encryption engineer ensure event every evidence external for from function health identified
    incident information is keep key labelled leave log logical management manager may monthly must named network of
    only operation owner password people period person platform policy privileged procedure process production
    protected provider quarterly record recorded register removed report request responsible restricted review reviewed
    risk role rules secret secure security service shall software staff stored supplier system team that the their
    these third-party to treatment two unless until used user who with within without work year
    """.split { $0 == " " || $0 == "\n" }.map(String.init)

  private static let titles = [
    "Purpose", "Scope", "Roles and responsibilities", "Rules", "Access reviews", "Exceptions", "Related documents",
    "Definitions", "Records", "Working from home", "Suppliers", "Incidents", "Measurement and review",
  ]

  private mutating func document(_ number: Int) {
    text += "# \(one(Self.titles)) of policy \(number)\n\n"
    let hasTable = happens(40)
    let sections = self.number(4...9)
    let tableSection = self.number(0...sections - 1)
    for section in 0..<sections {
      text += "\(section % 3 == 2 ? "###" : "##") \(section + 1). \(one(Self.titles))\n\n"
      for _ in 0..<self.number(1...3) { paragraph() }
      if happens(45) { list(isOrdered: happens(30)) }
      if hasTable, section == tableSection { table() }
      if happens(12) { code() }
      if happens(8) { text += "> **Note:** \(sentence())\n\n" }
    }
  }

  private mutating func sentence() -> String {
    var sentence = capitalised(one(Self.words))
    for position in 0..<number(6...20) {
      sentence += position % 7 == 6 && happens(60) ? ", " : " "
      switch number(1...100) {
      case 1...3: sentence += "**\(one(Self.words)) \(one(Self.words))**"
      case 4...5: sentence += "*\(one(Self.words))*"
      case 6...7: sentence += "[\(one(Self.words)) \(one(Self.words))](../procedures/\(one(Self.words)).md#rules)"
      case 8: sentence += "`\(one(Self.words))`"
      case 9: sentence += "A.\(number(5...8)).\(number(1...8))"
      default: sentence += one(Self.words)
      }
    }
    return sentence + "."
  }

  private mutating func paragraph() {
    var column = 0
    for _ in 0..<number(2...6) {
      for word in sentence().split(separator: " ") {
        if column + word.utf8.count > 100 {
          text += "\n"
          column = 0
        } else if column > 0 {
          text += " "
        }
        text += word
        column += word.utf8.count + 1
      }
    }
    text += "\n\n"
  }

  private mutating func list(isOrdered: Bool) {
    for item in 1...number(3...8) {
      text += isOrdered ? "\(item). " : "- "
      text += sentence() + "\n"
      if happens(15) { text += (isOrdered ? "   " : "  ") + "- " + sentence() + "\n" }
    }
    text += "\n"
  }

  private mutating func table() {
    let columns = number(3...6)
    for _ in 0..<columns { text += "| \(capitalised(one(Self.words))) " }
    text += "|\n"
    for _ in 0..<columns { text += happens(80) ? "|---" : "|--:" }
    text += "|\n"
    for _ in 0..<number(5...20) {
      for _ in 0..<columns {
        text += "| \(one(Self.words))"
        for _ in 0..<number(0...6) { text += " " + one(Self.words) }
        text += " "
      }
      text += "|\n"
    }
    text += "\n"
  }

  private mutating func code() {
    text += "```sh\n"
    for _ in 0..<number(2...6) { text += "\(one(Self.words)) --\(one(Self.words)) /etc/\(one(Self.words))\n" }
    text += "```\n\n"
  }
}
