// Who takes part from outside, with what everybody has: B2B direct connect (a shared channel of
// Teams), a token that the tenant lets pass, and what is done in chats, meetings and files under
// the name that somebody has at home. Who administers is there as a technician or as a guest.
#pragma once

#include "plugin/case/case.h"

namespace aobo {

// A sign-in by which nobody comes in to administer.
bool enters_nothing(const Record& record);

// By the record alone; whose person it is the caller asks. A PUID is that of an account there.
bool may_take_part(const Record& record);

// Of a case with its attribution: whether a person takes part in a shared channel, meeting or file
// of others, as whoever is invited may, and administers nothing.
bool takes_part_from_outside(const Case& the_case);

}  // namespace aobo
