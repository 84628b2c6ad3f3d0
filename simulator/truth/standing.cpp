#include "simulator/truth/standing.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>

#include "plugin/base/time.h"

namespace aobo::sim {
namespace {

using Texts = std::vector<std::string>;

// The agreed hours of the own partner's people in generated worlds (docs/simulator.md), UTC.
constexpr TimeNs kAgreedFrom = 5, kAgreedTo = 23;
constexpr std::string_view kScope = "staff";
// What the roles granted in generated worlds surely allow: Helpdesk, User, Exchange, Intune and
// Privileged Role Administrator, by Microsoft's descriptions of them.
constexpr std::string_view kGranted[] = {"reset-password",
                                         "add-user",
                                         "delete-user",
                                         "update-user",
                                         "change-licence",
                                         "set-mailbox",
                                         "read-mail",
                                         "update-device-policy",
                                         "delete-app-assignment",
                                         "add-role-member",
                                         "sign-in",
                                         "check-out",
                                         "check-in"};
// Clocks may be wrong by so much about the end of a relationship.
constexpr TimeNs kLeeway = 5 * kMinuteNs;

bool of_own_staff(const World& world, const Knowable& answer) {
  return !answer.persons.empty() &&
         std::all_of(answer.persons.begin(), answer.persons.end(),
                     [&](PersonIx person) { return world.people[person].partner == 0; });
}

// One deed and the relationships of its partner with its customer.
class Right {
 public:
  Right(const World& world, const Oracle& oracle, const Sighting& sighting, const Knowable& answer,
        Family family)
      : world_(world),
        oracle_(oracle),
        directory_(oracle.directory()),
        sighting_(sighting),
        action_(*sighting.action),
        answer_(answer),
        family_(family),
        partner_(world.people[action_.who.index].partner) {
    for (const Relationship& r : world.ties_of(action_.at.index)) {
      if (r.partner == partner_) ties_.push_back(&r);
    }
  }

  void say(Says& says) {
    judge_person();
    if (!may_be_a_stranger()) judge_hours();
    judge_relationship();
    judge_membership();
    judge_role();
    sim::say_one_of(says, "policy.violations", {list_of(must_, may_)});
    sim::say_one_of(says, "relationship.findings", {list_of(findings_, may_be_found_)});
    const bool staff =
        of_own_staff(world_, answer_) && answer_.answer != Answer::kTried && !may_be_a_stranger();
    Texts policy;
    if (!must_.empty() || !may_.empty()) policy.emplace_back("violation");
    if (must_.empty()) policy.emplace_back(staff ? "allowed" : "none");
    if (must_.empty() && !sure()) policy.insert(policy.end(), {"none", "allowed"});
    if (may_not_be_a_partners()) policy.emplace_back();
    sim::say_one_of(says, "policy", policy);
    sim::say_one_of(says, "policy.scope",
                    staff && sure() ? Texts{std::string(kScope)} : Texts{"", std::string(kScope)});
    say_relationship(says);
    if (at_an_edge()) {
      for (const char* field : {"relationship.end", "relationship.days_left", "relationship.status",
                                "relationship.findings"})
        say_anything(says, field);
    }
    const bool ended = std::any_of(ties_.begin(), ties_.end(), [&](const Relationship* r) {
      return world_.options.start < r->valid.to && r->valid.to < world_.options.end();
    });
    if (ended) {  // a log tells when, by its own clock
      for (const char* field : {"relationship.end", "relationship.days_left"})
        say_anything(says, field);
    }
    if (answer_.answer != Answer::kMisled) return;
    // Whoever the logs mislead to is judged as who they are.
    for (const char* field : {"policy", "policy.violations", "relationship.findings"})
      say_anything(says, field);
  }

