// What a host hands back: the payload within an event, and the form in which it asks for a field.
#pragma once

#include <array>
#include <cstring>
#include <string_view>

#include "plugin/abi/falco_api.h"
#include "plugin/fields/fields.h"

namespace aobo {

// The length of the id, the length of the data, the id: what an event holds between its header and
// its data.
using EventParameters = std::array<std::uint32_t, 3>;

// The payload of an event; empty where the event is none of a plugin, or damaged.
//
// Stratoshark 0.9.9 makes an event anew for each that it read, and takes for the data the old
// event's parameters together with its data. They are left out where they are exactly what such an
// event held. No payload begins like them: its first byte would be 4, which is no tag of protobuf.
inline std::string_view payload_of(const ss_plugin_event& event) {
  if (event.type != kPluginEventType || event.nparams != 2 || event.len < kPayloadOffset) return {};
  const auto* bytes = reinterpret_cast<const char*>(&event);
  EventParameters given;
  std::memcpy(given.data(), bytes + sizeof event, sizeof given);
  if (given[0] != sizeof(std::uint32_t) || given[1] > event.len - kPayloadOffset) return {};
  const std::string_view data(bytes + kPayloadOffset, given[1]);
  if (data.size() < sizeof given) return data;
  EventParameters first;
  std::memcpy(first.data(), data.data(), sizeof first);
  const auto rest = static_cast<std::uint32_t>(data.size() - sizeof first);
  return first == EventParameters{given[0], rest, given[2]} ? data.substr(sizeof first) : data;
}

// Whether values of the field can be handed over in the form that is asked for. Stratoshark 0.9.9
// asks for every field that is no string as a number; an address or a boolean read as one would be
// read beyond its end.
inline bool fits(FieldType type, std::uint32_t asked) {
  switch (type) {
    case FieldType::kString:
      return asked == FTYPE_STRING;
    case FieldType::kIpAddr:
      return asked == FTYPE_IPADDR;
    case FieldType::kBool:
      return asked == FTYPE_BOOL;
    case FieldType::kUint64:
    case FieldType::kAbsTime:
      return asked == FTYPE_UINT64 || asked == FTYPE_ABSTIME || asked == FTYPE_RELTIME;
  }
  return false;
}

}  // namespace aobo
