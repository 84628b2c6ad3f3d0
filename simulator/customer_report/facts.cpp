#include "simulator/customer_report/facts.h"

#include <algorithm>
#include <tuple>

#include "plugin/base/text.h"
#include "simulator/customer_report/changes.h"
#include "simulator/report/ids.h"

namespace aobo::sim {
namespace {

// Permissions stand in one text with blanks between them.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  while (!(text = trimmed(text)).empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    words.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return words;
}

// What was consented to, as Entra writes it: "… ConsentType: AllPrincipals, Scope: User.Read
// Mail.Read, CreatedDateTime: …"; a text of what was before stands in front of "=>".
std::vector<std::string> consented_scopes(std::string_view text) {
  constexpr std::string_view kScope = "Scope:";
  std::vector<std::string> scopes;
  if (const std::size_t now = text.find("=>"); now != std::string_view::npos)
    text.remove_prefix(now);
  for (std::size_t at = text.find(kScope); at != std::string_view::npos; at = text.find(kScope)) {
    text.remove_prefix(at + kScope.size());
    for (std::string& one : words_of(text.substr(0, text.find_first_of(",]"))))
      scopes.push_back(std::move(one));
  }
  return scopes;
}

class Gatherer {
 public:
  Gatherer(CustomerFacts& facts, const TimeSpan& span, const Zone& zone)
      : facts_(facts), span_(span), zone_(zone) {}

  void add(const AskedEvent& event) {
    if (!span_.holds(event.time)) return;
    if (event.is_derived()) return derived(event);
    if (!event.is_partner) return;
    ++facts_.records;
    facts_.outside += event.outside() ? 1U : 0U;
    facts_.judged_of_another += event.policy == "violation" && !event.outside() ? 1U : 0U;
    if (!event.partner.empty()) facts_.partners.insert(event.partner);
    const bool sought = doer_of(event) != Doer::kProgram && !event.confidence.empty();
    ++facts_.confidence[sought ? event.confidence : "none"];
    ++facts_.ways[event.path];
    const std::string& address = event.address.empty() ? event.ip : event.address;
    if (!address.empty()) facts_.addresses.insert(address);
    if (event.outside())
      facts_.outside_records.push_back({event.time, event.named() ? shown_name(event) : "",
                                        event.operation, event.handle(), event.violations,
                                        event.ticket});
    if (!event.country.empty()) facts_.countries.insert(event.country);
    HourFacts& hour = facts_.hours[{zone_.day(event.time), zone_.hour(event.time)}];
    ++hour.records;
    hour.outside += event.outside() ? 1U : 0U;
    right(event);
    change(event);
    person(event);
    scopes(event);
  }
  void end() {
    forget_masked();
    end_of_deeds();
    forget_second_copies();
    std::ranges::stable_sort(facts_.outside_records, {}, &OutsideFacts::time);
    facts_.deeds = tally_.counts();
    facts_.named_deeds = tally_.counts(Doer::kNamed);
    facts_.unnamed_deeds = tally_.counts(Doer::kUnnamed);
    facts_.program_deeds = tally_.counts(Doer::kProgram);
    facts_.deeds_of_several = tally_.of_several();
    const std::vector<DeedCounts> by_row = tally_.by_row(people_.size());
    for (auto& [key, person] : people_) {
      person.deeds = by_row[person.row];
      if (person.kind == Doer::kProgram) program_acted(person);
      facts_.people.push_back(std::move(person));
    }
    for (auto& [id, right] : facts_.rights) {
      if (right.status == "active" && right.end && *right.end <= facts_.to)
        right.status = "expired";
    }
    for (auto& [name, program] : programs_) facts_.programs.push_back(std::move(program));
    std::stable_sort(facts_.people.begin(), facts_.people.end(),
                     [](const PersonFacts& left, const PersonFacts& right) {
                       return std::tie(left.kind, left.partner, left.upn, left.name) <
                              std::tie(right.kind, right.partner, right.upn, right.name);
                     });
    std::stable_sort(facts_.changes.begin(), facts_.changes.end(),
                     [](const ChangeFacts& left, const ChangeFacts& right) {
                       return std::tuple(!left.outside, left.kind, left.time) <
                              std::tuple(!right.outside, right.kind, right.time);
                     });
  }

