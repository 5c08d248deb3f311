internal import Clibgit2
import Source
import Synchronization

/// Reads the objects that lie in files of their own, in libgit2's place.
///
/// libgit2 1.5 never comes back from a loose object whose file was cut short, as a crash or a full disk leaves it. So
/// a source of objects is put before its own: it inflates such a file itself and says what is wrong with it. Every other
/// object, and every loose object that appeared later, is left to libgit2.
final class LooseObjects: Sendable {
  private let folders: [String]
  /// The files by the names of the objects; nil until somebody asks.
  private let files = Mutex<[ObjectID: String]?>(nil)

  /// The loose objects of a folder of objects and of others that were added to it.
  init(folder: String, also added: [String]) { folders = Self.withAlternates([folder] + added) }

  /// Puts the source in front of those that `odb` has.
  func guardReads(of odb: OpaquePointer) throws(GitError) {
    let backend = UnsafeMutablePointer<auditpack_backend>.allocate(capacity: 1)
    backend.initialize(to: auditpack_backend())
    let base = UnsafeMutableRawPointer(backend).assumingMemoryBound(to: git_odb_backend.self)
    try GitError.check(git_odb_init_backend(base, UInt32(GIT_ODB_BACKEND_VERSION)), "prepare to read objects")
    backend.pointee.context = Unmanaged.passRetained(self).toOpaque()
    backend.pointee.parent.read = { LooseObjects.read($0, $1, $2, $3, $4) }
    backend.pointee.parent.read_header = { LooseObjects.readHeader($0, $1, $2, $3) }
    backend.pointee.parent.refresh = { backend in
      LooseObjects.of(backend)?.files.withLock { $0 = nil }
      return 0
    }
    backend.pointee.parent.free = { backend in
      guard let backend = UnsafeMutableRawPointer(backend)?.assumingMemoryBound(to: auditpack_backend.self) else {
        return
      }
      if let context = backend.pointee.context { Unmanaged<LooseObjects>.fromOpaque(context).release() }
      backend.deinitialize(count: 1)
      backend.deallocate()
    }
    // libgit2's own sources have 1 and 2.
    try GitError.check(git_odb_add_backend(odb, base, 100), "prepare to read objects")
  }

  /// The folders, and those their `info/alternates` name; git also stops after five steps.
  private static func withAlternates(_ folders: [String]) -> [String] {
    var result: [String] = []
    var next = folders
    for _ in 0...5 {
      var found: [String] = []
      for folder in next where !result.contains(folder) {
        result.append(folder)
        let bytes = Platform.bytes(ofFile: Array("\(folder)/info/alternates".utf8CString), limit: 1 << 20) ?? []
        for line in bytes.split(separator: 0x0A) where line.first != 0x23 {
          found.append(Platform.absolute(String(decoding: line, as: UTF8.self), from: folder))
        }
      }
      next = found
    }
    return result
  }

  private static func of(_ backend: UnsafeMutablePointer<git_odb_backend>?) -> LooseObjects? {
    guard let backend = UnsafeMutableRawPointer(backend)?.assumingMemoryBound(to: auditpack_backend.self) else {
      return nil
    }
    return backend.pointee.context.map { Unmanaged<LooseObjects>.fromOpaque($0).takeUnretainedValue() }
  }

  /// The file of a loose object; nil if it is not loose.
  private func file(_ oid: UnsafePointer<git_oid>?) -> String? {
    oid.flatMap { oid in
      files.withLock { files in
        let known = files ?? list()
        files = known
        return known.isEmpty ? nil : known[ObjectID(oid.pointee)]
      }
    }
  }

  private func list() -> [ObjectID: String] {
    var found: [ObjectID: String] = [:]
    for folder in folders.reversed() {
      for prefix in Platform.names(inFolder: folder) where prefix.utf8.count == 2 {
        for name in Platform.names(inFolder: "\(folder)/\(prefix)") where name.utf8.count == 38 {
          if let id = ObjectID(hex: prefix + name) { found[id] = "\(folder)/\(prefix)/\(name)" }
        }
      }
    }
    return found
  }

  private static func fail(_ file: String, _ why: String) -> Int32 {
    _ = git_error_set_str(Int32(GIT_ERROR_ODB.rawValue), "its file \(file) \(why)")
    return GIT_ERROR.rawValue
  }

