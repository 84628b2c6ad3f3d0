"""Whether a test program has each of the tests that are named.
    python3 tests_there.py PROGRAM SUITE.TEST…"""
import subprocess
import sys


def tests_of(listing):
    suite, tests = "", set()
    for line in listing.splitlines():
        word = line.split("#")[0].rstrip()
        if not word.startswith(" "):
            suite = word
        else:
            tests.add(suite + word.strip())
    return tests


def main():
    program, named = sys.argv[1], sys.argv[2:]
    there = tests_of(subprocess.run([program, "--gtest_list_tests"], capture_output=True, text=True, check=True).stdout)
    missing = [name for name in named if name not in there]
    for name in missing:
        print(f"not ok: {name} is named as UNSANITIZED in tests/CMakeLists.txt, and {program} has no such test; name one that it has", file=sys.stderr)
    return 1 if missing or not named else 0


if __name__ == "__main__":
    sys.exit(main())
