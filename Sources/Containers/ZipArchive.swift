internal import Cminizip
import Pack

/// Writes a pack as one ZIP file (PKWARE APPNOTE 6.3), with minizip. The same files give the same bytes: every entry
/// bears the first moment the format knows.
public final class ZipArchive {
  /// Why an archive could not be written.
  public struct WriteError: Error {
    /// The file that was being written.
    public let path: String
  }

  private let path: String
  private let folder: String
  private var handle: zipFile?

  /// Begins the archive at `path`; its files lie below `folder` when it is unpacked.
  public init(path: String, folder: String) throws(WriteError) {
    self.path = path
    self.folder = folder
    guard let handle = zipOpen64(path, APPEND_STATUS_CREATE) else { throw WriteError(path: path) }
    self.handle = handle
  }

  deinit { if let handle { zipClose(handle, nil) } }

  /// Adds a file.
  public func add(_ file: OutputFile) throws(WriteError) {
    var information = zip_fileinfo()
    (information.tmz_date.tm_year, information.tmz_date.tm_mday) = (1980, 1)
    // Bit 11: the name is UTF-8. Version 2.0 made by Unix, with the rights of a plain file.
    information.external_fa = 0o100644 << 16
    let opened = zipOpenNewFileInZip4_64(
      handle, "\(folder)/\(file.path)", &information, nil, 0, nil, 0, nil, Int32(Z_DEFLATED), 6, 0, -MAX_WBITS,
      DEF_MEM_LEVEL, Z_DEFAULT_STRATEGY, nil, 0, 3 << 8 | 20, 1 << 11, 0)
    guard opened == ZIP_OK else { throw WriteError(path: path) }
    let written = file.bytes.withUnsafeBytes { bytes in
      var offset = 0
      while offset < bytes.count {
        let count = min(bytes.count - offset, 1 << 30)
        guard zipWriteInFileInZip(handle, bytes.baseAddress.map { $0 + offset }, UInt32(count)) == ZIP_OK else {
          return false
        }
        offset += count
      }
      return true
    }
    guard written, zipCloseFileInZip(handle) == ZIP_OK else { throw WriteError(path: path) }
  }

  /// Ends the archive.
  public func close() throws(WriteError) {
    guard let open = handle else { return }
    handle = nil
    guard zipClose(open, nil) == ZIP_OK else { throw WriteError(path: path) }
  }
}
