// The home tenant that a record states, and whom that refutes. A UPN, a mail address or the digits
// in user_<hex>@… are claims: whoever makes an account chooses them. Where the record also says
// which tenant the actor is at home in, a person of another tenant it was not.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/case/case.h"
#include "plugin/identity/method.h"

namespace aobo {

// By a key that means just that, or by a sign-in that crosses no tenant's boundary; a token's
// tenant, which may be the one signed in to, is none.
std::optional<Guid> stated_home(const Case& the_case);

// Whether the record, of something in `tenant`, says that whoever bears the name is at home
// elsewhere than in the tenant of the account that is called so.
bool is_anothers_name(const Record& record, const std::optional<Guid>& tenant, const Guid& own);

// The home, as text, by which the record is somebody's of elsewhere than the person's tenant; empty
// where nothing speaks against it. Besides stated_home, an identity provider that is no tenant, and
// TokenTenantId, the claim tenantid and ActorContextId, where they may be believed and are neither
// the person's tenant nor that of the action.
// Where the record says none of it, the homes that sign-ins there state of its name.
std::string refuting_home(const Case& the_case, const Evidence& evidence, const Person& person);
// The same by the record alone: what is known of a name speaks against names only.
std::string home_in_record(const Case& the_case, const Evidence& evidence, const Person& person);
using RefutingHome = std::string (*)(const Case&, const Evidence&, const Person&);
// Of the people found those whom it refutes go. The home that left nobody; empty where somebody is
// left, and where nobody was found.
std::string drop_refuted(const Case& the_case, const Evidence& evidence,
                         RefutingHome refuting_home_of, Finding& finding);
// What is told then of `claim`, which led to them.
void note_refuted(std::string claim, std::string home, Finding& finding);

// Whether the record shows another's object id of the person's own tenant: in that tenant's own
// log, or in a token of that tenant's, whose oid is its own. Names are given again, ids never.
bool has_other_id_at_home(const Case& the_case, const Person& person);
// Of the people those of whom that is so go.
void drop_other_ids(const Case& the_case, std::vector<const Person*>& people);

// What of the record no technician's has, though the name is in their form, user_<hex>@…: a guest's
// kind of sign-in, or an identity provider that is no tenant. Empty where there is none of it.
std::string_view denies_technician(const Case& the_case);

// The one home, another tenant than that of the action, that sign-ins there state of the actor's
// name or id, where the record states none.
std::optional<Guid> home_elsewhere(const Case& the_case, const Evidence& evidence);

// The same of the token or the session with which it was done: one home, of all sign-ins that made
// it. Nothing where the record states its home itself.
std::optional<Guid> home_of_token(const Case& the_case, const Evidence& evidence);

// The one home of those whom other records of the same change name, where this one shows nobody and
// does not speak against it.
std::optional<Guid> home_of_change(const Case& the_case, const Evidence& evidence);
// The home by which a record that shows nobody is somebody else's: as home_in_record, or that of
// the partner as whose technician it is told.
std::string home_of_unnamed(const Case& the_case, const Evidence& evidence, const Person& person);

// Whether a sign-in there states another tenant as the home of that name, and the record none.
bool is_from_elsewhere(const Case& the_case, const Evidence& evidence);

// Whether a user of the tenant's own bears the actor's name, which by its form is somebody else's.
Namesake namesake_of(const Case& the_case, const std::optional<Guid>& tenant,
                     const Evidence& evidence);

// Whether the record, or another of the same name there, shows the actor to be at home where it
// acts, whatever the name looks like.
bool is_own_user(const Case& the_case, const Evidence& evidence);

}  // namespace aobo
