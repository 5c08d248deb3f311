import Cmalloc
import Compiler
import Git
import ISMS
import Source

/// What nearly every command needs and no argument changes, begun while the arguments are read.
enum Preparation {
  static func begin() {
    auditpack_grow_memory_by(16 << 20)
    Workers.shared.add {
      Repository.prepare()
      _ = (Catalog.standard, Rule.all)
    }
  }
}
