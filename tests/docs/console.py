"""Runs what pages of the documentation show: each file that a page writes ("<!-- file: NAME -->" before a block) and each command of its
```console blocks, one after another in a folder of the page's own, in which build/, rules/ and sample-data/ are the project's. Pages run
side by side.

In a console block stand "$ command" (a line that ends in "\\" goes on in the next) and all that it prints, standard output first. "…" alone
on a line stands for any lines; an exit code other than 0 stands behind them, "(exit code 3)"; the folder is shown as /home/you. ```sh blocks
are commands to read: bash must be able to parse them, and the scripts of ci/ that they name must be there. A line with a prompt in any other
place is an error.

AOBO_UPDATE_DOCS=1 writes into the pages what the commands print now; what is wrong with the form of a page stays an error.
    python3 console.py PROJECT [PAGE…]        without PAGE: all of the project"""
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import pages

UPDATE = os.environ.get("AOBO_UPDATE_DOCS") == "1"
# What differs from run to run.
VARIES = [(re.compile(r"\d+\.\d s\b"), "… s"), (re.compile(r"\d+\.\d MB/s"), "… MB/s")]
CODE = re.compile(r"\(exit code \d+\)")


def split_code(lines):
    return (lines[:-1], lines[-1]) if lines and CODE.fullmatch(lines[-1]) else (lines, "(exit code 0)")


def matches(expected, found):
    """Whether what is expected is what was found: lines, of which "…" stands for any number, and the exit code, for which it never does."""
    (expected, code), (found, found_code) = split_code(expected), split_code(found)
    pattern = "".join("(?:.*\n)*?" if line == "…" else re.escape(line) + "\n" for line in expected)
    return code == found_code and re.fullmatch(pattern, "".join(line + "\n" for line in found)) is not None


def run(command, folder):
    # A moment of the sample data: how old its files are is the checkout's matter.
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC", "AOBO_NOW": "2026-03-04T00:00:00Z"}
    done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True, check=False,
                          stdin=subprocess.DEVNULL, env=environment, timeout=900)
    lines = (done.stdout + done.stderr).rstrip("\n").split("\n")
    lines = [line.rstrip().replace(folder, "/home/you") for line in lines] if lines != [""] else []
    for varying, shown in VARIES:
        lines = [varying.sub(shown, line) for line in lines]
    return lines + ([f"(exit code {done.returncode})"] if done.returncode != 0 else [])


def commands_of(block):
    """[[lines of a command], [lines that it prints]] of a block, and what is wrong with its form."""
    commands, wrong = [], []
    for offset, line in enumerate(block.lines):
        if line.startswith("$ "):
            commands.append(([line], []))
        elif commands and not commands[-1][1] and commands[-1][0][-1].endswith("\\"):
            commands[-1][0].append(line)
        elif commands:
            commands[-1][1].append(line)
        else:
            wrong.append((block.start + offset + 1, "a line of a console block before its first command"))
    if not commands:
        wrong.append((block.start, "a console block without a command"))
    wrong += [(block.start, f"\"…\" stands for all that is shown of: {lines[0]}")
              for lines, printed in commands if printed and split_code(printed)[0] == ["…"]]
    return commands, wrong


def check_script(block, project):
    """What is wrong with a block of commands to read."""
    script = "\n".join(block.lines)
    parsed = subprocess.run(["bash", "-n"], input=script, capture_output=True, text=True, check=False)
    wrong = [(block.start, f"bash does not understand it: {parsed.stderr.strip()}")] if parsed.returncode else []
    named = re.findall(r"(?<![\w/.-])(?:ci|tests)/[\w/.-]+", script)
    return wrong + [(block.start, f"there is no {name}") for name in named if not (project / name).exists()]


class Page:
    """A page, run: what was written and run, and what is wrong with it."""

    def __init__(self, path, project):
        self.path, self.project = path, project
        self.name = str(path.relative_to(project)) if path.is_relative_to(project) else str(path)
        self.lines = path.read_text(encoding="utf-8").split("\n")
        self.failures, self.ran, self.files, self.shown = [], 0, 0, {}

    def wrong(self, items):
        self.failures += [f"not ok {self.name}:{number}: {text}" for number, text in items]

    def check(self):
        blocks, wrong = pages.read_blocks(self.lines)
        self.wrong(wrong + pages.prompts_outside(self.lines, blocks) + pages.commands_without_kind(blocks))
        with tempfile.TemporaryDirectory() as folder:
            for name in ("build", "rules", "sample-data"):
                os.symlink(self.project / name, pathlib.Path(folder) / name)
            for block in blocks:
                self.take(block, folder)
        if UPDATE:
            self.write()
        return self

    def take(self, block, folder):
        if block.file:
            path = pathlib.Path(folder) / block.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("".join(line + "\n" for line in block.lines), encoding="utf-8")
            self.files += 1
        elif block.kind == "sh":
            self.wrong(check_script(block, self.project))
        elif block.kind == "console":
            self.run_block(block, folder)

    def run_block(self, block, folder):
        commands, wrong = commands_of(block)
        self.wrong(wrong)
        shown = []
        for lines, expected in commands:
            command = "\n".join(lines).removeprefix("$ ")
            found = run(command, folder)
            self.ran += 1
            as_expected = matches(expected, found)
            if not as_expected and not UPDATE:
                self.failures.append(f"not ok {self.name}: $ {command}\n--- expected\n" + "\n".join(expected) +
                                     "\n--- found\n" + "\n".join(found))
            shown += lines + (expected if as_expected else found)
        if commands:
            self.shown[block.start] = (block, shown)

    def write(self):
        for _, (block, shown) in sorted(self.shown.items(), reverse=True):
            self.lines[block.start:block.end] = [(block.indent + line).rstrip() for line in shown]
        self.path.write_text("\n".join(self.lines), encoding="utf-8")


def main():
    if len(sys.argv) < 2:
        sys.exit("usage: console.py PROJECT [PAGE…]")
    project = pathlib.Path(sys.argv[1]).resolve()
    paths = [pathlib.Path(name).resolve() for name in sys.argv[2:]] or pages.pages_of(project)
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        done = list(pool.map(lambda path: Page(path, project).check(), paths))
    for page in done:
        print("\n".join(page.failures + [f"{page.name}: {page.files} files written, {page.ran} commands run, "
                                         f"{len(page.failures)} wrong"]))
    failed = any(page.failures for page in done)
    if not failed and not any(page.ran for page in done):
        sys.exit("no page has a console block")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
