#!/usr/bin/env python3
"""plant.py CANARY OUT: writes the source that the canary names with its fault planted. The text that is replaced must stand there
exactly once (blanks and line ends apart: they are the formatter's), so that a canary whose ground has moved stops the build and does not pass for one that was caught."""
import pathlib
import re
import sys

canary, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
root = pathlib.Path(__file__).resolve().parents[2]
head, rest = canary.read_text(encoding="utf-8").split("=== in place of\n")
old, new = (part.rstrip("\n") for part in rest.split("=== stands\n"))
file = next(line.removeprefix("file: ") for line in head.splitlines() if line.startswith("file: "))
source = (root / file).read_text(encoding="utf-8")
places = list(re.finditer(r"\s+".join(map(re.escape, old.split())), source))
if len(places) != 1:
    sys.exit(f"{canary}: its text stands {len(places)} times in {file}, expected once; the code has changed: plant the fault anew")
out.parent.mkdir(parents=True, exist_ok=True)
out.write_text(source[:places[0].start()] + new + source[places[0].end():], encoding="utf-8")
