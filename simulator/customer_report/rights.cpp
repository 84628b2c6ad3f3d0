#include "simulator/customer_report/rights.h"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

#include "plugin/base/text.h"
#include "plugin/directory/aobo_yaml.h"
#include "plugin/directory/loader.h"

namespace aobo::sim {
namespace {

bool matches_any(const Partner& partner, const std::vector<std::string>& patterns) {
  return patterns.empty() ||
         std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
           return matches_pattern(partner.name, pattern) ||
                  matches_pattern(partner.tenant.text(), pattern);
         });
}

// How it stood at the end of the span.
std::string status_of(const Relationship& relationship, TimeNs end) {
  if (relationship.valid.holds(end)) return "active";
  return relationship.status == ExportedStatus::kTerminated ? "terminated" : "expired";
}

RightFacts right_of(const Relationship& relationship, const Partner& partner, TimeNs end) {
  RightFacts right;
  right.type = std::string(name(relationship.type));
  right.status = status_of(relationship, end);
  right.partner = partner.name;
  right.of_distributor = partner.kind == PartnerKind::kIndirectProvider;
  right.partner_id = partner.tenant.text();
  if (relationship.valid.to != Validity{}.to) right.end = relationship.valid.to;
  if (relationship.renews > 0 && right.status == "active") right.renews = relationship.renews;
  for (const Guid& role : relationship.roles) right.roles.insert(role.text());
  for (const AccessAssignment& assignment : relationship.assignments) {
    for (const Guid& role : assignment.roles) right.roles.insert(role.text());
  }
  return right;
}

// Members of a group and of the groups in it, then.
class Members {
 public:
  Members(const Directory& directory, TimeNs time) : directory_(directory), time_(time) {}
  void add(const Guid& id) {
    const Group* group = directory_.group(id);
    if (group == nullptr || !seen_.insert(id).second) return;
    for (const Membership& member : group->members) {
      if (!member.valid.holds(time_)) continue;
      if (member.person != nullptr) people.insert(member.person);
      if (member.person == nullptr) add(member.object);
    }
  }
  std::set<const Person*> people;

 private:
  const Directory& directory_;
  TimeNs time_;
  std::set<Guid> seen_;
};

// Who holds what by the relationship at the end of the span.
void add_held(const Directory& directory, const Relationship& relationship, CustomerFacts& facts) {
  if (!relationship.valid.holds(facts.to)) return;
  std::map<const Person*, std::set<std::string>> roles;
  for (const AccessAssignment& assignment : relationship.assignments) {
    if (!assignment.valid.holds(facts.to)) continue;
    Members members(directory, facts.to);
    members.add(assignment.group);
    for (const Person* person : members.people) {
      std::set<std::string>& theirs = roles[person];  // of AOBO there are none
      for (const Guid& role : assignment.roles) theirs.insert(role.text());
    }
  }
  for (auto& [person, held] : roles)
    facts.held.push_back({person->name.empty() ? person->upn : person->name, person->upn,
                          person->object.text(), relationship.id,
                          std::string(name(relationship.type)),
                          directory.partner_of(*person).tenant.text(), std::move(held)});
}

// Who had left by then and is still in a group to which the relationship gives something.
void add_leavers(const Directory& directory, const Relationship& relationship,
                 CustomerFacts& facts) {
  if (!relationship.valid.holds(facts.to)) return;
  Members members(directory, facts.to);
  for (const AccessAssignment& assignment : relationship.assignments) {
    if (assignment.valid.holds(facts.to)) members.add(assignment.group);
  }
  for (const Person* person : members.people) {
    if (person->employed.to <= facts.to || person->disabled)
      facts.leavers_with_rights[person->upn] = {
          person->name.empty() ? person->upn : person->name,
          person->disabled ? std::nullopt : std::optional(person->employed.to)};
  }
}

// Of each day on which something was, the hours in which nobody of a partner was to work.
void add_hours(const std::vector<const Calendar*>& agreed, const Zone& zone, CustomerFacts& facts) {
  constexpr TimeNs kQuarter = kOneHour / 4;
  if (agreed.empty()) return;
  std::set<std::int64_t> days;
  for (const auto& [place, hour] : facts.hours) days.insert(place.first);
  for (const std::int64_t day : days) {
    std::set<int> open, all;
    for (TimeNs time = zone.midnight(day); zone.day(time) == day; time += kQuarter) {
      all.insert(zone.hour(time));
      if (std::ranges::any_of(agreed, [&](const Calendar* one) { return one->holds(time); }))
        open.insert(zone.hour(time));
    }
    for (const int hour : all) {
      if (!open.contains(hour)) facts.hours_not_agreed.insert({day, hour});
    }
  }
}

