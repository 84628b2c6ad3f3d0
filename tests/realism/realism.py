#!/usr/bin/env python3
"""realism.py PROJECT PROGRAM [--list]: holds the records that the simulator writes against public ones that nobody here wrote. For each
family, form and sort of record that both have it compares which keys are there and how often, their types, the forms of their values and
short enumerations. A difference must stand in differences.txt with its reason; a line there that matches nothing is an error too. So must
a sort of real records with which nothing that is written can be compared, and real records of which nobody knows what they are.
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
FAR = 0.4  # shares that differ by more are no chance, in keys that identity rests on
FEW = 3  # real records of a sort; with fewer nothing is said of it
# Keys that tell who acted, or for whom: also where they differ by less than always and never.
IDENTITY = re.compile(
    r"(?:^|\.)(?:tenantid|userid|upn|userprincipalname|objectid|homeid|userkey|usertype|actor|actorcontextid|appid|appownertenantid|"
    r"appaccesscontext.*|tokenobjectid|tokentenantid|principalid|altsecid|identityprovider|emailaddress|puid|uti|initiatedby.*|"
    r"signinactivityid|intrasystemid|intersystemsid|sessionid|crosstenantaccesstype|clientip|ipaddress|callipaddress|caller|"
    r"(?<!status.)additionaldetails|evidence.*)$")
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
            key = key.lower().removesuffix(" [utc]")
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
    r = {k.lower().removesuffix(" [utc]"): v for k, v in record.items()}
    p = r.get("properties")
    p = {k.lower(): v for k, v in p.items()} if isinstance(p, dict) else {}
    category = str(r.get("category", ""))
    azure = category in ("Administrative", "Policy")
    if "recordtype" in r and "operation" in r and "officeworkload" not in r:
        return "m365.audit", "native", f"{r.get('workload')} {r.get('recordtype')}"
    if "officeworkload" in r:
        return "m365.audit", "row", str(r["officeworkload"])
    if category.endswith("SignInLogs") and p:
        return "entra.signin", "diagnostic", category
    if "createddatetime" in r and ("timegenerated" in r or "type" in r):
        return "entra.signin", "row", "sign-in"
    if "crosstenantaccesstype" in r or ("signineventtypes" in r and "createddatetime" in r):
        return "entra.signin", "graph", "sign-in"
    if "initiatedby" in p:
        return "entra.audit", "diagnostic", by_whom(p.get("initiatedby"))
    if category == "AuditLogs" and "actor" in p:
        return "intune.audit", "diagnostic", "audit"
    if "initiatedby" in r and "activitydatetime" in r:
        return "entra.audit", "graph", by_whom(r["initiatedby"])
    if "operationnamevalue" in r:
        return "azure.activity", "row", "activity"
    if azure and "caller" in r:
        return "azure.activity", "row of old", "activity"
    if "claims" in r and "eventdataid" in r:
        return "azure.activity", "rest", "activity"
    if isinstance(r.get("data"), dict) and "claims" in r["data"]:
        return "azure.activity", "event grid", "activity"
    if category == "MicrosoftGraphActivityLogs":
        return "graph.activity", "diagnostic", "call"
    if azure:
        return "azure.activity", "diagnostic", "activity" if "identity" in r else "of nobody"
    return None


def known_as(record):
    """What a record that is of no family calls itself."""
    r = {k.lower(): v for k, v in record.items()}
    name = r.get("category") or r.get("operationname") or r.get("@odata.type") or ", ".join(sorted(record)[:4])
    return str(name)


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
        yield from sample(path)


def sample(path):
    """The records of a sample: what stands in it behind its lines of SOURCE, one or many, with words between them or not."""
    lines = path.read_text(encoding="utf-8").splitlines()
    text, decoder, at = "\n".join(line for line in lines if not line.startswith("#")), json.JSONDecoder(), 0
    while (start := min((i for i in (text.find("{", at), text.find("[", at)) if i >= 0), default=-1)) >= 0:
        try:
            value, at = decoder.raw_decode(text, start)
        except ValueError:
            at = start + 1
            continue
        for key in ("records", "value"):
            if isinstance(value, dict) and isinstance(value.get(key), list):
                value = value[key]
        yield from value if isinstance(value, list) else [value]


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
    """The records by their sorts, and how many are of none, by what they call themselves."""
    sorts, unplaced = collections.defaultdict(Sort), collections.Counter()
    for record in records:
        if not isinstance(record, dict):
            unplaced["no object"] += 1
        elif where := place(record):
            sorts[where].add(record)
        else:
            unplaced[known_as(record)] += 1
    return sorts, unplaced


def differences(real, unplaced, written):
    for name, count in sorted(unplaced.items()):
        yield "unplaced", name, f"({count} real)"
    for where in sorted(real.keys() - written.keys()):
        yield "alone", " ".join(where), f"({real[where].count} real)"
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
            elif IDENTITY.search(key) and abs(ours - theirs) > FAR and not (ours >= ALWAYS and theirs <= RARELY):
                yield "often", name, counts
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


def written_worlds(folder):
    for seed in range(1, 9):
        world = folder / str(seed)
        subprocess.run([PROGRAM, "generate", "--seed", str(seed), "--customers", "12", "--people", "10", "--days", "2", "--activity", "12",
                        "--story", "all", "--variant", "drawn", "--out", str(world)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        yield from written_records(world)


def main():
    if not (FACTS / "real-logs").is_dir():
        print("skipped: no ../shared/facts/real-logs beside the project, there is nothing to compare with")
        return 77
    real, unplaced = gather(real_records())
    if "--list" in sys.argv:
        for where in sorted(real):
            for key, there in sorted(real[where].there.items()):
                print(" ".join(where), key, f"{there} of {real[where].count}")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        written, _ = gather(written_worlds(pathlib.Path(folder)))
    known = []
    for line in (PROJECT / "tests/realism/differences.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            pattern, _, reason = line.partition(": ")
            known.append([pattern, bool(reason.strip()), 0])
    failed = 0
    for rule, name, counts in differences(real, unplaced, written):
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
