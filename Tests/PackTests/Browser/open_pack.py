"""Opens a pack in Chromium as its readers do, from its folder, and prints a line for everything that is wrong.

    open_pack.py CHROMIUM FOLDER CHECK [PAGE …]

Needs nothing but Python and Chromium; axe is used when one of the packages that carry it is installed.
"""
import importlib.util
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.parse

SCRIPT_OF_AXE = [
    ("axe_playwright_python", "axe.min.js"),
    ("axe_selenium_python", "node_modules/axe-core/axe.min.js"),
]


def problem(*words):
    print(*words)


class Browser:
    """Chromium, spoken to over a pair of pipes, so that no port is opened."""

    def __init__(self, chromium):
        self.profile = tempfile.TemporaryDirectory(prefix="pack-browser-", ignore_cleanup_errors=True)
        to_browser, self.writing = os.pipe()
        self.reading, from_browser = os.pipe()

        def connect():
            # Chromium reads from descriptor 3 and writes to 4; the copies may not stand in each other's way.
            spare_in, spare_out = os.dup2(to_browser, 30), os.dup2(from_browser, 31)
            os.dup2(spare_in, 3)
            os.dup2(spare_out, 4)

        self.process = subprocess.Popen(
            [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
             "--disable-background-networking", "--remote-debugging-pipe", "--no-first-run",
             "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={self.profile.name}", "about:blank"],
            preexec_fn=connect, close_fds=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.buffer = b""
        self.number = 0
        self.events = []
        targets = self.call("Target.getTargets")["targetInfos"]
        page = next(target["targetId"] for target in targets if target["type"] == "page")
        self.session = self.call("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network"]:
            self.call(domain + ".enable")

    def message(self):
        while b"\0" not in self.buffer:
            data = os.read(self.reading, 1 << 20)
            if not data:
                raise RuntimeError("the browser ended")
            self.buffer += data
        text, _, self.buffer = self.buffer.partition(b"\0")
        return json.loads(text)

    def call(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if hasattr(self, "session"):
            message["sessionId"] = self.session
        os.write(self.writing, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.message()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            if "method" in answer:
                self.events.append(answer)

    def open(self, address):
        """Opens a page and returns what it asked for and complained about meanwhile."""
        self.events = []
        self.call("Page.navigate", url="about:blank")
        self.call("Page.navigate", url=address)
        self.wait("document.readyState === 'complete' && location.href !== 'about:blank'")

    def wait(self, condition, seconds=20):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if self.ask(condition):
                    return True
            except RuntimeError:
                pass
            time.sleep(0.03)
        return False

    def ask(self, expression, waits=False):
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=waits)
        if "exceptionDetails" in answer:
            raise RuntimeError(json.dumps(answer["exceptionDetails"])[:500])
        return answer["result"].get("value")

    def press(self, key, text=None, modifiers=0):
        codes = {"Tab": 9, "Enter": 13, "Escape": 27, "ArrowDown": 40, "ArrowUp": 38, "/": 191}
        values = {"key": key, "windowsVirtualKeyCode": codes.get(key, 0), "modifiers": modifiers}
        if key == "Enter":
            text = "\r"
        if text:
            values["text"] = text
        self.call("Input.dispatchKeyEvent", type="keyDown", **values)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, modifiers=modifiers)

    def type(self, words):
        self.call("Input.insertText", text=words)

    def look(self, width=1280, scheme="light", scripts=True):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.call("Emulation.setScriptExecutionDisabled", value=not scripts)

    def close(self):
        try:
            del self.session
            self.call("Browser.close")
        except Exception:
            self.process.kill()
        self.process.wait()


def complaints(browser, page, folder):
    """Errors, refused things and requests since the page was opened."""
    for event in browser.events:
        parameters = event.get("params", {})
        method = event.get("method")
        if method == "Runtime.exceptionThrown":
            problem(page, "threw", parameters["exceptionDetails"].get("exception", {}).get("description"))
        elif method == "Runtime.consoleAPICalled" and parameters.get("type") in ["error", "warning"]:
            problem(page, "complained", json.dumps(parameters.get("args"))[:300])
        elif method == "Log.entryAdded" and parameters["entry"]["level"] in ["error", "warning"]:
            problem(page, "logged", parameters["entry"]["text"][:300])
        elif method == "Network.requestWillBeSent":
            address = parameters["request"]["url"]
            inside = address.startswith(folder.as_uri() + "/") or address.startswith(("data:", "about:"))
            if not inside:
                problem(page, "asked for", address)


OVERFLOW = """(() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return '';
  const wide = [...document.querySelectorAll('main *')].filter(one => one.getBoundingClientRect().right > width + 1);
  return (wide[0] ? wide[0].outerHTML.slice(0, 120) : 'something') + ' is wider than ' + width;
})()"""


def axe():
    for package, path in SCRIPT_OF_AXE:
        found = importlib.util.find_spec(package)
        if found and found.origin:
            script = pathlib.Path(found.origin).parent / path
            if script.exists():
                return script.read_text()
    return None


def check_pages(browser, folder, pages):
    """Every kind of page, wide and narrow, light and dark: no error, no request, no sideways scrolling, axe content."""
    script = axe()
    for page in pages:
        for scheme, width in [("light", 1280), ("dark", 360)]:
            browser.look(width, scheme)
            browser.open((folder / page).as_uri())
            name = f"{page} ({scheme}, {width})"
            complaints(browser, name, folder)
            wide = browser.ask(OVERFLOW)
            if wide:
                problem(name, "scrolls sideways:", wide)
            if script is None:
                continue
            browser.call("Runtime.evaluate", expression=script)
            found = browser.ask(
                "axe.run(document, {resultTypes: ['violations']}).then(result => result.violations.map(one =>"
                " one.id + ': ' + one.help + ' at ' + one.nodes.slice(0, 3).map(node => node.html.slice(0, 200)"
                " + ' ' + (node.any[0] ? node.any[0].message : '')).join(' | ')))", waits=True)
            for violation in found:
                problem(name, "axe", violation)


def check_without_scripts(browser, folder, pages):
    """Without JavaScript nothing is missing, and no control stands there that does nothing."""
    for page in pages:
        texts = []
        for scripts in [True, False]:
            browser.look(scripts=scripts)
            browser.open((folder / page).as_uri())
            texts.append(browser.ask(
                "(() => { const main = document.querySelector('main').cloneNode(true);"
                " main.querySelectorAll('.filter, thead button').forEach(one => one.remove());"
                " return main.textContent.replace(/\\s+/g, ' '); })()"))
        if texts[0] != texts[1]:
            problem(page, "reads differently without JavaScript")
        if len(texts[1]) < 100:
            problem(page, "is empty without JavaScript")
        hidden = browser.ask(
            "[...document.querySelectorAll('main tbody tr')].filter(row => !row.closest('details:not([open])')"
            " && row.getClientRects().length === 0).length")
        if hidden:
            problem(page, "hides", hidden, "rows without JavaScript")
        controls = browser.ask("document.querySelectorAll('input, select, button').length")
        if controls:
            problem(page, "has", controls, "controls that do nothing without JavaScript")
    browser.look()


def check_policy(browser, folder, pages):
    """What gets into a page in spite of everything does not run and reaches nobody."""
    browser.open((folder / pages[0]).as_uri())
    browser.ask("""(() => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.head.append(script);
      const picture = document.createElement('img');
      picture.src = 'https://evil.example/x.png';
      document.body.append(picture);
      const frame = document.createElement('iframe');
      frame.src = 'https://evil.example/';
      document.body.append(frame);
      document.body.insertAdjacentHTML('beforeend', '<b onclick="window.ran = true" id="trap">x</b>');
      document.getElementById('trap').click();
    })()""")
    time.sleep(0.3)
    if browser.ask("window.ran === true"):
        problem("an inline script ran")
    answer = browser.ask("fetch('https://evil.example/').then(() => 'answered', () => 'refused')", waits=True)
    if answer != "refused":
        problem("fetch was", answer)
    sent = {event["params"]["requestId"]: event["params"]["request"]["url"] for event in browser.events
            if event.get("method") == "Network.requestWillBeSent"}
    refused = {event["params"]["requestId"] for event in browser.events
               if event.get("method") == "Network.loadingFailed" and event["params"].get("blockedReason") == "csp"}
    for number, address in sent.items():
        if "evil.example" in address and number not in refused:
            problem("a request left the page:", address)


def check_keyboard(browser, folder, pages):
    """A reader without a mouse gets everywhere: skip link, search, filters, sorting, back."""
    browser.look()
    browser.open((folder / "soa.html").as_uri())
    browser.press("Tab")
    if browser.ask("document.activeElement.className") != "skip":
        problem("the first stop is not the skip link")
    browser.press("Enter")
    if not browser.wait("document.activeElement.id === 'content'", 3):
        problem("the skip link does not lead to the content")
    reached = set()
    for _ in range(60):
        browser.press("Tab")
        place = browser.ask(
            "(() => { const one = document.activeElement; const style = getComputedStyle(one);"
            " return [one.tagName, one.getAttribute('aria-label') || (one.labels && one.labels[0] || one).textContent"
            ".trim().slice(0, 40), style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2]; })()")
        reached.add(place[0])
        if not place[2]:
            problem("focus cannot be seen on", place[:2])
            break
    for kind in ["A", "INPUT", "SELECT", "BUTTON"]:
        if kind not in reached:
            problem("no", kind, "is reached with Tab")

    browser.press("/", "/")
    if not browser.wait("document.activeElement.type === 'search' && !!document.activeElement.closest('.search')", 3):
        problem("/ does not lead to the search")
    browser.type("access")
    if not browser.wait("document.querySelectorAll('.results a').length > 2", 5):
        problem("the search finds nothing")
    browser.press("ArrowDown")
    target = browser.ask("document.activeElement.href")
    if not target:
        problem("the arrow does not lead into the results")
    browser.press("Escape")
    if not browser.ask("document.querySelector('.results').hidden"):
        problem("Escape does not close the results")
    browser.type("access")
    browser.wait("document.querySelectorAll('.results a').length > 2", 5)
    browser.press("ArrowDown")
    target = browser.ask("document.activeElement.href")
    browser.press("Enter")
    if not browser.wait(f"location.href === {json.dumps(target)}", 5):
        problem("a result does not lead to its page")

    rows = "[...document.querySelectorAll('.soa tbody tr:not(.group)')].filter(row => !row.hidden).length"
    browser.open((folder / "soa.html").as_uri())
    all_rows = browser.ask(rows)
    browser.ask("document.querySelector('.filter input').focus()")
    browser.type("access")
    browser.wait(f"{rows} < {all_rows}", 3)
    some = browser.ask(rows)
    if not 0 < some < all_rows:
        problem("the filter shows", some, "of", all_rows)
    browser.ask("(() => { const one = document.querySelector('.filter select'); one.focus(); })()")
    browser.press("ArrowDown")
    browser.wait(f"{rows} < {some} || location.hash.includes('.is.')", 3)
    state = browser.ask("[location.hash, " + rows + "]")
    if "q=access" not in state[0] or ".is." not in state[0]:
        problem("the address does not hold the filter:", state[0])
    browser.ask("document.querySelector('.soa thead button').click()")
    sorted_address = browser.ask("location.href")
    browser.open(sorted_address)
    again = browser.ask("[location.hash, " + rows + ", document.querySelector('.soa th').getAttribute('aria-sort')]")
    if again[1] != state[1] or again[2] != "ascending":
        problem("the address does not bring the filter back:", again, state)
    hostile = urllib.parse.quote("<img src=x onerror=window.ran=1>")
    browser.open((folder / "soa.html").as_uri() + f"#?t1.q={hostile}&t1.is.Status={hostile}&t1.by={hostile}")
    if browser.ask("window.ran === 1 || document.querySelector('main img') !== null"):
        problem("the address became markup")


def check_print(browser, folder, pages):
    """On A4 and Letter: a running head with id and version, page numbers, and heads of tables on each page."""
    import base64
    import shutil
    if shutil.which("pdftotext") is None:
        return
    browser.look()
    for paper, width, height in [("A4", 8.27, 11.69), ("Letter", 8.5, 11)]:
        for page, on_each in pages:
            browser.open((folder / page).as_uri())
            data = browser.call(
                "Page.printToPDF", paperWidth=width, paperHeight=height, preferCSSPageSize=False, marginTop=0.7,
                marginBottom=0.7)["data"]
            with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
                file.write(base64.b64decode(data))
                file.flush()
                text = subprocess.run(
                    ["pdftotext", "-layout", file.name, "-"], capture_output=True, text=True, check=True).stdout
            sheets = text.split("\f")[:-1]
            for number, sheet in enumerate(sheets, 1):
                words = " ".join(sheet.split())
                for wanted in on_each + [f"Page {number} of {len(sheets)}"]:
                    if wanted not in words:
                        problem(f"{page} on {paper}, sheet {number} of {len(sheets)} lacks", repr(wanted))


CHECKS = {
    "pages": check_pages, "without-scripts": check_without_scripts, "policy": check_policy,
    "keyboard": check_keyboard, "print": check_print,
}


def main():
    chromium, folder, check, *pages = sys.argv[1:]
    if check == "has-axe":
        sys.exit(0 if axe() else 1)
    if check == "print":
        pages = [(page.split("=")[0], page.split("=")[1].split("|")) for page in pages]
    browser = Browser(chromium)
    try:
        CHECKS[check](browser, pathlib.Path(folder).resolve(), pages)
    finally:
        browser.close()


main()
