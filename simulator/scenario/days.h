// Days: what happens on ordinary days, hour by hour, so that a world of any length needs no more
// memory than an hour: customers' own people, who do most of it; Microsoft's own actors; the
// partner's people at their tickets; automation; and what the relationships' ends and beginnings
// leave in the logs. Every part draws from a stream of its own name.
#pragma once

#include <vector>

#include "simulator/scenario/action.h"

namespace aobo::sim {

class Days {
 public:
  explicit Days(const World& world) : world_(world) {}
  // The actions that begin in this hour (from 0, over the whole world), in the order of their
  // times.
  std::vector<Action> hour(std::uint32_t number);

 private:
  void own_hour(CustomerIx customer, std::uint32_t number, std::vector<Action>& all) const;
  void tickets_of_day(std::uint32_t day);
  void automation_of_day(std::uint32_t day);
  void changes();
  Action& later(Action action);

  const World& world_;
  std::vector<Action> waiting_;  // of tickets and the like, for hours to come
  bool changes_made_ = false;
};

}  // namespace aobo::sim
