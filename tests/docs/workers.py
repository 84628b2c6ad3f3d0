"""Holds the lists of docs/event-hubs.md, "What is per worker", to the marks of docs/fields.md and to the column "needs" of rules/README.md, both
of which the programs make.
    python3 workers.py PROJECT"""
import pathlib
import re
import sys

project = pathlib.Path(sys.argv[1]).resolve()
fields = (project / "docs/fields.md").read_text(encoding="utf-8")
rules = (project / "rules/README.md").read_text(encoding="utf-8")
page = (project / "docs/event-hubs.md").read_text(encoding="utf-8").split("\n### What is per worker\n", 1)[1].split("\n#", 1)[0]

wrong = []
for title, mark, need in (("Per worker", "[Per worker]", "one worker"), ("By customer", "[By customer]", "the customer's worker")):
    rows = dict(re.findall(r"(?m)^\| (fields|rules) \| (.*) \|$", page.split(f"**{title}**", 1)[1].split("\n**", 1)[0]))
    told = {"fields": set(re.findall(r"`(aobo\.[^`]+)`", rows.get("fields", ""))),
            "rules": {rule for rule in rows.get("rules", "").split("; ") if rule}}
    made = {"fields": {line.split("`")[1] for line in fields.splitlines() if line.startswith("| `aobo.") and mark in line},
            "rules": {cells[0].removeprefix("| ") for cells in (line.split(" | ") for line in rules.splitlines() if line.startswith("| aobo "))
                      if need in cells[3].split(", ")}}
    for what in ("fields", "rules"):
        if not made[what]:
            wrong.append(f"{title}: no {what} are made so; do the pages have another form?")
        wrong += [f"{title}: {what}: docs/event-hubs.md lacks {one}" for one in sorted(made[what] - told[what])]
        wrong += [f"{title}: {what}: docs/event-hubs.md has {one}, which is none" for one in sorted(told[what] - made[what])]
print("\n".join(wrong) or "all listed")
sys.exit(1 if wrong else 0)
