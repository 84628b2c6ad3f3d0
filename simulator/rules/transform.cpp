#include "simulator/rules/transform.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <vector>

#include "plugin/base/base64.h"
#include "plugin/base/text.h"
#include "simulator/rules/evaluate.h"

namespace aobo::sim {
namespace {

// Base64, padded or not; nothing where the text is none, or where bits are left over that are not
// 0.
std::optional<std::string> decoded(std::string_view text) {
  if (text.size() % 4 == 0) {
    if (text.ends_with("=="))
      text.remove_suffix(2);
    else if (text.ends_with('='))
      text.remove_suffix(1);
  }
  if (text.size() % 4 == 1) return std::nullopt;
  if (text.find_first_of("-_") != std::string_view::npos) return std::nullopt;  // base64url's
  std::string out(text.size(), '\0');
  const auto bytes = decode_base64(text, out);
  if (!bytes || bytes->bits_left) return std::nullopt;
  out.resize(bytes->bytes);
  return out;
}

std::optional<std::string> one(Transformer transformer, std::string_view text) {
  switch (transformer) {
    case Transformer::kToLower:
      return lower(text);
    case Transformer::kToUpper:
      return upper(text);
    case Transformer::kB64:
      return decoded(text);
    default:
      return std::string(text.substr(text.find_last_of('/') + 1));
  }
}

// A text as C reads it: up to its first NUL.
std::string_view c_text(std::string_view text) { return text.substr(0, text.find('\0')); }

std::string number_bytes(std::uint64_t number) {
  std::string bytes(sizeof number, '\0');
  for (char& byte : bytes) {
    byte = static_cast<char>(number & 0xff);
    number >>= 8;
  }
  return bytes;
}

// Whether Falco knows the operand for a list when it works out its length.
bool shape_is_list(const Operand& operand) {
  if (operand.kind != Operand::Kind::kTransformed) return operand.is_list;
  return operand.transformer < Transformer::kJoin && shape_is_list(operand.items.front());
}

// tolower, toupper, b64, basename. Of a list Falco's results end in a byte that no constant has, so
// that they never match in `in` and `intersects`; kept, because rules behave so there.
void each_text(const Operand& operand, EventView& event, Cell& out) {
  const Operand& item = operand.items.front();
  for (const std::string_view text : value(item, event).texts) {
    auto made = one(operand.transformer, text);
    if (!made) {
      out.clear();
      return;
    }
    if (item.is_list) *made += '\0';
    out.texts.push_back(event.keep(std::move(*made)));
  }
}

void length(const Operand& operand, EventView& event, Cell& out) {
  const Operand& item = operand.items.front();
  const Cell& cell = value(item, event);
  // Of what getopt found, Falco measures a text where there is one, and ends with an error where
  // there are several.
  const bool list = item.is_list && shape_is_list(item);
  if (cell.null() || (!list && cell.texts.size() != 1)) return;
  out.numbers.push_back(list ? std::max(cell.texts.size(), cell.numbers.size())
                             : c_text(cell.texts.front()).size());
}

// join: the values of the second item with the first between them. Falco takes the bytes of a
// number for a text; so they are here.
void joined(const Operand& operand, EventView& event, Cell& out) {
  const Cell& first = value(operand.items[0], event);
  const Cell& list = value(operand.items[1], event);
  if (first.null() || list.null()) return;
  const std::string separator =
      first.texts.empty() ? number_bytes(first.numbers.front()) : std::string(first.texts.front());
  std::string text;
  for (std::size_t i = 0; i < std::max(list.texts.size(), list.numbers.size()); ++i) {
    if (i > 0) text += separator;
    text += list.texts.empty() ? std::string(c_text(number_bytes(list.numbers[i])))
                               : std::string(c_text(list.texts[i]));
  }
  out.texts.push_back(event.keep(std::move(text)));
}

void concatenated(const Operand& operand, EventView& event, Cell& out) {
  std::string text;
  for (const Operand& item : operand.items) {
    const Cell& cell = value(item, event);
    if (cell.null()) return;
    text += cell.texts.empty() ? std::string(c_text(number_bytes(cell.numbers.front())))
                               : std::string(c_text(cell.texts.front()));
  }
  out.texts.push_back(event.keep(std::move(text)));
}

// The short options of a command line, an item a word (getopt(3)), as a list: each option's letter,
// and behind it its value where it takes one; "?" for one that is not asked for, and an empty text
// for one whose value is missing. With an argument the last value of that option alone, or its
// letter where it takes none.
class Options {
 public:
  Options(const Operand& operand, const std::vector<std::string_view>& words,
          std::string_view wanted)
      : words_(words), wanted_(wanted), only_(operand.argument) {}

