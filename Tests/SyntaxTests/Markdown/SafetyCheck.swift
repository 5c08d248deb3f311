/// Reads HTML as strictly as can be, and names everything that safe HTML must not hold.
enum SafetyCheck {
  static let elements: [String: Set<String>] = [
    "p": ["class"], "h1": ["id"], "h2": ["id"], "h3": ["id"], "h4": ["id"], "h5": ["id"], "h6": ["id"],
    "ul": [], "ol": ["start"], "li": ["class", "id"], "blockquote": [], "pre": [], "code": ["class"], "hr": [],
    "table": [], "thead": [], "tbody": [], "tr": [], "th": ["scope", "align", "colspan", "rowspan"],
    "td": ["align", "colspan", "rowspan"], "em": [], "strong": [], "del": [], "ins": [], "mark": [], "sub": [],
    "sup": ["class"], "kbd": [], "abbr": ["title"], "br": [], "details": ["open"], "summary": [],
    "a": ["href", "title", "rel", "id", "class", "role", "aria-label"], "span": ["id"],
    "img": ["src", "alt", "title", "width", "height"], "input": ["type", "checked", "disabled"],
    "div": ["class", "role"], "section": ["class", "role"],
  ]
  static let void: Set<String> = ["br", "hr", "img", "input"]

  static func problems(in html: String) -> [String] {
    var problems: [String] = []
    var open: [String] = []
    let bytes = Array(html.utf8)
    var index = 0
    func text(_ start: Int, _ end: Int) -> String { String(decoding: bytes[start..<end], as: UTF8.self) }
    while index < bytes.count {
      if bytes[index] < 0x20, bytes[index] != 0x0A, bytes[index] != 0x09, bytes[index] != 0x0D {
        problems.append("control character")
      }
      if bytes[index] == UInt8(ascii: ">") { problems.append("unescaped >") }
      guard bytes[index] == UInt8(ascii: "<") else {
        index += 1
        continue
      }
      index += 1
      let isEnd = index < bytes.count && bytes[index] == UInt8(ascii: "/")
      if isEnd { index += 1 }
      let nameStart = index
      while index < bytes.count, isName(bytes[index]) { index += 1 }
      let name = text(nameStart, index)
      guard let allowed = elements[name] else {
        problems.append("element \(name)")
        continue
      }
      var attributes: [String: String] = [:]
      while index < bytes.count, bytes[index] == 0x20 {
        index += 1
        let start = index
        while index < bytes.count, isName(bytes[index]) || bytes[index] == UInt8(ascii: "-") { index += 1 }
        let attribute = text(start, index)
        if !allowed.contains(attribute) { problems.append("attribute \(attribute)") }
        if attributes[attribute] != nil { problems.append("attribute \(attribute) twice") }
        attributes[attribute] = ""
        guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else {
          if !["open", "checked", "disabled"].contains(attribute) { problems.append("\(attribute) without value") }
          continue
        }
        index += 1
        guard index < bytes.count, bytes[index] == 0x22 else {
          problems.append("value without quotes")
          break
        }
        index += 1
        let valueStart = index
        while index < bytes.count, bytes[index] != 0x22 {
          if bytes[index] == UInt8(ascii: "<") { problems.append("unescaped < in a value") }
          index += 1
        }
        let value = text(valueStart, min(index, bytes.count))
        attributes[attribute] = value
        if attribute == "href" || attribute == "src" { check(url: value, attribute, &problems) }
        index += 1
      }
      guard index < bytes.count, bytes[index] == UInt8(ascii: ">") else {
        problems.append("tag \(name) does not end")
        continue
      }
      index += 1
      if isEnd {
        if open.popLast() != name { problems.append("end of \(name) without start") }
        if !attributes.isEmpty { problems.append("end tag with attributes") }
      } else if !void.contains(name) {
        if name == "a", attributes["href"] != nil, open.contains("a") { problems.append("link in a link") }
        open.append(name)
      }
    }
    if !open.isEmpty { problems.append("\(open) not closed") }
    return problems
  }

  private static func isName(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
  }

  private static func check(url: String, _ attribute: String, _ problems: inout [String]) {
    guard url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x5C }) else {
      problems.append("\(attribute) with bytes that no URL holds")
      return
    }
    let head = url.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    if let colon = head.firstIndex(of: ":") {
      let scheme = head[..<colon].lowercased()
      if !["http", "https", "mailto", "tel"].contains(scheme) { problems.append("scheme \(scheme)") }
      if attribute == "src" { problems.append("image from elsewhere") }
    }
    // Character references in the value: only those we write, so that no scheme hides behind one.
    if url.contains("&"), url.contains("&#"), !url.contains("&#x27;") { problems.append("reference in \(attribute)") }
    if url.hasPrefix("//"), attribute == "src" { problems.append("image from elsewhere") }
  }
}
