#include "simulator/report/ids.h"

#include "plugin/base/guid.h"

namespace aobo::sim {

bool holds_id(std::string_view text) {
  constexpr std::size_t kDigits = 32, kDashed = 36;
  for (std::size_t at = 0; at + kDigits <= text.size(); ++at) {
    if (parse_guid(text.substr(at, kDigits))) return true;
    if (at + kDashed <= text.size() && parse_guid(text.substr(at, kDashed))) return true;
  }
  return false;
}

}  // namespace aobo::sim
