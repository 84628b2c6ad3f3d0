"""The world of ci/soak as it comes into being: its records, one after another at a pace, into files that are rotated and into topics."""
import contextlib
import json
import pathlib
import subprocess

TOPICS = 12  # customers whose records come by topics


def records_of(program, world):
    """(time, folder, family, record) of all records of a generated world, in their order."""
    printed = subprocess.run([program, "replay", "--quiet", "--config", world / "aobo.json", "--format", "ndjson", "--fields",
                              "aobo.origin,aobo.raw,aobo.family,aobo.time"], capture_output=True, text=True, check=True).stdout
    records = []
    for event in map(json.loads, printed.splitlines()):
        if event["aobo.family"] != "aobo.derived":
            folder = pathlib.Path(event["aobo.origin"]).relative_to(world / "logs").parts[0]
            records.append((event["aobo.time"] / 1e9, folder, event["aobo.family"], event["aobo.raw"]))
    return sorted(records, key=lambda one: one[0])


class Writer:
    """Writes what is due, keeps the same beside it for the replay, and rotates."""

    def __init__(self, work, records, brokers, draw):
        self.logs, self.kept, self.draw, self.brokers = work / "logs", work / "kept", draw, brokers
        self.left = list(reversed(records))
        customers = sorted({folder for _, folder, _, _ in records if not folder.startswith("0-")})
        self.topics = customers[:TOPICS] if brokers else []
        self.producers = {topic: self.producer(topic) for topic in self.topics}
        self.written = {"files": 0, "topics": 0, "rotations": 0, "cuts": 0}

    def producer(self, topic):
        subprocess.run(["kcat", "-L", "-b", self.brokers, "-t", topic], check=True, stdout=subprocess.DEVNULL)
        return subprocess.Popen(["kcat", "-P", "-b", self.brokers, "-t", topic, "-p", "0", "-X", "linger.ms=5"], stdin=subprocess.PIPE, text=True)

    def write_until(self, moment):
        lines = {}
        while self.left and self.left[-1][0] <= moment:
            _, folder, family, record = self.left.pop()
            lines.setdefault((folder, family), []).append(record + "\n")
        for (folder, family), texts in lines.items():
            self.append(self.kept / folder / f"{family}.log", texts)
            if folder in self.producers:
                self.producers[folder].stdin.write("".join(texts))
                self.producers[folder].stdin.flush()
                self.written["topics"] += len(texts)
            else:
                self.append(self.logs / folder / f"{family}.log", texts)
                self.written["files"] += len(texts)

    def append(self, path, texts):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write("".join(texts))

    def rotate(self):
        """One file in thirty: half get another name, half are copied and cut, while nothing is written to them."""
        for path in sorted(self.logs.glob("*/*.log")):
            if self.draw.random() > 1 / 30:
                continue
            other = path.with_name(f"{path.stem}.{self.draw.randrange(10**9)}.old")
            if self.draw.random() < 0.5:
                path.rename(other)
                self.written["rotations"] += 1
            else:
                other.write_bytes(path.read_bytes())
                with path.open("r+b") as file:
                    file.truncate(0)
                self.written["cuts"] += 1

    def end(self):
        for producer in self.producers.values():
            with contextlib.suppress(BrokenPipeError):
                producer.stdin.close()
            producer.wait(timeout=60)
