// Where a line of evidence is from: in worlds with all that can happen the record that is named for
// it holds what the line claims. Looked for in the record's text, as a person would.
#include "simulator/ask/evidence_origin.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "plugin/base/text.h"
#include "plugin/base/whole_file.h"
#include "simulator/ask/kept_events.h"
#include "simulator/ask/record_ids.h"
#include "simulator/generate/world_folder.h"
#include "simulator/host/config.h"
#include "simulator/host/library.h"
#include "tests/support/places.h"
#include "tests/support/temp_folder.h"

namespace aobo::sim {
namespace {

TEST(RecordIds, AreThoseOfATextInTheirOrderAndOnce) {
  EXPECT_EQ(ids_in("user_A160523796294dc4a8c8bd5be19a200f@x: a1605237-9629-4dc4-a8c8-bd5be19a200f, "
                   "5::1003453dbf29bbb7, 0-b2a59418-5f66-428e-a349-e99a15652bc3_1, 12345"),
            (std::vector<std::string>{"a1605237-9629-4dc4-a8c8-bd5be19a200f", "1003453DBF29BBB7"}))
      << "an id with digits before it is none";
  EXPECT_EQ(ids_in("(b2a59418-5f66-428e-a349-e99a15652bc3)"),
            std::vector<std::string>{"b2a59418-5f66-428e-a349-e99a15652bc3"});
  EXPECT_EQ(ids_in(""), std::vector<std::string>{});
}

struct World {
  std::vector<AskedEvent> events;
  std::map<std::uint64_t, std::string> raw;  // by the number of the event, in lower case
};

World read(const std::string& folder) {
  World world;
  const auto library = Library::load(test::kLibrary);
  EXPECT_TRUE(library) << library.error().message;
  const auto config = read_config(folder + "/aobo.json");
  auto session = Session::start(**library, for_asking(*config), {});
  EXPECT_TRUE(session) << session.error().message;
  const auto reader = EventReader::make(**session);
  const auto ids = RecordIds::make(**session);
  EXPECT_TRUE(reader && ids);
  const auto raw = (*session)->query("aobo.raw");
  EXPECT_FALSE((*session)->open(""));
  KeptEvents kept(true);
  while (*(*session)->next()) {
    AskedEvent event = reader->read(**session);
    ids->read(**session, event);
    world.raw[event.number] = lower((*session)->text(*raw));
    kept.add(std::move(event), true);
  }
  world.events = kept.take({});
  return world;
}

std::string without(std::string text, char letter) {
  std::erase(text, letter);
  return text;
}

// A line of evidence, what it was given for, and the record that is named for it.
struct Line {
  const World& world;
  const AskedEvent& of;
  const AskedEvent& named;
  std::string kind, sentence;

