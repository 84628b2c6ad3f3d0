#include "simulator/rules/transform.h"

#include <algorithm>
#include <optional>

#include "plugin/base/base64.h"
#include "plugin/base/text.h"
#include "simulator/rules/evaluate.h"

namespace aobo::sim {
namespace {

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  return out;
}

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
  const Cell& cell = value(operand.items.front(), event);
  if (cell.null()) return;
  const bool list = operand.items.front().is_list;
  out.numbers.push_back(list ? std::max(cell.texts.size(), cell.numbers.size())
                             : cell.texts.front().size());
}

// All texts of the items from `first` on, with `separator` between them; nothing where one has no
// value.
void joined(const Operand& operand, EventView& event, std::size_t first, std::string_view separator,
            Cell& out) {
  std::string text;
  bool any = false;
  for (std::size_t i = first; i < operand.items.size(); ++i) {
    const Cell& cell = value(operand.items[i], event);
    if (cell.null()) return;
    for (const std::string_view part : cell.texts) {
      if (any) text += separator;
      text += part;
      any = true;
    }
  }
  if (any) out.texts.push_back(event.keep(std::move(text)));
}

// The values of the options of a command line, an item a word: of "a:" what follows -a, of "b" an
// empty text where -b stands.
void options(const Operand& operand, EventView& event, Cell& out) {
  const Cell& words = value(operand.items.front(), event);
  const std::string_view wanted = operand.items.back().constant;
  for (std::size_t i = 0; i < words.texts.size(); ++i) {
    const std::string_view word = words.texts[i];
    if (word.size() < 2 || word[0] != '-') continue;
    const std::size_t at = wanted.find(word[1]);
    if (at == std::string_view::npos || word[1] == ':') continue;
    const bool takes_value = at + 1 < wanted.size() && wanted[at + 1] == ':';
    if (!takes_value) {
      out.texts.push_back("");
    } else if (word.size() > 2) {
      out.texts.push_back(word.substr(2));
    } else if (i + 1 < words.texts.size()) {
      out.texts.push_back(words.texts[++i]);
    }
  }
}

}  // namespace

const Cell& transformed(const Operand& operand, EventView& event) {
  Cell& out = event.scratch();
  switch (operand.transformer) {
    case Transformer::kLen:
      length(operand, event, out);
      break;
    case Transformer::kJoin:
      joined(operand, event, 1, operand.items.front().constant, out);
      break;
    case Transformer::kConcat:
      joined(operand, event, 0, "", out);
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
