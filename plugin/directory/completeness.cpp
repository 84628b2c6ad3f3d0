#include "plugin/directory/completeness.h"

#include <algorithm>

namespace aobo {
namespace {

constexpr std::size_t kIdBytes = 36;
// Members that $expand gives, whatever there are: "typically a maximum of 20 items", and no
// nextLink (Graph's "Use query parameters"); 100 by its list of known issues.
constexpr std::size_t kExpanded[] = {20, 100};

}  // namespace

std::optional<Guid> id_in(std::string_view stem) {
  if (const auto whole = parse_id(stem)) return whole;
  for (std::size_t at = 0; at + kIdBytes <= stem.size(); ++at) {
    if (const auto id = parse_guid(stem.substr(at, kIdBytes))) return id;
  }
  return std::nullopt;
}

void Completeness::saw_group(const SeenGroup& group, std::size_t members, bool has_more) {
  if (has_more || std::ranges::count(kExpanded, members) > 0) cut_.push_back({group, members});
}

void Completeness::saw_page(const std::string& row, const std::string& id, const std::string& file,
                            bool has_next) {
  Pages& pages = pages_[{row, id}];
  ++pages.count;
  if (!has_next) return;
  ++pages.with_next;
  pages.last = file;
}

bool Completeness::has(const std::string& row) const {
  const auto first = pages_.lower_bound({row, ""});
  return first != pages_.end() && first->first.first == row;
}

std::vector<Guid> Completeness::cut_groups() const {
  std::vector<Guid> groups;
  for (const auto& [group, members] : cut_) {
    if (!with_members_.contains(group.group)) groups.push_back(group.group);
  }
  return groups;
}

std::vector<Completeness::Whose> Completeness::cut_pages() const {
  std::vector<Whose> all;
  for (const auto& [whose, pages] : pages_) {
    if (pages.cut()) all.push_back({whose.first, whose.second});
  }
  return all;
}

std::vector<std::string> Completeness::warnings(const std::string& members_call) const {
  std::vector<std::string> warnings;
  for (const auto& [group, members] : cut_) {
    if (with_members_.contains(group.group)) continue;
    std::string call = members_call;
    if (const std::size_t at = call.find("<group id>"); at != std::string::npos)
      call.replace(at, 10, group.group.text());
    warnings.push_back(group.file + ": group \"" + group.name +
                       "\" may have more members than the " + std::to_string(members) +
                       " that $expand gave; " + call + " as members/" + group.group.text() +
                       ".json");
  }
  for (const auto& [whose, pages] : pages_) {
    if (!pages.cut()) continue;
    warnings.push_back(pages.last +
                       ": its next page is not there; GET its nextLink and keep the answer "
                       "beside it under the same name with -2 behind it");
  }
  for (const std::string& file : of_nothing_) {
    warnings.push_back(file +
                       ": not read: no relationship of that id is in the exports any more; remove "
                       "the file, or keep what was in a history (aobo-sim directory merge)");
  }
  return warnings;
}

}  // namespace aobo
