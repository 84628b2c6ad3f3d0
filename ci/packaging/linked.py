"""What is linked into our binaries: read from ci/packaging/linked.list and ci/vendor.lock, and, to hold these to it, from the map that
the linker wrote."""
import collections
import pathlib
import re
import subprocess

import common

Package = collections.namedtuple("Package", "name source version checksum licence")  # checksum: of the .dsc, SHA-256; None where another version than the reviewed one is installed


def rows(path):
    lines = path.read_text(encoding="utf-8").split("\n")
    return [line.split() for line in lines if line.strip() and not line.startswith("#")]


def installed_version(source):
    """Version of a Debian source package whose binary packages are installed here."""
    shown = subprocess.run(["dpkg-query", "-W", "-f", "${source:Package} ${source:Version}\\n"], capture_output=True, text=True,
                           check=True).stdout
    found = {version for name, version in (line.split() for line in shown.splitlines()) if name == source}
    if len(found) != 1:
        common.fail(f"source package {source}: expected one version installed, found {sorted(found)}")
    return found.pop()


def packages():
    """Package by name: the pinned ones, then those of the compiler."""
    found = {}
    for row in rows(common.ROOT / "ci/vendor.lock"):
        if len(row) != 6:
            common.fail(f"ci/vendor.lock: expected name, source, version, SHA-256, licence and suite, found {' '.join(row)}")
        found[row[0]] = Package(*row[:5])
    for row in rows(common.ROOT / "ci/headers.lock"):  # pinned is Debian's binary package, and its version is that of the source
        found[row[0]] = Package(row[0], row[1], row[3], row[4], " ".join(row[5:]))
    reviewed = {(row[2], row[1]): row[3] for row in rows(common.ROOT / "ci/compiler.lock")}
    for row in rows(common.ROOT / "ci/packaging/linked.list"):
        if row[0] == "package":
            if not any(source == row[2] for source, _ in reviewed):
                common.fail(f"ci/compiler.lock: no row of the source package {row[2]}, which ci/packaging/linked.list names")
            version = installed_version(row[2])
            found[row[1]] = Package(row[1], row[2], version, reviewed.get((row[2], version)), " ".join(row[3:]))
    return found


def listed():
    """Binary → file → name of its package."""
    found = collections.defaultdict(dict)
    for name, package, *binaries in rows(common.ROOT / "ci/packaging/linked.list"):
        if name not in {"package", "header"}:
            for binary in binaries:
                found[binary][name] = package
    return found


def headers():
    """Binary → names of the packages of which code in headers is compiled into it."""
    found = collections.defaultdict(set)
    for row in rows(common.ROOT / "ci/packaging/linked.list"):
        if row[0] == "header":
            for binary in row[2:]:
                found[binary].add(row[1])
    return found


# Where the headers of a package lie, below an include folder: a regular expression.
PLACES = {"boost": "boost", "cereal": "cereal", "date": "date", "fmt": "fmt", "librdkafka": "librdkafka", "protobuf": "google/protobuf",
          "rapidcheck": "rapidcheck", "re2": "re2", "simdjson": r"simdjson\.h", "tsl": "tsl", "yaml-cpp": "yaml-cpp",
          "zlib": r"(zlib|zconf)\.h", "zstd": r"zstd(_errors)?\.h"}
# What is of no package that is listed: the compiler's and the C library's, and Falco's declarations, of which no code comes.
OTHERS = re.compile(r"/usr/(lib/gcc|include/(c\+\+|x86_64-linux-gnu|linux|asm|asm-generic|bits|sys|arpa|net|netinet|rpc)/|include/[\w-]+\.h$)"
                    r"|build/falco-headers/falcosecurity/")


def compiled(folder, build):
    """Packages of which the compiler read headers for the objects below a folder of the build; what is of none of PLACES as its path."""
    shown = subprocess.run(["ninja", "-C", str(build), "-t", "deps"], capture_output=True, text=True, check=True).stdout
    found = set()
    for block in shown.split("\n\n"):
        if not block.startswith(f"{folder}/"):
            continue
        for path in re.findall(r"^    (.*)$", block, re.M):
            full = str(pathlib.Path(build, path).resolve()) if not path.startswith("/") else path
            inside = re.search(r"/include/(.*)$", full)
            name = next((one for one, place in PLACES.items() if inside and re.match(f"(?:{place})(/|\\.h|$)", inside[1])), None)
            if name:
                found.add(name)
            elif inside and not OTHERS.search(full):
                found.add(full)
    if not found:
        common.fail(f"{build}: the compiler read no headers for {folder}/")
    return found


def taken(map_file, build):
    """Names of the files outside of the build tree from which the linker took something: archives with a member in the output, and
    objects."""
    text = pathlib.Path(map_file).read_text(encoding="utf-8", errors="replace")
    head, _, rest = text.partition("Memory Configuration")
    members = re.findall(r"^(\S+\.a)\(", head, re.M)
    objects = re.findall(r"^LOAD (\S+\.o)$", rest, re.M)
    if not objects:
        common.fail(f"{map_file}: not a map of GNU ld: no objects in it")
    outside = []
    for path in members + objects:
        full = pathlib.Path(path) if path.startswith("/") else pathlib.Path(build, path)
        if not full.resolve().is_relative_to(pathlib.Path(build).resolve()):
            outside.append(full.name)
    return set(outside)
