// The judge can fail: of plugins with a planted fault (tests/canaries) it must find more failures
// of the fault's class than of the plugin itself on the same world.
#include <gtest/gtest.h>

#include <filesystem>

#include "simulator/shrink/shrink.h"
#include "tests/support/places.h"
#include "tests/support/temp_folder.h"

namespace aobo::sim {
namespace {

// The worlds on which canaries are let out: small, with every story, with and without faults.
std::vector<GenerateOptions> worlds() {
  std::vector<GenerateOptions> all;
  for (const auto& [seed, faults] :
       {std::pair{1U, "none"}, {2U, "swarm"}, {3U, "all"}, {14U, "none"}, {28U, "all"}}) {
    GenerateOptions options;
    // In one of them copies of changes show nobody; no seed draws that.
    Variants variants = Variants::drawn(seed);
    if (all.empty()) {
      EXPECT_EQ(variants.set("change-actor=label"), std::nullopt);
    }
    options.world = {seed, 13, 9, 4, *parse_date("2026-03-02"), 6, variants};
    options.stories = *chosen_stories("all");
    options.faults = faults;
    all.push_back(options);
  }
  return all;
}

struct Canary {
  const char* name;
  Verdict caught_as;  // in the worst world
  friend std::ostream& operator<<(std::ostream& out, const Canary& canary) {
    return out << canary.name;
  }
};

// The worlds, written once, and how the plugin itself is judged in each.
class Aviary : public ::testing::Environment {
 public:
  void SetUp() override {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "aobo-canaries-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    for (const GenerateOptions& options : worlds()) {
      folders_.push_back(folder_ + "/" + std::to_string(folders_.size()));
      const auto written = write_world(options, nullptr, folders_.back(), {});
      ASSERT_TRUE(written.ok());
      const auto tally = judge_world(folders_.back(), *loaded(test::kLibrary), {});
      ASSERT_TRUE(tally) << tally.error().message;
      own_.push_back(*tally);
    }
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  // Whether in one of the worlds the canary has more failures of that class than the plugin itself.
  bool is_caught(const std::string& canary, Verdict caught_as) const {
    const auto library = loaded(canary);
    for (std::size_t world = 0; world < folders_.size(); ++world) {
      const auto tally = judge_world(folders_[world], *library, {});
      if (!tally) throw std::runtime_error(tally.error().message);
      if (tally->count(caught_as) > own_[world].count(caught_as)) return true;
    }
    return false;
  }

  // The worst verdict over the worlds, and the first failure of it.
  CaseResult worst_of(const std::string& plugin) const {
    const auto library = loaded(plugin);
    CaseResult worst;
    for (const std::string& world : folders_) {
      const auto result = judge_folder(world, *library);
      if (!result) throw std::runtime_error(result.error().message);
      if (result->worst > worst.worst) worst = *result;
    }
    return worst;
  }

 private:
  static std::unique_ptr<Library> loaded(const std::string& plugin) {
    auto library = Library::load(plugin);
    if (!library) throw std::runtime_error(library.error().message);
    return std::move(*library);
  }

