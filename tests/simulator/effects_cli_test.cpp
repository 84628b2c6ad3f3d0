// "An option that has no effect is an error": of each option of each command either the command
// lines in which it would change nothing, with what is said of them, or that there is none.
#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <vector>

#include "tests/support/cli.h"

namespace aobo::test {
namespace {

// {sample}: a configuration without a state; {bare}: one without a directory; {kept}: one with a
// state; {rules}: the shipped rules.
struct InVain {
  const char *command, *option, *words, *error;
};
constexpr InVain kInVain[] = {
    {"replay", "rule-matching", "--rule-matching all {sample}", "without --rules"},
    {"replay", "priority", "--priority error {sample}", "without --rules"},
    {"replay", "tag", "--tag relationship {sample}", "without --rules"},
    {"replay", "fail-on", "--fail-on error {sample}", "without --rules"},
    {"replay", "falco", "--falco 0.44 {sample}", "without --rules"},
    {"replay", "falco", "--falco 0.44 --enriched {sample}", "without --rules"},
    {"replay", "jobs", "--jobs 2 {sample}", "without --rules or --enriched"},
    {"replay", "jobs", "--jobs 2 --follow {rules} {sample}", "with --follow"},
    {"replay", "jobs", "--jobs 2 {rules} {kept}",
     "with the configuration's \"state\": one thread does all then, so that nothing is lost"},
    {"replay", "fields", "--fields aobo.id --format none {sample}", "with --format none"},
    {"replay", "fields", "--fields aobo.id --format json {rules} {sample}",
     "with --rules but for --format text"},
    {"replay", "limit", "--limit 3 --format none {sample}", "with --format none"},
    {"replay", "sort", "--sort customer --format none {sample}", "with --format none"},
    {"replay", "width", "--width 100 --format csv {sample}", "but for a table"},
    {"replay", "width", "--width 100 --fields aobo.id {sample}", "but for a table"},
    {"replay", "width", "--width 100 {rules} {sample}", "but for a table"},
    {"replay", "tz", "--tz Europe/Amsterdam --format ndjson {sample}",
     "here: what machines read has its times in UTC, and it is for texts and columns of times, "
     "--from and --to"},
    {"replay", "tz", "--tz Europe/Amsterdam --fields aobo.id {sample}",
     "here: no time is shown in it, and neither --from nor --to is given"},
    {"replay", "no-state", "--no-state {sample}", "where the configuration has no \"state\""},
    {"inspect", "width", "--width 100 --format csv {logs}", "with --format csv"},
    {"doctor", "width", "--width 100 --format json {sample}", "with --format json"},
    {"doctor", "stale", "--stale 3 {bare}", "where the configuration names no \"directory\""},
    {"timeline", "width", "--width 100 --format ndjson {sample}", "with --format ndjson"},
    {"who", "width", "--width 100 --format json {sample}", "with --format json"},
    {"gaps", "width", "--width 100 --format csv {sample}", "with --format csv"},
    {"report", "brand", "--brand logo.svg --json --customer contoso {sample}", "with --json"},
    {"report", "lang", "--lang de --json --customer contoso {sample}", "with --json"},
    {"report", "candidates", "--candidates --partner adatum {sample}",
     "with --partner: the review names nobody who is not sure"},
    {"validate", "off", "--off unused --list-lints", "with --list-lints"},
    {"validate", "window", "--window 2h --list-lints", "with --list-lints"},
    {"validate", "plugin", "--plugin x.so --list-lints", "with --list-lints"},
    {"validate", "falco", "--falco 0.44 --list-lints", "with --list-lints"},
    {"explain", "event", "--event 1 'a rule' {rules}", "without INPUT or --config"},
    {"check", "seed", "--seed 3 --worlds 0 rules", "with --worlds 0"},
    {"check", "out", "--out smallest --worlds 0 rules", "with --worlds 0"},
    {"check", "out", "--out smallest --no-shrink rules", "with --no-shrink"},
    {"check", "no-shrink", "--no-shrink --worlds 0 rules", "with --worlds 0"},
    {"mutate", "seed", "--seed 3 --worlds 0 rules", "with --worlds 0"},
    {"fields", "format", "--format markdown --coverage", "with --coverage"},
};
// What is said in other words.
constexpr InVain kSaidOtherwise[] = {
    {"validate", "", "--list-lints rules", "RULES have no effect with --list-lints"},
};
// With one that lists and does nothing else.
constexpr const char* kOfGenerate[] = {
    "out DIR",     "actions FILE", "no-actions", "leave-out x",  "seed 3",
    "customers 3", "people 9",     "days 3",     "activity 3",   "start 2026-03-02",
    "story all",   "stories-only", "faults all", "variant drawn"};

// Of these each changes something wherever it may stand.
const std::map<std::string, std::set<std::string>> kAlways = {
    {"replay", {"config", "plugin",     "format", "only",    "summary",   "metrics",  "follow",
                "quiet",  "customer",   "person", "partner", "operation", "activity", "family",
                "path",   "confidence", "where",  "from",    "to",        "rules",    "enriched"}},
    {"inspect", {"config", "plugin", "format", "quiet", "tz"}},
    {"doctor", {"config", "plugin", "format", "quiet"}},
    {"directory", {"time", "dry-run"}},
    {"show", {"config", "plugin", "quiet", "tz", "width"}},
    {"timeline",
     {"config", "plugin", "quiet", "tz", "format", "customer", "person", "partner", "operation",
      "activity", "family", "path", "confidence", "where", "from", "to"}},
    {"who",
     {"config", "plugin", "quiet", "tz", "format", "customer", "person", "partner", "operation",
      "activity", "family", "path", "confidence", "where", "from", "to"}},
    {"gaps", {"config", "plugin", "quiet", "tz", "format", "customer", "family", "from", "to"}},
    {"report",
     {"config", "plugin", "quiet", "customer", "partner", "all", "from", "to", "json", "tz"}},
    {"validate", {"list-lints"}},
    {"explain", {"plugin", "falco", "rules", "config"}},
    {"check", {"plugin", "falco", "rule", "worlds", "jobs", "junit", "json", "quiet"}},
    {"mutate",
     {"plugin", "falco", "rule", "worlds", "jobs", "least", "all-explained", "json", "quiet"}},
    {"catalogue", {"plugin", "falco", "alerts"}},
    {"generate", {"list-stories", "list-faults", "list-variants", "list-operations"}},
    {"judge", {"plugin", "json", "mutate"}},
    {"sweep",
     {"seeds", "plugin", "out", "keep-going", "customers", "people", "days", "activity", "start",
      "story", "stories-only", "faults", "variant"}},
    {"fields", {"plugin", "coverage"}},
    {"manual", {"out", "plugin"}},
    {"help", {}},
};

class EffectsTest : public CliTest {
 protected:
  std::string filled(std::string words) {
    const std::pair<const char*, std::string> places[] = {
        {"{sample}", "--config " + sample("aobo.json")},
        {"{bare}", "--config '" + write("bare.json", R"({"inputs":[]})") + "'"},
        {"{kept}", "--config '" + write("kept.json", R"({"state":{"file":"state"}})") + "'"},
        {"{logs}", sample("logs")},
        {"{rules}", "--rules " + std::string(kSourceDir) + "/rules"}};
    for (const auto& [name, text] : places) {
      const std::size_t at = words.find(name);
      if (at != std::string::npos) words.replace(at, std::string_view(name).size(), text);
    }
    return words;
  }
  void is_refused(const std::string& command, const std::string& words, const std::string& error) {
    const Run asked = run(command + " " + filled(words));
    EXPECT_EQ(asked.error, "aobo-sim: " + command + ": " + error + "\n") << words;
    EXPECT_EQ(asked.out, "") << words;
    EXPECT_EQ(asked.code, 2) << words;
  }
  std::set<std::string> options_in(const std::string& help) {
    std::set<std::string> options;
    std::istringstream lines(help);
    const std::regex option("^(?:  -[a-z], |      )--([a-z-]+).*");
    std::smatch found;
    for (std::string line; std::getline(lines, line);) {
      if (std::regex_match(line, found, option) && found[1] != "help") options.insert(found[1]);
    }
    return options;
  }
};

TEST_F(EffectsTest, AnOptionThatChangesNothingIsAnError) {
  for (const InVain& row : kInVain)
    is_refused(row.command, row.words,
               std::string("--") + row.option + " has no effect " + row.error);
  for (const InVain& row : kSaidOtherwise) is_refused(row.command, row.words, row.error);
  for (const std::string option : kOfGenerate)
    is_refused("generate", "--list-faults --" + option,
               "--" + option.substr(0, option.find(' ')) +
                   " has no effect with --list-…, which does nothing else");
}

TEST_F(EffectsTest, EachOptionOfEachCommandIsInOneOfTheTables) {
  std::map<std::string, std::set<std::string>> tables = kAlways;
  for (const InVain& row : kInVain) tables[row.command].insert(row.option);
  for (const std::string option : kOfGenerate)
    tables["generate"].insert(option.substr(0, option.find(' ')));
  std::set<std::string> commands;
  const std::string help = run("help").out;
  const std::size_t from = help.find("\nCommands\n");
  std::istringstream lines(help.substr(from, help.find("\nOptions\n") - from));
  const std::regex command("^ +([a-z]+) +[a-z].*");
  std::smatch found;
  for (std::string line; std::getline(lines, line);) {
    if (std::regex_match(line, found, command)) commands.insert(found[1]);
  }
  EXPECT_EQ(commands.size(), 20U);
  for (const std::string& name : commands)
    EXPECT_EQ(options_in(run("help " + name).out), tables[name]) << name;
  EXPECT_EQ(commands.size(), tables.size()) << "a command that there is none of";
}

}  // namespace
}  // namespace aobo::test
