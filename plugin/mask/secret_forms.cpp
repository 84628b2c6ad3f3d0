#include "plugin/mask/secret_forms.h"

#include <algorithm>
#include <array>

#include "plugin/base/guid.h"
#include "plugin/base/text.h"
#include "plugin/mask/command_options.h"
#include "plugin/mask/secret_command.h"
#include "plugin/mask/secret_names.h"
#include "plugin/mask/secret_token.h"
#include "plugin/mask/secret_url.h"

namespace aobo {
namespace {

constexpr std::size_t kLongestKey = 64;  // of a name before "="

// What else ends a value: in a URL within a URL, in a connection string.
constexpr std::string_view kEscapedStops = "%&;, \t\r\n\"'<>\\#)}";
constexpr std::string_view kPartStops = ";\"\\";
// Quotes in XML.
constexpr std::string_view kQuoteEntities[] = {"&quot;", "&#34;", "&apos;", "&#39;"};

bool is_word(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || byte == '_' || byte == '-';
}
bool is_base64(char byte) {
  return (is_word(byte) && byte != '_' && byte != '-') || byte == '+' || byte == '/';
}
bool is_token(char byte) {
  return is_word(byte) || byte == '.' || byte == '~' || byte == '+' || byte == '/' || byte == '=';
}
bool is_digits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Names that are a secret's in a URL or a connection string alone, with what must stand before.
// "sig": Azure Storage, create a service SAS. "code": RFC 6749, and Azure Functions' access keys.
// "token": Azure Automation webhooks. "tempauth": Microsoft Graph, download of a driveItem.
bool is_form_name(std::string_view name, char before) {
  const bool query = before == '?' || before == '&' || before == '#' || before == ';';
  if (equal_ignoring_case(name, "sig")) return true;
  constexpr std::string_view kOfQueries[] = {"code", "token", "tempauth"};
  return query && std::ranges::any_of(kOfQueries, [&](std::string_view one) {
           return equal_ignoring_case(name, one);
         });
}

// What run() below looks at closer.
constexpr std::array<bool, 256> make_form_begins() {
  std::array<bool, 256> begins{};
  for (const char c : std::string_view("=%eQJBbNn-:>/_"))
    begins[static_cast<unsigned char>(c)] = true;
  return begins;
}
constexpr auto kFormBegins = make_form_begins();

// The scan of one text. Every step moves on, and looks back at no more than kLongestKey.
class FormScan {
 public:
  FormScan(std::string_view text, std::vector<TextRange>& found)
      : text_(text), found_(found), keys_(text.find("==") != std::string_view::npos) {}

  void run() {
    for (at_ = next(0); at_ < text_.size(); at_ = next(at_)) {
      const std::size_t start = at_;
      switch (text_[at_]) {
        case '=':
          assignment(at_, at_ + 1, kValueStops);
          if (at_ == start) spaced_assignment();
          break;
        case '%':
          if (starts("%3D") || starts("%3d")) assignment(at_, at_ + 3, kEscapedStops);
          if (starts("%253D") || starts("%253d")) assignment(at_, at_ + 5, kEscapedStops);
          if (starts("%3A") || starts("%3a")) encoded_colon();
          break;
        case 'e':
          if (starts("eyJ")) jwt();
          break;
        case 'Q':
          client_secret();
          break;
        case 'J':
          annotated_key();
          break;
        case 'B':
        case 'b':
          authorization();
          break;
        case 'N':
        case 'n':
          command();
          break;
        case '-':
          dash();
          if (at_ == start) token();
          break;
        case '_':
          token();
          break;
        case '/':
          option();
          break;
        case ':':
          colon();
          break;
        case '>':
          element();
          break;
        default:
          break;
      }
      if (at_ == start && keys_) base64_key();
      if (at_ == start) ++at_;
    }
  }

 private:
  // Where a form may be known, at `at` or behind it.
  std::size_t next(std::size_t at) const {
    if (keys_) return at;
    while (at < text_.size() && !kFormBegins[static_cast<unsigned char>(text_[at])]) ++at;
    return at;
  }