 private:
  bool sure() const {
    return answer_.answer == Answer::kNamed || answer_.answer == Answer::kAmbiguous ||
           answer_.answer == Answer::kUnknown || answer_.answer == Answer::kUnresolved;
  }
  // Whether it may have been somebody whom no directory knows: with such a one nothing was agreed.
  bool may_be_a_stranger() const {
    const auto& persons = answer_.persons;
    if (answer_.answer == Answer::kUnresolved) return !persons.empty();
    return answer_.answer == Answer::kAmbiguous &&
           !std::ranges::all_of(persons, [&](PersonIx person) { return directory_.holds(person); });
  }
  bool may_not_be_a_partners() const {
    return answer_.answer == Answer::kHidden || answer_.answer == Answer::kTried ||
           answer_.answer == Answer::kMisled;
  }
  bool named() const { return answer_.answer == Answer::kNamed; }

  void judge_person() {
    if (answer_.answer == Answer::kAmbiguous) return;
    for (const PersonIx person : answer_.persons) {
      const Span employed = directory_.employed(person);
      const bool gone = employed.to <= sighting_.time, early = sighting_.time < employed.from;
      if (!gone && !early) continue;
      const bool certain = named();
      (certain ? must_ : may_).emplace_back("person");
      (certain ? findings_ : may_be_found_).emplace_back(gone ? "leaver" : "not-yet-employed");
      may_.emplace_back("role");  // whoever left is in no group either
      may_be_found_.emplace_back("no-group");
    }
  }

  void judge_hours() {
    // Who gives back breaks nothing, and a session that renews itself is nobody at work.
    const bool renewed = action_.detail("kind") == "non-interactive";
    if (action_.operation->id == "check-in" || (renewed && family_ == Family::kSignIn)) return;
    const bool outside = outside_hours(sighting_.time), begun = outside_hours(action_.time);
    if ((!outside && !begun) || answer_.persons.empty()) return;
    const bool all = of_own_staff(world_, answer_);
    // What takes long is held against the hour of its beginning, where a log tells that.
    const bool surely = all && sure() && outside && begun && !renewed;
    (surely ? must_ : may_).emplace_back("time");
  }
  static bool outside_hours(TimeNs time) {
    const TimeNs hour = time % kDayNs / kHourNs;
    return hour < kAgreedFrom || hour >= kAgreedTo;
  }

  // Whether a tie of this kind stood, truly and as far as anybody can see.
  bool stands(Tie tie) const {
    return std::any_of(ties_.begin(), ties_.end(), [&](const Relationship* relationship) {
      return relationship->tie == tie && relationship->valid.holds(sighting_.time) &&
             directory_.stands(*relationship, sighting_.time);
    });
  }
  // Whether it had surely ended: truly, and the directory shows it.
  bool ended(const Relationship& relationship) const {
    return relationship.valid.to + kLeeway <= sighting_.time &&
           !directory_.stands(relationship, sighting_.time);
  }

  // Whether a relationship of theirs began or ended within what clocks may be wrong by.
  bool at_an_edge() const {
    return std::any_of(ties_.begin(), ties_.end(), [&](const Relationship* relationship) {
      return std::abs(relationship->valid.from - sighting_.time) < kLeeway ||
             (relationship->valid.to != kForeverNs &&
              std::abs(relationship->valid.to - sighting_.time) < kLeeway);
    });
  }

  void judge_relationship() {
    if (at_an_edge()) may_.emplace_back("relationship");
    const bool by_delegation = action_.way == Way::kGdap || action_.way == Way::kDap;
    const bool entry = family_ == Family::kSignIn || action_.operation->id == "sign-in";
    const bool stood = stands(Tie::kGdap) || stands(Tie::kDap) || (entry && stands(Tie::kAobo)) ||
                       (action_.way == Way::kAobo && stands(Tie::kAobo)) ||
                       (action_.way == Way::kLighthouse && stands(Tie::kLighthouse));
    const bool none =
        !ties_.empty() && by_delegation && named() &&
        std::all_of(ties_.begin(), ties_.end(), [&](const Relationship* r) { return ended(*r); });
    // DAP may have come back by what logs alone show; that it stands beside accuses nobody.
    const bool gdap = std::any_of(ties_.begin(), ties_.end(), [&](const Relationship* r) {
      return r->tie == Tie::kGdap && r->valid.holds(sighting_.time);
    });
    if (gdap) may_be_found_.emplace_back("dap-beside-gdap");
    for (const char* one : {"expired", "terminated", "not-yet", "no-relationship", "group-unknown",
                            "delegation-unknown"}) {
      if (!stood) may_be_found_.emplace_back(one);
    }
    if (none) {
      must_.emplace_back("relationship");
    } else if (!stood && !ordinary_guest()) {
      may_.emplace_back("relationship");
    }
  }
  // A guest and a shared account need no relationship.
  bool ordinary_guest() const {
    return action_.way == Way::kGuest || action_.way == Way::kShared || action_.at.home;
  }

