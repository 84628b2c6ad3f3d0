"""Writes all rules as one file, in the order in which Falco loads the folder: what is published for falcoctl.
rules_file.py RULES OUT"""
import pathlib
import re
import sys

import common

# What each file begins with, and the whole file once.
ENGINE = re.compile(r"^- required_engine_version: .*\n", re.M)
PLUGINS = re.compile(r"^- required_plugin_versions:\n(?:[ ].*\n)+", re.M)


def split(path):
    """What a rules file requires, as it stands there, and the rest. A file may require nothing."""
    text = path.read_text(encoding="utf-8")
    return "\n".join(ENGINE.findall(text) + PLUGINS.findall(text)), PLUGINS.sub("", ENGINE.sub("", text)).strip("\n")


def merged(folder):
    files = sorted(pathlib.Path(folder).glob("*.yaml"))
    parts = [split(path) for path in files]
    required = {requirement for requirement, _ in parts if requirement}
    if len(required) != 1:
        common.fail(f"{folder}: expected one required_engine_version and required_plugin_versions in all files, found {sorted(required)}")
    head = (f"# The rules of aobo {common.project_version()}, made from rules/*.yaml. Change those, or override in a file that is loaded "
            f"later.\n\n{required.pop()}\n")
    return head + "\n".join(re.sub(r"\n{3,}", "\n\n", f"# ---- {path.name}\n\n{body}\n") for path, (_, body) in zip(files, parts))


def main():
    if len(sys.argv) != 3:
        common.fail(__doc__.split("\n")[-1].replace("rules_file.py", "usage: rules_file.py"))
    pathlib.Path(sys.argv[2]).write_text(merged(sys.argv[1]), encoding="utf-8")


if __name__ == "__main__":
    main()
