// aobo-sim sweep: many worlds, one seed after another, each generated and judged; the first that
// fails is made as small as it gets, or all are counted.
#include <fmt/format.h>

#include <boost/program_options.hpp>
#include <filesystem>
#include <iostream>

#include "plugin/base/number.h"
#include "simulator/cli/command.h"
#include "simulator/cli/interrupt.h"
#include "simulator/cli/terminal.h"
#include "simulator/cli/world_options.h"
#include "simulator/shrink/shrink.h"

namespace aobo::sim {
namespace {

namespace po = boost::program_options;

struct Seeds {
  std::uint64_t from = 0, to = 0;
};
std::optional<Seeds> read_seeds(const std::string& text) {
  const std::size_t dash = text.find('-');
  const auto from = whole_number<std::uint64_t>(std::string_view(text).substr(0, dash));
  const auto to = dash == std::string::npos
                      ? from
                      : whole_number<std::uint64_t>(std::string_view(text).substr(dash + 1));
  return from && to && *from <= *to ? std::optional(Seeds{*from, *to}) : std::nullopt;
}

Exit report(const GenerateOptions& options, Case failing, const CaseResult& result,
            const Library& plugin, const std::string& out) {
  std::cout << fmt::format(
                   "\nseed {} failed: {}\nto repeat it:\n  {} --out DIR\n  aobo-sim judge DIR\n",
                   options.world.seed, name(result.worst), options.command())
            << std::flush;
  Progress progress(true);
  const Case least = shrunk(
      std::move(failing), result.worst, plugin, out, [&](std::size_t tries, std::size_t actions) {
        progress.show(fmt::format("{} smaller worlds tried, {} actions left", tries, actions));
      });
  progress.end();
  const auto again = judge_case(least, plugin, out);
  if (!again) return fail(Exit::kFailed, again.error().message);
  std::cout << "\nThe smallest world that fails so, written to " << out << ", is made by\n  "
            << command_of(out) << " --out DIR\n"
            << text_of(least, *again) << std::flush;
  return exit_of(result.worst);
}

// What came of all the worlds of a sweep that goes on.
class Totals {
 public:
  void add(const GenerateOptions& options, const Case& the_case, const CaseResult& result) {
    ++seeds_;
    actions_ += the_case.actions.size();
    answers_ += result.tally.answers();
    for (std::size_t i = 0; i < counts_.size(); ++i)
      counts_[i] += result.tally.count(static_cast<Verdict>(i));
    worst_ = std::max(worst_, result.worst);
    if (result.worst != Verdict::kRight)
      failing_ += fmt::format("  seed {}: {}; {} --out DIR\n", options.world.seed,
                              name(result.worst), options.command());
  }
  Verdict worst() const { return worst_; }
  // The numbers, and the seeds that failed, a line each.
  std::string text() const {
    const std::uint64_t fields = count(Verdict::kWrongField) + count(Verdict::kWrongCount);
    std::uint64_t failures = 0;
    for (std::size_t i = 0; i < counts_.size(); ++i)
      failures += is_failure(static_cast<Verdict>(i)) ? counts_[i] : 0;
    const std::uint64_t listed = count(Verdict::kWrong) + count(Verdict::kAccused) +
                                 count(Verdict::kUnfounded) + count(Verdict::kMissed) + fields;
    return fmt::format(
               "{} seeds, {} actions, {} answers: {} names right, {} wrong, {} accusations, {} "
               "unfounded, {} missed, {} wrong fields, {} other failures\n",
               seeds_, actions_, answers_, count(Verdict::kRight), count(Verdict::kWrong),
               count(Verdict::kAccused), count(Verdict::kUnfounded), count(Verdict::kMissed),
               fields, failures - listed) +
           (failing_.empty() ? "" : "worlds that failed:\n" + failing_);
  }

 private:
  std::uint64_t count(Verdict verdict) const { return counts_[static_cast<std::size_t>(verdict)]; }