  // That somebody is in the group whose right they use may be news that has not come yet.
  void judge_membership() {
    if (!named() || action_.at.home) return;
    for (const Relationship* r : ties_) {
      const bool used = name(r->tie) == name(action_.way) && r->valid.holds(sighting_.time);
      if (!used || oracle_.knows_member(r->group, answer_.persons.front(), sighting_.time))
        continue;
      may_.emplace_back("role");
      may_be_found_.emplace_back("no-group");
    }
  }

  void judge_role() {
    const bool granted = std::find(std::begin(kGranted), std::end(kGranted),
                                   action_.operation->id) != std::end(kGranted);
    const auto agents = world_.group_named(partner_, "AdminAgents");
    const bool by_dap = stands(Tie::kDap) && named() && agents &&
                        world_.in_group(answer_.persons.front(), *agents, sighting_.time);
    const bool everything = by_dap || action_.way == Way::kDap || action_.way == Way::kAobo ||
                            action_.way == Way::kShared;
    if (granted || everything || action_.at.home) return;
    may_.emplace_back("role");
    may_be_found_.emplace_back("role-not-granted");
  }

  void say_relationship(Says& says) const {
    Texts types = {""}, ids = {""}, statuses = {"", "unknown"}, ends = {""}, left = {""};
    for (const Relationship* r : ties_) {
      types.emplace_back(name(r->tie));
      ids.push_back(r->tie == Tie::kGdap && world_.partners[partner_].exported
                        ? r->id
                        : begins_with(std::string(name(r->tie)) + ":"));
      const bool before = sighting_.time < r->valid.from;
      const bool after = r->valid.to <= sighting_.time + kLeeway;
      if (before) statuses.emplace_back("not-yet");
      if (!before || directory_.stands(*r, sighting_.time)) statuses.emplace_back("active");
      if (after) statuses.emplace_back(r->ended_by == "expired" ? "expired" : "terminated");
      for (const TimeNs end : {r->valid.to, r->valid.from + 730 * kDayNs}) {
        if (end == kForeverNs) continue;
        const TimeNs whole = end / kSecondNs * kSecondNs;
        ends.push_back(format_time(whole));
        if (whole > sighting_.time)
          left.push_back(std::to_string((whole - sighting_.time) / kDayNs));
      }
    }
    sim::say_one_of(says, "relationship.type", types);
    sim::say_one_of(says, "relationship.id", ids);
    sim::say_one_of(says, "relationship.status", statuses);
    sim::say_one_of(says, "relationship.end", ends);
    sim::say_one_of(says, "relationship.days_left", left);
    sim::say_one_of(says, "relationship.roles",
                    {"",
                     "29232cdf-9323-42fd-ade2-1d097af3e4de, 3a2c62db-5318-420d-8d74-23affee5d9d5, "
                     "729827e3-9c14-49f7-bb1b-9608f156bbb8, e8611ab8-c189-46e8-94e1-60213ab1f814, "
                     "fe930be7-5e62-47db-91af-98c3a49a38b1"});
  }

