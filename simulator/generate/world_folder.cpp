#include "simulator/generate/world_folder.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include "plugin/base/whole_file.h"
#include "simulator/generate/readme.h"
#include "simulator/truth/truth_pb.h"
#include "simulator/writers/json.h"

namespace aobo::sim {
namespace {

std::optional<Error> make_empty(const std::string& dir) {
  std::error_code error;
  std::filesystem::create_directories(dir, error);
  if (error) return Error{dir + ": " + error.message()};
  if (!std::filesystem::is_empty(dir, error)) {
    return Error{dir + ": the folder is not empty; name another, or empty it"};
  }
  return std::nullopt;
}

}  // namespace

Result<FolderResult> write_world(const GenerateOptions& options, const std::vector<Action>* actions,
                                 const std::string& dir, const FolderOptions& folder) {
  const auto faults = Faults::chosen(options.faults, options.world);
  if (!faults) return faults.error();
  if (auto error = make_empty(dir)) return *error;
  const World world = make_world(options);
  DiskFiles files(dir);
  FolderResult result;
  Readme readme(options, world, *faults);
  WorldWriter writer(
      world, *faults, files,
      [&](const Truth& truth) {
        files.append("truth.ndjson", to_line(truth) + "\n");
        files.append("truth.pb", delimited_truth(truth));
        readme.count(truth);
      },
      [&](const std::string& record) { return !folder.left_out.contains(record); });
  const auto each = [&](const Action& action) {
    ++result.made.actions;
    if (folder.keep_actions) files.append("actions.ndjson", to_line(world, action) + "\n");
    readme.tell(action);
    writer.advance(action.time);
    writer.act(action);
  };
  if (actions != nullptr) {
    std::for_each(actions->begin(), actions->end(), each);
  } else {
    each_action(options, world, each, [&](std::uint32_t hours) {
      if (folder.progress) folder.progress(hours, writer.records(), files.bytes());
    });
  }
  writer.finish();
  write_world_files(world, *faults, files);
  std::string command = options.command();
  if (actions != nullptr) command += " --actions " + dir + "/actions.ndjson";
  for (const std::string& record : folder.left_out)
    command += fmt::format(" --leave-out '{}'", record);
  files.append("world.json",
               fmt::format("{{\n  \"command\": {},\n  \"variants\": {},\n  \"faults\": {}\n}}\n",
                           json_string(command), json_string(world.variants.text()),
                           json_string(faults->text())));
  result.made.records = writer.records();
  result.made.lost = writer.lost();
  if (result.made.records == 0) files.append("truth.ndjson", "");
  files.append("README.md", readme.text(result.made));
  result.bytes = files.bytes();
  if (auto error = files.flush()) return *error;
  return result;
}

std::string command_of(const std::string& dir) {
  simdjson::dom::parser parser;
  simdjson::dom::element world;
  std::string_view command;
  const auto text = read_whole_file(dir + "/world.json", {"a world"});
  if (!text || parser.parse(*text).get(world) != simdjson::SUCCESS) return {};
  return world["command"].get(command) == simdjson::SUCCESS ? std::string(command) : std::string();
}

Result<std::vector<Action>> read_actions(const World& world, const std::string& path) {
  if (auto error = refuse_no_file(path, "actions")) return *error;
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{path + ": cannot be read"};
  std::vector<Action> actions;
  std::map<std::string, std::uint64_t> lines;
  std::string line;
  for (std::uint64_t number = 1; std::getline(file, line); ++number) {
    if (line.empty()) continue;
    auto action = from_line(world, line);
    if (!action) return Error{fmt::format("{}:{}: {}", path, number, action.error().message)};
    const auto [earlier, added] = lines.emplace(action->id, number);
    if (!added)
      return Error{fmt::format("{}:{}: \"id\" is \"{}\", which line {} has already", path, number,
                               action->id, earlier->second)};
    actions.push_back(std::move(*action));
  }
  std::stable_sort(actions.begin(), actions.end(),
                   [](const Action& a, const Action& b) { return a.time < b.time; });
  return actions;
}

}  // namespace aobo::sim
