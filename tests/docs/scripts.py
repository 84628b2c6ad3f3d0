"""Holds the scripts of ci/ and tests/ to what keeps a failure from going unseen: bash can parse them, they take their options (a failure ends
them) from ci/lib.sh, no loop or array is filled by <(…), whose failure nobody sees, and no check is content with an empty text, which a
command that cannot run gives too.
    python3 scripts.py PROJECT"""
import pathlib
import re
import subprocess
import sys

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
    print("\n".join([*wrong, f"{len(scripts)} scripts, {len(wrong)} faults"]))
    sys.exit(1 if wrong or not scripts else 0)


if __name__ == "__main__":
    main()
