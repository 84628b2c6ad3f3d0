#include "simulator/check/recording.h"

#include <algorithm>

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
