#include "simulator/check/invariance.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "simulator/generate/world_folder.h"

namespace aobo::sim {
namespace {

namespace fs = std::filesystem;

// Which records a rule fires for, by their names in the truth, and how often.
using Alerts = std::vector<std::vector<std::string>>;

Alerts alerts_of(const Stage& stage, const Scene& scene, const Fire& fire) {
  Alerts all;
  for (const auto& fired : fire(scene)) {
    std::vector<std::string> records;
    for (const std::size_t event : fired) {
      const Truth* truth = scene.truths[event - scene.from];
      const std::string_view derived = stage.recording().events()[event].derived;
      // A further copy stands for the first.
      records.push_back(fmt::format(
          "{} {}", truth == nullptr ? "" : truth->record.substr(0, truth->record.rfind('#')),
          derived));
    }
    std::sort(records.begin(), records.end());
    all.push_back(std::move(records));
  }
  return all;
}

std::string files_reversed(const std::string& dir) {
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(dir)) {
    if (entry.is_regular_file()) files.push_back(entry.path().string());
  }
  std::sort(files.rbegin(), files.rend());
  std::string all;
  for (const std::string& file : files) all += (all.empty() ? "" : ",") + file;
  return all;
}

// Every customer has another name in every file of the world; the truth's places stay true, because
// names keep their length.
void rename_customers(const std::string& dir, const World& world) {
  std::vector<std::pair<std::string, std::string>> names;
  for (const Customer& customer : world.customers) {
    std::string turned = customer.name;
    std::reverse(turned.begin(), turned.end());
    names.emplace_back(customer.name, turned);
  }
  for (const auto& entry : fs::recursive_directory_iterator(dir)) {
    if (!entry.is_regular_file() || entry.path().filename() == "actions.ndjson") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    for (const auto& [from, to] : names) {
      for (std::size_t at = text.find(from); at != std::string::npos;
           at = text.find(from, at + from.size()))
        text.replace(at, from.size(), to);
    }
    std::ofstream(entry.path(), std::ios::binary) << text;
  }
}

void compare(const Alerts& before, const Alerts& after, std::string_view what,
             std::vector<InvarianceBreach>& found) {
  for (std::size_t rule = 0; rule < before.size(); ++rule) {
    if (before[rule] == after[rule]) continue;
    std::vector<std::string> gone, come;
    std::set_difference(before[rule].begin(), before[rule].end(), after[rule].begin(),
                        after[rule].end(), std::back_inserter(gone));
    std::set_difference(after[rule].begin(), after[rule].end(), before[rule].begin(),
                        before[rule].end(), std::back_inserter(come));
    found.push_back(
        {rule, fmt::format("{}: {} alerts became {}; gone: {}; new: {}", what, before[rule].size(),
                           after[rule].size(), gone.empty() ? "none" : gone.front(),
                           come.empty() ? "none" : come.front())});
  }
}

}  // namespace

Result<std::vector<InvarianceBreach>> check_invariance(Stage& stage, const GenerateOptions& options,
                                                       const Fire& fire) {
  const std::string dir = stage.scratch() + "/invariance";
  fs::remove_all(dir);
  const auto written = write_world(options, nullptr, dir, {});
  if (!written) return written.error();
  std::vector<InvarianceBreach> found;
  Alerts before;
  const auto play = [&](const std::string& inputs, std::string_view what) -> std::optional<Error> {
    auto scene = stage.play_folder(dir, inputs, options);
    if (!scene) return scene.error();
    const Alerts alerts = alerts_of(stage, **scene, fire);
    if (what.empty()) {
      before = alerts;
    } else {
      compare(before, alerts, what, found);
    }
    stage.forget();
    return std::nullopt;
  };
  if (const auto error = play(dir + "/logs", "")) return *error;
  if (const auto error = play(files_reversed(dir + "/logs"), "files named in another order"))
    return *error;
  fs::copy(dir + "/logs", dir + "/again", fs::copy_options::recursive);
  fs::rename(dir + "/again", dir + "/logs/again");
  if (const auto error = play(dir + "/logs", "everything delivered twice")) return *error;
  fs::remove_all(dir + "/logs/again");
  rename_customers(dir, make_world(options));
  if (const auto error = play(dir + "/logs", "customers renamed")) return *error;
  fs::remove_all(dir);
  return found;
}

}  // namespace aobo::sim
