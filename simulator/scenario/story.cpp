#include "simulator/scenario/story.h"

#include <algorithm>

#include "simulator/scenario/stories/all.h"

namespace aobo::sim {
namespace {

#define AOBO_ROW(name) &story::name,
constexpr const Story* kStories[] = {AOBO_STORIES(AOBO_ROW)};
#undef AOBO_ROW

}  // namespace

std::span<const Story* const> stories() { return kStories; }

const Story* find_story(std::string_view name) {
  const auto found = std::find_if(std::begin(kStories), std::end(kStories),
                                  [&](const Story* row) { return row->name == name; });
  return found == std::end(kStories) ? nullptr : *found;
}

PersonIx chosen(const World& world, std::string_view part) {
  const auto staff = world.staff(0);
  const std::size_t from_the_end = part == "leaver"        ? 3
                                   : part == "joiner"      ? 4
                                   : part == "predecessor" ? 5
                                   : part == "namesake"    ? 6
                                   : part == "nested"      ? 7
                                                           : staff.size();
  return staff[staff.size() - std::min(from_the_end, staff.size())];
}

void leaves(World& world, PersonIx person, TimeNs time) {
  world.people[person].employed.to = time;
  for (Group& group : world.groups) {
    for (Membership& member : group.members) {
      if (member.person == person) member.held.to = std::min(member.held.to, time);
    }
  }
}

void joins(World& world, PersonIx person, TimeNs time) {
  world.people[person].employed = {time, kForeverNs};
  for (Group& group : world.groups) {
    for (Membership& member : group.members) {
      if (member.person == person) member.held.from = std::max(member.held.from, time);
    }
  }
}

bool StoryBuilder::stays(PersonIx person) const {
  const Span& employed = world_.people[person].employed;
  return employed.from <= world_.options.start && employed.to >= world_.options.end();
}

PersonIx StoryBuilder::technician(std::uint32_t number) const {
  std::vector<PersonIx> whole;
  for (const PersonIx person : world_.staff(0)) {
    if (stays(person)) whole.push_back(person);
  }
  return whole.empty() ? world_.staff(0).front() : whole[number % whole.size()];
}

CustomerIx StoryBuilder::customer(const std::function<bool(const Customer&, CustomerIx)>& wanted,
                                  std::uint32_t number) const {
  std::vector<CustomerIx> fitting;
  for (CustomerIx i = 0; i < world_.customers.size(); ++i) {
    if (wanted(world_.customers[i], i)) fitting.push_back(i);
  }
  return fitting.empty() ? kNoIndex : fitting[number % fitting.size()];
}

CustomerIx StoryBuilder::customer_with(Tie tie, std::uint32_t number) const {
  return customer(
      [&](const Customer&, CustomerIx customer) {
        const Relationship* r = world_.tie(0, customer, tie, world_.options.start);
        return r != nullptr && r->valid.to >= world_.options.end();
      },
      number);
}

CustomerIx StoryBuilder::shared_customer(std::uint32_t number) const {
  return customer([](const Customer& c, CustomerIx) { return c.shared.has_value(); }, number);
}

TimeNs StoryBuilder::at(std::uint32_t day, unsigned hour, unsigned minute) const {
  const std::uint32_t within = std::min(day, world_.options.days - 1);
  return world_.options.start + within * kDayNs + hour * kHourNs + minute * kMinuteNs;
}

StoryBuilder::Added StoryBuilder::act(TimeNs time, Who who, Way way, Place place,
                                      std::string_view what) {
  Action action;
  action.id = std::string(story_.name) + "/" + std::to_string(actions_.size() + 1);
  action.time = time + draw_.between(0, 999'999'999);
  action.who = who;
  action.way = way;
  action.at = place;
  action.operation = &operation(what);
  action.story = story_.name;
  if (who.kind == WhoKind::kPerson) {
    const Person& person = world_.people[who.index];
    action.address = world_.partners[person.partner].offices[person.office];
  }
  actions_.push_back(std::move(action));
  return Added(actions_.back());
}

StoryBuilder::Added StoryBuilder::by(TimeNs time, PersonIx person, Way way, CustomerIx customer,
                                     std::string_view what) {
  const Place place =
      customer == kNoIndex ? Place{true, world_.people[person].partner} : Place{false, customer};
  return act(time, {WhoKind::kPerson, person}, way, place, what);
}

std::string StoryBuilder::sign_in(TimeNs time, PersonIx person, Way way, CustomerIx customer,
                                  const std::string& address) {
  Added added = by(time, person, way, customer, "sign-in");
  if (!address.empty()) added.from(address);
  const std::string session = actions_.back().id;
  added.in(session);
  return session;
}

StoryBuilder::Added StoryBuilder::outsider(TimeNs time, Place place, std::string tried, int error) {
  return act(time, {WhoKind::kOutsider, 0}, Way::kOutside, place, "sign-in")
      .to(std::move(tried))
      .from("192.0.2.99")
      .with("error", std::to_string(error))
      .wrong("person");
}

StoryBuilder::Added StoryBuilder::own_user(TimeNs time, std::uint32_t user, CustomerIx customer,
                                           std::string_view what) {
  return act(time, {WhoKind::kUser, user}, Way::kOwn, {false, customer}, what);
}

namespace {

void finish(StoryBuilder::Added added, const Step& step) {
  if (!step.target.empty()) added.to(std::string(step.target));
  for (const auto& [name, value] : step.details) added.with(std::string(name), std::string(value));
  added.wrong("operation");
}

}  // namespace

void StoryBuilder::tour(TimeNs time, PersonIx person, Way way, CustomerIx customer,
                        std::span<const Step> steps) {
  const std::string session =
      way == Way::kHome ? std::string() : sign_in(time, person, way, customer);
  for (const Step& step : steps)
    finish(by(time += kMinuteNs, person, way, customer, step.what).in(session), step);
}

void StoryBuilder::tour_of_user(TimeNs time, std::uint32_t user, CustomerIx customer,
                                std::span<const Step> steps) {
  for (const Step& step : steps)
    finish(own_user(time += kMinuteNs, user, customer, step.what), step);
}

std::vector<Action> StoryBuilder::actions() const {
  std::vector<Action> all(actions_.begin(), actions_.end());
  for (Action& action : all) {
    const bool labelled = action.not_allowed.empty() || story_.label.empty();
    if (!labelled) action.labels.insert(action.labels.begin(), std::string(story_.label));
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Action& a, const Action& b) { return a.time < b.time; });
  return all;
}

std::vector<Action> actions_of(const World& world, const Story& story) {
  StoryBuilder builder(world, story);
  story.tell(builder);
  return builder.actions();
}

}  // namespace aobo::sim
