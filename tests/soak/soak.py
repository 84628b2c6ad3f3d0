"""The soak of ci/soak: sysdig with the plugin beside a world that comes into being; what it shows is compared with a replay of the same
records, and what it uses is measured.
    soak.py WORK MINUTES SEED LISTENING: LISTENING is what ci/kafka start printed, or none"""
import collections
import json
import os
import pathlib
import random
import re
import signal
import struct
import subprocess
import sys
import time

import world

PACE = 50
BATCH = 64  # events of the batch in hand, which a kill may repeat
STEPS = (90, -90, 600, -600)  # seconds of life by which the clock is set
FIELDS = ["aobo.id", "aobo.time", "aobo.family", "aobo.user.upn", "aobo.confidence", "aobo.customer.name", "aobo.operation", "aobo.derived",
          "aobo.late"]
ID, TIME, FAMILY, UPN, CONFIDENCE, _, _, DERIVED, LATE = range(len(FIELDS))
# What tells of the run and of its clock, which a replay does not have.
OF_THE_RUN = {"run_started", "run_report", "policy_reloaded", "directory_stale", "collection_gap"}


class Clock:
    """The clock that sysdig sees, by tests/soak/clock.c."""

    def __init__(self, work, begin):
        self.file, self.zero, self.begin, self.offset = work / "step", time.monotonic(), begin, 0
        self.step(0)
        self.environment = dict(os.environ, LD_PRELOAD=str(work / "clock.so"), SOAK_PACE=str(PACE), SOAK_FROM=repr(begin),
                                SOAK_ZERO=repr(self.zero), SOAK_STEP=str(self.file))

    def life(self):
        return self.begin + (time.monotonic() - self.zero) * PACE

    def step(self, by):
        self.offset += by
        with self.file.open("r+b" if self.file.exists() else "wb") as file:
            file.write(struct.pack("q", self.offset))


class Host:
    """sysdig, started anew after each end; what each run printed is a file of its own."""

    def __init__(self, work, settings, clock):
        self.work, self.clock, self.settings, self.runs, self.killed = work, clock, settings, [], set()
        self.process, self.figures = None, []

    def start(self):
        path = self.work / f"shown-{len(self.runs)}"
        with path.open("wb") as out, (self.work / "host.log").open("ab") as log:
            self.process = subprocess.Popen(
                ["ci/host", "sysdig", "--unbuffered", "-H", f"{self.work}/libaobo.so:{json.dumps(self.settings)}", "-I", "aobo", "-p",
                 "*" + "|".join("%" + field for field in FIELDS)], stdout=out, stderr=log, stdin=subprocess.DEVNULL, env=self.clock.environment)
        self.runs.append(path)

    def end(self, by):
        if by == signal.SIGKILL:
            self.killed.add(len(self.runs) - 1)
        self.process.send_signal(by)
        return self.process.wait(timeout=60)

    def measure(self):
        """Megabytes, files and threads that it uses now."""
        proc = pathlib.Path(f"/proc/{self.process.pid}")
        status = (proc / "status").read_text()
        value = lambda key: int(re.search(rf"{key}:\s+(\d+)", status)[1])
        figures = {"run": len(self.runs) - 1, "megabytes": value("VmRSS") // 1024, "files": len(list((proc / "fd").iterdir())),
                   "threads": value("Threads"), "life": self.clock.life()}
        self.figures.append(figures)
        return figures

    def events(self):
        events = []
        for number, path in enumerate(self.runs):
            lines = path.read_text(encoding="utf-8").split("\n")
            del lines[-1]  # empty, or cut by a kill, and shown again
            rows = [["" if cell == "<NA>" else cell for cell in line.split("|")] for line in lines]
            wrong = [row for row in rows if len(row) != len(FIELDS)]
            if wrong:
                sys.exit(f"not ok run {number} printed what is no event: {wrong[0]}")
            events += rows
        return events


