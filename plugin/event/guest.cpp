#include "plugin/event/guest.h"

#include "plugin/base/text.h"

namespace aobo {

std::string home_upn_of_guest(std::string_view upn) {
  constexpr std::string_view kSharePoint = "urn:spo:guest#";
  if (starts_with_ignoring_case(upn, kSharePoint))
    return std::string(upn.substr(kSharePoint.size()));
  const std::size_t mark = find_ignoring_case(upn, "#ext#");
  if (mark == std::string_view::npos) return {};
  std::string home(upn.substr(0, mark));
  const std::size_t at = home.rfind('_');
  if (at == std::string::npos || at == 0) return {};
  home[at] = '@';
  return home;
}

}  // namespace aobo
