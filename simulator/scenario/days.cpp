#include "simulator/scenario/days.h"

#include <fmt/format.h>

#include <algorithm>

#include "simulator/random/stream.h"
#include "simulator/scenario/microsoft.h"

namespace aobo::sim {
namespace {

struct Deed {
  std::string_view operation;
  std::uint32_t weight;
};
// What a customer's own people do, about as often as in public data: files and mail before all
// else.
constexpr Deed kOwnDeeds[] = {
    {"sign-in", 30},         {"read-file", 30},  {"download-file", 6},
    {"read-mail", 14},       {"send-mail", 8},   {"new-inbox-rule", 1},
    {"graph-list-users", 4}, {"update-user", 2}, {"add-group-member", 1},
    {"start-vm", 2},         {"deploy", 1},      {"update-device-policy", 1}};
// What technicians do at a ticket, by the way in: nothing that a helpdesk would have to explain.
// Reading mail, searching, running code and taking keys are for stories.
constexpr Deed kDelegatedDeeds[] = {{"reset-password", 5},
                                    {"change-licence", 4},
                                    {"add-user", 2},
                                    {"update-user", 3},
                                    {"add-role-member", 1},
                                    {"set-mailbox", 4},
                                    {"add-mailbox-permission", 2},
                                    {"graph-list-users", 5},
                                    {"graph-read-policies", 2},
                                    {"update-device-policy", 2},
                                    {"delete-app-assignment", 1},
                                    {"read-file", 1}};
constexpr Deed kAzureDeeds[] = {{"start-vm", 6}, {"write-vm", 1}, {"deploy", 5}};
constexpr Deed kGuestDeeds[] = {{"read-file", 4}, {"update-user", 2}, {"invite-guest", 1}};
constexpr Deed kSharedDeeds[] = {
    {"reset-password", 3}, {"set-mailbox", 3}, {"update-user", 2}, {"graph-list-users", 1}};

template <std::size_t N>
const Operation& drawn(Stream& draw, const Deed (&deeds)[N]) {
  std::uint64_t total = 0;
  for (const Deed& deed : deeds) total += deed.weight;
  std::uint64_t at = draw.below(total);
  for (const Deed& deed : deeds) {
    if (at < deed.weight) return operation(deed.operation);
    at -= deed.weight;
  }
  return operation(deeds[0].operation);
}

std::uint32_t microsoft_actor(Stream& draw) {
  std::uint64_t total = 0;
  for (const MicrosoftActor& actor : microsoft_actors()) total += actor.weight;
  std::uint64_t at = draw.below(total);
  std::uint32_t index = 0;
  for (const MicrosoftActor& actor : microsoft_actors()) {
    if (at < actor.weight) return index;
    at -= actor.weight;
    ++index;
  }
  return 0;
}

std::string some_target(Stream& draw, const Operation& what, std::uint32_t users) {
  if (what.target == "user" || what.target == "mailbox" || what.target == "role" ||
      what.target == "group") {
    return fmt::format("user:{}", draw.below(users));
  }
  if (what.target.empty()) return "";
  return fmt::format("{}-{}", what.target, draw.below(40));
}

// Whose password it is that a helpdesk's roles do not let it reset, goes to who can (Microsoft
// Entra's page "Who can reset passwords").
void spare_administrators(const Customer& at, Action& action) {
  const auto is_target = [&](const DirectoryRole& role) {
    return action.target == fmt::format("user:{}", role.user);
  };
  if (action.operation->id == "reset-password" &&
      std::any_of(at.roles.begin(), at.roles.end(), is_target))
    action.target = fmt::format("user:{}", at.roles.back().user + 1);
}

void add_details(Stream& draw, Action& action) {
  if (action.operation->target == "role") {
    action.details["role"] = "4a5d8f65-41da-4de4-8968-e035b65339cf";
    action.details["role-name"] = "Reports Reader";
  } else if (action.operation->target == "group") {
    action.details["group"] = fmt::format("Team {}", draw.below(9));
  } else if (action.operation->id == "set-mailbox") {
    action.details["set.Type"] = "Shared";
  } else if (action.operation->id == "change-licence") {
    action.details["set.AssignedLicense"] = "O365_BUSINESS_PREMIUM";
  }
}

// Of 24 hours, how many of a hundred actions of a day fall into each.
constexpr std::uint32_t kRhythm[24] = {1, 1, 1, 1, 1, 2, 3, 6, 9, 10, 9, 8,
                                       6, 8, 9, 8, 6, 4, 2, 2, 1, 1,  1, 1};

}  // namespace

Action& Days::later(Action action) {
  waiting_.push_back(std::move(action));
  return waiting_.back();
}

void Days::own_hour(CustomerIx customer, std::uint32_t number, std::vector<Action>& all) const {
  const Customer& at = world_.customers[customer];
  Stream draw(world_.options.seed, fmt::format("own hour {} of {}", number, customer));
  // An action makes about one record and a half.
  const std::uint64_t due =
      static_cast<std::uint64_t>(world_.options.activity) * kRhythm[number % 24] * 2 / 3;
  const std::uint64_t count = due / 100 + (draw.below(100) < due % 100 ? 1 : 0);
  for (std::uint64_t i = 0; i < count; ++i) {
    Action action;
    action.id = fmt::format("own/{}/{}/{}", at.slug, number, i);
    action.time = world_.options.start + number * kHourNs + draw.between(0, kHourNs - 1);
    action.at = {false, customer};
    if (draw.chance(1, 8)) {  // Exchange's datacentre and the rest of Microsoft
      action.who = {WhoKind::kMicrosoft, microsoft_actor(draw)};
      action.way = Way::kMicrosoft;
      action.operation = &operation(microsoft_actors()[action.who.index].operation);
    } else if (draw.chance(1, 12)) {
      const bool machine = at.azure && draw.chance(1, 2);
      action.who = machine ? Who{WhoKind::kMachine, static_cast<std::uint32_t>(draw.below(3))}
                           : Who{WhoKind::kApp, 2};
      action.way = machine ? Way::kOwn : Way::kAutomation;
      action.operation = &operation(machine || draw.chance(1, 2) ? "sign-in" : "graph-list-users");
    } else {
      action.who = {WhoKind::kUser, static_cast<std::uint32_t>(draw.below(at.users))};
      action.way = Way::kOwn;
      action.operation = &drawn(draw, kOwnDeeds);
      if (action.operation->family == Family::kAzure && !at.azure)
        action.operation = &operation("read-file");
      const bool administers =
          action.operation->family != Family::kSignIn && action.operation->family != Family::kM365;
      if (administers) action.who.index = 0;
      if (action.operation->id == "sign-in" && draw.chance(1, 3))
        action.details["kind"] = "non-interactive";
      if (action.operation->id == "sign-in" && draw.chance(1, 15))
        action.details["error"] = "50126";
      else if (action.operation->id == "sign-in" && draw.chance(1, 10))
        action.details["error"] = "50140";
      action.session = action.id;
    }
    action.target = some_target(draw, *action.operation, at.users);
    add_details(draw, action);
    all.push_back(std::move(action));
  }
}

namespace {

// The ways in which a person may act at a customer then.
std::vector<Way> ways_in(const World& world, PersonIx person, CustomerIx customer, TimeNs time) {
  std::vector<Way> ways;
  const PartnerIx partner = world.people[person].partner;
  const Customer& at = world.customers[customer];
  struct Chance {
    Tie tie;
    Way way;
    std::size_t weight;
  };
  constexpr Chance kChances[] = {{Tie::kGdap, Way::kGdap, 3},
                                 {Tie::kDap, Way::kDap, 2},
                                 {Tie::kAobo, Way::kAobo, 1},
                                 {Tie::kLighthouse, Way::kLighthouse, 1}};
  for (const Chance& chance : kChances) {
    const Relationship* tie = world.tie(partner, customer, chance.tie, time);
    const bool may = tie != nullptr && world.in_group(person, tie->group, time);
    if (may) ways.insert(ways.end(), chance.weight, chance.way);
  }
  if (std::find(at.guests.begin(), at.guests.end(), person) != at.guests.end())
    ways.push_back(Way::kGuest);
  if (at.shared && at.shared->partner == partner) ways.push_back(Way::kShared);
  return ways;
}

const Operation& deed_for(Stream& draw, Way way, bool azure);

// The actions of one person on one day.
class WorkingDay {
 public:
  WorkingDay(const World& world, std::uint32_t day, PersonIx person, std::string address,
             std::vector<Action>& actions)
      : world_(world),
        day_(day),
        person_(person),
        address_(std::move(address)),
        actions_(actions),
        home_session_(name("home")) {}