 private:
  static const std::string& shown_name(const AskedEvent& event) {
    return event.name.empty() ? event.upn : event.name;
  }
  // A program's name, or that of the tool that it is of; an id is no name.
  static std::string program_of(const AskedEvent& event) {
    return holds_id(event.actor) ? event.tool : event.actor;
  }
  // A masked address, "198.51.100.", may be any of the whole ones that begin so: it is none more.
  void forget_masked() {
    auto& all = facts_.addresses;
    for (auto at = all.begin(); at != all.end();) {
      const auto next = std::next(at);
      const bool begins =
          (at->ends_with('.') || at->ends_with(':')) && next != all.end() && next->starts_with(*at);
      at = begins ? all.erase(at) : next;
    }
  }
  // What a partner's portal does, the customer's own log tells too, and it is one change.
  void forget_second_copies() {
    constexpr TimeNs kApart = 5 * 60 * kSecondNs;
    std::map<std::pair<Change, std::string>, std::set<TimeNs>> by_customer;
    for (const ChangeFacts& change : facts_.changes) {
      if (!change.own_word && !change.on_id.empty())
        by_customer[{change.kind, change.on_id}].insert(change.time);
    }
    std::erase_if(facts_.changes, [&](const ChangeFacts& change) {
      if (!change.own_word || change.on_id.empty()) return false;
      const std::set<TimeNs>& times = by_customer[{change.kind, change.on_id}];
      const auto next = times.lower_bound(change.time - kApart);
      return next != times.end() && *next <= change.time + kApart;
    });
  }
  void derived(const AskedEvent& event) {
    if (event.withdrawn) return;
    if (event.derived == "silent_entry") {
      ++facts_.silent;
      ++facts_.hours[{zone_.day(event.time), zone_.hour(event.time)}].silent;
    }
    if (event.derived == "checkout_missing") ++facts_.missing_check_outs;
  }
  void right(const AskedEvent& event) {
    if (event.puts_credit_at_risk() &&
        credit_.emplace(event.credit_subscription, event.activity_key()).second)
      ++facts_.credit[event.credit_subscription].by_partner;
    if (event.relationship_type.empty()) return;
    RightFacts& right = facts_.rights[event.relationship_id];
    ++right.records;
    right.type = event.relationship_type;
    right.status = event.relationship_status;
    right.partner = event.partner;
    right.partner_id = event.partner_id;
    if (event.relationship_end) right.end = static_cast<TimeNs>(*event.relationship_end);
    right.roles.insert(event.roles.begin(), event.roles.end());
  }
  void change(const AskedEvent& event) {
    const auto kind = event.failed() ? std::nullopt : change_of(event);
    if (!kind) return;
    if (*kind == Change::kProgramRights) program_given(event);
    ChangeFacts change{*kind,
                       event.time,
                       event.named() ? shown_name(event) : "",
                       holds_id(event.target) ? "" : event.target,
                       event.ticket,
                       event.outside(),
                       event.partner,
                       program_of(event),
                       doer_of(event) == Doer::kProgram,
                       event.target_role.empty() ? event.role : event.target_role,
                       given_or_taken(event),
                       event.target_id,
                       event.is_of("own-word")};
    // A way to sign in, of which a record tells that it is an administrator's, is one change.
    const Change counted = *kind == Change::kAdministrator ? Change::kStrongSignIn : *kind;
    const auto [at, added] =
        changes_.try_emplace({counted, event.activity_key()}, facts_.changes.size());
    if (added) {
      if (*kind == Change::kSecret) ++facts_.keys[event.target];
      facts_.changes.push_back(std::move(change));
      return;
    }
    // Another record of the same change tells what the first did not.
    ChangeFacts& first = facts_.changes[at->second];
    first.kind = std::min(first.kind, *kind);
    first.own_word = first.own_word && change.own_word;
    if (first.on_id.empty()) first.on_id = change.on_id;
    if (first.who.empty()) first.who = change.who;
    if (first.on.empty()) first.on = change.on;
    if (first.partner.empty()) first.partner = change.partner;
    if (first.program.empty()) first.program = change.program;
    first.by_program = first.by_program || change.by_program;
    if (first.ticket.empty()) first.ticket = change.ticket;
    if (first.role.empty()) first.role = change.role;
    first.outside = first.outside || change.outside;
  }
  // What the program that was acted on was given; a log may name it by its id alone.
  void program_given(const AskedEvent& event) {
    if (event.target.empty() || holds_id(event.target)) return;
    ProgramFacts& program = programs_[lower(event.target)];
    program.name = event.target;
    if (!event.app_role.empty()) program.permissions.insert(event.app_role);
    for (const std::string& one : words_of(event.delegated)) program.permissions.insert(one);
    for (const std::string& one : consented_scopes(event.consented))
      program.permissions.insert(one);
    program.for_everybody = program.for_everybody || event.consent_of_all();
  }
  void program_acted(const PersonFacts& person) {
    const std::string& name = holds_id(person.name) ? person.tool : person.name;
    ProgramFacts& program = programs_[lower(name)];
    if (program.name.empty()) program.name = name;
    if (program.partner.empty()) program.partner = person.partner;
    program.acted = true;
    program.records += person.records;
  }
  // Of what one of several did nobody gets a scope: who it was is not known.
  void scopes(const AskedEvent& event) {
    const bool program = doer_of(event) == Doer::kProgram && !event.app_id.empty();
    const bool allowed = event.policy == "allowed" && event.judged_of.empty();
    if (!event.named() && !program) {
      if (allowed) facts_.agreed_for_anybody.insert(event.operation);
      return;
    }
    const std::string who = program                 ? "app:" + event.app_id
                            : event.user_id.empty() ? event.upn
                                                    : event.user_id;
    ScopeFacts& scope = facts_.scopes[who];
    scope.name = !program ? event.upn : event.app.empty() ? who : event.app;
    scope.who = who;
    scope.left = scope.left || (event.named() && !event.active);
    (event.outside() ? scope.outside : scope.agreed[allowed ? event.scope : ""])
        .insert(event.operation);
  }
  // Of whom the event is. A program is the same by whatever name or id of it a log has: logs of
  // Graph know that of its service principal alone.
  PersonFacts& person_of(const AskedEvent& event) {
    const Doer kind = doer_of(event);
    if (kind == Doer::kUnnamed) return people_[{kind, event.partner_id, ""}];
    if (kind == Doer::kNamed)
      return people_[{kind, event.partner_id, event.user_id.empty() ? event.upn : event.user_id}];
    if (event.app_id.empty()) return people_[{kind, event.partner_id, event.actor}];
    return people_[{kind, "", event.app_id}];
  }
  void name_program(const AskedEvent& event, PersonFacts& person) const {
    const std::string& name = holds_id(event.actor) ? event.app : event.actor;
    if (!name.empty() && (person.name.empty() || holds_id(person.name))) person.name = name;
    if (person.name.empty()) person.name = event.actor;
    if (person.partner_id.empty()) person.partner_id = event.partner_id;
    if (person.partner.empty()) person.partner = event.partner;
  }
  void person(const AskedEvent& event) {
    using Kind = PersonFacts::Kind;
    const Kind kind = doer_of(event);
    PersonFacts& person = person_of(event);
    if (person.records++ == 0) {
      person.row = people_.size() - 1;
      person.kind = kind;
      person.first = person.last = event.time;
      person.partner = event.partner;
      person.partner_id = event.partner_id;
      person.upn = event.upn;
      person.user_id = event.user_id;
      if (kind == Kind::kNamed) person.name = shown_name(event);
    }
    if (kind == Kind::kProgram) name_program(event, person);
    if (!event.tool.empty()) person.tool = event.tool;
    if (!event.app_key.empty()) person.keys[event.app_key] = event.app_key_known;
    person.first = std::min(person.first, event.time);
    person.last = std::max(person.last, event.time);
    person.days.insert(zone_.day(event.time));
    tally_.add(event, person.row);
    person.outside += event.outside() ? 1U : 0U;
    person.leaver = person.leaver || !event.active;
    if (!event.is_entry() && !event.failed()) done(event, person);
    if (!event.path.empty()) person.ways.insert(event.path);
    if (!event.relationship_type.empty()) {
      // Of whom only a hint tells, the roles are all that the right grants to anybody.
      std::set<std::string>& roles = person.rights[event.relationship_type];
      if (event.confidence != "weak") roles.insert(event.roles.begin(), event.roles.end());
    }
    if (!event.relationship_id.empty()) ++person.by_relationship[event.relationship_id];
    if (kind != Kind::kUnnamed) return;
    ++facts_.unnamed;
    person.candidates.insert(event.candidates.begin(), event.candidates.end());
  }

