import Source

/// Paths inside a repository: text with `/` between folders.
package enum Paths {
  /// The folder of a file; empty for the root.
  package static func folder(of path: String) -> String {
    var path = path
    return path.withUTF8 { bytes in
      bytes.lastIndex(of: 0x2F).map { String(decoding: bytes[..<$0], as: UTF8.self) } ?? ""
    }
  }

  /// Whether the last part of a path is `name`.
  package static func isPath(_ path: String, ofFileNamed name: String) -> Bool {
    guard ends(path, in: name) else { return false }
    let rest = path.utf8.dropLast(name.utf8.count)
    return rest.isEmpty || rest.last == 0x2F
  }

  /// Whether the last bytes of a path are those of `end`.
  package static func ends(_ path: String, in end: String) -> Bool {
    var (path, end) = (path, end)
    return path.withUTF8 { path in
      end.withUTF8 { end in
        path.count >= end.count && path.last == end.last && path[(path.count - end.count)...].elementsEqual(end)
      }
    }
  }

  /// The path that `relative` means when written in a file of `folder`; nil if it leads out of the repository.
  package static func resolve(_ relative: String, in folder: String) -> String? {
    // Nearly every path names a file below the folder: nothing in it is to be resolved.
    if isPlain(relative) {
      if folder.isEmpty { return relative }
      var path = ""
      path.reserveCapacity(folder.utf8.count + relative.utf8.count + 1)
      path += folder
      path += "/"
      path += relative
      return path
    }
    var parts = relative.hasPrefix("/") ? [] : folder.split(separator: "/").map(String.init)
    for part in relative.split(separator: "/") {
      switch part {
      case ".": continue
      case "..":
        guard !parts.isEmpty else { return nil }
        parts.removeLast()
      default: parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }

  /// Whether no part of a path is empty or begins with a dot.
  private static func isPlain(_ path: String) -> Bool {
    var path = path
    return path.withUTF8 { bytes in
      var beginsPart = true
      for byte in bytes {
        if beginsPart, byte == 0x2F || byte == 0x2E { return false }
        beginsPart = byte == 0x2F
      }
      return !beginsPart
    }
  }

  /// Whether a path comes before another in the order of their bytes.
  package static func isPath(_ path: String, before other: String) -> Bool {
    var (path, other) = (path, other)
    return path.withUTF8 { path in
      other.withUTF8 { UnsafeRawBufferPointer(path).order(UnsafeRawBufferPointer($0)) < 0 }
    }
  }

  /// Whether `path` is `folder` or lies in it; everything lies in the root.
  package static func isPath(_ path: String, in folder: String) -> Bool {
    folder.isEmpty || path == folder || path.hasPrefix(folder + "/")
  }

  /// Whether `path` lies in one of `folders`, however many there are.
  package static func isPath(_ path: String, inOneOf folders: Set<String>) -> Bool {
    guard !folders.isEmpty else { return false }
    var rest = path[...]
    while let slash = rest.lastIndex(of: "/") {
      rest = rest[..<slash]
      if folders.contains(String(rest)) { return true }
    }
    return false
  }

  /// The text with `%XX` decoded; unchanged where that gives no UTF-8.
  package static func percentDecoded(_ text: String) -> String {
    guard text.utf8.contains(0x25) else { return text }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    func value(_ digit: UInt8) -> UInt8? {
      switch digit {
      case 0x30...0x39: digit - 0x30
      case 0x41...0x46: digit - 0x41 + 10
      case 0x61...0x66: digit - 0x61 + 10
      default: nil
      }
    }
    while let byte = rest.first {
      let start = rest.startIndex
      if byte == 0x25, rest.count >= 3, let high = value(rest[start + 1]), let low = value(rest[start + 2]) {
        bytes.append(high << 4 | low)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
        rest = rest.dropFirst()
      }
    }
    return String(validating: bytes, as: UTF8.self) ?? text
  }
}
