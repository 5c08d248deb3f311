import ISMS
import Source

/// Who the names and addresses in commits are: the addresses of the people register, after `.mailmap`.
public struct Identities: Sendable {
  /// Whether the register gives any address at all.
  public let isKnown: Bool
  private let people: [String: Set<String>]
  private let roles: [String: [String]]
  private let names: [String: Set<String>]
  private let mailmap: Mailmap

  init(people: [Person], mailmap: Mailmap = Mailmap([])) {
    self.mailmap = mailmap
    var byPerson: [String: Set<String>] = [:]
    var byAddress: [String: [String]] = [:]
    var names: [String: Set<String>] = [:]
    for person in people {
      for email in person.emails {
        let address = mailmap.canonical(name: "", email: email)
        byPerson[person.id, default: []].insert(address)
        byAddress[address, default: []].append(person.id)
      }
      if let name = person.name { names[person.id, default: []].insert(name.lowercased()) }
    }
    self.people = byPerson
    roles = byAddress
    self.names = names
    isKnown = !byAddress.isEmpty
  }

  /// The address that stands for a person in a commit: lower case, after `.mailmap`.
  public func address(of signature: History.Signature) -> String {
    mailmap.canonical(name: signature.name, email: signature.email)
  }

  /// Ids of the people or roles with the address of a commit; empty if nobody has it.
  public func people(of signature: History.Signature) -> [String] { roles[address(of: signature)] ?? [] }

  /// The addresses of people, by their ids.
  func addresses(of ids: [String]) -> Set<String> {
    ids.reduce(into: []) { $0.formUnion(people[$1] ?? []) }
  }

  /// Which of the people a trailer names: by address, or where it gives none, by name.
  func people(of trailer: Trailer, among ids: [String]) -> [String] {
    let address = trailer.email.isEmpty ? nil : mailmap.canonical(name: trailer.name, email: trailer.email)
    return ids.filter { id in
      if let address { return people[id]?.contains(address) == true }
      return names[id]?.contains(trailer.name.lowercased()) == true
    }
  }

  /// Which of the people wrote a commit.
  func people(of signature: History.Signature, among ids: [String]) -> [String] {
    let address = address(of: signature)
    return ids.filter { people[$0]?.contains(address) == true }
  }

  /// The address a trailer gives, after `.mailmap`; nil if it gives none.
  func address(of trailer: Trailer) -> String? {
    trailer.email.isEmpty ? nil : mailmap.canonical(name: trailer.name, email: trailer.email)
  }
}

/// Who wrote the commits of a history, by address: each person is looked up once and not for every commit.
struct Authors: Sendable {
  /// The addresses that wrote something: lower case, after `.mailmap`.
  let addresses: [String]
  /// For each commit, the position of its author in `addresses`.
  let positions: [Int]

  /// The authors of `history`.
  init(_ history: History, _ identities: Identities) {
    let columns = history.columns
    var ofPerson = [Int](repeating: -1, count: columns.people.count)
    var ofAddress: [String: Int] = [:]
    var addresses: [String] = []
    var positions: [Int] = []
    positions.reserveCapacity(columns.ids.count)
    for commit in 0..<columns.ids.count {
      let person = Int(columns.authors.people[commit])
      if ofPerson[person] >= 0 {
        positions.append(ofPerson[person])
        continue
      }
      let stated = columns.people[person]
      let address = identities.address(
        of: History.Signature(name: stated.name, email: stated.email, seconds: 0))
      let position = ofAddress[address] ?? addresses.count
      if position == addresses.count {
        addresses.append(address)
        ofAddress[address] = position
      }
      ofPerson[person] = position
      positions.append(position)
    }
    self.positions = positions
    self.addresses = addresses
  }
}

/// `.mailmap`: which addresses in commits belong to which person, in git's own format.
struct Mailmap: Sendable {
  private var byAddress: [String: String] = [:]
  private var byNameAndAddress: [String: String] = [:]

  /// The lines of a file; what is malformed is left out, as git does.
  init(_ bytes: [UInt8]) {
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let line = line.prefix { $0 != "#" }
      var parts: [(name: String, email: String)] = []
      var rest = line
      while parts.count < 2, let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
        let email = String(rest[rest.index(after: open)..<close]).trimmingWhiteSpace().lowercased()
        parts.append((String(rest[..<open]).trimmingWhiteSpace().lowercased(), email))
        rest = rest[rest.index(after: close)...]
      }
      // `Name <email>` alone corrects a name, and identity here is the address.
      guard parts.count == 2, !parts[0].email.isEmpty else { continue }
      if parts[1].name.isEmpty {
        byAddress[parts[1].email] = parts[0].email
      } else {
        byNameAndAddress[parts[1].name + "\u{1F}" + parts[1].email] = parts[0].email
      }
    }
  }

  /// Whether it matters under which name an address was used.
  private var asksForNames: Bool { !byNameAndAddress.isEmpty }

  /// The address that stands for a person, in lower case.
  func canonical(name: String, email: String) -> String {
    let email = email.lowercased()
    if asksForNames, let found = byNameAndAddress[name.lowercased() + "\u{1F}" + email] { return found }
    return byAddress[email] ?? email
  }
}