  // One record of an activity may tell whom it was done to where another does not.
  void done(const AskedEvent& event, PersonFacts& person) {
    if (!depends_on_administrator(event)) {
      (event.outside() ? person.done_outside : person.done).insert({event.operation});
      return;
    }
    OnSomebody& deed = on_somebody_[{&person, event.activity_key()}];
    (event.outside() ? deed.done_outside : deed.done).insert(event.operation);
    if (event.target_privileged)
      deed.on_administrator = deed.on_administrator.value_or(false) || *event.target_privileged;
  }
  void end_of_deeds() {
    for (const auto& [key, deed] : on_somebody_) {
      for (const std::string& one : deed.done) key.first->done.insert({one, deed.on_administrator});
      for (const std::string& one : deed.done_outside)
        key.first->done_outside.insert({one, deed.on_administrator});
    }
  }

  // What was done to somebody's account in one activity.
  struct OnSomebody {
    std::set<std::string> done, done_outside;
    std::optional<bool> on_administrator;
  };

  CustomerFacts& facts_;
  const TimeSpan& span_;
  const Zone& zone_;
  std::map<std::tuple<PersonFacts::Kind, std::string, std::string>, PersonFacts> people_;
  std::map<std::pair<PersonFacts*, std::string>, OnSomebody> on_somebody_;  // by activity
  std::map<std::string, ProgramFacts> programs_;  // by name, in lower case
  ActivityTally tally_;
  std::map<std::pair<Change, std::string>, std::size_t> changes_;  // by kind and activity
  std::set<std::pair<std::string, std::string>> credit_;           // subscription and activity
};

}  // namespace

