#include "plugin/behaviour/signin_log.h"

#include <algorithm>

namespace aobo {

std::string signin_log_key(const Guid& tenant, std::string_view kind) {
  return tenant.text() + "|" + std::string(kind);
}
namespace {

// Whose sign-in log it is. A partner has a copy of what happens at a customer; where the record
// does not say whose it is, only one of the tenant's own people shows that.
std::optional<Guid> log_of(const Case& the_case) {
  const Record& record = the_case.record();
  if (record.log_tenant) return record.log_tenant;
  const bool own = !record.actor.home_tenant || record.actor.home_tenant == the_case.tenant;
  return own ? the_case.tenant : std::nullopt;
}

}  // namespace

SignInLogs::Seen& SignInLogs::seen(const Guid& tenant, TimeNs time) {
  const bool is_new = !seen_.contains(tenant);
  Seen& seen = seen_.at(tenant);
  seen.first = is_new ? time : std::min(seen.first, time);
  return seen;
}

std::optional<bool> SignInLogs::observe(const Case& the_case) {
  const TimeNs time = the_case.record().time;
  if (the_case.record().family->sort == Sort::kSignIn) {
    if (const auto log = log_of(the_case)) {
      Seen& log_seen = seen(*log, time);
      log_seen.last_sign_in = std::max(log_seen.last_sign_in.value_or(time), time);
    }
  }
  if (!the_case.tenant) return std::nullopt;
  const Seen& here = seen(*the_case.tenant, time);
  if (here.last_sign_in && *here.last_sign_in + span_ >= time) return true;
  if (time - here.first >= kDayNs) return false;
  return std::nullopt;
}

}  // namespace aobo
