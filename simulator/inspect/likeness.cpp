#include "simulator/inspect/likeness.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <vector>

#include "plugin/base/csv_rows.h"
#include "plugin/base/json_text.h"
#include "plugin/base/key.h"
#include "plugin/base/utf16.h"
#include "simulator/inspect/foreign_text.h"
#include "simulator/inspect/form.h"

namespace aobo::sim {
namespace {

// A way in which a log family is known: keys that stand there together. The plugin knows more ways;
// these are the ones that people nearly have.
struct KnownBy {
  std::string_view family;
  std::array<std::string_view, 4> keys;  // empty behind the last
};

constexpr KnownBy kKnownBy[] = {
    {"entra.signin", {"createdDateTime", "appDisplayName", "status"}},
    {"entra.audit", {"activityDateTime", "activityDisplayName", "initiatedBy"}},
    {"m365.audit", {"CreationTime", "Operation", "RecordType"}},
    {"azure.activity", {"eventTimestamp", "operationName", "caller"}},
    {"graph.activity", {"TimeGenerated", "RequestMethod", "RequestUri"}},
    {"intune.audit", {"activityDateTime", "componentName", "actor"}},
    {"partner.audit", {"operationDate", "operationType", "customerId"}},
    {"vault.checkout", {"time", "account", "action", "person"}},
    {"tool.log", {"API", "Message", "Severity", "Tenant"}},
};

constexpr std::size_t kMostObjects = 16;

struct Likeness {
  std::string text;
  std::size_t there = 0;  // how many of the family's keys
};

// The family of which the most stands there, all but one of its keys, and the one that is lacking.
Likeness like_family(const std::vector<std::string>& names) {
  Likeness best;
  for (const KnownBy& row : kKnownBy) {
    std::vector<std::string_view> lacking;
    std::size_t all = 0;
    for (const std::string_view key : row.keys) {
      if (key.empty()) break;
      ++all;
      const std::string folded = folded_key(key);
      if (std::ranges::none_of(names, [&](const auto& name) { return is_folded_of(folded, name); }))
        lacking.push_back(key);
    }
    const std::size_t there = all - lacking.size();
    if (lacking.size() != 1 || there <= best.there) continue;
    best = {"looks like " + std::string(row.family) + " without " + std::string(lacking.front()),
            there};
  }
  return best;
}

std::string like_table(std::string_view beginning) {
  const auto rows = csv_rows(behind_preamble(beginning));
  const Likeness likeness = rows.empty() ? Likeness() : like_family(rows.front());
  if (!likeness.text.empty()) return likeness.text;
  // One of them alone proves no family, and the sentence would not be true.
  constexpr std::string_view kOfLogs[] = {"auditdata", "operation", "operationname",
                                          "timegenerated"};
  const bool any = !rows.empty() && std::ranges::any_of(rows.front(), [&](const auto& name) {
    return is_folded_of_any(kOfLogs, name);
  });
  if (any) return {};
  return "its header has no column of a log (AuditData, Operation, OperationName, TimeGenerated "
         "…)";
}

// Of the first objects, whatever stands around them: a record may lie in a page or a wrapper.
std::string like_record(std::string_view beginning) {
  Likeness best;
  std::size_t objects = 0;
  for (std::size_t at = beginning.find('{'); at != std::string_view::npos && objects < kMostObjects;
       at = beginning.find('{', at + 1)) {
    ++objects;
    Likeness here = like_family(first_keys(beginning.substr(at)));
    if (here.there > best.there) best = std::move(here);
  }
  return best.text;
}

std::string_view text_of(std::string_view beginning) {
  if (beginning.starts_with("\xef\xbb\xbf")) beginning.remove_prefix(3);
  return beginning.substr(std::min(beginning.find_first_not_of(" \t\r\n"), beginning.size()));
}

// {"value":[]} and the like: a list of records in which none is.
bool is_empty_answer(std::string_view beginning) {
  const std::vector<std::string> keys = first_keys(beginning);
  for (const std::string_view key : {"value", "items", "records", "Records", "data"}) {
    if (std::ranges::find(keys, key) == keys.end()) continue;
    std::string_view rest =
        beginning.substr(beginning.find("\"" + std::string(key) + "\"") + key.size() + 2);
    for (const char expected : {':', '[', ']'}) {
      rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
      if (!rest.starts_with(expected)) break;
      rest.remove_prefix(1);
      if (expected == ']') return true;
    }
  }
  return false;
}

// {"error":{"code":"…","message":"…"}}, as Graph and Azure refuse.
bool is_error_body(std::string_view beginning) {
  const std::vector<std::string> keys = first_keys(beginning);
  return std::ranges::count(keys, "error") > 0 && std::ranges::count(keys, "value") == 0 &&
         std::ranges::count(keys, "time") == 0;
}

}  // namespace

std::string likeness_of(std::string_view beginning) {
  const std::string form = form_of(beginning);
  // As Windows PowerShell's ">" writes what it prints.
  if (const auto text = utf8_of_utf16(beginning)) return likeness_of(*text);
  if (const ForeignText* foreign = foreign_text(text_of(beginning)))
    return std::string(foreign->advice);
  if (form.starts_with("CSV")) return like_table(beginning);
  if (!form.starts_with("JSON")) return {};
  if (is_error_body(beginning))
    return "an error in place of an answer: what it says is in there; make the call again";
  return is_empty_answer(beginning) ? "an answer that holds nothing: nobody did anything, or the "
                                      "call asked for another time"
                                    : like_record(beginning);
}

std::vector<std::string_view> families_of_likeness() {
  std::vector<std::string_view> families;
  for (const KnownBy& row : kKnownBy) families.push_back(row.family);
  return families;
}

std::string seen_from_outside(const std::string& path, bool known) {
  std::error_code error;
  const bool file = std::filesystem::is_regular_file(path, error);
  const std::string beginning = file ? beginning_of(path) : std::string();
  const std::string nearest = known ? std::string() : likeness_of(beginning);
  return "\"form\":" + (file ? json_string(form_of(beginning)) : "null") +
         ",\"nearest\":" + (nearest.empty() ? "null" : json_string(nearest));
}

}  // namespace aobo::sim
