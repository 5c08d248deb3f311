import Testing

@testable import ISMS

@Suite struct PathTests {
  @Test(arguments: [
    ("../risk/method.md", "policies", "risk/method.md"), ("a.md", "", "a.md"), ("./b/../c.md", "x", "x/c.md"),
    ("/top.md", "deep/folder", "top.md"), ("..", "a/b", "a"),
  ])
  func relativePathsAreResolved(relative: String, folder: String, expected: String) {
    #expect(Paths.resolve(relative, in: folder) == expected)
  }

  @Test func pathsOutOfTheRepositoryAreRefused() {
    #expect(Paths.resolve("../../x.md", in: "policies") == nil)
  }

  @Test(arguments: [("a%20b.md", "a b.md"), ("%C3%A9", "é"), ("100%", "100%"), ("%FF", "%FF"), ("%zz", "%zz")])
  func percentEscapesAreDecoded(written: String, expected: String) {
    #expect(Paths.percentDecoded(written) == expected)
  }
}
