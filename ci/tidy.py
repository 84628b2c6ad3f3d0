"""Style as a test: lengths of files and functions, directions of includes, words that must not stand in the project."""
import pathlib
import re
import subprocess
import sys

# Which folder of plugin/ may include which; base is open to all.
ALLOWED = {
    "base": set(),
    "event": set(),
    "source": set(),
    "mask": set(),
    "parse": {"event", "mask"},
    "unwrap": {"event", "source", "parse"},
    "directory": set(),
    "timeline": {"event"},
    "kafka": set(),
    "case": {"event", "directory"},
    "activity": {"event", "directory", "case"},
    "identity": {"event", "directory", "case"},
    "policy": {"event", "directory", "case", "identity"},
    "behaviour": {"event", "directory", "case", "identity", "policy"},
    "payload": {"event", "directory", "case", "identity", "policy", "behaviour"},
    "fields": {"event", "parse", "directory", "case", "identity", "policy", "behaviour", "payload"},
    "config": {"source", "mask", "parse", "timeline", "activity", "identity", "behaviour", "kafka"},
    "pipeline": {"event", "source", "parse", "unwrap", "timeline", "directory", "case", "activity", "identity", "policy", "behaviour", "payload", "config", "kafka"},
    "abi": {"event", "source", "parse", "directory", "case", "identity", "policy", "payload", "config", "pipeline", "fields", "kafka"},
}
# The same of simulator/; cli may include all.
SIMULATOR = {
    "random": set(),
    "world": {"random"},
    "scenario": {"random", "world"},
    "truth": {"world", "scenario"},
    "writers": {"random", "world", "scenario", "truth"},
    "faults": {"random", "world", "scenario", "writers"},
    "generate": {"random", "world", "scenario", "truth", "writers", "faults"},
    "host": set(),
    "judge": {"truth", "host"},
    "rules": {"host"},
    "report": {"host", "rules"},
    "ask": {"host", "rules", "report"},
    "customer_report": {"host", "report", "ask"},
    "manual": set(),
    "shrink": {"random", "world", "scenario", "truth", "writers", "faults", "generate", "host", "judge"},
    "check": {"random", "world", "scenario", "truth", "writers", "faults", "generate", "host", "judge", "shrink", "rules", "report"},
}
# What folders of simulator/ may include of plugin/, besides base.
OF_THE_PLUGIN = {"customer_report": {"directory", "policy"}, "directory": {"directory"}, "doctor": {"directory"}, "inspect": {"source"}}
COLUMNS, SOURCE_LINES, HEADER_LINES, FUNCTION_LINES = 100, 500, 250, 60
# Words that say nothing of what a thing is: no part of a name in plugin/ and simulator/. What a world's truth says and tells of a record is called so there.
EMPTY_WORDS = {"told", "telling", "teller", "said", "scribe", "settle", "settled"}
OF_TRUTHS = {"tell", "tells", "say", "says"}
PLAINLY_NAMED = {"ask", "cli", "customer_report", "report"}
breaches = []


def breach(path, line, text):
    breaches.append(f"{path}:{line}: {text}")


def check_includes(path, number, line):
    included = re.match(r'#include "plugin/(\w+)/', line)
    parts = path.parts
    if not included:
        return
    target = included.group(1)
    if parts[0] == "plugin":
        if target not in {parts[1], "base"} | ALLOWED[parts[1]]:
            breach(path, number, f"{parts[1]} may not include {target} (docs/architecture.md: one direction, no way back)")
    elif parts[0] == "simulator" and target not in {"base"} | OF_THE_PLUGIN.get(parts[1], set()):
        breach(path, number, f"the simulator sees of the plugin only plugin/base and the ABI, not {target}")


def check_simulator_includes(path, number, line):
    included = re.match(r'#include "simulator/(\w+)/', line)
    parts = path.parts
    if not included or parts[0] != "simulator" or parts[1] not in SIMULATOR:
        return
    target = included.group(1)
    if target not in {parts[1]} | SIMULATOR[parts[1]]:
        breach(path, number, f"{parts[1]} may not include {target} (docs/simulator.md: one direction, no way back)")


def check_tables(path, number, line):
    """Keys come from logs: whoever writes them must not choose where they lie. The directory's come from exports."""
    if path.parts[0] != "plugin" or path.parts[1] == "directory" or not re.search(r"\bstd::unordered_(map|set)<", line):
        return
    if not re.search(r"\b(Keyed\w*Hash|FingerprintHash|Hash)\b", line):
        breach(path, number, "a table without a keyed hash (plugin/base/keyed_hash.h)")


def check_names(path, number, line):
    words = EMPTY_WORDS | (OF_TRUTHS if path.parts[0] == "plugin" or path.parts[1] in PLAINLY_NAMED else set())
    code = re.sub(r'"(\\.|[^"\\])*"', "", line).split("//")[0]
    for name in re.findall(r"[A-Za-z_]\w*", code):
        if {part.lower() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)} & words:
            breach(path, number, f"the name {name}: \"told\", \"said\" and their like say nothing of what a thing is (EMPTY_WORDS in ci/tidy.py); name what it is or does")


