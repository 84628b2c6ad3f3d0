#include "plugin/directory/history.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <tuple>
#include <utility>

#include "plugin/base/json_file.h"
#include "plugin/base/limits.h"
#include "plugin/base/text.h"
#include "plugin/directory/exports.h"

namespace aobo {
namespace {

// Copying a folder makes its files new, within this time of each other.
constexpr TimeNs kCopied = 60 * kSecondNs;

bool is_row(const Observation& seen, std::string_view row) {
  return export_rows()[seen.scope.row].name == row;
}

}  // namespace

// A person as one export shows them.
struct ExportHistory::PersonForm {
  DirectoryBuilder::NewPerson person;
  const Observation* seen = nullptr;
};

ExportHistory::ExportHistory(std::string path, DirectoryBuilder& builder)
    : path_(std::move(path)), builder_(builder) {
  if (!std::filesystem::exists(path_)) return;
  text_ = JsonFile::text_of(path_);
  std::string_view rest = text_;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (!trimmed(line).empty()) read_line(line, number);
  }
}

void ExportHistory::read_line(std::string_view text, std::size_t number) {
  try {
    HistoryLine line = read_history_line(JsonFile::of(path_, text, number).root());
    const AnswerKey& scope = line.seen ? line.seen->scope : line.whole->scope;
    TimeNs& last = last_[scope.tenant];
    last = std::max(last, line.seen ? line.seen->seen_until : line.whole->time);
    if (line.whole) {
      whole_.push_back(*line.whole);
      return;
    }
    line.seen->object.clear();
    lines_.push_back({text, number, std::move(*line.seen)});
  } catch (const LoadError& error) {
    refuse(error.message);
  }
}

void ExportHistory::refuse(const std::string& error) {
  if (++refused_ <= limits::kLoggedRefusals)
    builder_.add_warning(error +
                         "; this line is not used, and no group is taken to be known whole");
}

template <typename Use>
void ExportHistory::each_object(const std::vector<const Line*>& lines, Use use) {
  for (const Line* line : lines) {
    try {
      const JsonFile file = JsonFile::of(path_, line->text, line->number);
      use(*line, *file.root().member("object"));
    } catch (const LoadError& error) {
      refuse(error.message);
    }
  }
}

// Those that hold now, the last seen at the end; or those of before, the last seen first.
std::vector<const ExportHistory::Line*> ExportHistory::lines_of(const Guid& tenant,
                                                                std::string_view row,
                                                                bool now) const {
  std::vector<const Line*> lines;
  for (const Line& line : lines_) {
    if (line.seen.scope.tenant == tenant && is_row(line.seen, row) && line.seen.now() == now)
      lines.push_back(&line);
  }
  std::ranges::stable_sort(lines, [&](const Line* one, const Line* other) {
    return now ? one->seen.seen_until < other->seen.seen_until
               : one->seen.seen_until > other->seen.seen_until;
  });
  return lines;
}

void ExportHistory::read(std::size_t partner, const std::string& folder) {
  const Guid tenant = builder_.tenant_of(partner);
  if (std::exchange(read_[tenant], true)) return;  // named twice
  builder_.reading(path_);
  for (const ExportRow& row : export_rows()) {
    if (row.key.empty() || row.name == "deletedItems") continue;
    if (row.name == "users") {
      read_people(partner);
    } else if (row.name == "delegatedAdminRelationships") {
      read_relationships(partner);
    } else if (row.name == "accessAssignments") {
      read_assignments(partner);
    } else {
      read_plainly(partner, row);
    }
    builder_.count(row.name, lines_of(tenant, row.name, true).size() +
                                 lines_of(tenant, row.name, false).size());
  }
  builder_.reading_aobo_yaml();
  builder_.add_export(path_, last_.at(tenant));
  const bool users = std::ranges::any_of(whole_, [&](const WholeExport& one) {
    return one.scope.tenant == tenant && export_rows()[one.scope.row].name == "users";
  });
  if (!users)
    builder_.miss_users(
        path_ + ": no users of the tenant " + tenant.text() +
        " were exported whole; export them and merge again: " + call_of(row_named("users"), ""));
  warn_of_newer(tenant, folder);
}

void ExportHistory::read_plainly(std::size_t partner, const ExportRow& row) {
  const Guid tenant = builder_.tenant_of(partner);
  for (const bool now : {true, false}) {
    each_object(lines_of(tenant, row.name, now), [&](const Line& line, const JsonNode& object) {
      const ExportPlace place{partner,   tenant,   line.seen.scope.of, path_,
                              complete_, builder_, line.seen.held(),   !now};
      row.read(object, place);
    });
  }
}

