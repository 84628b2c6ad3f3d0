"""Holds NOTICE to what is linked in: each package of ci/packaging/linked.list, with its licence as ci/vendor.lock or that list has it.
    python3 notice.py PROJECT"""
import pathlib
import re
import sys


def rows(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line and not line.startswith("#")]


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: notice.py PROJECT")
    project = pathlib.Path(sys.argv[1])
    licences = {row[0]: row[4] for row in rows(project / "ci/vendor.lock")}
    licences |= {row[0]: " ".join(row[5:]) for row in rows(project / "ci/headers.lock")}
    linked = set()
    for row in rows(project / "ci/packaging/linked.list"):
        if row[0] == "package":
            licences[row[1]] = " ".join(row[3:])
        else:
            linked.add(row[1])
    expected = sorted((name, licences[name]) for name in linked)
    table = re.findall(r"^  \S.*?\s{2,}([\w-]+)\s{2,}(\S.*)$", (project / "NOTICE").read_text(encoding="utf-8"), re.M)
    if sorted(table) != expected:
        print(f"not ok NOTICE\n--- expected\n{expected}\n--- found\n{sorted(table)}")
        sys.exit(1)
    print(f"ok NOTICE names the {len(expected)} packages that are linked in")


if __name__ == "__main__":
    main()
