import Foundation
import Testing

/// The workbook and the archive, as other programs open them.
@Suite struct ContainerTests {
  private func tool(_ arguments: String..., in folder: URL) throws -> Run? {
    let run = try Run.program("/usr/bin/env", arguments, in: folder)
    return run.status == 127 ? nil : run
  }

  private func pack() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try sandbox.write(
      Sample.policy(id: "SOA-1", title: "Statement of Applicability", more: "register: soa")
        .replacing("type: policy", with: "type: register")
        + "| control | included | justification | status | due |\n|---|---|---|---|---|\n"
        + "| A.5.15 | yes | =HYPERLINK(\"http://example.com\") | planned | 2026-09-30 |\n"
        + "| A.7.3 | no | No rooms are run by the company | | |\n", to: "isms/soa/soa.md")
    try sandbox.git("add", "-A", in: "isms")
    try sandbox.git("commit", "-q", "-m", "Statement", in: "isms")
    let run = try sandbox.auditpack("build", "-o", "../pack", "--zip", in: "isms")
    #expect(run.status == 0, "\(run.errors)")
    return sandbox
  }

  @Test func theArchiveHoldsThePackAndIsTheSameEveryTime() throws {
    let sandbox = try pack()
    let first = try Data(contentsOf: sandbox.folder.appending(path: "pack.zip"))
    _ = try sandbox.auditpack(
      "build", "-o", "../pack", "--zip", in: "isms", environment: ["TZ": "Asia/Tokyo", "LC_ALL": "de_DE.UTF-8"])
    #expect(try Data(contentsOf: sandbox.folder.appending(path: "pack.zip")) == first)
    let program = """
      import os, zipfile
      archive = zipfile.ZipFile("pack.zip")
      assert archive.testzip() is None
      names = [name for name in archive.namelist()]
      on_disk = ["/".join([folder, name]) for folder, _, names in os.walk("pack") for name in names]
      assert sorted(names) == sorted(on_disk), set(names) ^ set(on_disk)
      assert all(archive.read(name) == open(name, "rb").read() for name in names)
      print("same")
      """
    guard let python = try tool("python3", "-c", program, in: sandbox.folder) else { return }
    #expect(python.output == "same\n", "\(python.errors)")
  }

  @Test func theWorkbookHasSheetsWithRealDatesAndNoFormula() throws {
    let sandbox = try pack()
    let book = try Data(contentsOf: sandbox.folder.appending(path: "pack/soa.xlsx"))
    #expect(book.starts(with: [0x50, 0x4B]))
    // Every sheet as a file of its own, with formulas shown as such.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
    guard
      let office = try tool(
        "soffice", "--headless", "--convert-to", filter, "--outdir", "sheets", "pack/soa.xlsx", in: sandbox.folder),
      office.status == 0
    else { return }
    let statement = try sandbox.read("sheets/soa-SoA.csv")
    let lines = statement.split(separator: "\n")
    #expect(lines.first?.hasPrefix("control,title,theme,included,justification") == true, "\(statement)")
    #expect(statement.contains("2026-09-30"))
    // A formula would be shown with its result or as an error; the text stays what was written.
    #expect(statement.contains("=HYPERLINK(\"\"http://example.com\"\")"))
    for sheet in ["Evidence", "Documents", "Findings"] { #expect(sandbox.exists("sheets/soa-\(sheet).csv")) }
  }
}
