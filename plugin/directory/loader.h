// Loading a directory: aobo.yaml and, for each partner that it names, the folder of that tenant's
// exports.
#pragma once

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "plugin/base/result.h"
#include "plugin/directory/directory.h"

namespace aobo {

// `path` is the folder. The error says file, line, column, what was found and what was expected.
struct AoboYaml;

// `parsed`: where wanted, the parsed file for whoever reads on (load_policy). `stop`: it is wanted
// no more, and an error after the file at hand.
Result<std::shared_ptr<const Directory>> load_directory(
    const std::string& path, std::shared_ptr<const AoboYaml>* parsed = nullptr,
    const std::stop_token& stop = {});

// The partners that aobo.yaml names, and in which folder below `path` the exports of each belong.
struct PartnerFolder {
  Guid tenant;
  std::string name, folder;
};
Result<std::vector<PartnerFolder>> partner_folders(const std::string& path);

// Who nobody is known: what is used where no directory is configured.
std::shared_ptr<const Directory> empty_directory();

}  // namespace aobo