  std::string folder_;
  std::vector<std::string> folders_;
  std::vector<Tally> own_;  // one a folder
};
const Aviary* const kAviary = static_cast<Aviary*>(::testing::AddGlobalTestEnvironment(new Aviary));

class Canaries : public ::testing::TestWithParam<Canary> {};

TEST_P(Canaries, IsCaught) {
  const std::string canary = std::string(test::kCanaries) + "/" + GetParam().name + ".so";
  EXPECT_TRUE(kAviary->is_caught(canary, GetParam().caught_as)) << name(GetParam().caught_as);
}

INSTANTIATE_TEST_SUITE_P(
    Planted, Canaries,
    ::testing::Values(
        Canary{"uti-bytes-swapped", Verdict::kMissed}, Canary{"validity-ignored", Verdict::kMissed},
        Canary{"last-evidence-wins", Verdict::kWrong}, Canary{"case-sensitive", Verdict::kMissed},
        Canary{"failed-sign-in-believed", Verdict::kWrong},
        Canary{"check-in-ignored", Verdict::kWrong}, Canary{"conflict-named", Verdict::kWrong},
        Canary{"machinery-unknown", Verdict::kWrongPath}, Canary{"any-target", Verdict::kWrong},
        Canary{"cut-record-swallows", Verdict::kUnanswered},
        Canary{"zone-ignored", Verdict::kMisread}, Canary{"afternoon-ignored", Verdict::kMisread},
        Canary{"inferred-id-proves", Verdict::kMissed},
        Canary{"shared-address-names", Verdict::kWrong}, Canary{"duplicates-kept", Verdict::kExtra},
        Canary{"late-evidence-ignored", Verdict::kWrong},
        Canary{"order-ignored", Verdict::kUnfounded},
        Canary{"confidence-always-exact", Verdict::kWrongField},
        Canary{"path-always-unknown", Verdict::kWrongPath},
        Canary{"candidates-invented", Verdict::kWrongField},
        Canary{"customer-misnamed", Verdict::kWrongField},
        Canary{"partner-misnamed", Verdict::kWrongField},
        Canary{"operation-wrong", Verdict::kWrongField},
        Canary{"result-always-success", Verdict::kWrongField},
        Canary{"target-swapped", Verdict::kWrongField},
        Canary{"actor-is-target", Verdict::kWrongField},
        Canary{"policy-always-allowed", Verdict::kWrongPolicy},
        Canary{"policy-never-given", Verdict::kWrongPolicy},
        Canary{"counts-empty", Verdict::kWrongCount}, Canary{"activities-split", Verdict::kSplit},
        Canary{"activities-joined", Verdict::kJoined},
        Canary{"derived-blames-innocents", Verdict::kAccused},
        Canary{"self-confirming", Verdict::kWrong}, Canary{"home-not-weighed", Verdict::kWrong},
        Canary{"strangers-hold-nothing", Verdict::kWrong},
        Canary{"microsoft-by-its-name", Verdict::kWrongPath},
        Canary{"copy-is-a-duplicate", Verdict::kUnanswered}, Canary{"any-year", Verdict::kMissed},
        Canary{"anybodys-relationship", Verdict::kWrongPolicy},
        Canary{"one-right-alone", Verdict::kAccused},
        Canary{"groups-not-followed", Verdict::kAccused},
        Canary{"zero-is-an-id", Verdict::kUnfounded}, Canary{"first-copy-stands", Verdict::kWrong},
        Canary{"name-teaches-an-id", Verdict::kMissed}, Canary{"any-request", Verdict::kWrong},
        Canary{"twins-not-asked", Verdict::kMissed},
        Canary{"tool-log-ignores-the-target", Verdict::kWrong},
        Canary{"any-key-known", Verdict::kWrongField},
        Canary{"roles-never-end", Verdict::kWrongField},
        Canary{"nobody-is-privileged", Verdict::kWrongField},
        Canary{"tool-is-a-strangers", Verdict::kWrongField},
        Canary{"no-key-is-new", Verdict::kWrongCount}, Canary{"deeds-not-seen", Verdict::kAccused},
        Canary{"nothing-withdrawn", Verdict::kAccused}, Canary{"another-kind", Verdict::kAccused},
        Canary{"lighthouse-is-aobo", Verdict::kWrongPath},
        Canary{"derived-misdated", Verdict::kDerivedUnfounded},
        Canary{"derived-path-unknown", Verdict::kDerivedUnfounded}),
    [](const ::testing::TestParamInfo<Canary>& canary) {
      std::string name = canary.param.name;
      std::replace(name.begin(), name.end(), '-', '_');
      return name;
    });

TEST(ThePluginItself, IsRightOnTheSameWorlds) {
  const CaseResult result = kAviary->worst_of(test::kLibrary);
  EXPECT_EQ(name(result.worst), "right")
      << (result.failures.empty()
              ? std::string()
              : result.failures.front().why + " at " + result.failures.front().truth.record +
                    " of " + result.failures.front().truth.file);
}

}  // namespace
}  // namespace aobo::sim
