// check-out: who had the shared account's password out of the vault then. Strong if one person had.
#include <fmt/format.h>

#include "plugin/identity/method.h"

namespace aobo::by {

void check_out(const Case& c, Finding& finding) {
  if (c.shared == nullptr || c.record.check_out.action != CheckOutAction::kNone) return;
  finding.people = known_people(c.directory, c.evidence.holders(c.shared->account, c.record.time));
  if (!finding.people.empty()) {
    finding.text =
        fmt::format("check-out: {} was out of the vault to {} then", c.shared->account,
                    finding.people.size() == 1 ? std::string("one person")
                                               : std::to_string(finding.people.size()) + " people");
  }
}

}  // namespace aobo::by
