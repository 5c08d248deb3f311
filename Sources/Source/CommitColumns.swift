/// The commits of a history, one array for each thing that is known of them: as they are kept for the next run, too.
package struct CommitColumns: Sendable {
  /// A name with an address, as commits state them.
  package struct Person: Hashable, Sendable {
    /// Stated name.
    package let name: String
    /// Stated e-mail address.
    package let email: String

    /// A person.
    package init(name: String, email: String) {
      self.name = name
      self.email = email
    }
  }

  /// Who did something and when: the person as position among people.
  package struct Signature: Sendable {
    /// Position in `people`.
    package let person: Int32
    /// Minutes east of UTC.
    package let offset: Int32
    /// Seconds since 1970-01-01 00:00 UTC.
    package let seconds: Int64

    /// A person at a time.
    package init(person: Int32, offset: Int32, seconds: Int64) {
      self.person = person
      self.offset = offset
      self.seconds = seconds
    }
  }

  /// One signature of each commit.
  package struct Signatures: Sendable {
    /// Positions in `people`.
    package var people: Column<Int32> = []
    /// Minutes east of UTC.
    package var offsets: Column<Int32> = []
    /// Seconds since 1970-01-01 00:00 UTC.
    package var seconds: Column<Int64> = []

    /// None.
    package init() {}

    /// That of the commit at a position.
    package subscript(position: Int) -> Signature {
      Signature(person: people[position], offset: offsets[position], seconds: seconds[position])
    }

    fileprivate mutating func append(_ signature: Signature) {
      people.append(signature.person)
      offsets.append(signature.offset)
      seconds.append(signature.seconds)
    }

    fileprivate mutating func reserve(_ count: Int) {
      people.reserveCapacity(count)
      offsets.reserveCapacity(count)
      seconds.reserveCapacity(count)
    }
  }

  /// Their names.
  package var ids: Column<ObjectID> = []
  /// The trees they hold.
  package var trees: Column<ObjectID> = []
  /// Their parents, one commit after the other: positions of commits, or below zero, as `~position`, of `absent`.
  package var parents: Column<Int32> = []
  /// Where the parents of each commit end.
  package var parentEnds: Column<Int> = []
  /// Parents that are stated and not in the history.
  package var absent: [ObjectID] = []
  /// Everybody who signed one.
  package var people: [Person] = []
  /// Who wrote the changes.
  package var authors = Signatures()
  /// Who put them into the repository.
  package var committers = Signatures()
  /// 1 where a signature is present, else 0.
  package var areSigned: Column<UInt8> = []
  /// The messages.
  package var messages = TextTable()
  /// Where the changes of each commit end in `History.changes`.
  package var changeEnds: Column<Int> = []
  /// Where those of the first commit begin.
  package var firstChange = 0

  /// No commit.
  package init() {}

  /// Makes room for so many commits.
  package mutating func reserve(_ count: Int) {
    ids.reserveCapacity(count)
    trees.reserveCapacity(count)
    parents.reserveCapacity(count + count / 2)
    parentEnds.reserveCapacity(count)
    authors.reserve(count)
    committers.reserve(count)
    areSigned.reserveCapacity(count)
    messages.reserve(count)
    changeEnds.reserveCapacity(count)
  }

  /// Adds a commit with the parents and the message that were added before it.
  package mutating func append(
    _ id: ObjectID, tree: ObjectID, author: Signature, committer: Signature, isSigned: Bool, changesTo end: Int
  ) {
    ids.append(id)
    trees.append(tree)
    parentEnds.append(parents.count)
    authors.append(author)
    committers.append(committer)
    areSigned.append(isSigned ? 1 : 0)
    changeEnds.append(end)
  }

  /// Adds a parent that is not in the history.
  package mutating func appendAbsentParent(_ id: ObjectID) {
    parents.append(~Int32(absent.count))
    absent.append(id)
  }

  /// The parents of a commit, as positions in `parents`.
  package func parentRange(_ position: Int) -> Range<Int> {
    (position == 0 ? 0 : parentEnds[position - 1])..<parentEnds[position]
  }

  /// The changes of a commit.
  func changeRange(_ position: Int) -> Range<Int> {
    (position == 0 ? firstChange : changeEnds[position - 1])..<changeEnds[position]
  }

  /// Whether every parent that is stated is a commit after the one that states it.
  package var hasParentsBehindChildren: Bool {
    var start = 0
    for (commit, end) in parentEnds.enumerated() {
      for position in start..<end where parents[position] <= commit || parents[position] >= ids.count { return false }
      start = end
    }
    return true
  }

  func signature(_ signature: Signature) -> History.Signature {
    let person = people[Int(signature.person)]
    return History.Signature(
      name: person.name, email: person.email, seconds: signature.seconds, offsetMinutes: Int(signature.offset))
  }
}

/// Columns that many commits share.
final class CommitTable: Sendable {
  let columns: CommitColumns

  init(_ columns: CommitColumns) { self.columns = columns }
}

extension CommitColumns {
  /// Adds a commit; `position` tells which of its parents are in the history.
  mutating func append(
    id: ObjectID, tree: ObjectID, parents stated: some Sequence<ObjectID>, author: History.Signature,
    committer: History.Signature, message: String, isSigned: Bool, changesTo end: Int,
    position: (ObjectID) -> Int? = { _ in nil }
  ) {
    for parent in stated {
      if let position = position(parent) {
        parents.append(Int32(position))
      } else {
        appendAbsentParent(parent)
      }
    }
    messages.append(message)
    append(
      id, tree: tree, author: signature(author), committer: signature(committer), isSigned: isSigned, changesTo: end)
  }

  private mutating func signature(_ signature: History.Signature) -> Signature {
    people.append(Person(name: signature.name, email: signature.email))
    return Signature(
      person: Int32(people.count - 1), offset: Int32(clamping: signature.offsetMinutes), seconds: signature.seconds)
  }

  /// The columns of commits from different tables; the changes of each follow those of the one before.
  init(_ commits: some Collection<History.Commit>) {
    let names = Column(commits.map(\.id))
    let index = ObjectIndex(names)
    for commit in commits {
      append(
        id: commit.id, tree: commit.tree, parents: commit.parents, author: commit.author, committer: commit.committer,
        message: commit.message, isSigned: commit.isSigned,
        changesTo: (changeEnds.last ?? 0) + commit.changes.count
      ) { index.position(of: $0, in: names) }
    }
  }
}
