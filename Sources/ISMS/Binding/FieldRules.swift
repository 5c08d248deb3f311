import Source

/// Findings about fields, ids and control names: what the schema does not allow.
public enum FieldRules {
  /// A key the schema does not know.
  public static let unknownKey = Rule(
    code: "FLD-01", name: "unknown-key", title: "a key or column is not known", grade: .error,
    explanation: """
      A misspelt key loses its value without anybody noticing: `aproved_by` approves nothing. So every key has to be \
      one of the field reference, or start with `x-` if it is your own.
      """,
    fix: "correct the key, remove it, or start it with `x-`",
    flagged: Example.policy(replacing: "owner: ceo", by: "owner: ceo\naproved_by: ceo"),
    accepted: Example.policy(replacing: "owner: ceo", by: "owner: ceo\napproved_by: ceo"))

  /// A required field is absent.
  public static let missingField = Rule(
    code: "FLD-02", name: "missing-field", title: "a required field is missing", grade: .error, clause: "7.5.2 a",
    explanation: """
      Without an id nothing can name a document, without a status nobody can say whether its text is in force, and a \
      risk without likelihood or impact cannot be compared with anything. Where a field is only wanted, a rule about it \
      says so: DOC-02 asks for title, version and owner of a document, RSK-03 for the owner of a risk.
      """,
    fix: "add the field",
    flagged: Example.policy(replacing: "status: draft\n", by: ""),
    accepted: Example.policy())

  /// A value is not of the field's type.
  public static let wrongType = Rule(
    code: "FLD-03", name: "wrong-type", title: "a value is not what its field holds", grade: .error,
    explanation: """
      Dates, numbers and status words are compared and counted, so they have to be written in one way: dates as \
      `YYYY-MM-DD` and real days of the calendar, numbers as digits, words as the field reference lists them.
      """,
    fix: "write the value as the field reference says",
    flagged: Example.policy(replacing: "owner: ceo", by: "owner: ceo\napproved_on: 2026-02-30"),
    accepted: Example.policy(replacing: "owner: ceo", by: "owner: ceo\napproved_on: 2026-02-28"))

  /// YAML readers take the value for something else.
  public static let ambiguousScalar = Rule(
    code: "FLD-04", name: "ambiguous-scalar", title: "other YAML readers take the value for a number or a yes/no",
    grade: .observation,
    explanation: """
      auditpack reads every value as text, yet editors and scripts that read YAML turn `1.10` into the number 1.1 and \
      `no` into false. Quotes keep it what it is for everyone.
      """,
    fix: "put the value in double quotes",
    flagged: Example.policy(replacing: "version: \"1.0\"", by: "version: 1.10"),
    accepted: Example.policy(replacing: "version: \"1.0\"", by: "version: \"1.10\""))

  /// Two documents or records share a name.
  public static let duplicateID = Rule(
    code: "ID-01", name: "duplicate-id", title: "an id is used twice", grade: .error, clause: "7.5.2 a",
    explanation: """
      Everything refers to documents and records by id: approvals, the Statement of Applicability, evidence. With two \
      of one name, nobody can tell which is meant.
      """,
    fix: "give one of them another id",
    flagged: Example.policy() + "-- policies/second.md --\n" + Example.policyText,
    accepted: Example.policy() + "-- policies/second.md --\n"
      + Example.policyText(replacing: "id: POL-01", by: "id: POL-02"))

  /// A control that does not exist.
  public static let unknownControl = Rule(
    code: "REF-01", name: "unknown-control", title: "there is no such control in Annex A", grade: .error,
    clause: "6.1.3 c",
    explanation: """
      Annex A of ISO/IEC 27001:2022 holds A.5.1 to A.5.37, A.6.1 to A.6.8, A.7.1 to A.7.14 and A.8.1 to A.8.34. A \
      reference to any other number points at nothing, and the control that was meant stays without it.
      """,
    fix: "name the control that is meant",
    flagged: Example.policy(replacing: "owner: ceo", by: "owner: ceo\ncontrols: [A.5.39]"),
    accepted: Example.policy(replacing: "owner: ceo", by: "owner: ceo\ncontrols: [A.5.37]"))

  /// A control of the edition of 2013.
  public static let oldControl = Rule(
    code: "REF-02", name: "control-of-2013", title: "the control id belongs to the edition of 2013", grade: .minor,
    clause: "6.1.3 c",
    explanation: """
      Certificates of the 2013 edition ended in October 2025. Its 114 controls became 93 under other numbers, and an \
      old number in a current document tells an auditor that the text was not looked at since. In the Statement of \
      Applicability it is SOA-14.
      """,
    fix: "use the id of the 2022 edition",
    flagged: Example.policy(replacing: "owner: ceo", by: "owner: ceo\ncontrols: [A.9.2.1]"),
    accepted: Example.policy(replacing: "owner: ceo", by: "owner: ceo\ncontrols: [A.5.16]"))

