#include "plugin/pipeline/input_feed.h"

namespace aobo {

Feed::State InputFeed::next(Arrival& into) {
  for (;;) {
    switch (source_.next()) {
      case Source::State::kEnd:
        return State::kEnd;
      case Source::State::kWait:
        return State::kWait;
      case Source::State::kRefused:
        refused_(input_, source_.refusal(), source_.frame().offset);
        continue;
      case Source::State::kFrame:
        break;
    }
    const Frame& frame = source_.frame();
    if (const auto refusal = parser_.parse(frame, record_)) {
      refused_(input_, *refusal, frame.offset);
      continue;
    }
    tenants_.complete(frame.origin, record_);
    into.packed = PackedRecord::whole(record_, parser_.json());
    into.input = input_;
    into.offset = frame.offset;
    return State::kRecord;
  }
}

}  // namespace aobo