  bool starts(std::string_view what) const { return text_.substr(at_).starts_with(what); }
  char before(std::size_t at) const { return at == 0 ? '\0' : text_[at - 1]; }

  void take(std::size_t begin, std::size_t end) {
    at_ = std::max(at_, end);
    if (!found_.empty()) begin = std::max(begin, found_.back().end);
    if (begin >= end) return;
    found_.push_back({begin, end});
  }

  // name=value, name%3Dvalue. ADO.NET and Azure connection strings: up to the semicolon.
  void assignment(std::size_t name_end, std::size_t value, std::string_view stops) {
    std::size_t name_begin = name_end;
    while (name_begin > 0 && name_end - name_begin < kLongestKey && is_word(text_[name_begin - 1]))
      --name_begin;
    // "%3Fsig%3D", "%253Fsig%253D": the name does not begin with the digits of the escape.
    char lead = before(name_begin);
    const std::size_t digits = text_.substr(name_begin).starts_with("25") ? 4 : 2;
    if (lead == '%' && name_end - name_begin > digits) {
      lead = text_[name_begin + digits - 1] == '6' ? '&' : '?';
      name_begin += digits;
    }
    std::string_view name = text_.substr(name_begin, name_end - name_begin);
    if (equal_ignoring_case(name, "value")) name = name_of_entry(name_begin);
    const SecretName kind = secret_name(name);
    const bool form = is_form_name(name, lead);
    if (!form && kind == SecretName::kNone) return;
    const bool connection =
        lead == ';' || (name_begin == 0 && text_.find(';', value) != std::string_view::npos);
    std::size_t begin = value, end = 0;
    for (const std::string_view entity : kQuoteEntities) {
      if (text_.substr(value).starts_with(entity)) return between(entity, value);
    }
    const char quote = begin < text_.size() ? text_[begin] : '\0';
    if (is_quote(quote)) {
      ++begin;
      end = text_.find(quote, begin);
    } else {
      if (connection) begin = behind_spaces(text_, begin);
      end = (connection ? semicolon_ : stop_).after(text_, begin, connection ? kPartStops : stops);
    }
    end = std::min(end, text_.size());
    const std::string_view found = text_.substr(begin, end - begin);
    if (is_no_secret(found)) return;
    if (form ? is_digits(found) : kind == SecretName::kLikely && is_no_likely_secret(found)) return;
    take(begin, end);
  }

  // <add key="Password" value="…"/> (.NET's settings), <Parameter name='Password' value='…'>: what
  // the attribute before the one that begins there says; "value" where none does.
  std::string_view name_of_entry(std::size_t begin) const {
    constexpr std::string_view kValue = "value", kKeys[] = {"key", "name"};
    std::size_t end = begin;
    while (end > 0 && text_[end - 1] == ' ' && begin - end < kLongestKey) --end;
    const char quote = before(end);
    if (end == begin || !is_quote(quote)) return kValue;
    std::size_t last = end - 1;
    if (before(last) == '\\') --last;
    const std::string_view name = word_before(last);
    std::size_t at = last - name.size();
    if (before(at) != quote) return kValue;
    --at;
    if (before(at) == '\\') --at;
    if (before(at) != '=') return kValue;
    const std::string_view attribute = word_before(at - 1);
    return std::ranges::any_of(kKeys, [&](auto key) { return equal_ignoring_case(key, attribute); })
               ? name
               : kValue;
  }

  // RFC 7519 and 7516: a header that begins with {" , and two or four further parts.
  void jwt() {
    if (is_word(before(at_))) return;
    std::size_t end = run_end(text_, at_, is_word);
    if (end - at_ < 10) return skip_to(end);
    std::size_t parts = 1;
    while (parts < 5 && end < text_.size() && text_[end] == '.') {
      end = run_end(text_, end + 1, is_word);
      ++parts;
    }
    if (parts < 3) return skip_to(end);
    take(at_, end);
  }
  void skip_to(std::size_t end) { at_ = std::max(end, at_ + 1); }

