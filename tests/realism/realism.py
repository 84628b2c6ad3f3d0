#!/usr/bin/env python3
"""realism.py PROJECT PROGRAM [--list]: holds the records that the simulator writes against public ones that nobody here wrote. For each
family, form and sort of record that both have it compares which keys are there and how often, their types, the forms of their values and
short enumerations. A difference must stand in differences.txt with its reason; a line there that matches nothing is an error too.
Skipped (exit code 77) where the public records do not lie beside the project. --list prints how often each key is there in real records."""
import collections
import csv
import json
import pathlib
import re
import subprocess
import sys
import tempfile

PROJECT, PROGRAM = pathlib.Path(sys.argv[1]), sys.argv[2]
FACTS = PROJECT.resolve().parent / "shared" / "facts"
ALWAYS, OFTEN, RARELY, NEVER = 0.99, 0.95, 0.5, 0.01
FEW = 3  # real records of a sort; with fewer nothing is said of it
csv.field_size_limit(1 << 24)

FORMS = [
    ("guid", r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"), ("hex", r"[0-9a-f]{32}"), ("puid", r"[0-9A-Fa-f]{16}"),
    ("puid-at", r"[0-9A-Fa-f]{16}@.+"), ("time", r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d.*"), ("us-time", r"\d+/\d+/\d{4}, .*"),
    ("ip-port", r"\[?[0-9a-fA-F.:]+\]?:\d+"), ("ip", r"[0-9a-fA-F:]*:[0-9a-fA-F:]+|\d+(\.\d+){3}"), ("number", r"-?\d+"),
    ("json", r"[\[{].*"), ("url", r"https?://.*"), ("path", r"/.*"), ("prefixed-guid", r"\w+_[0-9a-f-]{36}.*"), ("mail", r"[^ ]+@[^ ]+"),
    ("empty", r""), ("word", r"[\w.\-/]+"), ("text", r".*"),
]


def form_of(value):
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, (int, float)):
        return "number"
    return next(name for name, pattern in FORMS if re.fullmatch(pattern, value, re.S))


def walk(value, path, out, depth=0):
    """Appends (path, value) of every key; members of lists stand under []."""
    if isinstance(value, dict):
        for key, inner in value.items():
            out.append((path + key, inner))
            if depth < 4:
                walk(inner, path + key + ".", out, depth + 1)
    elif isinstance(value, list):
        for inner in value[:20]:
            if depth < 4:
                walk(inner, path + "[].", out, depth + 1)


class Sort:
    """Records of one family, form and sort."""

    def __init__(self):
        self.count = 0
        self.there = collections.Counter()
        self.types = collections.defaultdict(set)
        self.forms = collections.defaultdict(collections.Counter)
        self.values = collections.defaultdict(collections.Counter)

    def add(self, record):
        self.count += 1
        keys, seen = [], set()
        walk(record, "", keys)
        for key, value in keys:
            key = key.lower()
            if value is None or value == "" or value == []:
                continue
            seen.add(key)
            self.types[key].add(type(value).__name__)
            if isinstance(value, (str, int, float, bool)):
                self.forms[key][form_of(value)] += 1
                if len(str(value)) < 60:
                    self.values[key][str(value)] += 1
        self.there.update(seen)

    def share(self, key):
        return self.there[key] / self.count


def place(record):
    """Family, form and sort of a record; none where it is of no family."""
    r = {k.lower(): v for k, v in record.items()}
    p = r.get("properties")
    p = {k.lower(): v for k, v in p.items()} if isinstance(p, dict) else {}
    category = str(r.get("category", ""))
    if "recordtype" in r and "operation" in r and "officeworkload" not in r:
        return "m365.audit", "native", f"{r.get('workload')} {r.get('recordtype')}"
    if "officeworkload" in r:
        return "m365.audit", "row", str(r["officeworkload"])
    if category.endswith("SignInLogs") and p:
        return "entra.signin", "diagnostic", category
    if "crosstenantaccesstype" in r or ("signineventtypes" in r and "createddatetime" in r):
        return "entra.signin", "graph", "sign-in"
    if "createddatetime [utc]" in r:
        return "entra.signin", "row", "sign-in"
    if category == "AuditLogs" and "initiatedby" in p:
        return "entra.audit", "diagnostic", by_whom(p.get("initiatedby"))
    if category == "AuditLogs" and "actor" in p:
        return "intune.audit", "diagnostic", "audit"
    if "initiatedby" in r and "activitydatetime" in r:
        return "entra.audit", "graph", by_whom(r["initiatedby"])
    if "operationnamevalue" in r:
        return "azure.activity", "row", "activity"
    if category == "MicrosoftGraphActivityLogs":
        return "graph.activity", "diagnostic", "call"
    if category == "Administrative" and "identity" in r:
        return "azure.activity", "diagnostic", "activity"
    return None


def by_whom(by):
    if isinstance(by, str):
        by = json.loads(by or "{}")
    return "by app" if by.get("app") else "by user"


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield {k: v for k, v in row.items() if k}


def real_records():
    logs = FACTS / "real-logs"
    for folder in ("splunk-security_content", "det-eng-samples", "OTRF-Security-Datasets", "panther-analysis"):
        for line in (logs / folder / "_flattened.ndjson").read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["rec"]
    lab = logs / "Azure-Sentinel/Solutions/Training/Azure-Sentinel-Training-Lab/Artifacts/Telemetry"
    for name in ("azureActivity_adele.csv", "azure_activity.csv", "office_activity.csv", "office_activity_inbox_rule.csv",
                 "sign-in_adelete.csv"):
        yield from rows(lab / name)
    for path in sorted((FACTS / "samples").glob("*.json")):
        try:
            one = json.loads(path.read_text(encoding="utf-8"))
        except ValueError:
            continue  # several objects with words between them
        yield from one if isinstance(one, list) else [one]


def written_records(folder):
    for path in sorted(folder.glob("logs/*/*")):
        if path.suffix == ".csv":
            for row in rows(path):
                yield json.loads(row["AuditData"]) if "AuditData" in row else row
            continue
        if path.suffix == ".log":
            continue
        text, decoder, at = path.read_text(encoding="utf-8"), json.JSONDecoder(), 0
        while at < len(text):
            value, at = decoder.raw_decode(text, at)
            while at < len(text) and text[at].isspace():
                at += 1
            for key in ("records", "value", "items"):
                if isinstance(value, dict) and key in value:
                    value = value[key]
            for record in value if isinstance(value, list) else [value]:
                yield record["auditData"] if "auditData" in record else record


def gather(records):
    sorts = collections.defaultdict(Sort)
    for record in records:
        where = place(record) if isinstance(record, dict) else None
        if where:
            sorts[where].add(record)
    return sorts


def differences(real, written):
    for where in sorted(real.keys() & written.keys()):
        a, b = real[where], written[where]
        if a.count < FEW:
            continue
        for key in sorted(a.there.keys() | b.there.keys()):
            name = " ".join(where) + " " + key
            ours, theirs = b.share(key), a.share(key)
            counts = f"({a.there[key]} of {a.count} real, {b.there[key]} of {b.count} written)"
            if ours >= ALWAYS and theirs <= RARELY:
                yield "always", name, counts
            if theirs >= OFTEN and ours <= NEVER:
                yield "never", name, counts
            if ours == 0 or a.there[key] < FEW:
                continue
            if not b.types[key] <= a.types[key] | {"int" if "float" in a.types[key] else ""}:
                yield "type", name, f"(real {sorted(a.types[key])}, written {sorted(b.types[key])})"
            if b.forms[key] and a.forms[key]:
                form = b.forms[key].most_common(1)[0][0]
                if form not in a.forms[key]:
                    yield "form", name, f"(real {dict(a.forms[key])}, written mostly {form})"
            few = 2 <= len(a.values[key]) <= 6 and sum(a.values[key].values()) >= 10
            if few and not set(b.values[key]) <= set(a.values[key]) and not {"guid", "number", "ip"} & set(a.forms[key]):
                yield "enumeration", name, f"(real {sorted(a.values[key])}, written {sorted(b.values[key])[:8]})"


def main():
    if not (FACTS / "real-logs").is_dir():
        print("skipped: no ../shared/facts/real-logs beside the project, there is nothing to compare with")
        return 77
    real = gather(real_records())
    if "--list" in sys.argv:
        for where in sorted(real):
            for key, there in sorted(real[where].there.items()):
                print(" ".join(where), key, f"{there} of {real[where].count}")
        return 0
    written = collections.defaultdict(Sort)
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(1, 9):
            world = pathlib.Path(folder) / str(seed)
            subprocess.run([PROGRAM, "generate", "--seed", str(seed), "--customers", "12", "--people", "10", "--days", "2", "--activity", "12",
                            "--story", "all", "--out", str(world)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for record in written_records(world):
                where = place(record) if isinstance(record, dict) else None
                if where:
                    written[where].add(record)
    known = []
    for line in (PROJECT / "tests/realism/differences.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            pattern, _, reason = line.partition(": ")
            known.append([pattern, bool(reason.strip()), 0])
    failed = 0
    for rule, name, counts in differences(real, written):
        matching = [one for one in known if f"{rule} {name}" == one[0]]
        for one in matching:
            one[2] += 1
        if not matching:
            print(f"{rule} {name} {counts}")
            failed += 1
    for pattern, reasoned, matched in known:
        if not reasoned:
            print(f"differences.txt: \"{pattern}\" has no reason")
        if not matched:
            print(f"differences.txt: \"{pattern}\" matches no difference any more; take it out")
        failed += (not reasoned) + (not matched)
    print(f"{len(real.keys() & written.keys())} sorts of records compared, {failed} differences that nobody explains")
    return 1 if failed else 0


sys.exit(main())
