"""Holds the table of metrics in docs/operations.md to the rows of plugin/pipeline/counters.h: name, kind and meaning, both ways.
    python3 metrics.py PROJECT"""
import pathlib
import re
import sys

project = pathlib.Path(sys.argv[1]).resolve()
code = (project / "plugin/pipeline/counters.h").read_text(encoding="utf-8")
page = (project / "docs/operations.md").read_text(encoding="utf-8").split("\n## Metrics\n", 1)[1].split("\n## ", 1)[0]

KINDS = {"kTotal": "total", "kNow": "now"}
rows = {name: (KINDS[kind], text.replace('\\"', '"'))
        for name, kind, text in re.findall(r'COUNT\(\w+, "([^"]+)", (\w+), "((?:[^"\\]|\\.)+)"\)', code)}
told = {}
for line in page.splitlines():
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    if line.startswith("| `") and len(cells) == 4:
        told[cells[0].strip("`")] = (cells[1], cells[2])
families = {name: told.pop(name) for name in list(told) if "<" in name}  # one for each family, reason, confidence

wrong = [f"{name}: the page has {told.get(name)}, the program {rows.get(name)}" for name in sorted(rows.keys() | told.keys())
         if rows.get(name) != told.get(name)]
if set(families) != {"records.<family>", "lag.<family>", "refused.<reason>", "confidence.<value>"}:
    wrong.append(f"metrics of several names: {sorted(families)}")
if not rows:
    wrong.append("no rows in plugin/pipeline/counters.h")
print("\n".join(wrong) or f"{len(rows)} metrics")
sys.exit(1 if wrong else 0)
