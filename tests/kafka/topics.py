"""The checks of tests/kafka/run, one function each.
    topics.py WORK LISTENING [CHECK…]: WORK holds world, messages and broker; LISTENING is what ci/kafka start printed. Of CHECK "speed" is none
                                       of all: it measures"""
import collections
import difflib
import itertools
import json
import os
import pathlib
import random
import re
import signal
import subprocess
import sys
import time

WORK = pathlib.Path(sys.argv[1])
LISTENING = json.loads(sys.argv[2])
PROGRAM = "build/bin/aobo-sim"
BATCH = 64  # events of the batch in hand, which a kill may repeat
PATIENCE = 120  # seconds
KILLS = int(os.environ.get("AOBO_KAFKA_KILLS", "20"))
ROUNDS = int(os.environ.get("AOBO_KAFKA_ROUNDS", "10"))  # a worker that comes and goes: two rebalances each
TOPICS = (WORK / "messages/topics").read_text().split()
EVIDENCE = [topic for topic in TOPICS if topic.startswith("0-")]
HOLD = "90s"  # longer than all that is produced takes to come
ALERT_FIELDS = ("aobo.origin,aobo.derived,aobo.id,aobo.time,aobo.customer.name,aobo.operation,aobo.who,aobo.confidence,aobo.candidates,aobo.path,"
                "aobo.policy,aobo.policy.violations,aobo.activity.id,aobo.activity.news,aobo.told,aobo.derived.text")
FIELDS = "aobo.id,aobo.time,aobo.family,aobo.user.upn,aobo.confidence,aobo.customer.name,aobo.operation,aobo.derived"
random.seed(7)


def shown(value):
    if isinstance(value, str):
        return value.splitlines()
    return [str(one) for one in sorted(value.items())] if isinstance(value, dict) else [str(one) for one in value] if isinstance(value, list) else [str(value)]


def check(name, found, expected):
    if found != expected:
        difference = difflib.unified_diff(shown(expected), shown(found), "expected", "found", lineterm="", n=1)
        print(f"not ok {name}", *itertools.islice(difference, 60), sep="\n")
        sys.exit(1)
    print("ok", name, flush=True)


def kcat(topic, lines, name="produced"):
    path = WORK / f"{name}.lines"
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    subprocess.run(["kcat", "-P", "-b", LISTENING["plain"], "-t", topic, "-X", "linger.ms=5", "-X", "sticky.partitioning.linger.ms=0", "-l", path],
                   check=True)


def config(name, inputs, kafka=None, **more):
    """A configuration of the world with other inputs; its path."""
    settings = json.loads((WORK / "world/aobo.json").read_text(encoding="utf-8")) | {"base_dir": str(WORK / "world"), "inputs": inputs} | more
    settings["tenants"] += [one | {"folder": one["folder"] + ".ndjson"} for one in settings["tenants"]]
    if kafka is not None:
        settings["kafka"] = {"brokers": [LISTENING["plain"]]} | kafka
    path = WORK / f"{name}.json"
    path.write_text(json.dumps(settings), encoding="utf-8")
    return path


def placeless(text):
    """What rests on a record without an id is called after its place."""
    return re.sub(r"(?m)^([a-z_]+):[^,]*@[0-9#]+,", r"\1,", text)


def replayed(path, *arguments):
    done = subprocess.run([PROGRAM, "replay", "--quiet", "--config", path, *arguments], capture_output=True, text=True, timeout=PATIENCE,
                          check=False)
    if done.returncode != 0:
        print(f"not ok {path}: exit code {done.returncode}\n{done.stderr[-3000:]}")
        sys.exit(1)
    return done.stdout


