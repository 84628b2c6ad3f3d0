"""What the checks of single C++ files share: the files of the tree, what each includes of ours, the flags, and a record of what passed."""
import hashlib
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"
FLAGS = ["-std=c++20", f"-I{ROOT}", "-isystem", str(BUILD / "vendor/include"), "-isystem", str(BUILD / "falco-headers/falcosecurity"),
         "-isystem", str(BUILD / "falco-headers/include"),
         "-isystem", str(BUILD / "ci/generated"), "-isystem", str(BUILD / "ci/generated-simulator"),
         "-DSIMDJSON_EXCEPTIONS=0", "-DUSE_OS_TZDB=1", "-DHAS_REMOTE_API=0", "-DYAML_CPP_STATIC_DEFINE", "-DAOBO_VERSION=\"0\"",
         "-DAOBO_HAS_CANARIES", "-DAOBO_SOURCE_DIR=\"\"", "-DAOBO_LIBRARY=\"\"", "-DAOBO_SIM=\"\"", "-DAOBO_CANARIES=\"\""]
# What decides which headers of others the files see.
PINS = ["ci/vendor.lock", "ci/headers.lock", "ci/sources.py", "plugin/payload/event.proto", "simulator/truth/truth.proto"]


def read():
    """Text by name, of each .cpp and .h that git knows or would add."""
    names = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.cpp", "*.h"], cwd=ROOT,
                           capture_output=True, text=True, check=True).stdout.split()
    return {name: (ROOT / name).read_text(encoding="utf-8") for name in names if (ROOT / name).exists()}


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


class Record:
    """What passed a check: by the file, all of ours that it includes, the check itself, the tool's version and what pins the headers of
    others. A file of which one of these changed is looked at again."""

    def __init__(self, folder, tool, *more):
        self.folder = BUILD / folder
        self.folder.mkdir(parents=True, exist_ok=True)
        version = subprocess.run([tool, "--version"], capture_output=True, check=True).stdout
        self.head = version + b"".join((ROOT / name).read_bytes() for name in (*PINS, *more))

    def _path(self, name, texts):
        digest = hashlib.sha256(self.head)
        for one in closure(name, texts):
            digest.update(one.encode() + b"\0" + texts[one].encode() + b"\0")
        return self.folder / digest.hexdigest()

    def has(self, name, texts):
        return self._path(name, texts).exists()

    def add(self, name, texts):
        self._path(name, texts).touch()
