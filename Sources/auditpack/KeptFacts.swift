import Compiler
import Foundation
import Git

/// What earlier runs found out about contents, kept in the git folder beside what they read of the history.
struct KeptFacts {
  private static let name = "contents"
  /// So many facts have to be new before they are written: finding out fewer takes less time than writing.
  private static let least = 500

  /// What is known.
  let facts: ContentFacts
  private let repository: Repository
  /// What the file says about the program that wrote it; nil where nothing is kept.
  private let form: String?

  /// - Parameter isBelieved: whether earlier runs are believed; otherwise nothing is known, and nothing kept.
  init(of repository: Repository, isBelieved: Bool) {
    self.repository = repository
    form = isBelieved ? Self.form : nil
    facts = form.flatMap { repository.kept(Self.name, form: $0) { ContentFacts(bytes: $0) } } ?? ContentFacts()
  }

  /// Keeps what is known for the next run, if enough of it is new.
  func keep() {
    guard let form, facts.newCount >= Self.least else { return }
    repository.keep(facts.bytes, as: Self.name, form: form)
  }

  /// Another program may judge a content otherwise, so facts are those of one version, and of one build of it.
  private static let form: String? = {
    guard let program = Bundle.main.executablePath,
      let attributes = try? FileManager.default.attributesOfItem(atPath: program),
      let size = attributes[.size] as? Int, let built = attributes[.modificationDate] as? Date
    else { return nil }
    return "1 \(AuditPack.version) \(size) \(Int(built.timeIntervalSince1970 * 1000))"
  }()
}
