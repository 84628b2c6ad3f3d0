// Whether mail goes out of an organisation by what a record says was set: forwarding, inbox rules,
// transport rules. Only what names addresses can be told; an alias or an id may be anybody's.
#pragma once

#include <optional>

#include "plugin/case/case.h"

namespace aobo {

// True where one of the addresses is of a domain that is not known to be the organisation's; false
// where all are; nothing where none is named, or not all.
std::optional<bool> mail_goes_outside(const Case& the_case);

}  // namespace aobo
