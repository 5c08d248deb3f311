import Cmalloc
import Compiler
import Git
import ISMS
import Source

/// What nearly every command needs and no argument changes, begun while the arguments are read.
enum Preparation {
  static func begin() {
    auditpack_prepare_memory()
    Workers.shared.add {
      auditpack_prepare_memory()
      Repository.prepare()
      _ = (Catalog.standard, Rule.all)
    }
  }
}
