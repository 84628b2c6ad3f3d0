"""Turns a generated world into messages of topics: one topic for each folder of its logs, named like it, and beside them the same messages as
files, so that both can be read and compared. A message holds one record, or a page of several as Azure Monitor writes them.
    messages.py AOBO_SIM WORLD OUT: writes OUT/TOPIC.ndjson, a message a line, and OUT/topics"""
import json
import pathlib
import subprocess
import sys

program, world, out = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
PAGE = 7  # records of every second message

printed = subprocess.run([program, "replay", "--quiet", "--config", world / "aobo.json", "--format", "ndjson", "--fields",
                          "aobo.origin,aobo.raw,aobo.family"], capture_output=True, text=True, check=True).stdout
records = {}
for line in printed.splitlines():
    event = json.loads(line)
    if event["aobo.family"] != "aobo.derived":
        records.setdefault(pathlib.Path(event["aobo.origin"]).relative_to(world / "logs").parts[0], []).append(event["aobo.raw"])
out.mkdir(parents=True)
for topic, raws in records.items():
    lines, at = [], 0
    while at < len(raws):
        size = PAGE if len(lines) % 2 else 1
        part = raws[at:at + size]
        lines.append(part[0] if size == 1 else '{"records":[' + ",".join(part) + "]}")
        at += size
    (out / f"{topic}.ndjson").write_text("\n".join(lines) + "\n", encoding="utf-8")
(out / "topics").write_text("\n".join(sorted(records)) + "\n", encoding="utf-8")
print(len(records), "topics", sum(map(len, records.values())), "records")