  std::vector<std::string_view> read() {
    for (at_ = 0; at_ < words_.size() && words_[at_] != "--"; ++at_) {
      const std::string_view word = words_[at_];
      if (word.size() > 2 && word.starts_with("--")) continue;  // a long option
      if (word.size() < 2 || word[0] != '-') break;             // the first that is no option
      read_word(word);
    }
    return std::move(found_);
  }

 private:
  void read_word(std::string_view word) {
    for (std::size_t i = 1; i < word.size(); ++i) {
      const std::string_view letter = word.substr(i, 1);
      if (!is_option(letter[0])) {
        if (!only_) found_.push_back("?");
        continue;
      }
      if (!takes_value(letter[0])) {
        add(letter, {letter});
        continue;
      }
      const bool here = i + 1 < word.size();
      if (!here && at_ + 1 == words_.size()) return add(letter, {""});
      const std::string_view value = here ? word.substr(i + 1) : words_[++at_];
      return only_ ? add(letter, {value}) : add(letter, {letter, value});
    }
  }

  void add(std::string_view letter, std::initializer_list<std::string_view> what) {
    if (only_ && *only_ != letter) return;
    if (only_) found_.clear();
    found_.insert(found_.end(), what);
  }

  bool is_option(char letter) const {
    return letter != ':' && wanted_.find(letter) != std::string_view::npos;
  }
  // A colon stands behind the first, or any, of its letters.
  bool takes_value(char letter) const {
    for (std::size_t i = 0; i + 1 < wanted_.size(); ++i) {
      if (wanted_[i] == letter && wanted_[i + 1] == ':') return true;
    }
    return false;
  }

  const std::vector<std::string_view>& words_;
  std::string_view wanted_;
  std::optional<std::string> only_;
  std::size_t at_ = 0;
  std::vector<std::string_view> found_;
};

void options(const Operand& operand, EventView& event, Cell& out) {
  const Cell& wanted = value(operand.items.back(), event);
  const Cell& words = value(operand.items.front(), event);
  if (wanted.null() || words.null()) return;
  out.texts = Options(operand, words.texts, wanted.texts.front()).read();
  out.holds_none = out.texts.empty() && !operand.argument;
}

}  // namespace

const Cell& gathered(const Operand& operand, EventView& event) {
  Cell& out = event.scratch();
  for (const Operand& item : operand.items) {
    const Cell& cell = value(item, event);
    if (cell.null()) {
      out.clear();
      return out;
    }
    out.texts.insert(out.texts.end(), cell.texts.begin(), cell.texts.end());
    if (item.type == FTYPE_UINT64) {
      out.texts.push_back(event.keep(std::to_string(cell.numbers.front())));
    } else {
      for (const std::uint64_t number : cell.numbers)
        out.texts.push_back(event.keep(number_bytes(number)));
    }
  }
  out.holds_none = out.texts.empty();
  return out;
}

const Cell& transformed(const Operand& operand, EventView& event) {
  Cell& out = event.scratch();
  switch (operand.transformer) {
    case Transformer::kLen:
      length(operand, event, out);
      break;
    case Transformer::kJoin:
      joined(operand, event, out);
      break;
    case Transformer::kConcat:
      concatenated(operand, event, out);
      break;
    case Transformer::kGetopt:
      options(operand, event, out);
      break;
    default:
      each_text(operand, event, out);
  }
  return out;
}

}  // namespace aobo::sim
