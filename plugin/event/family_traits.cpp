#include "plugin/event/family_traits.h"

#include "plugin/base/text.h"
#include "plugin/event/record.h"

namespace aobo {
namespace {

constexpr FamilyTrait kTraits[] = {
    {"sign-ins",
     [](const Family& family, std::string_view) { return family.sort == Sort::kSignIn; }},
    {"directory", is_of_directory},
    {"partner-center",
     [](const Family& family, std::string_view) { return family.partner_center; }},
    {"graph-calls", [](const Family& family, std::string_view) { return family.graph_calls; }},
    {"tool", [](const Family& family, std::string_view) { return family.tool; }},
    {"own-word", [](const Family& family, std::string_view) { return family.is_own_word(); }},
};

}  // namespace

bool is_of_directory(const Family& family, std::string_view workload) {
  return family.directory || (!family.directory_workload.empty() &&
                              equal_ignoring_case(workload, family.directory_workload));
}

bool is_directory_change(const Record& record) {
  return !is_sign_in(record) && is_of_directory(*record.family, record.workload);
}

std::span<const FamilyTrait> family_traits() { return kTraits; }

}  // namespace aobo
