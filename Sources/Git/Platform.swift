#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What `Git` asks of the operating system itself, in one place.
enum Platform {
  /// The value of an environment variable; nil if it is not set.
  static func environmentVariable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// The folder the process works in; nil if it was removed.
  static func currentFolder() -> String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }

  /// `path` if it is absolute, else as seen from `folder`.
  static func absolute(_ path: String, from folder: String?) -> String {
    guard !path.hasPrefix("/"), let folder else { return path }
    return folder.hasSuffix("/") ? folder + path : folder + "/" + path
  }

  /// What lies at a path, symbolic links not followed.
  enum Entry {
    case file(size: Int)
    case symbolicLink
    case folder
    case other
  }

  static func entry(at path: [CChar]) -> Entry? {
    var information = stat()
    guard lstat(path, &information) == 0 else { return nil }
    switch information.st_mode & S_IFMT {
    case S_IFREG: return .file(size: Int(information.st_size))
    case S_IFLNK: return .symbolicLink
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// Whether something may lie at a path: it does, or a folder above it cannot be looked into.
  static func mayExist(at path: [CChar]) -> Bool {
    var information = stat()
    return lstat(path, &information) == 0 || (errno != ENOENT && errno != ENOTDIR)
  }

  /// Whether the names in a folder can be listed and looked at.
  static func isReadableFolder(_ path: [CChar]) -> Bool { access(path, R_OK | X_OK) == 0 }

  /// The names of the folders in a folder, symbolic links not followed; none if it cannot be read.
  static func folders(inFolder path: [CChar]) -> [[UInt8]] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [[UInt8]] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name == [0x2E] || name == [0x2E, 0x2E] { continue }
      let isFolder: Bool =
        switch Int32(entry.pointee.d_type) {
        case Int32(DT_DIR): true
        case Int32(DT_UNKNOWN):
          if case .folder? = Self.entry(at: Array(path.dropLast()) + [0x2F] + name.map { CChar(bitPattern: $0) } + [0])
          {
            true
          } else {
            false
          }
        default: false
        }
      if isFolder { names.append(name) }
    }
    return names
  }

  static func owner(of path: String) -> UInt32? {
    var information = stat()
    return lstat(path, &information) == 0 ? UInt32(information.st_uid) : nil
  }

  static var currentUser: UInt32 { UInt32(geteuid()) }

  /// Size and time of the last change in seconds and nanoseconds, as git's index keeps them.
  static func stamp(of path: [CChar]) -> (size: UInt32, seconds: Int32, nanoseconds: UInt32)? {
    var information = stat()
    guard lstat(path, &information) == 0 else { return nil }
    #if canImport(Darwin)
      let time = information.st_mtimespec
    #else
      let time = information.st_mtim
    #endif
    return (
      UInt32(truncatingIfNeeded: information.st_size), Int32(truncatingIfNeeded: time.tv_sec),
      UInt32(truncatingIfNeeded: time.tv_nsec)
    )
  }

  /// The path a symbolic link names; nil if it cannot be read.
  static func target(ofLink path: [CChar]) -> [UInt8]? {
    var target = [UInt8](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = target.withUnsafeMutableBytes { buffer in
      buffer.baseAddress.map { readlink(path, $0.assumingMemoryBound(to: CChar.self), buffer.count) } ?? -1
    }
    return count < 0 ? nil : Array(target.prefix(count))
  }

  /// The bytes of a file, at most `limit` and one more; nil with `errno` set if it cannot be read.
  static func bytes(ofFile path: [CChar], limit: Int) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var information = stat()
    guard fstat(file, &information) == 0 else { return nil }
    let most = limit == .max ? limit : limit + 1
    var bytes: [UInt8] = []
    var room = min(max(Int(information.st_size), 0) + 1, most)
    while room > 0 {
      var failed = false
      let piece = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        let got = read(file, buffer.baseAddress, room)
        failed = got < 0
        count = max(got, 0)
      }
      if failed {
        if errno == EINTR { continue }
        return nil
      }
      if piece.isEmpty { break }
      if bytes.isEmpty { bytes = piece } else { bytes += piece }
      room = min(65_536, most - bytes.count)
    }
    return bytes
  }

  /// Writes a file as a whole: readers see the old one or the new one, and of two writers the last wins. Does nothing
  /// where that is not possible.
  static func replace(file name: String, in folder: String, by bytes: [UInt8]) {
    guard mkdir(folder, 0o777) == 0 || errno == EEXIST else { return }
    let temporary = "\(folder)/\(name).\(getpid()).\(UInt32.random(in: 0...UInt32.max))"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard file >= 0 else { return }
    let isWritten = bytes.withUnsafeBytes { buffer -> Bool in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }
    guard close(file) == 0, isWritten, rename(temporary, "\(folder)/\(name)") == 0 else {
      unlink(temporary)
      return
    }
  }

  /// The names in a folder; none if it cannot be read.
  static func names(inFolder path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: name.pointee)) {
          names.append(String(cString: $0))
        }
      }
    }
    return names
  }

  /// Why the last call failed.
  static var lastErrorText: String { strerror(errno).map { String(cString: $0) } ?? "error \(errno)" }
}
