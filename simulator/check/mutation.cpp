#include "simulator/check/mutation.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <set>
#include <thread>

#include "plugin/base/whole_file.h"
#include "plugin/base/yaml_door.h"
#include "simulator/check/checker.h"
#include "simulator/rules/evaluate.h"
#include "simulator/rules/yaml_item.h"

namespace aobo::sim {
namespace {

namespace fs = std::filesystem;

std::string folder_of(const std::string& name) {
  const std::size_t slash = name.rfind('/');
  return slash == std::string::npos ? "." : name.substr(0, slash);
}

}  // namespace

std::uint64_t MutationReport::percent() const {
  const std::uint64_t counted = all.mutants - all.equivalent;
  return counted == 0 ? 100 : all.killed * 100 / counted;
}

Result<std::vector<ExplainedMutant>> read_explained(const std::vector<std::string>& rules_paths) {
  std::vector<ExplainedMutant> all;
  std::set<std::string> folders;
  for (const std::string& path : rules_paths)
    folders.insert(fs::is_directory(path) ? path : folder_of(path));
  for (const std::string& folder : folders) {
    const std::string name = folder + "/tests/mutants.yaml";
    if (!fs::exists(name)) continue;
    const auto text = read_whole_file(name, {"survivors"});
    if (!text) return text.error();
    SourceFiles files;
    const std::uint32_t file = files.add(name, *text);
    try {
      const YamlItem survivors(files, file, load_yaml(files.text(file)), "list of survivors");
      for (const YAML::Node& node : survivors.list("survivors")) {
        const YamlItem item(files, file, node, "survivor");
        all.push_back({item.text("rule"), item.text("before"), item.text_or_empty("after"),
                       item.text("why")});
      }
    } catch (const LoadFailure& failure) {
      return Error{files.render(failure.diagnostic)};
    } catch (const YAML::Exception& error) {
      return Error{fmt::format("{}:{}: {}", name, error.mark.line + 1, error.msg)};
    }
  }
  return all;
}

void add_windows(RuleSet& rules) {
  std::vector<std::pair<const SchemaField*, std::string>> wanted;
  for (std::size_t i = 0; i < rules.columns().size(); ++i) {
    const Column& column = rules.columns()[i];
    if (!has_window(column.field->info.name, rules.schema())) continue;
    for (const std::string& window : count_windows()) wanted.emplace_back(column.field, window);
  }
  for (const auto& [field, window] : wanted) rules.columns().of(*field, window);
}

Mutation::Mutation(const Library& library, RuleSet& rules, const TestFiles& tests,
                   std::vector<ExplainedMutant> explained, MutationOptions options)
    : library_(library),
      rules_(rules),
      tests_(tests),
      explained_(std::move(explained)),
      options_(std::move(options)) {
  add_windows(rules_);
}

bool Mutation::wanted(const std::string& rule) const { return is_chosen(options_.rules, rule); }

std::optional<Error> Mutation::play(Stage& stage) {
  for (const RuleTests& tests : tests_.rules) {
    if (rules_.find(tests.rule) == nullptr) continue;
    for (const RuleCase& c : tests.cases) {
      const auto scene = stage.play(c, folder_of(tests_.files.name(c.place.file)));
      if (!scene) return Error{tests_.files.shown(c.place) + ": " + scene.error().message};
      cases_[tests.rule].push_back({(*scene)->from, (*scene)->to, &c});
    }
    if (options_.progress)
      options_.progress(fmt::format("playing the cases of \"{}\"", tests.rule));
  }
  for (std::uint32_t i = 0; i < options_.worlds; ++i) {
    const GenerateOptions options = check_world(options_.seed + i, false);
    auto scene = stage.play_world(options, nullptr);
    if (!scene) return scene.error();
    worlds_.push_back({make_world(options), std::move(*scene)});
  }
  return std::nullopt;
}

bool Mutation::property_kills(const RuleTests& tests, const Program& program, const Checks& checks,
                              const Recording& recording) const {
  PropertyResult all;
  RecordingReader reader(recording);
  EventView view(rules_.columns(), reader);
  for (const PlayedWorld& world : worlds_) {
    std::vector<std::size_t> fired;
    for (std::size_t i = world.scene->from; i < world.scene->to; ++i) {
      reader.at(recording.events()[i]);
      view.next();
      if (evaluate(program, checks, view)) fired.push_back(i);
    }
    const PropertyResult result =
        judge_property(*tests.property, world.world, *world.scene, recording, fired, true);
    all.selected += result.selected;
    all.alerted += result.alerted;
    const bool wrong =
        std::any_of(result.breaches.begin(), result.breaches.end(),
                    [](const PropertyBreach& b) { return b.breach != Breach::kMissed; });
    if (wrong) return true;
  }
  return all.alerted * 100 < all.selected * tests.property->share;
}

bool Mutation::kills(const RuleTests& tests, const Condition& expanded,
                     const Recording& recording) const {
  Checks checks;
  std::vector<CompileIssue> warnings;
  const auto compiled = compile(expanded, {rules_.schema(), rules_.columns(), checks}, warnings);
  const Program* program = std::get_if<Program>(&compiled);
  if (program == nullptr) return true;  // what cannot be loaded is seen at once
  RecordingReader reader(recording);
  EventView view(rules_.columns(), reader);
  const auto found = cases_.find(tests.rule);
  for (const Played& c : found == cases_.end() ? std::vector<Played>() : found->second) {
    std::size_t alerts = 0;
    for (std::size_t i = c.from; i < c.to; ++i) {
      reader.at(recording.events()[i]);
      view.next();
      if (evaluate(*program, checks, view)) ++alerts;
    }
    if (!c.of->holds(alerts)) return true;
  }
  return tests.property && property_kills(tests, *program, checks, recording);
}

void Mutation::judge(const std::string& name, const Condition& own, const PlacedText& text,
                     const std::function<bool(const Condition&)>& killed) {
  const std::string right = canonical(own, rules_.schema());
  MutationScore score;
  std::vector<Survivor> survivors;
  for (const Mutant& mutant : mutants_of(own, rules_.schema())) {
    ++score.mutants;
    if (canonical(mutant.condition, rules_.schema()) == right) {
      ++score.equivalent;
    } else if (killed(mutant.condition)) {
      ++score.killed;
    } else {
      survivors.push_back({name, text.place(mutant.range.from), mutant.kind, mutant.before,
                           mutant.after, mutant.hint, ""});
    }
  }
  const std::lock_guard lock(mutex_);
  for (Survivor& survivor : survivors) {
    for (ExplainedMutant& known : explained_) {
      if (known.rule != survivor.rule || known.before != survivor.before ||
          known.after != survivor.after)
        continue;
      survivor.explained = known.why;
      known.used = true;
      ++score.explained;
    }
    report_.survivors.push_back(survivor);
  }
  report_.scores[name] = score;
  report_.all.mutants += score.mutants;
  report_.all.killed += score.killed;
  report_.all.equivalent += score.equivalent;
  report_.all.explained += score.explained;
  if (options_.progress)
    options_.progress(fmt::format("{} changed conditions, {} told from the right ones",
                                  report_.all.mutants, report_.all.killed));
}

void Mutation::mutate_rule(const LoadedRule& rule, const Recording& recording) {
  const RuleTests* tests = tests_.find(rule.item.name);
  static const RuleTests kNone;
  judge(rule.item.name, rule.own, rule.text, [&](const Condition& changed) {
    std::string missing;
    Range at;
    const auto expanded = rules_.macros().expanded(changed, Macros::kAll, missing, at);
    return expanded && kills(tests == nullptr ? kNone : *tests, *expanded, recording);
  });
}

void Mutation::mutate_macro(const MacroTree& macro, const Recording& recording) {
  std::vector<const LoadedRule*> users;
  for (const LoadedRule& rule : rules_.rules()) {
    Used used;
    rules_.macros().used_by(rule.own, 0, used);
    if (used.contains(macro.name) && tests_.find(rule.item.name) != nullptr) users.push_back(&rule);
  }
  if (users.empty()) return;
  const auto item = std::find_if(rules_.model().macros.begin(), rules_.model().macros.end(),
                                 [&](const MacroItem& one) { return one.name == macro.name; });
  judge("macro " + macro.name, macro.condition, item->condition, [&](const Condition& changed) {
    Macros macros = rules_.macros();
    macros.find(macro.name)->condition = changed;
    return std::any_of(users.begin(), users.end(), [&](const LoadedRule* rule) {
      std::string missing;
      Range at;
      const auto expanded = macros.expanded(rule->own, Macros::kAll, missing, at);
      return expanded && kills(*tests_.find(rule->item.name), *expanded, recording);
    });
  });
}

Result<MutationReport> Mutation::run() {
  Stage stage(library_, rules_.columns(), rules_.schema(), options_.scratch);
  if (const auto error = play(stage)) return *error;
  std::vector<std::function<void()>> tasks;
  for (const LoadedRule& rule : rules_.rules()) {
    if (wanted(rule.item.name)) tasks.push_back([&] { mutate_rule(rule, stage.recording()); });
  }
  if (options_.rules.empty()) {
    for (const MacroTree& macro : rules_.macros().all())
      tasks.push_back([&] { mutate_macro(macro, stage.recording()); });
  }
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < tasks.size(); i = next++) tasks[i]();
  };
  std::vector<std::thread> others;
  for (unsigned worker = 1; worker < options_.jobs; ++worker) others.emplace_back(work);
  work();
  for (std::thread& other : others) other.join();
  std::stable_sort(report_.survivors.begin(), report_.survivors.end(),
                   [](const Survivor& a, const Survivor& b) { return a.rule < b.rule; });
  return std::move(report_);
}

}  // namespace aobo::sim
