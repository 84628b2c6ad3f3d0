// Microsoft's own actors in customers' logs, in about the proportion of real data: nearly all
// actors that Exchange marks as external are datacentre accounts. None of them is a partner.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "simulator/scenario/operation.h"

namespace aobo::sim {

enum class MicrosoftKind : std::uint8_t { kDatacentre, kDirectoryService, kApplication, kSupport };

struct MicrosoftActor {
  std::string_view name;  // as the log writes it
  MicrosoftKind kind;
  std::string_view id;         // application or tenant id, a public fact; empty where it has none
  std::string_view operation;  // what it does, an Operation's id
  std::uint32_t weight;        // how often
};
std::span<const MicrosoftActor> microsoft_actors();

}  // namespace aobo::sim
