#include "plugin/parse/accounts.h"

#include <algorithm>

#include "plugin/base/text.h"

namespace aobo {

bool is_server_account(std::string_view text) {
  constexpr std::string_view kAuthority = "NT AUTHORITY\\";
  constexpr std::string_view kAccounts[] = {
      "S-1-5-18",           "S-1-5-19", "S-1-5-20", "ServiceOperator", "Microsoft\\ServiceOperator",
      "SHAREPOINT\\system",
  };
  if (starts_with_ignoring_case(text, kAuthority)) return text.find('@') == std::string_view::npos;
  return std::ranges::any_of(
      kAccounts, [&](std::string_view account) { return equal_ignoring_case(account, text); });
}

}  // namespace aobo
