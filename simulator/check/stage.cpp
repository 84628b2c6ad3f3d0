#include "simulator/check/stage.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "plugin/base/check.h"
#include "plugin/base/whole_file.h"
#include "simulator/generate/directory_writer.h"
#include "simulator/generate/world_folder.h"
#include "simulator/generate/world_writer.h"
#include "simulator/host/config.h"
#include "simulator/judge/judge.h"

namespace aobo::sim {
namespace {

namespace fs = std::filesystem;

void put(const std::string& path, std::string_view text) {
  fs::create_directories(fs::path(path).parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

// Of "…/aobo.yaml:7:3: text" the text: the place is one of a file that nobody wrote.
std::string behind_place(const std::string& message) {
  const std::size_t file = message.find("aobo.yaml:");
  const std::size_t text = file == std::string::npos ? file : message.find(": ", file);
  return text == std::string::npos ? message : message.substr(text + 2);
}

void index_actions(Scene& scene) {
  for (const Action& action : scene.actions) scene.by_id[action.id] = &action;
}

}  // namespace

Stage::Stage(const Library& library, const Columns& columns, const Schema& schema,
             std::string scratch)
    : library_(library),
      columns_(columns),
      schema_(schema),
      scratch_(std::move(scratch)),
      world_(make_world(case_world_options())) {
  fs::remove_all(scratch_);
  MemoryFiles files;
  const auto none = Faults::chosen("none", world_.options);
  write_world_files(world_, *none, files);
  for (const auto& [name, text] : files.all()) put(scratch_ + "/cases/" + name, text);
  const auto config = read_config(scratch_ + "/cases/aobo.json");
  AOBO_CHECK(config.ok());
  config_ = *config;
}

Stage::~Stage() {
  std::error_code ignored;
  fs::remove_all(scratch_, ignored);
}

Result<std::unique_ptr<Scene>> Stage::play(const RuleCase& rule_case,
                                           const std::string& tests_folder) {
  auto scene = std::make_unique<Scene>();
  const std::string dir = fmt::format("{}/case-{}", scratch_, ++played_);
  if (!rule_case.event.empty()) {
    scene->from = recording_.events().size();
    if (auto error = recording_.add_made(columns_, schema_, rule_case.event)) return *error;
    scene->truths.push_back(nullptr);
    scene->to = recording_.events().size();
    return scene;
  }
  if (!rule_case.records.empty()) {
    std::string text;
    for (const std::string& line : rule_case.records) text += line + "\n";
    put(dir + "/records.ndjson", text);
    const auto config = read_config(tests_folder + "/records.json");
    if (!config)
      return Error{config.error().message +
                   "; records need it: a configuration of the plugin, with a directory"};
    return record(*config, dir, std::move(scene), dir + "/");
  }
  if (!rule_case.actions.empty()) {
    put(dir + ".ndjson", rule_case.actions);
    auto actions = read_actions(make_world(rule_case.world), dir + ".ndjson");
    if (!actions) return actions.error();
    return play_world(rule_case.world, &*actions);
  }
  auto actions = CaseBuilder(world_).tell(rule_case.steps);
  if (!actions) return actions.error();
  scene->actions = std::move(*actions);
  index_actions(*scene);
  MemoryFiles files;
  const auto none = Faults::chosen("none", world_.options);
  WorldWriter writer(world_, *none, files,
                     [&](const Truth& truth) { scene->all.push_back(truth); });
  for (const Action& action : scene->actions) {
    writer.advance(action.time);
    writer.act(action);
  }
  writer.finish();
  for (const auto& [name, text] : files.all()) put(dir + "/" + name, text);
  if (rule_case.agreed.empty()) return record(config_, dir, std::move(scene), dir + "/");
  const auto config = config_with(rule_case.agreed, dir + "-agreed");
  if (!config) return config.error();
  auto played = record(*config, dir, std::move(scene), dir + "/");
  if (!played)
    return Error{"what was agreed in this case: " + behind_place(played.error().message)};
  return played;
}

Result<std::string> Stage::config_with(const std::string& agreed, const std::string& dir) const {
  const std::string cases = scratch_ + "/cases";
  fs::create_directories(dir);
  fs::copy(cases + "/directory", dir + "/directory", fs::copy_options::recursive);
  fs::copy(cases + "/aobo.json", dir + "/aobo.json");
  auto text = read_whole_file(dir + "/directory/aobo.yaml", {"directory"});
  if (!text) return text.error();
  const std::string own = agreed_text(world_);
  AOBO_CHECK(text->ends_with(own));
  text->erase(text->size() - own.size());
  put(dir + "/directory/aobo.yaml", *text + agreed);
  return read_config(dir + "/aobo.json");
}

Result<std::unique_ptr<Scene>> Stage::play_world(const GenerateOptions& options,
                                                 const std::vector<Action>* actions) {
  const std::string dir = fmt::format("{}/world-{}", scratch_, ++played_);
  const auto written = write_world(options, actions, dir, {});
  if (!written) return written.error();
  auto scene = play_folder(dir, dir + "/logs", options);
  fs::remove_all(dir);
  return scene;
}

Result<std::unique_ptr<Scene>> Stage::play_folder(const std::string& dir, const std::string& inputs,
                                                  const GenerateOptions& options) {
  auto scene = std::make_unique<Scene>();
  auto actions = read_actions(make_world(options), dir + "/actions.ndjson");
  if (!actions) return actions.error();
  scene->actions = std::move(*actions);
  index_actions(*scene);
  if (auto error = each_truth(dir, [&](const Truth& truth, std::uint64_t) -> std::optional<Error> {
        scene->all.push_back(truth);
        return std::nullopt;
      })) {
    return *error;
  }
  const auto config = read_config(dir + "/aobo.json");
  if (!config) return config.error();
  return record(*config, inputs, std::move(scene),
                fs::absolute(dir).lexically_normal().string() + "/");
}

Result<std::unique_ptr<Scene>> Stage::record(const std::string& config, const std::string& inputs,
                                             std::unique_ptr<Scene> scene,
                                             const std::string& root) {
  std::map<std::pair<std::string, std::uint64_t>, const Truth*> by_place;
  for (const Truth& truth : scene->all) by_place[{truth.file, truth.offset}] = &truth;
  auto session = Session::start(library_, config, {});
  if (!session) return session.error();
  if (const auto error = (*session)->open(inputs)) return *error;
  SessionReader reader(**session, schema_);
  scene->from = recording_.events().size();
  for (;;) {
    const auto more = (*session)->next();
    if (!more) return more.error();
    if (!*more) break;
    recording_.add(columns_, reader, **session);
    const Recording::Event& event = recording_.events().back();
    std::string file(event.origin);
    // A second copy of the logs lies in a folder of its own.
    if (file.starts_with(root)) file = file.substr(root.size());
    if (const std::size_t again = file.find("logs/again/"); again == 0)
      file = "logs/" + file.substr(11);
    const auto found = by_place.find({file, event.offset});
    scene->truths.push_back(found == by_place.end() ? nullptr : found->second);
  }
  scene->to = recording_.events().size();
  return scene;
}

}  // namespace aobo::sim
