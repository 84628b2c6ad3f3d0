#include "simulator/directory/merge_folders.h"

#include <filesystem>
#include <iterator>
#include <set>

#include "plugin/base/json_file.h"
#include "plugin/directory/export_rows.h"
#include "plugin/directory/loader.h"
#include "simulator/directory/snapshot.h"

namespace aobo::sim {
namespace {

namespace fs = std::filesystem;

class Merge {
 public:
  Merge(MergedHistory history, std::vector<PartnerFolder> partners)
      : history_(std::move(history)), partners_(std::move(partners)) {}

  // Where something is wrong, the error.
  std::optional<Error> fold(const fs::path& folder, std::optional<TimeNs> time, bool first) {
    for (const PartnerFolder& partner : partners_) {
      const fs::path exports = folder / partner.folder;
      if (!fs::is_directory(exports)) continue;
      const auto snapshot = read_snapshot(exports.string(), partner.tenant, time);
      if (!snapshot) return snapshot.error();
      if (snapshot->answers.empty()) continue;
      auto folded = history_.fold(*snapshot);
      if (!folded) return folded.error();
      merged_.partners.push_back({partner.name, first, {}});
      for (const auto& [row, counts] : *folded)
        merged_.partners.back().folded.emplace_back(export_rows()[row].name, counts);
      merged_.warnings.insert(merged_.warnings.end(), snapshot->warnings.begin(),
                              snapshot->warnings.end());
    }
    return std::nullopt;
  }

  std::string folder_names() const {
    std::set<std::string> names;
    for (const PartnerFolder& partner : partners_) names.insert(partner.folder);
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
  }

  MergedFolders done(std::string path, std::string before) {
    merged_.path = std::move(path);
    merged_.before = std::move(before);
    merged_.after = history_.text();
    return std::move(merged_);
  }
  std::size_t partners_merged() const { return merged_.partners.size(); }

 private:
  MergedHistory history_;
  std::vector<PartnerFolder> partners_;
  MergedFolders merged_;
};

}  // namespace

Result<MergedFolders> merge_folders(const std::string& old_folder, const std::string& new_folder,
                                    std::optional<TimeNs> time) {
  for (const std::string& folder : {old_folder, new_folder}) {
    if (!fs::is_directory(folder)) return Error{folder + ": no such folder"};
  }
  auto partners = partner_folders(old_folder);
  if (!partners) return partners.error();
  const std::string path = (fs::path(old_folder) / kObservations).string();
  auto history = MergedHistory::read(path);
  if (!history) return history.error();
  const bool begins = history->empty();
  Merge merge(std::move(*history), std::move(*partners));
  const bool itself = fs::equivalent(old_folder, new_folder);
  if (begins && !itself) {
    if (const auto error = merge.fold(old_folder, std::nullopt, true)) return *error;
  }
  const std::size_t before = merge.partners_merged();
  if (const auto error = merge.fold(new_folder, time, false)) return *error;
  if (merge.partners_merged() == before) {
    return Error{new_folder +
                 ": no exports of a partner are in it; expected a folder of the name " +
                 "that aobo.yaml has: " + merge.folder_names()};
  }
  return merge.done(path, fs::exists(path) ? JsonFile::text_of(path) : std::string());
}

}  // namespace aobo::sim
