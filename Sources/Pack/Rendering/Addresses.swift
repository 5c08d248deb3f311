import ISMS
import Source

/// Where everything that can be linked to stands in the pack.
struct Addresses {
  private var items: [String: Address] = [:]
  private var controls: [String: Address] = [:]
  private var paths: [String: Address] = [:]
  /// Files of evidence that are copied into the pack, by path in the repository.
  private(set) var copies: [String: Address] = [:]
  /// Pictures that texts show, by path in the repository.
  private(set) var pictures: [String: Address] = [:]
  private let pages: Set<String>
  /// The one page everything stands on; nil where each thing has its own.
  private var edition: String?
  /// The register's own page for each page of its rows.
  private let indexes: [String: String]

  /// - Parameter pictures: paths of the pictures that are copied.
  init(_ isms: ISMS, disclosure: Disclosure, listings: Listings, limits: PageLimits, pictures: [String]) {
    let isCustomer = disclosure.audience == .customer
    indexes = listings.indexes
    let shared = ["index", "soa", "documents/index", "evidence/index", "integrity"]
    pages = isCustomer ? Set(shared + (listings.documents.parts + listings.evidence.parts).map(\.path)) : []
    var taken: Set<String> = []
    func unique(_ folder: String, _ id: String) -> String {
      let name = slug(id)
      var candidate = folder + "/" + name
      var number = 2
      while !taken.insert(candidate).inserted {
        candidate = folder + "/" + name + "-\(number)"
        number += 1
      }
      return candidate
    }
    taken = [
      "documents/index", "documents/list", "evidence/index", "evidence/files", "evidence/list", "registers/index",
    ]
    taken.insert("risks/list")
    var copied = CopiedNames()

    for document in isms.documents {
      // Of two documents with one id, the id leads to the first, and the other has its page by its path.
      let isFirst = items[document.id] == nil
      switch disclosure.handling(of: document.record) {
      case .include:
        let name = isFirst && isReadable(document.id) ? document.id : Self.name(ofPath: document.path)
        let address = Address(unique("documents", name))
        if isFirst { items[document.id] = address }
        paths[document.path] = address
      case .reference where isFirst:
        items[document.id] = Address(listings.documents.page(of: document.id), slug(document.id))
      default: continue
      }
    }
    for item in isms.evidence where items[item.id] == nil && !item.id.isEmpty {
      switch disclosure.handling(of: item.record) {
      case .include:
        let address = Address(
          unique("evidence", isReadable(item.id) ? item.id : Self.name(ofPath: item.location.path)))
        items[item.id] = address
        paths[item.location.path] = paths[item.location.path] ?? address
        for file in item.files {
          guard let path = Paths.resolve(file, in: Paths.folder(of: item.location.path)),
            isms.files[path]?.kind == .file,
            disclosure.mayName(path: path)
          else { continue }
          if copies[path] == nil {
            copies[path] = copied.address(path, in: "evidence/files", ending: Self.isActive(path) ? ".txt" : "")
          }
          paths[path] = paths[path] ?? address
        }
      case .reference: items[item.id] = Address(listings.evidence.page(of: item.id), slug(item.id))
      case .omit: continue
      }
    }

    for path in pictures { self.pictures[path] = copies[path] ?? copied.address(path, in: "pictures", ending: "") }

    if !isCustomer {
      for control in isms.catalog.controls { controls[control.id] = Address("controls/" + slug(control.id)) }
      for row in isms.soa?.rows ?? [] where controls[row.control] == nil && !row.control.isEmpty {
        controls[row.control] = Address(unique("controls", row.control))
      }
      for risk in isms.risks where !risk.id.isEmpty && items[risk.id] == nil {
        switch disclosure.handling(of: risk.record) {
        case .include: items[risk.id] = Address(unique("risks", risk.id))
        case .reference: items[risk.id] = Address(listings.risks.page(of: risk.id), slug(risk.id))
        case .omit: continue
        }
      }
      func place(_ views: [some RecordView], on page: String) {
        let listing = page == listings.actions.index ? listings.actions : listings.registers[page]
        var row = 0
        for view in views where !view.id.isEmpty && items[view.id] == nil && disclosure.names(view) {
          // A table that is no listing ends after so many rows.
          items[view.id] = Address(
            listing?.page(of: view.id) ?? page, listing == nil && row >= limits.rows ? nil : slug(view.id))
          row += 1
        }
      }
      place(isms.treatmentActions, on: "treatment-plan")
      place(isms.people, on: "people")
      place(isms.nonconformities, on: "registers/nonconformities")
      place(isms.audits, on: "audit-programme")
      place(isms.deviations, on: "findings")
      place(isms.assets, on: "registers/assets")
      place(isms.suppliers, on: "registers/suppliers")
      place(isms.obligations, on: "registers/obligations")
      place(isms.interestedParties, on: "registers/interested-parties")
      place(isms.objectives, on: "registers/objectives")
      place(isms.measurements, on: "registers/measurements")
      place(isms.incidents, on: "registers/incidents")
      place(isms.changes, on: "registers/changes")
      for file in isms.recordFiles where disclosure.mayName(path: file.path) {
        if let address = items[file.record.id] { paths[file.path] = paths[file.path] ?? address }
      }
      for document in isms.documents {
        guard let data = document.record.text("data"), let address = items[document.id],
          let path = Paths.resolve(data, in: Paths.folder(of: document.path)), disclosure.includes(document)
        else { continue }
        paths[path] = paths[path] ?? address
      }
    }
  }

