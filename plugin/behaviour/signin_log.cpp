#include "plugin/behaviour/signin_log.h"

#include <algorithm>

namespace aobo {
namespace {

// Whose sign-in log it is. A partner has a copy of what happens at a customer; where the record
// does not say whose it is, only one of the tenant's own people shows that.
std::optional<Guid> log_of(const Case& c) {
  const Record& record = c.record();
  if (record.log_tenant) return record.log_tenant;
  const bool own = !record.actor.home_tenant || record.actor.home_tenant == c.tenant;
  return own ? c.tenant : std::nullopt;
}

}  // namespace

SignInLogs::Seen& SignInLogs::seen(const Guid& tenant, TimeNs time) {
  const bool is_new = !seen_.contains(tenant);
  Seen& seen = seen_.at(tenant);
  seen.first = is_new ? time : std::min(seen.first, time);
  return seen;
}

std::optional<bool> SignInLogs::observe(const Case& c) {
  const TimeNs time = c.record().time;
  if (c.record().family->sort == Sort::kSignIn) {
    if (const auto log = log_of(c)) {
      Seen& log_seen = seen(*log, time);
      log_seen.last_sign_in = std::max(log_seen.last_sign_in.value_or(time), time);
    }
  }
  if (!c.tenant) return std::nullopt;
  const Seen& here = seen(*c.tenant, time);
  if (here.last_sign_in && *here.last_sign_in + span_ >= time) return true;
  if (time - here.first >= kDayNs) return false;
  return std::nullopt;
}

}  // namespace aobo
