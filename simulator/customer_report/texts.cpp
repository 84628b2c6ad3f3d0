#include "simulator/customer_report/texts.h"

#include <algorithm>

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

}  // namespace aobo::sim
