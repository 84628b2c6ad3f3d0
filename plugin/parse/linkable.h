// Linkable identifiers: by which the logs of workloads join sign-ins (Entra's page on linkable
// identifiers): the session (AADSessionId), the token (UniqueTokenId), and when it was issued
// (IssuedAtTime), which is kept as a parameter. What the record has already stays.
#pragma once

#include "plugin/event/record.h"
#include "plugin/parse/json.h"

namespace aobo {

// As an object has them, there or under tokenDetails, also by the names that sign-ins use
// (sessionId, uniqueTokenIdentifier).
void read_linkable(const Object& object, Record& record, Scratch& scratch);

// Anywhere in a record, limits::kLinkableDepth deep: workloads put AppAccessContext where they
// like, as an object, a list or text, and ExtendedProperties name what they hold. Only by names
// that nothing else has; never in parameters, which those who act write.
void read_linkable_anywhere(const Object& record_object, Record& record, Scratch& scratch);

}  // namespace aobo
