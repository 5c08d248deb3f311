/// A day of the Gregorian calendar, without time or zone.
public struct CalendarDate: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Days since 1970-01-01.
  public let dayNumber: Int

  /// The day that many days after 1970-01-01.
  public init(dayNumber: Int) { self.dayNumber = dayNumber }

  /// A day that exists in the calendar; nil otherwise (30 February, month 13).
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.days(inMonth: month, year: year)
    else { return nil }
    // Howard Hinnant's days_from_civil: years start in March, so that the leap day is the last.
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    dayNumber = era * 146_097 + dayOfEra - 719_468
  }

  /// A day written `YYYY-MM-DD`; nil for any other text or a day that does not exist.
  public init?(_ text: some StringProtocol) {
    let digits = Array(text.utf8)
    guard digits.count == 10, digits[4] == 0x2D, digits[7] == 0x2D else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for digit in digits[range] {
        guard (0x30...0x39).contains(digit) else { return nil }
        value = value * 10 + Int(digit - 0x30)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The day on which `seconds` since 1970-01-01 00:00 UTC fall, seen at an offset of `minutes` from UTC.
  public init(secondsSince1970 seconds: Int64, offsetMinutes minutes: Int = 0) {
    let local = seconds &+ Int64(minutes) &* 60
    let day = local >= 0 ? local / 86_400 : -((-local + 86_399) / 86_400)
    dayNumber = Int(min(max(day, -719_162), 2_932_896))
  }

  /// Year, month (1 to 12) and day (1 to 31).
  public var components: (year: Int, month: Int, day: Int) {
    let shifted = dayNumber + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// `YYYY-MM-DD`.
  public var description: String {
    let (year, month, day) = components
    let stated = String(year).utf8
    var text = [UInt8](repeating: 0x30, count: max(0, 4 - stated.count))
    text.reserveCapacity(10)
    text += stated
    for part in [month, day] { text += [0x2D, 0x30 + UInt8(part / 10), 0x30 + UInt8(part % 10)] }
    return String(decoding: text, as: UTF8.self)
  }

  /// Number of days in a month of a year.
  public static func days(inMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Earlier days come first.
  public static func < (left: CalendarDate, right: CalendarDate) -> Bool { left.dayNumber < right.dayNumber }

  /// Days from `earlier` to `later`; negative if `later` comes first.
  public static func - (later: CalendarDate, earlier: CalendarDate) -> Int { later.dayNumber - earlier.dayNumber }

  /// The day `duration` later. A day that the target month lacks becomes its last day.
  public static func + (date: CalendarDate, duration: CalendarDuration) -> CalendarDate {
    let (year, month, day) = date.components
    let months = year * 12 + month - 1 + duration.months
    let target = (year: max(1, min(9999, months / 12)), month: months % 12 + 1)
    let last = days(inMonth: target.month, year: target.year)
    let moved = CalendarDate(year: target.year, month: target.month, day: min(day, last)) ?? date
    return CalendarDate(dayNumber: moved.dayNumber + duration.days)
  }
}

/// A length of time in whole months and days, such as a review interval.
public struct CalendarDuration: Hashable, Sendable, CustomStringConvertible {
  /// Whole months; a year is 12.
  public let months: Int
  /// Days on top of the months; a week is 7.
  public let days: Int

  /// `months` and `days` together.
  public init(months: Int = 0, days: Int = 0) {
    self.months = months
    self.days = days
  }

  /// Reads `12 months`, `90 days`, `2 weeks`, `1 year`, `12m`, `P1Y`, `P6M`, `P90D`, `P1Y6M`; nil for other text.
  public init?(_ text: String) {
    let lowered = text.lowercased()
    var pairs: [(Int, String)] = []
    var number = ""
    var unit = ""
    var isAfterGap = false
    let isPeriod = lowered.hasPrefix("p")
    for character in isPeriod ? lowered.dropFirst() : lowered[...] {
      if character.isASCII && character.isNumber {
        if isAfterGap && unit.isEmpty { return nil }
        if !unit.isEmpty {
          guard let value = Int(number) else { return nil }
          pairs.append((value, unit))
          (number, unit) = ("", "")
        }
        number.append(character)
      } else if character == " " {
        isAfterGap = !number.isEmpty
        continue
      } else {
        guard !number.isEmpty else { return nil }
        unit.append(character)
      }
      isAfterGap = false
    }
    guard let value = Int(number), !unit.isEmpty else { return nil }
    pairs.append((value, unit))
    var months = 0
    var days = 0
    for (value, unit) in pairs {
      guard value <= 100_000 else { return nil }
      switch unit {
      case "y", "year", "years": months += value * 12
      case "m", "month", "months": months += value
      case "w", "week", "weeks": days += value * 7
      case "d", "day", "days": days += value
      default: return nil
      }
    }
    guard isPeriod || pairs.count == 1 else { return nil }
    self.init(months: months, days: days)
  }

  /// `12 months`, `90 days`, `1 month 15 days`.
  public var description: String {
    func counted(_ value: Int, _ word: String) -> String? {
      value == 0 ? nil : "\(value) \(word)\(value == 1 ? "" : "s")"
    }
    let parts = [counted(months, "month"), counted(days, "day")].compactMap { $0 }
    return parts.isEmpty ? "0 days" : parts.joined(separator: " ")
  }
}
