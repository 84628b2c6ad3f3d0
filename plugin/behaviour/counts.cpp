#include "plugin/behaviour/counts.h"

#include <algorithm>

#include "plugin/base/text.h"
#include "plugin/identity/subject.h"

namespace aobo {
namespace {

using Value = std::optional<std::uint64_t>;

// A person of a partner's who is named. A failed sign-in names whose account was tried, and proves
// nobody.
std::string person(const Case& c) {
  return c.attribution.person == nullptr ? std::string() : acting_key(c);
}

bool no_entry(const Case& c) { return is_sign_in(c.record()) && !succeeded(c.record()); }
// What came to nothing counts among the failures alone.
bool acts_as_partner(const Case& c) {
  return c.attribution.is_partner && succeeded(c.record()) &&
         c.record().outcome != Outcome::kStarted;
}
bool partner_action(const Case& c) {
  return c.attribution.is_partner && is_action(c.record()) && succeeded(c.record());
}

std::string person_and_operation(const Case& c) {
  const std::string who = person(c);
  return who.empty() || !is_action(c.record()) ? std::string()
                                               : who + "|" + std::string(c.record().operation);
}

// An application at work as itself, or one that is let in.
std::string application(const Case& c) {
  const Record& r = c.record();
  for (const Change& change : r.changes) {
    const bool app_id = equal_ignoring_case(change.name, "ServicePrincipal.AppId") ||
                        equal_ignoring_case(change.name, "AppId");
    if (app_id && !change.after.empty()) return lower(change.after);
  }
  for (const Parameter& parameter : r.parameters) {
    if (equal_ignoring_case(parameter.name, "AppId") && !parameter.value.empty())
      return lower(parameter.value);
  }
  if (r.actor.type == ActorType::kServicePrincipal) return application_key(c);
  const bool let_in =
      r.operation == "consent to application" || r.operation == "add service principal";
  return let_in ? lower(r.target_name) : std::string();
}

std::string address(const Case& c) {
  const Ip& ip = c.record().address.ip;
  return ip.is_somewhere() ? ip.text() : std::string();
}

Value tenant(const Case& c) {
  return c.attribution.tenant ? Value(value_of(*c.attribution.tenant)) : std::nullopt;
}

Value customer_entered(const Case& c) {
  const bool vault = c.record().family->sort == Sort::kCheckOut;
  return acts_as_partner(c) && !vault ? tenant(c) : std::nullopt;
}
// Counts what is done once, however many records tell it.
Value activity(const Case& c) { return c.activity.id.low; }
Value one_action(const Case& c) { return partner_action(c) ? activity(c) : std::nullopt; }
Value customer_of_action(const Case& c) { return partner_action(c) ? tenant(c) : std::nullopt; }
Value customer_of_app(const Case& c) { return succeeded(c.record()) ? tenant(c) : std::nullopt; }
Value person_there(const Case& c) {
  return c.attribution.person != nullptr && !no_entry(c)
             ? Value(value_of(c.attribution.person->object))
             : std::nullopt;
}
Value country(const Case& c) {
  const bool seen = is_sign_in(c.record()) && succeeded(c.record()) && !c.record().country.empty();
  return seen ? Value(value_of(c.record().country)) : std::nullopt;
}
// What asks for a next step has not failed.
Value failure(const Case& c) {
  const Record& record = c.record();
  const bool failed = !succeeded(record) && record.outcome != Outcome::kInterruption;
  return failed ? activity(c) : std::nullopt;
}
std::string person_and_error(const Case& c) {
  const std::string who = person(c);
  const auto error = c.record().sign_in.error;
  return who.empty() || error.value_or(0) == 0 ? std::string() : who + "|" + std::to_string(*error);
}

constexpr CountRow kRows[] = {
    {"person.customers", person, customer_entered},
    {"person.actions", person, one_action},
    {"person.operation", person_and_operation, one_action},
    {"operation.customers", person_and_operation, customer_of_action},
    {"app.customers", application, customer_of_app},
    {"address.persons", address, person_there},
    {"person.countries", person, country},
    {"person.failures", person, failure},
    {"person.signin_error", person_and_error, activity},
};

}  // namespace

std::span<const CountRow> count_rows() { return kRows; }

Counts::Counts(const BehaviourOptions& options) : options_(options) {
  std::vector<TimeNs> spans;
  for (const CountWindow& window : options.windows) {
    spans.push_back(window.span);
    longest_ = std::max(longest_, window.span);
  }
  for (std::size_t i = 0; i < std::size(kRows); ++i)
    series_.emplace_back(spans, std::max<std::size_t>(options.entries / std::size(kRows), 1));
}

void Counts::observe(const Case& c, std::vector<Counted>& out) {
  out.clear();
  for (std::size_t row = 0; row < std::size(kRows); ++row) {
    const std::string key = kRows[row].key(c);
    if (key.empty()) continue;
    Series& series = series_[row];
    const TimeNs time = c.record().time;
    series.count(key, time, before_);
    if (const Value value = kRows[row].value(c)) series.add(key, time, *value);
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
