"""Runs what a page of the documentation shows: each file that it writes ("<!-- file: NAME -->" before a block) and each command of its
console blocks ("$ command", then what it prints; "…" alone on a line stands for any lines), one after another in a folder of its own, in which
build/, rules/ and sample-data/ are the project's. AOBO_UPDATE_DOCS=1 writes into the page what the commands print now.
    python3 console.py PAGE PROJECT"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

page_path, project = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
page = page_path.read_text(encoding="utf-8")
update = os.environ.get("AOBO_UPDATE_DOCS") == "1"
BLOCK = re.compile(r"(?:<!-- file: (?P<file>\S+) -->\n)?```(?P<kind>\w+)\n(?P<body>.*?)```", re.S)


def matches(expected, found):
    """Lines, where a line of one "…" stands for any number of them."""
    pattern = "".join("(?:.*\n)*?" if line == "…" else re.escape(line) + "\n" for line in expected)
    return re.fullmatch(pattern, "".join(line + "\n" for line in found)) is not None


def run(command, folder):
    done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True, check=False)
    lines = (done.stdout + done.stderr).rstrip("\n").split("\n")
    lines = [line.rstrip() for line in lines] if lines != [""] else []
    return lines + ([f"(exit code {done.returncode})"] if done.returncode != 0 else [])


def commands_of(body):
    commands = []
    for line in body.rstrip("\n").split("\n"):
        if line.startswith("$ "):
            commands.append((line[2:], []))
        elif commands:
            commands[-1][1].append(line)
    return commands


failures, ran, files = [], 0, 0
with tempfile.TemporaryDirectory() as folder:
    for name in ("build", "rules", "sample-data"):
        os.symlink(project / name, pathlib.Path(folder) / name)
    new_page, at = "", 0
    for block in BLOCK.finditer(page):
        new_page += page[at:block.start("body")]
        at, body = block.end("body"), block["body"]
        if block["file"]:
            path = pathlib.Path(folder) / block["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8")
            files += 1
        elif block["kind"] == "console":
            shown = ""
            for command, expected in commands_of(body):
                found = run(command, folder)
                # What differs from run to run.
                found = [re.sub(r"\d+\.\d s", "… s", line) for line in found]
                ran += 1
                if not matches(expected, found):
                    failures.append((command, expected, found))
                kept = expected if matches(expected, found) else found
                shown += "".join(line + "\n" for line in [f"$ {command}", *kept])
            body = shown
        new_page += body
    new_page += page[at:]

if update:
    page_path.write_text(new_page, encoding="utf-8")
for command, expected, found in failures:
    print(f"not ok $ {command}\n--- expected\n" + "\n".join(expected) + "\n--- found\n" + "\n".join(found))
print(f"{page_path.name}: {files} files written, {ran} commands run, {len(failures)} differ")
sys.exit(0 if not failures or update else 1)
