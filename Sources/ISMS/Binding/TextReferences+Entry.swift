import Source
import Syntax

// What a text names as bytes, within the entry of its file: see MarkdownFile+Entry.swift.

private enum NamedTag {
  static let control: UInt8 = 0
  static let controls: UInt8 = 1
  static let unknownControl: UInt8 = 2
  static let oldControl: UInt8 = 3
  static let badControlRange: UInt8 = 4
  static let clause: UInt8 = 5
  static let identifier: UInt8 = 6
  static let foreignControl: UInt8 = 7
}

extension ByteWriter {
  mutating func references(_ references: TextReferences) {
    byte(references.holdsText ? 1 : 0)
    number(references.named.count)
    for named in references.named {
      range(named.mention.range)
      optional(named.section)
      target(named.mention.target)
    }
    number(references.links.count)
    for link in references.links {
      range(link.range)
      optional(link.section)
      text(link.destination)
    }
    texts(references.anchors.sorted())
  }

  private mutating func optional(_ value: Int?) { number((value ?? -1) + 1) }

  private mutating func texts(_ texts: [String]) {
    number(texts.count)
    for text in texts { self.text(text) }
  }

  private mutating func target(_ target: Mention.Target) {
    switch target {
    case .control(let control):
      byte(NamedTag.control)
      text(control)
    case .controls(let controls):
      byte(NamedTag.controls)
      texts(controls)
    case .unknownControl(let control, let theme, let last):
      byte(NamedTag.unknownControl)
      text(control)
      optional(theme)
      optional(last)
    case .oldControl(let control):
      byte(NamedTag.oldControl)
      text(control)
    case .badControlRange(let range, let reason):
      byte(NamedTag.badControlRange)
      text(range)
      text(reason)
    case .clause(let clause):
      byte(NamedTag.clause)
      text(clause)
    case .identifier(let identifier):
      byte(NamedTag.identifier)
      text(identifier)
    case .foreignControl(let control, let standard):
      byte(NamedTag.foreignControl)
      text(control)
      text(standard)
    }
  }
}

extension ByteReader {
  mutating func references() -> TextReferences? {
    guard let holdsText = byte(), let namedCount = count(least: 12) else { return nil }
    var named: [TextReferences.Named] = []
    named.reserveCapacity(namedCount)
    for _ in 0..<namedCount {
      guard let range = range(), let section = optional(), let target = target() else { return nil }
      named.append(.init(mention: Mention(target: target, range: range), section: section))
    }
    guard let linkCount = count(least: 12) else { return nil }
    var links: [TextReferences.Link] = []
    links.reserveCapacity(linkCount)
    for _ in 0..<linkCount {
      guard let range = range(), let section = optional(), let destination = text() else { return nil }
      links.append(.init(destination: destination, range: range, section: section))
    }
    guard let anchors = texts() else { return nil }
    return TextReferences(named: named, links: links, anchors: Set(anchors), holdsText: holdsText == 1)
  }

  private mutating func optional() -> Int?? {
    guard let value = number() else { return nil }
    return .some(value == 0 ? nil : value - 1)
  }

  private mutating func texts() -> [String]? {
    guard let count = count(least: 4) else { return nil }
    var texts: [String] = []
    texts.reserveCapacity(count)
    for _ in 0..<count {
      guard let text = text() else { return nil }
      texts.append(text)
    }
    return texts
  }

  private mutating func target() -> Mention.Target? {
    switch byte() {
    case NamedTag.control: return text().map { .control($0) }
    case NamedTag.controls: return texts().map { .controls($0) }
    case NamedTag.unknownControl:
      guard let control = text(), let theme = optional(), let last = optional() else { return nil }
      return .unknownControl(control, theme: theme, last: last)
    case NamedTag.oldControl: return text().map { .oldControl($0) }
    case NamedTag.badControlRange:
      guard let range = text(), let reason = text() else { return nil }
      return .badControlRange(range, reason: reason)
    case NamedTag.clause: return text().map { .clause($0) }
    case NamedTag.identifier: return text().map { .identifier($0) }
    case NamedTag.foreignControl:
      guard let control = text(), let standard = text() else { return nil }
      return .foreignControl(control, standard: standard)
    default: return nil
    }
  }
}