class Worker:
    """aobo-sim that follows topics; what it printed is in a file."""

    def __init__(self, path, name, *arguments, form=("--format", "ndjson", "--fields", FIELDS)):
        self.out = WORK / f"{name}.out"
        self.metrics = WORK / f"{name}.metrics"
        self.error = WORK / f"{name}.err"
        with self.out.open("ab") as out, self.error.open("ab") as error:
            if out.tell() > 0 and not self.out.read_bytes().endswith(b"\n"):
                out.write(b"\n")  # a kill cut the last line
                out.flush()
            self.process = subprocess.Popen([PROGRAM, "replay", "--quiet", "--follow", "--config", path, "--metrics", self.metrics,
                                             *form, *arguments], stdout=out, stderr=error, stdin=subprocess.DEVNULL)

    def events(self):
        """Those that were printed whole: a kill may have cut the last one of a run, which then comes again."""
        found = []
        for line in self.out.read_text(encoding="utf-8").split("\n")[:-1]:
            try:
                found.append(json.loads(line))
            except json.JSONDecodeError:
                continue
        return found

    def alerts(self):
        """Rule and columns of each that was printed whole, where alerts are what it prints; its first line names them."""
        return [tuple(line.split("\t")) for line in self.out.read_text(encoding="utf-8").split("\n")[1:-1]]

    def count(self, name):
        """A metric, which it writes every ten seconds; 0 before the first time."""
        found = re.search(rf"(?m)^aobo_{name} (\d+)", self.metrics.read_text(encoding="utf-8")) if self.metrics.exists() else None
        return int(found[1]) if found else 0

    def end(self, by=signal.SIGTERM):
        self.process.send_signal(by)
        return self.process.wait(timeout=30)


def wait_until(what, so):
    end = time.monotonic() + PATIENCE
    while not so():
        if time.monotonic() > end:
            print(f"not ok {what}: not so after {PATIENCE} seconds")
            sys.exit(1)
        time.sleep(0.2)


def ids(events):
    return collections.Counter(event.get("aobo.id") for event in events if event["aobo.family"] != "aobo.derived")


def record(name, second):
    moment = f"2026-03-04T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}Z"
    return json.dumps({"id": name, "time": moment, "account": "a", "person": "b@adatum.example", "action": "check-out"})


# ---- the same as from files ---------------------------------------------------------------------

def produce():
    for number, topic in enumerate(sorted(TOPICS, key=lambda topic: topic not in EVIDENCE)):  # a customer in one partition, evidence in all
        partition = "-1" if topic in EVIDENCE else str(number % 4)
        subprocess.run(["kcat", "-P", "-b", LISTENING["plain"], "-t", topic, "-p", partition, "-X", "linger.ms=5", "-l",
                        WORK / f"messages/{topic}.ndjson"], check=True)


def whole_topics():
    files = config("files", [f"{WORK}/messages/*.ndjson"])
    form = ["--format", "csv", "--fields", FIELDS]
    alerting = ["--rules", "rules", "--fields", "aobo.time,aobo.user.upn,aobo.customer.name,aobo.operation,aobo.derived"]
    events, alerts = replayed(files, *form), replayed(files, *alerting)
    name = "kafka://" + ",".join(TOPICS)
    secured = {"security": "sasl_ssl", "mechanism": "PLAIN", "user": "aobo", "password_file": str(WORK / "broker/password"),
               "ca_file": LISTENING["ca"], "brokers": [LISTENING["login"]]}
    ways = {"without security": {}, "by TLS": {"security": "ssl", "ca_file": LISTENING["ca"], "brokers": [LISTENING["tls"]]},
            "by TLS with a password": secured}
    for way, kafka in ways.items():
        path = config("topics", [name], kafka)
        check(f"the events of topics, {way}, are those of the same messages in files", placeless(replayed(path, *form)), placeless(events))
    check("so are the alerts", replayed(path, *alerting), alerts)
    assert len(alerts.splitlines()) > 50, "the world alerts too little to compare"
    return secured


def wrong_password(secured):
    wrong = WORK / "wrong"
    wrong.write_text("geheim-4711\n", encoding="utf-8")
    worker = Worker(config("wrong", [f"kafka://{TOPICS[1]}"], secured | {"password_file": str(wrong), "group": "wrong"}), "wrong")
    wait_until("a wrong password is told", lambda: "does not let us in" in worker.error.read_text())
    check("a run with a wrong password ends at a signal", worker.end(), 130)
    told = worker.error.read_text()
    check("it is told once", told.count("does not let us in"), 1)
    check("the password is shown nowhere", "geheim-4711" in told + worker.out.read_text(), False)


