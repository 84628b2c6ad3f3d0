"""Runs what pages of the documentation show: each file that a page writes ("<!-- file: NAME -->" before a block) and each command of its
console blocks ("$ command", then what it prints; "…" alone on a line stands for any lines, "…" within a line for any of its text), one
after another in a folder of the page's own, in which build/, packaging/, rules/ and sample-data/ are the project's. Pages run side by side.
A block of another kind shows no command: a line in it that begins with "$ " is an error. AOBO_UPDATE_DOCS=1 writes into the pages what the
commands print now.
    python3 console.py PROJECT PAGE…"""
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

UPDATE = os.environ.get("AOBO_UPDATE_DOCS") == "1"
# A fence may be indented, as in a list; what stands in it is indented alike.
BLOCK = re.compile(r"^(?:(?P<mark><!--[^\n]*-->)\n)?(?P<indent> *)```(?P<kind>[\w-]*)\n(?P<body>(?:(?! *```).*\n)*)(?P=indent)```$", re.M)
FILE = re.compile(r"<!-- file: (\S+) -->")
LINKED = ("build", "packaging", "rules", "sample-data")


def matches(expected, found):
    """Whether lines are as expected; a line of one "…" stands for any number of them, one within a line for any text."""
    def pattern(line):
        if line == "…":
            return "(?:.*\n)*?"
        return ".*?".join(re.escape(part) for part in line.split("…")) + "\n"
    return re.fullmatch("".join(map(pattern, expected)), "".join(line + "\n" for line in found)) is not None


def run(command, folder):
    """The lines that a command prints, errors last, and its exit code where it is not 0."""
    done = subprocess.run(["bash", "-c", command], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    lines = (done.stdout + done.stderr).rstrip("\n").split("\n")
    lines = [line.rstrip() for line in lines] if lines != [""] else []
    # What differs from run to run.
    lines = [re.sub(r"\d+\.\d s", "… s", line).replace(f"{folder}/", "") for line in lines]
    return lines + ([f"(exit code {done.returncode})"] if done.returncode != 0 else [])


def commands_of(body):
    """[(command, [line that it prints])]; None where the block does not begin with a command."""
    commands = []
    for line in body.rstrip("\n").split("\n"):
        if line.startswith("$ "):
            commands.append((line[2:], []))
        elif not commands:
            return None
        else:
            commands[-1][1].append(line)
    return commands


class Page:
    """One page, run: its text with what the commands print now, and what differs."""

    def __init__(self, path):
        self.path, self.text = path, path.read_text(encoding="utf-8")
        self.failures, self.ran, self.files = [], 0, 0

    def error(self, block, why):
        line = self.text.count("\n", 0, block.start("body"))
        self.failures.append(f"not ok {self.path.name}:{line}: {why}")

    def write_file(self, name, body, folder):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, encoding="utf-8")
        self.files += 1

    def run_console(self, block, folder):
        """The block's body as it should stand."""
        commands = commands_of(block["body"])
        if commands is None:
            self.error(block, "a console block begins with \"$ command\"")
            return block["body"]
        shown = []
        for command, expected in commands:
            found = run(command, folder)
            self.ran += 1
            same = matches(expected, found)
            if expected and all(line == "…" for line in expected):
                same = False
                self.error(block, f"$ {command}\nwhat is shown of it, \"…\" alone, holds whatever it prints")
            elif not same:
                self.error(block, f"$ {command}\n--- expected\n" + "\n".join(expected) + "\n--- found\n" + "\n".join(found))
            shown += [f"$ {command}", *(expected if same else found)]
        return "".join(line + "\n" for line in shown)

    def run(self, project):
        with tempfile.TemporaryDirectory() as work:
            folder, new, at = pathlib.Path(work), "", 0
            for name in LINKED:
                (folder / name).symlink_to(project / name)
            for block in BLOCK.finditer(self.text):
                body, file = block["body"], FILE.fullmatch(block["mark"] or "")
                if file:
                    self.write_file(file[1], body, folder)
                elif block["kind"] == "console":
                    body = self.run_console(block, folder)
                elif re.search(r"^ *\$ ", body, re.M):
                    self.error(block, "a command in a block that is not run: write ```console, or ```sh without \"$ \"")
                new += self.text[at:block.start("body")] + body
                at = block.end("body")
            if len(re.findall(r"^ *```", self.text, re.M)) != 2 * len(BLOCK.findall(self.text)):
                self.failures.append(f"not ok {self.path.name}: a block that does not end, or ends at another indent")
            if UPDATE:
                self.path.write_text(new + self.text[at:], encoding="utf-8")
        return self


def main():
    if len(sys.argv) < 3:
        sys.exit("usage: console.py PROJECT PAGE…")
    project = pathlib.Path(sys.argv[1]).resolve()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        pages = list(pool.map(lambda name: Page(pathlib.Path(name)).run(project), sys.argv[2:]))
    for page in pages:
        for failure in page.failures:
            print(failure)
        print(f"{page.path.name}: {page.files} files written, {page.ran} commands run, {len(page.failures)} differ")
    if not any(page.ran for page in pages):
        sys.exit("no page has a console block")
    sys.exit(1 if any(page.failures for page in pages) and not UPDATE else 0)


if __name__ == "__main__":
    main()
