// The conditions whose verdict Falco 0.44.1 itself gave, held against ours; and what 0.45 changed.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>

#include "simulator/rules/evaluate.h"
#include "simulator/rules/ruleset.h"
#include "tests/support/one_event.h"
#include "tests/support/places.h"

namespace aobo {
namespace {

using test::OneEvent;

// The event that Falco was asked about.
OneEvent probe() {
  OneEvent e;
  const std::string ip("\x0a\x01\x02\x03", 4);
  e.text("t.s", "Hello World")
      .text("t.s2", "Hello World")
      .number("t.n", 42)
      .flag("t.b", true)
      .texts("t.ls", {"a", "b", "c c"});
  e.numbers("t.ln", {1, 2, 3})
      .numbers("t.lb", {1, 0}, FTYPE_BOOL)
      .nothing("t.missing")
      .text("t.empty", "")
      .texts("t.lempty", {});
  e.bytes("t.ip", FTYPE_IPADDR, ip)
      .bytes("t.net", FTYPE_IPNET, ip)
      .number("t.at", 1'700'000'000'123'456'789, FTYPE_ABSTIME);
  e.number("t.rt", 1'500'000'000, FTYPE_RELTIME)
      .nothing("t.fail")
      .text("t.nl", "line1\nline2")
      .text("t.utf", "caf\xc3\xa9 \xff bad");
  e.argued("t.key", true, false, true)
      .argued("t.idx", false, true, false)
      .argued("t.both", true, true, false);
  using enum sim::EventFact;
  e.event(kNumber, "", 1)
      .event(kRawTime, "", 1'700'000'000'123'456'789)
      .event(kRawTimeSeconds, "", 1'700'000'000)
      .event(kSource, "test");
  e.event(kPluginName, "probe")
      .event(kPluginInfo, "k")
      .event(kIsAsync, "", 0)
      .event(kHostname, "here");
  return e;
}

std::string quoted_yaml(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + "'";
}

std::string verdict(OneEvent& event, const sim::Schema& schema, const std::string& condition,
                    std::string& said) {
  const std::string file =
      "- list: mid\n  items: ['x Z', 'q w']\n- list: lempty\n  items: []\n- list: l1\n  items: "
      "[a]\n"
      "- rule: r\n  desc: d\n  source: test\n  output: o\n  priority: INFO\n  condition: " +
      quoted_yaml(condition) + "\n";
  // A list of Falco's run stands only where the conditions name it.
  const auto set = sim::RuleSet::of_texts({{"test.yaml", file}}, schema, {"probe", "0.1.0"});
  said = set->rendered();
  if (!set->ok()) return "refused";
  sim::EventView view(set->columns(), event);
  view.next();
  const bool fired = sim::evaluate(set->rules().front().program, set->checks(), view);
  if (fired) return "fired";
  return said.find("LOAD_COMPILE_CONDITION") != std::string::npos ? "warned" : "no";
}

// Of the conditions below these have another verdict by 0.45 (libs c7f51fe99, 9edf42d7e).
const std::map<std::string, std::string> kSince045 = {
    {R"(t.s = "a\x41")", "no"},             // \xHH is a byte
    {R"(t.utf regex "caf. .*")", "fired"},  // what is no UTF-8 is U+FFFD for a regex
    {R"(t.utf regex "caf.*")", "fired"},
};

std::size_t compare(sim::FalcoVersion falco) {
  OneEvent event = probe();
  const sim::Schema schema(event.fields(), "test", falco);
  std::ifstream file(std::string(test::kSourceDir) + "/tests/simulator/rules/falco_verdicts.tsv");
  std::string line;
  std::size_t count = 0;
  while (std::getline(file, line)) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) continue;
    std::string said;
    const std::string condition = line.substr(tab + 1);
    const auto other = kSince045.find(condition);
    const bool changed = falco >= sim::FalcoVersion::k045 && other != kSince045.end();
    EXPECT_EQ(verdict(event, schema, condition, said),
              changed ? other->second : line.substr(0, tab))
        << condition << "\n"
        << said;
    ++count;
  }
  return count;
}

TEST(FalcosOwnVerdicts, AreOurs) { EXPECT_EQ(compare(sim::FalcoVersion::k044), 345U); }

TEST(FalcosOwnVerdicts, AreOursBut045sChanges) {
  EXPECT_EQ(compare(sim::FalcoVersion::k045), 345U);
}

}  // namespace
}  // namespace aobo