  const World& world_;
  const Oracle& oracle_;
  const DirectoryView& directory_;
  const Sighting& sighting_;
  const Action& action_;
  const Knowable& answer_;
  Family family_;
  PartnerIx partner_;
  std::vector<const Relationship*> ties_;
  Texts must_, may_, findings_, may_be_found_;
};

// What a change of an access does to the credit that rests on it.
void say_credit(const World& world, const Sighting& sighting, Says& says) {
  if (!says.contains("target.principal_type")) return;
  const std::string type = says.at("target.principal_type").front();
  if (type != "ForeignGroup" && type != "ManagingTenant") return;
  const Action& action = *sighting.action;
  const bool removed = action.operation->id.starts_with("delete");
  const bool lighthouse = world.tie(0, action.at.index, Tie::kLighthouse, sighting.time) != nullptr;
  const std::string& partner = world.partners[0].name;
  Texts may;
  if (lighthouse || type == "ManagingTenant") may.push_back("lighthouse " + partner);
  if (!removed || type == "ManagingTenant") may.push_back("aobo " + partner);
  sim::say_one_of(says, "credit",
                  removed && !lighthouse ? Texts{"at_risk", "lost"} : Texts{"safe"});
  sim::say_one_of(says, "credit.remaining", {list_of({}, may)});
  sim::say(says, "credit.subscription", world.customers[action.at.index].subscription.text());
}

// An application of a partner's is held against nothing here, and the person for whom a tool worked
// against the hours; of whom nobody knows, it may be one.
void say_of_application(const World& world, const Sighting& sighting, const Knowable& answer,
                        Says& says) {
  const Action& action = *sighting.action;
  if (action.who.kind != WhoKind::kApp || world.apps[action.who.index].owner == kNoIndex) return;
  const bool named = answer.answer == Answer::kNamed || answer.answer == Answer::kAmbiguous;
  if (named) return;
  sim::say_one_of(says, "policy", {"", "none"});
}

// The right is the tool's; whoever it worked for is held to the hours that were agreed.
void say_of_tool(const Sighting& sighting, Says& says) {
  const TimeNs hour = sighting.time % kDayNs / kHourNs;
  const bool agreed = hour >= kAgreedFrom && hour < kAgreedTo;
  sim::say(says, "policy", agreed ? "allowed" : "violation");
  if (!agreed) sim::say(says, "policy.violations", "time");
  sim::say(says, "policy.scope", kScope);
  for (const char* field :
       {"relationship.id", "relationship.type", "relationship.status", "relationship.roles",
        "relationship.end", "relationship.days_left", "relationship.findings"})
    say_anything(says, field);
}

}  // namespace

void say_right(const World& world, const Oracle& oracle, const Sighting& sighting,
               const Knowable& answer, Family family, Says& says) {
  const Action& action = *sighting.action;
  if (!action.at.home) say_credit(world, sighting, says);
  say_of_application(world, sighting, answer, says);
  const bool tried = answer.answer == Answer::kTried;
  if (tried) {  // an account of a partner's was tried: what is said of it accuses nobody
    for (const char* field :
         {"policy", "policy.violations", "policy.scope", "relationship.id", "relationship.type",
          "relationship.status", "relationship.roles", "relationship.end", "relationship.days_left",
          "relationship.findings"})
      say_anything(says, field);
    return;
  }
  const bool by_tool = answer.by == std::vector<std::string>{"tool-log"};
  if (by_tool && answer.answer != Answer::kMisled) return say_of_tool(sighting, says);
  if (action.who.kind != WhoKind::kPerson && answer.answer != Answer::kNobody) {
    // A partner may seem to act, or does, and nobody is named: nobody is accused. Where the logs
    // mislead, whoever is named is judged as such.
    sim::say_one_of(says, "policy", {"", "none"});
    if (answer.answer == Answer::kMisled) {
      for (const char* field : {"policy", "policy.violations", "policy.scope"})
        say_anything(says, field);
    }
    for (const char* field :
         {"relationship.id", "relationship.type", "relationship.status", "relationship.roles",
          "relationship.end", "relationship.days_left", "relationship.findings"})
      say_anything(says, field);
    return;
  }
  const bool acts = action.who.kind == WhoKind::kPerson && !action.at.home;
  if (!acts || family == Family::kAccessWindow) return;  // it tells of somebody who may come
  Right(world, oracle, sighting, answer, family).say(says);
  if (!oracle.may_take_part(sighting, family)) return;
  for (const char* field : {"policy", "policy.violations", "policy.scope"})
    say_anything(says, field);
}

}  // namespace aobo::sim
