// Topic: what a piece of evidence is about, as a number: a record that asks about it and a record
// that teaches it meet by it. Two that share a number by chance cost a question, nothing else. It
// holds within a process only.
#pragma once

#include <cstdint>
#include <limits>

#include "plugin/base/keyed_hash.h"
#include "plugin/base/time.h"

namespace aobo {

enum class Topic : std::uint8_t {
  kSignIn,
  kSession,
  kPuid,
  kUpn,
  kAddress,
  kPartnerCenter,
  kCheckOut,
  kMembership,
  kStatedHome,
  kApplication,
  kToolAction,
  kTokenHome,
  kNamesake,
  kAccountSignIn
};
using TopicId = std::uint64_t;

template <typename Key>
TopicId topic(Topic kind, const Key& key) {
  return keyed(KeyedHash{}(key), static_cast<std::uint64_t>(kind));
}
// Of a text in any case, and of what narrows it down.
inline TopicId folded_topic(Topic kind, std::string_view text, std::uint64_t narrower = 0) {
  return keyed(keyed(KeyedFoldedHash{}(text), narrower), static_cast<std::uint64_t>(kind));
}

// What has changed in the evidence: of this topic, for records of these times alone.
struct Affected {
  TopicId about = 0;
  TimeNs from = std::numeric_limits<TimeNs>::min(), to = std::numeric_limits<TimeNs>::max();

  bool holds(TimeNs time) const { return from <= time && time <= to; }
};

// Which of the spans of a length (nanoseconds) a time lies in: what lies no further apart than the
// length is in the same span or in neighbours.
inline std::int64_t span_of(TimeNs time, TimeNs length) { return time / (length + 1); }

}  // namespace aobo
