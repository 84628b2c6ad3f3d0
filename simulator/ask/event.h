// AskedEvent: what questions and reports need to know of one event, read from the plugin's fields
// and kept after the event is gone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "plugin/base/result.h"
#include "plugin/base/time.h"
#include "simulator/host/session.h"

namespace aobo::sim {

struct AskedEvent {
  TimeNs time = 0;
  std::string id, family, kind, customer_id, customer, tenant_id, operation, workload, result;
  std::string actor, app_id, app, target, resource, subscription, ip, country, client, mfa;
  std::string ca_status, session, request, correlation, path, partner_id, partner, user_id, upn,
      name, method, confidence, policy, scope, ticket;
  std::string relationship_id, relationship_type, relationship_status, role, target_role, credit,
      credit_subscription, derived, derived_text, origin;
  std::string target_id, old_upn;  // old_upn: of whom the record gives a new name
  std::vector<std::string> candidates, evidence, evidence_kinds, violations, reasons, roles,
      findings, derived_ids;
  std::optional<std::uint64_t> relationship_end, days_left, offset;
  // Of a change in Exchange those parameters that tell where mail goes and what is logged, by their
  // names in lower case.
  std::vector<std::pair<std::string, std::string>> parameters;
  bool is_partner = false, active = true, late = false;

  bool named() const { return !upn.empty(); }
  bool is_derived() const { return !derived.empty(); }
  // A sign-in, a password taken out of a vault or an agreed window: it changes nothing by itself.
  bool is_entry() const;
  bool is_sign_in() const { return family == "entra.signin"; }
  bool outside() const { return policy == "violation"; }
  // Nothing came of it: an interrupted sign-in is no entry either.
  bool failed() const { return result == "failure" || result == "interruption"; }
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
};

// Applies what attribution_changed tells to the records before it: a person who asks afterwards
// wants the last answer.
void apply_changes(std::vector<AskedEvent>& events);

}  // namespace aobo::sim
