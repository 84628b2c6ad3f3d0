"""Each C++ file of ours alone, as a compiler sees it that nothing was precompiled for and that reads no other file with it: what a file
uses and does not include is an error here, where the builds cannot see it (docs/decisions/0015). A header is read by itself where no .cpp
reads it first. A file that passed is not read again until it, one of ours that it includes, or a version changes.
    includes.py [FILE…]    FILE: only what reads these; default: all

What costs time is the large headers of others. Files that include the same of these share a precompiled one, of nothing else: it holds
what each of them asks for anyway, so it hides no forgotten include."""
import concurrent.futures
import hashlib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import sources

COMPILER = "clang++-14"
LARGE = ["boost/program_options.hpp", "fmt/format.h", "gtest/gtest.h", "rapidcheck.h", "simdjson.h", "yaml-cpp/yaml.h"]
STANDARD = ["algorithm", "functional", "string", "unordered_map"]  # the same, where a file has none of LARGE


def compile_alone(*arguments):
    return subprocess.run([COMPILER, *sources.FLAGS, "-w", *arguments], cwd=sources.ROOT, capture_output=True, text=True, check=False)


def large_of(name, texts):
    """What of LARGE or STANDARD the file includes, itself or by a header of ours."""
    found = set()
    for one in sources.closure(name, texts):
        found |= set(re.findall(r"^#include <([^>]+)>", texts[one], re.M))
    return [one for one in LARGE if one in found] or [one for one in STANDARD if one in found]


def read_first(name, texts):
    """The header that a .cpp reads before all else, which is thereby read alone; None where there is none."""
    first = re.search(r"^#include (.*)$", texts[name], re.M)
    return first.group(1).strip('"') if name.endswith(".cpp") and first and first.group(1).startswith('"') else None


def precompiled(headers, folder):
    """The precompiled header of these."""
    text = "".join(f"#include <{one}>\n" for one in headers)
    stem = pathlib.Path(folder, hashlib.sha256(text.encode()).hexdigest()[:16])
    stem.with_suffix(".h").write_text(text, encoding="utf-8")
    made = str(stem.with_suffix(".pch"))
    done = compile_alone("-x", "c++-header", str(stem.with_suffix(".h")), "-o", made)
    if done.returncode != 0:
        sys.exit(f"cannot precompile {', '.join(headers)}:\n{done.stderr}")
    return made


def look(name, texts, made):
    header = ["-include-pch", made] if made else []
    done = compile_alone("-fsyntax-only", *header, "-x", "c++", name)
    if done.returncode == 0:
        return ""
    return done.stderr or f"{name}: {COMPILER} ended with {done.returncode}"


def main():
    texts = sources.read()
    record = sources.Record("includes", COMPILER, "ci/includes.py")
    covered = {read_first(name, texts) for name in texts}
    asked = set(sys.argv[1:]) or set(texts)
    names = sorted(name for name in texts if name not in covered and asked & set(sources.closure(name, texts)))
    if not names:
        sys.exit("includes: no file to read")
    waiting = [name for name in names if not record.has(name, texts)]
    wanted = {name: large_of(name, texts) for name in waiting}
    failed = 0
    jobs = int(os.environ.get("AOBO_JOBS", os.cpu_count()))
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        groups = sorted({tuple(one) for one in wanted.values() if one}, key=len, reverse=True)
        made = dict(zip(groups, pool.map(lambda group: precompiled(group, folder), groups)))
        for name, said in zip(waiting, pool.map(lambda one: look(one, texts, made.get(tuple(wanted[one]))), waiting)):
            if said:
                failed += 1
                print(f"{name}: does not compile alone; include what it uses\n{said}", flush=True)
            else:
                record.add(name, texts)
    print(f"includes: {len(names)} files, {len(waiting)} of them new or changed, read with {len(groups)} sets of large headers, "
          f"{failed} with errors")
    if not failed:
        print(f"ok {len(names)} files compile alone")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
