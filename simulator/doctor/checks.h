// What is looked for: a function and a row each (checks.cpp).
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "plugin/base/result.h"
#include "plugin/base/time.h"
#include "simulator/doctor/export_files.h"
#include "simulator/doctor/finding.h"
#include "simulator/doctor/provenance.h"
#include "simulator/doctor/seen_in_logs.h"

namespace aobo {
class Directory;
}

namespace aobo::sim {

struct Examined {
  const Directory& directory;
  const ExportFiles& files;
  const SeenInLogs& logs;  // empty where none were read
  const WrittenByHand& written;
  std::string folder;  // the directory's
  TimeNs now = 0;
  TimeNs stale = 0;  // exports that are older than this are
};

struct DirectoryAndItsFile {
  std::shared_ptr<const Directory> directory;
  WrittenByHand written;
};
// As the plugin loads it; "" is none, in which nobody is known.
Result<DirectoryAndItsFile> directory_in(const std::string& folder);

// All that is found, in the order of the table of checks.
std::vector<Finding> examine(const Examined& all);

// What was loaded: "people", "12".
std::vector<std::pair<std::string, std::size_t>> loaded(const Directory& directory,
                                                        const WrittenByHand& written);

}  // namespace aobo::sim
