import Testing

@testable import Pack

struct PrintEditionTests {
  @Test func itHoldsEveryDocumentAndRegisterAndLeadsNowhereElse() throws {
    let file = try #require(try PackFixture.packs()["print.html"])
    let page = HTMLPage(file)
    for id in [
      "overview", "stage-1", "soa", "controls-a-5-15", "controls-x-1", "risks", "risks-r-001", "treatment-plan-ta-1",
      "evidence-ev-1", "people-ceo", "registers-suppliers-sup-1", "documents-pol-01", "text-pol-01",
      "text-pol-01-t-basic-rules-a515", "findings",
    ] { #expect(page.ids.contains(id), "\(id)") }
    let outside = page.links.filter { link in
      !link.hasPrefix("#") && !link.hasPrefix("assets/") && !link.contains(":") && link != "index.html"
    }
    #expect(outside == [], "a printed edition is read without the pack")
  }

  @Test func eachDocumentHasItsOwnRunningHead() throws {
    let files = try PackFixture.packs()
    #expect(try #require(files["print.html"]).text.contains("<article class=\"part page-pol-01\""))
    let style = try #require(files["assets/print.css"]).text
    #expect(style.contains("@page page-pol-01 { @top-left { content: \"POL-01 · version 1.1 · Access policy\"; } }"))
    #expect(style.contains("counter(page)"))
  }

  @Test func aCustomersEditionHoldsNoRegister() throws {
    let file = try #require(try PackFixture.packs(.customer)["print.html"])
    let ids = Set(HTMLPage(file).ids)
    #expect(ids.contains("controls-a-5-15") && !ids.contains("risks") && !ids.contains("findings"))
  }

  @Test func textsBeyondTheLimitStayOnTheirPages() throws {
    let long = String(repeating: "Words of a long document. ", count: 40_000)
    let documents = (1...5).map {
      "-- d\($0).md --\n---\nid: D-\($0)\ntype: policy\ntitle: Long \($0)\nversion: \"1\"\nstatus: draft\n"
        + "owner: ciso\nclassification: internal\n---\n\n\(long)\n"
    }
    let site = try PackFixture.site(text: documents.joined())
    let page = PrintEdition.page(site)
    guard case .contexts(let documents)? = page.context["documents"]?.content,
      case .text(let leftOut)? = page.context["leftOut"]?.content
    else {
      Issue.record("the edition holds no documents")
      return
    }
    #expect(documents.count == 3)
    #expect(leftOut == "2")
  }
}
