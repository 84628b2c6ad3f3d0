// tool.log: the logbook of a partner's tool, which tells for whom it worked. What it does by itself
// it tells as its own.
#include <fmt/format.h>

#include "simulator/writers/common.h"

namespace aobo::sim::written {

Written tool_log(const Job& job) {
  Written written;
  const bool by_itself = job.action.who.kind == WhoKind::kApp;
  const Target target = target_of(job);
  const std::string upn = by_itself ? "CIPP" : own_upn(job);
  const std::string message =
      fmt::format("Reset the password of {} ({})", target.name, target.id.text());
  written.shown = cut_to(job.clock, 7);
  written.id = record_id(job, "tool").text();
  Json json(job.style.loose);
  json.exact("DateTime", iso_time(job.clock, 7)).exact("Tenant", job.customer().domain);
  json.exact("API", job.action.operation->raw).exact("Message", message).exact("User", upn);
  json.exact("Severity", "Info").exact("LogData", "").id("TenantID", job.customer().tenant);
  written.text = json.exact("RowKey", written.id).done();

  Says& says = written.says;
  say_operation(says, job.action.operation->raw, "Tool", "success");
  say(says, "actor", upn);
  say(says, "actor.type", by_itself ? "system" : "user");
  // Whose log it is the record does not say: the folder does.
  say_one_of(says, "tenant.id", {"", tenant_of(job.world, job.planned.log).text()});
  say(says, "target.name", target.name);
  say(says, "target.id", target.id.text());
  say(says, "target.type", "User");
  say(says, "param[Message]", message);
  say(says, "param[Severity]", "Info");

  written.clues.deed_target = target.id.text();
  written.clues.teaches = Teaches::kToolLog;
  if (by_itself) return written;
  written.clues.upn = job.action.who.index;
  written.clues.partner = job.person().partner;
  written.clues.some_partner = true;
  return written;
}

}  // namespace aobo::sim::written