# ---- workers ------------------------------------------------------------------------------------

def start_workers(count, group="shared", **how):
    """So many workers, who have shared the topics before anything is in them; what comes is held until all of it is there."""
    for topic in TOPICS:
        subprocess.run(["kcat", "-L", "-b", LISTENING["plain"], "-t", topic], check=True, stdout=subprocess.DEVNULL)
    customers = [topic for topic in TOPICS if topic not in EVIDENCE]
    inputs = [{"path": "kafka://" + ",".join(EVIDENCE), "read": "all"}, "kafka://" + ",".join(customers)]
    return [Worker(config(f"{group}-{count}-{i}", inputs, {"group": f"{group}-{count}", "instance": f"worker-{i}"}, timeline={"hold": HOLD}),
                   f"{group}-{count}-{i}", **how) for i in range(count)]


def start_alerting(count):
    """The same, who print what all rules raise."""
    return start_workers(count, "alerting", form=("--rules", "rules", "--rule-matching", "all", "--fields", ALERT_FIELDS))


def shared_topics(groups):
    """One worker reads all; two, and four, share the customers, and each of them reads the evidence."""
    customers = [topic for topic in TOPICS if topic not in EVIDENCE]
    inputs = [{"path": "kafka://" + ",".join(EVIDENCE), "read": "all"}, "kafka://" + ",".join(customers)]
    one = Worker(config("alone", inputs, {"group": "alone"}), "alone")
    wanted = ids([json.loads(line) for line in replayed(WORK / "files.json", "--format", "ndjson", "--fields", FIELDS).splitlines()])
    wait_until("one worker reads everything", lambda: ids(one.events()) == wanted)
    check("one worker ends at a signal", one.end(), 130)
    for workers in groups:
        compare_workers(one, workers, wanted)


def compare_workers(one, workers, wanted):
    names = lambda events: {str([event.get(key) for key in ("aobo.id", "aobo.time", "aobo.operation")]):
                            (event.get("aobo.user.upn"), event.get("aobo.confidence")) for event in events if event["aobo.family"] != "aobo.derived"}
    evidence = ids([json.loads(line) for line in replayed(config("evidence", [f"{WORK}/messages/{topic}.ndjson" for topic in EVIDENCE]),
                                                          "--format", "ndjson", "--fields", FIELDS).splitlines()])
    count, whole = len(workers), wanted.copy()
    for _ in range(count - 1):
        whole += evidence
    wait_until(f"{count} workers read everything", lambda: sum((ids(worker.events()) for worker in workers), collections.Counter()) == whole)
    print(f"ok {count} workers: each record of a customer once, each piece of evidence at all")
    both = {}
    for worker in workers:
        both |= names(worker.events())
        worker.end()
    alone = names(one.events())
    check(f"{count} workers read what one reads", both.keys(), alone.keys())
    other = {key: (both[key], alone[key]) for key in both if both[key] != alone[key]}
    check(f"{count} workers name as one does", other, {})


def rules_that_need(worker):
    """Rules that the page of the rules says to need that, where several workers share the customers."""
    rows = [line.split(" | ") for line in pathlib.Path("rules/README.md").read_text(encoding="utf-8").splitlines() if line.startswith("| aobo ")]
    found = {row[0].removeprefix("| ") for row in rows if worker in row[3].split(", ")}
    assert found, f"no rule needs {worker}: does the page have other columns?"
    return found


def of_evidence(alert):
    return alert[1].split("/")[0] in EVIDENCE


