"""Holds the table "One file, one row" of docs/architecture.md to the code: adds one of each of its things in a scratch copy of the tree, sees that
nothing but the named file and the named row was touched, and compiles both as the build would. Of "Other places" it does the same for two of its
things.
    python3 one_row.py PROJECT VENDOR [THING…]     VENDOR: the folder of vendored libraries, build/vendor"""
import json
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

# What is added, by the table's own words: the new file with its text (none where the table has none), and the row, put behind the first line of the
# row's file that holds the anchor; where that is a header, the sources that make the table of it. An option's own file is there already: its
# member goes in the same way.
THINGS = {
    "a wrapper of collectors": {"row": ('{"raweventdata", "actiontype timegenerated timestamp"}', '    {"probe", "probe"},')},
    "a log family": {
        "file": ("plugin/parse/probe_log.cpp", """#include "plugin/parse/document.h"
#include "plugin/parse/common.h"
#include "plugin/base/refusal.h"
namespace aobo::families_of {
bool is_probe_log(const Document& document) { return document.category == "Probe"; }
std::optional<Refusal> parse_probe_log(const Document& document, Record& record) {
  return read_time(document, record, {text_at_root(document, "time")});
}
}  // namespace aobo::families_of
"""),
        "row": ("FAMILY(entra_signin,", '  FAMILY(probe_log, .name = "probe.log", .workload = "probe") \\'),
    },
    "a log family of worlds": {
        "file": ("simulator/writers/probe.cpp", """#include "simulator/writers/common.h"
namespace aobo::sim::written {
Written probe(const Job& job) {
  Written written;
  written.shown = job.clock;
  written.text = "{}";
  return written;
}
}  // namespace aobo::sim::written
"""),
        "table": "simulator/writers/writer.cpp", "row": ("FAMILY(kSignIn,", '  FAMILY(kProbe, "probe.log", probe) \\'),
    },
    "an envelope of worlds": {"row": ('{Family::kVault, "lines"', '    {Family::kVault, "probe", kNative, kArray},')},
    "an operation of worlds": {"row": ('{"check-in", kVault', '    {"probe", kVault, "probe", "", 0, "account", ""},')},
    "a method of naming": {
        "file": ("plugin/identity/by_probe.cpp", """#include "plugin/identity/method.h"
namespace aobo::by {
void probe(const Case&, const Evidence&, Finding& finding) { finding.people.clear(); }
}  // namespace aobo::by
"""),
        "table": "plugin/identity/method.cpp", "row": ("ROW(upn,", '  ROW(probe, "probe", kWeak) \\'),
    },
    "a kind of evidence": {
        "file": ("plugin/identity/evidence/probes.h", """#pragma once

#include "plugin/identity/evidence/ledger.h"
#include "plugin/identity/evidence/lesson.h"

namespace aobo {

class Probes : public KeepAll {
 public:
  static constexpr std::string_view kName = "probe";
  using Entry = PersonKey;
  explicit Probes(const IdentityOptions& options) : ledger_(options.evidence_entries, limits::kEntriesPerKey) {}
  template <typename Visit>
  static void lessons(const Record& record, const Lesson& lesson, Visit visit) {
    if (lesson.person && record.token) visit(*record.token, *lesson.person);
  }
  template <typename Visit>
  static void topics(const Guid& token, const Entry&, Visit visit) {
    visit(aobo::topic(kName, token));
  }
  static void questions(const Record& record, const Lesson&, const IdentityOptions&, std::vector<TopicId>& topics) {
    if (record.token) topics.push_back(aobo::topic(kName, *record.token));
  }
  auto& ledger() { return ledger_; }
  const auto& ledger() const { return ledger_; }
  void forget_before(TimeNs) {}

 private:
  Ledger<Guid, Entry> ledger_;
};

}  // namespace aobo
"""),
        "table": ["plugin/identity/evidence.cpp", "plugin/identity/revisions.cpp"],
        "row": (" Sessions, ", "                                 Probes,                //", "before"),
    },
    "a derived event": {
        "file": ("plugin/behaviour/derived/probe.cpp", """#include "plugin/behaviour/derived.h"
namespace aobo::watch {
namespace {
class Probe : public Watcher {
 public:
  void observe(const Case&, const History&, Outbox&) override {}
  void save(Writer&) const override {}
  void load(Reader&) override {}
};
}  // namespace
std::unique_ptr<Watcher> probe(const BehaviourOptions&) { return std::make_unique<Probe>(); }
}  // namespace aobo::watch
"""),
        "table": "plugin/behaviour/derived.cpp", "row": ("ROW(dap_returned,", '  ROW(probe, "a probe") \\'),
    },
    "a count over windows, with its two fields": {
        "table": "plugin/behaviour/counts.cpp",
        "row": ('COUNT(PersonActions,', '  COUNT(ProbeActions, "probe.actions", person, one_action, 0, "Probes.") \\', "before"),
    },
    "a metric": {"table": "plugin/abi/plugin.cpp", "row": ("COUNT(records,", '  COUNT(probes, "probes", kTotal, "probes") \\')},
    "an option": {
        "member": ("plugin/identity/options.h", "bool session_across_tenants", "  bool probe = false;"),
        "row": ('{"identity", "revision_age"', '    {"identity", "probe", "Probe", "A probe.", form::flag<kI, &I::probe>()},', "before"),
    },
    "a field": {"row": ('{"aobo.kind",', '            {"aobo.probe", kString, false, "", false, "A probe.", AOBO_TEXT(kind)},', "before")},
    "a story": {
        "file": ("simulator/scenario/stories/probe.cpp", """#include "simulator/scenario/stories/all.h"
namespace aobo::sim::story {
namespace {
void tell(StoryBuilder& t) { t.by(t.at(0, 9, 0), t.technician(), Way::kGdap, 0, "update-user").to("user:1"); }
}  // namespace
const Story probe{"probe", "A probe.", "", nullptr, tell};
}  // namespace aobo::sim::story
"""),
        "table": "simulator/scenario/story.cpp", "row": ("STORY(stolen_token)", "  STORY(probe) \\"),
    },
    "a fault": {
        "file": ("simulator/faults/probe.cpp", """#include "simulator/faults/fault.h"
namespace aobo::sim::fault {
namespace {
bool strike(const FaultSetting&, Draft& draft) { return draft.lost; }
}  // namespace
const Fault probe{"probe", "a probe", nullptr, nullptr, strike, nullptr};
}  // namespace aobo::sim::fault
"""),
        "table": "simulator/faults/fault.cpp", "row": ("FAULT(delay)", "  FAULT(probe) \\"),
    },
    "a form of alerts": {
        "file": ("simulator/report/probe_alerts.cpp", """#include "simulator/report/alert_writer.h"
namespace aobo::sim {
namespace {
class ProbeAlerts : public AlertWriter {
 public:
  explicit ProbeAlerts(std::ostream& out) : out_(out) {}
  void alert(const LoadedRule&, EventView&) override { out_ << "alert\\n"; }
  void event(EventView&) override { out_ << "event\\n"; }

 private:
  std::ostream& out_;
};
}  // namespace
std::unique_ptr<AlertWriter> make_probe_alerts(const RuleSet&, std::ostream& out, const Zone&) { return std::make_unique<ProbeAlerts>(out); }
}  // namespace aobo::sim
"""),
        "row": ("FORM(ecs,", "  FORM(probe, true) \\"),
    },
}


