// The payload of an event: written once where the record is attributed, read once for each event that the host asks about.
#pragma once

#include <string_view>
#include <vector>

#include "plugin/base/frame.h"
#include "plugin/event/record.h"
#include "plugin/payload/event.pb.h"

namespace aobo {


struct Attribution;

inline constexpr std::uint32_t kPayloadVersion = 1;

// Fills `event`, keeping its memory. `raw` is the record's own text.
void fill_event(const Record& record, const Attribution& attribution, const Frame& frame, std::string_view raw,
                payload::Event& event);

}  // namespace aobo
