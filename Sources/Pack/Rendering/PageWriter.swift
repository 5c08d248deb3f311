import Source

/// Renders every page of a pack in both forms and hands them over in order.
///
/// Pages are made one after the other, since they may read old contents; rendering and hashing, which is most of the
/// work, is done for several at a time.
struct PageWriter {
  /// A file and its SHA-256, computed where it was rendered.
  struct Rendered: Sendable {
    let file: OutputFile
    let sha256: String
  }

  /// What a page is rendered from.
  private struct Job: Sendable {
    let page: Page
    let frame: Context
  }

  /// So many pages are in memory at a time.
  private static let batch = 128

  private let site: Site
  private let frame: PageFrame
  private let templates: Templates
  private let scrub: (@Sendable (String) -> String)?

  init(_ site: Site) throws(PackError) {
    self.site = site
    frame = PageFrame(site)
    templates = try Templates()
    // What the audience may not read may be named in any text: a commit message, a finding, a policy.
    scrub = site.disclosure.scrubber
  }

  /// Hands every page to `take`, in an order that never changes.
  func write(_ take: (Rendered) throws -> Void) throws {
    var jobs: [Job] = []
    for group in PageGroup.all where group.isFor(site.options.audience) {
      let series = group.pages(site)
      for index in 0..<series.count {
        guard let made = series.page(index) else { continue }
        let page = made.limited(to: made.path == PrintEdition.path ? site.options.editionLimits : site.options.limits)
        jobs.append(Job(page: page, frame: frame.context(of: page)))
        guard jobs.count == Self.batch else { continue }
        try render(jobs).forEach(take)
        jobs = []
      }
    }
    try render(jobs).forEach(take)
  }

  private func render(_ jobs: [Job]) throws(PackError) -> [Rendered] {
    let (templates, scrub) = (templates, scrub)
    var files: [Rendered] = []
    for result in concurrently(
      jobs, { job in Result { () throws(PackError) in try Self.render(job, templates, scrub) } })
    {
      files += try result.get()
    }
    return files
  }

  /// A page in each of its forms.
  private static func render(
    _ job: Job, _ templates: Templates, _ scrub: (@Sendable (String) -> String)?
  ) throws(PackError) -> [Rendered] {
    var files: [Rendered] = []
    for form in job.page.forms {
      let contexts = [job.page.context, job.frame]
      guard let bytes = templates.render(contexts, template: job.page.template, form: form, scrub: scrub) else {
        throw .template("there is no template `\(form.rawValue)/\(job.page.template).mustache`")
      }
      var file = OutputFile(path: form.folder + job.page.path + form.ending, bytes: bytes)
      if form == .markdown { file = MarkdownTwin.bounded(file) }
      files.append(Rendered(file: file, sha256: sha256(file.bytes)))
    }
    return files
  }
}