  private static func read(
    _ data: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ size: UnsafeMutablePointer<Int>?,
    _ kind: UnsafeMutablePointer<git_object_t>?, _ backend: UnsafeMutablePointer<git_odb_backend>?,
    _ oid: UnsafePointer<git_oid>?
  ) -> Int32 {
    guard let file = of(backend)?.file(oid) else { return GIT_PASSTHROUGH.rawValue }
    guard let bytes = Platform.bytes(ofFile: Array(file.utf8CString), limit: .max) else {
      // Packed in the meantime, perhaps.
      return GIT_PASSTHROUGH.rawValue
    }
    guard let header = Header(bytes) else { return fail(file, "does not begin as an object does") }
    guard let content = git_odb_backend_data_alloc(backend, max(header.size, 1)) else { return GIT_ERROR.rawValue }
    let target = UnsafeMutableRawBufferPointer(start: content, count: header.size)
    if let problem = header.inflate(bytes, into: target) {
      git_odb_backend_data_free(backend, content)
      return fail(file, problem)
    }
    data?.pointee = content
    size?.pointee = header.size
    kind?.pointee = header.kind
    return 0
  }

  private static func readHeader(
    _ size: UnsafeMutablePointer<Int>?, _ kind: UnsafeMutablePointer<git_object_t>?,
    _ backend: UnsafeMutablePointer<git_odb_backend>?, _ oid: UnsafePointer<git_oid>?
  ) -> Int32 {
    guard let file = of(backend)?.file(oid),
      let bytes = Platform.bytes(ofFile: Array(file.utf8CString), limit: 1024)
    else { return GIT_PASSTHROUGH.rawValue }
    guard let header = Header(bytes) else { return fail(file, "does not begin as an object does") }
    size?.pointee = header.size
    kind?.pointee = header.kind
    return 0
  }

  /// The line before the content: kind, space, size, NUL.
  private struct Header {
    let kind: git_object_t
    let size: Int
    /// Where the content begins.
    let end: Int

    init?(_ file: [UInt8]) {
      var start = [UInt8](repeating: 0, count: 64)
      let (count, _) = start.withUnsafeMutableBytes { Zlib.inflate(file, into: [$0]) }
      guard let end = start[..<count].firstIndex(of: 0), let space = start[..<end].firstIndex(of: 0x20) else {
        return nil
      }
      switch String(decoding: start[..<space], as: UTF8.self) {
      case "commit": kind = GIT_OBJECT_COMMIT
      case "tree": kind = GIT_OBJECT_TREE
      case "blob": kind = GIT_OBJECT_BLOB
      case "tag": kind = GIT_OBJECT_TAG
      default: return nil
      }
      guard let size = Int(String(decoding: start[(space + 1)..<end], as: UTF8.self)), (0...(1 << 40)).contains(size)
      else { return nil }
      self.size = size
      self.end = end + 1
    }

    /// Fills `target` with the content; what is wrong, or nil.
    func inflate(_ file: [UInt8], into target: UnsafeMutableRawBufferPointer) -> String? {
      var head = [UInt8](repeating: 0, count: end)
      var rest: UInt8 = 0
      let (count, isWhole) = head.withUnsafeMutableBytes { head in
        // Room for one byte too many shows whether there are too many.
        withUnsafeMutableBytes(of: &rest) { Zlib.inflate(file, into: [head, target, $0]) }
      }
      if count == end + size, isWhole { return nil }
      return count < end + size ? "was cut short or overwritten" : "holds more than it says"
    }
  }
}

/// zlib, as far as a loose object needs it.
private enum Zlib {
  /// Inflates `data` into the buffers, one after the other, until they are full or the data ends.
  ///
  /// - Returns: How many bytes were written, and whether the data came to its proper end, check sum included.
  static func inflate(
    _ data: [UInt8], into buffers: [UnsafeMutableRawBufferPointer]
  ) -> (count: Int, isWhole: Bool) {
    var stream = z_stream()
    guard inflateInit_(&stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return (0, false) }
    defer { inflateEnd(&stream) }
    return data.withUnsafeBytes { input in
      var read = 0
      var written = 0
      var buffer = 0
      var filled = 0
      while true {
        while buffer < buffers.count, filled == buffers[buffer].count {
          buffer += 1
          filled = 0
        }
        guard buffer < buffers.count else { return (written, false) }
        // zlib counts in 32 bits.
        let inputCount = min(input.count - read, 1 << 30)
        let outputCount = min(buffers[buffer].count - filled, 1 << 30)
        stream.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: UInt8.self).baseAddress.map { $0 + read })
        stream.avail_in = UInt32(inputCount)
        stream.next_out = buffers[buffer].bindMemory(to: UInt8.self).baseAddress.map { $0 + filled }
        stream.avail_out = UInt32(outputCount)
        let code = Clibgit2.inflate(&stream, Z_NO_FLUSH)
        let progress = (inputCount - Int(stream.avail_in), outputCount - Int(stream.avail_out))
        read += progress.0
        written += progress.1
        filled += progress.1
        if code == Z_STREAM_END { return (written, true) }
        if code != Z_OK || progress == (0, 0) { return (written, false) }
      }
    }
  }
}