  // A client secret of Entra: three characters, a digit, "Q~", 31 to 34 more. Public: the rule
  // azure-ad-client-secret of gitleaks.
  void client_secret() {
    const auto is_part = [](char c) { return is_word(c) || c == '~' || c == '.'; };
    if (!starts("Q~") || at_ < 4 || text_[at_ - 1] < '0' || text_[at_ - 1] > '9') return;
    for (std::size_t i = 2; i <= 4; ++i) {
      if (!is_part(text_[at_ - i])) return;
    }
    const std::size_t end = run_end(text_, at_ + 2, is_part);
    const std::size_t rest = end - at_ - 2;
    if (rest >= 31 && rest <= 34) {
      take(at_ - 4, end);
    } else {
      skip_to(end);
    }
  }

  // A key that says what it is: 52 letters and digits, "JQQJ9", and at least 27 more. Public:
  // Common Annotated Security Keys, in Microsoft's repository security-utilities.
  void annotated_key() {
    constexpr std::size_t kBefore = 52, kAfter = 27;
    if (!starts("JQQJ9") || at_ < kBefore) return;
    const std::size_t begin = at_ - kBefore;
    if (run_end(text_.substr(0, at_), begin, is_base64) < at_ || is_base64(before(begin))) return;
    std::size_t end = run_end(text_, at_, is_base64);
    while (end < text_.size() && text_[end] == '=') ++end;
    if (end - at_ >= kAfter) take(begin, end);
  }

  // "Bearer …" (RFC 6750), "Basic …" (RFC 7617).
  void authorization() {
    if (is_word(before(at_))) return;
    const std::string_view rest = text_.substr(at_);
    if (starts_with_ignoring_case(rest, "bearer ")) {
      const std::size_t begin = at_ + 7, end = run_end(text_, begin, is_token);
      if (end - begin >= 20) return take(begin, end);
    } else if (starts_with_ignoring_case(rest, "basic ")) {
      const std::size_t begin = at_ + 6;
      std::size_t end = run_end(text_, begin, is_base64);
      while (end < text_.size() && text_[end] == '=') ++end;
      if (end - begin >= 12 && (end - begin) % 4 == 0) return take(begin, end);
    }
  }

  // The word that ends there.
  std::string_view word_before(std::size_t end) const {
    std::size_t begin = end;
    while (begin > 0 && end - begin < kLongestKey && is_word(text_[begin - 1])) --begin;
    return text_.substr(begin, end - begin);
  }
  static bool names_secret(std::string_view name) {
    return !name.empty() && kNameEnds.find(name.back()) != std::string_view::npos &&
           secret_name(name) == SecretName::kSure;
  }
  void take_secret(std::size_t begin, std::size_t end) {
    if (!is_no_secret(text_.substr(begin, end - begin))) take(begin, end);
  }

  // The name before a colon or a sign ends there. The quotes around it, which the value behind has
  // too: those of JSON, of JSON in JSON (a backslash before each), in a cell of CSV (each twice),
  // in XML (an entity).
  struct NameEnd {
    std::size_t at;
    std::size_t quotes = 0;
    std::string_view entity = {};
  };
  NameEnd name_end(std::size_t sign) const {
    std::size_t end = before_blanks(sign);
    for (const std::string_view entity : kQuoteEntities) {
      if (text_.substr(0, end).ends_with(entity)) return {end - entity.size(), 0, entity};
    }
    NameEnd name{end};
    while (name.quotes < 2 && is_quote(before(end))) {
      --end;
      for (std::size_t most = end; end > 0 && text_[end - 1] == '\\' && most - end < kLongestKey;)
        --end;
      name = {end, name.quotes + 1};
    }
    return name;
  }

  // "x-functions-key: value" of headers (RFC 9110), "/password:value" of a command line,
  // {'password':'value'}, and JSON within a text. In a sentence a word may follow a colon: without
  // quotes it takes more than letters to be a secret, and more than a cmdlet's name.
  void colon() {
    if (const auto range = secret_of_url(text_, at_)) return take_secret(range->begin, range->end);
    value_of(name_end(at_), at_ + 1);
  }

