#include "plugin/unwrap/fragments.h"

#include "plugin/base/text.h"
#include "plugin/unwrap/members.h"
#include "plugin/unwrap/table.h"

namespace aobo {
namespace {

constexpr std::size_t kMostTables = 16;

}  // namespace

std::optional<Unwrapped> Fragments::open(const simdjson::dom::object& object, bool& cut) {
  const auto type = member(object, "frametype"), id = member(object, "tableid");
  std::string_view frame;
  std::int64_t table = 0;
  if (!type || type->get(frame) != simdjson::SUCCESS || !id || id->get(table) != simdjson::SUCCESS)
    return std::nullopt;
  if (equal_ignoring_case(frame, "TableHeader")) {
    if (columns_.contains(table) || columns_.size() < kMostTables)
      columns_[table] = column_names(object);
    return std::nullopt;
  }
  const auto columns = columns_.find(table);
  if (!equal_ignoring_case(frame, "TableFragment") || columns == columns_.end())
    return std::nullopt;
  return columns->second.empty() ? std::nullopt : rows_of(object, columns->second, cut);
}

}  // namespace aobo
