// Merging as "aobo-sim directory merge OLD NEW" does it: the exports below NEW are folded into the
// history of the directory OLD; where there is none yet, those of OLD itself before.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "simulator/directory/merge.h"

namespace aobo::sim {

struct MergedPartner {
  std::string name;
  bool first = false;  // these are OLD's own exports, with which its history begins
  std::vector<std::pair<std::string, Folded>> folded;  // by what it is: "users"
};

struct MergedFolders {
  std::string path, before, after;  // of observations.ndjson, and what it holds
  std::vector<MergedPartner> partners;
  std::vector<std::string> warnings;
};

Result<MergedFolders> merge_folders(const std::string& old_folder, const std::string& new_folder,
                                    std::optional<TimeNs> time);

}  // namespace aobo::sim