def compare_alerts(groups):
    """What the rules raise, of the same topics: by one worker, by two, and by four. Equal but for what docs/event-hubs.md lists: rules that
    count over all customers; those on a customer's log, of evidence, by the workers that do not read that customer; and events of runs."""
    count_of = lambda path: int(replayed(path, "--format", "csv", "--fields", "aobo.id", "--where", "not aobo.derived exists").count("\n")) - 1
    evidence = count_of(config("evidence", [f"{WORK}/messages/{topic}.ndjson" for topic in EVIDENCE]))
    whole = count_of(WORK / "files.json")
    raised = {}
    for workers in groups:
        count = len(workers)
        wait_until(f"{count} alerting workers read everything",
                   lambda: sum(one.count("records_total") for one in workers) == whole + (count - 1) * evidence)
        time.sleep(3)  # by the clock all that is missing is so by now
        for worker in workers:
            worker.end()
        raised[count] = collections.Counter(itertools.chain(*(set(worker.alerts()) for worker in workers)))
        late = sum(one.count("late_total") for one in workers)
        check(f"{count} alerting workers read all in its order", late, 0)
    of_runs = set(re.findall(r"(?m)^- rule: (.*)$", pathlib.Path("rules/96-runs.yaml").read_text(encoding="utf-8")))
    of_one, of_customers = rules_that_need("one worker") | of_runs, rules_that_need("the customer's worker")
    one = {alert for alert in raised[1] if alert[0] not in of_one}
    assert len(one) > 500 and len({alert[0] for alert in one}) > 30, f"the world alerts too little to compare: {len(one)}"
    for count in list(raised)[1:]:
        shared = {alert for alert in raised[count] if alert[0] not in of_one}
        more = {alert for alert in shared - one if not (alert[0] in of_customers and of_evidence(alert))}
        check(f"{count} workers raise the {len(one)} alerts that one raises", sorted(map(list, (one & shared) | more)), sorted(map(list, one)))
        check(f"{count} workers tell a customer's alerts once", [a for a, times in raised[count].items() if times > 1 and not of_evidence(a)], [])


def kills():
    path = config("kills", ["kafka://kills"], {"group": "kills", "instance": "worker", "properties": {"session.timeout.ms": "6000"}},
                  state={"file": str(WORK / "kills.state"), "interval": "1s"})
    rounds, each = KILLS, 300
    for number in range(rounds):
        kcat("kills", (record(f"k{i}", i) for i in range(number * each, (number + 1) * each)))
        worker = Worker(path, "kills")
        time.sleep(random.uniform(0.2, 1.5))
        worker.process.kill()
        worker.process.wait()
    worker = Worker(path, "kills")
    wait_until("all came after the kills", lambda: len(ids(worker.events())) == rounds * each)
    time.sleep(2)
    worker.end()
    found = ids(worker.events())
    check(f"{rounds} kills lose nothing", sorted(found, key=lambda name: int(name[1:])), [f"k{i}" for i in range(rounds * each)])
    repeated = sum(found.values()) - len(found)
    check(f"{rounds} kills repeat no more than the batches in hand ({repeated} of {rounds * BATCH})", repeated <= rounds * BATCH, True)


def rebalances():
    inputs, rounds, each = ["kafka://moves"], ROUNDS, 400
    path = config("stays", inputs, {"group": "moves"}, state={"file": str(WORK / "stays.state"), "interval": "1s"})
    kcat("moves", [])
    stays = Worker(path, "stays")
    for number in range(rounds):
        kcat("moves", (record(f"m{i}", i) for i in range(number * each, (number + 1) * each)))
        comes = Worker(config("comes", inputs, {"group": "moves"}), "comes")
        time.sleep(random.uniform(2, 4))
        comes.end()
    wait_until("all came after the rebalances", lambda: len(ids(stays.events()) + ids(comes.events())) == rounds * each)
    time.sleep(2)
    stays.end()
    found = ids(stays.events()) + ids(comes.events())
    check(f"{rounds * 2} rebalances lose nothing and repeat nothing", found, collections.Counter(f"m{i}" for i in range(rounds * each)))


