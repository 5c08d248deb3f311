#!/usr/bin/env python3
"""Writes an ISMS as a stream for `git fast-import`, all in one commit: model.py DOCUMENTS.

Beside the documents there are 50 evidence items and two risks for each, people, and a row for each control of Annex A.
"""
import sys

CONTROLS = [f"A.{theme}.{number}" for theme, count in ((5, 37), (6, 8), (7, 14), (8, 34)) for number in range(1, count + 1)]
OUT = sys.stdout.buffer


def front(**fields):
    lines = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"---\n{lines}---\n\n"


def document(identifier, kind, **more):
    return front(
        id=identifier, type=kind, title=identifier, version='"1.0"', status="approved", owner="ceo", approved_by="ceo",
        approved_on="2026-01-12", classification="internal", **more)


def files(count):
    yield "support/roles.md", document("ROLES", "register", register="people") + "| id | role |\n|---|---|\n| ceo | Chief |\n"
    yield "soa/soa.md", document("SOA", "register", register="soa", data="soa.csv")
    rows = "".join(f"{control},yes,Protects customers,implemented\n" for control in CONTROLS)
    yield "soa/soa.csv", "control,included,justification,status\n" + rows
    for number in range(count):
        control = CONTROLS[number % len(CONTROLS)]
        text = f"# Rules\n\nAs {control} says, see [another]({(number + 7) % count}.md#rules) and R-{number}.\n"
        yield f"policies/{number}.md", document(f"POL-{number}", "policy", controls=f"[{control}]", review_every="12 months") + text
    for number in range(2 * count):
        yield f"risk/{number}.md", front(
            id=f"R-{number}", type="risk", title=f"Risk {number}", owner="ceo", likelihood=number % 4 + 1,
            impact=number % 3 + 1, controls=f"[{CONTROLS[number % len(CONTROLS)]}]", assessed_on="2026-01-12",
            affects="[C]") + "Something happens.\n"
    for number in range(50 * count):
        yield f"evidence/{number}.md", front(
            id=f"EV-{number}", type="evidence", title=f"Item {number}", evidence_type="access-review",
            collected_on=f"2026-01-{number % 18 + 10}", collected_by="ceo", source=f"System {number % 40}",
            controls=f"[{CONTROLS[number % len(CONTROLS)]}]", classification="internal")


def main():
    OUT.write(b"commit refs/heads/main\ncommitter Ana <ana@example.com> 1768212000 +0000\ndata 10\nAll of it\n\n")
    for path, text in files(int(sys.argv[1])):
        content = text.encode()
        OUT.write(f"M 100644 inline {path}\ndata {len(content)}\n".encode() + content + b"\n")


main()
