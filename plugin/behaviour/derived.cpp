#include "plugin/behaviour/derived.h"

#include <fmt/format.h>

#include "plugin/base/limits.h"
#include "plugin/base/text.h"

namespace aobo {
namespace {

constexpr WatcherRow kWatchers[] = {
    {"silent_entry", "a partner's person entered a customer's tenant, and nothing was done there",
     watch::silent_entry},
    {"action_without_signin", "a partner's person acted, and no sign-in of theirs is to be found",
     watch::action_without_signin},
    {"signin_without_twin", "a sign-in across tenants stands in one tenant's log only",
     watch::signin_without_twin},
    {"checkout_unused",
     "a shared account's password was taken out of the vault, and the account not used",
     watch::checkout_unused},
    {"checkout_missing", "a shared account was used while nobody had its password out",
     watch::checkout_missing},
    {"relationship_overrun", "a partner's person acted after the relationship had ended",
     watch::relationship_overrun},
    {"dap_returned", "DAP is there again, after it had been removed", watch::dap_returned},
    {"aobo_removed", "a partner's group lost its role on a subscription", watch::aobo_removed},
    {"aobo_added", "a partner's group got a role on a subscription", watch::aobo_added},
    {"collection_gap", "a log is silent for longer than is its habit", watch::collection_gap},
    {"user_created_and_privileged", "a new user was given a privileged role",
     watch::user_created_and_privileged},
    {"created_and_deleted", "a user was created and soon deleted", watch::created_and_deleted},
    {"credit_at_risk", "the last access that earns credit on a subscription is gone",
     watch::credit_at_risk},
};

}  // namespace

std::span<const WatcherRow> watchers() { return kWatchers; }

Basis Basis::of(const Moment& moment) {
  return {moment.reference(), std::string(moment.origin), moment.offset,
          Subject::of(moment.record, moment.attribution)};
}

Derived attribution_changed(const Revision& revision, TimeNs now) {
  Derived derived;
  derived.kind = kAttributionChanged;
  derived.time = now;
  derived.basis = {revision.event, revision.origin, revision.offset, revision.after};
  derived.ids = {revision.event};
  derived.serial = std::to_string(revision.number);
  derived.before = revision.before;
  const auto told = [](const Subject& subject) {
    return subject.confidence == Confidence::kNone
               ? std::string("nobody of a partner's")
               : fmt::format("{} ({})", subject.told(), name(subject.confidence));
  };
  derived.text =
      fmt::format("What was told of {} ({}) has changed: it was {}; by what came since it is {}.",
                  printable(revision.event, 80), printable(revision.after.operation, 80),
                  told(revision.before), told(revision.after));
  return derived;
}

}  // namespace aobo
