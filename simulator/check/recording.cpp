#include "simulator/check/recording.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/number.h"

namespace aobo::sim {
namespace {

// Fields that a recording itself needs, whether rules ask for them or not.
std::string_view first_text(const Session& session, std::string_view field, Cell& cell) {
  const auto query = session.query(field);
  if (!query) return {};
  session.read(*query, cell);
  return cell.texts.empty() ? std::string_view() : cell.texts.front();
}

}  // namespace

std::string_view Recording::kept(std::string_view text) {
  const auto found = known_.find(text);
  if (found != known_.end()) return *found;
  return *known_.insert(pool_.emplace_back(text)).first;
}

void Recording::add(const Columns& columns, SessionReader& reader, const Session& session) {
  Event event;
  event.from = static_cast<std::uint32_t>(entries_.size());
  Cell cell;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    cell.clear();
    reader.read(columns[i], i, cell);
    if (cell.null()) continue;
    const bool texts = !cell.texts.empty();
    entries_.push_back({static_cast<std::uint32_t>(i),
                        static_cast<std::uint32_t>(texts ? texts_.size() : numbers_.size()),
                        static_cast<std::uint32_t>(texts ? cell.texts.size() : cell.numbers.size()),
                        texts});
    for (const std::string_view text : cell.texts) texts_.push_back(kept(text));
    numbers_.insert(numbers_.end(), cell.numbers.begin(), cell.numbers.end());
  }
  event.to = static_cast<std::uint32_t>(entries_.size());
  event.origin = kept(first_text(session, "aobo.origin", cell));
  event.derived = kept(first_text(session, "aobo.derived", cell));
  event.upn = kept(first_text(session, "aobo.user.upn", cell));
  if (const auto query = session.query("aobo.offset")) {
    session.read(*query, cell);
    event.offset = cell.numbers.empty() ? 0 : cell.numbers.front();
  }
  event.time = session.event_time_ns();
  event.number = session.event_number();
  events_.push_back(event);
}

std::optional<Error> Recording::add_made(const Columns& columns, const Schema& schema,
                                         const std::map<std::string, std::string>& fields) {
  Event event;
  event.from = static_cast<std::uint32_t>(entries_.size());
  for (const auto& [name, value] : fields) {
    const SchemaField* field = schema.find(name.substr(0, name.find('[')));
    if (field == nullptr) {
      const std::string near = schema.nearest(name.substr(0, name.find('[')));
      return Error{fmt::format("there is no field \"{}\"{}", name,
                               near.empty() ? "" : fmt::format("; did you mean {}?", near))};
    }
    const std::size_t bracket = name.find('[');
    if (bracket != std::string::npos && name.ends_with(']')) {
      const std::string argument = name.substr(bracket + 1, name.size() - bracket - 2);
      if (const auto hint = unknown_argument(field->info, argument))
        return Error{fmt::format("there is no \"{}\"; {}", name, *hint)};
    }
    const bool text = field->info.type == FTYPE_STRING;
    const auto number = field->info.type == FTYPE_BOOL
                            ? (value == "true"    ? std::optional<std::uint64_t>(1)
                               : value == "false" ? std::optional<std::uint64_t>(0)
                                                  : std::nullopt)
                            : whole_number<std::uint64_t>(value);
    if (!text && !number)
      return Error{fmt::format("\"{}\" is \"{}\", expected {}", name, value,
                               field->info.type == FTYPE_BOOL ? "true or false" : "a number")};
    const auto column = columns.find(name);
    if (!column) continue;  // no rule asks for it
    entries_.push_back({static_cast<std::uint32_t>(*column),
                        static_cast<std::uint32_t>(text ? texts_.size() : numbers_.size()), 1,
                        text});
    if (text)
      texts_.push_back(kept(value));
    else
      numbers_.push_back(*number);
  }
  event.to = static_cast<std::uint32_t>(entries_.size());
  std::sort(entries_.begin() + event.from, entries_.end(),
            [](const Entry& one, const Entry& other) { return one.column < other.column; });
  const auto derived = fields.find("aobo.derived");
  event.derived = derived == fields.end() ? std::string_view() : kept(derived->second);
  events_.push_back(event);
  return std::nullopt;
}

void Recording::fill(const Event& event, std::size_t column, Cell& into) const {
  const auto begin = entries_.begin() + event.from, end = entries_.begin() + event.to;
  const auto found = std::lower_bound(
      begin, end, column,
      [](const Entry& entry, std::size_t wanted) { return entry.column < wanted; });
  if (found == end || found->column != column) return;
  if (found->texts) {
    into.texts.assign(texts_.begin() + found->first, texts_.begin() + found->first + found->count);
  } else {
    into.numbers.assign(numbers_.begin() + found->first,
                        numbers_.begin() + found->first + found->count);
  }
}

}  // namespace aobo::sim
