// Generated worlds: the same bytes every time; taking an action out leaves every other record as it
// was; every envelope, variant, story and fault is there and does what it says; and a small one is
// held against files that a person can read.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <google/protobuf/io/zero_copy_stream_impl.h>
#include <google/protobuf/util/delimited_message_util.h>

#include "plugin/base/time.h"
#include "simulator/truth/truth.pb.h"
#include "simulator/truth/truth_pb.h"
#include "simulator/writers/common.h"
#include "tests/support/places.h"
#include "tests/support/property.h"
#include "tests/support/worlds.h"

namespace aobo::sim {
namespace {

using test::Made;
using test::small_world;

TEST(World, IsTheSameBytesTwice) {
  for (const std::uint64_t seed : {1U, 5U, 9U}) {
    const Made one = test::make(small_world(seed, "all", "all")),
               other = test::make(small_world(seed, "all", "all"));
    EXPECT_EQ(one.files, other.files) << "seed " << seed;
    EXPECT_GT(one.truths.size(), 300U);
  }
}

TEST(World, WithoutAnActionKeepsAllOtherRecords) {
  for (const std::uint64_t seed : {2U, 6U}) {
    for (const char* faults : {"none", "swarm"}) {
      const GenerateOptions options = small_world(seed, "all", faults);
      const auto actions = all_actions(options, make_world(options));
      auto before = test::make(options, actions).records();
      for (std::size_t i = seed; i < actions.size(); i += actions.size() / 7) {
        auto fewer = actions;
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
        const auto after = test::make(options, fewer).records();
        for (const auto& [record, bytes] : after)
          ASSERT_EQ(before.at(record), bytes) << record << " without " << actions[i].id;
        for (const auto& [record, bytes] : before) {
          const bool own = record.starts_with(actions[i].id + " ");
          ASSERT_TRUE(own || after.contains(record)) << record << " without " << actions[i].id;
        }
      }
    }
  }
}

TEST(World, ItsTruthIsTheSameAsLinesAndAsProtobuf) {
  for (const Truth& truth : test::make(small_world(2, "all", "all")).truths) {
    std::istringstream stream(delimited_truth(truth));
    google::protobuf::io::IstreamInputStream input(&stream);
    truth::Truth message;
    ASSERT_TRUE(
        google::protobuf::util::ParseDelimitedFromZeroCopyStream(&message, &input, nullptr));
    const auto line = truth_from_line(to_line(truth));
    ASSERT_TRUE(line) << line.error().message;
    ASSERT_EQ(to_line(*line), to_line(truth));
    EXPECT_EQ(message.record(), line->record);
    EXPECT_EQ(message.time_ns(), line->time);
    EXPECT_EQ(message.person(), line->person);
    EXPECT_EQ(message.knowable().answer(), name(line->knowable.answer));
    EXPECT_EQ(message.has_then(), line->later);
    EXPECT_EQ((std::vector<std::string>{message.paths().begin(), message.paths().end()}),
              line->paths);
  }
}

TEST(World, ActionsComeBackFromTheirLines) {
  const GenerateOptions options = small_world(3);
  const World world = make_world(options);
  for (const Action& action : all_actions(options, world)) {
    const auto read = from_line(world, to_line(world, action));
    ASSERT_TRUE(read) << read.error().message;
    ASSERT_EQ(to_line(world, *read), to_line(world, action));
  }
}

TEST(World, AnActionThatCannotBeReadSaysWhatIsWrong) {
  const World world = make_world(small_world(3));
  const auto error = [&](std::string_view line) {
    const auto read = from_line(world, line);
    return read ? std::string("read") : read.error().message;
  };
  const std::string at = world.customers[0].slug;
  EXPECT_EQ(error("[]"), "not a JSON object");
  EXPECT_EQ(error("{}"), "\"id\" is \"\", expected a name that no other action has");
  EXPECT_EQ(error(R"({"id":"a","time":"noon"})"),
            "\"time\" is \"noon\", expected a time like 2026-03-02T08:00:00Z");
  EXPECT_EQ(error(R"({"id":"a","time":"2026-03-02T08:00:00Z","who":"person:nobody"})"),
            "\"who\" is \"person:nobody\", expected person:UPN, user:N, app:NAME, machine:N, "
            "microsoft:NAME or outsider:N of this world");
  EXPECT_EQ(error(R"({"id":"a","time":"2026-03-02T08:00:00Z","who":"user:1","at":"nowhere"})"),
            "\"at\" is \"nowhere\", expected a customer of this world, or home:PARTNER");
  EXPECT_EQ(error(R"({"id":"a","time":"2026-03-02T08:00:00Z","who":"user:1","at":")" + at +
                  R"(","way":"by car"})"),
            "\"way\" is \"by car\", expected one of home, gdap, dap, aobo, lighthouse, guest, "
            "shared-account, automation, own, microsoft, outside");
  EXPECT_EQ(error(R"({"id":"a","time":"2026-03-02T08:00:00Z","who":"user:1","at":")" + at +
                  R"(","way":"own","do":"dance"})"),
            "\"do\" is \"dance\", expected an operation; docs/simulator.md lists them");
}

