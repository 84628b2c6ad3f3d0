#include "plugin/base/utf16.h"

#include "plugin/base/json_repair.h"
#include "plugin/base/text.h"

namespace aobo {
namespace {

// How many of the bytes at even or odd places are zero, in hundredths.
std::size_t zeros(std::string_view head, std::size_t from) {
  std::size_t all = 0, zero = 0;
  for (std::size_t i = from; i < head.size(); i += 2) {
    ++all;
    zero += head[i] == '\0' ? 1U : 0U;
  }
  return all == 0 ? 0 : zero * 100 / all;
}

}  // namespace

bool has_utf16_mark(std::string_view head) {
  return head.starts_with("\xff\xfe") || head.starts_with("\xfe\xff");
}

Utf16 utf16_form(std::string_view head) {
  if (has_utf16_mark(head)) return head[0] == '\xff' ? Utf16::kLittleEndian : Utf16::kBigEndian;
  if (head.size() < 8) return Utf16::kNo;
  const std::size_t even = zeros(head, 0), odd = zeros(head, 1);
  if (odd >= 80 && even <= 10) return Utf16::kLittleEndian;
  return even >= 80 && odd <= 10 ? Utf16::kBigEndian : Utf16::kNo;
}

void decode_utf16(std::string& raw, Utf16 form, bool last, std::string& out) {
  const bool big = form == Utf16::kBigEndian;
  const auto unit = [&](std::size_t at) {
    const auto a = static_cast<unsigned char>(raw[at]);
    const auto b = static_cast<unsigned char>(raw[at + 1]);
    return static_cast<std::uint32_t>(big ? (a << 8) | b : (b << 8) | a);
  };
  std::size_t at = 0;
  for (; at + 1 < raw.size(); at += 2) {
    std::uint32_t point = unit(at);
    if (is_high_surrogate(point)) {
      if (at + 3 >= raw.size() && !last) break;
      const std::uint32_t low = at + 3 < raw.size() ? unit(at + 2) : 0;
      const bool pair = is_low_surrogate(low);
      if (pair) point = of_surrogates(point, low);
      at += pair ? 2 : 0;
    }
    append_utf8(out, point);
  }
  raw.erase(0, std::min(at, raw.size()));
  if (last && !raw.empty()) append_utf8(out, 0xFFFD);
}

std::optional<std::string> utf8_of_utf16(std::string_view text) {
  constexpr std::size_t kHead = 512;
  const Utf16 form = utf16_form(text.substr(0, kHead));
  if (form == Utf16::kNo) return std::nullopt;
  std::string raw(text.substr(has_utf16_mark(text) ? 2 : 0));
  std::string out;
  decode_utf16(raw, form, true, out);
  if (auto mended = text_of_windows(out)) return mended;
  return out;
}

}  // namespace aobo
