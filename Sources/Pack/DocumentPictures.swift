import ISMS
import Source
import Syntax

/// The pictures that the texts of a pack show: files of the repository that are pictures by their bytes.
///
/// A picture has no classification of its own. It is part of the text that shows it, so it is copied where the audience
/// may read that text, unless it is itself withheld, as the file of an evidence item may be. A drawing in SVG is a
/// document that can run scripts once somebody opens it by itself, so none is copied; readers see the alternative text.
enum DocumentPictures {
  /// The largest picture that is copied, in bytes.
  private static let largest = 16 * 1024 * 1024

  /// Paths of the pictures in the repository, in order.
  static func paths(_ isms: ISMS, disclosure: Disclosure, contents: any ContentReader) -> [String] {
    var wanted: Set<String> = []
    func collect(_ text: MarkdownDocument, of path: String) {
      for destination in text.imageDestinations {
        if let picture = self.path(of: destination, in: path) { wanted.insert(picture) }
      }
    }
    for document in isms.documents where disclosure.includes(document) {
      collect(document.markdown, of: document.path)
    }
    for file in isms.recordFiles where disclosure.handling(of: file.record) == .include {
      collect(file.markdown, of: file.path)
    }
    return wanted.filter { path in
      guard disclosure.mayName(path: path), let entry = isms.files[path], entry.kind == .file,
        let bytes = try? contents.contents(of: entry.blob, limit: largest)
      else { return false }
      return isPicture(bytes)
    }
    .sorted(by: comesFirst)
  }

  /// The file an image names, written in a text; nil for what lies outside the repository.
  static func path(of destination: String, in text: String) -> String? {
    guard !destination.isEmpty, !destination.hasPrefix("//"), !TextLinks.hasScheme(destination) else { return nil }
    let file = Paths.percentDecoded(String(destination.prefix { $0 != "?" && $0 != "#" }))
    return file.isEmpty ? nil : Paths.resolve(file, in: Paths.folder(of: text))
  }

  /// Whether the bytes begin as those of a PNG, JPEG, GIF or WebP do. The name does not count: a browser does not look
  /// at it either.
  static func isPicture(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) || bytes.starts(with: [0xFF, 0xD8, 0xFF])
      || bytes.starts(with: "GIF87a".utf8) || bytes.starts(with: "GIF89a".utf8)
      || (bytes.starts(with: "RIFF".utf8) && bytes.dropFirst(8).starts(with: "WEBP".utf8))
  }

  /// Hands over the files as they are copied.
  static func forEach(in site: Site, _ take: (OutputFile) throws -> Void) rethrows {
    for path in site.addresses.pictures.keys.sorted(by: comesFirst) {
      // A picture that is a file of an evidence item, too, is copied as that.
      guard site.addresses.copies[path] == nil, let address = site.addresses.pictures[path],
        let entry = site.isms.files[path],
        let bytes = try? site.contents.contents(of: entry.blob, limit: largest)
      else { continue }
      try take(OutputFile(path: address.page + (address.ending ?? ""), bytes: bytes))
    }
  }
}
