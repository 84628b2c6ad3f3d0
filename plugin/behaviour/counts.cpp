#include "plugin/behaviour/counts.h"

#include <algorithm>

#include "plugin/base/text.h"
#include "plugin/identity/subject.h"

namespace aobo {
namespace {

using Value = std::optional<std::uint64_t>;

// A person of a partner's who is named. A failed sign-in names whose account was tried, and proves
// nobody.
std::string person(const Case& the_case) {
  return the_case.attribution.person == nullptr ? std::string() : acting_key(the_case);
}

bool no_entry(const Case& the_case) {
  return is_sign_in(the_case.record()) && !succeeded(the_case.record());
}
// What came to nothing counts among the failures alone.
bool acts_as_partner(const Case& the_case) {
  return the_case.attribution.is_partner && succeeded(the_case.record()) &&
         the_case.record().outcome != Outcome::kStarted;
}
bool partner_action(const Case& the_case) {
  return the_case.attribution.is_partner && is_action(the_case.record()) &&
         succeeded(the_case.record());
}

std::string person_and_operation(const Case& the_case) {
  const std::string who = person(the_case);
  return who.empty() || !is_action(the_case.record())
             ? std::string()
             : who + "|" + std::string(the_case.record().operation);
}

std::string any_application(const Case& the_case, bool let_in) {
  const Record& r = the_case.record();
  for (const Change& change : r.changes) {
    const bool app_id = equal_ignoring_case(change.name, "ServicePrincipal.AppId") ||
                        equal_ignoring_case(change.name, "AppId");
    if (app_id && !change.after.empty()) return lower(change.after);
  }
  for (const Parameter& parameter : r.parameters) {
    if (equal_ignoring_case(parameter.name, "AppId") && !parameter.value.empty())
      return lower(parameter.value);
  }
  if (r.actor.type == ActorType::kServicePrincipal) return application_key(the_case);
  return let_in ? lower(r.target_name) : std::string();
}

// An application at work as itself, or one that is let in. Where it is at work and where it was let
// in are two numbers: a tool that goes to all customers every night is let into none of them.
std::string application(const Case& the_case) {
  const std::string_view operation = the_case.record().operation;
  const bool let_in = operation == "consent to application" || operation == "add service principal";
  std::string app = any_application(the_case, let_in);
  if (let_in && !app.empty()) app.insert(0, "let in ");
  return app;
}

std::string address(const Case& the_case) {
  const Ip& ip = the_case.record().address.ip;
  return ip.is_somewhere() ? ip.text() : std::string();
}

Value tenant(const Case& the_case) {
  return the_case.attribution.tenant ? Value(value_of(*the_case.attribution.tenant)) : std::nullopt;
}

Value customer_entered(const Case& the_case) {
  const bool vault = the_case.record().family->sort == Sort::kCheckOut;
  return acts_as_partner(the_case) && !vault ? tenant(the_case) : std::nullopt;
}
// Counts what is done once, however many records tell it.
Value activity(const Case& the_case) { return the_case.activity.id.low; }
Value one_action(const Case& the_case) {
  return partner_action(the_case) ? activity(the_case) : std::nullopt;
}
Value customer_of_action(const Case& the_case) {
  return partner_action(the_case) ? tenant(the_case) : std::nullopt;
}
Value customer_of_app(const Case& the_case) {
  return succeeded(the_case.record()) ? tenant(the_case) : std::nullopt;
}
Value person_there(const Case& the_case) {
  return the_case.attribution.person != nullptr && !no_entry(the_case)
             ? Value(value_of(the_case.attribution.person->object))
             : std::nullopt;
}
Value country(const Case& the_case) {
  const bool seen = is_sign_in(the_case.record()) && succeeded(the_case.record()) &&
                    !the_case.record().country.empty();
  return seen ? Value(value_of(the_case.record().country)) : std::nullopt;
}
// What asks for a next step has not failed.
Value failure(const Case& the_case) {
  const Record& record = the_case.record();
  const bool failed = !succeeded(record) && record.outcome != Outcome::kInterruption;
  return failed ? activity(the_case) : std::nullopt;
}
std::string person_and_error(const Case& the_case) {
  const std::string who = person(the_case);
  const auto error = the_case.record().sign_in.error;
  return who.empty() || error.value_or(0) == 0 ? std::string() : who + "|" + std::to_string(*error);
}

#define AOBO_ROW(id, name, key, value, remembered, text) {name, key, value, remembered},
constexpr CountRow kRows[] = {AOBO_COUNTS(AOBO_ROW)};
#undef AOBO_ROW

}  // namespace

std::span<const CountRow> count_rows() { return kRows; }

Counts::Counts(const BehaviourOptions& options) : options_(options) {
  std::vector<TimeNs> spans;
  for (const CountWindow& window : options.windows) {
    spans.push_back(window.span);
    longest_ = std::max(longest_, window.span);
  }
  const std::size_t most = std::max<std::size_t>(options.entries / std::size(kRows), 1);
  for (const CountRow& row : kRows)
    series_.emplace_back(spans, Bound(most, options.account), row.remembered);
}

void Counts::observe(const Case& the_case, std::vector<Counted>& out) {
  out.clear();
  for (std::size_t row = 0; row < std::size(kRows); ++row) {
    const std::string key = kRows[row].key(the_case);
    if (key.empty()) continue;
    Series& series = series_[row];
    const TimeNs time = the_case.record().time;
    series.count(key, time, before_);
    if (const Value value = kRows[row].value(the_case)) series.add(key, time, *value);
    series.count(key, time, counts_);
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      const bool reached = counts_[i] > before_[i] && series.is_high(key, i, time, counts_[i]);
      out.push_back({kRows[row].name, options_.windows[i].name, counts_[i], reached});
    }
  }
}

void Counts::forget_before(TimeNs time) {
  for (Series& series : series_) series.forget_before(time - 2 * longest_);
}

std::uint64_t Counts::evicted() const {
  std::uint64_t evicted = 0;
  for (const Series& series : series_) evicted += series.evicted();
  return evicted;
}

std::size_t Counts::entries() const {
  std::size_t entries = 0;
  for (const Series& series : series_) entries += series.size();
  return entries;
}

void Counts::save(Writer& writer) const {
  for (const Series& series : series_) series.save(writer);
}

void Counts::load(Reader& reader) {
  for (Series& series : series_) series.load(reader);
}

}  // namespace aobo
