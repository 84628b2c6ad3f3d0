// timeline: what came after what, by person and customer.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "plugin/base/text.h"
#include "simulator/ask/answers.h"
#include "simulator/ask/shown_names.h"
#include "simulator/report/columns.h"

namespace aobo::sim {
namespace {

// A pause this long within a day is marked.
constexpr TimeNs kPause = kOneHour;
// Columns that are cut further than this say nothing.
constexpr std::size_t kLeastWhat = 20, kLeastOn = 10, kLeastSure = 11;
constexpr const char* kWeekdays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                     "Friday", "Saturday", "Sunday"};

// One activity, or what follows from records: the record that told it first, and all of them.
struct Deed {
  const AskedEvent* first = nullptr;
  std::vector<const AskedEvent*> records;
};

struct Group {
  std::string person, customer;  // as they are shown
  std::vector<Deed> deeds;
  std::vector<const AskedEvent*> gaps;  // of the customer's logs, by their start
};

bool is_gap(const AskedEvent& event) { return event.derived == "collection_gap"; }
TimeNs start_of(const AskedEvent& gap) {
  return gap.gap_start ? static_cast<TimeNs>(*gap.gap_start) : gap.time;
}

// A gap lies in what everybody did at the customer, and one of no customer in all that was done: it
// is no group by itself where there are others.
void spread_gaps(const std::vector<AskedEvent>& events, std::vector<Group>& groups) {
  std::vector<const AskedEvent*> gaps;
  for (const AskedEvent& event : events) {
    if (is_gap(event)) gaps.push_back(&event);
  }
  std::ranges::stable_sort(gaps, {}, [](const AskedEvent* gap) { return start_of(*gap); });
  std::set<const AskedEvent*> placed;
  for (Group& group : groups) {
    const AskedEvent& head = *group.deeds.front().first;
    if (is_gap(head)) continue;
    for (const AskedEvent* gap : gaps) {
      if (!gap->customer_id.empty() && gap->customer_id != head.customer_id) continue;
      group.gaps.push_back(gap);
      placed.insert(gap);
    }
  }
  for (Group& group : groups)
    std::erase_if(group.deeds, [&](const Deed& deed) { return placed.contains(deed.first); });
  std::erase_if(groups, [](const Group& group) { return group.deeds.empty(); });
}

// By who and customer; the group that begins first comes first.
std::vector<Group> groups_of(const std::vector<AskedEvent>& events) {
  std::map<ShownPlaces::Key, std::vector<const AskedEvent*>> by_key;
  ShownPlaces places;
  ActivityOwners owners;
  for (const AskedEvent& event : events) {
    const ShownPlaces::Key key = places.add(event);
    if (!event.is_derived()) owners.add(event, key);
  }
  for (const AskedEvent& event : events)
    by_key[event.is_derived() ? places.add(event) : owners.of(event)].push_back(&event);
  std::vector<Group> groups;
  for (auto& [key, group] : by_key) {
    std::stable_sort(group.begin(), group.end(),
                     [](const AskedEvent* a, const AskedEvent* b) { return a->time < b->time; });
    std::vector<Deed> deeds;
    std::map<std::string, std::size_t> by_activity;
    for (const AskedEvent* event : group) {
      const auto [at, added] = by_activity.try_emplace(event->activity_key(), deeds.size());
      if (added) deeds.push_back({event, {}});
      deeds[at->second].records.push_back(event);
    }
    groups.push_back({places.person(key), places.customer(key), std::move(deeds)});
  }
  std::stable_sort(groups.begin(), groups.end(), [](const Group& left, const Group& right) {
    return std::tuple(left.deeds.front().first->time, left.person, left.customer) <
           std::tuple(right.deeds.front().first->time, right.person, right.customer);
  });
  return groups;
}

// "!" outside the agreement, "~" what follows from others, "?" nobody or several.
struct Mark {
  char sign;
  Meaning meaning;
};
Mark mark_of(const Deed& deed) {
  const AskedEvent& event = *deed.first;
  if (std::ranges::any_of(deed.records, &AskedEvent::outside)) return {'!', Meaning::kWrong};
  if (event.is_derived()) return {'~', Meaning::kDoubt};
  if (!event.named() && event.path != "automation") return {'?', Meaning::kDoubt};
  return {' ', Meaning::kPlain};
}

// Of all its records, each once and as they came.
std::vector<std::string> violations_of(const Deed& deed) {
  std::vector<std::string> all;
  for (const AskedEvent* record : deed.records) {
    if (!record->outside()) continue;
    for (const std::string& one : record->violations) {
      if (std::ranges::find(all, one) == all.end()) all.push_back(one);
    }
  }
  return all;
}

// How it ended, as far as a record tells: Azure tells its beginning first.
std::string result_of(const Deed& deed) {
  std::string result;
  for (const AskedEvent* record : deed.records) {
    if (result.empty() || (result == "started" && !record->result.empty())) result = record->result;
  }
  return result;
}

std::string name_of(const AskedEvent& event) {
  if (!event.is_derived()) return event.operation;
  return event.derived + (event.withdrawn ? " (withdrawn)" : "");
}

std::string what_of(const Deed& deed) {
  std::string text = (deed.first->is_derived() ? "=> " : "") + name_of(*deed.first);
  for (const std::string& violation : violations_of(deed)) text += " !" + violation;
  if (deed.records.size() > 1) text += fmt::format(" ({} records)", deed.records.size());
  return text;
}

// Of all its records: one may tell what another does not.
std::string ticket_of(const Deed& deed) {
  for (const AskedEvent* record : deed.records) {
    if (!record->ticket.empty()) return record->ticket;
  }
  return {};
}

// Of what follows from a record that record's, which is shorter; "aobo-sim show" shows both.
std::string id_of(const Deed& deed) {
  const AskedEvent& event = *deed.first;
  return event.derived_ids.empty() || event.derived_ids.front().empty() ? event.handle()
                                                                        : event.derived_ids.front();
}

std::string pause_text(TimeNs pause) {
  const std::int64_t minutes = pause / (60 * kSecondNs);
  return fmt::format("{} h {:02} min without a record", minutes / 60, minutes % 60);
}

class Writer {
 public:
  Writer(const Gaps& gaps, const Zone& zone, const Look& look)
      : gaps_(gaps), zone_(zone), look_(look) {}