  void arrive(TimeNs time) {
    const Place home{true, world_.people[person_].partner};
    act(home_session_, time, Way::kHome, home, "sign-in").session = home_session_;
    act(name("mail"), time + 4 * kMinuteNs, Way::kHome, home, "read-mail").session = home_session_;
  }

  // Works at one ticket, and says when it was done.
  TimeNs ticket(Stream& draw, std::uint32_t ticket, TimeNs time) {
    const auto customer = static_cast<CustomerIx>(draw.below(world_.customers.size()));
    const auto ways = ways_in(world_, person_, customer, time);
    if (ways.empty()) return time;
    const Way way = draw.pick(ways);
    const Place place{false, customer};
    const std::string session =
        way == Way::kLighthouse ? home_session_ : name(fmt::format("ticket {}", ticket));
    const std::string number = fmt::format("INC-{}", 10000 + day_ * 1000 + person_ * 5 + ticket);
    if (way == Way::kShared) {
      act(name(fmt::format("out {}", ticket)), time, Way::kHome, place, "check-out")
          .details["ticket"] = number;
      time += draw.between(60, 300) * kSecondNs;
    }
    if (way != Way::kLighthouse) {
      if (draw.chance(1, 4)) {  // first a second factor is asked for, or "stay signed in?"
        Action& asked = act(session + "/asked", time, way, place, "sign-in");
        asked.details["error"] = draw.chance(1, 2) ? "50140" : "50074";
        time += 10 * kSecondNs;
      }
      Action& entry = act(session, time, way, place, "sign-in");
      entry.session = session;
      // Who has just taken a password out gives it.
      if (draw.chance(1, 3) && way != Way::kShared) entry.details["kind"] = "non-interactive";
    }
    // Sometimes only a look; a distributor, who sells and does not administer, does no more.
    const Partner& partner = world_.partners[world_.people[person_].partner];
    const bool sells = !partner.exported && partner.kind == PartnerKind::kIndirectProvider;
    const std::uint64_t deeds = sells ? 0 : draw.below(6);
    for (std::uint64_t deed = 0; deed < deeds; ++deed) {
      time += draw.between(15, 240) * kSecondNs;
      // Nobody goes on by a right that has ended meanwhile.
      const auto now = ways_in(world_, person_, customer, time);
      if (std::find(now.begin(), now.end(), way) == now.end()) break;
      work(draw, name(fmt::format("ticket {}/{}", ticket, deed)), time, way, customer).session =
          session;
    }
    if (way == Way::kShared && draw.chance(4, 5)) {
      act(name(fmt::format("in {}", ticket)), time + 2 * kMinuteNs, Way::kHome, place, "check-in")
          .details["ticket"] = number;
    }
    return time;
  }

