// Outcome: how an action ended, in one vocabulary for all families.
#pragma once

#include <cstdint>
#include <string_view>

namespace aobo {

enum class Outcome : std::uint8_t {
  kNone,  // the record does not say
  kSuccess,
  kFailure,
  kStarted,
  kTimeout,
  kPartial,
  kOther,         // a word of the log's own, kept as written
  kInterruption,  // a sign-in that asks for a next step: neither come in nor failed
  kCount
};

// "success"; empty for kNone and kOther.
std::string_view name(Outcome outcome);

// success, failed, true, 0 …, whatever the case; nothing where the word is none of ours.
Outcome outcome_of(std::string_view written);

}  // namespace aobo
