// request: a sign-in whose request id also stands in the partner tenant's own sign-in log. Exact:
// the two tenants' copies of one sign-in share it.
#include <fmt/format.h>

#include "plugin/identity/method.h"

namespace aobo::by {

void request(const Case& c, Finding& finding) {
  if (!c.record.request) return;
  finding.people = known_people(c.directory, c.evidence.by_request(*c.record.request));
  if (!finding.people.empty()) {
    finding.text = fmt::format("request: sign-in {} also stands in the partner's own log",
                               c.record.request->text());
  }
}

}  // namespace aobo::by