TEST(World, EveryEnvelopeIsWritten) {
  std::set<std::string> written;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    for (const Truth& truth : test::make(small_world(seed)).truths)
      written.insert(truth.family + " " + truth.envelope);
  }
  for (const Envelope& row : envelopes())
    EXPECT_TRUE(written.contains(fmt::format("{} {}", name(row.family), row.id))) << row.id;
}

// With every value of every variant the same actions leave other records than with the others, and
// as many.
TEST(World, EveryVariantChangesWhatIsWritten) {
  for (const VariantRow& row : variant_rows()) {
    std::vector<std::string> written(row.count());  // by value; a world may lack what it changes
    std::size_t distinct = 0;
    for (std::uint64_t seed = 1; seed <= 8 && distinct < row.count(); ++seed) {
      for (std::size_t i = 0; i < row.count(); ++i) {
        GenerateOptions options = small_world(seed);
        options.world.variants = Variants::drawn(seed);
        ASSERT_FALSE(options.world.variants->set(fmt::format("{}={}", row.name, row.values[i])));
        for (const auto& [record, bytes] : test::make(options).records()) written[i] += bytes;
      }
      distinct = std::set(written.begin(), written.end()).size();
    }
    EXPECT_EQ(distinct, row.count()) << row.name;
  }
}

TEST(World, EveryStoryIsToldAndLabelled) {
  ASSERT_GE(stories().size(), 30U);
  const GenerateOptions options = [] {
    GenerateOptions all = small_world(4);
    all.world.customers = 25;
    all.world.people = 12;  // some stories need people who play no other part,
    all.world.days = 5;     // one a customer that moves from DAP to GDAP over some days
    return all;
  }();
  const World world = make_world(options);
  std::set<std::string_view> names;
  for (const Story* story : stories()) {
    EXPECT_TRUE(names.insert(story->name).second) << story->name;
    EXPECT_GT(story->text.size(), 30U) << story->name;
    const auto actions = actions_of(world, *story);
    EXPECT_FALSE(actions.empty()) << story->name;
    const bool labelled = std::any_of(actions.begin(), actions.end(),
                                      [](const Action& a) { return !a.labels.empty(); });
    EXPECT_EQ(labelled, !story->label.empty()) << story->name;
  }
}

// ---- faults, one after another

Made with_fault(const char* fault, std::uint64_t seed = 2) {
  return test::make(small_world(seed, "none", fault));
}
std::uint64_t touched(const Made& made, std::string_view fault) {
  return static_cast<std::uint64_t>(
      std::count_if(made.truths.begin(), made.truths.end(), [&](const Truth& truth) {
        return std::find(truth.faults.begin(), truth.faults.end(), fault) != truth.faults.end();
      }));
}

// Whoever works by delegation on an ordinary day stops when the relationship ends: what goes on
// after that is a story's, and no right of anybody's.
TEST(World, NobodyGoesOnByARightThatHasEnded) {
  std::size_t seen = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    GenerateOptions options = test::small_world(seed, "none");
    options.world.customers = 20;
    options.world.days = 6;
    options.world.activity = 0;
    const World world = make_world(options);
    for (const Action& action : all_actions(options, world)) {
      const bool delegated = action.way == Way::kGdap || action.way == Way::kDap;
      if (!delegated || action.who.kind != WhoKind::kPerson || action.at.home ||
          action.operation->id == "sign-in")
        continue;
      const Tie tie = action.way == Way::kGdap ? Tie::kGdap : Tie::kDap;
      const PartnerIx partner = world.people[action.who.index].partner;
      ++seen;
      EXPECT_NE(world.tie(partner, action.at.index, tie, action.time), nullptr)
          << "seed " << seed << ": " << in_words(world, action);
    }
  }
  EXPECT_GT(seen, 1000U);
}

