"""Makes the large directory that ci/bench loads.

usage: make_directory.py OUT_FOLDER
"""
import json
import pathlib
import random
import sys
import uuid

out = pathlib.Path(sys.argv[1])
CUSTOMERS, PEOPLE, GROUPS, MEMBERSHIPS = 1_000, 5_000, 500, 50_000
rng = random.Random(7)


def new_id():
    return str(uuid.UUID(int=rng.getrandbits(128), version=4))


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
