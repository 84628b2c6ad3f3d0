// Record: what one audit log record says, in one shape for every family. A parser fills what its
// family holds and leaves the rest empty; nothing here is inferred from people or from other
// records.
//
// Texts are views into the parser's buffers and hold until the next record is parsed.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "plugin/base/guid.h"
#include "plugin/base/ip.h"
#include "plugin/base/outcome.h"
#include "plugin/base/text.h"
#include "plugin/base/time.h"
#include "plugin/event/family.h"
#include "plugin/event/proving_key.h"

namespace aobo {

// Who the record itself says acted, before anyone asks which person that is.
enum class ActorType : std::uint8_t {
  kUnknown,
  kUser,
  kServicePrincipal,
  kManagedIdentity,
  kGroup,
  kSystem
};
std::string_view name(ActorType type);  // "service-principal"; empty for kUnknown

struct Actor {
  std::string_view text;  // as written: a UPN, an id, a display name
  ActorType type = ActorType::kUnknown;
  std::string_view upn;        // only where the record gives it as a UPN
  std::string_view other_upn;  // and another one that it gives too
  std::string_view name;       // display name: never evidence, anyone can choose one
  std::optional<Guid> object;  // object id in the tenant of the record
  std::optional<Guid>
      home_tenant;  // the tenant that the actor belongs to, where the record says so
  std::optional<Guid> home_object;                    // object id in that tenant
  std::optional<Guid> other_object;                   // a user's id that is neither, beside them
  ProvingKey home_tenant_source = ProvingKey::kNone;  // which key said so
  ProvingKey home_object_source = ProvingKey::kNone;
  bool home_object_inferred =
      false;  // the id may be another than the home tenant's: no proof that it is unknown
  std::optional<Guid>
      app_owner;  // the tenant that owns the acting application, where the record says so
  std::optional<std::uint64_t> puid;  // PUID in the tenant of the record
  std::optional<std::uint64_t> home_puid;
  std::optional<Guid>
      principal;  // the principal that held the right (Azure: authorization evidence)
  std::string_view principal_type;  // "Group", "ForeignGroup", "User", "ServicePrincipal"
  bool delegated_admin = false;     // the record itself marks a partner's technician
  ProvingKey delegated_source = ProvingKey::kNone;  // which key did
  bool technician = false;         // by a kind of user that Microsoft alone gives, not by the name
  std::string_view home_provider;  // where that is no tenant of Entra's: "live.com", "google.com"
  bool guest = false;
  bool microsoft = false;  // one of Microsoft's own actors: datacentre, support tenant
};

struct Change {
  std::string_view name;
  std::string_view before;  // empty where the record gives none
  std::string_view after;
};

struct Parameter {
  std::string_view name;
  std::string_view value;
};

// Whether no credentials were given: what had been signed in before went on. kMaybe: the record is
// of a token that was fetched, by credentials or by what was signed in before.
enum class Renewed : std::uint8_t { kNo, kYes, kMaybe };

struct SignIn {
  std::string_view cross_tenant;  // crossTenantAccessType
  std::string_view mfa;           // authenticationRequirement
  std::string_view client;        // clientAppUsed
  std::string_view protocol;      // authenticationProtocol; empty where it is none in particular
  std::string_view ca_status;     // conditionalAccessStatus
  std::string_view risk;          // riskLevelDuringSignIn
  std::string_view agent;  // which kind of agent acted for the one named; empty where none did
  std::string_view key;    // id of the application's secret, certificate or federation
  std::string_view key_thumbprint;  // of a certificate, in hex
  Renewed renewed = Renewed::kNo;
  bool key_federated = false;  // the key is another issuer's word, and no secret
  std::optional<std::int64_t> error;
};

// The key with which an application signed in: its id, else the thumbprint; empty where there is
// none.
inline std::string_view key_of(const SignIn& sign_in) {
  return sign_in.key.empty() ? sign_in.key_thumbprint : sign_in.key;
}

// kRotated: the password is another now, whoever changed it. kOther: a vault's action that is none
// of these, and may be the end of a loan under another word. kRefused: whatever it was, it was not
// done.
enum class CheckOutAction : std::uint8_t { kNone, kOut, kIn, kRotated, kOther, kRefused };

struct CheckOut {
  std::string_view account;
  std::string_view person;
  std::string_view ticket;
  std::string_view reason;
  CheckOutAction action = CheckOutAction::kNone;
};

// Permission to work for a while, as a feed of access windows tells it (parse/access_window.cpp).
struct Grant {
  std::string_view person;  // UPN or object id
  std::optional<TimeNs> from, to;
  std::string_view ticket;
};

// Kinds of sign-ins of people: with what somebody gave, or with what a client had already.
inline constexpr std::string_view kInteractiveKind = "interactive",
                                  kNonInteractiveKind = "non-interactive";

struct Record {
  const Family* family = &kNoFamily;  // its registry row, never null
  std::string_view kind;  // the sort within the family: "non-interactive", "ExchangeAdmin"
  std::string_view id;
  std::string_view form;  // in which it was handed out, where a family has several side by side
  TimeNs time = 0;