  void group(const Group& group) {
    const AskedEvent& head = *group.deeds.front().first;
    const std::string partner = head.partner.empty() ? "" : " of " + printable(head.partner, 40);
    const std::string title = fmt::format("{}{} at {}", printable(group.person, 140), partner,
                                          printable(group.customer, 100));
    out_ += (out_.empty() ? "" : "\n") +
            look_.paint(Meaning::kHead, wrapped(title, look_.width, 2)) + "\n";
    id_width_ = 0;
    for (const Deed& deed : group.deeds)
      id_width_ = std::max(id_width_, shown_width(printable(id_of(deed))));
    before_ = last_record_ = nullptr;
    auto gap = group.gaps.begin();
    const std::vector<SilentDays> silent = gaps_.silent_days(head.customer_id);
    auto days = silent.begin();
    for (const Deed& deed : group.deeds) {
      for (; days != silent.end() && days->first <= zone_.day(deed.first->time); ++days)
        no_records(*days);
      for (; gap != group.gaps.end() && start_of(**gap) <= deed.first->time; ++gap) silence(**gap);
      ruler(*deed.first);
      line(deed);
      before_ = deed.first;
      if (!deed.first->is_derived()) last_record_ = deed.first;
    }
    for (; gap != group.gaps.end(); ++gap) silence(**gap);
    for (; days != silent.end(); ++days) no_records(*days);
  }
  std::string take() { return std::move(out_); }