void ExportHistory::read_people(std::size_t partner) {
  const Guid tenant = builder_.tenant_of(partner);
  std::map<std::string, std::vector<PersonForm>> people;
  std::set<std::string> now_there;
  for (const char* row : {"users", "deletedItems"}) {
    for (const bool now : {true, false}) {
      each_object(lines_of(tenant, row, now), [&](const Line& line, const JsonNode& object) {
        DirectoryBuilder::NewPerson person = person_of(object);
        people[line.seen.key].push_back({std::move(person), &line.seen});
        if (now) now_there.insert(line.seen.key);
      });
    }
  }
  // Of a name that two bore, whoever bears it now is meant in aobo.yaml.
  for (const bool now : {true, false}) {
    for (auto& [key, forms] : people) {
      if (now_there.contains(key) != now) continue;
      std::ranges::stable_sort(forms, {},
                               [](const PersonForm& one) { return one.seen->seen_from; });
      add_person(partner, forms);
    }
  }
}

// What the exports of now say stands. Of somebody who is in none, the last one: when they left is
// not known where it does not say, and whether they are there after it neither.
void ExportHistory::add_person(std::size_t partner, const std::vector<PersonForm>& forms) {
  const bool now_there =
      std::ranges::any_of(forms, [](const PersonForm& one) { return one.seen->now(); });
  Person* person = nullptr;
  if (now_there) {
    for (const char* row : {"users", "deletedItems"}) {
      for (const PersonForm& one : forms) {
        if (one.seen->now() && is_row(*one.seen, row))
          person = &builder_.add_person(partner, one.person);
      }
    }
  } else {
    DirectoryBuilder::NewPerson last = forms.front().person;
    TimeNs until = forms.front().seen->held().to;
    for (const PersonForm& one : forms) {
      if (one.seen->held().to < until) continue;
      until = one.seen->held().to;
      last = one.person;
    }
    const bool member = still_member(forms.front().seen->key, until);
    last.deleted = !member;
    last.disabled = last.disabled || (!member && last.employed.to == Validity{}.to);
    person = &builder_.add_person(partner, last);
  }
  std::vector<DirectoryBuilder::SeenName> names;
  for (const PersonForm& one : forms) {
    Validity held = one.seen->held();
    const bool since_created = names.empty() && one.person.employed.from != Validity{}.from;
    if (since_created) held.from = one.person.employed.from;
    names.push_back({one.person.upn, held});
    if (!one.person.disabled && is_row(*one.seen, "users"))
      person->enabled_until = std::max(person->enabled_until, one.seen->seen_until);
  }
  builder_.add_seen_names(*person, std::move(names));
}

// Whether an export shows the person in a group when users no longer do: then these were not whole.
bool ExportHistory::still_member(const std::string& key, TimeNs gone) {
  const auto line = std::ranges::find_if(lines_, [&](const Line& one) {
    return one.seen.key == key && one.seen.now() && one.seen.seen_until >= gone &&
           is_row(one.seen, "members");
  });
  if (line == lines_.end()) return false;
  if (++still_members_ <= limits::kLoggedRefusals)
    builder_.add_warning(
        fmt::format("{}:{}:1: {} is in a group, and in no users export since {}; taken to be there "
                    "still; export "
                    "all users",
                    path_, line->number, key, format_time(gone)));
  return true;
}

void ExportHistory::read_relationships(std::size_t partner) {
  const Guid tenant = builder_.tenant_of(partner);
  std::map<std::string, Relationship> last;
  // Later ones go before earlier ones; by hand it ended once.
  for (const bool now : {true, false}) {
    each_object(lines_of(tenant, "delegatedAdminRelationships", now),
                [&](const Line& line, const JsonNode& object) {
                  const ExportPlace place{partner,   tenant,   line.seen.scope.of, path_,
                                          complete_, builder_, line.seen.held(),   !now};
                  Relationship one = relationship_of(object, place);
                  if (one.customer.is_zero()) return;
                  if (!now) one.valid.to = std::min(one.valid.to, line.seen.held().to);
                  const auto [found, added] = last.try_emplace(line.seen.key, one);
                  Relationship& known = found->second;
                  if (!added && known.status == ExportedStatus::kTerminated &&
                      one.status == ExportedStatus::kTerminated)
                    known.valid.to = std::min(known.valid.to, one.valid.to);
                });
  }
  for (auto& [key, relationship] : last) builder_.add_relationship(std::move(relationship));
}

