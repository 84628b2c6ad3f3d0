"""Makes what ci/bench measures on: a log of the sample world's records, again and again with other ids, and a large directory.

usage: make_input.py RECORDS.ndjson OUT_FOLDER MEGABYTES
"""
import json
import pathlib
import random
import re
import sys
import uuid

records, out, megabytes = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3])
CUSTOMERS, PEOPLE, GROUPS, MEMBERSHIPS = 1_000, 5_000, 500, 50_000
rng = random.Random(7)
guid = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def new_id():
    return str(uuid.UUID(int=rng.getrandbits(128), version=4))


def changed(line):
    # Half of the ids are others each time, as in real logs; the rest keep pointing at the directory.
    return guid.sub(lambda found: found.group(0) if rng.random() < 0.5 else new_id(), line)


lines = [line for line in records.read_text(encoding="utf-8").split("\n") if line]
out.mkdir(parents=True, exist_ok=True)
with open(out / "log.ndjson", "w", encoding="utf-8") as log:
    written = 0
    while written < megabytes * 1_000_000:
        line = changed(rng.choice(lines)) + "\n"
        log.write(line)
        written += len(line)

tenant = new_id()
folder = out / "directory"
(folder / "a" / "members").mkdir(parents=True, exist_ok=True)
(folder / "aobo.yaml").write_text(f"partners:\n  - {{tenant: {tenant}, name: Adatum, kind: direct, folder: a}}\n")
people = [new_id() for _ in range(PEOPLE)]
groups = [new_id() for _ in range(GROUPS)]


def page(name, items):
    (folder / "a" / name).write_text(json.dumps({"value": items}))


page("users.json", [{"id": p, "userPrincipalName": f"u{i}@adatum.example", "displayName": f"User {i}", "accountEnabled": True,
                     "createdDateTime": "2024-01-01T00:00:00Z"} for i, p in enumerate(people)])
page("groups.json", [{"id": g, "displayName": f"Group {i}"} for i, g in enumerate(groups)])
page("contracts.json", [{"customerId": new_id(), "displayName": f"Customer {i}", "defaultDomainName": f"c{i}.example"}
                        for i in range(CUSTOMERS)])
for g in groups:
    page(f"members/{g}.json", [{"@odata.type": "#microsoft.graph.user", "id": p}
                               for p in rng.sample(people, MEMBERSHIPS // GROUPS)])
