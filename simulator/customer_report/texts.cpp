#include "simulator/customer_report/texts.h"

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

std::string filled(std::string_view text, std::initializer_list<Filling> values) {
  std::string out;
  const Filling* next = values.begin();
  bool one = false;
  while (!text.empty()) {
    const std::size_t bar = text.find('|'), end = text.find(']');
    if (text.starts_with("{}") && next != values.end()) {
      if (next->counts) one = next->one;
      out += (next++)->text;
      text.remove_prefix(2);
    } else if (text.front() == '[' && bar < end && end != std::string_view::npos) {
      out += one ? text.substr(1, bar - 1) : text.substr(bar + 1, end - bar - 1);
      text.remove_prefix(end + 1);
    } else {
      out += text.front();
      text.remove_prefix(1);
    }
  }
  return out;
}

}  // namespace aobo::sim
