import Source
import Testing

@Suite struct ColumnTests {
  private let numbers: Column<Int32> = [1, -2, .max, .min]
  private let ids = Column((0..<3).compactMap { ObjectID(hex: String(repeating: "0\($0)", count: 20)) })

  @Test func columnsStandWhereTheyLie() throws {
    var texts = TextTable()
    for text in ["a", "", "é"] { texts.append(text) }
    var writer = ColumnWriter()
    writer.number(7)
    writer.column([5, 6] as Column<UInt8>)
    // From here on nothing is aligned.
    writer.column(numbers)
    writer.column(ids)
    writer.column([.max, -1] as Column<Int64>)
    writer.texts(texts)
    var reader = ColumnReader(([0] + writer.bytes)[1...])
    let number = reader.number()
    let bytes = reader.column(of: 2, UInt8.self)
    let column = reader.column(of: 4, Int32.self)
    let names = reader.column(of: 3, ObjectID.self)
    let long = reader.column(of: 2, Int64.self)
    let table = reader.texts()
    let read = try #require(table)
    #expect(number == 7 && bytes.map(Array.init) == [5, 6] && long.map(Array.init) == [.max, -1])
    #expect(names?.elementsEqual(ids) == true)
    #expect(read.count == 3 && (0..<3).map(read.text) == ["a", "", "é"] && reader.isAtEnd)
    var found = try #require(column)
    #expect(found.elementsEqual(numbers))
    // What is added to one column is not seen in what lies behind it.
    found.append(8)
    #expect(Array(found) == [1, -2, .max, .min, 8] && (0..<3).map(read.text) == ["a", "", "é"])
  }

  @Test func whatDoesNotFitIsNotRead() {
    var reader = ColumnReader([1, 0, 0, 0, 9])
    let (two, many) = (reader.column(of: 2, Int32.self), reader.column(of: .max, Int64.self))
    let texts = reader.texts()
    #expect(two.map { $0.count } == nil && many.map { $0.count } == nil && texts.map { $0.count } == nil)
    var short = ColumnReader([1, 0, 0])
    let number = short.number()
    #expect(number == nil && !short.isAtEnd)
  }

  @Test func numbersAreLookedAt() {
    #expect(numbers.lies(in: .min ... .max) && !numbers.lies(in: -2 ... .max) && Column<UInt8>().lies(in: 1...1))
    #expect(([0, 2, 2] as Column<Int>).rise(to: 2) && !([0, 2, 1] as Column<Int>).rise(to: 1))
    #expect(([0, 1] as Column<UInt8>).lies(in: 0...1) && !([3] as Column<Int64>).lies(in: 4...5))
  }
}
