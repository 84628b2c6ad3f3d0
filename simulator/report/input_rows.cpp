#include "simulator/report/input_rows.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>

#include "plugin/base/refusal.h"
#include "plugin/base/text.h"
#include "simulator/report/common_folder.h"
#include "simulator/report/counted.h"

namespace aobo::sim {
namespace {

constexpr std::size_t kMostLines = 20;
constexpr std::size_t kMostNames = 3;

std::string text_of(const simdjson::dom::object& object, std::string_view key) {
  std::string_view text;
  return object.at_key(key).get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

std::uint64_t number_of(const simdjson::dom::object& object, std::string_view key) {
  std::uint64_t number = 0;
  return object.at_key(key).get(number) == simdjson::SUCCESS ? number : 0;
}

std::map<std::string, std::uint64_t> counts_of(const simdjson::dom::object& object,
                                               std::string_view key) {
  std::map<std::string, std::uint64_t> counts;
  simdjson::dom::object inner;
  if (object.at_key(key).get(inner) != simdjson::SUCCESS) return counts;
  for (const auto field : inner) {
    std::uint64_t count = 0;
    if (field.value.get(count) == simdjson::SUCCESS) counts[std::string(field.key)] = count;
  }
  return counts;
}

std::string listed(const std::map<std::string, std::uint64_t>& counts) {
  std::string text;
  for (const auto& [name, count] : counts)
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name, count);
  return text;
}

std::uint64_t sum_of(const std::map<std::string, std::uint64_t>& counts) {
  std::uint64_t sum = 0;
  for (const auto& [name, count] : counts) sum += count;
  return sum;
}

// "2026-03-02 to 2026-03-04", of moments.
std::string days(const std::string& first, const std::string& last) {
  const std::string from = first.substr(0, 10), to = last.substr(0, 10);
  return from == to ? from : from + " to " + to;
}

}  // namespace

std::uint64_t InputRows::Row::records() const { return sum_of(families) + duplicates; }

bool InputRows::Row::is_known() const {
  return records() > 0 ||
         std::ranges::any_of(refused, is_of_known_family, &Counts::value_type::first);
}

void InputRows::add(std::string_view json) {
  simdjson::dom::parser parser;
  simdjson::dom::object object;
  if (parser.parse(std::string(json)).get(object) != simdjson::SUCCESS) return;
  lines_.emplace_back(json);
  rows_.push_back({text_of(object, "input"), text_of(object, "first"), text_of(object, "last"),
                   counts_of(object, "families"), counts_of(object, "refused"),
                   counts_of(object, "same_as"), number_of(object, "duplicates"),
                   number_of(object, "repaired"), number_of(object, "masked"),
                   number_of(object, "cut")});
}

std::string InputRows::json(const Outside& outside) const {
  std::string list;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    list.append(i == 0 ? "" : ",").append(lines_[i], 0, lines_[i].rfind('}'));
    const std::string more = outside ? outside(rows_[i].input, rows_[i].is_known()) : "";
    list.append(more.empty() ? "" : ",").append(more).append("}");
  }
  return "[" + list + "]";
}

// Behind the folder that all have in common. What is one row of many inputs has no name.
static std::string_view name_of(const std::string& input, std::size_t folder) {
  return input.empty() ? "further inputs"
                       : std::string_view(input).substr(std::min(folder, input.size()));
}

// " (10 the same as in a.json, 2 in itself)", of records that went out before.
std::string InputRows::same(const Row& row, std::size_t folder) {
  std::string text;
  for (const auto& [input, count] : row.same_as) {
    const bool itself = input == row.input;
    text += fmt::format("{}{} {}in {}", text.empty() ? "" : ", ", count,
                        text.empty() ? "the same as " : "",
                        itself ? "itself" : printable(name_of(input, folder)));
  }
  return text.empty() ? text : " (" + text + ")";
}

// "signins.json: 12 records (entra.signin 12), 2026-03-02; repaired 1; refused 2 (truncated 2)".
std::string InputRows::line(const Row& row, std::size_t folder) {
  std::string text = fmt::format("    {}: {}{}, {}", printable(name_of(row.input, folder)),
                                 counted(row.records(), "record", "records"),
                                 row.families.empty() ? "" : " (" + listed(row.families) + ")",
                                 days(row.first, row.last));
  const std::pair<std::string_view, std::uint64_t> rest[] = {{"duplicates", row.duplicates},
                                                             {"repaired", row.repaired},
                                                             {"masked", row.masked},
                                                             {"cut", row.cut}};
  for (const auto& [what, count] : rest)
    if (count > 0)
      text += fmt::format("; {} {}{}", what, count, what == "duplicates" ? same(row, folder) : "");
  if (!row.refused.empty())
    text += fmt::format("; refused {} ({})", sum_of(row.refused), listed(row.refused));
  return text + "\n";
}

// "60 inputs gave no record: a.txt, b.txt, c.txt and 57 more".
std::string InputRows::strangers(const std::vector<const Row*>& rows, std::size_t folder) const {
  const auto shown = [&](const Row* row) { return name_of(row->input, folder); };
  return fmt::format("    {} no record: {}; \"aobo-sim inspect\" says what is in each\n",
                     counted(rows.size(), "input gave", "inputs gave"),
                     some_of(rows, kMostNames, shown));
}

std::string InputRows::text() const {
  std::vector<std::string> paths;
  std::vector<const Row*> logs, others;
  for (const Row& row : rows_) {
    (row.records() > 0 ? logs : others).push_back(&row);
    if (!row.input.empty()) paths.push_back(row.input);
  }
  if (rows_.empty()) return {};
  // Of one input alone the name does.
  const std::size_t folder =
      paths.size() == 1 ? paths.front().rfind('/') + 1 : common_folder(paths).size();
  std::string text = fmt::format("  inputs      {}\n", rows_.size());
  for (std::size_t i = 0; i < std::min(logs.size(), kMostLines); ++i)
    text += line(*logs[i], folder);
  if (logs.size() > kMostLines)
    text += fmt::format("    and {} more, which --summary FILE tells\n", logs.size() - kMostLines);
  return others.empty() ? text : text + strangers(others, folder);
}

// "no-match: FILE at byte 0: …", of a file that gave no record.
bool InputRows::is_of_a_stranger(std::string_view refusal) const {
  constexpr std::string_view kText = "no-match: ";
  if (!refusal.starts_with(kText)) return false;
  refusal.remove_prefix(kText.size());
  const bool logs = std::ranges::any_of(rows_, [](const Row& row) { return row.records() > 0; });
  return logs && std::ranges::any_of(rows_, [&](const Row& row) {
           return row.records() == 0 && refusal.starts_with(printable(row.input) + " at byte ");
         });
}

}  // namespace aobo::sim
