#include "simulator/doctor/provenance.h"

#include <algorithm>
#include <filesystem>

#include "plugin/base/text.h"
#include "plugin/directory/aobo_yaml.h"
#include "plugin/directory/directory.h"

namespace aobo::sim {
namespace {

// The directory was loaded from it: what stands there is of the right kind.
std::string text_of(const YAML::Node& map, const char* key) {
  const YAML::Node value = map.IsMap() ? map[key] : YAML::Node();
  return value && value.IsScalar() ? value.Scalar() : std::string();
}

// "adatum/" and "./adatum" as "adatum"; "." as "".
std::string folder_name(const std::string& written) {
  const std::filesystem::path path = std::filesystem::path(written).lexically_normal();
  const std::string name = (path.has_filename() ? path : path.parent_path()).string();
  return name == "." ? std::string() : name;
}

}  // namespace

WrittenByHand written_by_hand(const AoboYaml& yaml) {
  WrittenByHand written;
  if (!yaml.root.IsMap()) return written;
  for (const YAML::Node& partner : yaml.root["partners"]) {
    const std::string folder = text_of(partner, "folder");
    const auto tenant = parse_id(text_of(partner, "tenant"));
    written.folders.insert(folder_name(folder.empty() && tenant ? tenant->text() : folder));
  }
  for (const YAML::Node& scope : yaml.root["scopes"])
    written.scopes.push_back(text_of(scope, "name"));
  return written;
}

std::vector<FromFile> by_file(const Directory& directory, const WrittenByHand& written,
                              const std::string& folder) {
  std::vector<FromFile> files;
  for (const std::string& file : directory.files()) {
    files.emplace_back();
    const bool of_exports = files.size() > 1;
    files.back().file =
        of_exports ? std::filesystem::path(file).lexically_proximate(folder).string() : file;
  }
  for (const auto& person : directory.people()) {
    FromFile& from = files[person->file];
    (person->tool ? from.tool_accounts : from.people)
        .push_back(person->upn.empty() ? person->object.text() : person->upn);
  }
  for (const SharedAccount& account : directory.shared_accounts())
    files[account.file].shared_accounts.push_back(account.account);
  for (const Relationship& relationship : directory.relationships())
    files[relationship.file].relationships.push_back(relationship.id);
  // People and relationships stand there by their names.
  const std::set<std::string> named = {"users", "deletedItems", "delegatedAdminRelationships"};
  for (const Directory::Counted& one : directory.counted()) {
    if (!named.contains(one.what)) files[one.file].others.emplace_back(one.what, one.count);
  }
  files.front().scopes = written.scopes;
  std::erase_if(files, [](const FromFile& from) { return from.empty(); });
  return files;
}

}  // namespace aobo::sim
