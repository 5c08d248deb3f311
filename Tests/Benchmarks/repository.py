#!/usr/bin/env python3
"""Writes a repository as a stream for `git fast-import`: repository.py SIZE [SEED], where SIZE is S, M or L.

The same seed gives the same bytes on every machine. The repository holds policies, evidence files with their metadata
and registers that change often; its history has merges of two and more branches, renames, trailers, clocks that go wrong
and people with two addresses.
"""
import sys

SIZES = {"S": (30, 200, 500), "M": (200, 5_000, 20_000), "L": (1_000, 50_000, 200_000)}
WORDS = """access account action agreed all annual approval asset audit backup between business change classified cloud
confidential contract control customer daily data delivery device document each encryption engineer every evidence
external for function incident information is keep key leave log management manager may monthly must named network of
only operation owner password people period platform policy privileged procedure process production protected provider
quarterly record register removed report request responsible review risk role rules secure security service shall staff
stored supplier system team that the to treatment two unless until used user who with within work year""".split()
PEOPLE = [
    ("ceo", "Ana Ruiz", ["ana@example.com"]), ("cto", "Bo Lind", ["bo@example.com", "bo.lind@home.example"]),
    ("isms-manager", "Cy Moss", ["cy@example.com"]), ("platform-lead", "Dé Faure", ["de@example.com"]),
    ("engineering-lead", "Eli Stein", ["eli@example.com", "eli@old.example"]), ("people-lead", "Flo Ito", ["flo@example.com"]),
    ("product-lead", "Gus Maas", ["gus@example.com"]), ("finance-lead", "Hal Berg", ["hal@example.com", "hal@bank.example"]),
]
OUT = sys.stdout.buffer


class Dice:
    """SplitMix64, so that no version of Python matters."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state + 0x9E3779B97F4A7C15) & (1 << 64) - 1
        value = self.state
        value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9 & (1 << 64) - 1
        value = (value ^ value >> 27) * 0x94D049BB133111EB & (1 << 64) - 1
        return (value ^ value >> 31) % limit

    def happens(self, percent):
        return self.below(100) < percent

    def one(self, items):
        return items[self.below(len(items))]

    def sentence(self):
        words = [self.one(WORDS) for _ in range(8 + self.below(14))]
        return " ".join(words).capitalize() + "."


class Repository:
    def __init__(self, size, seed):
        self.policies, self.evidence, self.commits = SIZES[size]
        self.dice = Dice(seed)
        self.clock = 1_450_000_000
        self.step = 315_000_000 // self.commits  # ten years
        self.made = 0
        self.filed = 0
        self.texts = {}  # number of a policy: [path, version, day, paragraphs]
        self.rows = {}  # name of a register: rows

    # The files.

    def policy(self, number):
        path, version, day, paragraphs = self.texts[number]
        head = f"""---
id: POL-{number:04}
type: policy
title: Policy {number} on {WORDS[number % len(WORDS)]}
version: "{version // 10}.{version % 10}"
status: approved
owner: isms-manager
approved_by: ceo
approved_on: {day}
review_every: 12 months
classification: internal
controls: [A.5.{number % 37 + 1}, A.8.{number % 34 + 1}]
---

# Policy {number}

"""
        return path, head + "\n\n".join(paragraphs) + "\n"

    def new_policy(self, number):
        dice = self.dice
        paragraphs = []
        for part in range(8 + dice.below(30)):
            kind = dice.below(10)
            if kind == 0:
                rows = "\n".join(f"| {dice.one(WORDS)} | {dice.below(90)} days | {dice.one(WORDS)} |" for _ in range(6))
                paragraphs.append("| What | How long | Who |\n|---|---|---|\n" + rows)
            elif kind == 1:
                paragraphs.append("\n".join(f"- {dice.sentence()}" for _ in range(5)))
            elif kind == 2:
                paragraphs.append(f"## {dice.one(WORDS).capitalize()} and {dice.one(WORDS)}")
            else:
                link = f" See [policy 1](policy-0001.md) and A.5.{dice.below(37) + 1}." if dice.happens(15) else ""
                paragraphs.append(" ".join(dice.sentence() for _ in range(3)) + link)
        self.texts[number] = [f"policies/policy-{number:04}.md", 10, self.day(), paragraphs]

    def register(self, name):
        lines = [f"{name.upper()}-{n},{row}" for n, row in enumerate(self.rows[name])]
        return f"registers/{name}.csv", "id,title,kind,owner\n" + "\n".join(lines) + "\n"

    def new_evidence(self):
        dice, number = self.dice, self.filed
        self.filed += 1
        size = min(50_000, 1_000 << dice.below(7)) // 2 + dice.below(600)
        line = f"{dice.one(WORDS)},{dice.one(WORDS)},{dice.below(10 ** 9)},"
        body = "".join(f"{line}{n},{dice.below(10 ** 6)}\n" for n in range(size // (len(line) + 10) + 1))
        path = f"evidence/{WORDS[number % 40]}/{2016 + number * 10 // self.evidence}/export-{number:05}.csv"
        day = self.day()
        about = f"""---
id: EV-{number:05}
type: evidence
title: Export {number}
evidence_type: access-review
file: export-{number:05}.csv
collected_on: {day}
collected_by: platform-lead
source: System {number % 17}
as_of: {day}
controls: [A.5.{number % 37 + 1}]
classification: internal
---

{dice.sentence()}
"""
        return [(path, "account,result,number,line,value\n" + body), (path + ".md", about)]

    def first_files(self):
        people = "\n".join(f"| {role} | {role} | {name} | {emails[0]} |" for role, name, emails in PEOPLE)
        files = [("registers/people.md", f"""---
