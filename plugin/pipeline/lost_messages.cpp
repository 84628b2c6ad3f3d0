#include "plugin/pipeline/lost_messages.h"

#include <fmt/format.h>

namespace aobo {

Derived messages_expired(const LostMessages& lost, TimeNs now) {
  const auto when = [](TimeNs time) {
    return time == 0 ? std::string("an unknown time") : format_time(time);
  };
  Derived derived;
  derived.kind = kCollectionGap;
  derived.time = lost.after != 0 ? lost.after : now;
  derived.basis.id = fmt::format("{}@{}", lost.of.text(), lost.from);
  derived.basis.origin = derived.basis.id;
  derived.basis.offset = static_cast<std::uint64_t>(lost.from);
  derived.ids = {derived.basis.id};
  derived.sentence = fmt::format(
      "Messages {} to {} of the topic {}, partition {}, were removed before they were read. What "
      "was written between {} and {} is missing.",
      lost.from, lost.until - 1, lost.of.topic, lost.of.partition, when(lost.after),
      when(lost.before));
  derived.gap = Gap{lost.of.text(), lost.after, lost.before};
  return derived;
}

}  // namespace aobo