bool CustomerFacts::has_no_record() const {
  return std::ranges::all_of(logs, [](const auto& log) { return log.second.records == 0; });
}

bool CustomerEvents::partner_acted() const {
  return std::any_of(events.begin(), events.end(),
                     [](const AskedEvent& event) { return event.is_partner; });
}

namespace {

// The first and the last moment that the page speaks of: those asked for, else those of what was
// read. Where all that was read lies beside the one that was asked for, the other one is the same.
void set_span(CustomerFacts& facts, const TimeSpan& span, const ReadFacts& read) {
  const TimeSpan none;
  facts.from = span.from != none.from ? span.from : std::min(read.first, span.to - 1);
  facts.to = span.to != none.to ? span.to - 1 : std::max(read.last, facts.from);
}

MissingFacts missing_of(const CustomerEvents& tenant, const CustomerFacts& facts,
                        const Zone& zone) {
  MissingFacts missing;
  for (const AskedEvent& event : tenant.events) {
    if (event.derived == "collection_gap" && event.time >= facts.from && event.time <= facts.to)
      missing.gaps.push_back(event.time);
  }
  const std::int64_t days = zone.day(facts.to) - zone.day(facts.from) + 1;
  for (const auto& [family, log] : tenant.logs)
    if (static_cast<std::int64_t>(log.days.size()) < days) missing.silent_logs.push_back(family);
  return missing;
}

// Records that only later ones showed to be a partner's, and that had gone by then.
std::uint64_t later_partners(const CustomerEvents& customer, const TimeSpan& span) {
  using Place = std::pair<std::string_view, std::optional<std::uint64_t>>;
  std::set<Place> later;
  for (const AskedEvent& event : customer.events) {
    if (event.derived != "attribution_changed" || !span.holds(event.time)) continue;
    const Place place{event.origin, event.offset};
    if (event.is_partner) later.insert(place);
    if (!event.is_partner) later.erase(place);
  }
  for (const AskedEvent& event : customer.events) {
    if (later.empty()) break;
    if (!event.is_derived()) later.erase({event.origin, event.offset});
  }
  return later.size();
}

}  // namespace

CustomerFacts facts_of(const CustomerEvents& customer,
                       const std::vector<const CustomerEvents*>& partners, const ReadFacts& read,
                       const TimeSpan& span, const Zone& zone) {
  CustomerFacts facts;
  facts.id = customer.id;
  facts.name = customer.name.empty() ? customer.id : customer.name;
  facts.logs = customer.logs;
  facts.refused = read.refused;
  facts.stopped = read.stopped;
  set_span(facts, span, read);
  facts.later = later_partners(customer, span);
  facts.missing = missing_of(customer, facts, zone);
  for (const TimeNs gap : read.gaps) {
    if (gap >= facts.from && gap <= facts.to) facts.missing.gaps.push_back(gap);
  }
  for (const CustomerEvents* partner : partners) {
    const MissingFacts missing = missing_of(*partner, facts, zone);
    facts.partner_missing.silent_logs.insert(facts.partner_missing.silent_logs.end(),
                                             missing.silent_logs.begin(),
                                             missing.silent_logs.end());
    facts.partner_missing.gaps.insert(facts.partner_missing.gaps.end(), missing.gaps.begin(),
                                      missing.gaps.end());
  }
  Gatherer gatherer(facts, span, zone);
  for (const AskedEvent& event : customer.events) gatherer.add(event);
  gatherer.end();
  for (const auto& [subscription, activities] : customer.credit_by_others)
    facts.credit[subscription].by_others += activities.size();
  return facts;
}

}  // namespace aobo::sim
