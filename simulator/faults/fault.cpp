#include "simulator/faults/fault.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace aobo::sim {
namespace {

#define AOBO_ROW(name) &fault::name,
const Fault* const kFaults[] = {AOBO_FAULTS(AOBO_ROW)};
#undef AOBO_ROW

std::vector<std::string_view> parts(std::string_view text) {
  std::vector<std::string_view> all;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    if (end > 0) all.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return all;
}

}  // namespace

std::span<const Fault* const> faults() { return kFaults; }

const Fault* find_fault(std::string_view name) {
  const auto found = std::find_if(std::begin(kFaults), std::end(kFaults),
                                  [&](const Fault* row) { return row->name == name; });
  return found == std::end(kFaults) ? nullptr : *found;
}

// They strike in the order of the table, in whichever they are named: a collector hands on what
// PowerShell exported, and not the reverse.
Result<Faults> Faults::chosen(std::string_view text, const WorldOptions& options) {
  Faults faults;
  faults.options_ = options;
  if (text == "none") return faults;
  const bool by_name = text != "swarm" && text != "all";
  std::vector<const Fault*> named;
  for (const std::string_view name : by_name ? parts(text) : std::vector<std::string_view>()) {
    named.push_back(find_fault(name));
    if (named.back() != nullptr) continue;
    std::string names;
    for (const Fault* known : kFaults)
      names += fmt::format("{}{}", names.empty() ? "" : ", ", known->name);
    return Error{fmt::format(
        "\"{}\" is no fault; there are none, swarm, all, or of these, separated by commas: {}",
        name, names)};
  }
  const auto strikes = [&](const Fault* row) {
    if (by_name) return std::ranges::find(named, row) != named.end();
    return text == "all" || hits(options.seed, fmt::format("swarm {}", row->name), 1, 3);
  };
  std::ranges::copy_if(kFaults, std::back_inserter(faults.on_), strikes);
  return faults;
}

TimeNs Faults::skew(const LogName& log) const {
  TimeNs all = 0;
  for (const Fault* row : on_) {
    if (row->skew != nullptr) all += row->skew({options_.seed, options_}, log);
  }
  return all;
}

bool Faults::hides_address(const LogName& log) const {
  return std::any_of(on_.begin(), on_.end(), [&](const Fault* row) {
    return row->hides_address != nullptr && row->hides_address({options_.seed, options_}, log);
  });
}

void Faults::strike(Draft& draft) const {
  for (const Fault* row : on_) {
    if (draft.lost) return;
    if (row->strike != nullptr && row->strike({options_.seed, options_}, draft))
      draft.faults.push_back(row->name);
  }
}

TimeNs Faults::wrong_time(const std::string& record) const {
  for (const Fault* row : on_) {
    const TimeNs time =
        row->wrong_time == nullptr ? 0 : row->wrong_time({options_.seed, options_}, record);
    if (time != 0) return time;
  }
  return 0;
}

CsvDialect Faults::dialect(const LogName& log) const {
  for (const Fault* row : on_) {
    const CsvDialect* dialect =
        row->dialect == nullptr ? nullptr : row->dialect({options_.seed, options_}, log);
    if (dialect != nullptr) return *dialect;
  }
  return {};
}

// What is damaged was wrapped before, as its neighbours are.
std::string Faults::wrapped(Draft& draft, std::string record) const {
  if (draft.framing == Framing::kText) return record;
  if (draft.framing == Framing::kCsv) return in_dialect(record, dialect(*draft.log));
  for (const Fault* row : on_) {
    if (row->wrap == nullptr) continue;
    std::string instead = row->wrap({options_.seed, options_}, draft, record);
    if (instead.empty()) continue;
    record = std::move(instead);
    draft.wrapped = draft.wrapped || row->wraps_around;
    draft.faults.push_back(row->name);
  }
  return record;
}

unsigned Faults::runs() const {
  unsigned runs = 1;
  for (const Fault* row : on_) runs = std::max(runs, row->runs);
  return runs;
}

TimeNs Faults::exported_at() const {
  TimeNs at = options_.end();
  for (const Fault* row : on_) {
    if (row->exported_at != nullptr) at = std::min(at, row->exported_at({options_.seed, options_}));
  }
  return at;
}

std::string Faults::text() const {
  std::string names;
  for (const Fault* row : on_) names += fmt::format("{}{}", names.empty() ? "" : ",", row->name);
  return names.empty() ? "none" : names;
}

Faults Faults::without(const Fault* fault) const {
  Faults fewer = *this;
  std::erase(fewer.on_, fault);
  return fewer;
}

}  // namespace aobo::sim