def silence():
    path = config("silence", ["kafka://silence"], {"group": "silence"})
    kcat("silence", (record(f"s{i}", i) for i in range(100)))
    worker = Worker(path, "silence")
    wait_until("the first hundred came", lambda: len(ids(worker.events())) == 100)
    subprocess.run(["ci/kafka", "pause", WORK / "broker"], check=True)
    time.sleep(8)
    subprocess.run(["ci/kafka", "resume", WORK / "broker"], check=True)
    kcat("silence", (record(f"s{i}", i) for i in range(100, 200)))
    wait_until("the second hundred came", lambda: len(ids(worker.events())) == 200)
    subprocess.run(["ci/kafka", "pause", WORK / "broker"], check=True)
    began = time.monotonic()
    check("a run ends though its broker does not answer", worker.end(), 130)
    subprocess.run(["ci/kafka", "resume", WORK / "broker"], check=True)
    check("it does so in time", time.monotonic() - began < 25, True)
    check("a broker that was away costs nothing", ids(worker.events()), collections.Counter(f"s{i}" for i in range(200)))


def in_sysdig():
    """A real host: it reads what is there and what comes, and ends at a signal."""
    kcat("hosted", (record(f"h{i}", i) for i in range(200)))
    settings = json.loads(config("hosted", ["kafka://hosted"], {"group": "hosted"}, follow=True).read_text())
    with (WORK / "hosted.out").open("wb") as out:
        host = subprocess.Popen(["ci/host", "sysdig", "--unbuffered", "-H", "build/lib/libaobo.so:" + json.dumps(settings), "-I", "aobo", "-p",
                                 "*%aobo.id %aobo.origin %aobo.offset"], stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    lines = lambda: (WORK / "hosted.out").read_text().splitlines()
    wait_until("sysdig shows what is there", lambda: sum(line.startswith("h") for line in lines()) == 200)
    kcat("hosted", (record(f"h{i}", i) for i in range(200, 300)))
    wait_until("sysdig shows what comes", lambda: sum(line.startswith("h") for line in lines()) == 300)
    began = time.monotonic()
    os.kill(host.pid, signal.SIGINT)
    host.wait(timeout=30)
    check("sysdig ends at a signal", time.monotonic() - began < 10, True)
    events = [line.split() for line in lines() if line.startswith("h")]
    check("sysdig shows each record once", collections.Counter(one[0] for one in events), collections.Counter(f"h{i}" for i in range(300)))
    check("each with its place in the topic", all(place.startswith("hosted/") and f"@{offset}#0" in place for _, place, offset in events), True)


def all_topics():
    started = [start_workers(2), start_workers(4)]
    alerting = [start_alerting(1), start_alerting(2), start_alerting(4)]
    time.sleep(15)
    produce()
    wrong_password(whole_topics())
    shared_topics(started)
    compare_alerts(alerting)


def timed(path):
    """What a replay that shows nothing takes: seconds by the clock, and of the processor."""
    began = time.monotonic()
    process = subprocess.Popen([PROGRAM, "replay", "--quiet", "--config", path, "--format", "none"], stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0, f"{path}: exit code {os.waitstatus_to_exitcode(status)}"
    return time.monotonic() - began, usage.ru_utime + usage.ru_stime


def speed():
    """No check: how long the same messages take from topics and from files, by turns, whole runs, each way first in every second round."""
    produce()
    time.sleep(2)  # the broker writes what it took
    name = "kafka://" + ",".join(TOPICS)
    paths = {"files": config("files", [f"{WORK}/messages/*.ndjson"]), "topics": config("topics", [name], {})}
    took = {way: [] for way in paths}
    for turn in range(9):
        for way in sorted(paths, reverse=turn % 2 == 1):
            took[way].append(timed(paths[way]))
    for measure, index in (("by the clock", 0), ("of the processor", 1)):
        median = {way: sorted(one[index] for one in runs)[len(runs) // 2] for way, runs in took.items()}
        print(f"{measure}: files {median['files']:.2f} s, topics {median['topics']:.2f} s, medians of {len(took['files'])}: "
              f"{median['files'] / median['topics']:.2f} of the speed from files")


CHECKS = [all_topics, in_sysdig, rebalances, silence, kills]
wanted = sys.argv[3:] or [one.__name__ for one in CHECKS]
for one in [*CHECKS, speed]:
    if one.__name__ in wanted:
        one()
