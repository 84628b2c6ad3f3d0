#include <algorithm>

#include "plugin/base/text.h"
#include "plugin/policy/policy.h"

namespace aobo {
namespace {

constexpr std::string_view kWorkloads[] = {"entra", "exchange",       "sharepoint", "onedrive",
                                           "teams", "purview",        "azure",      "intune",
                                           "graph", "partner-center", "vault"};

struct Word {
  std::string_view unified;  // the unified audit log's word
  std::string_view ours;
};
constexpr Word kWords[] = {
    {"exchange", "exchange"},
    {"sharepoint", "sharepoint"},
    {"onedrive", "onedrive"},
    {"microsoftteams", "teams"},
    {"securitycompliancecenter", "purview"},
    {"azureactivedirectory", "entra"},
    {"azureactivedirectoryaccountlogon", "entra"},
    {"azureactivedirectorystslogon", "entra"},
};

}  // namespace

std::span<const std::string_view> known_workloads() { return kWorkloads; }

std::string workload_of(const Record& record) {
  if (!record.family->workload.empty()) return std::string(record.family->workload);
  const std::string word = lower(record.workload);
  const auto* known =
      std::ranges::find_if(kWords, [&](const Word& row) { return row.unified == word; });
  return known == std::end(kWords) ? word : std::string(known->ours);
}

}  // namespace aobo