 private:
  // What stands beside it cannot be all that was done.
  void no_records(const SilentDays& days) {
    const std::string span = days.first == days.last
                                 ? date_text(days.first)
                                 : date_text(days.first) + " to " + date_text(days.last);
    const std::string text = fmt::format("  ▒ {}: no record of {}: quiet, or not collected", span,
                                         fmt::join(days.families, ", "));
    out_ += look_.paint(Meaning::kDoubt, wrapped(text, look_.width, 4)) + "\n";
  }
  // Of a log of the customer's something is missing.
  void silence(const AskedEvent& gap) {
    const auto end = static_cast<TimeNs>(gap.gap_end.value_or(gap.time));
    const std::string text =
        fmt::format("  ▒ log {} silent since {}, at least until {}: what was done then is not here",
                    gap.gap_log.empty() ? "(of a topic)" : printable(gap.gap_log),
                    zone_.written(start_of(gap)), zone_.written(end));
    out_ += look_.paint(Meaning::kDoubt, wrapped(text, look_.width, 4)) + "\n";
  }
  // What follows from records has no time of its own: no pause is before it.
  void ruler(const AskedEvent& event) {
    const std::int64_t day = zone_.day(event.time);
    if (before_ == nullptr || zone_.day(before_->time) != day) {
      const std::int64_t silent = before_ == nullptr ? 0 : day - zone_.day(before_->time) - 1;
      if (silent > 0)
        out_ += look_.paint(Meaning::kQuiet, fmt::format("  ┆ {} day{} without a record", silent,
                                                         silent == 1 ? "" : "s")) +
                "\n";
      std::string text = fmt::format("  ── {} {} ", date_text(day), kWeekdays[weekday(day)]);
      while (shown_width(text) < std::min<std::size_t>(look_.width, 60)) text += "─";
      out_ += look_.paint(Meaning::kQuiet, text) + "\n";
    } else if (!event.is_derived() && last_record_ != nullptr &&
               event.time - last_record_->time >= kPause) {
      out_ +=
          look_.paint(Meaning::kQuiet, "  ┆ " + pause_text(event.time - last_record_->time)) + "\n";
    }
  }
  void line(const Deed& deed) {
    const AskedEvent& event = *deed.first;
    const Mark mark = mark_of(deed);
    std::string ticket = printable(ticket_of(deed));
    if (!ticket.empty()) ticket.insert(0, " ticket ");
    const std::string on = printable(event.target),
                      sure = event.confidence + (event.confidence.empty() ? "" : " ") + event.path,
                      id = printable(id_of(deed));
    // An id is never cut: where it does not fit, it stands in a line of its own.
    const bool below =
        2 + 8 + 2 + 1 + 2 + kLeastWhat + 2 + kLeastOn + 2 + kLeastSure + 2 + id_width_ >
        look_.width;
    const std::size_t least = below ? 0 : id_width_;
    const ColumnWidth columns[] = {{8, 8},         {1, 1},           {44, kLeastWhat},
                                   {26, kLeastOn}, {18, kLeastSure}, {least, least}};
    const auto w = share_out(columns, look_.width - std::min<std::size_t>(look_.width, 2));
    // So does a ticket: where it does not fit behind what was done, it stands below.
    std::string what = printable(what_of(deed));
    const bool ticket_fits = ticket.empty() || shown_width(what + ticket) <= w[2];
    if (ticket_fits) what += ticket;
    std::string text = fmt::format("  {}  {}  {}  {}  {}  {}", zone_.clock(event.time), mark.sign,
                                   padded(cut_in_the_middle(what, w[2]), w[2]),
                                   padded(cut_in_the_middle(on, w[3]), w[3]),
                                   padded(cut_in_the_middle(sure, w[4]), w[4]), below ? "" : id);
    while (text.ends_with(' ')) text.pop_back();
    out_ += look_.paint(mark.meaning, text) + "\n";
    if (!ticket_fits) out_ += wrapped(std::string(14, ' ') + ticket, look_.width, 17) + "\n";
    if (below && !id.empty()) out_ += std::string(15, ' ') + id + "\n";
  }

  const Gaps& gaps_;
  const Zone& zone_;
  const Look& look_;
  const AskedEvent* before_ = nullptr;       // the line before, of the same group
  const AskedEvent* last_record_ = nullptr;  // and the last that tells of a record
  std::size_t id_width_ = 0;  // of the widest of a group, so that columns stand in line
  std::string out_;
};

}  // namespace

std::string timeline_text(const std::vector<AskedEvent>& events, const Gaps& gaps, const Zone& zone,
                          const Look& look) {
  Writer writer(gaps, zone, look);
  std::vector<Group> groups = groups_of(events);
  spread_gaps(events, groups);
  for (const Group& group : groups) writer.group(group);
  std::string text = writer.take();
  if (text.empty()) return "nobody of a partner acted\n";
  const std::string marks = fmt::format(
      "! outside the agreement   ~ follows from other records   ? not named   ▒ not collected   "
      "times in {}",
      zone.name());
  return text + "\n" + wrapped(marks, look.width, 0) + "\n";
}

AnswerTable timeline_table(const std::vector<AskedEvent>& events, const Zone& zone) {
  AnswerTable table({{"TIME", "time", AnswerTable::Kind::kId},
                     {"PERSON", "person"},
                     {"CUSTOMER", "customer"},
                     {"WHAT", "what"},
                     {"ON", "target"},
                     {"RESULT", "result"},
                     {"SURE", "confidence"},
                     {"VIA", "via"},
                     {"OUTSIDE", "violations"},
                     {"TICKET", "ticket", AnswerTable::Kind::kId},
                     {"ID", "id", AnswerTable::Kind::kId},
                     {"RECORDS", "records", AnswerTable::Kind::kNumber}});
  for (const Group& group : groups_of(events)) {
    for (const Deed& deed : group.deeds) {
      const AskedEvent& event = *deed.first;
      table.add({zone.stamped(event.time), group.person, group.customer, name_of(event),
                 event.target, result_of(deed), event.confidence, event.path,
                 fmt::format("{}", fmt::join(violations_of(deed), " ")), ticket_of(deed),
                 event.handle(), std::to_string(deed.records.size())});
    }
  }
  return table;
}

}  // namespace aobo::sim
