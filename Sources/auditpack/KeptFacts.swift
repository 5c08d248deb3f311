import Compiler
import Foundation
import Git

/// What earlier runs found out about contents, kept in the git folder beside what they read of the history.
struct KeptFacts: Sendable {
  private static let name = "contents"
  /// So many facts have to be new before they are written: finding out fewer takes less time than writing.
  private static let least = 500

  /// What is known.
  let facts: ContentFacts
  private let files: KeptFiles
  /// What the file says about the program that wrote it; nil where nothing is kept.
  private let form: String?

  /// - Parameter isBelieved: whether earlier runs are believed; otherwise nothing is known, and nothing kept.
  init(in files: KeptFiles, isBelieved: Bool) {
    self.files = files
    form = isBelieved ? Self.form : nil
    facts = form.flatMap { files.read(Self.name, form: $0) }.flatMap(ContentFacts.init(bytes:)) ?? ContentFacts()
  }

  /// Keeps what is known for the next run, if enough of it is new.
  func keep() {
    guard let form, facts.newCount >= Self.least else { return }
    files.write(facts.bytes, as: Self.name, form: form)
  }

  /// Another program may judge a content otherwise, so facts are those of one version, and of one build of it.
  private static let form: String? = {
    #if os(Linux)
      let program: String? = "/proc/self/exe"
    #else
      let program = Bundle.main.executablePath
    #endif
    var information = stat()
    guard let program, stat(program, &information) == 0 else { return nil }
    #if canImport(Darwin)
      let built = information.st_mtimespec
    #else
      let built = information.st_mtim
    #endif
    return "1 \(AuditPack.version) \(information.st_size) \(built.tv_sec) \(built.tv_nsec)"
  }()
}