id: PEOPLE
type: register
register: people
title: Roles and people
version: "1.0"
status: approved
owner: ceo
approved_by: ceo
approved_on: {self.day()}
classification: internal
---

| id | role | name | emails |
|---|---|---|---|
{people}
""")]
        for name in ["assets", "software", "devices", "sites"]:
            self.rows[name] = [f"{self.dice.one(WORDS)} {n},system,cto" for n in range(60)]
            files.append((f"registers/{name}.md", files[0][1].split("| id")[0].replace("PEOPLE", f"REG-{name.upper()}")
                          .replace("register: people", f"register: assets\ndata: {name}.csv")
                          .replace("Roles and people", f"Register of {name}") + "The rows are beside this file.\n"))
            files.append(self.register(name))
        for number in range(1, max(2, self.policies // 4)):
            self.new_policy(number)
            files.append(self.policy(number))
        return files

    # The commits.

    def day(self):
        days = self.clock // 86_400
        z = days + 719_468
        era, doe = z // 146_097, z % 146_097
        yoe = (doe - doe // 1460 + doe // 36_524 - doe // 146_096) // 365
        doy = doe - (365 * yoe + yoe // 4 - yoe // 100)
        month = (5 * doy + 2) // 153
        year, month, day = yoe + era * 400, month + 3 if month < 10 else month - 9, doy - (153 * month + 2) // 5 + 1
        return f"{year + (month <= 2):04}-{month:02}-{day:02}"

    def person(self):
        _, name, emails = self.dice.one(PEOPLE)
        return f"{name} <{self.dice.one(emails)}>"

    def commit(self, message, files, parents, moved=None):
        """Writes a commit and gives its mark."""
        self.made += 1
        self.clock += 1 + self.dice.below(2 * self.step)
        time = self.clock - (self.dice.below(400_000) if self.dice.happens(2) else 0)
        zone = self.dice.one(["+0100", "+0200", "-0500"])
        text = [f"commit refs/heads/main\nmark :{self.made}\nauthor {self.person()} {time - self.dice.below(90_000)} {zone}\n"
                f"committer {self.person()} {time} {zone}\n"]
        body = message.encode()
        text.append(f"data {len(body)}\n{message}\n")
        if parents:
            text.append(f"from :{parents[0]}\n" + "".join(f"merge :{mark}\n" for mark in parents[1:]))
        if moved:
            text.append(f"R {moved[0]} {moved[1]}\n")
        OUT.write("".join(text).encode())
        for path, content in files:
            data = content.encode()
            OUT.write(f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n")
        OUT.write(b"\n")
        return self.made

    def change(self, may_move=True):
        """What one commit does: message, files, and a file that moves (not on branches, where two could move it)."""
        dice = self.dice
        kind = dice.below(100)
        wanted = self.evidence * self.made // self.commits + 1
        if self.filed < min(wanted, self.evidence) and kind < 60:
            files = [file for _ in range(1 + dice.below(3)) if self.filed < self.evidence for file in self.new_evidence()]
            return "Evidence of the month", files, None
        if kind < 70 and len(self.texts) < self.policies and dice.happens(40):
            number = len(self.texts) + 1
            self.new_policy(number)
            return f"Policy {number}", [self.policy(number)], None
        number = 1 + dice.below(len(self.texts))
        if kind < 75:
            name = dice.one(sorted(self.rows))
            rows = self.rows[name]
            rows[dice.below(len(rows))] = f"{dice.one(WORDS)} {dice.below(999)},system,{dice.one(PEOPLE)[0]}"
            return f"Register of {name}", [self.register(name)], None
        text = self.texts[number]
        if kind < 77 and may_move:
            old = text[0]
            text[0] = f"policies/{dice.one(WORDS)}-{number:04}.md"
            return (f"Policy {number} has another name", [], (old, text[0])) if old != text[0] else ("Nothing", [], None)
        if kind < 85:
            text[1], text[2] = text[1] + 1, self.day()
            return f"Approve policy {number}\n\nApproved-by: Ana Ruiz <ana@example.com>\n", [self.policy(number)], None
        text[3][dice.below(len(text[3]))] = " ".join(dice.sentence() for _ in range(3))
        trailer = "\n\nReviewed-by: Cy Moss <cy@example.com>\n" if dice.happens(30) else ""
        return f"Policy {number} is clearer{trailer}", [self.policy(number)], None

    def write(self):
        tip = self.commit("Start", self.first_files(), [])
        while self.made < self.commits - 1:
            if self.made + 12 > self.commits or self.dice.happens(55):
                message, files, moved = self.change()
                tip = self.commit(message, files, [tip], moved)
                continue
            # Branches from one commit; the merge names every file as its last branch left it.
            ends, joined = [], {}
            for _ in range(1 if self.dice.happens(97) else 2 + self.dice.below(3)):
                end = tip
                for _ in range(1 + self.dice.below(2)):
                    message, files, _ = self.change(may_move=False)
                    end = self.commit(message, files, [end])
                    joined.update(files)
                ends.append(end)
            if self.dice.happens(15):  # meanwhile, on the main line
                files = [self.register("sites")]
                tip = self.commit("Register of sites", files, [tip])
            trailer = "\n\nApproved-by: Ana Ruiz <ana@example.com>\n" if self.dice.happens(60) else ""
            tip = self.commit(f"Merge branch 'work-{self.made}'{trailer}", sorted(joined.items()), [tip] + ends)
        tip = self.commit("The present state", [], [tip])
        OUT.write(f"reset refs/heads/main\nfrom :{tip}\n\ndone\n".encode())


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3) or sys.argv[1] not in SIZES:
        sys.exit("usage: repository.py S|M|L [SEED]")
    Repository(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1).write()
