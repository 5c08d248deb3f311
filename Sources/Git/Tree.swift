import Source

/// One entry of a tree object; `name` is valid as long as the object.
struct TreeEntry {
  let mode: UInt32
  let name: UnsafeRawBufferPointer
  let id: ObjectID

  var isFolder: Bool { mode & 0o170000 == 0o040000 }

  /// What a snapshot calls the entry; nil for a folder.
  var kind: Snapshot.File.Kind? { Snapshot.File.Kind(mode: mode) }
}

extension Snapshot.File.Kind {
  /// What git's file mode means; nil for a folder.
  init?(mode: UInt32) {
    switch mode & 0o170000 {
    case 0o040000: return nil
    case 0o120000: self = .symbolicLink
    case 0o160000: self = .submodule
    default: self = .file
    }
  }
}

/// The bytes of a tree object: entries of mode, space, name, NUL and 20 bytes of id, in git's order.
struct TreeBytes {
  let bytes: UnsafeRawBufferPointer

  /// A tree without entries, which is also what a folder that does not exist amounts to.
  static var empty: TreeBytes { TreeBytes(bytes: UnsafeRawBufferPointer(start: nil, count: 0)) }

  /// The entry at `position`, and where the next begins; nil if the tree is malformed.
  @inline(__always)
  func entry(at position: Int) -> (entry: TreeEntry, end: Int)? {
    var mode: UInt32 = 0
    var index = position
    while index < bytes.count, bytes[index] != 0x20 {
      guard 0x30...0x37 ~= bytes[index], index - position < 7 else { return nil }
      mode = mode << 3 | UInt32(bytes[index] & 7)
      index += 1
    }
    guard index > position, let nul = Bytes.index(of: 0, in: bytes, from: index), nul > index + 1,
      nul + 21 <= bytes.count, let base = bytes.baseAddress
    else { return nil }
    let name = UnsafeRawBufferPointer(rebasing: bytes[(index + 1)..<nul])
    // Early versions of git also wrote the group's permissions; they mean nothing.
    if mode & 0o170000 == 0o100000 { mode = mode & 0o100 != 0 ? 0o100755 : 0o100644 }
    return (TreeEntry(mode: mode, name: name, id: ObjectID(at: base + nul + 1)), nul + 21)
  }

  /// Where the entry at `position` ends; nil if the tree is malformed.
  @inline(__always)
  func end(ofEntryAt position: Int) -> Int? {
    guard let nul = Bytes.index(of: 0, in: bytes, from: position), nul + 21 <= bytes.count else { return nil }
    return nul + 21
  }
}

/// A name whose entry differs between two versions of a folder. A file and a folder of one name are two names.
struct EntryChange {
  let name: UnsafeRawBufferPointer
  let isFolder: Bool
  /// Nil if the name is not in the version.
  let new: TreeEntry?
  let old: TreeEntry?

  /// Order of the names in a tree: a folder stands as if its name ended in a slash.
  static func compare(
    _ first: UnsafeRawBufferPointer, _ firstIsFolder: Bool, _ second: UnsafeRawBufferPointer, _ secondIsFolder: Bool
  ) -> Int {
    let count = min(first.count, second.count)
    let order = Bytes.compare(
      UnsafeRawBufferPointer(rebasing: first[..<count]), UnsafeRawBufferPointer(rebasing: second[..<count]))
    if order != 0 { return order }
    func next(_ name: UnsafeRawBufferPointer, _ isFolder: Bool) -> Int {
      name.count > count ? Int(name[count]) : isFolder ? 0x2F : -1
    }
    let difference = next(first, firstIsFolder) - next(second, secondIsFolder)
    if difference != 0 || first.count == second.count { return difference }
    // `a/b` cannot be a name, but a damaged tree may hold it.
    return first.count - second.count
  }
}

/// Compares two versions of one folder without opening what they have in common.
enum TreeDiff {
  /// Appends the names that differ, in the tree's order; false if a tree is malformed.
  static func compare(new: TreeBytes, old: TreeBytes, into changes: inout [EntryChange]) -> Bool {
    var i = 0
    var j = 0
    let newCount = new.bytes.count
    let oldCount = old.bytes.count
    while i < newCount || j < oldCount {
      if i < newCount, j < oldCount, let a = new.bytes.baseAddress, let b = old.bytes.baseAddress {
        let limit = min(newCount - i, oldCount - j)
        let common = Bytes.commonPrefix(a + i, b + j, limit)
        if common == limit, newCount - i == oldCount - j { return true }
        // Forward to the entry that holds the first difference. Every entry before it is the same on both sides.
        let stop = i + common
        while i < stop {
          guard let end = new.end(ofEntryAt: i) else { return false }
          if end > stop { break }
          j += end - i
          i = end
        }
      }
      var newEntry: (entry: TreeEntry, end: Int)?
      var oldEntry: (entry: TreeEntry, end: Int)?
      if i < newCount {
        guard let found = new.entry(at: i) else { return false }
        newEntry = found
      }
      if j < oldCount {
        guard let found = old.entry(at: j) else { return false }
        oldEntry = found
      }
      let order =
        if let a = newEntry?.entry, let b = oldEntry?.entry {
          EntryChange.compare(a.name, a.isFolder, b.name, b.isFolder)
        } else {
          newEntry == nil ? 1 : -1
        }
      if order == 0, let a = newEntry, let b = oldEntry {
        if a.entry.id != b.entry.id || a.entry.mode != b.entry.mode {
          changes.append(
            EntryChange(name: a.entry.name, isFolder: a.entry.isFolder, new: a.entry, old: b.entry))
        }
        i = a.end
        j = b.end
      } else if order < 0, let a = newEntry {
        changes.append(EntryChange(name: a.entry.name, isFolder: a.entry.isFolder, new: a.entry, old: nil))
        i = a.end
      } else if let b = oldEntry {
        changes.append(EntryChange(name: b.entry.name, isFolder: b.entry.isFolder, new: nil, old: b.entry))
        j = b.end
      }
    }
    return true
  }

  /// What differs from every parent, given what differs from each. `change.old` is the first parent's; `others` are the
  /// ids in the other parents, `null` where the name is absent.
  static func common(_ lists: [[EntryChange]]) -> [(change: EntryChange, others: [ObjectID])] {
    guard let first = lists.first else { return [] }
    var result = first.map { (change: $0, others: [ObjectID]()) }
    for list in lists.dropFirst() {
      var index = 0
      var kept = 0
      for position in result.indices {
        let change = result[position].change
        var order = 1
        while index < list.count {
          order = EntryChange.compare(list[index].name, list[index].isFolder, change.name, change.isFolder)
          if order >= 0 { break }
          index += 1
        }
        guard index < list.count, order == 0 else { continue }
        result[kept] = (change, result[position].others + [list[index].old?.id ?? .null])
        kept += 1
      }
      result.removeSubrange(kept...)
    }
    return result
  }
}
