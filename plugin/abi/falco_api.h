// Falco's plugin headers, and what aobo relies on in them, checked when it is built.
#pragma once

#include <cstddef>
#include <cstdint>

#include <plugin/plugin_api.h>
#include <plugin/plugin_types.h>

namespace aobo {

inline constexpr std::uint16_t kPluginEventType = 322;  // PPME_PLUGINEVENT_E
// Header, two lengths, the plugin's id; then the data.
inline constexpr std::size_t kPayloadOffset = sizeof(ss_plugin_event) + 3 * sizeof(std::uint32_t);

static_assert(PLUGIN_API_VERSION_MAJOR == 3,
              "another major version of the plugin API is another contract");
static_assert(sizeof(ss_plugin_event) == 26 && kPayloadOffset == 38,
              "events are packed as libscap reads them");
static_assert(sizeof(ss_plugin_extract_field) == 64, "fields are laid out as libsinsp fills them");
static_assert(sizeof(ss_plugin_byte_buffer) == 16);

}  // namespace aobo