  // password = "value", $cred.Password = 'value', "password" => "value", password := value: with
  // blanks around, by the same rule.
  void spaced_assignment() {
    const std::size_t sign = before(at_) == ':' ? at_ - 1 : at_;
    value_of(name_end(sign), starts("=>") ? at_ + 2 : at_ + 1);
  }
  // Where the blanks begin that stand before it; of many it is columns of a table.
  std::size_t before_blanks(std::size_t end) const {
    for (std::size_t most = end; before(end) == ' ' && most - end < kLongestKey;) --end;
    return end;
  }

  void value_of(const NameEnd& name, std::size_t at) {
    if (!names_secret(word_before(name.at))) return;
    const std::size_t begin = behind_spaces(text_, at);
    if (begin >= text_.size()) return;
    if (!name.entity.empty()) return between(name.entity, begin);
    std::size_t value = begin, quotes = 0;
    while (quotes < std::max<std::size_t>(name.quotes, 1)) {
      const std::size_t quote = run_end(text_, value, [](char c) { return c == '\\'; });
      if (quote >= text_.size() || !is_quote(text_[quote])) break;
      value = quote + 1;
      ++quotes;
    }
    if (quotes > 0) {
      std::size_t end = std::min(text_.find(text_[value - 1], value), text_.size());
      while (end > value && text_[end - 1] == '\\') --end;
      return take_secret(value, end);
    }
    const std::size_t end = stop_.after(text_, begin, kValueStops);
    const std::string_view bare = text_.substr(begin, end - begin);
    const bool words = std::ranges::all_of(
        bare, [](char c) { return c == '-' || (to_lower(c) >= 'a' && to_lower(c) <= 'z'); });
    if (!words && bare.size() >= 6) take_secret(begin, end);
  }
  // What stands between two such entities, the first of which begins there.
  void between(std::string_view entity, std::size_t begin) {
    if (!text_.substr(begin).starts_with(entity)) return;
    begin += entity.size();
    take_secret(begin, std::min(text_.find(entity, begin), text_.size()));
  }

  // %22password%22%3A%22value%22: JSON in a URL.
  void encoded_colon() {
    constexpr std::string_view kQuote = "%22";
    if (at_ < kQuote.size() || text_.substr(at_ - kQuote.size(), kQuote.size()) != kQuote) return;
    if (!names_secret(word_before(at_ - kQuote.size()))) return;
    std::size_t begin = at_ + kQuote.size();
    if (text_.substr(begin).starts_with("%20")) begin += kQuote.size();
    if (!text_.substr(begin).starts_with(kQuote)) return;
    begin += kQuote.size();
    std::size_t end = begin;
    while (end < text_.size() && kValueStops.find(text_[end]) == std::string_view::npos &&
           !text_.substr(end).starts_with(kQuote))
      ++end;
    take_secret(begin, end);
  }

  // <Password>value</Password>
  void element() {
    const std::string_view name = word_before(at_);
    if (!names_secret(name) || before(at_ - name.size()) != '<') return;
    take_secret(at_ + 1, std::min(text_.find('<', at_ + 1), text_.size()));
  }

  void token() {
    if (const auto range = secret_of_prefix(text_, at_)) take(range->begin, range->end);
  }

  void option() {
    if (const auto range = options_.secret_at(text_, at_)) take_secret(range->begin, range->end);
  }

  void command() {
    if (const auto range = secret_of_command(text_, at_)) take_secret(range->begin, range->end);
  }