def configuration(work, writer, listening, state):
    settings = json.loads((work / "world/aobo.json").read_text(encoding="utf-8"))
    settings |= {"base_dir": str(work), "directory": "directory", "follow": True, "inputs": [str(writer.logs)], "timeline": {"hold": "2s"},
                 "state": {"file": str(work / state), "interval": "5s"},
                 "run": {"report_interval": "1h", "directory_poll": "1s", "directory_max_age": "0s"}}
    if writer.topics:
        settings["inputs"].append("kafka://" + ",".join(writer.topics))
        settings["kafka"] = {"brokers": [listening["plain"]], "group": "soak", "instance": "sysdig", "properties": {"session.timeout.ms": "6000"}}
    return settings


def plan(minutes, draw):
    """(minute, what): the disturbances, in the first two thirds; the last third shows whether memory is flat."""
    end = minutes * 2 / 3
    counts = {"kill": max(4, minutes), "restart": max(2, minutes // 2), "directory": max(4, minutes), "clock": max(4, minutes // 2)}
    moments = [(draw.uniform(0.3, end), what) for what, count in counts.items() for _ in range(count)]
    moments += [(minute / 3, "rotate") for minute in range(1, minutes * 3 - 1)]
    return sorted(moments, reverse=True)


class Soak:
    def __init__(self, work, minutes, seed, listening):
        self.work, self.minutes, self.draw, self.done = work, minutes, random.Random(seed), collections.Counter()
        records = world.records_of(work / "aobo-sim", work / "world")
        begin = records[0][0] - records[0][0] % 86400 + 6 * 3600  # the morning of the first day
        records = [one for one in records if begin <= one[0] < begin + minutes * 60 * PACE]
        subprocess.run(["cp", "-r", work / "world/directory", work / "directory"], check=True)
        self.writer = world.Writer(work, records, listening["plain"] if listening else None, self.draw)
        self.writer.logs.mkdir()
        self.clock = Clock(work, begin)
        self.host = Host(work, configuration(work, self.writer, listening, "state"), self.clock)

    def disturb(self, what):
        self.done[what] += 1
        if what == "rotate":
            self.writer.rotate()
        elif what == "clock":
            self.clock.step(STEPS[self.done["clock"] % len(STEPS)])
        elif what == "directory":  # half written first, then whole
            file = self.work / "directory/aobo.yaml"
            text = (self.work / "world/directory/aobo.yaml").read_text(encoding="utf-8")
            file.write_text(text[:len(text) // 2] + "\n  - {", encoding="utf-8")
            time.sleep(self.draw.choice((0, 3)))
            file.write_text(text + f"\n# {self.done['directory']}\n", encoding="utf-8")
        else:
            code = self.host.end(signal.SIGKILL if what == "kill" else self.draw.choice((signal.SIGTERM, signal.SIGINT)))
            if what == "restart" and code not in (0, -signal.SIGTERM, -signal.SIGINT):
                sys.exit(f"not ok sysdig ended with {code} at a restart; see {self.work}/host.log")
            self.host.start()

    def run(self):
        disturbances, began, told = plan(self.minutes, self.draw), time.monotonic(), 0
        self.host.start()
        while (passed := time.monotonic() - began) < self.minutes * 60:
            self.writer.write_until(self.clock.life())
            while disturbances and disturbances[-1][0] * 60 <= passed:
                self.disturb(disturbances.pop()[1])
            if self.host.process.poll() is not None:
                sys.exit(f"not ok sysdig ended with {self.host.process.returncode}; see {self.work}/host.log")
            if passed >= told:
                told += max(10, self.minutes)
                figures = self.host.measure()
                print(f"{passed:6.0f} s  {sum(self.writer.written[of] for of in ('files', 'topics')):8} records, {figures['megabytes']} MB, "
                      f"{figures['files']} files, {figures['threads']} threads", flush=True)
            time.sleep(0.2)
        self.writer.end()
        time.sleep(10)  # what is held comes out
        self.host.measure()
        self.host.end(signal.SIGTERM)

    def replayed(self):
        settings = configuration(self.work, self.writer, {"plain": "none"}, "none") | {"inputs": ["kept"], "follow": False}
        for key in ("state", "kafka", "run"):
            settings.pop(key, None)
        path = self.work / "replay.json"
        path.write_text(json.dumps(settings), encoding="utf-8")
        printed = subprocess.run([self.work / "aobo-sim", "replay", "--quiet", "--config", path, "--format", "ndjson", "--fields", ",".join(FIELDS)],
                                 capture_output=True, text=True, check=True).stdout
        cell = lambda value: "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
        return [[cell(event.get(field)) for field in FIELDS] for event in map(json.loads, printed.splitlines())]


def counts(events, columns, derived):
    return collections.Counter(tuple(row[column] for column in columns) for row in events
                               if bool(row[DERIVED]) == derived and row[DERIVED] not in OF_THE_RUN)


def judge(soak):
    """What is wrong, a line each; what was seen is printed."""
    shown, replayed, wrong = soak.host.events(), soak.replayed(), []
    place = [ID, TIME, FAMILY]
    found, wanted = counts(shown, place, False), counts(replayed, place, False)
    lost, again, invented = wanted - found, found - wanted, set(found) - set(wanted)
    print(f"{sum(wanted.values())} records: lost {sum(lost.values())}, shown again {sum(again.values())} after {len(soak.host.killed)} kills")
    if lost:
        wrong.append(f"records were lost, the first: {next(iter(lost))}")
    if invented:
        wrong.append(f"records came that nobody wrote, the first: {next(iter(invented))}")
    if sum(again.values()) > BATCH * len(soak.host.killed):
        wrong.append("more came again than the batches in hand")
    late = {tuple(row[column] for column in place) for row in shown if row[LATE] == "true"}
    names = {tuple(row[column] for column in place): (row[UPN], row[CONFIDENCE]) for row in replayed if not row[DERIVED]}
    live = {tuple(row[column] for column in place): (row[UPN], row[CONFIDENCE]) for row in shown if not row[DERIVED]}
    other = [key for key in names if key in live and live[key] != names[key] and key not in late and key[0]]
    contrary = [key for key in other if live[key][0] and names[key][0] and live[key][0] != names[key][0]]
    print(f"late {len(late)}; named otherwise than in a replay {len(other)}, as somebody else {len(contrary)}")
    for key in other[:5]:
        print(f"  {key}: {live[key]} in place of {names[key]}")
    if contrary:
        wrong.append(f"somebody else was named, the first: {contrary[0]}")
    kinds = [DERIVED]
    seen, due = counts(shown, kinds, True), counts(replayed, kinds, True)
    for (kind,) in sorted(seen.keys() | due.keys()):
        if seen[(kind,)] != due[(kind,)]:
            print(f"  {kind}: {seen[(kind,)]} in place of {due[(kind,)]}")
    return wrong + of_use(soak.host.figures)


def of_use(figures):
    """Of the last run, which nothing disturbed but rotation: what it used in its first and in its last minute."""
    last = [one for one in figures if one["run"] == figures[-1]["run"]]
    third = last[len(last) // 3:]
    first, end = third[0], third[-1]
    print(f"the last run, from its first third to its end: {first['megabytes']} to {end['megabytes']} MB, {first['files']} to {end['files']} files, "
          f"{first['threads']} to {end['threads']} threads; the most of all runs {max(one['megabytes'] for one in figures)} MB")
    wrong = []
    if end["threads"] > first["threads"]:
        wrong.append("threads are left")
    if end["files"] > max(first["files"], 64 + 40):
        wrong.append("files are left open")
    if end["megabytes"] > first["megabytes"] * 1.3 + 10:
        wrong.append("memory grows")
    return wrong


def main():
    work, minutes, seed = pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    listening = None if sys.argv[4] == "none" else json.loads(sys.argv[4])
    soak = Soak(work, minutes, seed, listening)
    soak.run()
    print(", ".join(f"{what} {count}" for what, count in sorted((soak.done | collections.Counter(soak.writer.written)).items())))
    wrong = judge(soak)
    for one in wrong:
        print(f"not ok {one}")
    print("ok" if not wrong else f"{len(wrong)} wrong; what was shown lies in {work}")
    sys.exit(1 if wrong else 0)


main()
