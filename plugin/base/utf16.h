// UTF-16: what Windows PowerShell's ">" and Out-File write. Known by its mark, or without one by
// every other byte of ASCII being zero.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aobo {

enum class Utf16 : std::uint8_t { kNo, kLittleEndian, kBigEndian };

// By the first bytes of a text. A mark of two bytes is at its head where has_utf16_mark.
Utf16 utf16_form(std::string_view head);
bool has_utf16_mark(std::string_view head);

// The whole code points of `raw` as UTF-8, taken off it; what is half a one at its end stays,
// unless `last`. Half a pair stays what it is, in three bytes that are no UTF-8: who repairs the
// record counts it (base/json_repair.h). Half a unit at the end becomes U+FFFD.
void decode_utf16(std::string& raw, Utf16 form, bool last, std::string& out);

// The text as UTF-8; nothing where it is no UTF-16.
std::optional<std::string> utf8_of_utf16(std::string_view text);

}  // namespace aobo
