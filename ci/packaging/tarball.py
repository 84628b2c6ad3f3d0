"""Writes a .tar.gz of folders under one name.
tarball.py OUT NAME FOLDER[=PLACE]…    PLACE: where the folder goes below NAME, by default NAME itself"""
import pathlib
import sys

import common


def main():
    if len(sys.argv) < 4:
        common.fail("usage: tarball.py OUT NAME FOLDER[=PLACE]…")
    entries = []
    for argument in sys.argv[3:]:
        folder, _, place = argument.partition("=")
        head = "/".join(filter(None, [sys.argv[2], place]))
        entries += [(f"{head}/{name}", path) for name, path in common.sorted_files(folder)]
    pathlib.Path(sys.argv[1]).write_bytes(common.tar_gz(sorted(entries)))


if __name__ == "__main__":
    main()
