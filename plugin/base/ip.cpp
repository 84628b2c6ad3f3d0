#include "plugin/base/ip.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace aobo {
namespace {

bool all_digits(std::string_view text) {
  return !text.empty() && text.size() <= 5 &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// "v4:port" and "[v6]:port" without the port; anything else as it is.
std::string_view without_port(std::string_view text) {
  if (!text.empty() && text.front() == '[') {
    const std::size_t close = text.find(']');
    if (close == std::string_view::npos) return text;
    const std::string_view rest = text.substr(close + 1);
    const bool port = rest.empty() || (rest.front() == ':' && all_digits(rest.substr(1)));
    return port ? text.substr(1, close - 1) : text;
  }
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || text.rfind(':') != colon) return text;
  return all_digits(text.substr(colon + 1)) ? text.substr(0, colon) : text;
}

bool is_mask(std::string_view part) {
  return !part.empty() &&
         std::ranges::all_of(part, [](char c) { return c == 'X' || c == 'x' || c == '*'; });
}

// "1.2.3.XXX", "1.2.X.X", "2001:db8:XXXX": the part before the first masked group, with its
// separator.
std::string masked_prefix(std::string_view text) {
  const char separator = text.find(':') != std::string_view::npos ? ':' : '.';
  const std::string_view allowed = separator == ':' ? "0123456789abcdefABCDEF:" : "0123456789.";
  std::size_t start = 0;
  std::optional<std::size_t> first_mask;
  while (start <= text.size()) {
    const std::size_t end = std::min(text.find(separator, start), text.size());
    const std::string_view part = text.substr(start, end - start);
    if (is_mask(part)) {
      if (!first_mask) first_mask = start;
    } else if (first_mask) {
      return {};  // a known part after a masked one: not how a mask looks
    }
    start = end + 1;
  }
  if (!first_mask || *first_mask == 0) return {};
  const std::string_view prefix = text.substr(0, *first_mask);
  return prefix.find_first_not_of(allowed) == std::string_view::npos ? std::string(prefix)
                                                                     : std::string();
}

Ip parse_ip(std::string_view text) {
  char buffer[INET6_ADDRSTRLEN + 1];
  Ip ip;
  if (text.empty() || text.size() > INET6_ADDRSTRLEN) return ip;
  std::memcpy(buffer, text.data(), text.size());
  buffer[text.size()] = '\0';
  if (inet_pton(AF_INET, buffer, ip.bytes.data()) == 1) {
    ip.size = 4;
    return ip;
  }
  if (inet_pton(AF_INET6, buffer, ip.bytes.data()) != 1) return Ip{};
  static constexpr std::array<std::uint8_t, 12> kMapped = {0, 0, 0, 0, 0,    0,
                                                           0, 0, 0, 0, 0xff, 0xff};
  if (std::equal(kMapped.begin(), kMapped.end(), ip.bytes.begin())) {
    std::copy(ip.bytes.begin() + 12, ip.bytes.end(), ip.bytes.begin());
    std::fill(ip.bytes.begin() + 4, ip.bytes.end(), std::uint8_t{0});
    ip.size = 4;
    return ip;
  }
  ip.size = 16;
  return ip;
}

}  // namespace

std::string Ip::text() const {
  if (empty()) return {};
  if (size == 4) return fmt::format("{}.{}.{}.{}", bytes[0], bytes[1], bytes[2], bytes[3]);
  char buffer[INET6_ADDRSTRLEN];
  inet_ntop(AF_INET6, bytes.data(), buffer, sizeof buffer);
  return buffer;
}

namespace {

struct Range {
  std::array<std::uint8_t, 4> bytes;  // the first bytes of the address
  std::size_t bits;
};

// RFC 6890 and the registries that it founded; multicast: RFC 5771, RFC 4291. The addresses of
// documentation are left: none occurs in a log but an example's.
constexpr Range kEverybodysV4[] = {
    {{0, 0, 0, 0}, 8},      {{10, 0, 0, 0}, 8},    {{100, 64, 0, 0}, 10},  {{127, 0, 0, 0}, 8},
    {{169, 254, 0, 0}, 16}, {{172, 16, 0, 0}, 12}, {{192, 168, 0, 0}, 16}, {{224, 0, 0, 0}, 3},
};
constexpr Range kEverybodysV6[] = {
    {{0xfc, 0, 0, 0}, 7},      // unique local
    {{0xfe, 0x80, 0, 0}, 10},  // link-local
    {{0xfe, 0xc0, 0, 0}, 10},  // site-local, given up by RFC 3879
    {{0xff, 0, 0, 0}, 8},      // multicast
};

bool in_range(const Ip& ip, const Range& range) {
  for (std::size_t bit = 0; bit < range.bits; bit += 8) {
    const std::size_t width = std::min<std::size_t>(range.bits - bit, 8);
    const auto mask = static_cast<std::uint8_t>(0xff00U >> width);
    if (((ip.bytes[bit / 8] ^ range.bytes[bit / 8]) & mask) != 0) return false;
  }
  return true;
}

// Of what a mask leaves, "203.0.113." or "2001:db8:7:"; none where it leaves less of the network.
Ip first_of_masked(std::string_view prefix) {
  constexpr std::ptrdiff_t kGroups = 3;
  const char separator = prefix.find(':') != std::string_view::npos ? ':' : '.';
  if (std::ranges::count(prefix, separator) < kGroups) return {};
  const std::string_view rest = separator == '.' ? "0" : prefix.ends_with("::") ? "" : ":";
  return parse_ip(std::string(prefix).append(rest));
}

}  // namespace

bool Ip::is_somewhere() const {
  const auto holds = [&](const Range& range) { return in_range(*this, range); };
  if (size == 4) return std::ranges::none_of(kEverybodysV4, holds);
  if (size != 16) return false;
  // :: and ::1
  const bool unspecified_or_loopback =
      bytes.back() <= 1 &&
      std::all_of(bytes.begin(), bytes.end() - 1, [](std::uint8_t byte) { return byte == 0; });
  return !unspecified_or_loopback && std::ranges::none_of(kEverybodysV6, holds);
}

std::string network_of(const Address& address) {
  constexpr std::size_t kV4 = 3, kV6 = 6;  // bytes that are left
  Ip ip = address.ip;
  if (ip.empty()) ip = first_of_masked(address.prefix);
  if (!ip.is_somewhere()) return {};
  const std::size_t kept = ip.size == 4 ? kV4 : kV6;
  std::fill(ip.bytes.begin() + static_cast<std::ptrdiff_t>(kept), ip.bytes.end(), std::uint8_t{0});
  return fmt::format("{}/{}", ip.text(), 8 * kept);
}

Address parse_address(std::string_view text) {
  const std::string_view host = without_port(text);
  Address address;
  address.ip = parse_ip(host);
  if (address.ip.empty() && host.size() <= 45) address.prefix = masked_prefix(host);
  return address;
}

}  // namespace aobo
