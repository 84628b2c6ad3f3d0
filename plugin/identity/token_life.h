// How long what a sign-in gave can be used without another, whatever was taken from its person
// meanwhile. Source: Microsoft identity platform, "Access tokens": 60 to 90 minutes. Of clients
// with continuous access evaluation it may be 28 hours; there the end of an account ends it at
// once.
#pragma once

#include "plugin/base/time.h"

namespace aobo {

inline constexpr TimeNs kTokenLives = 90 * 60 * kSecondNs;

}  // namespace aobo
