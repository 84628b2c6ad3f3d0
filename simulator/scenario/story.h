// Story: something that somebody does on purpose or out of carelessness, told as a list of actions.
// One file each in stories/, one row in the table; a story may first change the world (somebody
// leaves, a relationship ends). docs/simulator.md shows how to write one.
#pragma once

#include <deque>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/random/stream.h"
#include "simulator/scenario/action.h"

namespace aobo::sim {

class StoryBuilder;

// ---- for preparations: the persons of the own partner whom stories change, "leaver", "joiner",
// "predecessor", "namesake", "nested" or "renamed", and how.
PersonIx chosen(const World& world, std::string_view part);
void leaves(World& world, PersonIx person, TimeNs time);
void joins(World& world, PersonIx person, TimeNs time);

struct Story {
  std::string_view name;
  std::string_view text;    // what happens and why it matters, a sentence
  std::string_view label;   // of the actions that an alert should find; empty: there are none
  void (*prepare)(World&);  // null where the world is as it is
  void (*tell)(StoryBuilder&);
};
std::span<const Story* const> stories();
const Story* find_story(std::string_view name);

// One of many things done one after another.
struct Step {
  std::string_view what, target;
  std::vector<std::pair<std::string_view, std::string_view>> details;
};

// The vocabulary of stories. An action is told with do_; what follows in the chain says more of
// that one action.
class StoryBuilder {
 public:
  StoryBuilder(const World& world, const Story& story)
      : world_(world),
        story_(story),
        draw_(world.options.seed, "story " + std::string(story.name)) {}

  const World& world() const { return world_; }
  Stream& draw() { return draw_; }

  // ---- who and where
  // A person of the own partner, there the whole time; the n-th differs from the others where there
  // are enough.
  PersonIx technician(std::uint32_t number = 0) const;
  PersonIx person(std::string_view part) const { return chosen(world_, part); }
  // Whether the partner is tied to the customer so when the world begins.
  bool tied(PartnerIx partner, CustomerIx customer, Tie tie) const {
    return world_.tie(partner, customer, tie, world_.options.start) != nullptr;
  }
  // Whether the person is there the whole time.
  bool stays(PersonIx person) const;
  // The n-th customer that satisfies the condition at that time; wraps around where there are
  // fewer. kNoIndex where there is none.
  CustomerIx customer(const std::function<bool(const Customer&, CustomerIx)>& wanted,
                      std::uint32_t number = 0) const;
  CustomerIx customer_with(Tie tie,
                           std::uint32_t number = 0) const;  // of the own partner, the whole time
  CustomerIx shared_customer(std::uint32_t number = 0) const;
  // A time on that day of the world (from 0; the last one where there are fewer), UTC.
  TimeNs at(std::uint32_t day, unsigned hour, unsigned minute) const;

  // ---- telling
  class Added {
   public:
    explicit Added(Action& action) : action_(action) {}
    Added& to(std::string target) {
      action_.target = std::move(target);
      return *this;
    }
    Added& with(std::string name, std::string value) {
      action_.details[std::move(name)] = std::move(value);
      return *this;
    }
    Added& from(std::string address) {
      action_.address = std::move(address);
      return *this;
    }
    Added& in(std::string session) {
      action_.session = std::move(session);
      return *this;
    }
    // Why it was not allowed; such an action bears the story's label.
    Added& wrong(std::string why) {
      action_.not_allowed.push_back(std::move(why));
      return *this;
    }
    // A derived event that must come of it, where no fault strikes.
    Added& expects(std::string derived) {
      action_.expects.push_back(std::move(derived));
      return *this;
    }
    Added& labelled(std::string label) {
      action_.labels.push_back(std::move(label));
      return *this;
    }

   private:
    Action& action_;
  };
  Added act(TimeNs time, Who who, Way way, Place place, std::string_view what);
  Added by(TimeNs time, PersonIx person, Way way, CustomerIx customer, std::string_view what);
  // Signs in, and gives the name of the session for those actions that follow.
  std::string sign_in(TimeNs time, PersonIx person, Way way, CustomerIx customer,
                      const std::string& address = "");
  Added outsider(TimeNs time, Place place, std::string tried, int error);
  // A sign-in, and the steps in its session a minute apart, none of them allowed; with Way::kHome
  // in Partner Center, without a sign-in.
  void tour(TimeNs time, PersonIx person, Way way, CustomerIx customer,
            std::span<const Step> steps);
  void tour_of_user(TimeNs time, std::uint32_t user, CustomerIx customer,
                    std::span<const Step> steps);
  Added own_user(TimeNs time, std::uint32_t user, CustomerIx customer, std::string_view what);

  // Finished actions, in the order of their times.
  std::vector<Action> actions() const;

 private:
  const World& world_;
  const Story& story_;
  Stream draw_;
  std::deque<Action> actions_;
};

// A label of the story on every action that was not allowed, actions sorted by time.
std::vector<Action> actions_of(const World& world, const Story& story);

}  // namespace aobo::sim
