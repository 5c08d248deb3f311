"""Reads every page of a folder with the parser browsers use, and prints what it does not forgive.

    check_html.py FOLDER
"""
import pathlib
import sys

import html5lib

for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.html")):
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(path.read_bytes(), transport_encoding="utf-8")
    for position, name, values in parser.errors[:5]:
        print(path.relative_to(sys.argv[1]), position, html5lib.constants.E.get(name, name) % values)
