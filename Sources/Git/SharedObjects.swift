internal import Clibgit2
import Synchronization

/// Where the objects of a repository lie.
struct ObjectPlaces: Sendable {
  /// The folder `objects` of the git folder.
  let folder: String
  /// Folders that the environment adds.
  let added: [String]
  /// The objects in files of their own, read in libgit2's place.
  let loose: LooseObjects

  /// Opens the objects, apart from every store that is open.
  func open(isPartial: Bool) throws(GitError) -> ObjectStore {
    let odb = try Handle("open the objects in \(folder)", release: { git_odb_free($0) }) { git_odb_open($0, folder) }
    for path in added {
      try GitError.check(git_odb_add_disk_alternate(odb.pointer, path), "read the objects in \(path)")
    }
    try loose.guardReads(of: odb.pointer)
    return ObjectStore(handle: odb, isPartial: isPartial)
  }
}

/// The objects of a repository for several threads.
///
/// libgit2 lets one thread at a time read through a store, and inflating what is read takes most of the time. So each
/// thread has a store while it reads; another is opened when all are taken. Packs are mapped once for all of them.
final class SharedObjects: Sendable {
  /// A store that one thread at a time has.
  final class Store: @unchecked Sendable {
    let objects: ObjectStore

    fileprivate init(_ objects: consuming ObjectStore) { self.objects = objects }
  }

  private let free: Mutex<[Store]>
  private let places: ObjectPlaces
  private let isPartial: Bool

  init(first: consuming ObjectStore, places: ObjectPlaces) {
    isPartial = first.isPartial
    self.places = places
    free = Mutex([Store(first)])
  }

  /// A store for this thread alone, until it is given back.
  func take() throws(GitError) -> Store {
    if let store = free.withLock({ $0.popLast() }) { return store }
    return Store(try places.open(isPartial: isPartial))
  }

  /// Makes a store free for other threads.
  func giveBack(_ store: Store) { free.withLock { $0.append(store) } }
}
