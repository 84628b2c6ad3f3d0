"""Holds the tables of docs/operations.md to the program: each option of the plugin's schema with its default, and each exit code that a command's
help names.
    python3 options.py PROJECT"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

project = pathlib.Path(sys.argv[1]).resolve()
PROGRAM = project / "build/bin/aobo-sim"


def printed(*arguments):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, check=True).stdout


def options(schema, before=""):
    """Default by key, "–" where there is none, as the page writes them."""
    found = {}
    for key, value in schema.get("properties", {}).items():
        default = value.get("default", "–")
        shown = {True: "true", False: "false"}.get(default, default) if isinstance(default, bool) else default
        found[before + key] = ", ".join(shown) if isinstance(shown, list) else str(shown)
        found |= options(value, f"{before}{key}.")
        if isinstance(value.get("items"), dict):
            found |= options(value["items"], f"{before}{key}[].")
    return found


def section(page, heading):
    return page.split(f"\n{heading}\n")[1].split("\n## ")[0]


def shown_codes(page):
    codes = set()
    for first, last in re.findall(r"^\| (\d+)(?: to (\d+))? \|", section(page, "## Exit codes of aobo-sim"), re.M):
        codes |= set(range(int(first), int(last or first) + 1))
    return codes


def program_codes():
    commands = re.findall(r"^  ([a-z]+) ", printed("help").split("\nCommands\n")[1].split("\n\n")[0], re.M)
    listed = [printed("help", command).split("\nExit codes\n") for command in commands]
    return {int(code) for parts in listed if len(parts) == 2 for code in re.findall(r"^ *(\d+) ", parts[1].split("\n\n")[0], re.M)}


page_text = (project / "docs/operations.md").read_text(encoding="utf-8")
with tempfile.TemporaryDirectory() as folder:
    printed("manual", "--out", folder)
    schema_text = (pathlib.Path(folder) / "schemas/aobo.schema.json").read_text(encoding="utf-8")
want = options(json.loads(schema_text))
have = dict(re.findall(r"^\| `([\w.\[\]]+)` \| ([^|]*?) \|", section(page_text, "## All options"), re.M))
wrong = [f"option {key}: docs/operations.md has {have.get(key)}, the schema {want.get(key)}"
         for key in sorted(want.keys() | have.keys()) if want.get(key) != have.get(key)]
wrong += [f"exit code {code}: in docs/operations.md {code in shown_codes(page_text)}, in a command's help {code in program_codes()}"
          for code in sorted(shown_codes(page_text) ^ program_codes())]
for line in wrong:
    print("not ok", line)
print(f"docs/operations.md: {len(want)} options, {len(program_codes())} exit codes, {len(wrong)} differences")
sys.exit(1 if wrong else 0)
