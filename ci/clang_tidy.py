"""clang-tidy over the C++ of the tree, by the checks of .clang-tidy. A file that passed is not looked at again until it, a header that it
includes or the list of checks changes. Files are looked at several at a time, as one, which costs a fraction: most of the time goes to
the headers that they share. Files that do not go together all the same are looked at in halves.
    clang_tidy.py [FILE…]    FILE: only these; default: all"""
import collections
import concurrent.futures
import hashlib
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"
PASSED = BUILD / "clang-tidy"
TOGETHER = 12
KEYWORDS = {"operator", "alignas", "sizeof", "decltype", "noexcept"}
FLAGS = ["-std=c++20", f"-I{ROOT}", "-isystem", str(BUILD / "vendor/include"), "-isystem", str(BUILD / "falco-headers/falcosecurity"),
         "-isystem", str(BUILD / "ci/generated"), "-isystem", str(BUILD / "ci/generated-simulator"),
         "-DSIMDJSON_EXCEPTIONS=0", "-DUSE_OS_TZDB=1", "-DHAS_REMOTE_API=0", "-DYAML_CPP_STATIC_DEFINE", "-DAOBO_VERSION=\"0\"",
         "-DAOBO_HAS_CANARIES", "-DAOBO_SOURCE_DIR=\"\"", "-DAOBO_LIBRARY=\"\"", "-DAOBO_SIM=\"\"", "-DAOBO_CANARIES=\"\""]


def own_headers(text):
    return re.findall(r'^#include "((?:plugin|simulator|tests)/[^"]+)"', text, re.M)


def closure(name, texts):
    """The file and all of our own that it includes."""
    seen, waiting = set(), [name]
    while waiting:
        one = waiting.pop()
        if one in seen or one not in texts:
            continue
        seen.add(one)
        waiting += own_headers(texts[one])
    return sorted(seen)


def print_of(name, texts, head):
    digest = hashlib.sha256(head)
    for one in closure(name, texts):
        digest.update(one.encode() + b"\0" + texts[one].encode() + b"\0")
    return digest.hexdigest()


def local_names(text):
    """What a file defines for itself, in its anonymous namespaces: other files use the same names for other things."""
    names = set()
    for body in re.findall(r"^namespace \{\n(.*?)^\}  // namespace$", text, re.S | re.M):
        for values in re.findall(r"^enum \w+[^{]*\{(.*?)^\};", body, re.S | re.M):
            names |= set(re.findall(r"\b(k[A-Z]\w*)", values))
        names |= set(re.findall(r"^(?:enum class|enum|struct|class) (\w+)", body, re.M))
        # What begins at the margin is what is defined.
        body = re.sub(r"^(?: |\}|//|#|(?:enum|struct|class|using|template|namespace|static_assert)\b).*\n", "", body, flags=re.M)
        names |= set(re.findall(r"(\w+)(?:\[\w*\])?(?:\(| = |\{|;)", body))
    return {one for one in names if one.isidentifier() and not one.isupper() and one not in KEYWORDS}  # TEST, RC_GTEST_PROP: macros that are used


def as_one(files, texts):
    """One text that includes them all: first the headers, then each file with the names that others have too made its own."""
    headers = sorted({line for name in files for line in re.findall(r"^#include [<\"].*$", texts[name], re.M)})
    counted = collections.Counter(one for name in files for one in local_names(texts[name]))
    out = "".join(line + "\n" for line in headers)
    for number, name in enumerate(files):
        shared = sorted(one for one in local_names(texts[name]) if counted[one] > 1)
        out += "".join(f"#define {one} {one}_{number}\n" for one in shared) + f'#include "{name}"\n' + "".join(f"#undef {one}\n" for one in shared)
    return out


def batches(names):
    """Parts of files that lie together."""
    folders = {}
    for name in names:
        # A second library that exports the same functions stands alone.
        folders.setdefault(name if name == "plugin/abi/private_id.cpp" else name.split("/")[0], []).append(name)
    return [some[at:at + TOGETHER] for some in folders.values() for at in range(0, len(some), TOGETHER)]


def look(files, texts):
    """What clang-tidy says of the files, looked at as one; nothing where they pass."""
    together = PASSED / f"{hashlib.sha256(' '.join(files).encode()).hexdigest()[:16]}.cpp"
    together.write_text(as_one(files, texts), encoding="utf-8")
    done = subprocess.run(["clang-tidy", "--quiet", f"--config-file={ROOT}/.clang-tidy", str(together), "--", *FLAGS], cwd=ROOT,
                          capture_output=True, text=True, check=False)
    together.unlink()
    if done.returncode == 0:
        return ""
    if "clang-diagnostic-error" in done.stdout and len(files) > 1:  # they do not go together after all
        if os.environ.get("AOBO_TIDY_DEBUG"):
            print(files, [line for line in done.stdout.split("\n") if "error" in line][:3], flush=True)
        half = len(files) // 2
        return look(files[:half], texts) + look(files[half:], texts)
    return done.stdout or done.stderr


def main():
    names = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.cpp", "*.h"], cwd=ROOT,
                           capture_output=True, text=True, check=True).stdout.split()
    names = [name for name in names if (ROOT / name).exists()]
    texts = {name: (ROOT / name).read_text(encoding="utf-8") for name in names}
    head = (ROOT / ".clang-tidy").read_bytes() + pathlib.Path(__file__).read_bytes()
    PASSED.mkdir(parents=True, exist_ok=True)
    asked = set(sys.argv[1:]) or set(names)
    prints = {name: print_of(name, texts, head) for name in names if name.endswith(".cpp") and (asked & set(closure(name, texts)))}
    waiting = [name for name, digest in sorted(prints.items()) if not (PASSED / digest).exists()]
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(int(os.environ.get("AOBO_JOBS", os.cpu_count()))) as pool:
        made = batches(waiting)
        for files, said in zip(made, pool.map(lambda part: look(part, texts), made)):
            if said:
                failed += 1
                print(said)
            else:
                for name in files:
                    (PASSED / prints[name]).touch()
            print(f"{'not ok' if said else 'looked at'}: {' '.join(files)}", flush=True)
    print(f"clang-tidy: {len(prints)} files, {len(waiting)} of them new or changed, looked at in {len(made)} parts, {failed} with errors")
    return 1 if failed else 0


sys.exit(main())
