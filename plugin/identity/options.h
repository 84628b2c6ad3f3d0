// Assumptions that Microsoft's documentation does not confirm, and time windows.
// All of it is configurable, key "identity" of the configuration; docs/identity.md explains each.
#pragma once

#include "plugin/base/bound.h"
#include "plugin/base/limits.h"
#include "plugin/base/time.h"

namespace aobo {

struct IdentityOptions {
  // The customer's copy of a cross-tenant sign-in holds the person's home object id as userId.
  bool signin_user_id = true;
  // ActorContextId of a unified audit record is the actor's home tenant.
  bool actor_context_id = true;
  // An Azure token of a partner tenant's own, on a customer's subscription, is Lighthouse.
  bool lighthouse_token_tenant = true;
  // A session id that two tenants show is one session.
  bool session_across_tenants = false;
  // How long an open check-out counts when nobody checks in.
  TimeNs check_out_max = 12 * 3600 * kSecondNs;
  // How far apart a Partner Center record and the action in the customer's log may lie.
  TimeNs partner_center_window = 5 * 60 * kSecondNs;
  // How far apart a record of the partner's tool and the action in the customer's log may lie.
  TimeNs tool_log_window = 5 * 60 * kSecondNs;
  // How long an address counts as a person's after a sign-in from it.
  TimeNs address_window = kDayNs;
  // Entries of each kind of evidence; the oldest goes first.
  std::size_t evidence_entries = limits::kEvidenceEntries;
  // Of these, under one key; no key of the configuration.
  std::size_t entries_per_key = limits::kEntriesPerKey;
  // Whose bytes they are.
  Account* account = nullptr;
  Bound evidence() const { return {evidence_entries, account}; }
  // How long a sign-in or a session counts.
  TimeNs evidence_age = 90 * kDayNs;
  // Actions whose answer later evidence may change, and for how long they may.
  std::size_t revisable_actions = limits::kRevisableActions;
  TimeNs revision_age = 3 * kDayNs;
};

}  // namespace aobo
