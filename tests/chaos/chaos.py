#!/usr/bin/env python3
"""Disturbs runs that keep state, and holds all that came out against a run that nothing disturbed.

Usage: chaos.py ROOT SECONDS SEED

A round is a generated world, read in many short runs with one state. Each run is disturbed in a way that is drawn from the seed:
killed, stopped by SIGTERM, SIGINT or SIGHUP before a read, write, sync or rename that is drawn too, a disk that is full, a folder that may not be written any more, short reads and reads
that a signal interrupts, a clock that jumps. In every other round the logs grow between the runs: lines are appended, the last of
them half written, files are rotated by rename, and those that were read to their end are deleted.

Whatever was done, in the end
- each record that the undisturbed run tells has been told, and nothing else (records are compared by their raw text and family);
- none was told more than once, but for a batch in hand of 64 events for each kill, and for what a run tells that could not keep its
  state (docs/operations.md);
- no run ended otherwise than it was made to.

The seed of each round is printed; `chaos.py ROOT 0 SEED` repeats one round. What hangs on the clock does not repeat exactly: when a
snapshot is due, and logs that grow while they are read.
"""
import collections
import concurrent.futures
import json
import os
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import sys
import time

BATCH = 64
NOBODY = 65534
WAYS = ("kill", "kill", "kill", "stop", "stop", "disk", "rights", "reads", "clock", "nothing")
STOPS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Wrong(Exception):
    pass