  std::optional<Guid> log_tenant;  // whose log this record comes from, where the record says so
  std::optional<Guid> tenant;      // in which tenant the action took place
  std::string_view tenant_name;    // a domain or name that the record gives for it
  std::optional<Guid> subscription;

  std::string_view operation;  // normalised (parse/operation.h)
  std::string_view operation_raw;
  std::string_view workload;
  Outcome outcome = Outcome::kNone;
  std::string_view other_outcome;  // of kOther: as written, in lower case

  Actor actor;
  std::string_view app_id;
  std::string_view app_name;
  std::string_view target_id;
  std::string_view target_name;
  std::string_view target_type;
  std::optional<Guid> target_group;   // membership changes: the group
  std::optional<Guid> target_member;  // and who was added or removed
  std::string_view resource;
  std::string_view role_id;
  std::string_view target_role;            // role assignments: which role
  std::optional<Guid> target_principal;    // role assignments: who gets or loses the role
  std::string_view target_principal_type;  // "ForeignGroup", "User" …
  std::optional<Guid> partner;             // Partner Center: the tenant of the partner it speaks of
  std::vector<Change> changes;
  std::vector<Parameter> parameters;

  std::string_view ip_text;
  Address address;
  std::string_view user_agent;
  std::string_view country;
  std::string_view session;
  std::optional<Guid> request;  // the sign-in's request id
  std::optional<Guid> token;    // request id of the sign-in whose token was used (decoded uti)
  std::string_view correlation;
  SignIn sign_in;
  CheckOut check_out;
  Grant grant;

  // Empties everything and keeps the memory.
  void clear() {
    std::vector<Change> kept_changes = std::move(changes);
    std::vector<Parameter> kept_parameters = std::move(parameters);
    *this = Record{};
    kept_changes.clear();
    kept_parameters.clear();
    changes = std::move(kept_changes);
    parameters = std::move(kept_parameters);
  }
};

// A sign-in of Entra's own log, or the unified log's record of one.
inline bool is_sign_in(const Record& record) {
  const Family& family = *record.family;
  return family.sort == Sort::kSignIn ||
         (!family.sign_in_kind.empty() && record.kind == family.sign_in_kind) ||
         (!family.sign_in_operations.empty() &&
          record.operation.starts_with(family.sign_in_operations));
}

// A sign-in of somebody who is at home where it took place (Microsoft Graph,
// crossTenantAccessType).
inline bool crosses_no_boundary(const Record& record) {
  return equal_ignoring_case(record.sign_in.cross_tenant, "none");
}

// Whether an application acts as itself, with no person of its own.
inline bool acts_as_application(const Record& record) {
  const ActorType type = record.actor.type;
  return type == ActorType::kServicePrincipal || type == ActorType::kManagedIdentity;
}

// The value of a parameter, whose name may be in any case; empty where there is none.
std::string_view parameter(const Record& record, std::string_view name);

// An activation in Privileged Identity Management, and what its details are called where it has
// them.
inline constexpr std::string_view kPimActivation = "add member to role completed (pim activation)";
inline constexpr std::string_view kPimStart = "StartTime", kPimEnd = "ExpirationTime",
                                  kPimTicket = "TicketNumber";

// How it ended, as a word: success, failure … or what the log wrote; empty where it does not say.
inline std::string_view outcome_text(const Record& record) {
  return record.outcome == Outcome::kOther ? record.other_outcome : name(record.outcome);
}

}  // namespace aobo
