#include "plugin/pipeline/stages.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "plugin/base/limits.h"
#include "plugin/base/time.h"
#include "plugin/identity/resolver.h"
#include "plugin/policy/standing.h"
#include "plugin/policy/verdict.h"

namespace aobo {
namespace {

// A log that comes late comes in pieces; so long after the first of it went by, by the clock of the
// events, what came counts as read.
constexpr TimeNs kCatchesUp = 10 * kMinute;
// Answers that are asked again before the host has its thread back: some 20 ms.
constexpr std::size_t kAPiece = 512;
constexpr TimeNs kLast = std::numeric_limits<TimeNs>::max();

template <typename Options>
Options kept_in(Options options, Account& account) {
  options.account = &account;
  return options;
}

}  // namespace

Stages::Stages(const ActivityOptions& activity, const IdentityOptions& identity,
               const PermitOptions& permits, const BehaviourOptions& behaviour, Memory& memory)
    : memory_(memory),
      activity_(kept_in(activity, memory.of(Part::kRevisions))),
      activities_(activity_),
      identity_(kept_in(identity, memory.of(Part::kEvidence))),
      history_(identity_, permits),
      revisions_(identity_, &memory.of(Part::kRevisions)),
      behaviour_(kept_in(behaviour, memory.of(Part::kBehaviour))) {}

// Behind each record, when nobody holds anything of what is kept.
void Stages::trim() {
  memory_.of(Part::kRevisions).hold(unripe_bytes_ + put_off_.bytes());
  for (const Part part : {Part::kEvidence, Part::kRevisions, Part::kBehaviour})
    memory_.of(part).trim();
}

Stages::Derivations Stages::take(Case& the_case, TimeNs now) {
  Derivations before;
  while (asks_before(the_case.knowledge, now)) {
    while (asking()) go_on(before.before);
  }
  Derivations derived = take_first(the_case, now);
  derived.before.insert(derived.before.begin(), std::make_move_iterator(before.before.begin()),
                        std::make_move_iterator(before.before.end()));
  while (asking()) go_on(derived.after);
  return derived;
}

// Whoever speaks of what is past asks the latest answer.
bool Stages::asks_before(const std::shared_ptr<const Knowledge>& knowledge, TimeNs now) {
  const bool due = first_due() <= now || ripen(now) || put_off_.is_due(now);
  return due && asks(now, knowledge, now);
}

Stages::Derivations Stages::take_first(Case& the_case, TimeNs now) {
  Derivations derived;
  behaviour_.advance(now, *the_case.knowledge, history_, derived.before);

  the_case.number = ++records_;
  the_case.set_location(locate(the_case, history_.evidence));
  activities_.forget_before(now - activity_.kept);
  the_case.activity = activities_.place(the_case);
  the_case.attribution = attribute(the_case, history_.evidence);
  const Lesson lesson = lesson_of(the_case, history_.evidence);
  history_.evidence.teach(the_case.record(), lesson, the_case.number);
  the_case.standing = find_standing(the_case, history_);
  the_case.verdict = find_verdict(the_case, history_);
  the_case.activity.news = activities_.news(the_case);
  history_.permits.learn(the_case.record(), lesson, the_case.number);
  history_.unattended.learn(the_case);
  the_case.observed = behaviour_.observe(the_case, history_, derived.after);
  if (const auto change = the_case.tenant ? relationship_change(the_case) : std::nullopt)
    history_.relationships.learn(*the_case.tenant, *change);

  revisions_.watch(the_case, lesson, history_.evidence);
  revise(the_case, lesson, now);
  if (asking()) go_on(derived.after);
  return derived;
}

// What the record teaches may change answers that went out before.
void Stages::revise(const Case& the_case, const Lesson& lesson, TimeNs now) {
  std::vector<Affected> changed = history_.evidence.take_changed();
  put_off_.earn();
  if (!changed.empty()) {
    const bool some_ripens = wait(the_case, lesson, now, changed);
    const std::size_t cost = PutOff::cost_of(changed, revisions_);
    if (!put_off_.affords(cost)) {
      put_off_.add({KeptLesson::of(the_case, lesson),
                    some_ripens ? PutOff::Part::kRest : PutOff::Part::kAll},
                   cost, now);
      changed.clear();
    }
  }
  begin_asking(the_case.knowledge, now, true);
  revisions_.begin(std::move(changed), the_case.knowledge);
  if (revisions_.at_rest()) end_asking();
}

// What is not ripe is taken out of what has changed.
bool Stages::wait(const Case& the_case, const Lesson& lesson, TimeNs now,
                  std::vector<Affected>& changed) {
  const std::vector<Affected> unripe = history_.evidence.unripe(the_case.record(), lesson);
  const bool late = the_case.record().time < now;
  const bool windowed = the_case.record().family->partner_center || the_case.record().family->tool;
  // What is later still is farther from whatever lies before this one.
  const bool in_order = !late && lesson.opaque;
  if (unripe.empty() || (!late && !windowed && !in_order)) return false;
  erase_topics(changed, unripe);
  if (in_order) return true;
  std::deque<Unripe>& waiting = late ? late_ : unripe_;
  const TimeNs in_place = std::max(identity_.partner_center_window, identity_.tool_log_window);
  // Those of one while together: each is then asked a few times, however many lie near it.
  const TimeNs due = !late             ? (span_of(now + in_place, kMinute) + 1) * kMinute
                     : waiting.empty() ? now + kCatchesUp
                                       : waiting.front().due;
  waiting.push_back({due, KeptLesson::of(the_case, lesson)});
  unripe_bytes_ += waiting.back().bytes();
  return true;
}

// What has ripened is due. Where too many wait, half of them are.
bool Stages::ripen(TimeNs now) {
  bool any = false;
  for (std::deque<Unripe>* waiting : {&unripe_, &late_}) {
    const bool too_many = waiting->size() > limits::kUnripe || unripe_bytes_ > limits::kUnripeBytes;
    const std::size_t may_stay = too_many ? waiting->size() / 2 : waiting->size();
    while (!waiting->empty() && (waiting->front().due <= now || waiting->size() > may_stay)) {
      Unripe& one = waiting->front();
      unripe_bytes_ -= one.bytes();
      put_off_.add({std::move(one.kept), PutOff::Part::kRipe}, 0, now);
      waiting->pop_front();
      any = true;
    }
  }
  return any;
}

TimeNs Stages::first_due() const {
  const TimeNs in_order = unripe_.empty() ? kLast : unripe_.front().due;
  return late_.empty() ? in_order : std::min(in_order, late_.front().due);
}

void Stages::begin_asking(const std::shared_ptr<const Knowledge>& knowledge, TimeNs now,
                          bool behind) {
  asking_ = AskedNow{knowledge, now, behind};
}

// Behind a record what is too old is forgotten once all that it has changed is known.
void Stages::end_asking() {
  const AskedNow asked = *std::exchange(asking_, std::nullopt);
  if (!asked.behind) return;
  revisions_.forget_before(asked.now - identity_.revision_age);
  history_.evidence.forget_before(asked.now - identity_.evidence_age);
  trim();
}

// What has ripened by now is asked about as of its own time: it is the same whichever record brings
// time so far.
bool Stages::asks(TimeNs ripe, const std::shared_ptr<const Knowledge>& knowledge, TimeNs now) {
  const TimeNs due = first_due();
  ripen(due <= now ? due : ripe);
  if (put_off_.is_empty()) return false;
  begin_asking(knowledge, std::min(due, now), false);
  return true;
}

bool Stages::asks_at_end(const std::shared_ptr<const Knowledge>& knowledge, TimeNs now) {
  return asks(kLast, knowledge, now);
}

void Stages::go_on(std::vector<Derived>& out) {
  for (std::size_t left = kAPiece; left > 0;) {
    if (revisions_.at_rest()) {
      if (asking_->behind || put_off_.is_empty()) return end_asking();
      revisions_.begin(put_off_.take(history_.evidence, revisions_), asking_->knowledge);
    }
    for (const Revision& revision : revisions_.go_on(history_.evidence, left))
      change(revision, out);
  }
}

void Stages::ask_all(TimeNs ripe, const std::shared_ptr<const Knowledge>& knowledge, TimeNs now,
                     std::vector<Derived>& out) {
  while (asks(ripe, knowledge, now)) {
    while (asking()) go_on(out);
  }
}

void Stages::change(const Revision& revision, std::vector<Derived>& out) {
  history_.permits.take_back(revision.taught_before, revision.number_of_record);
  history_.permits.learn(revision.record(), revision.taught, revision.number_of_record);
  history_.relationships.revise(revision, *asking_->knowledge->directory);
  out.push_back(attribution_changed(revision, asking_->now));
  behaviour_.revise(revision, asking_->now, out);
}

void Stages::pass(const std::shared_ptr<const Knowledge>& knowledge, TimeNs now,
                  std::vector<Derived>& out) {
  ask_all(now, knowledge, now, out);
  behaviour_.advance(now, *knowledge, history_, out);
  trim();
}

void Stages::pass(const std::shared_ptr<const Knowledge>& knowledge, const ClockTimes& times,
                  std::vector<Derived>& out) {
  ask_all(times.all, knowledge, times.all, out);
  behaviour_.advance(times, *knowledge, history_, out);
  trim();
}

void Stages::ask_what_waits(const std::shared_ptr<const Knowledge>& knowledge, TimeNs now,
                            std::vector<Derived>& out) {
  ask_all(kLast, knowledge, now, out);
  trim();
}

void Stages::publish(Counters& counters) const {
  const auto set = [](Counters::Count& counter, std::uint64_t value) {
    counter.store(value, std::memory_order_relaxed);
  };
  set(counters.activities_entries, activities_.size());
  set(counters.activities_evicted, activities_.evicted());
  set(counters.evidence_entries, history_.evidence.size());
  set(counters.evidence_evicted, history_.evidence.evicted());
  set(counters.revisable_evicted, revisions_.evicted());
  set(counters.revisions_cut, revisions_.cut());
  const Behaviour::Bounds bounds = behaviour_.bounds();
  set(counters.history_evicted, history_.permits.evicted() + history_.relationships.evicted() +
                                    history_.unattended.evicted() + bounds.access_evicted);
  set(counters.counted_entries, bounds.counted_entries);
  set(counters.counted_evicted, bounds.counted_evicted);
  set(counters.seen_forgotten, bounds.seen_forgotten);
  set(counters.pending_evicted, bounds.pending_evicted);
}

void Stages::save(Writer& writer) const {
  writer(records_);
  activities_.save(writer);
  history_.save(writer);
  revisions_.save(writer);
  behaviour_.save(writer);
  for (const std::deque<Unripe>* waiting : {&unripe_, &late_}) {
    writer(static_cast<std::uint64_t>(waiting->size()));
    for (const Unripe& one : *waiting) {
      writer(one.due);
      one.kept.save(writer);
    }
  }
  put_off_.save(writer);
}

void Stages::load(Reader& reader) {
  reader(records_);
  activities_.load(reader);
  history_.load(reader);
  revisions_.load(reader, history_.evidence);
  behaviour_.load(reader);
  for (std::deque<Unripe>* waiting : {&unripe_, &late_}) {
    std::uint64_t count = 0;
    reader(count);
    for (std::uint64_t i = 0; i < count; ++i) {
      Unripe one;
      reader(one.due);
      one.kept.load(reader);
      unripe_bytes_ += one.bytes();
      waiting->push_back(std::move(one));
    }
  }
  put_off_.load(reader);
  trim();
}

}  // namespace aobo
