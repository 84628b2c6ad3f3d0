// The facts as JSON: what the pages say, for a machine.
#include "simulator/customer_report/page.h"
#include "simulator/customer_report/roles.h"
#include "simulator/report/json_object.h"

namespace aobo::sim {
namespace {

std::string array(const std::vector<std::string>& items) {
  std::string json = "[";
  for (const std::string& item : items) json += (json.size() > 1 ? "," : "") + item;
  return json + "]";
}

JsonObject& count(JsonObject& object, std::string_view key, std::uint64_t number) {
  return object.number(key, static_cast<std::int64_t>(number));
}

JsonObject counts(const std::map<std::string, std::uint64_t>& all) {
  JsonObject object;
  for (const auto& [name, number] : all) count(object, name, number);
  return object;
}

std::string person_json(const PersonFacts& person, const PageOptions& options) {
  constexpr std::string_view kKinds[] = {"named", "unnamed", "program"};
  JsonObject object;
  object.text("kind", kKinds[static_cast<std::size_t>(person.kind)])
      .text("name", person.name)
      .text("upn", person.upn)
      .text("partner", person.partner)
      .text("first", format_time(person.first))
      .text("last", format_time(person.last));
  count(object, "days", person.days.size());
  count(object, "records", person.records);
  count(object, "actions", person.deeds.actions);
  count(object, "entries", person.deeds.entries);
  count(object, "outside", person.outside);
  count(object, "strong_sign_ins", person.deeds.strong);
  object.flag("leaver", person.leaver);
  if (person.kind == PersonFacts::Kind::kUnnamed)
    count(object, "candidates", person.candidates.size());
  if (options.candidates)
    object.texts("candidate_names", {person.candidates.begin(), person.candidates.end()});
  return object.done();
}

}  // namespace

std::string customer_json(const CustomerFacts& facts, const PageOptions& options) {
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
      {"named_actions", facts.named_deeds.actions},
      {"named_entries", facts.named_deeds.entries},
      {"unnamed_actions", facts.unnamed_deeds.actions},
      {"unnamed_entries", facts.unnamed_deeds.entries},
      {"program_actions", facts.program_deeds.actions},
      {"program_entries", facts.program_deeds.entries},
      {"judged_of_another", facts.judged_of_another},
      {"gaps", facts.missing.gaps.size()},
      {"logs_with_silent_days", facts.missing.silent_logs},
      {"gaps_of_the_partner", facts.partner_missing.gaps.size()},
      {"logs_with_silent_days_of_the_partner", facts.partner_missing.silent_logs},
      {"refused", facts.refused},
      {"told_later", facts.later},
      {"missing_check_outs", facts.missing_check_outs}};
  for (const auto& [key, number] : numbers) count(object, key, number);
  std::vector<std::string> people, rights, changes;
  for (const PersonFacts& person : facts.people) people.push_back(person_json(person, options));
  for (const auto& [id, right] : facts.rights) {
    JsonObject one;
    one.text("relationship", id).text("type", right.type).text("status", right.status);
    one.text("partner", right.partner).text("end", right.end ? format_time(*right.end) : "");
    one.texts("roles", {right.roles.begin(), right.roles.end()});
    count(one, "records", right.records);
    rights.push_back(one.done());
  }
  for (const ChangeFacts& change : facts.changes) {
    if (changes.size() == 200) break;
    JsonObject one;
    one.text("what", kEnglish.change[static_cast<std::size_t>(change.kind)])
        .text("time", format_time(change.time))
        .text("who", change.who)
        .text("on", change.on)
        .text("ticket", change.ticket)
        .flag("outside", change.outside);
    changes.push_back(one.done());
  }
  object.raw("people", array(people)).raw("rights", array(rights));
  object.raw("changes", array(changes)).object("confidence", counts(facts.confidence));
  object.object("ways", counts(facts.ways));
  std::map<std::string, std::uint64_t> logs;
  for (const auto& [family, log] : facts.logs) logs[family] = log.records;
  object.object("logs", counts(logs));
  if (facts.stopped) object.flag("stopped", true);
  return object.done() + "\n";
}

std::string index_json(const std::vector<IndexRow>& pages) {
  std::vector<std::string> all;
  for (const IndexRow& page : pages) {
    JsonObject one;
    one.text("customer", page.name).text("tenant", page.id).text("file", page.file);
    all.push_back(one.done());
  }
  return array(all) + "\n";
}

std::string review_json(const std::vector<CustomerFacts>& customers, const PageOptions& options) {
  std::vector<std::string> all, needs;
  for (const CustomerFacts& facts : customers) {
    all.push_back(customer_json(facts, options));
    for (const PersonFacts& person : facts.people) {
      if (person.kind != PersonFacts::Kind::kNamed || person.done.empty()) continue;
      const RoleNeeds need = smallest_roles(person.done);
      std::vector<std::string> roles;
      for (const RoleRow* role : need.roles) roles.emplace_back(role->name);
      JsonObject one;
      one.text("person", person.upn).text("customer", facts.name).text("tenant", facts.id);
      one.texts("roles", roles).texts("operations_without_a_known_role", need.uncovered);
      needs.push_back(one.done());
    }
  }
  JsonObject object;
  object.raw("customers", array(all)).raw("needs", array(needs));
  object.text("scopes", scopes_block(customers, *options.texts));
  return object.done() + "\n";
}

}  // namespace aobo::sim
