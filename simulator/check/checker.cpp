#include "simulator/check/checker.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <set>
#include <thread>
#include <tuple>

#include "plugin/base/text.h"
#include "simulator/check/invariance.h"
#include "simulator/rules/explain.h"
#include "simulator/rules/matcher.h"

namespace aobo::sim {
namespace {

// Failures of one class and rule that are kept.
constexpr std::size_t kKept = 3;

std::string folder_of(const SourceFiles& files, const SourcePlace& place) {
  const std::string& name = files.name(place.file);
  const std::size_t slash = name.rfind('/');
  return slash == std::string::npos ? "." : name.substr(0, slash);
}

CheckClass class_of(Breach breach) {
  return breach == Breach::kMissed     ? CheckClass::kMissed
         : breach == Breach::kUnwanted ? CheckClass::kUnwanted
                                       : CheckClass::kMisnamed;
}

double seconds_since(std::chrono::steady_clock::time_point began) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

}  // namespace

std::string_view name(CheckClass what) {
  constexpr std::string_view kNames[] = {"case",       "missed",  "unwanted", "misnamed",
                                         "invariance", "vacuous", "untested", "answers"};
  return kNames[static_cast<std::size_t>(what)];
}

GenerateOptions check_world(std::uint64_t seed, bool faults) {
  Stream draw(seed, "world of a check");
  GenerateOptions options;
  options.world = {seed,
                   static_cast<std::uint32_t>(draw.between(12, 24)),
                   static_cast<std::uint32_t>(draw.between(9, 16)),
                   static_cast<std::uint32_t>(draw.between(5, 6)),
                   *parse_date("2026-03-02"),
                   static_cast<std::uint32_t>(draw.between(0, 8)),
                   std::nullopt};
  options.stories = *chosen_stories("all");
  options.faults = faults ? "swarm" : "none";
  return options;
}

Checker::Checker(const Library& library, const RuleSet& rules, const TestFiles& tests,
                 CheckOptions options)
    : library_(library), rules_(rules), tests_(tests), options_(std::move(options)) {}

bool Checker::wanted(const std::string& rule) const { return is_chosen(options_.rules, rule); }

void Checker::fail(CheckFailure failure) {
  const std::lock_guard lock(mutex_);
  report_.failures.push_back(std::move(failure));
}

void Checker::error(std::string message) {
  const std::lock_guard lock(mutex_);
  if (!error_) error_ = Error{std::move(message)};
  failed_ = true;
}

void Checker::in_parallel(std::size_t count, const std::function<void(Stage&, std::size_t)>& each) {
  std::atomic<std::size_t> next{0};
  const auto work = [&](unsigned worker) {
    Stage stage(library_, rules_.columns(), rules_.schema(),
                fmt::format("{}/{}", options_.scratch, worker));
    for (std::size_t i = next++; i < count && !failed_; i = next++) each(stage, i);
  };
  std::vector<std::thread> others;
  for (unsigned worker = 1; worker < options_.jobs; ++worker) others.emplace_back(work, worker);
  work(0);
  for (std::thread& other : others) other.join();
}

Result<CheckReport> Checker::run() {
  for (const LoadedRule& rule : rules_.rules()) {
    if (!wanted(rule.item.name)) continue;
    report_.scores[rule.item.name];
    if (tests_.find(rule.item.name) == nullptr) {
      fail({CheckClass::kUntested,
            rule.item.name,
            {},
            "the rule has no tests; write them into the file of the same name in tests/ beside it",
            "",
            0});
    }
  }
  for (const RuleTests& tests : tests_.rules) {
    if (wanted(tests.rule) && rules_.find(tests.rule) == nullptr) {
      fail({CheckClass::kUntested, tests.rule, tests.place,
            "tests of a rule that there is none of, or that is not enabled", "", 0});
    }
  }
  for (const RuleTests& tests : tests_.rules) {
    const bool decided = tests.property || !tests.cases_only.empty();
    if (options_.worlds == 0 || decided || !wanted(tests.rule) ||
        rules_.find(tests.rule) == nullptr)
      continue;
    fail({CheckClass::kUntested, tests.rule, tests.place,
          "only cases test the rule; add property:, or cases_only: and why no world can show it",
          "", 0});
  }
  auto began = std::chrono::steady_clock::now();
  run_cases();
  report_.case_seconds = seconds_since(began);
  began = std::chrono::steady_clock::now();
  if (!error_ && options_.worlds > 0) run_worlds();
  report_.world_seconds = seconds_since(began);
  if (error_) return *error_;
  conclude();
  return std::move(report_);
}

void Checker::run_cases() {
  std::vector<std::pair<const RuleTests*, const RuleCase*>> all;
  for (const RuleTests& tests : tests_.rules) {
    if (!wanted(tests.rule) || rules_.find(tests.rule) == nullptr) continue;
    for (const RuleCase& c : tests.cases) all.emplace_back(&tests, &c);
  }
  std::atomic<std::size_t> done{0};
  in_parallel(all.size(), [&](Stage& stage, std::size_t index) {
    run_case(stage, *all[index].first, *all[index].second);
    if (options_.progress) options_.progress(fmt::format("case {} of {}", ++done, all.size()));
  });
  report_.cases = all.size();
}

void Checker::run_case(Stage& stage, const RuleTests& tests, const RuleCase& rule_case) {
  auto scene = stage.play(rule_case, folder_of(tests_.files, rule_case.place));
  const LoadedRule& rule = *rules_.find(tests.rule);
  if (!scene)
    return fail({CheckClass::kCase, tests.rule, rule_case.place, scene.error().message, "", 0});
  RecordingReader reader(stage.recording());
  EventView view(rules_.columns(), reader);
  std::optional<std::size_t> fired;
  std::size_t alerts = 0;
  for (std::size_t i = (*scene)->from; i < (*scene)->to; ++i) {
    reader.at(stage.recording().events()[i]);
    view.next();
    if (!evaluate(rule.program, rules_.checks(), view)) continue;
    if (++alerts == 1) fired = i;
  }
  const bool good = rule_case.holds(alerts);
  {
    const std::lock_guard lock(mutex_);
    RuleScore& score = report_.scores[tests.rule];
    ++score.cases;
    score.cases_failed += good ? 0U : 1U;
    report_.events += (*scene)->to - (*scene)->from;
  }
  if (!good) {
    const std::string what =
        rule_case.alerts > 0
            ? fmt::format("alerts: {}, expected {}: {}", alerts, rule_case.alerts, rule_case.shown)
        : rule_case.fires ? fmt::format("does not fire: {}", rule_case.shown)
                          : fmt::format("fires: {}", rule_case.shown);
    std::string detail;
    for (std::size_t i = fired.value_or((*scene)->from);
         i < std::min((*scene)->to, fired.value_or((*scene)->from) + (fired ? 1 : 3)); ++i) {
      detail += explained(tests.rule, stage.recording(), i);
    }
    fail({CheckClass::kCase, tests.rule, rule_case.place, what, detail, 0});
  }
  stage.forget();
}

std::string Checker::explained(const std::string& rule, const Recording& recording,
                               std::size_t event) const {
  RecordingReader reader(recording);
  reader.at(recording.events()[event]);
  EventView view(rules_.columns(), reader);
  view.next();
  const Recording::Event& e = recording.events()[event];
  const std::string origin = printable(e.origin.substr(
      e.origin.rfind("/logs/") == std::string_view::npos ? 0 : e.origin.rfind("/logs/") + 1));
  return fmt::format("  event at {}, {} byte {}{}\n{}", format_time(static_cast<TimeNs>(e.time)),
                     origin, e.offset,
                     e.derived.empty() ? "" : fmt::format(", derived: {}", e.derived),
                     explain(*rules_.find(rule), rules_.checks(), view));
}

std::vector<std::vector<std::size_t>> Checker::fire(const Scene& scene, const Recording& recording,
                                                    const std::vector<std::string>& only) const {
  std::vector<std::vector<std::size_t>> fired(rules_.rules().size());
  RecordingReader reader(recording);
  Matcher matcher(rules_, reader,
                  {.all = true, .least = Priority::kDebug, .tags = {}, .rules = only});
  for (std::size_t i = scene.from; i < scene.to; ++i) {
    reader.at(recording.events()[i]);
    for (const std::size_t rule : matcher.match()) fired[rule].push_back(i);
  }
  return fired;
}

void Checker::run_worlds() {
  std::atomic<std::size_t> done{0};
  in_parallel(options_.worlds + 1, [&](Stage& stage, std::size_t index) {
    if (index == options_.worlds) {
      invariance(stage);
    } else {
      const std::uint64_t seed = options_.seed + index;
      judge_world(stage, check_world(seed, index % 2 == 1), seed, index % 2 == 0);
    }
    stage.forget();
    if (options_.progress)
      options_.progress(fmt::format("world {} of {}", ++done, options_.worlds + 1));
  });
  report_.worlds = options_.worlds;
}

void Checker::judge_world(Stage& stage, const GenerateOptions& options, std::uint64_t seed,
                          bool complete) {
  auto scene = stage.play_world(options, nullptr);
  if (!scene) return error(scene.error().message);
  const auto fired = fire(**scene, stage.recording());
  const World world = make_world(options);
  for (std::size_t i = 0; i < fired.size(); ++i) {
    const std::string& rule = rules_.rules()[i].item.name;
    const RuleTests* tests = tests_.find(rule);
    if (wanted(rule) && tests != nullptr && tests->property)
      judge_rule(*tests, world, **scene, stage, fired[i], seed, complete);
  }
  if (options_.judge_answers) judge_answers(options);
  const std::lock_guard lock(mutex_);
  count_order(**scene, stage.recording(), fired);
  report_.events += (*scene)->to - (*scene)->from;
}

// What no rule may ask for is part of an alert as well: a person's candidates, how sure the name
// is.
void Checker::judge_answers(const GenerateOptions& options) {
  const std::string dir = fmt::format("{}/judged-{}", options_.scratch, options.world.seed);
  const auto judged = judge_case(case_of(options), library_, dir);
  std::error_code ignored;
  std::filesystem::remove_all(dir, ignored);
  if (!judged) return error(judged.error().message);
  if (judged->worst == Verdict::kRight || judged->failures.empty()) return;
  const Failure& worst = judged->failures.front();
  fail({CheckClass::kAnswers,
        "",
        {},
        fmt::format("{}: {}; {} at byte {}, record \"{}\"", sim::name(worst.verdict), worst.why,
                    worst.truth.file, worst.truth.offset, worst.truth.record),
        fmt::format("  {} --out DIR\n  aobo-sim judge DIR\n", options.command()),
        options.world.seed});
}

void Checker::judge_rule(const RuleTests& tests, const World& world, const Scene& scene,
                         const Stage& stage, const std::vector<std::size_t>& fired,
                         std::uint64_t seed, bool complete) {
  const PropertyResult result =
      judge_property(*tests.property, world, scene, stage.recording(), fired, complete);
  const std::lock_guard lock(mutex_);
  RuleScore& score = report_.scores[tests.rule];
  score.selected += result.selected;
  score.alerted += result.alerted;
  std::map<CheckClass, std::size_t>
      counted;  // of one world the first few: whichever thread is the first, the report is the same
  for (const PropertyBreach& breach : result.breaches) {
    score.unwanted += breach.breach == Breach::kUnwanted ? 1U : 0U;
    score.misnamed += breach.breach == Breach::kMisnamed ? 1U : 0U;
    CheckFailure failure{
        class_of(breach.breach), tests.rule, tests.property->place, breach.text, "", seed};
    if (++counted[failure.what] > kKept) continue;
    auto& kept = breach.breach == Breach::kMissed ? missed_[tests.rule] : report_.failures;
    if (breach.breach != Breach::kMissed)
      failure.detail = explained(tests.rule, stage.recording(), breach.event);
    kept.push_back(std::move(failure));
  }
}

void Checker::count_order(const Scene& scene, const Recording& recording,
                          const std::vector<std::vector<std::size_t>>& fired) {
  std::map<std::size_t, std::size_t> first;
  for (std::size_t rule = 0; rule < fired.size(); ++rule) {
    const std::string& name = rules_.rules()[rule].item.name;
    RuleScore ignored;
    RuleScore& score = wanted(name) ? report_.scores[name] : ignored;
    std::set<std::string> deeds;
    for (const std::size_t event : fired[rule]) {
      const auto [before, is_first] = first.emplace(event, rule);
      ++score.alerts;
      const Truth* truth = scene.truths[event - scene.from];
      if (truth != nullptr && !truth->story.empty()) ++score.stories[truth->story];
      if (truth != nullptr && recording.events()[event].derived.empty()) {
        ++score.of_records;
        if (deeds.insert(truth->activity).second) ++score.activities;
      }
      if (is_first) {
        ++score.first;
      } else {
        ++score.hidden_by[rules_.rules()[before->second].item.name];
      }
    }
  }
}

void Checker::invariance(Stage& stage) {
  const auto found =
      check_invariance(stage, check_world(options_.seed, true),
                       [&](const Scene& scene) { return fire(scene, stage.recording()); });
  if (!found) return error(found.error().message);
  for (const InvarianceBreach& breach : *found) {
    const std::string& rule = rules_.rules()[breach.rule].item.name;
    if (wanted(rule)) fail({CheckClass::kInvariance, rule, {}, breach.text, "", options_.seed});
  }
}

void Checker::conclude() {
  for (const auto& [rule, score] : report_.scores) {
    const RuleTests* tests = tests_.find(rule);
    if (tests == nullptr) continue;
    const bool share_reached =
        !tests->property || score.alerted * 100 >= score.selected * tests->property->share;
    // A share below 100 % is a frequency: of a few actions it says nothing.
    const bool judged =
        share_reached || tests->property->share == 100 || score.selected >= kEnoughForAShare;
    if (!judged) {
      report_.unjudged.push_back(fmt::format(
          "{}: {} of {} actions alert, and {} % must; a share is judged on {} actions or more",
          rule, score.alerted, score.selected, tests->property->share, kEnoughForAShare));
    } else if (!share_reached) {
      for (CheckFailure& failure : missed_[rule]) {
        failure.text =
            fmt::format("{} of {} actions alert, and {} % must; this one does not: {}",
                        score.alerted, score.selected, tests->property->share, failure.text);
        report_.failures.push_back(failure);
      }
    }
    if (score.alerts == 0 && options_.worlds > 0) report_.unreached.push_back(rule);
    if (tests->property && score.selected == 0 && options_.worlds > 0) {
      report_.failures.push_back(
          {CheckClass::kVacuous, rule, tests->property->place,
           fmt::format("tested nothing: no action of {} worlds is one of those that the property "
                       "is about",
                       report_.worlds),
           "", 0});
    }
    const bool fires = score.alerts > 0 || std::any_of(tests->cases.begin(), tests->cases.end(),
                                                       [](const RuleCase& c) { return c.fires; });
    if (!fires)
      report_.failures.push_back(
          {CheckClass::kVacuous, rule, tests->place, "no case and no world makes it fire", "", 0});
    if (score.alerts > 0 && score.first == 0) {
      const auto most =
          std::max_element(score.hidden_by.begin(), score.hidden_by.end(),
                           [](const auto& a, const auto& b) { return a.second < b.second; });
      report_.hidden.push_back(
          fmt::format("{} never comes first; \"{}\" stands before it and fires for the same events",
                      rule, most->first));
    }
  }
  const auto key = [](const CheckFailure& f) {
    return std::tie(f.what, f.rule, f.seed, f.place.line, f.text);
  };
  std::sort(report_.failures.begin(), report_.failures.end(),
            [&](const CheckFailure& a, const CheckFailure& b) { return key(a) < key(b); });
  std::map<std::pair<CheckClass, std::string>, std::size_t> kept;
  std::erase_if(report_.failures, [&](const CheckFailure& failure) {
    return ++kept[{failure.what, failure.rule}] > kKept;
  });
}

std::optional<CheckFailure> Checker::judge(const Case& the_case, const std::string& rule,
                                           CheckClass what) {
  Stage stage(library_, rules_.columns(), rules_.schema(), options_.scratch + "/shrink");
  return judge_on(stage, the_case, rule, what);
}

std::optional<CheckFailure> Checker::judge_on(Stage& stage, const Case& the_case,
                                              const std::string& rule, CheckClass what) const {
  const RuleTests* tests = tests_.find(rule);
  if (tests == nullptr || !tests->property) return std::nullopt;
  if (!the_case.left_out.empty())
    return std::nullopt;  // the tests' cases are made of whole actions
  stage.forget();
  auto scene = stage.play_world(the_case.options, &the_case.actions);
  if (!scene) return std::nullopt;
  const auto fired = fire(**scene, stage.recording(), {rule});
  const auto index = static_cast<std::size_t>(rules_.find(rule) - rules_.rules().data());
  const PropertyResult result =
      judge_property(*tests->property, make_world(the_case.options), **scene, stage.recording(),
                     fired[index], what == CheckClass::kMissed);
  for (const PropertyBreach& breach : result.breaches) {
    if (class_of(breach.breach) != what) continue;
    CheckFailure failure{what,        rule, tests->property->place,
                         breach.text, "",   the_case.options.world.seed};
    if (breach.breach != Breach::kMissed) {
      failure.detail = explained(rule, stage.recording(), breach.event);
    } else {
      for (std::size_t i = (*scene)->from; i < (*scene)->to; ++i) {
        const Truth* truth = (*scene)->truths[i - (*scene)->from];
        if (truth != nullptr && truth->action == breach.action)
          failure.detail += explained(rule, stage.recording(), i);
      }
    }
    return failure;
  }
  return std::nullopt;
}

std::optional<Case> Checker::shrink(const CheckFailure& failure,
                                    const std::function<void(std::size_t, std::size_t)>& tried) {
  const bool with_faults = (failure.seed - options_.seed) % 2 == 1;
  Case whole = case_of(check_world(failure.seed, with_faults));
  Stage stage(library_, rules_.columns(), rules_.schema(), options_.scratch + "/shrink");
  const auto fails = [&](const Case& c) {
    return judge_on(stage, c, failure.rule, failure.what).has_value();
  };
  if (!fails(whole)) return std::nullopt;
  return shrunk(std::move(whole), fails, tried);
}

}  // namespace aobo::sim
