// Provenance: from which file each account, relationship and scope of the directory comes.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace aobo {
class Directory;
struct AoboYaml;
}  // namespace aobo

namespace aobo::sim {

// What aobo.yaml says that the directory does not keep.
struct WrittenByHand {
  std::set<std::string> folders;    // of the partners' exports; "" is the directory itself
  std::vector<std::string> scopes;  // by name
};
WrittenByHand written_by_hand(const AoboYaml& yaml);

struct FromFile {
  std::string file;                                                 // below the directory's folder
  std::vector<std::string> people, tool_accounts, shared_accounts;  // UPNs, or ids
  std::vector<std::string> relationships;                           // ids
  std::vector<std::string> scopes;
  std::vector<std::pair<std::string, std::size_t>> others;  // of other kinds, how many

  bool empty() const {
    return people.empty() && tool_accounts.empty() && shared_accounts.empty() &&
           relationships.empty() && scopes.empty() && others.empty();
  }
};

// Of each file from which some come, in the order in which they were read.
std::vector<FromFile> by_file(const Directory& directory, const WrittenByHand& written,
                              const std::string& folder);

}  // namespace aobo::sim
