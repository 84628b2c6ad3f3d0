// The facts as JSON: what the pages say, for a machine.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "plugin/base/json_object.h"
#include "plugin/base/json_text.h"
#include "simulator/customer_report/page.h"
#include "simulator/customer_report/roles.h"
#include "simulator/customer_report/unused.h"

namespace aobo::sim {
namespace {

std::string array(const std::vector<std::string>& items) {
  std::string json = "[";
  for (const std::string& item : items) json += (json.size() > 1 ? "," : "") + item;
  return json + "]";
}

// Also where there is none of them.
std::string array_of_texts(const std::vector<std::string>& texts) {
  std::string json;
  append_json_list(json, texts);
  return json;
}

JsonObject counts(const std::map<std::string, std::uint64_t>& all) {
  JsonObject object;
  for (const auto& [name, number] : all) object.count(name, number);
  return object;
}

std::string person_json(const PersonFacts& person, const PageOptions& options) {
  constexpr std::string_view kKinds[] = {"named", "unnamed", "program"};
  JsonObject object;
  object.text("kind", kKinds[static_cast<std::size_t>(person.kind)])
      .text("name", person.name)
      .text("upn", person.upn)
      .text("id", person.user_id)
      .text("partner", person.partner)
      .text("first", format_time(person.first))
      .text("last", format_time(person.last));
  object.count("days", person.days.size());
  object.count("records", person.records);
  object.count("actions", person.deeds.actions);
  object.count("entries", person.deeds.entries);
  object.count("outside", person.outside);
  object.count("sign_ins", person.deeds.sign_ins);
  object.count("strong_sign_ins", person.deeds.strong);
  object.flag("leaver", person.left || person.leaver);
  object.flag("acted_after_leaving", person.leaver);
  object.texts("ways", {person.ways.begin(), person.ways.end()});
  JsonObject rights;
  for (const auto& [type, roles] : person.rights) rights.texts(type, {roles.begin(), roles.end()});
  object.object("by_rights", rights);
  if (!person.tool.empty()) object.text("tool", person.tool);
  if (person.kind == PersonFacts::Kind::kUnnamed)
    object.count("candidates", person.candidates.size());
  if (options.candidates)
    object.texts("candidate_names", {person.candidates.begin(), person.candidates.end()});
  return object.done();
}

std::string right_json(const std::string& id, const RightFacts& right) {
  JsonObject one;
  one.text("relationship", id).text("type", right.type).text("status", right.status);
  one.text("partner", right.partner).text("end", right.end ? format_time(*right.end) : "");
  one.text("renews", right.renews ? format_time(*right.renews) : "");
  one.texts("roles", {right.roles.begin(), right.roles.end()});
  one.count("records", right.records);
  return one.done();
}

constexpr std::size_t kMostInPage = 200;

void add_programs(const CustomerFacts& facts, bool whole, JsonObject& object) {
  const std::size_t all = facts.programs.size();
  const std::size_t most = whole ? all : std::min(kMostInPage, all);
  std::vector<std::string> programs;
  for (std::size_t i = 0; i < most; ++i) {
    const ProgramFacts& program = facts.programs[i];
    JsonObject one;
    one.text("name", program.name).text("partner", program.partner).flag("acted", program.acted);
    one.count("records", program.records);
    one.texts("permissions_given", {program.permissions.begin(), program.permissions.end()});
    one.flag("for_everybody", program.for_everybody);
    programs.push_back(one.done());
  }
  object.raw("programs", array(programs));
  if (most < all) object.count("programs_left_out", all - most);
}

void add_files(const CustomerFacts& facts, bool whole, JsonObject& object) {
  const std::size_t most = whole ? facts.files.size() : std::min(kMostInPage, facts.files.size());
  std::vector<std::string> files;
  for (std::size_t i = 0; i < most; ++i) {
    JsonObject one;
    one.text("file", facts.files[i].name).text("sha256", facts.files[i].sha256);
    files.push_back(one.done());
  }
  object.raw("files", array(files));
  if (most < facts.files.size()) object.count("files_left_out", facts.files.size() - most);
}

void add_changes(const CustomerFacts& facts, bool whole, JsonObject& object) {
  const std::size_t most =
      whole ? facts.changes.size() : std::min(kMostInPage, facts.changes.size());
  std::vector<std::string> changes;
  for (std::size_t i = 0; i < most; ++i) {
    const ChangeFacts& change = facts.changes[i];
    JsonObject one;
    one.text("what", kEnglish.change[static_cast<std::size_t>(change.kind)])
        .text("time", format_time(change.time))
        .text("who", change.who)
        .text("on", change.on)
        .text("ticket", change.ticket)
        .flag("outside", change.outside);
    if (!change.role.empty()) one.text("role", shown_role(change.role));
    if (change.given) one.flag("given", *change.given);
    changes.push_back(one.done());
  }
  object.raw("changes", array(changes));
  if (most < facts.changes.size()) object.count("changes_left_out", facts.changes.size() - most);
}

void add_logs(const CustomerFacts& facts, JsonObject& object) {
  JsonObject logs;
  for (const auto& [family, log] : facts.logs) {
    JsonObject one;
    one.count("records", log.records);
    one.count("days", log.days.size());
    one.count("late", log.late);
    logs.object(family, one);
  }
  object.object("logs", logs);
  std::vector<std::string> gaps;
  for (const TimeNs gap : facts.missing.gaps) gaps.push_back(format_time(gap));
  object.texts("gap_times", gaps);
  object.texts("silent_logs", facts.missing.silent_logs);
  object.texts("silent_logs_of_the_partner", facts.partner_missing.silent_logs);
}

// Each hour in which something was, each address, and each record outside the agreement.
void add_long_lists(const CustomerFacts& facts, JsonObject& object) {
  std::vector<std::string> outside;
  for (const OutsideFacts& record : facts.outside_records) {
    JsonObject one;
    one.text("time", format_time(record.time)).text("who", record.who);
    one.text("operation", record.operation).text("id", record.id).texts("why", record.why);
    one.text("ticket", record.ticket);
    outside.push_back(one.done());
  }
  object.raw("outside_records", array(outside));
  std::vector<std::string> hours;
  for (const auto& [place, hour] : facts.hours) {
    JsonObject one;
    one.text("day", date_text(place.first));
    one.count("hour", static_cast<std::uint64_t>(place.second));
    one.count("records", hour.records);
    one.count("outside", hour.outside);
    one.count("silent", hour.silent);
    hours.push_back(one.done());
  }
  object.raw("hours", array(hours));
  std::vector<std::string> not_agreed;
  for (const auto& [day, hour] : facts.hours_not_agreed)
    not_agreed.push_back(fmt::format("{} {:02}", date_text(day), hour));
  object.texts("hours_not_agreed", not_agreed);
  object.texts("address_list", {facts.addresses.begin(), facts.addresses.end()});
}

// What the partner's review says of one customer beside what a customer's page does.
std::string review_of(const CustomerFacts& facts) {
  std::vector<std::string> unused, held, leavers, programs;
  for (const auto& [id, right] : facts.rights) {
    const UnusedRoles found = unused_roles(right, facts);
    const bool is_used = was_used(right, facts);
    if (right.has_ended() || (is_used && found.spare.empty() && found.unclear.empty())) continue;
    JsonObject one;
    one.text("relationship", id).flag("used", is_used);
    one.texts("unused_roles", found.spare).texts("unclear_roles", found.unclear);
    unused.push_back(one.done());
  }
  for (const HeldFacts& right : facts.held) {
    JsonObject one;
    one.text("person", right.upn).text("id", right.user_id);
    one.text("relationship", right.relationship).text("type", right.type);
    one.texts("roles", {right.roles.begin(), right.roles.end()});
    one.count("records", records_by(right, facts));
    held.push_back(one.done());
  }
  for (const auto& [upn, leaver] : facts.leavers_with_rights) {
    JsonObject one;
    one.text("upn", upn).text("name", leaver.name);
    one.text("since", leaver.since ? format_time(*leaver.since) : "");
    leavers.push_back(one.done());
  }
  for (const PersonFacts& person : facts.people) {
    if (person.kind != PersonFacts::Kind::kProgram) continue;
    JsonObject one;
    one.text("name", person.name).text("tool", person.tool);
    one.text("first", format_time(person.first)).text("last", format_time(person.last));
    std::vector<std::string> keys, unknown;
    for (const auto& [key, known] : person.keys) (known && !*known ? unknown : keys).push_back(key);
    one.texts("keys", keys).texts("keys_not_in_the_exports", unknown);
    one.count("records", person.records);
    programs.push_back(one.done());
  }
  JsonObject object;
  object.text("tenant", facts.id);
  object.raw("unused_rights", array(unused)).raw("held_rights", array(held));
  object.raw("leavers_with_rights", array(leavers));
  object.raw("programs", array(programs)).object("secrets_changed", counts(facts.keys));
  JsonObject at_risk, by_customer;
  for (const auto& [subscription, credit] : facts.credit) {
    at_risk.count(subscription, credit.by_partner + credit.by_others);
    if (credit.by_others > 0) by_customer.count(subscription, credit.by_others);
  }
  object.object("credit_at_risk", at_risk);
  object.object("credit_at_risk_by_the_customer", by_customer);
  object.count("missing_check_outs", facts.missing_check_outs);
  return object.done();
}

}  // namespace

std::string customer_json(const CustomerFacts& facts, const PageOptions& options, bool whole) {
  JsonObject object;
  object.text("customer", facts.name).text("tenant", facts.id);
  object.text("from", format_time(facts.from)).text("to", format_time(facts.to));
  const std::pair<std::string_view, std::uint64_t> numbers[] = {
      {"records", facts.records},
      {"actions", facts.deeds.actions},
      {"entries", facts.deeds.entries},
      {"outside", facts.outside},
      {"silent", facts.silent},
      {"unnamed", facts.unnamed},
      {"blocked", facts.deeds.blocked},
      {"sign_ins", facts.deeds.sign_ins},
      {"strong_sign_ins", facts.deeds.strong},
      {"without_ticket", facts.deeds.no_ticket},
      {"legacy_sign_ins", facts.deeds.legacy},
      {"command_line_sign_ins", facts.deeds.command_line},
      {"named_actions", facts.named_deeds.actions},
      {"named_entries", facts.named_deeds.entries},
      {"unnamed_actions", facts.unnamed_deeds.actions},
      {"unnamed_entries", facts.unnamed_deeds.entries},
      {"program_actions", facts.program_deeds.actions},
      {"program_entries", facts.program_deeds.entries},
      {"activities_of_several", facts.deeds_of_several},
      {"judged_of_another", facts.judged_of_another},
      {"gaps", facts.missing.gaps.size()},
      {"logs_with_silent_days", facts.missing.silent_logs.size()},
      {"gaps_of_the_partner", facts.partner_missing.gaps.size()},
      {"logs_with_silent_days_of_the_partner", facts.partner_missing.silent_logs.size()},
      {"refused", facts.refused},
      {"told_later", facts.later},
      {"missing_check_outs", facts.missing_check_outs}};
  for (const auto& [key, number] : numbers) object.count(key, number);
  object.flag("logs_have_no_record", facts.has_no_record());
  std::vector<std::string> people, rights;
  for (const PersonFacts& person : facts.people) people.push_back(person_json(person, options));
  for (const auto& [id, right] : facts.rights) rights.push_back(right_json(id, right));
  object.raw("people", array(people)).raw("rights", array(rights));
  add_programs(facts, whole, object);
  add_changes(facts, whole, object);
  object.object("confidence", counts(facts.confidence)).object("ways", counts(facts.ways));
  add_logs(facts, object);
  object.texts("countries", {facts.countries.begin(), facts.countries.end()});
  object.count("addresses", facts.addresses.size());
  if (whole) add_long_lists(facts, object);
  add_files(facts, whole, object);
  if (facts.stopped) object.flag("stopped", true);
  return object.done() + "\n";
}

std::string index_json(const std::vector<IndexRow>& pages) {
  std::vector<std::string> all;
  for (const IndexRow& page : pages) {
    JsonObject one;
    one.text("customer", page.name).text("tenant", page.id).text("file", page.file);
    one.count("records", page.facts->records);
    one.count("actions", page.facts->deeds.actions);
    one.count("entries", page.facts->deeds.entries);
    one.count("outside", page.facts->outside);
    one.count("unnamed", page.facts->unnamed);
    one.count("gaps", page.facts->missing.gaps.size());
    all.push_back(one.done());
  }
  return array(all) + "\n";
}

static std::string tool_json(const ToolFacts& tool, const std::vector<CustomerFacts>& customers) {
  std::vector<std::string> accounts, where;
  for (const auto& [account, left] : tool.accounts) {
    JsonObject one;
    one.text("account", account);
    if (left) one.flag("left", true);
    accounts.push_back(one.done());
  }
  for (const CustomerFacts& facts : customers) {
    const auto [records, last] = done_by(tool, facts);
    if (records == 0) continue;
    JsonObject one;
    one.text("customer", facts.name).text("tenant", facts.id).text("last", format_time(last));
    one.count("records", records);
    where.push_back(one.done());
  }
  JsonObject object;
  object.text("tool", tool.tool).raw("accounts", array(accounts));
  return object.raw("customers", array(where)).done();
}

std::string review_json(const std::vector<CustomerFacts>& customers, const PageOptions& options,
                        bool whole) {
  std::vector<std::string> all, needs, reviews;
  for (const CustomerFacts& facts : customers) {
    all.push_back(customer_json(facts, options, whole));
    reviews.push_back(review_of(facts));
    for (const PersonFacts& person : facts.people) {
      if (person.kind != PersonFacts::Kind::kNamed) continue;
      if (person.done.empty() && person.done_outside.empty()) continue;
      const RoleNeeds need = smallest_roles(person.done),
                      apart = smallest_roles(person.done_outside);
      std::vector<std::string> roles, apart_roles;
      for (const RoleRow* role : need.roles) roles.emplace_back(role->name);
      for (const RoleRow* role : apart.roles) apart_roles.emplace_back(role->name);
      JsonObject one;
      one.text("person", person.upn)
          .text("id", person.user_id)
          .text("customer", facts.name)
          .text("tenant", facts.id);
      one.raw("roles", array_of_texts(roles))
          .texts("operations_without_a_known_role", need.uncovered)
          .texts("operations_perhaps_on_administrators", need.unsure);
      std::set<std::string> outside;
      for (const Deed& deed : person.done_outside) outside.insert(deed.operation);
      one.texts("operations_outside", {outside.begin(), outside.end()});
      one.texts("roles_for_what_was_outside", apart_roles);
      needs.push_back(one.done());
    }
  }
  std::vector<std::string> tools;
  for (const ToolFacts& tool : options.tools) tools.push_back(tool_json(tool, customers));
  JsonObject object;
  object.raw("customers", array(all)).raw("review", array(reviews)).raw("needs", array(needs));
  object.raw("tool_accounts", array(tools));
  object.texts("programs_that_did_nothing", idle_programs(customers, options));
  object.text("scopes", scopes_block(customers, options));
  return object.done() + "\n";
}

}  // namespace aobo::sim
