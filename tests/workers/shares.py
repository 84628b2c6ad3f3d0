"""What differs where customers are shared out among workers, and nothing else does: generated worlds, read whole by one run, and by runs that have
the evidence and a share of the customers each, as workers of a group have (docs/event-hubs.md). Every field of every event is compared, and every
alert; what docs/fields.md and rules/README.md mark may differ. No broker takes part: tests/kafka has one.
    python3 shares.py PROJECT [SEED…]"""
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

project = pathlib.Path(sys.argv[1]).resolve()
PROGRAM = project / "build/bin/aobo-sim"
SEEDS = sys.argv[2:] or ["5", "12"]
WORKERS = (2, 4)
WINDOWS = ("1h", "24h")

fields = re.findall(r"(?m)^\| `(aobo\.[^`]+)` \| `[^`]+` \| (\S+).* \| (.*) \|$", (project / "docs/fields.md").read_text(encoding="utf-8"))
counts = {name for name, argument, text in fields if argument == "Key," and "[Per worker]" in text}
ASKED = [name for name, argument, _ in fields if argument == "None"] + [f"{name}[{window}]" for name in sorted(counts) for window in WINDOWS]
PER_WORKER = {name for name, _, text in fields if "[Per worker]" in text}
BY_CUSTOMER = {name for name, _, text in fields if "[By customer]" in text}
# Whether something was told in its turn depends on what else a worker read: the same page says so.
OF_THE_ORDER = {"aobo.late", "aobo.lag"}


def rules_that_need(worker):
    rows = [line.split(" | ") for line in (project / "rules/README.md").read_text(encoding="utf-8").splitlines() if line.startswith("| aobo ")]
    return {row[0].removeprefix("| ") for row in rows if worker in row[3].split(", ")}


def replayed(world, folders, *arguments):
    settings = json.loads((world / "aobo.json").read_text(encoding="utf-8")) | {"base_dir": str(world), "inputs": [f"logs/{name}" for name in folders]}
    path = world / "shares.json"
    path.write_text(json.dumps(settings), encoding="utf-8")
    done = subprocess.run([PROGRAM, "replay", "--quiet", "--config", path, *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"replay of {world}: exit code {done.returncode}\n{done.stderr[-3000:]}")
    return done.stdout.splitlines()


def events_of(world, folders):
    """By where a record stands, or by the id of what was derived; several of one id by their turn."""
    found = {}
    for line in replayed(world, folders, "--format", "ndjson", "--fields", ",".join(ASKED)):
        event = json.loads(line)
        key = (event["aobo.id"],) if event["aobo.family"] == "aobo.derived" else (event["aobo.origin"], event["aobo.offset"])
        turn = 0
        while (*key, turn) in found:
            turn += 1
        found[(*key, turn)] = event
    return found


def alerts_of(world, folders):
    columns = "aobo.origin,aobo.derived,aobo.id,aobo.time,aobo.told,aobo.derived.text"
    lines = replayed(world, folders, "--rules", project / "rules", "--rule-matching", "all", "--fields", columns)
    return {tuple(line.split("\t")) for line in lines[1:]}


def compare_events(one, shares, wrong):
    """Whether each event is one of a worker, but for marked fields. Returns which of these differed."""
    found, differed = collections.defaultdict(list), set()
    for share in shares:
        for key, event in share.items():
            found[key].append(event)
    wrong += [f"{key}: one worker alone tells it" for key in one.keys() - found.keys()]
    wrong += [f"{key}: workers tell it, and one does not" for key in found.keys() - one.keys()]
    for key in one.keys() & found.keys():
        event, copies = one[key], found[key]
        for name in ASKED:
            plain = name.split("[")[0]
            others = [copy.get(name) for copy in copies]
            if all(other == event.get(name) for other in others):
                continue
            if plain in PER_WORKER or plain in OF_THE_ORDER or (plain in BY_CUSTOMER and event.get(name) in others and len(copies) > 1):
                differed.add(plain)
            else:
                wrong.append(f"{key}: {name} is {event.get(name)!r} for one worker, {others!r} where there are more")
    return differed


def compare_alerts(one, shares, of_evidence, wrong):
    of_one, of_customers = rules_that_need("one worker"), rules_that_need("the customer's worker")
    both = set().union(*shares)
    wrong += [f"alert of one worker alone: {alert}" for alert in sorted(one - both) if alert[0] not in of_one]
    wrong += [f"alert of several workers alone: {alert}" for alert in sorted(both - one)
              if alert[0] not in of_one and not (alert[0] in of_customers and of_evidence(alert[1]))]
    return len([alert for alert in one if alert[0] not in of_one])


wrong, differed, events, alerts = [], set(), 0, 0
with tempfile.TemporaryDirectory() as scratch:
    for seed in SEEDS:
        world = pathlib.Path(scratch) / seed
        subprocess.run([PROGRAM, "generate", "--seed", seed, "--customers", "12", "--days", "3", "--story", "all", "--out", world], check=True,
                       stdout=subprocess.DEVNULL)
        folders = sorted(path.name for path in (world / "logs").iterdir())
        evidence, customers = [name for name in folders if name.startswith("0-")], [name for name in folders if not name.startswith("0-")]
        of_evidence = lambda origin, names=tuple(f"/{name}/" for name in evidence): any(name in origin for name in names)
        whole, raised = events_of(world, folders), alerts_of(world, folders)
        for count in WORKERS:
            shares = [evidence + customers[number::count] for number in range(count)]
            told = f"seed {seed}, {count} workers: "
            found = []
            differed |= compare_events(whole, [events_of(world, share) for share in shares], found)
            alerts += compare_alerts(raised, [alerts_of(world, share) for share in shares], of_evidence, found)
            wrong += [told + one for one in found]
            events += len(whole)
print("\n".join(wrong[:40]))
idle = (PER_WORKER | BY_CUSTOMER) - differed
print(f"{events} events and {alerts} alerts compared, {len(wrong)} differ; marked fields that were the same here: {', '.join(sorted(idle)) or 'none'}")
# Worlds in which hardly a marked field differs, or hardly anything alerts, would hold nothing.
sys.exit(1 if wrong or len(differed) < 15 or alerts < 2000 else 0)