TEST(Fault, EachOneIsOffByDefaultAndDoesSomethingWhenOn) {
  const Made clean = with_fault("none");
  EXPECT_EQ(clean.lost, 0U);
  std::vector<Made> without;  // by seed, from 1
  for (const Fault* fault : faults()) {
    EXPECT_EQ(touched(clean, fault->name), 0U);
    bool differs = false;
    for (std::uint64_t seed = 1; seed <= 4 && !differs; ++seed) {
      if (without.size() < seed) without.push_back(with_fault("none", seed));
      differs = with_fault(std::string(fault->name).c_str(), seed).files != without[seed - 1].files;
    }
    EXPECT_TRUE(differs) << fault->name;
  }
}

TEST(Fault, LossTakesRecordsAndSaysHowMany) {
  const Made clean = with_fault("none"), made = with_fault("loss");
  EXPECT_GT(made.lost, 0U);
  EXPECT_EQ(made.truths.size() + made.lost, clean.truths.size());
}

TEST(Fault, ADuplicateIsTheSameBytesAgain) {
  const Made made = with_fault("duplicate");
  std::size_t twice = 0;
  const auto records = made.records();
  for (const auto& [record, bytes] : records) {
    if (!record.ends_with("#2")) continue;
    ++twice;
    EXPECT_EQ(records.at(record.substr(0, record.size() - 2)), bytes);
  }
  EXPECT_GT(twice, 5U);
}

TEST(Fault, DelayMovesRecordsWithinTheirFilesAndNotTheirTimes) {
  const auto times = [](const Made& made) {
    std::map<std::string, TimeNs> all;
    for (const Truth& truth : made.truths) all[truth.record] = truth.time;
    return all;
  };
  EXPECT_EQ(times(with_fault("delay")), times(with_fault("none")));
  EXPECT_EQ(with_fault("delay").records(), with_fault("none").records());
}

TEST(Fault, ADamagedRecordIsMarkedAndItsNeighboursAreWhole) {
  for (const auto& [fault, damage] :
       {std::pair{"truncated-page", "cut"}, {"rotation", "split"}, {"bad-bytes", "bad-bytes"}}) {
    const Made clean = with_fault("none"), made = with_fault(fault);
    const auto before = clean.records();
    std::size_t damaged = 0;
    for (const Truth& truth : made.truths) {
      if (truth.damage.empty()) {
        EXPECT_EQ(made.bytes(truth), before.at(truth.record));
        continue;
      }
      if (truth.damage == "rest") {  // of a record that was split: the next file begins with it
        const std::string whole = truth.record.substr(0, truth.record.rfind(" rest"));
        EXPECT_EQ(damage, std::string_view("split"));
        EXPECT_EQ(truth.offset, 0U);
        EXPECT_TRUE(before.at(whole).ends_with(made.bytes(truth))) << truth.record;
        continue;
      }
      ++damaged;
      EXPECT_EQ(truth.damage, damage);
      EXPECT_EQ(name(truth.knowable.answer), "refused");
      EXPECT_NE(made.bytes(truth), before.at(truth.record));
    }
    EXPECT_GT(damaged, 2U) << fault;
  }
}

// `text` with each time of Windows PowerShell as `bare` has it, in the place of the other.
std::string with_times_of(const std::string& bare, const std::string& text, std::size_t& times) {
  constexpr std::string_view kDate = "\\/Date(", kEnd = ")\\/";
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (!std::string_view(text).substr(at).starts_with(kDate)) {
      out += text[at++];
      continue;
    }
    const std::string time = bare.substr(out.size(), bare.find('"', out.size()) - out.size());
    const std::size_t digits = at + kDate.size(), end = text.find(kEnd, at);
    EXPECT_EQ(std::stoll(text.substr(digits, end - digits)),
              parse_time(time).value_or(0) / 1'000'000);
    out += time;
    at = end + kEnd.size();
    ++times;
  }
  return out;
}

