import ISMS
import Source

extension Compilation {
  /// Documents and records that are not what they were before the commits of `since`, by kind and id. Nothing if those
  /// are the whole history: there is no state to compare with.
  public func changes(_ since: ChangesSince, contents: any ContentReader) -> [RecordChange] {
    guard since.commits.count < history.commits.count else { return [] }
    let state = EarlierState(self, since: since, contents: contents)
    let earlier = Binder.bind(state.snapshot, folder: isms.folder, contents: contents, catalog: isms.catalog).isms
    return RecordChange.all(from: earlier, to: isms, in: state.paths)
  }
}

/// The files of an ISMS that differ from those of an earlier state, as they were then, with what is needed to read them.
/// What is the same in both states is not read again.
private struct EarlierState {
  /// The files as they were.
  let snapshot: Snapshot
  /// Their paths, and those of files that came since.
  let paths: Set<String>

  init(_ compilation: Compilation, since: ChangesSince, contents: any ContentReader) {
    let isms = compilation.isms
    let history = compilation.history

    func earlier(_ path: String) -> ObjectID? {
      let revisions = history.revisions(of: path)
      let past = revisions.filter { !since.contains($0.commit) }.min {
        (compilation.mainLine.arrival(of: $0.commit), $0.commit)
          < (compilation.mainLine.arrival(of: $1.commit), $1.commit)
      }
      if let past { return history.changes[past.change].after }
      if let first = revisions.last { return history.changes[first.change].before }
      // A shallow clone knows no commit that brought the file.
      return history.isComplete ? nil : isms.files[path]?.blob
    }

    var blobs: [String: ObjectID] = [:]
    var changed: Set<String> = []
    // Files by which the program knows what belongs to the ISMS and what to a pack that was made from it.
    let marks = [Configuration.fileName, "pack.json", "manifest.json", "SHA256SUMS"]
    var marked: [String] = []
    for path in Set(history.paths).union(isms.files.paths) where Paths.isPath(path, in: isms.folder) {
      let then = earlier(path)
      blobs[path] = then
      if then != isms.files[path]?.blob { changed.insert(path) }
      if marks.contains(where: { path == $0 || path.hasSuffix("/" + $0) }) { marked.append(path) }
    }

    // A table in a file of its own is read by way of the register that names it, and the other way round.
    func dataFile(_ data: String?, of path: String) -> String? {
      data.flatMap { Paths.resolve($0, in: Paths.folder(of: path)) }
    }
    var needed = changed
    for document in isms.documents {
      guard let data = dataFile(document.record.text("data"), of: document.path) else { continue }
      if changed.contains(data) { needed.insert(document.path) }
      if changed.contains(document.path) { needed.insert(data) }
    }
    let reader = RevisionReader(contents: contents)
    for path in changed where path.hasSuffix(".md") {
      guard let blob = blobs[path], let data = dataFile(reader.claim(of: blob)?.data, of: path) else { continue }
      needed.insert(data)
    }
    paths = needed
    let files = needed.union(marked).compactMap { path in
      blobs[path].map { Snapshot.File(path: path, blob: $0, kind: isms.files[path]?.kind ?? .file) }
    }
    snapshot = Snapshot(origin: compilation.snapshot.origin, files: files)
  }
}
