// The judge over whole worlds: rapidcheck draws them, the plugin must be right in every one, and
// one that fails shrinks to a story.
#include <rapidcheck.h>

#include <filesystem>

#include "simulator/cli/command.h"
#include "simulator/shrink/shrink.h"
#include "tests/support/places.h"
#include "tests/support/swept_world.h"
#include "tests/support/temp_folder.h"
#include "tests/support/worlds.h"

namespace aobo::sim {
namespace {

using test::small_world;

class JudgeTest : public test::TempFolderTest {
 protected:
  static const Library& plugin() {
    static const auto library = std::move(*Library::load(test::kLibrary));
    return *library;
  }
  std::string dir(const std::string& name = "world") const { return folder() + "/" + name; }
};

// Fixed worlds in which every family is judged, in order and as files.
TEST_F(JudgeTest, FixedSeedsAreRightInEveryFamily) {
  std::set<std::string> families;
  for (const std::uint64_t seed : {11U, 12U, 13U}) {
    const GenerateOptions options = small_world(seed, "all", seed == 11 ? "none" : "swarm");
    ASSERT_TRUE(write_world(options, nullptr, dir(std::to_string(seed)), {}).ok());
    const auto result = judge_folder(dir(std::to_string(seed)), plugin());
    ASSERT_TRUE(result) << result.error().message;
    EXPECT_EQ(name(result->worst), "right") << options.command() << "\n"
                                            << text_of(Case{options, {}, {}}, *result);
    for (const Truth& truth : test::make(options).truths) families.insert(truth.family);
  }
  EXPECT_EQ(families.size(), static_cast<std::size_t>(Family::kCount));
}

// Worlds in which the plugin or its judge was wrong once: a wrong name, a true name without its
// fields, records without an answer beside bad bytes or a cut page, a record that nobody wrote, a
// name that rested on a namesake's alone, copies that contradicted each other for a while, a token
// that no record showed, an address of somebody whose id was another one's than their name, a
// page that was cut before a list of its own, a beginning of which a byte was damaged, a use while
// nobody had the password out in a session that was opened while somebody had.
TEST_F(JudgeTest, WorldsThatOnceFailedAreRight) {
  std::vector<GenerateOptions> failed;
  for (const std::uint64_t seed :
       {800158U,  800563U,  800482U,  800572U,   801030U,   801259U,   801081U,  910031U,
        940121U,  940184U,  950045U,  70053U,    70056U,    1000008U,  1000098U, 1000257U,
        1000325U, 4000056U, 4000157U, 77100030U, 88200042U, 99300014U, 4400090U}) {
    failed.push_back(test::swept_world(seed));
    // As they were drawn before a vault had other names for people.
    std::optional<Variants>& variants = failed.back().world.variants;
    if (!variants) variants = Variants::drawn(seed);
    ASSERT_EQ(variants->set("vault-person=upn"), std::nullopt);
  }
  for (const std::uint64_t seed :
       {95000798U, 110000018U, 110000073U, 110000085U, 110000203U, 110000206U})
    failed.push_back(test::swept_world(seed));
  // A session whose first copy has another id than the person's, until the partner's copy tells.
  failed.push_back(small_world(4));
  failed.back().world = {4, 6, 10, 8, *parse_date("2026-03-02"), 8, std::nullopt};
  for (const GenerateOptions& options : failed) {
    const std::string world = dir(std::to_string(options.world.seed));
    ASSERT_TRUE(write_world(options, nullptr, world, {}).ok());
    const auto result = judge_folder(world, plugin());
    ASSERT_TRUE(result) << result.error().message;
    EXPECT_EQ(name(result->worst), "right") << options.command() << "\n"
                                            << text_of(Case{options, {}, {}}, *result);
    std::filesystem::remove_all(world);
  }
}

// A log that is silent for two days, after a week in which its habit was known.
TEST_F(JudgeTest, ASilenceIsToldAndJudgedInAWorldThatIsLongerThanAWeek) {
  GenerateOptions options = small_world(3, "none", "gap");
  options.world.customers = 12;
  options.world.days = 10;
  ASSERT_TRUE(write_world(options, nullptr, dir(), {}).ok());
  const auto tally = judge_world(dir(), plugin(), {});
  ASSERT_TRUE(tally) << tally.error().message;
  EXPECT_EQ(name(tally->worst()), "right") << tally->text();
  EXPECT_NE(tally->json().find("\"collection_gap\":{\"right\":"), std::string::npos);
}

// What a log does after a week of learning is seen in worlds that last longer.
TEST(Sweep, DrawsSmallWorldsAndSomeThatLastLongerThanAWeek) {
  std::map<std::uint32_t, int> lasting;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const WorldOptions world = test::swept_world(seed).world;
    ++lasting[world.days];
    EXPECT_TRUE(1 <= world.customers && world.customers <= 24) << seed;
    EXPECT_TRUE(6 <= world.people && world.people <= 16) << seed;
  }
  std::set<std::uint32_t> days;
  for (const auto& [number, worlds] : lasting) days.insert(number);
  EXPECT_EQ(days, (std::set<std::uint32_t>{1, 2, 3, 4, 5, 6, 8, 9, 10}));
  EXPECT_LT(lasting[8] + lasting[9] + lasting[10], 80);
}

rc::Gen<Case> worlds() {
  return rc::gen::map(
      rc::gen::tuple(rc::gen::inRange<std::uint64_t>(1, 1'000'000),
                     rc::gen::inRange<std::uint32_t>(1, 12), rc::gen::inRange<std::uint32_t>(6, 12),
                     rc::gen::inRange<std::uint32_t>(1, 4)),
      [](const auto& drawn) {
        GenerateOptions options = small_world(std::get<0>(drawn), "all", "swarm");
        options.world.customers = std::get<1>(drawn);
        options.world.people = std::get<2>(drawn);
        options.world.days = std::get<3>(drawn);
        return case_of(options);
      });
}
// With shrinking that knows actions, records and faults, in place of that of numbers.
rc::Gen<Case> shrinking_worlds() {
  return rc::Gen<Case>([gen = worlds()](const rc::Random& random, int size) {
    return shrinkable(gen(random, size).value());
  });
}

// Draws worlds until one fails, and shrinks that one; the smallest is kept for whoever looks into
// it.
rc::detail::TestResult check_worlds(const Library& library, int worlds_tried,
                                    const std::string& scratch, Case& smallest) {
  rc::detail::TestParams params = rc::detail::configuration().testParams;
  params.maxSuccess = worlds_tried;
  return rc::detail::checkTestable(
      [&] {
        const Case c = *shrinking_worlds().as("world");
        const auto result = judge_case(c, library, scratch);
        RC_ASSERT(result.ok());
        if (result->worst != Verdict::kRight) smallest = c;
        RC_ASSERT(name(result->worst) == "right");
      },
      rc::detail::TestMetadata(), params);
}

TEST_F(JudgeTest, InAnyWorldThePluginIsRight) {
  Case smallest;
  const auto result = check_worlds(plugin(), 10, dir(), smallest);
  if (result.is<rc::detail::SuccessResult>()) return;
  std::ostringstream report;
  rc::detail::printResultMessage(result, report);
  ASSERT_TRUE(judge_case(smallest, plugin(), "aobo-smallest").ok());
  ADD_FAILURE() << report.str() << "\nthe smallest world that fails so lies in aobo-smallest";
}

#ifdef AOBO_HAS_CANARIES
TEST_F(JudgeTest, APluginThatIsWrongFailsWithASmallWorld) {
  const auto canary = Library::load(std::string(test::kCanaries) + "/conflict-named.so");
  ASSERT_TRUE(canary) << canary.error().message;
  Case smallest;
  const auto result = check_worlds(**canary, 10, dir(), smallest);
  ASSERT_TRUE(result.is<rc::detail::FailureResult>());
  ASSERT_EQ(smallest.actions.size(), 1U);
  const std::set<std::string_view> of_two = {"two-names-in-a-token", "two-in-one-sign-in"};
  EXPECT_TRUE(of_two.contains(smallest.actions.front().story)) << smallest.actions.front().story;
  EXPECT_EQ(smallest.options.faults, "none");
  std::ostringstream report;
  rc::detail::printResultMessage(result, report);
  EXPECT_NE(report.str().find("1 actions, faults: none"), std::string::npos) << report.str();
}

// A sweep that goes on tells of each world that failed, and ends with the worst.
TEST_F(JudgeTest, ASweepThatGoesOnCountsEveryWorld) {
  const std::vector<std::string> words = {"--keep-going",
                                          "--seeds",
                                          "1-2",
                                          "--customers",
                                          "3",
                                          "--people",
                                          "6",
                                          "--days",
                                          "4",
                                          "--activity",
                                          "0",
                                          "--faults",
                                          "none",
                                          "--story",
                                          "two-names-in-a-token",
                                          "--stories-only"};
  const auto swept = [&](const std::string& library) {
    std::vector<std::string> all = words;
    all.insert(all.end(), {"--plugin", library, "--out", dir()});
    ::testing::internal::CaptureStdout();
    const Exit exit = run_command(*find_command("sweep"), all);
    return std::pair(::testing::internal::GetCapturedStdout(), exit);
  };
  EXPECT_EQ(swept(test::kLibrary),
            std::pair(std::string("seed 1: 1 actions, right\n"
                                  "seed 2: 1 actions, right\n"
                                  "2 seeds, 2 actions, 4 answers: 0 names right, 0 wrong, 0 "
                                  "accusations, 0 unfounded, 0 missed, 0 wrong fields, 0 other "
                                  "failures\n"),
                      Exit::kOk));
  const std::string same =
      " --customers 3 --people 6 --days 4 --start 2026-03-02 --activity 0 --story "
      "two-names-in-a-token --faults none --stories-only --variant token-object=customer --variant "
      "app-context=";
  const std::string first = same +
                            "list --variant user-key=puid --variant mailbox-home=none --variant "
                            "vault-person=domain --out DIR\n";
  const std::string second =
      same +
      "deeper --variant user-key=puid --variant audit-linkable=none --variant "
      "vault-person=domain --out DIR\n";
  EXPECT_EQ(swept(std::string(test::kCanaries) + "/conflict-named.so"),
            std::pair("seed 1: 1 actions, wrong\n"
                      "seed 2: 1 actions, wrong\n"
                      "2 seeds, 2 actions, 4 answers: 0 names right, 4 wrong, 0 accusations, 0 "
                      "unfounded, 0 missed, 0 wrong fields, 0 other failures\n"
                      "worlds that failed:\n"
                      "  seed 1: wrong; aobo-sim generate --seed 1" +
                          first + "  seed 2: wrong; aobo-sim generate --seed 2" + second,
                      Exit::kWrong));
}

TEST_F(JudgeTest, AFailureShrinksToTheFewestActionsOfItsClass) {
  const auto canary = Library::load(std::string(test::kCanaries) + "/conflict-named.so");
  ASSERT_TRUE(canary) << canary.error().message;
  const GenerateOptions options =
      small_world(1, "two-names-in-a-token,leaver,spray", "delay,duplicate");
  const Case whole = case_of(options);
  const auto failing = judge_case(whole, **canary, dir());
  ASSERT_TRUE(failing) << failing.error().message;
  ASSERT_EQ(name(failing->worst), "wrong");
  std::size_t tries = 0;
  const Case least = shrunk(whole, Verdict::kWrong, **canary, dir(),
                            [&](std::size_t tried, std::size_t) { tries = tried; });
  const auto again = judge_case(least, **canary, dir());
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(name(again->worst), "wrong");
  EXPECT_EQ(least.actions.size(), 1U);
  EXPECT_EQ(least.actions.front().story, "two-names-in-a-token");
  EXPECT_EQ(least.options.faults, "none");
  EXPECT_EQ(least.left_out.size(), 1U) << "of start and end one is enough";
  EXPECT_GT(tries, 5U);
  EXPECT_NE(text_of(least, *again).find("by aobo"), std::string::npos) << text_of(least, *again);
  EXPECT_TRUE(std::filesystem::exists(dir() + "/aobo.json"));
}
#endif

TEST_F(JudgeTest, AWorldThatIsNoneIsSaidSo) {
  EXPECT_EQ(judge_world(folder() + "/nothing", plugin(), {}).error().message,
            folder() + "/nothing/aobo.json: cannot be read");
  ASSERT_TRUE(write_world(small_world(1, "none"), nullptr, dir(), {}).ok());
  write("world/truth.ndjson", "{\"time\":\"then\"}\n");
  EXPECT_EQ(judge_world(dir(), plugin(), {}).error().message,
            dir() + "/truth.ndjson:1: time, offset or length is missing");
}

TEST_F(JudgeTest, AFolderThatHoldsSomethingIsNotWrittenInto) {
  write("world/mine.txt", "mine");
  const auto written = write_world(small_world(1, "none"), nullptr, dir(), {});
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().message,
            dir() + ": the folder is not empty; name another, or empty it");
}

TEST(Shrinking, EverySmallerWorldHasLess) {
  const Case c = case_of(small_world(2, "leaver", "swarm"));
  const auto size = [](const Case& one) {
    return one.actions.size() * 1000 + one.options.faults.size() - one.left_out.size();
  };
  const std::size_t count = smaller_count(c);
  ASSERT_GT(count, c.actions.size());
  for (std::size_t i = 0; i < count; i += 1 + count / 50)
    EXPECT_LT(size(smaller(c, i)), size(c)) << i;
}

}  // namespace
}  // namespace aobo::sim