TEST(Fault, ATableInADialectHoldsTheSameCells) {
  const CsvDialect excel{.separator = ';', .line_end = "\r\n"},
      cmdlet{.separator = ',', .quotes_all = true};
  EXPECT_EQ(in_dialect("a,\"b,c\",\"d\"\"e\",f;g,", excel), "a;b,c;\"d\"\"e\";\"f;g\";");
  EXPECT_EQ(in_dialect("a,\"b,c\",", cmdlet), "\"a\",\"b,c\",\"\"");
  EXPECT_EQ(in_dialect("a,\"b\nc\",d", {.separator = '\t'}), "a\t\"b\nc\"\td");
  const Made clean = with_fault("none"), made = with_fault("csv-dialect");
  const auto before = clean.records();
  std::size_t other = 0;
  for (const Truth& truth : made.truths) {
    if (truth.framing != "csv") {
      EXPECT_EQ(made.bytes(truth), before.at(truth.record));
    } else if (made.bytes(truth) != before.at(truth.record)) {
      ++other;
    }
  }
  EXPECT_GT(other, 5U);
}

TEST(Fault, AWrappedRecordStandsInItsWrapperAsItWasAndACmdletsDiffersInItsSpellingAlone) {
  const Made clean = with_fault("none"), wrapped = with_fault("wrapped-by-collector"),
             exported = with_fault("powershell-export");
  const auto before = clean.records();
  std::size_t around = 0, spelled = 0, times = 0;
  for (const Truth& truth : wrapped.truths) {
    if (truth.framing != "wrapped") continue;
    ++around;
    EXPECT_GT(wrapped.bytes(truth).size(), before.at(truth.record).size()) << truth.record;
    EXPECT_TRUE(wrapped.bytes(truth).ends_with("}")) << wrapped.bytes(truth);
  }
  for (const Truth& truth : exported.truths) {
    std::string text = exported.bytes(truth), bare = before.at(truth.record);
    if (text == bare) continue;
    ++spelled;
    const std::size_t added = text.find(",\"AdditionalProperties\":{}");
    ASSERT_NE(added, std::string::npos) << text;
    text.erase(added, 26);
    text = with_times_of(bare, text, times);
    for (std::string* one : {&text, &bare}) {
      for (char& byte : *one)
        byte = static_cast<char>(std::tolower(static_cast<unsigned char>(byte)));
    }
    EXPECT_EQ(text, bare);
  }
  EXPECT_GT(around, 20U);
  EXPECT_GT(spelled, 5U);
  EXPECT_GT(times, 2U);
}

TEST(Fault, AGapIsSilence) {
  const Made clean = with_fault("none", 3), made = with_fault("gap", 3);
  std::map<std::string, std::vector<TimeNs>> gone;
  const auto kept = made.records();
  for (const Truth& truth : clean.truths) {
    if (!kept.contains(truth.record)) gone[truth.folder + truth.family].push_back(truth.time);
  }
  ASSERT_FALSE(gone.empty());
  for (const auto& [log, times] : gone) {
    EXPECT_LE(times.back() - times.front(), 6 * kHourNs) << log;
    EXPECT_FALSE(log.starts_with("0-")) << "the partner's own logs have no gaps";
  }
}

TEST(Fault, AGapAfterAWeekLastsForTwoDays) {
  GenerateOptions options = small_world(3, "none", "none");
  options.world.days = 10;
  const Made clean = test::make(options);
  options.faults = "gap";
  const auto kept = test::make(options).records();
  TimeNs first = kForeverNs, last = 0;
  for (const Truth& truth : clean.truths) {
    if (kept.contains(truth.record)) continue;
    first = std::min(first, truth.time);
    last = std::max(last, truth.time);
  }
  EXPECT_GT(first, options.world.start + 6 * kDayNs);
  EXPECT_GT(last - first, 24 * kHourNs);
}