void ExportHistory::read_assignments(std::size_t partner) {
  const Guid tenant = builder_.tenant_of(partner);
  struct Shown {
    const Line* line;
    AccessAssignment assignment;
  };
  std::map<std::pair<std::string, std::string>, std::vector<Shown>> forms;
  for (const bool now : {false, true}) {
    each_object(
        lines_of(tenant, "accessAssignments", now), [&](const Line& line, const JsonNode& object) {
          forms[{line.seen.scope.of, line.seen.key}].push_back({&line, assignment_of(object)});
        });
  }
  for (auto& [key, all] : forms) {
    std::ranges::stable_sort(all, {}, [](const Shown& one) { return one.line->seen.seen_from; });
    std::vector<AccessAssignment> rights;
    for (Shown& one : all) {
      const TimeNs end = one.assignment.valid.to;  // of one that is active no longer
      for (AccessAssignment& before : rights) {
        if (end != Validity{}.from) before.valid.to = std::min(before.valid.to, end);
      }
      const bool active = end == Validity{}.to;
      if (active) one.assignment.valid = one.line->seen.held();
      if (active || rights.empty()) rights.push_back(std::move(one.assignment));
    }
    for (AccessAssignment& right : rights) {
      if (builder_.add_assignment(key.first, std::move(right))) continue;
      builder_.add_warning(
          fmt::format("{}:{}: not read: rights under a relationship that it does not show, \"{}\"",
                      path_, all.front().line->number, printable(key.first)));
      break;
    }
  }
}

void ExportHistory::warn_of_newer(const Guid& tenant, const std::string& folder) {
  if (!std::filesystem::is_directory(folder)) return;
  std::string file, ignored;
  const auto newest = newest_below(folder, file);
  const auto written = written_at(path_);
  if (!newest || !written || *newest <= last_.at(tenant) || *newest <= *written + kCopied) return;
  const std::string directory = std::filesystem::path(path_).parent_path().string();
  builder_.add_warning(fmt::format(
      "{}: not read: it is newer than {}, which goes before it; fold it in: aobo-sim directory "
      "merge {} {}",
      file, path_, directory, directory));
}

// Of one thing at one moment there is one form; whoever wrote two by hand meant one of them.
void ExportHistory::warn_of_contradictions() {
  std::vector<const Line*> lines;
  for (const Line& line : lines_) lines.push_back(&line);
  std::ranges::stable_sort(lines, {}, [](const Line* one) {
    return std::tie(one->seen.scope, one->seen.key, one->seen.seen_from);
  });
  std::size_t found = 0;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const Observation& before = lines[i - 1]->seen;
    const Observation& seen = lines[i]->seen;
    if (before.scope != seen.scope || before.key != seen.key || before.seen_until < seen.seen_from)
      continue;
    if (++found > limits::kLoggedRefusals) continue;
    builder_.add_warning(fmt::format(
        "{}:{}:1: what it shows of {} was seen at a time at which line {} shows something else; "
        "both are taken to hold; remove the one that is wrong",
        path_, lines[i]->number, seen.key, lines[i - 1]->number));
  }
  if (found > limits::kLoggedRefusals)
    builder_.add_warning(
        fmt::format("{}: {} lines contradict others; the first are told", path_, found));
}

void ExportHistory::finish() {
  warn_of_contradictions();
  std::set<Guid> groups, whole;
  const auto& members = row_named("members");
  for (const Line& line : lines_) {
    if (is_row(line.seen, members.name)) groups.insert(*parse_id(line.seen.scope.of));
  }
  for (const WholeExport& one : whole_) {
    if (&export_rows()[one.scope.row] == &members) whole.insert(*parse_id(one.scope.of));
  }
  for (const WholeExport& one : whole_) {
    const auto list = role_list_of(export_rows()[one.scope.row]);
    if (list && refused_ == 0)
      builder_.know_roles(tenant_of_roles(one.scope.of, one.scope.tenant), *list);
  }
  for (const Guid& group : whole) builder_.know_members(group);
  groups.insert(whole.begin(), whole.end());
  for (const Guid& group : groups) {
    if (refused_ > 0 || !whole.contains(group)) builder_.lack_members(group);
  }
  for (const auto& [tenant, last] : last_) {
    if (!read_[tenant])
      builder_.add_warning(path_ + ": what it holds of the tenant " + tenant.text() +
                           " is not used: no partner in aobo.yaml has that tenant");
  }
  if (still_members_ > limits::kLoggedRefusals)
    builder_.add_warning(fmt::format(
        "{}: {} accounts are in groups, and in no users export any more; the first are told", path_,
        still_members_));
  if (refused_ > limits::kLoggedRefusals)
    builder_.add_warning(
        fmt::format("{}: {} lines are not used in all; the first are told", path_, refused_));
}

}  // namespace aobo
