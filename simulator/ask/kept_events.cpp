#include "simulator/ask/kept_events.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace aobo::sim {
namespace {

// What says who acted, from the later answer. What was agreed was judged of the answer before, and
// so was whether that person was still with the partner.
void take_answer(AskedEvent& event, const AskedEvent& later) {
  if (event.user_id != later.user_id) {
    if (!event.policy.empty() && event.judged_of.empty()) event.judged_of = event.who();
    event.active = true;
    // It was that of the leave of whoever was named before, but where the record brings its own.
    if (!event.brings_ticket()) event.ticket.clear();
  }
  event.user_id = later.user_id;
  event.upn = later.upn;
  event.name = later.name;
  event.method = later.method;
  event.confidence = later.confidence;
  event.candidates = later.candidates;
  event.evidence = later.evidence;
  event.evidence_kinds = later.evidence_kinds;
  event.is_partner = later.is_partner;
  event.partner_id = later.partner_id;
  event.partner = later.partner;
  event.path = later.path;
}

}  // namespace

// Records of one origin mostly follow one another.
KeptEvents::Place KeptEvents::place_of(const AskedEvent& event) {
  if (last_origin_ == origins_.end() || last_origin_->first != event.origin)
    last_origin_ = origins_.try_emplace(event.origin, origins_.size()).first;
  return {last_origin_->second, event.offset.value_or(0)};
}

void KeptEvents::apply(const AskedEvent& later) {
  if (later.derived == "derived_withdrawn" && !later.derived_ids.empty()) {
    const auto [from, to] = derived_.equal_range(later.derived_ids.front());
    for (auto at = from; at != to; ++at) {
      if (at->second->customer_id == later.customer_id) at->second->withdrawn = true;
    }
  }
  if (later.derived != "attribution_changed") return;
  const auto found = records_.find(place_of(later));
  if (found == records_.end() || found->second->customer_id != later.customer_id) return;
  AskedEvent& event = *found->second;
  const bool waited = !everything_ && !event.was_partner;
  take_answer(event, later);
  if (!waited || !event.is_partner) return;
  event.was_partner = true;
  kept_.splice(kept_.end(), waiting_, found->second);
}

void KeptEvents::keep(AskedEvent&& event) {
  if (full_) return;
  full_ = kept_.size() >= kMostEvents;
  if (full_) return;
  kept_.push_back(std::move(event));
  const auto at = std::prev(kept_.end());
  if (at->is_derived()) {
    derived_.emplace(at->id, at);
  } else {
    records_.insert_or_assign(records_.end(), place_of(*at), at);
  }
}

void KeptEvents::wait(AskedEvent&& event) {
  waiting_.push_back(std::move(event));
  records_[place_of(waiting_.back())] = std::prev(waiting_.end());
  if (waiting_.size() <= kMostWaiting) return;
  const auto found = records_.find(place_of(waiting_.front()));
  if (found != records_.end() && found->second == waiting_.begin()) records_.erase(found);
  waiting_.pop_front();
}

void KeptEvents::add(AskedEvent&& event, bool chosen) {
  event.was_partner = event.is_partner;
  if (event.is_derived()) apply(event);
  if (!chosen) return;
  if (everything_ || event.is_partner || event.is_derived())
    keep(std::move(event));
  else
    wait(std::move(event));
}

std::list<AskedEvent> KeptEvents::take_in_place(const Wanted& wanted) {
  std::erase_if(kept_, [&](const AskedEvent& event) {
    const bool asked = event.is_derived() || event.is_partner;
    // What is missing of a log is nobody's, and may be anybody's.
    const bool gap = event.derived == "collection_gap";
    return !everything_ && !gap && !(asked && answer_is_wanted(wanted, event));
  });
  kept_.sort(
      [](const AskedEvent& one, const AskedEvent& other) { return one.number < other.number; });
  waiting_.clear();
  records_.clear();
  derived_.clear();
  return std::exchange(kept_, {});
}

std::vector<AskedEvent> KeptEvents::take(const Wanted& wanted) {
  std::list<AskedEvent> kept = take_in_place(wanted);
  return {std::make_move_iterator(kept.begin()), std::make_move_iterator(kept.end())};
}

}  // namespace aobo::sim
