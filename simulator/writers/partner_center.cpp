// partner.audit: Partner Center's own records, the one log that names the real person.
// It has no record id.
#include "simulator/writers/common.h"

namespace aobo::sim::written {

Written partner_center(const Job& job) {
  Written written;
  const World& world = job.world;
  const Person& person = job.person();
  const Target target = target_of(job);
  const Guid customer = tenant_of(world, job.action.at);
  written.shown = cut_to(job.clock, 7);
  Json values(job.style.loose);
  for (const auto& [key, value] : job.action.details) {
    if (key.starts_with("set.")) values.exact(key.substr(4), value);
  }
  std::vector<std::string> data;
  if (target.user)
    data.push_back("{\"key\":\"CustomerUserId\",\"value\":" + json_string(target.id.text()) + "}");
  data.push_back("{\"key\":\"PartnerOnRecord-0\",\"value\":null}");
  Json json(job.style.loose);
  json.id("partnerId", world.partners[person.partner].tenant).id("customerId", customer);
  json.exact("customerName",
             job.action.at.home ? world.partners[job.action.at.index].name : job.customer().name);
  json.exact("userPrincipalName", own_upn(job));
  json.exact("resourceType",
             job.planned.part == Part::kDeed ? "customer_user" : job.action.operation->category);
  json.exact("resourceNewValue", values.done())
      .exact("operationType", job.action.operation->partner_center);
  json.exact("operationDate", iso_time(job.clock, 7))
      .exact("operationStatus", job.action.detail("error").empty() ? "succeeded" : "failed");
  json.raw("customizedData", json_array(data))
      .raw("attributes", "{\"objectType\":\"AuditRecord\"}");
  written.text = json.done();

  Says& says = written.says;
  say_operation(says, job.action.operation->partner_center, "PartnerCenter",
                job.action.detail("error").empty() ? "success" : "failure");
  say(says, "kind",
      job.planned.part == Part::kDeed ? "customer_user" : job.action.operation->category);
  say(says, "actor", own_upn(job));
  // Whose log it is the record does not say: the folder does.
  say_one_of(says, "tenant.id", {"", tenant_of(world, job.planned.log).text()});
  say(says, "actor.type", "user");
  say(says, "target.type",
      job.planned.part == Part::kDeed ? "customer_user" : job.action.operation->category);
  if (target.user) {
    say(says, "target.id", target.id.text());
    say(says, "param[CustomerUserId]", target.id.text());
  }
  for (const auto& [key, value] : job.action.details) {
    if (key.starts_with("set.")) say(says, "change[" + key.substr(4) + "]", value);
  }

  written.clues.upn = job.action.who.index;
  written.clues.partner = person.partner;
  written.clues.some_partner = true;
  written.clues.deed = job.action.operation->partner_center;
  written.clues.deed_target = target.user ? target.id.text() : "";
  written.clues.teaches = Teaches::kPartnerCenter;
  return written;
}

}  // namespace aobo::sim::written
