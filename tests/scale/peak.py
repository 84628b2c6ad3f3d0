#!/usr/bin/env python3
"""peak.py NAME MEGABYTES COMMAND…: runs the command, tells the most memory that it used, and fails where that is above 1.25 times so many
megabytes, or where the command fails."""
import resource
import subprocess
import sys

name, budget, command = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
code = subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
peak = used.ru_maxrss / 1024
print(f"{name}: {peak:.0f} MB at most, {peak / budget:.2f} of the budget, {used.ru_utime:.0f} s"
      + (": more than 1.25" if peak > 1.25 * budget else "") + (f": exit code {code}" if code else ""))
sys.exit(1 if code or peak > 1.25 * budget else 0)