  /// A range of controls that makes no sense.
  public static let badControlRange = Rule(
    code: "REF-03", name: "bad-control-range", title: "the range of controls cannot be read", grade: .error,
    clause: "6.1.3 c",
    explanation: """
      A range such as A.5.15–A.5.18 stays within one theme, rises, and holds at most 15 controls; anything wider is \
      no statement about a control.
      """,
    fix: "list the controls that are meant",
    flagged: Example.policy(replacing: "We protect", by: "As A.5.18–A.5.15 ask, we protect"),
    accepted: Example.policy(replacing: "We protect", by: "As A.5.15–A.5.18 ask, we protect"))

  /// All of them.
  public static let all = [
    unknownKey, missingField, wrongType, ambiguousScalar, duplicateID, unknownControl, oldControl, badControlRange,
  ]
}

/// Findings about files and registers as a whole.
public enum FileRules {
  /// A file larger than is read.
  public static let tooLarge = Rule(
    code: "FILE-01", name: "file-too-large", title: "a text file is larger than 5 MiB", grade: .error,
    explanation: """
      Documents and registers are read up to 5 MiB. Larger files are exports; kept as evidence beside a description \
      they may have any size.
      """,
    fix: "split the file, or file it as evidence",
    flagged: Example.policy() + "-- registers/risks.md --\n" + Example.register(data: "risks.csv")
      + "-- registers/risks.csv (6 MiB) --\n",
    accepted: Example.policy() + "-- registers/risks.md --\n" + Example.register(data: "risks.csv")
      + "-- registers/risks.csv --\n" + Example.risks)

  /// A file whose content the clone lacks.
  public static let missingContent = Rule(
    code: "FILE-02", name: "missing-content", title: "the content of a file is not in this clone", grade: .error,
    clause: "7.5.3 a",
    explanation: """
      A partial clone, or a large-file pointer whose content was not fetched, names a file without holding it. What \
      was not read cannot be judged.
      """,
    fix: "fetch the content (`git fetch --refetch`, or `git lfs pull`), then run again",
    flagged: Example.policy() + "-- registers/risks.md --\n" + Example.register(data: "risks.csv")
      + "-- registers/risks.csv --\nversion https://git-lfs.github.com/spec/v1\n"
      + "oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n",
    accepted: Example.policy() + "-- registers/risks.md --\n" + Example.register(data: "risks.csv")
      + "-- registers/risks.csv --\n" + Example.risks)

  /// Bytes that are not UTF-8.
  public static let invalidUTF8 = Rule(
    code: "FILE-03", name: "invalid-utf-8", title: "a text file is not valid UTF-8", grade: .error,
    explanation: """
      Text in another encoding shows wrong characters to some readers and right ones to others, so two people approve \
      two texts. auditpack reads UTF-8 only.
      """,
    fix: "save the file as UTF-8",
    flagged: Example.policy(replacing: "We protect", by: "We <byte FF>protect"),
    accepted: Example.policy())

  /// A register without rows.
  public static let registerWithoutTable = Rule(
    code: "FILE-04", name: "register-without-records", title: "a register holds no table that can be read",
    grade: .error, clause: "7.5.1",
    explanation: """
      A document of type `register` that names a kind of record holds a table with the columns of that kind, or names \
      a CSV file or a folder with `data:`. The first table whose columns fit is read.
      """,
    fix: "add a table with the required columns, or name the file that has it with `data:`",
    flagged: Example.policy() + "-- registers/risks.md --\n" + Example.register(data: nil) + "No table yet.\n",
    accepted: Example.policy() + "-- registers/risks.md --\n" + Example.register(data: "risks.csv")
      + "-- registers/risks.csv --\n" + Example.risks)

  /// Fields with an unknown type of document.
  public static let all = [tooLarge, missingContent, invalidUTF8, registerWithoutTable]
}

/// Small texts the examples of the rules are made of.
enum Example {
  static let policyText = """
    ---
    id: POL-01
    type: policy
    title: Information security policy
    version: "1.0"
    status: draft
    owner: ceo
    classification: internal
    ---

    # Information security policy

    We protect what customers give us.

    """

  static func policyText(replacing old: String, by new: String) -> String {
    guard let range = policyText.firstRange(of: old) else { return policyText }
    return policyText.replacingCharacters(in: range, with: new)
  }

  static let people = """
    -- support/roles.md --
    ---
    id: ROL-01
    type: register
    register: people
    title: Roles
    version: "1.0"
    status: draft
    owner: ceo
    classification: internal
    ---

    | id | role |
    |---|---|
    | ceo | Chief executive |

    """

  /// A repository with one policy and the register of people its owner stands in.
  static func policy(replacing old: String = "", by new: String = "") -> String {
    people + "-- policies/information-security.md --\n"
      + (old.isEmpty ? policyText : policyText(replacing: old, by: new))
  }

  static func register(data: String?) -> String {
    """
    ---
    id: RSK-REG
    type: register
    register: risks
    \(data.map { "data: \($0)\n" } ?? "")title: Risk register
    version: "1.0"
    status: draft
    owner: ceo
    classification: internal
    ---

    # Risk register


    """
  }

  static let risks = """
    id,title,owner,likelihood,impact
    R-001,Laptop lost,ceo,2,2

    """
}

extension String {
  fileprivate func replacingCharacters(in range: Range<String.Index>, with new: String) -> String {
    String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
  }
}
