// JointFeed: two live inputs as one, asked by turns. Only the second waits, and not while the first
// has something: what one reads would come at the pace of the other's waits.
#pragma once

#include <algorithm>
#include <memory>
#include <utility>

#include "plugin/timeline/feed.h"

namespace aobo {

class JointFeed : public Feed {
 public:
  // `is_of_second` tells whose an arrival is.
  JointFeed(std::unique_ptr<Feed> first, std::unique_ptr<Feed> second,
            bool (*is_of_second)(const Arrival&))
      : feeds_{std::move(first), std::move(second)}, is_of_second_(is_of_second) {
    feeds_[0]->may_wait(false);
  }

  State next(Arrival& into) override {
    for (int tries = 0; tries < 2; ++tries) {
      turn_ = 1 - turn_;
      if (ended_[turn_]) continue;
      if (turn_ == 1) feeds_[1]->may_wait(waits_ && !first_gave_ && !feeds_[0]->at_hand());
      const State state = feeds_[turn_]->next(into);
      if (turn_ == 0) first_gave_ = state == State::kRecord;
      if (state == State::kRecord) return state;
      if (state == State::kEnd) ended_[turn_] = true;
    }
    return ended_[0] && ended_[1] ? State::kEnd : State::kWait;
  }
  void may_wait(bool wait) override {
    waits_ = wait;
    feeds_[1]->may_wait(wait);
  }
  bool at_hand() const override { return feeds_[0]->at_hand() || feeds_[1]->at_hand(); }
  bool let_go(const Arrival& arrival) override {
    return feeds_[is_of_second_(arrival) ? 1 : 0]->let_go(arrival);
  }
  std::optional<TimeNs> hurried_to() const override {
    const auto first = feeds_[0]->hurried_to(), second = feeds_[1]->hurried_to();
    return first && second ? std::max(first, second) : first ? first : second;
  }
  bool caught_up() const override { return feeds_[0]->caught_up() && feeds_[1]->caught_up(); }
  TimeNs known_until(TimeNs now) const override {
    return std::min(feeds_[0]->known_until(now), feeds_[1]->known_until(now));
  }
  std::optional<TimeNs> waiting_behind(TimeNs time) const override {
    const auto first = feeds_[0]->waiting_behind(time), second = feeds_[1]->waiting_behind(time);
    return first && second ? std::min(first, second) : first ? first : second;
  }
  std::size_t memory() const override { return feeds_[0]->memory() + feeds_[1]->memory(); }

 private:
  std::unique_ptr<Feed> feeds_[2];
  bool (*is_of_second_)(const Arrival&);
  bool ended_[2] = {false, false};
  int turn_ = 1;
  bool waits_ = true, first_gave_ = false;
};

}  // namespace aobo
