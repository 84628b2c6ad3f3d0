#include "plugin/mask/secret_url.h"

#include <algorithm>

namespace aobo {
namespace {

// URLs whose path is the secret: who has it may post there. Public: "Create an incoming webhook"
// (Microsoft Teams), "Sending messages using incoming webhooks" (Slack), "Webhook resource"
// (Discord).
struct SecretPath {
  std::string_view host, path;
};
constexpr SecretPath kSecretPaths[] = {{"webhook.office.com", "/webhookb2/"},
                                       {"outlook.office.com", "/webhook/"},
                                       {"hooks.slack.com", "/services/"},
                                       {"discord.com", "/api/webhooks/"}};

}  // namespace

std::optional<TextRange> secret_of_url(std::string_view text, std::size_t colon) {
  constexpr std::size_t kLongestAuthority = 256;
  if (text.substr(colon, 3) != "://") return std::nullopt;
  const std::size_t begin = colon + 3;
  const std::string_view rest = text.substr(begin, kLongestAuthority);
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?# \t\r\n\"'<>\\,;"));
  const std::size_t user = authority.rfind('@');
  const std::size_t password = authority.find(':');
  if (user != std::string_view::npos && password < user)
    return TextRange{begin + password + 1, begin + user};
  const std::string_view host = authority.substr(0, password);
  const std::size_t end = begin + authority.size();
  for (const SecretPath& row : kSecretPaths) {
    if (!host.ends_with(row.host) || !text.substr(end).starts_with(row.path)) continue;
    const std::size_t path = end + row.path.size();
    return TextRange{path, std::min(text.find_first_of(kValueStops, path), text.size())};
  }
  return std::nullopt;
}

}  // namespace aobo
