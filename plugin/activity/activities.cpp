#include "plugin/activity/activities.h"

#include <algorithm>

#include "plugin/base/distinct.h"
#include "plugin/base/latest.h"
#include "plugin/base/limits.h"

namespace aobo {
namespace {

bool is_set(const Fingerprint& print) { return print != Fingerprint{}; }
bool contradict(const Fingerprint& one, const Fingerprint& other) {
  return is_set(one) && is_set(other) && one != other;
}
void fill(Fingerprint& kept, const Fingerprint& shown) {
  if (!is_set(kept)) kept = shown;
}

TimeNs apart(TimeNs one, TimeNs other) { return one > other ? one - other : other - one; }

}  // namespace

Activities::Activities(const ActivityOptions& options)
    : options_(options),
      key_(FingerprintKey::random()),
      known_({options.entries, options.account}),
      by_look_({options.entries * limits::kLooksPerActivity, options.account}) {}

// By the surest that both show. A name is no sign of two where both have one id: it changes.
bool Activities::are_two_people(const Activity& activity, const Look& look) {
  const auto both = [](const Fingerprint& one, const Fingerprint& other) {
    return is_set(one) && is_set(other);
  };
  if (both(activity.person, look.person)) return activity.person != look.person;
  if (both(activity.actor, look.actor)) return activity.actor != look.actor;
  return contradict(activity.actor_name, look.actor_name);
}

// A log tells the end once. That it was begun it tells before that, and may tell that it was
// accepted as well.
bool Activities::may_join(const Activity& activity, const Look& look, bool by_id,
                          const std::string& family) const {
  if (activity.copies.size() >= limits::kRecordsPerActivity) return false;
  for (const Copy& copy : activity.copies) {
    if (copy.log_and_form != look.copy.log_and_form) continue;
    if (copy.unclear || look.copy.unclear) return false;
    if (copy.start) continue;
    if (!look.copy.start || copy.time < look.copy.time) return false;
  }
  const bool both_ended = activity.ended != Ended::kOpen && look.ended != Ended::kOpen;
  if (both_ended && activity.ended != look.ended) return false;
  if (are_two_people(activity, look)) return false;
  if (contradict(activity.tenant, look.tenant)) return false;
  if (contradict(activity.target_id, look.target_id)) return false;
  const bool by_name = !is_set(activity.target_id) || !is_set(look.target_id);
  if (by_name && contradict(activity.target_name, look.target_name)) return false;
  const TimeNs distance = apart(activity.time, look.copy.time);
  if (by_id) return distance <= options_.kept;
  const bool other_log = contradict(activity.log, look.log);
  const bool other_family = std::ranges::find(activity.families, family) == activity.families.end();
  if (!other_log && !other_family) return false;
  return distance <= options_.window && !contradict(activity.correlation, look.correlation);
}

// Of those that look alike the one nearest in time.
Activities::Number Activities::find(const Look& look, const std::string& family) const {
  for (const LookKey& key : look.keys) {
    const std::vector<Number>* alike = by_look_.find(key.print);
    if (alike == nullptr) continue;
    Number best = 0;
    TimeNs nearest = 0;
    for (const Number number : *alike) {
      const Activity* activity = known_.find(number);
      if (activity == nullptr || !may_join(*activity, look, key.by_id, family)) continue;
      const TimeNs distance = apart(activity->time, look.copy.time);
      if (best != 0 && distance >= nearest) continue;
      best = number;
      nearest = distance;
    }
    if (best != 0) return best;
  }
  return 0;
}

void Activities::join(Number number, const Look& look, const std::string& family) {
  Activity& activity = *known_.find(number);
  ++activity.records;
  add_once(activity.families, family);
  activity.copies.push_back(look.copy);
  if (activity.ended == Ended::kOpen) activity.ended = look.ended;
  fill(activity.tenant, look.tenant);
  fill(activity.log, look.log);
  fill(activity.correlation, look.correlation);
  fill(activity.target_id, look.target_id);
  fill(activity.target_name, look.target_name);
  fill(activity.person, look.person);
  fill(activity.actor, look.actor);
  fill(activity.actor_name, look.actor_name);
  for (const LookKey& key : look.keys) remember(key.print, number);
}

// The look comes last in its order, so that looks that come again and again keep no old ones alive.
void Activities::remember(const Fingerprint& look, Number number) {
  std::vector<Number>& alike = by_look_.renew(look);
  std::erase_if(alike, [&](Number one) { return one == number || !known_.contains(one); });
  left_out_ += add_latest(alike, number, limits::kActivitiesPerLook);
}

std::optional<TimeNs> Activities::begun(const Activity& activity) {
  std::optional<TimeNs> earliest;
  for (const Copy& copy : activity.copies) {
    if (copy.start) earliest = std::min(earliest.value_or(copy.time), copy.time);
  }
  return earliest;
}

ActivityPart Activities::place(const Case& the_case) {
  placed_ = 0;
  const Family* family = the_case.record().family;
  const Look look = look_of(the_case, key_);
  if (look.keys.empty()) return {activity_id(the_case), 1, {}, {family}, {}};
  const std::string family_name(family->name);
  placed_ = find(look, family_name);
  if (placed_ == 0) {
    placed_ = next_++;
    Activity& made = known_.at(placed_);
    made.id = activity_id(the_case);
    made.time = the_case.record().time;
  }
  join(placed_, look, family_name);
  const Activity& activity = *known_.find(placed_);
  ActivityPart part{activity.id, activity.records, begun(activity), {}, {}};
  for (const std::string& one : activity.families) part.families.push_back(&family_named(one));
  return part;
}

std::vector<ActivityFact> Activities::news(const Case& the_case) {
  std::vector<ActivityFact> news;
  Activity* activity = placed_ == 0 ? nullptr : known_.find(placed_);
  for (std::size_t i = 0; i < static_cast<std::size_t>(ActivityFact::kCount); ++i) {
    const auto fact = static_cast<ActivityFact>(i);
    const FactPrint shown = fact_of(the_case, fact, key_);
    const FactPrint before = activity == nullptr ? 0 : activity->facts[i];
    if (!is_news(fact, shown, before)) continue;
    if (activity != nullptr)
      activity->facts[i] = fact == ActivityFact::kViolation ? shown | before : shown;
    news.push_back(fact);
  }
  return news;
}

void Activities::forget_before(TimeNs time) {
  known_.age([&](Number, const Activity& activity) { return activity.time < time; });
  by_look_.age([&](const Fingerprint&, const std::vector<Number>& alike) {
    return std::ranges::none_of(alike, [&](Number number) { return known_.contains(number); });
  });
}

}  // namespace aobo
