// session: the token (uti) or the session of the action was made by a sign-in whose person is
// known. Strong.
#include <fmt/format.h>

#include "plugin/identity/method.h"

namespace aobo::by {

void session(const Case& c, Finding& finding) {
  if (c.record.token) {
    finding.people = known_people(c.directory, c.evidence.by_token(*c.record.token));
    if (!finding.people.empty()) {
      finding.text =
          fmt::format("session: the token is that of sign-in {}", c.record.token->text());
      return;
    }
  }
  const auto session = parse_id(c.record.session);
  if (!session) return;
  finding.people = known_people(c.directory, c.evidence.by_session(*session, c.tenant));
  if (!finding.people.empty()) {
    finding.text =
        fmt::format("session: {} began with a sign-in of a known person", session->text());
  }
}

}  // namespace aobo::by