# The same of things of "Other places": lines in the files that it names, with their anchors, and what is compiled.
ELSEWHERE = {
    "a sentence of evidence": {
        "lines": [("plugin/case/proof.h", "  kAccountName,", "  kProbe,", "before"),
                  ("plugin/case/proof.cpp", "{ProofKind::kAccountName,", '    {ProofKind::kProbe, "probe", "probe: {0}"},', "before"),
                  ("simulator/ask/evidence_origin.cpp", '{"account-name",', '    {"probe", kHere},', "before")],
        "compile": ["plugin/case/proof.cpp", "simulator/ask/evidence_origin.cpp"],
    },
    "a reason of a verdict": {
        "lines": [("plugin/case/reason.h", "  kServiceWorked,", "  kProbe,", "before"),
                  ("plugin/policy/reasons.cpp", "{ReasonKind::kServiceWorked,", '    {ReasonKind::kProbe, "a probe"},', "before")],
        "compile": ["plugin/policy/reasons.cpp"],
    },
}


class Wrong(Exception):
    pass


def table(page):
    """Own file and row's file by thing, as the page's table "One file, one row" names them; an empty own file where it has none."""
    section = page.split("### One file, one row\n", 1)
    if len(section) != 2:
        raise Wrong('docs/architecture.md: no section "One file, one row"')
    rows = {}
    for line in section[1].split("\n### ", 1)[0].split("\n## ", 1)[0].splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) == 4 and not set(cells[0]) <= set("-") and cells[0] != "to add":
            rows[cells[0]] = ("".join(re.findall(r"`([^`]+)`", cells[1])[:1]), re.findall(r"`([^`]+)`", cells[2])[0])
    return rows


