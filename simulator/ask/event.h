// AskedEvent: what questions and reports need to know of one event, read from the plugin's fields
// and kept after the event is gone.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plugin/base/result.h"
#include "plugin/base/time.h"
#include "simulator/host/session.h"

namespace aobo::sim {

struct AskedEvent {
  static bool is_true(std::string_view text) { return text == "True" || text == "true"; }
  TimeNs time = 0;
  std::uint64_t number = 0;  // the how-manieth event of the reading
  std::string id, activity, family, sort, kind, customer_id, customer, tenant_id, operation,
      workload, result;
  std::string actor, in_words, app_id, app, app_key, tool, target, resource, subscription, ip,
      country, client, mfa;
  std::string ca_status, outcome, session, request, correlation, path, partner_id, partner, user_id,
      upn, name, method, confidence, policy, scope, ticket;
  std::string relationship_id, relationship_type, relationship_status, role, target_role, credit,
      credit_subscription, derived, derived_text, origin;
  std::string address;             // without a port, where the log shows a whole one
  std::string target_id, old_upn;  // old_upn: of whom the record gives a new name
  std::string changed;             // names of the properties that were changed, as Entra lists them
  // What a program was given: a role of its own, what it may do for those who use it, and by which
  // other sign-in it is admitted.
  std::string app_role, delegated, federated;
  // Of a consent: whether an administrator gave it for all, and to what, in Entra's own words.
  std::string admin_consent, on_behalf_of_all, consent_type, consented;
  std::string reason;   // that somebody gave for it: to the vault, or at an activation
  std::string gap_log;  // of a collection_gap, as its start and end
  // Of what RecordIds reads: all ids in the record; of a sign-in the home tenant and the object id
  // that it states; of a change the new UPN.
  std::vector<std::string> ids;
  std::string home, object, new_upn;
  std::string judged_of;  // of whom it was judged, where the answer has changed since
  std::vector<std::string> traits, candidates, evidence, evidence_kinds, violations, reasons, roles,
      findings, derived_ids;
  std::optional<std::uint64_t> relationship_end, days_left, offset, gap_start, gap_end;
  // Of a change in Exchange those parameters that tell where mail goes and what is logged, by their
  // names in lower case.
  std::vector<std::pair<std::string, std::string>> parameters;
  bool is_partner = false, active = true, late = false;
  std::optional<bool> app_key_known;      // whether the partner's exports hold the key
  std::optional<bool> target_privileged;  // whether who was acted on holds a privileged role
  bool was_partner = false;               // by the first answer
  bool withdrawn = false;                 // what follows from other records does not hold after all

  bool named() const { return !upn.empty(); }
  bool is_derived() const { return !derived.empty(); }
  // Whether its log, and the record with it, has that trait (aobo.family.traits).
  bool is_of(std::string_view trait) const {
    return std::ranges::find(traits, trait) != traits.end();
  }
  // A sign-in, a password taken out of a vault or an agreed window: it changes nothing by itself.
  bool is_entry() const { return !sort.empty() && sort != "action"; }
  // Whose ticket is its own, whoever it was: a check-out or an access window.
  bool brings_ticket() const { return sort == "check-out" || sort == "access-window"; }
  bool is_sign_in() const { return sort == "sign-in"; }
  // By what was agreed, as long as the answer stands of which that was judged.
  bool outside() const { return policy == "violation" && judged_of.empty(); }
  // Nothing came of it: an interrupted sign-in is no entry either.
  bool failed() const { return result == "failure" || result == "interruption"; }
  // A consent that holds for everybody of the tenant.
  bool consent_of_all() const {
    return is_true(admin_consent) || is_true(on_behalf_of_all) || consent_type == "AllPrincipals" ||
           consented.find("ConsentType: AllPrincipals") != std::string::npos;
  }
  // The partner's credit on a subscription, whoever did it.
  bool puts_credit_at_risk() const {
    return credit == "at_risk" || credit == "lost" || credit == "partial";
  }
  // What it is counted by where deeds are counted: several records may tell of one activity.
  std::string activity_key() const {
    return activity.empty() ? "#" + std::to_string(number) : activity;
  }
  const std::string& customer_shown() const { return customer.empty() ? customer_id : customer; }
  // What "aobo-sim show" takes: the id, or the place of a record that has none.
  std::string handle() const;
  // The name, the candidates ("a or b"), or why there is none.
  std::string who() const;
};

class EventReader {
 public:
  // An error where the plugin lacks a field.
  static Result<EventReader> make(const Session& session);
  AskedEvent read(const Session& session) const;

 private:
  std::vector<FieldQuery> queries_, parameters_;
  mutable std::vector<Cell> cells_;  // used again for each event
  FieldQuery key_known_, target_privileged_, rules_, address_;
};

}  // namespace aobo::sim
