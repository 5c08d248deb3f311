import Foundation

/// Turns the sample management system into a git repository with a history.
@main
struct SampleHistory {
  private static let usage = """
    Usage: SampleHistory FOLDER OUTPUT     make a git repository at OUTPUT
           SampleHistory FOLDER            write the stream for `git fast-import` to standard output
           SampleHistory --log FOLDER      list the commits
           SampleHistory --planted FOLDER  list the findings that the story plants, as CSV

    FOLDER holds the final files and the story that leads to them in `.story`.

    """

  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      switch (arguments.first, arguments.count) {
      case ("--log", 2):
        print(log(try SampleFolder(path: arguments[1]).chronicle()), terminator: "")
      case ("--planted", 2):
        print(planted(try SampleFolder(path: arguments[1]).chronicle()), terminator: "")
      case (let first?, 1) where !first.hasPrefix("-"):
        let stream = FastImport.stream(try SampleFolder(path: first).chronicle())
        try FileHandle.standardOutput.write(contentsOf: Data(stream))
      case (let first?, 2) where !first.hasPrefix("-"):
        try Repository.create(try SampleFolder(path: first).chronicle(), at: arguments[1])
      default:
        fail(usage, status: 2)
      }
    } catch {
      fail("SampleHistory: \(error)\n", status: 1)
    }
  }

  /// One line for each commit and tag.
  static func log(_ chronicle: Chronicle) -> String {
    var text = ""
    for (index, commit) in chronicle.commits.enumerated() {
      let subject = commit.story.message.prefix { $0 != "\n" }
      let place = commit.story.merges.map { "merge of \($0)" } ?? commit.story.branch ?? "main"
      text += "\(commit.story.place)  \(commit.story.author.name)  [\(place)]  \(subject)\n"
      for (tag, tagged) in chronicle.tags where tagged == index { text += "    tag \(tag.name)\n" }
    }
    return text
  }

  /// The planted findings as CSV: rule, path, note, and the subject of the commit that puts it right.
  static func planted(_ chronicle: Chronicle) -> String {
    var text = "rule,path,note,fixed_by\n"
    for (planted, commit) in chronicle.planted {
      let subject = String(chronicle.commits[commit].story.message.prefix { $0 != "\n" })
      text +=
        [planted.rule, planted.path, planted.note, subject]
        .map { "\"" + $0.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\"" }
        .joined(separator: ",") + "\n"
    }
    return text
  }

  private static func fail(_ text: String, status: Int32) -> Never {
    FileHandle.standardError.write(Data(text.utf8))
    exit(status)
  }
}