  std::uint64_t seeds_ = 0, actions_ = 0, answers_ = 0;
  Counts counts_{};
  Verdict worst_ = Verdict::kRight;
  std::string failing_;
};

class SweepRun : public Invocation {
 public:
  std::vector<OptionsGroup> options() override {
    OptionsGroup group{"Options", {}};
    group.options.add_options()("seeds",
                                po::value(&seeds_)->value_name("SEEDS")->default_value("1-20"),
                                "a seed, or the first and the last, like 1-50")(
        "plugin",
        po::value(&plugin_)->value_name("FILE")->default_value(default_plugin(),
                                                               "libaobo.so beside aobo-sim"),
        "the plugin to judge")(
        "out", po::value(&out_)->value_name("DIR")->default_value("aobo-smallest"),
        "folder for the smallest world that fails; a world of before is removed")(
        "keep-going", po::bool_switch(&keep_going_),
        "judge all seeds and count; no world is made smaller");
    OptionsGroup worlds{"The worlds; what is not given is drawn from each seed", {}};
    world_.describe(worlds.options, true);
    return {std::move(group), std::move(worlds)};
  }
  Exit run(const po::variables_map& given) override {
    const auto seeds = read_seeds(seeds_);
    if (!seeds)
      return fail(Exit::kUsage, "sweep: --seeds must be like 7 or 1-20, found \"" + seeds_ + "\"");
    const auto library = Library::load(plugin_);
    if (!library) return fail(Exit::kPlugin, library.error().message);
    if (!may_be_replaced(out_))
      return fail(Exit::kOutput,
                  out_ + ": not a folder of an earlier sweep; name another with --out");
    return sweep(*seeds, **library, given);
  }

 private:
  Exit sweep(const Seeds& seeds, const Library& library, const po::variables_map& given) const {
    Progress progress(true);
    Totals totals;
    if (keep_going_) watch_interrupts();
    for (std::uint64_t seed = seeds.from; seed <= seeds.to && !interrupted(); ++seed) {
      WorldArguments own = world_;
      own.seed = seed;
      own.draw_sizes(given);
      const auto chosen = own.options();
      if (!chosen) return fail(Exit::kUsage, "sweep: " + chosen.error().message);
      progress.show(fmt::format("seed {} of {} to {}", seed, seeds.from, seeds.to));
      Case c = case_of(*chosen);
      const auto result = judge_case(c, library, out_);
      if (!result) return fail(Exit::kFailed, result.error().message + "; " + chosen->command());
      progress.end();
      std::cout << fmt::format("seed {}: {} actions, {}\n", seed, c.actions.size(),
                               result->worst == Verdict::kRight ? "right" : name(result->worst))
                << std::flush;
      totals.add(*chosen, c, *result);
      if (result->worst != Verdict::kRight && !keep_going_)
        return report(*chosen, std::move(c), *result, library, out_);
    }
    std::error_code ignored;
    std::filesystem::remove_all(out_, ignored);
    if (!keep_going_) return Exit::kOk;
    std::cout << totals.text() << std::flush;
    return interrupted() ? Exit::kInterrupted : exit_of(totals.worst());
  }

  WorldArguments world_;
  std::string seeds_, plugin_, out_;
  bool keep_going_ = false;
};

}  // namespace

Command sweep_command() {
  return {
      "sweep",
      "generate and judge many worlds; make the first that fails as small as it gets",
      {"aobo-sim sweep [OPTIONS]"},
      {"Generates a world for every seed and judges the plugin by it as \"aobo-sim judge\" does: "
       "names, times, ways in, verdicts on what was agreed, and derived events.",
       "At the first world that fails it leaves out faults, actions and at last single records, as "
       "long as what is left still fails in the same class. It tells the smallest world as a "
       "story, writes it to the folder of --out, prints the commands that repeat the failure, and "
       "stops.",
       "With --keep-going it judges all seeds instead, and prints in the end how many answers were "
       "right and how many failed in which way, and the command of each world that failed.",
       "Exit codes from 20 on are those of \"aobo-sim judge\", of the first world that fails; with "
       "--keep-going of the worst failure of all. The "
       "folder of --out holds each world while it is judged, and is removed where all are right."},
      {},
      {Exit::kPlugin, Exit::kOutput, Exit::kWrong, Exit::kUnfounded, Exit::kUnanswered,
       Exit::kMisread, Exit::kMissed, Exit::kWrongPath, Exit::kWrongPolicy, Exit::kDerived,
       Exit::kWrongField, Exit::kAccused, Exit::kInterrupted},
      {{"fifty small worlds with stories and faults", "aobo-sim sweep --seeds 1-50"},
       {"another build of the plugin, without faults",
        "aobo-sim sweep --plugin build/lib/libaobo.so --faults none"},
       {"count over many seeds, whatever fails", "aobo-sim sweep --keep-going --seeds 1-1000"}},
      make_invocation<SweepRun>,
  };
}

}  // namespace aobo::sim
