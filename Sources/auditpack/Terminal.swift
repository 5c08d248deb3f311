import ArgumentParser
import Foundation

/// When colours are used.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

/// What standard output is connected to.
struct Terminal {
  /// Whether colours are used.
  let isColoured: Bool
  /// Whether places can be links that the terminal opens. Most terminals ignore the escape sequence where they do not
  /// know it; the few that print it are left out.
  let hasLinks: Bool
  /// Columns; 120 where nobody knows.
  let width: Int

  /// Looks at standard output, `NO_COLOR`, `CLICOLOR_FORCE`, `TERM` and `COLUMNS`.
  init(color: ColorChoice) {
    let environment = ProcessInfo.processInfo.environment
    let isTerminal = isatty(STDOUT_FILENO) == 1
    switch color {
    case .always: isColoured = true
    case .never: isColoured = false
    case .auto:
      let isForbidden = environment["NO_COLOR"].map { !$0.isEmpty } ?? false || environment["TERM"] == "dumb"
      let isForced = environment["CLICOLOR_FORCE"].map { !$0.isEmpty && $0 != "0" } ?? false
      isColoured = !isForbidden && (isTerminal || isForced)
    }
    hasLinks =
      isColoured && isTerminal && environment["TERM"] != "linux" && environment["FORCE_HYPERLINK"] != "0"
      && (environment["FORCE_HYPERLINK"] != nil || environment["VTE_VERSION"] != nil
        || environment["TERM_PROGRAM"] != nil || environment["WT_SESSION"] != nil
        || environment["KITTY_WINDOW_ID"] != nil)
    var size = winsize()
    if isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 {
      width = Int(size.ws_col)
    } else if let columns = environment["COLUMNS"].flatMap({ Int($0) }), columns >= 40 {
      width = columns
    } else {
      width = 120
    }
  }
}
