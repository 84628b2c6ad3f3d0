"""Holds the scripts of ci/ and tests/ to what keeps a failure from going unseen: bash can parse them, they take their options (a failure ends
them) from ci/lib.sh, no loop or array is filled by <(…), whose failure nobody sees, and no check is content with an empty text, which a
command that cannot run gives too. Also holds ci/test to its own list of parts and to the table in docs/hacking.md, and to ending what ran
beside a step that failed.
    python3 scripts.py PROJECT"""
import pathlib
import re
import subprocess
import sys
import tempfile
import time

UNSEEN = [(re.compile(r"< <\("), "filled by <(…), whose failure goes unseen: take it into a variable first"),
          (re.compile(r'^\s*check\b.* ""$'), "content with an empty text: use \"nothing\", which asks for the exit code too"),
          (re.compile(r'^\s+.*\)" ""$'), "content with an empty text: use \"nothing\", which asks for the exit code too")]


def faults(text):
    """(line, what) of a script."""
    found = [(number, what) for number, line in enumerate(text.split("\n"), 1) for shape, what in UNSEEN if shape.search(line)]
    parsed = subprocess.run(["bash", "-n"], input=text, capture_output=True, text=True, check=False)
    if parsed.returncode != 0:
        found.append((1, f"bash does not understand it: {parsed.stderr.strip()}"))
    if not re.search(r'^\. "\$\(dirname "\$0"\)/(\.\./\.\./ci/)?lib\.sh"$', text, re.M):
        found.append((1, "does not begin with ci/lib.sh: a command that fails would not end it"))
    return found


def run(*command, **given):
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, **given)


def parts_faults(project):
    """Where ci/test, its help and the table of docs/hacking.md do not name the same parts; each with what was found."""
    text = (project / "ci/test").read_text(encoding="utf-8")
    known = re.findall(r"^    ([a-z0-9]+)\) ", re.search(r"^part\(\) \{\n(.*?)^\}", text, re.M | re.S)[1], re.M)
    table = re.findall(r"^\| `([a-z0-9]+)` \|", re.search(r"\| part of `ci/test` \|.*?\n\n", (project / "docs/hacking.md").read_text(encoding="utf-8"),
                                                        re.S)[0], re.M)
    found = [] if sorted(known) == sorted(table) else [f"docs/hacking.md: its table has {sorted(table)}, ci/test has {sorted(known)}"]
    wrong = run("bash", str(project / "ci/test"), "relase")
    said = re.fullmatch(r'\naobo: no part "relase"; there are ([a-z0-9, ]+), and quick\n', wrong.stderr)
    if wrong.returncode != 1 or wrong.stdout or not said or sorted(said[1].split(", ")) != sorted(known):
        found.append(f"ci/test relase: {wrong.returncode} {wrong.stdout!r} {wrong.stderr!r}")
    helped = run("bash", str(project / "ci/test"), "--help")
    if helped.returncode != 0 or helped.stderr or [one for one in known if not re.search(rf"\b{one}\b", helped.stdout)]:
        found.append(f"ci/test --help: {helped.returncode} {helped.stdout!r} {helped.stderr!r}")
    budget = run("bash", str(project / "ci/test"), env={"AOBO_TEST_BUDGET": "15min", "PATH": "/usr/bin:/bin"})
    if (budget.returncode, budget.stderr) != (1, '\naobo: AOBO_TEST_BUDGET is "15min"; expected seconds, like 900\n'):
        found.append(f"AOBO_TEST_BUDGET=15min: {budget.returncode} {budget.stderr!r}")
    return found


def beside_faults(project):
    """What ran beside a run that failed has ended with it."""
    with tempfile.TemporaryDirectory() as folder:
        late, there = pathlib.Path(folder, "late"), pathlib.Path(folder, "there")
        slow = f"touch {there}; sleep 2; touch {late}"
        begun = f"until [ -e {there} ]; do sleep 0.05; done"
        ended = run("bash", "-c", f". {project}/ci/lib.sh; beside bash -c '{slow}'; {begun}; fail told")
        time.sleep(2.5)
        if ended.returncode != 1 or "aobo: told" not in ended.stderr or late.exists():
            return [f"ci/lib.sh: what runs beside a run that failed goes on: {ended.returncode} {ended.stderr!r}"]
        waited = run("bash", "-c", f". {project}/ci/lib.sh; beside touch {late}; join_beside; [ -e {late} ]")
        return [] if waited.returncode == 0 else [f"ci/lib.sh: join_beside does not wait: {waited.stderr!r}"]


def main():
    project = pathlib.Path(sys.argv[1]).resolve()
    good = '. "$(dirname "$0")/lib.sh"\n'
    for bad in (good + "done < <(x)\n", good + 'check "a" "$(b)" ""\n', good + 'check "a" \\\n  "$(b)" ""\n', good + "if\n", "true\n"):
        if not faults(bad):
            sys.exit(f"not ok this is not found any more:\n{bad}")
    scripts = [path for path in sorted([*project.glob("ci/*"), *project.glob("tests/*/*")])
               if path.is_file() and path.read_bytes().startswith(b"#!/usr/bin/env bash\n")]
    wrong = [f"not ok {path.relative_to(project)}:{number}: {what}" for path in scripts
             for number, what in faults(path.read_text(encoding="utf-8"))]
    wrong += [f"not ok {one}" for one in [*parts_faults(project), *beside_faults(project)]]
    print("\n".join([*wrong, f"{len(scripts)} scripts, {len(wrong)} faults"]))
    sys.exit(1 if wrong or not scripts else 0)


if __name__ == "__main__":
    main()
