#include "simulator/directory/merge.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "plugin/base/json_file.h"
#include "plugin/base/load_error.h"
#include "plugin/base/text.h"
#include "plugin/directory/export_rows.h"

namespace aobo::sim {
namespace {

bool shown(const std::vector<Observation>& forms, const std::string& object) {
  return !forms.empty() && forms.back().now() && forms.back().object == object;
}

}  // namespace

Result<MergedHistory> MergedHistory::read(const std::string& path) {
  MergedHistory history;
  if (!std::filesystem::exists(path)) return history;
  try {
    const std::string text = JsonFile::text_of(path);
    std::string_view rest = text;
    for (std::size_t number = 1; !rest.empty(); ++number) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
      if (trimmed(line).empty()) continue;
      HistoryLine one = read_history_line(JsonFile::of(path, line, number).root());
      Answer& answer = history.answers_[one.seen ? one.seen->scope : one.whole->scope];
      if (one.whole) {
        answer.whole = std::max(answer.whole.value_or(one.whole->time), one.whole->time);
        answer.last = std::max(answer.last, one.whole->time);
      } else {
        answer.last = std::max(answer.last, one.seen->seen_until);
        answer.objects[one.seen->key].push_back(std::move(*one.seen));
      }
    }
  } catch (const LoadError& error) {
    return Error{error.message};
  }
  for (auto& [scope, answer] : history.answers_) {
    for (auto& [key, forms] : answer.objects)
      std::ranges::stable_sort(forms, {}, &Observation::seen_from);
  }
  return history;
}

std::optional<std::string> MergedHistory::Answer::unlike(const Snapshot::Answer& now) const {
  for (const auto& [key, object] : now.objects) {
    const auto forms = objects.find(key);
    if (forms == objects.end() || !shown(forms->second, object.json)) return key;
  }
  for (const auto& [key, forms] : objects)
    if (now.whole && forms.back().now() && !now.objects.contains(key)) return key;
  return std::nullopt;
}

Result<FoldedByRow> MergedHistory::fold(const Snapshot& snapshot) {
  for (const auto& [scope, now] : snapshot.answers) {
    const auto known = answers_.find(scope);
    if (known == answers_.end() || now.time > known->second.last) continue;
    const auto unlike = known->second.unlike(now);
    if (!unlike) continue;
    const auto object = now.objects.find(*unlike);
    const std::string& file = object == now.objects.end() ? now.file : object->second.file;
    if (now.time == known->second.last) {
      return Error{fmt::format(
          "{}: it is of {}, as what was merged before it, and says something else of {}; of two "
          "exports of one time one is not of then: tell the time of this one with --time",
          file, format_time(now.time), printable(*unlike, 80))};
    }
    return Error{fmt::format(
        "{}: it is of {}, and what was merged before it of {}, and says something else of {}; "
        "merge exports in the order of their times, or tell the time of this one with --time",
        file, format_time(now.time), format_time(known->second.last), printable(*unlike, 80))};
  }
  FoldedByRow folded;
  for (const auto& [scope, now] : snapshot.answers) {
    Folded& counts = folded[scope.row];
    const auto known = answers_.find(scope);
    if (known != answers_.end() && now.time <= known->second.last) {
      counts.same += now.objects.size();
      continue;
    }
    fold_answer(scope, now, counts);
  }
  return folded;
}

void MergedHistory::fold_answer(const AnswerKey& scope, const Snapshot::Answer& now,
                                Folded& folded) {
  Answer& known = answers_[scope];
  folded.whole = folded.whole && now.whole;
  for (const auto& [key, object] : now.objects) {
    Forms& forms = known.objects[key];
    if (shown(forms, object.json)) {
      forms.back().seen_until = now.time;
      ++folded.same;
      continue;
    }
    std::optional<TimeNs> missing_until = known.whole;
    const bool changed = !forms.empty() && forms.back().now();
    if (changed) {
      missing_until = forms.back().seen_until;
      forms.back().missing_from = now.time;
    } else if (!forms.empty()) {
      missing_until = std::max(missing_until, forms.back().missing_from);
    }
    // What one export lacks and shows at one time, by two of its files, it shows.
    if (missing_until && *missing_until >= now.time) missing_until = now.time - 1;
    ++(changed ? folded.changed : folded.added);
    forms.push_back({scope, key, now.time, now.time, missing_until, std::nullopt, object.json});
  }
  known.last = now.time;
  if (!now.whole) return;
  known.whole = now.time;
  for (auto& [key, forms] : known.objects) {
    Observation& last = forms.back();
    if (!last.now() || last.seen_until == now.time) continue;
    last.missing_from = now.time;
    ++folded.gone;
    end_with({scope.tenant, scope.row, key}, now.time);
  }
}

// With a group its memberships have ended, and with a relationship its assignments: nobody exports
// them any more.
void MergedHistory::end_with(const AnswerKey& scope, TimeNs time) {
  const std::string_view row = export_rows()[scope.row].name;
  const std::string_view within = row == "groups"                        ? "members"
                                  : row == "delegatedAdminRelationships" ? "accessAssignments"
                                                                         : "";
  if (within.empty()) return;
  const auto index = static_cast<std::size_t>(&row_named(within) - export_rows().data());
  for (auto& [other, answer] : answers_) {
    if (other.tenant != scope.tenant || other.row != index || lower(other.of) != scope.of) continue;
    for (auto& [key, forms] : answer.objects) {
      if (forms.back().now() && forms.back().seen_until < time) forms.back().missing_from = time;
    }
  }
}

std::string MergedHistory::text() const {
  std::string text;
  for (const auto& [scope, answer] : answers_) {
    if (answer.whole) text += text_of(WholeExport{scope, *answer.whole});
    for (const auto& [key, forms] : answer.objects) {
      for (const Observation& one : forms) text += text_of(one);
    }
  }
  return text;
}

}  // namespace aobo::sim
