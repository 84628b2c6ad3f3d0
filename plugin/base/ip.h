// Addresses as logs write them. Seen in real records: "1.2.3.4", "1.2.3.4:443", "2001:db8::1",
// "[2001:db8::1]:443",
// "::ffff:1.2.3.4", "", "<null>", and masked by Microsoft for cross-tenant sign-ins: "1.2.3.XXX". A
// masked address is a prefix and never an address: two people behind one /24 must not become one.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aobo {

struct Ip {
  std::array<std::uint8_t, 16> bytes{};
  std::uint8_t size = 0;  // 4 or 16; 0 for none

  bool empty() const { return size == 0; }
  std::string text() const;
  // Whether it may be one place of one party's. Loopback, unspecified, private, shared (carriers'),
  // link-local, unique-local, multicast and reserved addresses are everybody's (RFC 6890).
  bool is_somewhere() const;
  friend bool operator==(const Ip&, const Ip&) = default;
};

struct Address {
  Ip ip;               // only where the address is whole
  std::string prefix;  // only where it is masked: what is known of it, "1.2.3."
};

// Takes off the port and brackets; ::ffff:1.2.3.4 becomes 1.2.3.4. Neither part set: not an
// address.
Address parse_address(std::string_view text);

// The network that the address is of: "203.0.113.0/24", "2001:db8:7::/48". A masked address of
// which that much is left has one as well. Empty where it is nobody's place, or not known.
std::string network_of(const Address& address);

struct IpHash {
  std::size_t operator()(const Ip& ip) const {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const std::uint8_t byte : ip.bytes) hash = (hash ^ byte) * 0x100000001b3ULL;
    return static_cast<std::size_t>(hash);
  }
};

}  // namespace aobo