def head_of(lines, number):
    """The line on which the statement that ends on line `number` (from 1) begins: a signature may take several."""
    while number > 1:
        above = lines[number - 2].strip()
        if not above or above.startswith(("//", "#")) or above.endswith((";", "{", "}", ":")) or above in {"public:", "private:"}:
            break
        number -= 1
    return number


def check_types(headers):
    """Two headers that define one name in one namespace are two meanings of one word, and a linker takes either for both."""
    where = {}
    for path in headers:
        text = path.read_text(encoding="utf-8")
        namespace = re.search(r"^namespace ([\w:]+) \{", text, re.M)
        for found in re.finditer(r"^(?:class|struct|enum class) (\w+)(?: [:f][^;{]*)? \{", text, re.M):
            name = f"{namespace.group(1)}::{found.group(1)}" if namespace else found.group(1)
            line = text.count("\n", 0, found.start()) + 1
            first = where.setdefault(name, path)
            if first != path:
                breach(path, line, f"{name} is defined in {first} too; each needs a name of its own")


def check_functions(path, lines):
    """Bodies whose signature begins at the left margin or one level in, by their closing brace."""
    start = None
    for number, line in enumerate(lines, 1):
        if start is None and line.endswith("{") and ")" in line:
            head = head_of(lines, number)
            first = lines[head - 1]
            if not re.match(r"^(  )?[\w~\[]", first) or re.match(r"^\s*(if|for|while|switch|do|else|case|return|namespace|class|struct|enum)\b", first):
                continue
            start, indent = head, len(first) - len(first.lstrip())
        elif start is not None and line.startswith(" " * indent + "}") and not line.startswith(" " * (indent + 1)):
            if number - start + 1 > FUNCTION_LINES:
                breach(path, start, f"a function of {number - start + 1} lines; at most {FUNCTION_LINES}")
            start = None


def end_of_block(text, at):
    """Behind the "}" of the "{" that stands there, past what texts and characters hold."""
    depth = 0
    for found in re.compile(r'R"\((?:.|\n)*?\)"|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])\'|//[^\n]*|[{}]').finditer(text, at):
        depth += {"{": 1, "}": -1}.get(found.group(0), 0)
        if depth == 0:
            return found.end()
    return len(text)


PARAMETERS = re.compile(r"(\[[^\[\]\n]*\]|\b[\w~]+)\s?\(([^(){};]*)\)\s*(?:const|noexcept|override|mutable|->\s*[\w:<>*& ]+|\s)*\{")
ONE_LETTER = re.compile(r"(?:^|,)\s*(?:const\s+)?[\w:]+(?:<[^()]*>)?(?:\s+const)?\s*[&*]{0,2}\s*\b([A-Za-z])\s*(?:=[^,]*)?(?=,|$)")


def check_parameters(path, text):
    """A parameter of one letter is for lambdas of three lines, where all of its uses are seen at once."""
    for found in PARAMETERS.finditer(text):
        letters = ONE_LETTER.findall(found.group(2).replace("\n", " "))
        if not letters or re.match(r"(if|for|while|switch|catch|return)$", found.group(1)):
            continue
        lines = text.count("\n", found.start(), end_of_block(text, found.end() - 1)) + 1
        if not found.group(1).startswith("[") or lines > 3:
            breach(path, text.count("\n", 0, found.start()) + 1, f"a parameter called {letters[0]} over {lines} lines; say what it is")


files = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], capture_output=True, text=True,
                       check=True).stdout.split("\n")
for name in filter(None, files):
    path = pathlib.Path(name)
    if path.suffix not in {".cpp", ".h", ".proto", ".py", ".sh", ".md", ".txt", ".cmake", ".yaml"} and path.parts[0] != "ci":
        continue
    lines = path.read_text(encoding="utf-8").split("\n")
    code = path.suffix in {".cpp", ".h"}
    table = path.name in {"fields.cpp", "operation.cpp", "stories_test.cpp"}
    if code and path.parts[0] != "tests" and len(lines) > (SOURCE_LINES if path.suffix == ".cpp" else HEADER_LINES):
        breach(path, 1, f"{len(lines)} lines; split it")
    for number, line in enumerate(lines, 1):
        if code and len(line) > COLUMNS and "R\"(" not in line and "\"" not in line:
            breach(path, number, f"{len(line)} columns; at most {COLUMNS}")
        if code:
            check_includes(path, number, line)
            check_simulator_includes(path, number, line)
            check_tables(path, number, line)
        if path.parts[0] == "rules" and re.search(r"\(R\d+[a-z]?\)", line):
            breach(path, number, "a number of a rule means nothing to whoever reads the alert; name what is meant")
        if code and path.parts[0] in {"plugin", "simulator"}:
            check_names(path, number, line)
        if re.search(r"\b(TODO|FIXME|XXX:)", line) and path.name != "tidy.py":
            breach(path, number, "unfinished work is written down as an issue, not in the code")
    if code and not table and path.parts[0] != "tests":
        check_functions(path, lines)
    if code:
        check_parameters(path, "\n".join(lines))
check_types([pathlib.Path(name) for name in files if name.endswith(".h")])

print("\n".join(breaches))
print(f"{len(breaches)} breaches")
sys.exit(1 if breaches else 0)