  const std::string& raw() const { return world.raw.at(named.number); }
  bool has(const std::string& what) const {
    return !what.empty() && raw().find(lower(what)) != std::string::npos;
  }
  // With dashes or without.
  bool has_id(const std::string& id) const { return has(id) || has(without(id, '-')); }
  // "… of sign-in ID" and the like: what stands behind a word, up to a blank or a comma.
  std::string behind(const std::string& words) const {
    const std::size_t at = sentence.find(words);
    if (at == std::string::npos) return {};
    const std::size_t from = at + words.size();
    return sentence.substr(from, sentence.find_first_of(" ,", from) - from);
  }
  bool is_of_person() const {
    return named.upn == of.upn || std::ranges::count(of.candidates, named.upn) > 0;
  }
  bool has_name(const std::string& upn) const {
    std::string guest = lower(upn);
    std::ranges::replace(guest, '@', '_');
    return has(upn) || raw().find(guest + "#ext#") != std::string::npos;
  }
  bool at_the_customer() const { return named.customer_id == of.customer_id; }
};

// What the record of each kind of line must hold. Kinds that rest on the directory beside the
// record, or on how the record is, hold no more than that.
using Holds = bool (*)(const Line&);
const std::map<std::string, Holds> kHolds = {
    {"object-id", [](const Line& line) { return line.has_id(line.behind("object id ")); }},
    {"object-id-unknown", [](const Line& line) { return line.has_id(line.behind("object id ")); }},
    {"acting-object",
     [](const Line& line) { return line.has_id(line.behind("acting object is ")); }},
    {"acting-object-unknown",
     [](const Line& line) { return line.has_id(line.behind("acting object is ")); }},
    {"puid", [](const Line& line) { return line.has(line.behind("puid: ")); }},
    {"guest-upn", [](const Line& line) { return line.has_name(line.behind("guest form of ")); }},
    {"upn", [](const Line& line) { return line.has(line.behind("upn: ")); }},
    {"other-upn", [](const Line& line) { return line.has_name(line.behind("also gives ")); }},
    {"other-object", [](const Line& line) { return line.has_id(line.behind("also holds ")); }},
    {"other-home",
     [](const Line& line) {
       const std::string home = line.behind("not believed, for ");
       const bool states =
           line.has("\"crosstenantaccesstype\":\"none\"") || line.has("hometenantid\":\"" + home);
       if (line.named.number == line.of.number)
         return line.named.is_sign_in() ? states : line.has_id(home);
       return line.at_the_customer() &&
              (line.named.is_sign_in() ? states : line.has(line.of.actor));
     }},
    {"no-technician", [](const Line& line) { return line.has(line.behind("not believed, for ")); }},
    {"strangers-name",
     [](const Line& line) { return line.has_name(line.behind("the record names ")); }},
    {"app-key", [](const Line& line) { return line.has_id(line.behind("app-key: ")); }},
    {"agent", [](const Line& line) { return line.has(without(line.behind("an agent ("), ')')); }},
    {"puid-learned",
     [](const Line& line) {
       return line.has(line.behind("puid: ")) && line.named.tenant_id == line.of.partner_id &&
              line.is_of_person();
     }},
    {"former-upn",
     [](const Line& line) {
       return line.has(line.behind("upn: ")) && line.has("update user") &&
              line.named.time >= line.of.time;
     }},
    {"request",
     [](const Line& line) {
       return line.has_id(line.behind("sign-in ")) && line.named.is_sign_in() &&
              line.named.number != line.of.number;
     }},
    {"signin-of-token",
     [](const Line& line) {
       return line.named.is_sign_in() && line.is_of_person() &&
              (line.has_id(line.behind("of sign-in ")) ||
               line.named.request == line.behind("of sign-in "));
     }},
    {"session",
     [](const Line& line) {
       return line.named.is_sign_in() && line.has_id(line.behind("session: ")) &&
              line.is_of_person();
     }},
    {"partner-center",
     [](const Line& line) {
       return line.has(line.behind("partner-center: ")) && line.has_id(line.of.customer_id) &&
              line.is_of_person();
     }},
    {"partner-center-or-other",
     [](const Line& line) {
       return line.has(line.behind("partner-center: ")) && line.has_id(line.of.customer_id) &&
              line.is_of_person();
     }},
    {"check-out",
     [](const Line& line) {
       return line.named.sort == "check-out" && line.at_the_customer() &&
              line.has(line.named.actor) && line.is_of_person();
     }},
    {"check-out-and-unknown",
     [](const Line& line) { return line.named.sort == "check-out" && line.is_of_person(); }},
    {"check-out-renewed",
     [](const Line& line) { return line.named.sort == "check-out" && line.is_of_person(); }},
    {"check-out-unknown",
     [](const Line& line) { return line.named.sort == "check-out" && line.named.upn.empty(); }},
    {"address",
     [](const Line& line) {
       return line.named.is_sign_in() && line.has(line.of.address) &&
              line.sentence.find(line.named.upn) != std::string::npos;
     }},
    {"tool-log",
     [](const Line& line) { return line.named.family == "tool.log" && line.is_of_person(); }},
    {"namesake",
     [](const Line& line) { return line.at_the_customer() && line.has(line.of.actor); }},
    {"activity",
     [](const Line& line) {
       return line.has_id(line.behind("correlation id ")) && line.at_the_customer() &&
              line.named.operation == line.of.operation && line.is_of_person();
     }},
    {"activity-unknown",
     [](const Line& line) {
       return line.has_id(line.behind("correlation id ")) && line.at_the_customer() &&
              line.named.operation == line.of.operation && line.named.upn.empty();
     }},
    {"guest-holder",
     [](const Line& line) {
       return line.named.is_sign_in() && line.has_id(line.behind("as the guest ")) &&
              line.sentence.find(line.named.upn) != std::string::npos;
     }},
};
// Of these the directory, or the record's form, says the rest.
const std::set<std::string> kOfTheRecordAlone = {"token",        "token-unknown", "group",
                                                 "tool-account", "failed-signin", "account-name"};

class EvidenceOriginTest : public test::TempFolderTest {
 protected:
  std::string world(std::uint64_t seed) {
    GenerateOptions options;
    Variants variants = Variants::drawn(seed);
    // An account's name stands in JSON with its backslash doubled; the directory says whose it is.
    EXPECT_EQ(variants.set("vault-person=upn"), std::nullopt);
    EXPECT_EQ(variants.set("change-actor=label"), std::nullopt);
    options.world = {seed, 3, 9, 3, *parse_date("2026-03-02"), 12, variants};
    options.stories = *chosen_stories("all");
    options.faults = "none";
    const std::string made = fmt::format("{}/{}", folder(), seed);
    const auto written = write_world(options, nullptr, made, {});
    EXPECT_TRUE(written) << written.error().message;
    return made;
  }
  // The records that a text of origin names: of one id there may be two, copies of one sign-in.
  static std::vector<const AskedEvent*> named_by(const std::string& origin, const World& world) {
    std::vector<const AskedEvent*> named;
    for (const AskedEvent& event : world.events) {
      if (!event.is_derived() && origin.starts_with("from 2") &&
          origin.ends_with(" " + event.family + " " + printable(event.handle())) &&
          origin.find(Zone::find("UTC")->written(event.time)) != std::string::npos)
        named.push_back(&event);
    }
    return named;
  }
};

TEST_F(EvidenceOriginTest, TheRecordThatIsNamedHoldsWhatTheLineClaims) {
  const Zone zone = *Zone::find("UTC");
  std::map<std::string, std::size_t> met;
  std::size_t homes_elsewhere = 0;
  for (const std::uint64_t seed : {500U, 7U, 21U}) {
    const World world = read(this->world(seed));
    for (const AskedEvent& of : world.events) {
      if (of.is_derived()) continue;
      for (std::size_t nth = 0; nth < of.evidence.size(); ++nth) {
        const std::string& kind = of.evidence_kinds.at(nth);
        ++met[kind];
        const std::string origin = origin_of_evidence(world.events, of, nth, zone);
        const bool here = origin.starts_with("from this record");
        homes_elsewhere += kind == "other-home" && !here ? 1U : 0U;
        const auto named = here ? std::vector<const AskedEvent*>{&of} : named_by(origin, world);
        const std::string told = fmt::format("seed {}, {} of {}: \"{}\" {}", seed, kind,
                                             of.handle(), of.evidence[nth], origin);
        if (origin == "from the directory") continue;
        if (named.empty()) {
          ADD_FAILURE() << told;
          continue;
        }
        if (kOfTheRecordAlone.contains(kind)) {
          EXPECT_TRUE(here) << told;
          continue;
        }
        const auto holds = kHolds.find(kind);
        ASSERT_NE(holds, kHolds.end()) << told;
        EXPECT_TRUE(
            std::ranges::any_of(named,
                                [&](const AskedEvent* one) {
                                  return holds->second({world, of, *one, kind, of.evidence[nth]});
                                }))
            << told << "\n"
            << world.raw.at(named.front()->number);
      }
    }
  }
  EXPECT_GT(homes_elsewhere, 0U) << "no home is stated by another record";
  for (const char* kind :
       {"token", "object-id", "acting-object", "puid", "guest-upn", "upn", "request",
        "signin-of-token", "session", "partner-center", "check-out", "address", "other-home",
        "check-out-and-unknown", "tool-log", "app-key", "group", "activity"})
    EXPECT_GT(met[kind], 0U) << kind << " stands in none of these worlds";
}

}  // namespace
}  // namespace aobo::sim
