// The home tenant that a record states, and whom that refutes. A UPN, a mail address or the digits
// in user_<hex>@… are claims: whoever makes an account chooses them. Where the record also says
// which tenant the actor is at home in, a person of another tenant it was not.
#pragma once

#include <optional>

#include "plugin/case/case.h"
#include "plugin/identity/evidence.h"

namespace aobo {

// By a key that means just that; a token's tenant, which may be the one signed in to, is none.
std::optional<Guid> stated_home(const Case& c);

// The home tenant by which the record is somebody's of another tenant than the person's; none where
// nothing speaks against it. Besides stated_home, ActorContextId, where it may be believed and is
// neither the person's tenant nor that of the action.
std::optional<Guid> refuting_home(const Case& c, const Evidence& evidence, const Person& person);

// Whether a sign-in there states another tenant as the home of that name, and the record none.
bool is_from_elsewhere(const Case& c, const Evidence& evidence);

// Whether the record, or another of the same name there, shows the actor to be at home where it
// acts, whatever the name looks like.
bool is_own_user(const Case& c, const Evidence& evidence);

}  // namespace aobo
