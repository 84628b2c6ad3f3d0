// The traits of a log family as words, for those who see events and not families: rules, reports.
#pragma once

#include <span>
#include <string_view>

#include "plugin/event/family.h"

namespace aobo {

struct Record;

// Whether it tells of a change of a directory, of which Entra's own log and the unified one have a
// record each.
bool is_of_directory(const Family& family, std::string_view workload);

// The same of a record, and of no sign-in.
bool is_directory_change(const Record& record);

struct FamilyTrait {
  std::string_view name;
  bool (*holds)(const Family& family, std::string_view workload);
};
std::span<const FamilyTrait> family_traits();

}  // namespace aobo