// Who of those that acted had left by the end of the span, and who acted after it: what a record
// said of its first answer is not what the last one has.
void mark_who_left(const Directory& directory, CustomerFacts& facts) {
  for (PersonFacts& person : facts.people) {
    const auto id = parse_id(person.user_id);
    if (person.kind != Doer::kNamed || !id) continue;
    for (const Person* known : directory.by_object(*id)) {
      if (directory.partner_of(*known).tenant.text() != person.partner_id) continue;
      person.leaver = person.leaver || known->employed.to <= person.last;
      person.left = known->disabled || known->employed.to <= facts.to;
    }
    person.left = person.left || person.leaver;
    const auto scope = facts.scopes.find(person.user_id);
    if (scope != facts.scopes.end()) scope->second.left = scope->second.left || person.left;
  }
}

}  // namespace

Result<RightsOnRecord> RightsOnRecord::read(const std::string& folder) {
  RightsOnRecord rights;
  if (folder.empty()) {
    rights.directory_ = empty_directory();
    return rights;
  }
  std::shared_ptr<const AoboYaml> parsed;
  auto directory = load_directory(folder, &parsed);
  if (!directory) return directory.error();
  rights.directory_ = *directory;
  auto hours = AgreedHours::read(folder, **directory, *parsed);
  if (!hours) return hours.error();
  rights.hours_ = std::move(*hours);
  rights.folder_ = folder;
  return rights;
}

std::map<std::string, std::string> RightsOnRecord::customers(
    const std::vector<std::string>& partners) const {
  std::map<std::string, std::string> found;
  for (const Relationship& r : directory_->relationships()) {
    if (!matches_any(directory_->partners()[r.partner], partners)) continue;
    const Customer* customer = directory_->customer(r.customer);
    found[r.customer.text()] = customer == nullptr ? "" : customer->name;
  }
  return found;
}

std::set<std::string> RightsOnRecord::partners() const {
  std::set<std::string> ids;
  for (const Partner& partner : directory_->partners()) ids.insert(partner.tenant.text());
  return ids;
}

std::vector<ToolFacts> RightsOnRecord::tools(const std::vector<std::string>& partners) const {
  std::map<std::string, ToolFacts> by_name;
  for (const auto& person : directory_->people()) {
    if (!person->tool || !matches_any(directory_->partner_of(*person), partners)) continue;
    ToolFacts& tool = by_name[person->tool->name];
    tool.tool = person->tool->name;
    tool.accounts.push_back({person->upn.empty() ? person->object.text() : person->upn,
                             person->disabled || person->employed.to != Validity{}.to});
  }
  std::vector<ToolFacts> all;
  for (auto& [name, tool] : by_name) {
    std::ranges::sort(tool.accounts, {}, &ToolFacts::Account::account);
    all.push_back(std::move(tool));
  }
  return all;
}

std::vector<std::string> RightsOnRecord::programs(const std::vector<std::string>& partners) const {
  std::set<std::string> names;
  for (const AutomationApp& app : directory_->automation_apps()) {
    const bool theirs = app.partner && matches_any(directory_->partners()[*app.partner], partners);
    if (theirs && !app.name.empty()) names.insert(app.name);
  }
  return {names.begin(), names.end()};
}

void RightsOnRecord::add_to(CustomerFacts& facts, const std::vector<std::string>& partners,
                            const Zone& zone) const {
  const auto tenant = parse_id(facts.id);
  if (!tenant) return;
  add_hours(hours_.calendars_at(*tenant), zone, facts);
  mark_who_left(*directory_, facts);
  for (const std::size_t i : directory_->relationships_with(*tenant)) {
    const Relationship& r = directory_->relationships()[i];
    const Partner& partner = directory_->partners()[r.partner];
    if (!matches_any(partner, partners) || r.valid.to <= facts.from || r.valid.from > facts.to ||
        r.valid.from >= r.valid.to)
      continue;
    add_leavers(*directory_, r, facts);
    add_held(*directory_, r, facts);
    // What the events say of it is later than what was exported.
    RightFacts on_record = right_of(r, partner, facts.to);
    const auto [at, added] = facts.rights.try_emplace(r.id, on_record);
    if (added) continue;
    at->second.roles.merge(on_record.roles);
    at->second.of_distributor = on_record.of_distributor;
    at->second.renews = on_record.renews;
    // A right that was in force when it was used may have ended since.
    if (at->second.status == "active") at->second.status = on_record.status;
  }
  std::ranges::sort(facts.held, [](const HeldFacts& left, const HeldFacts& right) {
    return std::tie(left.name, left.upn, left.relationship) <
           std::tie(right.name, right.upn, right.relationship);
  });
}

std::vector<std::string> RightsOnRecord::files() const {
  std::vector<std::string> paths = directory_->files();
  paths.front() = folder_ + "/" + paths.front();  // aobo.yaml, which stands by its name alone
  return paths;
}

}  // namespace aobo::sim
