"""clang-tidy over the C++ of the tree, by the checks of .clang-tidy. A file that passed is not looked at again until it, a header that it
includes or the list of checks changes. Files are looked at several at a time, as one, which costs a fraction: most of the time goes to
the headers that they share. Files that do not go together all the same are looked at in halves.
    clang_tidy.py [FILE…]    FILE: only these; default: all"""
import concurrent.futures
import hashlib
import os
import subprocess
import sys

import sources
from as_one import as_one

TOGETHER = 12


def batches(names):
    """Parts of files that lie together."""
    folders = {}
    for name in names:
        # A second library that exports the same functions stands alone.
        folders.setdefault(name if name == "plugin/abi/private_id.cpp" else name.split("/")[0], []).append(name)
    return [some[at:at + TOGETHER] for some in folders.values() for at in range(0, len(some), TOGETHER)]


def look(files, texts, folder):
    """What clang-tidy says of the files, looked at as one; nothing where they pass."""
    together = folder / f"{hashlib.sha256(' '.join(files).encode()).hexdigest()[:16]}.cpp"
    together.write_text(as_one(files, texts), encoding="utf-8")
    done = subprocess.run(["clang-tidy", "--quiet", f"--config-file={sources.ROOT}/.clang-tidy", str(together), "--", *sources.FLAGS],
                          cwd=sources.ROOT, capture_output=True, text=True, check=False)
    together.unlink()
    # clang-tidy 14 itself ends badly on some files together, of which it looks at each alone.
    if "PLEASE submit a bug report" in done.stderr and len(files) > 1:
        return "".join(look([one], texts, folder) for one in files)
    if done.returncode == 0:
        return ""
    if "clang-diagnostic-error" in done.stdout and len(files) > 1:  # they do not go together after all
        if os.environ.get("AOBO_TIDY_DEBUG"):
            print(files, [line for line in done.stdout.split("\n") if "error" in line][:3], flush=True)
        half = len(files) // 2
        return look(files[:half], texts, folder) + look(files[half:], texts, folder)
    return done.stdout or done.stderr


def main():
    texts = sources.read()
    record = sources.Record("clang-tidy", "clang-tidy", ".clang-tidy", "ci/clang_tidy.py", "ci/as_one.py")
    asked = set(sys.argv[1:]) or set(texts)
    names = sorted(name for name in texts if name.endswith(".cpp") and asked & set(sources.closure(name, texts)))
    waiting = [name for name in names if not record.has(name, texts)]
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(int(os.environ.get("AOBO_JOBS", os.cpu_count()))) as pool:
        made = batches(waiting)
        for files, said in zip(made, pool.map(lambda part: look(part, texts, record.folder), made)):
            if said:
                failed += 1
                print(said)
            else:
                for name in files:
                    record.add(name, texts)
            print(f"{'not ok' if said else 'looked at'}: {' '.join(files)}", flush=True)
    print(f"clang-tidy: {len(names)} files, {len(waiting)} of them new or changed, looked at in {len(made)} parts, {failed} with errors")
    return 1 if failed else 0


sys.exit(main())
