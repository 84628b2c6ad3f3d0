"""The checks of tests/collectors/run: what comes by collectors is what comes from bare records.
    recipes.py WORK [COLLECTOR…]: WORK holds a generated world; COLLECTOR is rsyslog or syslog-ng"""
import atexit
import collections
import contextlib
import difflib
import gzip
import itertools
import json
import pathlib
import re
import signal
import socket
import subprocess
import sys
import time

sys.path.insert(0, "tests/docs")
import pages  # noqa: E402

WORK = pathlib.Path(sys.argv[1])
PROGRAM = "build/bin/aobo-sim"
PATIENCE = 60  # seconds
FIELDS = "aobo.id,aobo.time,aobo.family,aobo.user.upn,aobo.confidence,aobo.customer.name,aobo.operation,aobo.derived"
LONG = 300_000  # bytes of the longest record
PORTIONS = 4  # between which files are rotated
FILES = {block.file: "\n".join(block.lines) + "\n"
         for block in pages.read_blocks(pathlib.Path("docs/collectors.md").read_text(encoding="utf-8").split("\n"))[0] if block.file}


def started(command, out, error):
    """A process that ends with this one."""
    process = subprocess.Popen(command, stdout=out, stderr=error, stdin=subprocess.DEVNULL)
    atexit.register(process.kill)
    return process


def fail(name, *lines):
    print(f"not ok {name}", *lines, sep="\n")
    sys.exit(1)


def check(name, found, expected):
    if found != expected:
        fail(name, *itertools.islice(difflib.unified_diff(expected.splitlines(), found.splitlines(), "expected", "found", lineterm="", n=1), 40))
    print("ok", name, flush=True)


def wait_until(what, so):
    end = time.monotonic() + PATIENCE
    while not so():
        if time.monotonic() > end:
            fail(what, f"not so after {PATIENCE} seconds")
        time.sleep(0.05)


# ---- the world, as bare records -------------------------------------------------------------------

