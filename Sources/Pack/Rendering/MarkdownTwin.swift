/// What holds for every page of the Markdown twin.
enum MarkdownTwin {
  /// Forges show larger files as plain text, or not at all; in bytes.
  static let largest = 500_000

  /// The page; where it is too large, its beginning up to the end of a line, and at the top what became of the rest.
  static func bounded(_ file: OutputFile, to limit: Int = largest) -> OutputFile {
    guard file.bytes.count > limit else { return file }
    // At the top, because what is cut may be in the middle of a block of code.
    let note =
      "> This page is longer than a forge shows. It ends early here; the page of the pack that is no Markdown "
      + "has all of it.\n\n"
    let room = limit - note.utf8.count
    let end = file.bytes[..<room].lastIndex(of: 0x0A).map { $0 + 1 } ?? room
    return OutputFile(path: file.path, bytes: Array(note.utf8) + file.bytes[..<end])
  }
}
