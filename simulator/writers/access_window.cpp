// access.window: leave to work at a customer for a while, as a ticket system tells it when it is
// given; JSON Lines, aobo's own shape (docs/policy.md).
#include "plugin/base/number.h"
#include "simulator/writers/common.h"

namespace aobo::sim::written {

Written access_window(const Job& job) {
  const TimeNs hours = whole_number<TimeNs>(job.action.detail("hours")).value_or(1);
  Written written;
  written.shown = cut_to(job.clock, 3);
  written.id = record_id(job, "window").text();
  Json json(job.style.loose);
  json.exact("window", written.id)
      .exact("person", own_upn(job))
      .exact("customer", job.customer().tenant.text())
      .exact("from", iso_time(job.clock, 3))
      .exact("to", iso_time(job.clock + hours * kHourNs, 3))
      .text("ticket", job.action.detail("ticket"))
      .exact("recorded", iso_time(job.clock, 3));
  written.text = json.done();
  Says& says = written.says;
  say(says, "kind", "window");
  say(says, "operation", "access window");
  say(says, "operation.raw", "access window");
  say(says, "workload", "AccessWindow");
  say(says, "result", "success");
  say(says, "actor", own_upn(job));
  say(says, "ticket", job.action.detail("ticket"));
  say(says, "actor.type", "user");
  say_one_of(says, "tenant.id", {"", tenant_of(job.world, job.planned.log).text()});
  written.clues.upn = job.action.who.index;
  written.clues.partner = job.person().partner;
  return written;
}

}  // namespace aobo::sim::written
