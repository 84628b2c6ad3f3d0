// Topic: what a piece of evidence is about, as a number: a record that asks about it and a record
// that teaches it meet by it. Two that share a number by chance cost a question, nothing else. It
// holds within a process only.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "plugin/base/keyed_hash.h"
#include "plugin/base/time.h"

namespace aobo {

// The kind of evidence, by its name (kName): a number made of it by FNV-1a when this is compiled.
struct Topic {
  consteval Topic(std::string_view name) {
    for (const char letter : name)
      number = (number ^ static_cast<unsigned char>(letter)) * 0x100000001b3;
  }
  std::uint64_t number = 0xcbf29ce484222325;
};
using TopicId = std::uint64_t;

template <typename Key>
TopicId topic(Topic kind, const Key& key) {
  return keyed(KeyedHash{}(key), kind.number);
}
// Of a text in any case, and of what narrows it down.
inline TopicId folded_topic(Topic kind, std::string_view text, std::uint64_t narrower = 0) {
  return keyed(keyed(KeyedFoldedHash{}(text), narrower), kind.number);
}

// What has changed in the evidence: of this topic, for records of these times alone.
struct Affected {
  TopicId about = 0;
  TimeNs from = std::numeric_limits<TimeNs>::min(), to = std::numeric_limits<TimeNs>::max();

  bool holds(TimeNs time) const { return from <= time && time <= to; }
};

// What is about one of these topics is taken out of what has changed.
inline void erase_topics(std::vector<Affected>& changed, const std::vector<Affected>& topics) {
  std::erase_if(changed, [&](const Affected& one) {
    return std::ranges::find(topics, one.about, &Affected::about) != topics.end();
  });
}

// Which of the spans of a length (nanoseconds) a time lies in: what lies no further apart than the
// length is in the same span or in neighbours.
inline std::int64_t span_of(TimeNs time, TimeNs length) { return time / (length + 1); }

}  // namespace aobo