class Round:
    """One world, its folder, and what has come out of it."""

    def __init__(self, root, seed):
        self.root, self.seed, self.draw = root, seed, random.Random(seed)
        self.growing = seed % 2 == 1
        self.folder = root / "build" / "chaos" / "round"
        self.told = collections.Counter()
        self.done = collections.Counter()
        self.kills = self.unkept = 0
        self.program = root / "build" / "bin" / "aobo-sim"

    def make_world(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        options = ["--customers", str(self.draw.randint(2, 6)), "--people", "8", "--days", "2", "--activity",
                   str(self.draw.randint(0, 12)), "--story", "all", "--faults", "none", "--seed", str(self.seed)]
        subprocess.run([self.program, "generate", *options, "--out", self.folder / "world"], check=True, capture_output=True)
        config = json.loads((self.folder / "world" / "aobo.json").read_text())
        self.expected = self.run_undisturbed(config)
        config["state"] = {"file": str(self.folder / "kept" / "state"), "interval": "1s"}
        (self.folder / "world" / "stateful.json").write_text(json.dumps(config))
        (self.folder / "kept").mkdir()
        if self.growing:
            self.take_the_logs_away()
        for path in [self.folder, *self.folder.rglob("*")]:
            give_away(path)

    def run_undisturbed(self, config):
        (self.folder / "world" / "whole.json").write_text(json.dumps(config))
        started = time.monotonic()
        count = self.folder / "calls"
        environment = dict(os.environ, LD_PRELOAD=self.disturber(), CHAOS_COUNT=str(count))
        done = subprocess.run(self.command("whole.json"), capture_output=True, text=True, check=True, env=environment)
        self.length = time.monotonic() - started
        self.calls = int(count.read_text())
        return collections.Counter(filter(None, map(key_of, done.stdout.split("\n"))))

    def disturber(self):
        return str(self.root / "build" / "chaos" / "disturb.so")

    def command(self, config):
        return [self.program, "replay", "--quiet", "--format", "ndjson", "--fields", "aobo.family,aobo.derived,aobo.raw", "--config",
                self.folder / "world" / config]

    # Logs that grow: of each file what has been written so far.

    def take_the_logs_away(self):
        self.rest, self.rotated = {}, []
        for path in sorted((self.folder / "world" / "logs").rglob("*")):
            if path.suffix in (".ndjson", ".log", ".csv"):
                self.rest[path] = path.read_bytes()
                path.write_bytes(b"")

    def grow(self, everything=False):
        """Appends to some files; the piece may end within a line."""
        for path, rest in list(self.rest.items()):
            if not everything and self.draw.random() < 0.4:
                continue
            size = len(rest) if everything else self.draw.randint(0, len(rest))
            with open(path, "ab") as file:
                file.write(rest[:size])
            self.rest[path] = rest[size:]
            self.done["pieces"] += 1

    def rotate(self):
        """Renames a file that ends with a line, and goes on in a new one of its name."""
        for path in self.rest:
            text = path.read_bytes() if path.exists() else b""
            if path.suffix == ".csv" or not text.endswith(b"\n") or self.draw.random() < 0.8:
                continue
            rotated = path.with_name(f"{path.stem}.{self.draw.randrange(10**9)}{path.suffix}")
            path.rename(rotated)
            self.rotated.append(rotated)
            path.write_bytes(b"")
            give_away(path)
            self.done["rotations"] += 1

    def delete(self):
        """Rotated files, once a run that nothing disturbed has read them."""
        for path in self.rotated:
            path.unlink()
            self.done["deletions"] += 1
        self.rotated = []

    # The runs.

    def run(self, way):
        """One run, disturbed in that way; its output counts, whatever became of it."""
        self.done[way] += 1
        environment = dict(os.environ, LD_PRELOAD="", CHAOS_SEED=str(self.draw.randrange(10**9)))
        if way in ("reads", "clock"):
            environment["LD_PRELOAD"] = self.disturber()
            environment["CHAOS_READS" if way == "reads" else "CHAOS_CLOCK"] = "30"
        if way in ("kill", "stop"):  # with a state there are more calls than without
            sent = signal.SIGKILL if way == "kill" else self.draw.choice(STOPS)
            environment |= {"LD_PRELOAD": self.disturber(), "CHAOS_AT": str(self.draw.randint(1, self.calls * 5 // 4)),
                            "CHAOS_SIGNAL": str(int(sent))}
        kept = self.folder / "kept"
        if way == "rights":
            kept.chmod(0o500)
        room = self.draw.randint(0, 100_000)  # bytes that the full disk still takes of one file
        process = subprocess.Popen(self.command("stateful.json"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment,
                                   preexec_fn=lambda: prepare(way, room))
        with concurrent.futures.ThreadPoolExecutor(1) as reader:
            output = reader.submit(process.communicate)
            self.grow_meanwhile(way)
            self.wait(process, output, way)
        kept.chmod(0o700)
        self.take_in(output.result()[0].decode(), way)

    def grow_meanwhile(self, way):
        if self.growing and way not in ("kill", "stop") and self.draw.random() < 0.4:
            time.sleep(self.draw.random() * self.length / 2)
            self.grow()

    def wait(self, process, output, way):
        try:
            errors = output.result(120)[1].decode()
        except concurrent.futures.TimeoutError:
            process.kill()
            raise Wrong(f"a run ({way}) did not end within two minutes")
        code = process.returncode
        allowed = {"kill": (0, -signal.SIGKILL), "stop": (0, 130, -signal.SIGHUP, -signal.SIGTERM, -signal.SIGINT),  # before it watches them
                  
                   "disk": (0, 7), "rights": (0, 7)}.get(way, (0,))
        if code not in allowed:
            raise Wrong(f"a run ({way}) ended with {code}: {errors[-2000:]}")
        # A run in which state cannot be kept may be told again; so may what a signal's own end left unkept.
        if way in ("disk", "rights"):
            self.unkept += 1
        elif code != 0:
            self.kills += 1

    def take_in(self, text, way):
        lines = text.split("\n")
        if lines.pop() and way != "kill":  # who is killed within a line tells it again
            raise Wrong(f"a run ({way}) ended within a line")
        for line in lines:
            key = key_of(line)
            if key:
                self.told[key] += 1

    def play(self):
        self.make_world()
        for _ in range(self.draw.randint(6, 14)):
            if self.growing:
                self.grow()
                self.rotate()
            way = self.draw.choice(WAYS)
            self.run(way)
            if self.growing and way == "nothing" and self.draw.random() < 0.5:
                self.delete()
        if self.growing:
            self.grow(everything=True)
        self.run("nothing")
        self.run("nothing")
        self.judge()

    def judge(self):
        lost = self.expected - self.told
        invented = [key for key in self.told if key not in self.expected]
        again = sum((self.told - self.expected).values()) - sum(self.told[key] for key in invented)
        self.done["told again"] += again
        if lost:
            raise Wrong(f"{sum(lost.values())} records were lost, the first: {next(iter(lost))[1][:300]}")
        if invented:
            raise Wrong(f"{len(invented)} records came that nobody wrote, the first: {invented[0][1][:300]}")
        if not self.unkept and again > BATCH * self.kills:
            raise Wrong(f"{again} records came again, after {self.kills} kills of at most {BATCH} each")


def key_of(line):
    """What tells a record from others; nothing of a derived event, which may be told anew when later logs change an answer."""
    event = json.loads(line) if line else {"aobo.derived": "nothing"}
    return None if event.get("aobo.derived") else (event["aobo.family"], event["aobo.raw"])


def give_away(path):
    """To whoever runs the program: root may write everywhere, and so runs it as somebody else."""
    if os.geteuid() == 0:
        os.chown(path, NOBODY, NOBODY)


def prepare(way, room):
    """In the child: no root, and where the disk is to be full, no file larger than the room that is left."""
    if way == "disk":
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    if way == "disk":
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))


def main(root, seconds, seed):
    root = pathlib.Path(root).resolve()
    until = time.monotonic() + seconds
    total, rounds = collections.Counter(), 0
    while True:
        this = Round(root, seed + rounds)
        try:
            this.play()
        except Wrong as wrong:
            print(f"seed {this.seed}: {wrong}\n  to repeat it: ci/chaos 0 {this.seed}", file=sys.stderr)
            return 1
        rounds += 1
        total.update(this.done)
        total["records"] += sum(this.expected.values())
        print(f"seed {this.seed}: {sum(this.expected.values())} records{', growing' if this.growing else ''}, "
              + ", ".join(f"{what} {n}" for what, n in sorted(this.done.items())), flush=True)
        if time.monotonic() >= until:
            break
    print(f"{rounds} rounds, nothing lost, nothing invented; " + ", ".join(f"{what} {n}" for what, n in sorted(total.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3])))