  /// What a page is called whose id says nothing in a path: the path of its file, without the ending.
  private static func name(ofPath path: String) -> String { path.hasSuffix(".md") ? String(path.dropLast(3)) : path }

  /// Whether a browser would run what a file holds: such a file is copied under a name that shows it as text.
  private static func isActive(_ path: String) -> Bool {
    let name = path.lowercased()
    return [".html", ".htm", ".xhtml", ".xht", ".svg", ".xml", ".xsl", ".js", ".mjs", ".mht", ".mhtml", ".hta", ".swf"]
      .contains { name.hasSuffix($0) }
  }

  /// Where a document or record stands; nil if this pack does not show it.
  func item(_ id: String) -> Address? { items[id] }

  /// The named page of a document in the style sheet for print; nil if it is not shown.
  func printName(of document: Document) -> String? {
    paths[document.path].map { address in
      let name =
        address.anchor.map { $0.dropFirst(Self.editionText.count) } ?? address.page.dropFirst("documents/".count)
      return "page-" + name
    }
  }

  /// Where a control stands.
  func control(_ id: String) -> Address? { controls[id] }

  /// Where a clause stands.
  func clause(_ id: String) -> Address? { page("clauses").map { Address($0.page, "clause-" + slug(id)) } }

  /// Where a picture stands; nil where none is shown.
  func picture(_ path: String) -> Address? { pictures[path] }

  /// Where a file of the repository stands, at an anchor of its text where it has one.
  func file(_ path: String, anchor: String? = nil) -> Address? {
    guard let address = paths[path] else { return edition == nil ? pictures[path] : nil }
    guard let anchor, !anchor.isEmpty else { return address }
    return Self.text(anchor, at: address)
  }

  /// Where a section of a document stands.
  func section(_ anchor: String, of id: String) -> Address? { items[id].map { Self.text(anchor, at: $0) } }

  /// An anchor of a text: of the page, or of the part of an edition that holds the text; else the place itself.
  private static func text(_ anchor: String, at address: Address) -> Address {
    guard let part = address.anchor else { return Address(address.page, textAnchor(anchor)) }
    return part.hasPrefix(editionText) ? Address(address.page, part + "-" + textAnchor(anchor)) : address
  }

  /// A page, if this pack has it.
  func page(_ path: String, _ anchor: String? = nil) -> Address? {
    guard pages.isEmpty || pages.contains(path) else { return nil }
    guard let edition else { return Address(path, anchor) }
    return Self.place(Address(indexes[path] ?? path, anchor), in: edition)
  }
}

/// One page that holds what otherwise stands on many: every address becomes an anchor on it.
extension Addresses {
  /// How the anchors of whole texts begin.
  static let editionText = "text-"
  /// Pages an edition holds none of.
  private static let left: Set<String> = ["clauses", "changes", "integrity"]