TEST(Fault, AnUnknownOneIsAnErrorThatNamesAll) {
  const auto faults = Faults::chosen("delay,sleep", small_world(1).world);
  ASSERT_FALSE(faults);
  EXPECT_EQ(faults.error().message,
            "\"sleep\" is no fault; there are none, swarm, all, or of these, separated by commas: "
            "delay, duplicate, reorder, loss, gap, "
            "truncated-page, repeated-page, skew, masked-address, missing-partner-log, "
            "stale-directory, rotation, bad-bytes, late-feeds, wrong-year, "
            "powershell-export, csv-dialect, wrapped-by-collector");
}

TEST(Fault, ASwarmHasSomeWhollyOff) {
  std::set<std::string> seen;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    WorldOptions options = small_world(seed).world;
    const Faults swarm = *Faults::chosen("swarm", options);
    EXPECT_LT(swarm.list().size(), faults().size());
    for (const Fault* fault : swarm.list()) seen.insert(std::string(fault->name));
  }
  EXPECT_EQ(seen.size(), faults().size()) << "each is on in some";
}

// ---- what writers print

TEST(Writers, TokensBearTheIdsOfTheirSignIns) {  // ids of published records
  EXPECT_EQ(uti_of(Guid{0x22608a251d9b44b5, 0xb0f2cb94f06b2d00}), "JYpgIpsdtUSw8suU8GstAA");
  EXPECT_EQ(uti_of(Guid{0x77321aff61304371, 0x9b57759335c04500}), "_xoydzBhcUObV3WTNcBFAA");
}

TEST(Writers, TimesAreWrittenAsTheLogsWriteThem) {
  const TimeNs time =
      *parse_date("2026-03-02") + 13 * kHourNs + 5 * kMinuteNs + 9 * kSecondNs + 12'345'678;
  EXPECT_EQ(iso_time(time, 7), "2026-03-02T13:05:09.0123456Z");
  EXPECT_EQ(iso_time(time, 0, "", ' '), "2026-03-02 13:05:09");
  EXPECT_EQ(portal_time(time), "3/2/2026, 1:05:09.012 PM");
  EXPECT_EQ(intune_time(time - 13 * kHourNs), "3/2/2026 12:05:09 AM");
  EXPECT_EQ(cut_to(time, 3), time - 345'678);
}

// A world that a person can read through, file by file. AOBO_UPDATE_GOLDEN=1 writes it anew.
TEST(World, IsTheOneThatStandsInTheGoldenFolder) {
  GenerateOptions options = small_world(7, "silent-entry,leaver");
  options.world = {7, 2, 6, 1, *parse_date("2026-03-02"), 0, std::nullopt};
  options.ordinary_days = false;
  Made made = test::make(options);
  for (const Truth& truth : made.truths) made.files["truth.ndjson"] += to_line(truth) + "\n";
  const std::filesystem::path golden =
      std::filesystem::path(test::kSourceDir) / "tests/golden/world";
  if (std::getenv("AOBO_UPDATE_GOLDEN") != nullptr) {
    std::filesystem::remove_all(golden);
    for (const auto& [path, text] : made.files) {
      std::filesystem::create_directories((golden / path).parent_path());
      std::ofstream(golden / path, std::ios::binary) << text;
    }
  }
  std::map<std::string, std::string> expected;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(golden)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    expected[std::filesystem::relative(entry.path(), golden).string()] = {
        std::istreambuf_iterator<char>(file), {}};
  }
  EXPECT_EQ(made.files, expected);
}

// A line of actions names a person by the UPN; who had it then is meant.
TEST(World, ALineOfActionsMeansWhoeverHadTheUpnThen) {
  GenerateOptions options = small_world(3, "inherited-name", "none");
  options.world.customers = 9;  // the ninth keeps DAP
  options.world.days = 5;       // the successor comes on the fourth
  const World world = make_world(options);
  std::set<std::uint32_t> persons;
  for (const Action& action : all_actions(options, world)) {
    if (action.story != "inherited-name") continue;
    const auto read = from_line(world, to_line(world, action));
    ASSERT_TRUE(read.ok()) << read.error().message;
    EXPECT_EQ(read->who, action.who) << in_words(world, action);
    persons.insert(action.who.index);
  }
  EXPECT_EQ(persons.size(), 2U) << "the predecessor and the successor";
}

}  // namespace
}  // namespace aobo::sim
