// What several writers print alike: ids of sessions, tokens, addresses, applications.
#pragma once

#include <string>
#include <string_view>

#include "simulator/writers/writer.h"

namespace aobo::sim {

// 32 digits, as user_<hex> and Azure's evidence write an id.
std::string plain(const Guid& id);
// A token's unique identifier: .NET's bytes of the sign-in's id, base64url.
std::string uti_of(const Guid& request);
std::string puid_text(std::uint64_t puid);

// The ids of an action's session. `abroad` are those that the customer's tenant shows where it
// shows others than the home tenant.
struct SessionIds {
  Guid request, session, correlation;
};
SessionIds session_ids(const World& world, const Action& action, bool abroad);

// "user_<32 hex>@…", by the world's choice of the domain.
std::string technician_upn(const Job& job);
// The person's UPN then; some logs write it as people do, with capitals.
std::string own_upn(const Job& job);
// "1.2.3.XXX": how a customer sees a technician's address; whole where the world does not mask.
std::string masked(const Job& job);
bool masks(const World& world);

struct ClientApp {
  std::string_view name, id, agent;
};
// The application through which the session works.
const ClientApp& client_app(const Job& job);
// The id of the application that the token was made for: the actor's own where an application acts.
std::string token_app_id(const Job& job);
// What an application is called in the log: whoever owns it chooses that.
std::string shown_app(const Job& job);
std::string user_agent(const Job& job);

// An id and a name for what the action is done to: "user:12" of its customer, "app:NAME",
// "person:UPN", or free text.
struct Target {
  Guid id;
  std::string name;
  bool user = false;
};
Target target_of(const Job& job);

// The name that a customer's own user bears: their own, one of their choice ("as"), or a
// technician's hex form ("hex-of").
std::string own_name(const Job& job, const CustomerUser& user);
// An outsider from another tenant ("home") who bears a technician's mail address ("bears"): that
// address, it as a guest's name, and the tenant.
const std::string& borne_address(const Job& job);
std::string borne_as_guest(const Job& job);
std::string elsewhere(const Job& job);
// The uti of a token; all zero where the action says so.
std::string shown_uti(const Job& job, const Guid& request);

// The operation in the one spelling in which a reader shows it: small letters, hyphens, single
// blanks, no final dot.
std::string plain_operation(std::string_view raw);
// What a reader finds in an address that is printed so: the whole one, or how a masked one begins.
void say_address(Says& says, std::string_view printed);
// What every record shows: its operation, its service, whether it was done.
void say_operation(Says& says, std::string_view raw, std::string_view workload,
                   std::string_view result);

// Whether a sign-in with this code only asks for a next step; and how a reader tells its result.
bool asks_for_more(std::string_view code);
std::string_view sign_in_result(std::string_view code);

// The application's id as the record shows it. Where it shows none of one that acts as itself, the
// application's sign-ins may have told it.
void say_app(const Job& job, std::string_view shown, Says& says);

// The account that a person has at home in Active Directory: its name, the domain as DNS has it,
// and DOMAIN\name. Renaming somebody in Entra leaves it as it is.
std::string account_name(PersonIx person);
std::string account_domain(const World& world, PersonIx person);
std::string account_in_domain(const World& world, PersonIx person);

// The record's own id, of this name.
Guid record_id(const Job& job, std::string_view what);
// The id by which all records of a change of a directory belong together: Entra's correlation id,
// and InterSystemsId of the unified log's copy (so in all published pairs).
Guid change_correlation(const Job& job);
// The object there of a guest who bears another's address, the same in all records of the action.
Guid guest_id(const Job& job);
// "Directory_<guid>_<5 characters>_<n>".
std::string directory_id(const Job& job);

}  // namespace aobo::sim