def other_places(page):
    """The files that the page's table "Other places" names for each thing."""
    rows = {}
    for line in page.split("### Other places\n", 1)[1].split("\n## ", 1)[0].splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) == 2:
            rows[cells[0]] = [name for name in re.findall(r"`([^`]+)`", cells[1]) if "/" in name]
    return rows


def insert(path, anchor, line, where="behind"):
    lines = path.read_text(encoding="utf-8").split("\n")
    at = next((i for i, one in enumerate(lines) if anchor in one), None)
    if at is None:
        raise Wrong(f"{path.name}: no line with {anchor!r}: where do its rows stand now?")
    if where == "behind":
        while lines[at].endswith(",") is False and not lines[at].endswith(("\\", "{", ";")):
            at += 1  # a row of several lines
        at += 1
    lines.insert(at, line)
    path.write_text("\n".join(lines), encoding="utf-8")


def copied(project, to):
    files = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=project, capture_output=True, text=True, check=True)
    for name in files.stdout.splitlines():
        source = project / name
        if source.is_file() and not name.startswith(("sample-data/", "tests/golden/")):
            target = to / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            shutil.copymode(source, target)


def contents(tree):
    return {str(path.relative_to(tree)): path.read_bytes() for path in tree.rglob("*") if path.is_file()}


def add(tree, thing, own, row):
    """Adds it to the tree; which files that touched."""
    before = contents(tree)
    patch = THINGS[thing]
    if "file" in patch:
        (tree / patch["file"][0]).write_text(patch["file"][1], encoding="utf-8")
    if "member" in patch:
        insert(tree / patch["member"][0], *patch["member"][1:])
    insert(tree / row, *patch["row"])
    after = contents(tree)
    return {name for name in after if before.get(name) != after[name]}


def add_elsewhere(tree, thing, named):
    """Adds it to the tree, and holds what that touched to the files that the page names."""
    before = contents(tree)
    patch = ELSEWHERE[thing]
    for name, *line in patch["lines"]:
        insert(tree / name, *line)
    after = contents(tree)
    touched = sorted(name for name in after if before.get(name) != after[name])
    # NAME stands for what is new.
    files = {name: [one for one in touched if re.fullmatch(re.sub("NAME", r"[a-z0-9]\\w*", re.escape(name)), one) and ("NAME" not in name or one not in before)]
             for name in named}
    unnamed = [one for one in touched if not any(one in found for found in files.values())]
    idle = [name for name, found in files.items() if not found]
    if unnamed or idle:
        raise Wrong(f"{thing}: touched {touched}, and \"Other places\" names {named}")


def expected(thing, own, row, touched):
    """What the table says that it touches."""
    allowed = {row}
    new = [name for name in touched if name != row]
    if own:
        pattern = re.compile(re.sub("NAME|STAGE", r"[a-z0-9]\\w*", re.escape(own)) + "$")
        allowed |= {name for name in new if pattern.match(name)}
        if len(new) != 1:
            raise Wrong(f"{thing}: the table names one file of its own, {own}; touched were {sorted(touched)}")
    if touched != allowed:
        raise Wrong(f"{thing}: touched {sorted(touched)}, and the table has {own or 'no file'} and a row of {row}")