 private:
  std::string name(std::string_view what) const {
    return fmt::format("day {}/{}/{}", day_, person_, what);
  }

  Action& act(std::string id, TimeNs time, Way way, Place place, std::string_view what) {
    Action action;
    action.id = std::move(id);
    action.time = time;
    action.who = {WhoKind::kPerson, person_};
    action.way = way;
    action.at = place;
    action.operation = &operation(what);
    action.address = address_;
    actions_.push_back(std::move(action));
    return actions_.back();
  }

  Action& work(Stream& draw, std::string id, TimeNs time, Way way, CustomerIx customer) {
    const Customer& at = world_.customers[customer];
    const Operation& what = deed_for(draw, way, at.azure);
    Action& action = act(std::move(id), time, way, {false, customer}, what.id);
    action.target = some_target(draw, what, at.users);
    spare_administrators(at, action);
    add_details(draw, action);
    if (way == Way::kGdap && !what.partner_center.empty() && what.target == "user" &&
        draw.chance(1, 3)) {
      action.details["via"] = "partner-center";
    }
    return action;
  }

  const World& world_;
  std::uint32_t day_;
  PersonIx person_;
  std::string address_;
  std::vector<Action>& actions_;
  std::string home_session_;
};

const Operation& deed_for(Stream& draw, Way way, bool azure) {
  switch (way) {
    case Way::kAobo:
    case Way::kLighthouse:
      return drawn(draw, kAzureDeeds);
    case Way::kGuest:
      return azure && draw.chance(1, 3) ? operation("start-vm") : drawn(draw, kGuestDeeds);
    case Way::kShared:
      return azure && draw.chance(1, 6) ? operation("deploy") : drawn(draw, kSharedDeeds);
    default:
      return drawn(draw, kDelegatedDeeds);
  }
}

}  // namespace

// A technician's day: signs in at home, then goes from ticket to ticket.
void Days::tickets_of_day(std::uint32_t day) {
  const TimeNs midnight = world_.options.start + day * kDayNs;
  for (PersonIx person = 0; person < world_.people.size(); ++person) {
    const Person& p = world_.people[person];
    // Whose partner no directory lists is somebody to ask about, and so is met in stories alone.
    if (!world_.partners[p.partner].listed) continue;
    Stream draw(world_.options.seed, fmt::format("day {} of {}", day, person));
    const bool weekend = civil(midnight).weekday % 6 == 0;
    if (weekend && !draw.chance(1, 8)) continue;
    const std::string address =
        draw.chance(2, 3) ? world_.partners[p.partner].offices[p.office] : p.home_address;
    TimeNs time = midnight + p.works_from * kHourNs + draw.between(0, 20 * kMinuteNs);
    if (!p.employed.holds(time)) continue;
    WorkingDay work(world_, day, person, address, waiting_);
    work.arrive(time);
    const TimeNs end = std::min(midnight + p.works_to * kHourNs, p.employed.to - kHourNs);
    for (std::uint32_t ticket = 0; ticket < 5; ++ticket) {
      time += draw.between(20, 90) * kMinuteNs;
      if (time >= end) break;
      time = work.ticket(draw, ticket, time);
    }
  }
}

void Days::automation_of_day(std::uint32_t day) {
  const TimeNs midnight = world_.options.start + day * kDayNs;
  for (CustomerIx customer = 0; customer < world_.customers.size(); ++customer) {
    Stream draw(world_.options.seed, fmt::format("automation of {} on {}", customer, day));
    for (std::uint32_t app = 0; app < world_.apps.size(); ++app) {
      if (app == 2 || (app == 3 && customer % 8 != 2)) continue;
      Action action;
      action.id = fmt::format("automation/{}/{}/{}", day, world_.customers[customer].slug, app);
      action.time = midnight + (1 + app) * kHourNs + draw.between(0, 40 * kMinuteNs);
      action.who = {WhoKind::kApp, app};
      action.way = Way::kAutomation;
      action.at = {false, customer};
      action.operation = &operation("sign-in");
      action.address = "198.51.100.200";
      later(action);
      action.id += "/2";
      action.time += 2 * kMinuteNs;
      action.operation = &operation("graph-list-users");
      later(std::move(action));
    }
  }
}

// The ends and beginnings that relationships, memberships and people have while the world runs.
void Days::changes() {
  const PersonIx clerk = world_.staff(0).front();
  const auto within = [&](TimeNs time) {
    return world_.options.start < time && time < world_.options.end();
  };
  std::uint32_t number = 0;
  const auto base = [&](TimeNs time, Who who, Way way, Place place,
                        std::string_view what) -> Action& {
    Action action;
    action.id = fmt::format("change/{}", ++number);
    action.time = time;
    action.who = who;
    action.way = way;
    action.at = place;
    action.operation = &operation(what);
    if (who.kind == WhoKind::kPerson) action.address = world_.partners[0].offices[0];
    return later(std::move(action));
  };
  for (const Relationship& r : world_.relationships) {
    const bool ours = r.partner == 0;
    const Place place{false, r.customer};
    if (ours && within(r.valid.to) && (r.tie == Tie::kGdap || r.tie == Tie::kDap)) {
      if (r.ended_by == "terminated") {
        base(r.valid.to, {WhoKind::kPerson, clerk}, Way::kHome, place,
             r.tie == Tie::kGdap ? "end-gdap" : "end-dap");
      }
      Action& removed = base(r.valid.to + kMinuteNs, {WhoKind::kMicrosoft, 5}, Way::kMicrosoft,
                             place, r.tie == Tie::kGdap ? "remove-role-member" : "remove-partner");
      removed.target = r.name;
      removed.details["role"] = "729827e3-9c14-49f7-bb1b-9608f156bbb8";
      removed.details["role-name"] = "Helpdesk Administrator";
    }
    if (ours && within(r.valid.from) && r.tie == Tie::kGdap) {
      base(r.valid.from, {WhoKind::kPerson, clerk}, Way::kHome, place, "activate-gdap");
      base(r.valid.from + kMinuteNs, {WhoKind::kMicrosoft, 6}, Way::kMicrosoft, place,
           "add-partner-access")
          .target = r.name;
    }
    if (ours && r.tie == Tie::kAobo && within(r.valid.to) && r.ended_by == "removed") {
      base(r.valid.to, {WhoKind::kUser, 0}, Way::kOwn, place, "delete-role-assignment").target =
          "AdminAgents";
    }
  }
  for (const Group& group : world_.groups) {
    for (const Membership& member : group.members) {
      if (group.partner != 0 || world_.people[member.person].employed.from == member.held.from)
        continue;
      for (const auto& [time, what] : {std::pair{member.held.from, "add-group-member"},
                                       std::pair{member.held.to, "remove-group-member"}}) {
        if (!within(time) || time == world_.people[member.person].employed.to) continue;
        Action& change = base(time, {WhoKind::kPerson, clerk}, Way::kHome, {true, 0}, what);
        change.target = "person:" + world_.people[member.person].upn;
        change.details["group"] = group.name;
      }
    }
  }
}

std::vector<Action> Days::hour(std::uint32_t number) {
  if (!changes_made_) changes();
  changes_made_ = true;
  if (number % 24 == 0) {
    tickets_of_day(number / 24);
    automation_of_day(number / 24);
  }
  const TimeNs end = world_.options.start + (number + 1) * kHourNs;
  std::vector<Action> all;
  const auto later_ones = std::stable_partition(waiting_.begin(), waiting_.end(),
                                                [&](const Action& a) { return a.time >= end; });
  std::move(later_ones, waiting_.end(), std::back_inserter(all));
  waiting_.erase(later_ones, waiting_.end());
  for (CustomerIx customer = 0; customer < world_.customers.size(); ++customer)
    own_hour(customer, number, all);
  std::stable_sort(all.begin(), all.end(),
                   [](const Action& a, const Action& b) { return a.time < b.time; });
  return all;
}

}  // namespace aobo::sim
