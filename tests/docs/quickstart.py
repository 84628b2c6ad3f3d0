"""Runs ci/quickstart, twice, in a folder of its own where the build is done already, and holds to what it prints: that it is short, that the
alert says who, where and how sure, that no name is wrong, that its doors open, and that README.md shows it ("<!-- quickstart -->" before a
block). AOBO_UPDATE_DOCS=1 writes README's block anew.
    python3 quickstart.py PROJECT"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

LINES = 25  # at most, after the steps of the build
SECONDS = 15  # for all that is not the build
SHOWN = re.compile(r"(?<=<!-- quickstart -->\n```\n)(?P<body>(?:(?!```).*\n)*)(?=```\n)")
failures = []


def check(name, found, expected):
    if found == expected:
        print(f"ok {name}")
    else:
        failures.append(name)
        print(f"not ok {name}\n--- expected\n{expected}\n--- found\n{found}")


def run(folder):
    """What ci/quickstart prints in this folder; the process ends with its exit code where that is not 0."""
    done = subprocess.run(["bash", folder / "ci/quickstart"], cwd="/", capture_output=True, text=True, check=False, timeout=SECONDS)
    if done.returncode != 0:
        sys.exit(f"not ok ci/quickstart: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def prepare(project, folder):
    """The parts of the project that ci/quickstart uses; ci/build only notes that it was called, and how."""
    (folder / "build").mkdir()
    for name in ("build/bin", "build/lib", "rules"):
        (folder / name).symlink_to(project / name)
    (folder / "ci").mkdir()
    for name in ("quickstart", "lib.sh"):
        shutil.copyfile(project / "ci" / name, folder / "ci" / name)
    (folder / "ci/build").write_text('echo "build: $# arguments" >>"$(dirname "$0")/called"\n', encoding="utf-8")


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: quickstart.py PROJECT")
    project = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as work:
        folder = pathlib.Path(work)
        prepare(project, folder)
        printed = run(folder)
        check("it works a second time, and says the same", run(folder), printed)
        check("it builds by ci/build, nothing but the defaults", (folder / "ci/called").read_text(encoding="utf-8"),
              "build: 0 arguments\n" * 2)
        report = (folder / "build/quickstart/report.html").read_text(encoding="utf-8")
        alerts = (folder / "build/quickstart/alerts.txt").read_text(encoding="utf-8").splitlines()
    lines = printed.splitlines()
    check(f"at most {LINES} lines", lines[LINES:], [])
    check("the three commands", [line.split()[2] for line in lines if line.startswith("$ ")], ["generate", "replay", "judge"])

    check("the last line is the path of a report", lines[-1:], ["  build/quickstart/report.html"])
    check("and that is of the customer of the alert", [report[:15], "Blue Harbour Pharmacy" in report], ["<!DOCTYPE html>", True])

    flat = " ".join(printed.split())
    one = [alert for alert in alerts if " ".join(alert.split()) in flat]
    check("one alert is shown whole", len(one), 1)
    told = re.search(r"A leaver's account did (\S+)\. (.+?) \((\S+)\), who has left the partner, at (.+?), (\S+ \S+ UTC), .*, "
                     r"by (\S+) \((\S+), (\S+)\)", one[0] if one else "")
    check("and says what, who, of which partner, where, when, by which way, how sure, on what evidence", told and told.groups(),
          ("set-mailbox", "Igor Silva", "Adatum", "Blue Harbour Pharmacy", "2026-03-04 19:18:00 UTC", "gdap", "exact", "object-id"))
    check("and what the customer's log shows", re.findall(r"^  logged as (.*)$", printed, re.M),
          ["user_1778dd6347ae41eb9265dbb92022185f@blueharbourpharmacyexample.onmicrosoft.com"])
    check("it counts the alerts", f"{len(alerts)} alerts, in build/quickstart/alerts.txt." in flat, True)
    right = re.search(r"(\d+) answers: (\d+) names right, (\d+) wrong, (\d+) missed;", printed)
    check("names, and none wrong or missed", right and (int(right[2]) > 1000, right[3], right[4]), (True, "0", "0"))
    doors = re.findall(r"^  .*  (docs/\S+\.md)$", printed, re.M)
    check("three doors", doors, ["docs/load-into-the-siem.md", "docs/write-a-rule.md", "docs/replay-logs.md"])
    check("and each opens", [door for door in doors if not (project / door).is_file()], [])

    readme = (project / "README.md").read_text(encoding="utf-8")
    check("README.md opens the same doors", [door for door in doors if f"]({door})" not in readme], [])
    start = next((number for number, line in enumerate(lines) if line.startswith("$ build/bin/aobo-sim replay")), 0)
    end = next((number for number, line in enumerate(lines) if line.startswith("Now with")), 0)
    kept = [line[2:] if line.startswith("  ") else "" for line in lines[start:end] if line.startswith(("  ", "$ "))]
    shown = "".join(line + "\n" for line in kept[1:])  # without the blank that the first command leaves
    if os.environ.get("AOBO_UPDATE_DOCS") == "1":
        readme = SHOWN.sub(lambda _: shown, readme)
        (project / "README.md").write_text(readme, encoding="utf-8")
    check("README.md shows this alert and this count", [block["body"] for block in SHOWN.finditer(readme)], [shown])
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