def configured(tree, vendor):
    """The build's commands by file, relative to the tree."""
    (tree / "build").mkdir(exist_ok=True)
    (tree / "build/vendor").symlink_to(vendor)
    (tree / "build/falco-headers").symlink_to(vendor.parent / "falco-headers")
    made = subprocess.run(["cmake", "-S", tree, "-B", tree / "build/probe", "-G", "Ninja", "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON", "-DCMAKE_BUILD_TYPE=Debug",
                           "-DCMAKE_CXX_FLAGS_DEBUG=-O0 -g0", "-DAOBO_PRECOMPILED_HEADERS=OFF", "-DAOBO_WERROR=ON", "-DAOBO_CCACHE=OFF"], capture_output=True, text=True)
    if made.returncode != 0:
        raise Wrong(f"cmake does not configure it:\n{made.stdout[-1500:]}{made.stderr[-3000:]}")
    generated = ["generated/plugin/payload/event.pb.h", "generated-simulator/simulator/truth/truth.pb.h"]
    subprocess.run(["ninja", "-C", tree / "build/probe", *generated], check=True, capture_output=True)
    commands = {}
    for entry in json.loads((tree / "build/probe/compile_commands.json").read_text(encoding="utf-8")):
        path = pathlib.Path(entry["file"])
        if tree in path.parents and "build" not in path.relative_to(tree).parts:
            commands.setdefault(str(path.relative_to(tree)), (entry["command"], entry["directory"]))
    return commands


def compiled(name, commands):
    if name not in commands:
        raise Wrong(f"{name} is no part of the build: its folder's list of files leaves it out")
    command, folder = commands[name]
    words = shlex.split(command)
    if "-o" in words:
        at = words.index("-o")
        del words[at:at + 2]
    made = subprocess.run([word for word in words if word != "-c"] + ["-fsyntax-only"], cwd=folder, capture_output=True, text=True)
    if made.returncode != 0:
        raise Wrong(f"{name} does not compile:\n{made.stderr[:3000]}")


def main():
    project, vendor = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    page = (project / "docs/architecture.md").read_text(encoding="utf-8")
    rows, places = table(page), other_places(page)
    if set(rows) != set(THINGS):
        raise Wrong(f"the table has {sorted(set(rows) - set(THINGS))} that are not tried here, and lacks {sorted(set(THINGS) - set(rows))}")
    chosen = [thing for thing in THINGS if thing in sys.argv[3:] or not sys.argv[3:]]
    elsewhere = [thing for thing in ELSEWHERE if thing in sys.argv[3:] or not sys.argv[3:]]
    with tempfile.TemporaryDirectory(prefix="aobo-one-row-") as scratch:
        tree = pathlib.Path(scratch).resolve() / "tree"
        copied(project, tree)
        to_compile = {}
        for thing in chosen:
            own, row = rows[thing]
            touched = add(tree, thing, own, row)
            expected(thing, own, row, touched)
            to_compile[thing] = [name for name in touched if name.endswith(".cpp") and name != row]
        for thing in elsewhere:
            add_elsewhere(tree, thing, places.get(thing, []))
        commands = configured(tree, vendor)
        for thing in chosen:
            makes = THINGS[thing].get("table", rows[thing][1])
            for name in dict.fromkeys(to_compile[thing] + ([makes] if isinstance(makes, str) else makes)):
                compiled(name, commands)
            print(f"{thing}: {rows[thing][0] or 'no file'}, a row of {rows[thing][1]}", flush=True)
        for thing in elsewhere:
            for name in ELSEWHERE[thing]["compile"]:
                compiled(name, commands)
            print(f"{thing}: {', '.join(places[thing])}", flush=True)
    print(f"{len(chosen)} things, each a file or none and a row; {len(elsewhere)} with other places")


try:
    main()
except Wrong as wrong:
    sys.exit(f"one_row: {wrong}")