  /// The same for the edition at `page`. Documents that are not `included` keep only their row in the register, and rows
  /// of `long` registers are not looked for.
  func gathered(on page: String, long: Set<String>, including isIncluded: (String) -> Bool) -> Addresses {
    var gathered = self
    gathered.edition = page
    func place(_ listed: Address) -> Address? {
      let address = indexes[listed.page].map { Address($0, listed.anchor) } ?? listed
      let index = Self.index(of: address.page)
      if long.contains(index) { return index.hasPrefix("registers/") ? nil : Self.place(Address(index), in: page) }
      let isText = address.page.hasPrefix("documents/") && address.page != "documents/index"
      guard isText, !isIncluded(address.page) else { return Self.place(address, in: page) }
      return Self.place(Address("documents/index"), in: page)
    }
    gathered.items = items.compactMapValues(place)
    gathered.controls = controls.compactMapValues(place)
    gathered.paths = paths.compactMapValues(place)
    gathered.copies = [:]
    return gathered
  }

  /// The register's own page for the page of one of its things.
  private static func index(of page: String) -> String {
    if page.hasPrefix("evidence/") { return "evidence/index" }
    return page.hasPrefix("risks/") ? "risks" : page
  }

  /// Where something stands in an edition; nil if it is not part of it.
  static func place(_ address: Address, in edition: String) -> Address? {
    let parts = address.page.split(separator: "/").map(String.init)
    guard let first = parts.first, !left.contains(first) else { return nil }
    var anchor: [String?]
    switch (first, parts.last) {
    case ("documents", "index"?), ("evidence", "index"?), ("registers", "index"?): anchor = [first, address.anchor]
    case ("documents", let name?): anchor = [editionText + name, address.anchor]
    case ("soa", _): anchor = address.anchor == nil ? ["soa"] : ["controls", address.anchor]
    case ("index", _): anchor = ["overview"]
    case ("findings", _): anchor = ["findings"]
    case ("stage-1", _): anchor = ["stage-1"]
    default: anchor = parts + [address.anchor]
    }
    return Address(edition, anchor.compactMap { $0 }.joined(separator: "-"))
  }
}

/// Names of copied files that stay apart where a file system takes `Report.csv` and `report.csv` for one.
private struct CopiedNames {
  private var taken: Set<String> = []

  /// The place of a copy: at its path below `folder`, or below a numbered one where that is taken.
  mutating func address(_ path: String, in folder: String, ending: String) -> Address {
    var number = 1
    while true {
      let place = (number == 1 ? folder : "\(folder)-\(number)") + "/" + path
      if insert(place + ending) { return Address(place, ending: ending) }
      number += 1
    }
  }

  /// Takes a name, unless it or a folder of it is another's. Strings that are canonically equivalent are equal, as they
  /// are on such file systems.
  private mutating func insert(_ name: String) -> Bool {
    let name = name.lowercased()
    var folders: [String] = []
    var rest = name[...]
    while let slash = rest.lastIndex(of: "/") {
      rest = rest[..<slash]
      folders.append(rest + "/")
    }
    // A folder is noted with a slash at its end: a file may not be called as a folder, nor the other way round.
    guard !taken.contains(name), !taken.contains(name + "/"),
      !folders.contains(where: { taken.contains(String($0.dropLast())) })
    else { return false }
    taken.insert(name)
    taken.formUnion(folders)
    return true
  }
}

/// Anchors of rendered text have a prefix of their own, so that no heading meets an anchor of the page around it.
func textAnchor(_ anchor: String) -> String { "t-" + anchor }

/// The id as a file name and anchor: lower case, everything but letters and digits as one hyphen.
func slug(_ id: String) -> String {
  var result: [UInt8] = []
  for byte in id.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): result.append(byte)
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): result.append(byte + 32)
    default: if result.last != UInt8(ascii: "-"), !result.isEmpty { result.append(UInt8(ascii: "-")) }
    }
  }
  while result.last == UInt8(ascii: "-") { result.removeLast() }
  return result.isEmpty ? "unnamed" : String(decoding: result, as: UTF8.self)
}

/// Whether an id leaves something to be read in a file name.
private func isReadable(_ id: String) -> Bool { id.utf8.contains { $0.isLetterOrDigit } }

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}
