import Foundation
import Testing

@testable import Pack

/// Colours are tokens of the style sheet, so that their contrast can be measured once for every page (WCAG 2.2: 4.5 to 1
/// for text, 3 to 1 for shapes and the edges of controls).
struct TokenTests {
  enum Scheme: String, CaseIterable { case light, dark, print }

  /// The tokens of a scheme; dark and print change some of the light ones.
  private static func tokens(_ scheme: Scheme) throws -> [String: [Double]] {
    let style = try #require(Templates.asset("style.css"))
    let blocks = style.split(separator: ":root {").dropFirst().map { $0.prefix { $0 != "}" } }
    try #require(blocks.count == 3, "light, dark, print")
    var tokens: [String: [Double]] = [:]
    for block in scheme == .light ? [blocks[0]] : scheme == .dark ? [blocks[0], blocks[1]] : [blocks[0], blocks[2]] {
      for match in block.matches(of: /--([a-z0-9-]+): #([0-9a-f]{3,6});/) {
        let digits = match.output.2.count == 3 ? match.output.2.map { "\($0)\($0)" }.joined() : String(match.output.2)
        let value = try #require(Int(digits, radix: 16))
        tokens[String(match.output.1)] = [value >> 16, value >> 8 & 255, value & 255].map { Double($0) / 255 }
      }
    }
    return tokens
  }

  private static func luminance(_ colour: [Double]) -> Double {
    let linear = colour.map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  static func contrast(_ left: [Double], _ right: [Double]) -> Double {
    let (low, high) = (min(luminance(left), luminance(right)), max(luminance(left), luminance(right)))
    return (high + 0.05) / (low + 0.05)
  }

  @Test func blackOnWhiteIsTwentyOneToOne() {
    #expect(abs(Self.contrast([0, 0, 0], [1, 1, 1]) - 21) < 0.01)
  }

  @Test(arguments: Scheme.allCases) func everyPairIsReadable(scheme: Scheme) throws {
    let tokens = try Self.tokens(scheme)
    var pairs: [(text: String, ground: String, least: Double)] = []
    for text in ["ink", "soft", "link", "link-visited", "bad"] {
      for ground in ["paper", "sheet", "tint"] { pairs.append((text, ground, 4.5)) }
    }
    for mark in ["good", "part", "open", "bad", "none"] {
      pairs.append((mark, mark + "-tint", 4.5))
      pairs.append((mark, "paper", 3))
    }
    for tone in 0...3 { pairs.append(("ink", "tone-\(tone)", 4.5)) }
    for text in ["link", "ink"] { pairs.append((text, "part-tint", 4.5)) }
    for edge in ["focus", "rule-strong"] {
      for ground in ["paper", "sheet"] { pairs.append((edge, ground, 3)) }
    }
    for (text, ground, least) in pairs {
      let left = try #require(tokens[text], "--\(text)")
      let right = try #require(tokens[ground], "--\(ground)")
      let found = Self.contrast(left, right)
      #expect(found >= least, "--\(text) on --\(ground) is \(found) to 1 in \(scheme.rawValue)")
    }
  }
}
