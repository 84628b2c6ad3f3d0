// Guid: a tenant, object, request or session id, as 16 bytes in the order in which its text shows
// them.
//
// Microsoft's logs write one in four ways, all of them seen in real records:
//   22608a25-1d9b-44b5-b0f2-cb94f06b2d00   the usual text, in either case, now and then in braces
//   22608a251d9b44b5b0f2cb94f06b2d00       32 digits (Azure authorization evidence, user_<32 hex>)
//   JYpgIpsdtUSw8suU8GstAA                 a token's uti: base64url of .NET's bytes, first three
//   groups little-endian MjI2MDhhMjUtMWQ5Yi00…                  the uti until about 2022: base64 of
//   the text
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace aobo {

struct Guid {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  bool is_zero() const { return high == 0 && low == 0; }
  std::string text() const;  // 36 characters, lower case, with dashes
  void write(char (&out)[36]) const;
  friend auto operator<=>(const Guid&, const Guid&) = default;
};

// With or without dashes or braces, in either case; nothing else before or after it.
std::optional<Guid> parse_guid(std::string_view text);

// A token's unique identifier (uti) in either of its encodings; the all-zero one is none.
std::optional<Guid> parse_uti(std::string_view text);

// What parse_guid reads, without the all-zero id that Microsoft writes for "none".
std::optional<Guid> parse_id(std::string_view text);

struct GuidHash {
  std::size_t operator()(const Guid& guid) const {
    return static_cast<std::size_t>(
        (guid.high ^ (guid.low * 0x9E3779B97F4A7C15ULL)) * 0xD6E8FEB86659FD93ULL >> 7);
  }
};

}  // namespace aobo