def records_of_world():
    """The records of the world as lines, by the folder of their tenant; one of them is as long as Office's longest."""
    printed = subprocess.run([PROGRAM, "replay", "--quiet", "--config", WORK / "world/aobo.json", "--format", "ndjson", "--fields",
                              "aobo.origin,aobo.raw,aobo.family"], capture_output=True, text=True, check=True).stdout
    records = {}
    for event in map(json.loads, printed.splitlines()):
        if event["aobo.family"] != "aobo.derived":
            folder = pathlib.Path(event["aobo.origin"]).relative_to(WORK / "world/logs").parts[0]
            records.setdefault(folder, []).append(event["aobo.raw"])
    for lines in records.values():
        for number, line in enumerate(lines):
            record = json.loads(line)
            if isinstance(record.get("ExtendedProperties"), list):
                record["ExtendedProperties"].append({"Name": "Remark", "Value": "ä \t" * (LONG // 4)})
                lines[number] = json.dumps(record, ensure_ascii=False)
                return records
    raise AssertionError("no record of the world has ExtendedProperties")


def write_lines(name, records, form=lambda folder, line: line):
    """A file for each folder; the path of all of them as an input."""
    for folder, lines in records.items():
        path = WORK / name / folder / "audit.log"
        path.parent.mkdir(parents=True)
        path.write_text("".join(form(folder, line) + "\n" for line in lines), encoding="utf-8")
    return f"{WORK}/{name}/*/audit.log"


def config(name, inputs, **more):
    """A configuration of the world with other inputs; its path."""
    settings = json.loads((WORK / "world/aobo.json").read_text(encoding="utf-8")) | {"base_dir": str(WORK / "world"), "inputs": inputs} | more
    path = WORK / f"{name}.json"
    path.write_text(json.dumps(settings), encoding="utf-8")
    return path


def replayed(path):
    """What the events say, and the same of what alerts."""
    texts = []
    for form in (["--format", "csv", "--fields", FIELDS], ["--rules", "rules", "--fields", FIELDS]):
        done = subprocess.run([PROGRAM, "replay", "--quiet", "--config", path, *form], capture_output=True, text=True, timeout=PATIENCE, check=False)
        if done.returncode != 0:
            fail(f"{path}: exit code {done.returncode}", done.stderr[-3000:])
        texts.append(done.stdout)
    # What rests on a record without an id is called after its place.
    return re.sub(r"(?<=[a-z]:)/[^,\t]*@[0-9#]+", "PLACE", "\n".join(texts))


# ---- collectors that run --------------------------------------------------------------------------

def free_port():
    with contextlib.closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Collector:
    """A collector of Debian with the recipe of the page, but for where things lie."""

    def __init__(self, name):
        self.name, self.folder, self.port = name, WORK / name, free_port()
        self.logs, self.pid = self.folder / "logs", self.folder / "pid"
        for folder in (self.logs, self.folder / "spool"):
            folder.mkdir(parents=True)
        self.conf = self.write(f"collectors/{name}.conf", {"10514": str(self.port), "/var/spool/rsyslog": str(self.folder / "spool")})
        reload_it = f'kill -HUP "$(cat {self.pid})"'  # no service of the machine
        self.rotation = self.write(f"collectors/{name}.logrotate", {"/usr/lib/rsyslog/rsyslog-rotate": reload_it,
                                                                    "invoke-rc.d syslog-ng reload > /dev/null": reload_it})
        self.rotation.chmod(0o644)
        commands = {"rsyslog": ["rsyslogd", "-n", "-f", self.conf, "-i", self.pid],
                    "syslog-ng": ["syslog-ng", "-F", "--no-caps", "-f", self.conf, "-p", self.pid, "-R", self.folder / "persist",
                                  "-c", self.folder / "control"]}
        self.told = (self.folder / "told").open("wb")
        self.process = started(["ci/collectors", *commands[name]], self.told, self.told)
        wait_until(f"{name} listens", self.listens)

    def write(self, name, other):
        text = FILES[name]
        for what, by in ({"/var/log/audit-logs": str(self.logs)} | other).items():
            text = text.replace(what, by)
        path = self.folder / pathlib.Path(name).name
        path.write_text(text, encoding="utf-8")
        return path

    def listens(self):
        if self.process.poll() is not None:
            fail(f"{self.name} ended", (self.folder / "told").read_text())
        with contextlib.closing(socket.socket()) as one:
            return one.connect_ex(("127.0.0.1", self.port)) == 0 and self.pid.exists()

    def send(self, records):
        with socket.create_connection(("127.0.0.1", self.port)) as connection:
            for folder, lines in records.items():
                for line in lines:
                    frame = f"<134>1 2026-03-04T08:00:00Z fetcher {folder} - - - {line}".encode()
                    connection.sendall(b"%d %s" % (len(frame), frame))

    def written(self):
        """How many lines lie in the files."""
        count = 0
        for path in self.logs.glob("*/audit.log*"):
            with contextlib.suppress(FileNotFoundError), (gzip.open(path) if path.suffix == ".gz" else path.open("rb")) as file:
                count += file.read().count(b"\n")
        return count

    def rotate(self):
        subprocess.run(["ci/collectors", "logrotate", "--force", "--state", self.folder / "rotated", self.rotation], check=True)

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=30)
        self.told.close()


class Follower:
    """aobo-sim that follows files with the aobo.json of the page; what it printed is in a file."""

    def __init__(self, collector):
        settings = json.loads(FILES["collectors/aobo.json"])
        world = json.loads((WORK / "world/aobo.json").read_text(encoding="utf-8"))
        self.inputs = [path.replace("/var/log/audit-logs", str(collector.logs)) for path in settings["inputs"]]
        settings |= world | {"base_dir": str(WORK / "world"), "inputs": self.inputs, "timeline": {"hold": "0s"},
                             "state": {"file": str(collector.folder / "state")}}
        self.config = collector.folder / "aobo.json"
        self.config.write_text(json.dumps(settings), encoding="utf-8")
        self.out = collector.folder / "followed"
        self.start()

    def start(self):
        with self.out.open("ab") as out, self.out.with_suffix(".err").open("ab") as error:
            self.process = started([PROGRAM, "replay", "--quiet", "--config", self.config, "--format", "ndjson", "--fields", "aobo.raw,aobo.family"],
                                   out, error)

    def records(self):
        lines = self.out.read_text(encoding="utf-8").split("\n")[:-1]
        return collections.Counter(event["aobo.raw"] for event in map(json.loads, lines) if event["aobo.family"] != "aobo.derived")

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)


def portions(records):
    """The records in parts that come one after another; what comes of a folder keeps its order."""
    for number in range(PORTIONS):
        yield {folder: lines[len(lines) * number // PORTIONS:len(lines) * (number + 1) // PORTIONS] for folder, lines in records.items()}


def recipe(name, records, bare):
    collector = Collector(name)
    follower = Follower(collector)
    sent = 0
    for number, part in enumerate(portions(records)):
        collector.send(part)
        sent += sum(map(len, part.values()))
        wait_until(f"{name} has written {sent} records", lambda sent=sent: collector.written() == sent)
        if number == 1:  # what is renamed while nobody follows is known by its name
            wait_until(f"{name}: they were read", lambda sent=sent: sum(follower.records().values()) == sent)
            follower.end()
        if number < PORTIONS - 1:
            collector.rotate()
        if number == 1:
            follower.start()
    wait_until(f"{name}: everything was read", lambda: sum(follower.records().values()) >= sent)
    time.sleep(0.5)  # in which something could come twice
    ended = follower.end()
    collector.end()
    wanted, found = collections.Counter(itertools.chain(*records.values())), follower.records()
    if found != wanted:
        fail(f"{name}: followed, with three rotations", f"lost {sum((wanted - found).values())}, twice {sum((found - wanted).values())}")
    check(f"{name}: followed, with three rotations, each of {sent} records comes once; it ends with", str(ended), "130")
    check(f"{name}: the files give what bare records give", replayed(config(name, [f"{collector.logs}/*/audit.log*"])), bare)


# ---- collectors by their documented output --------------------------------------------------------

def row(**keys):
    return json.dumps(keys, ensure_ascii=False, separators=(",", ":"))


PLACE = {"file": {"path": "/srv/exports/1.json"}}
MOMENT = "2026-03-04T08:00:00.123Z"
FORMS = {
    "Fluent Bit, plain": lambda folder, line: row(log=line),
    "Fluent Bit, out_file": lambda folder, line: f"{folder}: [1772611200.000000000, {row(log=line)}]",
    "Vector, json": lambda folder, line: row(file="/srv/exports/1.json", host="collector", message=line, source_type="file", timestamp=MOMENT),
    "Filebeat, json": lambda folder, line: row(**{"@timestamp": MOMENT, "@metadata": {"beat": "filebeat", "type": "_doc", "version": "8.9.0"}},
                                               log={"offset": 0} | PLACE, message=line, input={"type": "filestream"},
                                               ecs={"version": "8.0.0"}, host={"name": "collector"}, agent={"type": "filebeat"}),
    "Logstash, json_lines": lambda folder, line: row(**{"@timestamp": MOMENT, "@version": "1"}, message=line, event={"original": line},
                                                     host={"name": "collector"}, log=PLACE),
    "syslog with its head": lambda folder, line: f"<134>1 2026-03-04T08:00:00Z fetcher {folder} - - - {line}",
}


def main():
    records = records_of_world()
    bare = replayed(config("bare", [write_lines("bare", records)]))
    assert len(bare.splitlines()) > 500, "the world is too small to compare"
    for number, (name, form) in enumerate(FORMS.items()):
        check(f"{name}: its lines give what bare records give", replayed(config(f"form{number}", [write_lines(f"form{number}", records, form)])), bare)
    for name in sys.argv[2:]:
        recipe(name, records, bare)


main()
