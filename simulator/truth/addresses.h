// Addresses that lead to nobody.
#pragma once

#include <string_view>

namespace aobo::sim {

// Loopback and private networks: everybody comes from there.
inline bool is_everybodys(std::string_view address) {
  return address.starts_with("127.") || address.starts_with("10.") ||
         address.starts_with("192.168.") || address == "::1";
}

}  // namespace aobo::sim