  // "-Password value" of a command line, and a private key in PEM (RFC 7468).
  void dash() {
    constexpr std::string_view kBegin = "-----BEGIN ";
    if (starts(kBegin)) {
      const std::size_t label = at_ + kBegin.size();
      const std::size_t dashes = text_.substr(0, label + 40).find("-----", label);
      if (dashes == std::string_view::npos ||
          !text_.substr(label, dashes - label).ends_with("PRIVATE KEY"))
        return;
      const std::size_t end = std::min(text_.find("-----END", dashes + 5), text_.size());
      if (is_no_secret(text_.substr(dashes + 5, end - dashes - 5))) return skip_to(end);
      return take(dashes + 5, end);
    }
    const char lead = before(at_);
    if (is_word(lead)) return command();
    if (lead != '\0' && lead != ' ' && lead != '\t' && lead != '"' && lead != '\'' && lead != '-')
      return;
    const std::size_t start = at_;
    option();
    if (at_ != start) return;
    const std::size_t name_end = run_end(text_.substr(0, at_ + 1 + kLongestKey), at_ + 1, is_word);
    const std::string_view name = text_.substr(at_ + 1, name_end - at_ - 1);
    if (name_end >= text_.size() || (text_[name_end] != ' ' && text_[name_end] != ':') ||
        secret_name(name) != SecretName::kSure) {
      return;
    }
    std::size_t begin = behind_spaces(text_, name_end + 1);
    if (begin >= text_.size()) return;
    std::size_t end = 0;
    const char open = text_[begin];
    if (is_quote(open)) {
      end = text_.find(open, ++begin);
    } else if (open == '(') {
      end = text_.find(')', ++begin);
    } else if (open == '-' || open == '$') {
      return;  // the next parameter, or a variable
    } else {
      end = text_.find_first_of(" \t\r\n\"\\", begin);
    }
    end = std::min(end, text_.size());
    if (!is_no_secret(text_.substr(begin, end - begin))) take(begin, end);
  }

  // A key of 512 bits in base64: 86 characters and "==". Azure Storage: manage account access keys.
  void base64_key() {
    constexpr std::size_t kSize = 86;
    if (!is_base64(text_[at_]) || is_base64(before(at_))) return;
    const std::size_t end = run_end(text_, at_, is_base64);
    if (end - at_ == kSize && text_.substr(end).starts_with("==")) take(at_, end + 2);
  }

  // Where a value ends, remembered: of many values in one stretch of text each would look through
  // all of it.
  struct Stop {
    std::size_t from = 0, end = 0;
    std::string_view stops;

    std::size_t after(std::string_view text, std::size_t begin, std::string_view wanted) {
      if (stops.data() == wanted.data() && begin >= from && begin <= end) return end;
      from = begin;
      stops = wanted;
      end = std::min(text.find_first_of(wanted, begin), text.size());
      return end;
    }
  };

  std::string_view text_;
  std::vector<TextRange>& found_;
  bool keys_;  // whether a key in base64 may stand in it
  std::size_t at_ = 0;
  Stop stop_, semicolon_;
  CommandOptions options_;
};

}  // namespace

void find_secret_forms(std::string_view text, std::vector<TextRange>& found) {
  found.clear();
  FormScan(text, found).run();
}

bool is_no_secret(std::string_view value) {
  value = trimmed(value);
  static constexpr std::string_view kNone[] = {"",
                                               "true",
                                               "false",
                                               "null",
                                               "<null>",
                                               "none",
                                               "True",
                                               "[]",
                                               "{}",
                                               "\"\"",
                                               "System.Security.SecureString"};
  if (value.size() > 64) return false;
  for (const std::string_view none : kNone) {
    if (equal_ignoring_case(value, none)) return true;
  }
  // Masked by us, or by whoever wrote the log.
  const std::string_view print =
      value.starts_with(kMaskMark) ? value.substr(kMaskMark.size()) : "-";
  if (print.size() == 8 && print.find_first_not_of("0123456789abcdef") == std::string_view::npos)
    return true;
  if (value.find_first_not_of('*') == std::string_view::npos) return true;
  // Azure App Service: Key Vault references.
  return starts_with_ignoring_case(value, "@microsoft.keyvault(");
}

bool is_no_likely_secret(std::string_view value) {
  value = trimmed(value);
  if (value.size() < 8 && value.find_first_of("0123456789") == std::string_view::npos) return true;
  if (parse_guid(value)) return true;
  const bool word = std::ranges::all_of(value, [](char byte) {
    const char low = to_lower(byte);
    return (low >= 'a' && low <= 'z') || byte == ' ' || byte == '-' || byte == '.';
  });
  return word && value.size() < 40;
}

}  // namespace aobo
