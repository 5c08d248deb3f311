internal import Cxlsxwriter
import Pack
import Source

/// Writes workbooks as Office Open XML (ECMA-376), with libxlsxwriter.
public enum Spreadsheet {
  /// Why a workbook could not be written.
  public struct WriteError: Error {
    /// The library's own words.
    public let reason: String
  }

  /// What the format calls the first day of 1970: it counts from the end of 1899, with a leap day that 1900 did not have.
  private static let epoch = 25_569
  /// The most characters a cell may hold, by the format.
  private static let longestText = 32_767

  /// Writes a workbook: the heading bold and frozen, a filter on every column, real dates, texts that are never
  /// formulas. The same workbook gives the same bytes.
  ///
  /// - Parameters:
  ///   - path: the file that is made.
  ///   - temporaryFolder: where the library keeps rows until it is done.
  public static func write(_ workbook: Workbook, to path: String, temporaryFolder: String) throws(WriteError) {
    let result = temporaryFolder.withCString { folder -> lxw_error in
      var options = lxw_workbook_options()
      options.constant_memory = 1
      options.tmpdir = UnsafeMutablePointer(mutating: folder)
      guard let file = workbook_new_opt(path, &options) else { return LXW_ERROR_CREATING_XLSX_FILE }
      setProperties(of: file, workbook)
      let heading = workbook_add_format(file)
      format_set_bold(heading)
      format_set_text_wrap(heading)
      format_set_bottom(heading, UInt8(LXW_BORDER_THIN.rawValue))
      let date = workbook_add_format(file)
      format_set_num_format(date, "yyyy-mm-dd")
      format_set_align(date, UInt8(LXW_ALIGN_LEFT.rawValue))
      format_set_align(date, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
      let text = workbook_add_format(file)
      format_set_text_wrap(text)
      format_set_align(text, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
      var failure = LXW_NO_ERROR
      for sheet in workbook.sheets {
        let error = write(sheet, in: file, heading: heading, date: date, text: text)
        if error != LXW_NO_ERROR { failure = error }
      }
      let closing = workbook_close(file)
      return failure == LXW_NO_ERROR ? closing : failure
    }
    guard result == LXW_NO_ERROR else {
      throw WriteError(reason: lxw_strerror(result).map { String(cString: $0) } ?? "error \(result.rawValue)")
    }
  }

  private static func setProperties(of file: UnsafeMutablePointer<lxw_workbook>, _ workbook: Workbook) {
    workbook.title.withCString { title in
      var properties = lxw_doc_properties()
      properties.title = UnsafeMutablePointer(mutating: title)
      properties.created = time_t(workbook.createdOn.dayNumber * 86_400)
      workbook_set_properties(file, &properties)
    }
  }

  private static func write(
    _ sheet: Workbook.Sheet, in file: UnsafeMutablePointer<lxw_workbook>,
    heading: UnsafeMutablePointer<lxw_format>?, date: UnsafeMutablePointer<lxw_format>?,
    text: UnsafeMutablePointer<lxw_format>?
  ) -> lxw_error {
    guard let page = workbook_add_worksheet(file, sheet.name) else { return LXW_ERROR_SHEETNAME_ALREADY_USED }
    var failure = LXW_NO_ERROR
    func note(_ error: lxw_error) { if error != LXW_NO_ERROR { failure = error } }
    for (number, column) in sheet.columns.enumerated() {
      let position = lxw_col_t(number)
      note(worksheet_set_column(page, position, position, Double(column.width), nil))
    }
    for (number, column) in sheet.columns.enumerated() {
      note(worksheet_write_string(page, 0, lxw_col_t(number), column.title, heading))
    }
    for (number, row) in sheet.rows.enumerated() {
      for (column, cell) in row.enumerated() {
        let (line, position) = (lxw_row_t(number + 1), lxw_col_t(column))
        switch cell {
        case .empty: break
        case .text(let value):
          let shown = value.utf16.count > longestText ? String(value.prefix(longestText / 2)) + "…" : value
          note(worksheet_write_string(page, line, position, shown, text))
        case .number(let value): note(worksheet_write_number(page, line, position, Double(value), text))
        case .date(let day):
          note(worksheet_write_number(page, line, position, Double(day.dayNumber + epoch), date))
        }
      }
    }
    worksheet_freeze_panes(page, 1, sheet.columns.count > 2 ? 1 : 0)
    if !sheet.columns.isEmpty {
      note(
        worksheet_autofilter(
          page, 0, 0, lxw_row_t(max(1, sheet.rows.count)), lxw_col_t(sheet.columns.count - 1)))
    }
    worksheet_set_landscape(page)
    worksheet_set_paper(page, 9)
    worksheet_fit_to_pages(page, 1, 0)
    note(worksheet_repeat_rows(page, 0, 0))
    return failure
  }
}
