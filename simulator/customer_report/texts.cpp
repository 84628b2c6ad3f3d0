#include "simulator/customer_report/texts.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/number.h"
#include "simulator/customer_report/page.h"

namespace aobo::sim {

const Texts* texts_of(std::string_view language) {
  for (const Texts* texts : {&kEnglish, &kGerman, &kFrench, &kSpanish}) {
    if (texts->code == language) return texts;
  }
  return nullptr;
}

Filling::Filling(const Texts& texts, std::uint64_t number)
    : text(number_text(texts, number)),
      counts(true),
      one(number == 1 || (number == 0 && texts.zero_is_one)) {}

namespace {

bool begins_with_vowel(std::string_view text) {
  constexpr std::string_view kVowels[] = {"a", "e", "i", "o", "u", "A", "E", "I", "O", "U",
                                          "à", "â", "ä", "é", "è", "ê", "ë", "î", "ï", "ô",
                                          "ö", "ù", "û", "ü", "œ", "À", "Â", "Ä", "É", "È",
                                          "Ê", "Ë", "Î", "Ï", "Ô", "Ö", "Ù", "Û", "Ü", "Œ"};
  return std::ranges::any_of(kVowels,
                             [&](std::string_view vowel) { return text.starts_with(vowel); });
}

}  // namespace

std::string filled(std::string_view text, std::initializer_list<Filling> values) {
  std::string out;
  const Filling* next = values.begin();
  bool one = false;
  while (!text.empty()) {
    const std::size_t bar = text.find('|'), end = text.find(text.front() == '<' ? '>' : ']');
    const bool choice = bar < end && end != std::string_view::npos;
    if (text.starts_with("{}") && next != values.end()) {
      if (next->counts) one = next->one;
      out += (next++)->text;
      text.remove_prefix(2);
    } else if (choice && (text.front() == '[' || text.front() == '<')) {
      const bool first =
          text.front() == '[' ? one : next == values.end() || !begins_with_vowel(next->text);
      out += first ? text.substr(1, bar - 1) : text.substr(bar + 1, end - bar - 1);
      text.remove_prefix(end + 1);
    } else {
      out += text.front();
      text.remove_prefix(1);
    }
  }
  return out;
}

std::string number_text(const Texts& texts, std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3)
    digits.insert(at - 3, texts.thousands == ' ' ? "\u202f" : std::string(1, texts.thousands));
  return digits;
}

static std::string day_by(std::string_view form, const Texts& texts, const Zone& zone,
                          TimeNs time) {
  const std::string date = zone.date(time);  // 2026-03-02
  const auto number = [&](std::size_t at) {
    return whole_number<std::size_t>(std::string_view(date).substr(at, 2)).value_or(1);
  };
  const std::size_t day = number(8), month = number(5);
  const std::string read = day == 1 ? std::string(texts.first_of_month) : std::to_string(day);
  return fmt::format(fmt::runtime(form), day, month, date.substr(0, 4),
                     texts.months[std::clamp<std::size_t>(month, 1, 12) - 1], read);
}

std::string day_text(const Texts& texts, const Zone& zone, TimeNs time) {
  return day_by(texts.date, texts, zone, time);
}

std::string span_text(const Texts& texts, const Zone& zone, TimeNs from, TimeNs to) {
  const std::string first = day_text(texts, zone, from), last = day_text(texts, zone, to);
  return first == last ? filled(texts.on_one_day, {first}) : filled(texts.from_to, {first, last});
}

std::string short_day_text(const Texts& texts, const Zone& zone, TimeNs time) {
  return day_by(texts.short_date, texts, zone, time);
}

}  // namespace aobo::sim
