#include "plugin/mask/json_walk.h"

#include <algorithm>

#include "plugin/base/json_text.h"
#include "plugin/base/text.h"
#include "plugin/mask/masker.h"
#include "plugin/mask/unescape.h"

namespace aobo {
namespace {

// Each level of strings in strings doubles the backslashes of the one within: a record of 4 MiB has
// room for no more.
constexpr int kDeepest = 24;

bool is_blank(char byte) { return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n'; }

// Where a number, true, false, null, or what is no JSON ends.
bool ends_literal(char byte) {
  return byte == ',' || byte == ':' || byte == '{' || byte == '}' || byte == '[' || byte == ']' ||
         byte == '"' || is_blank(byte);
}

// As it stands within quotes.
std::string escaped(std::string_view text) {
  std::string json;
  append_json_string(json, text);
  return json.substr(1, json.size() - 2);
}

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789+-.eE") == std::string_view::npos;
}

// How every key that key() below asks for begins and ends: most keys of a log do not.
bool may_name_parameter(std::string_view key) {
  if (key.size() < 3 || key.size() > 13) return false;
  const char last = to_lower(key.back());
  if (last == 'y' || last == 's') return key.size() == (last == 'y' ? 3 : 6);
  constexpr std::string_view kFirst = "dknoprtv";
  return last == 'e' && kFirst.find(to_lower(key.front())) != std::string_view::npos;
}

// As Azure's activity log names the body of a request and that of its answer.
bool is_body(std::string_view key) {
  return equal_ignoring_case(key, "requestbody") || equal_ignoring_case(key, "responsebody");
}

// The text with what find_secret_forms finds masked; nothing where it finds none.
std::optional<std::string> masked_forms(std::string_view text, const FingerprintKey& key) {
  std::vector<TextRange> found;
  find_secret_forms(text, found);
  if (found.empty()) return std::nullopt;
  std::string out;
  std::size_t at = 0;
  for (const TextRange& range : found) {
    out.append(text.substr(at, range.begin - at));
    out += mask_of(text.substr(range.begin, range.end - range.begin), key);
    at = range.end;
  }
  out.append(text.substr(at));
  return out;
}

// JSON in a text, by how it begins.
bool may_be_json(std::string_view text) {
  if (!text.empty() && text.front() > ' ' && text.front() != '{' && text.front() != '[')
    return false;
  const std::string_view body = trimmed(text);
  return !body.empty() && (body.front() == '{' || body.front() == '[');
}

// A text in quotes of its own, as Entra writes values: "\"x\"".
bool is_quoted(std::string_view text) {
  text = trimmed(text);
  return text.size() > 1 && text.front() == '"';
}
// The same, where JSON stands within, maybe cut off.
bool is_quoted_json(std::string_view text) {
  return is_quoted(text) && may_be_json(unescaped(trimmed(text).substr(1)));
}

}  // namespace

std::optional<std::string> without_forms(std::string_view text, const FingerprintKey& key) {
  return may_hold_form(text) ? masked_forms(text, key) : std::nullopt;
}

void JsonWalk::run(SecretName under) {
  levels_.push_back({});
  levels_.back().under = under;
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == '"') {
      string(at_);
    } else if (c == '{' || c == '[') {
      open(at_);
    } else if (c == '}' || c == ']') {
      close(at_);
    } else if (c == ',') {
      levels_.back().keyed = false;
      ++at_;
    } else if (is_blank(c) || c == ':') {
      ++at_;
    } else {
      literal(at_);
    }
  }
  whole_ = whole_ && levels_.size() == 1 && values_ == 1;
  add_secure_parameters();
  if (under == SecretName::kNone) mask_parameters();
}

// A key where a colon follows, else a value.
void JsonWalk::string(std::size_t begin) {
  const StringScan::Content content = scan_.content(begin + 1);
  const std::size_t end = content.end;
  whole_ = whole_ && end < text_.size();
  at_ = std::min(end + 1, text_.size());
  if (levels_.back().object && !levels_.back().keyed) {
    std::size_t colon = at_;
    while (colon < text_.size() && is_blank(text_[colon])) ++colon;
    if (colon < text_.size() && text_[colon] == ':') {
      key(text_.substr(begin + 1, end - begin - 1), content.escaped);
      mask_string(begin + 1, content, SecretName::kNone);  // a URL may be a key
      at_ = colon + 1;
      return;
    }
  }
  Level& level = levels_.back();
  if (level.names && level.keyed) {
    const std::string_view raw = text_.substr(begin + 1, end - begin - 1);
    level.parameter =
        std::max(level.parameter, content.escaped ? secret_name(unescaped(raw)) : secret_name(raw));
  }
  if (level.types && level.keyed) read_type(text_.substr(begin + 1, end - begin - 1));
  mask_string(begin + 1, content, kind_at_hand());
  value(begin, at_);
}

void JsonWalk::key(std::string_view raw, bool escaped) {
  Level& level = levels_.back();
  level.key = raw;
  std::string decoded;
  if (escaped) {
    decoded = unescaped(raw);
    raw = decoded;
  }
  level.keyed = true;
  level.member = secret_name(raw);
  level.names = level.holds = level.elsewhere = level.types = false;
  level.body = is_body(raw);
  if (!may_name_parameter(raw)) return;
  level.names = names_parameter(raw);
  level.holds = holds_parameter(raw);
  // Azure's deployment parameters: {"reference":{"keyVault":…}}, {"type":"securestring",…}.
  level.types = equal_ignoring_case(raw, "type");
  level.elsewhere = level.types || equal_ignoring_case(raw, "reference");
  // Azure's listKeys: {"keyName":"key1","value":"…"}.
  if (equal_ignoring_case(raw, "keyName")) level.parameter = SecretName::kLikely;
}

// How the value that begins here is to be taken.
SecretName JsonWalk::kind_at_hand() const {
  const Level& level = levels_.back();
  SecretName kind = level.under;
  if (level.object && level.keyed) {
    if (level.elsewhere) return SecretName::kNone;
    kind = std::max(kind, level.member);
    if (level.holds) kind = std::max(kind, level.parameter);
  }
  return kind;
}

// The value at hand has ended.
void JsonWalk::value(std::size_t begin, std::size_t end) {
  Level& level = levels_.back();
  if (levels_.size() == 1) ++values_;
  if (level.object && level.keyed && level.holds) held_.push_back({begin, end});
  level.keyed = false;
}

void JsonWalk::open(std::size_t at) {
  const SecretName under = kind_at_hand();
  Level& around = levels_.back();
  around.begin = at;
  Level level;
  level.object = text_[at] == '{';
  level.under = under;
  if (around.keyed) level.name = around.key;
  level.of_parameters = around.object && equal_ignoring_case(around.name, "parameters");
  const bool body = levels_.size() == 1 ? secret_body_ : around.keyed && around.body;
  if (body && is_of_vault_secrets()) level.parameter = SecretName::kSure;
  level.first_held = held_.size();
  levels_.push_back(level);
  at_ = at + 1;
}

void JsonWalk::close(std::size_t at) {
  at_ = at + 1;
  if (levels_.size() == 1 || levels_.back().object != (text_[at] == '}')) whole_ = false;
  if (levels_.size() == 1) return;
  const Level level = levels_.back();
  levels_.pop_back();
  if (level.parameter != SecretName::kNone) {
    for (std::size_t i = level.first_held; i < held_.size(); ++i)
      parameters_.push_back({held_[i], level.parameter});
  }
  if (level.of_parameters) keep_parameter(level);
  // A resource of Azure's: its type stands beside its properties.
  if (!equal_ignoring_case(level.name, "properties")) held_.resize(level.first_held);
  value(levels_.back().begin, at_);
}

// What the object at hand is: a secure parameter, or a secret of a vault, whose value stands in its
// "properties". Public: Azure Resource Manager templates, data types; Microsoft.KeyVault
// vaults/secrets, also as a resource within the vault's.
void JsonWalk::read_type(std::string_view type) {
  constexpr std::string_view kSecure[] = {"securestring", "secureobject"},
                             kSecrets[] = {"microsoft.keyvault/vaults/secrets", "secrets"};
  Level& level = levels_.back();
  level.secure = level.secure || is_any_ignoring_case(kSecure, type);
  if (level.secure || is_any_ignoring_case(kSecrets, type)) level.parameter = SecretName::kSure;
}

// A member of "parameters": one that a template declares, or one that is given a value.
void JsonWalk::keep_parameter(const Level& parameter) {
  if (parameter.secure) secure_.push_back(lower(parameter.name));
  for (std::size_t i = parameter.first_held; i < held_.size(); ++i)
    given_.push_back({parameter.name, held_[i]});
}

void JsonWalk::add_secure_parameters() {
  if (secure_.empty()) return;
  std::ranges::sort(secure_);
  for (const Given& given : given_) {
    if (std::ranges::binary_search(secure_, lower(given.name)))
      parameters_.push_back({given.value, SecretName::kSure});
  }
}

// Whether this text, or one around it, is of an operation on a vault's secrets.
bool JsonWalk::is_of_vault_secrets() const {
  if (!vault_) vault_ = find_ignoring_case(text_, "vaults/secrets") != std::string_view::npos;
  return *vault_ || (outer_ != nullptr && outer_->is_of_vault_secrets());
}

// A number, true, false, null, or what is no JSON.
void JsonWalk::literal(std::size_t begin) {
  while (at_ < text_.size() && !ends_literal(text_[at_])) ++at_;
  const std::string_view text = text_.substr(begin, at_ - begin);
  const bool number = is_number(text);
  if (!number && text != "true" && text != "false" && text != "null") whole_ = false;
  const SecretName kind = kind_at_hand();
  if (kind == SecretName::kSure && !is_no_secret(text)) {
    edits_.push_back(
        {begin, at_, number ? "\"" + mask_of(text, key_) + "\"" : mask_of(text, key_)});
  } else if (!number) {
    if (auto masked = without_forms(text, key_)) edits_.push_back({begin, at_, std::move(*masked)});
  }
  value(begin, at_);
}

void JsonWalk::mask_string(std::size_t begin, const StringScan::Content& content,
                           SecretName under) {
  const std::size_t end = content.end;
  const std::string_view raw = text_.substr(begin, end - begin);
  const bool plain = !content.escaped && !content.may_be_form && under == SecretName::kNone;
  const bool json = may_be_json(raw);
  if (plain && !json) return;
  if (!content.escaped && under == SecretName::kNone && !json) {
    if (auto text = masked_forms(raw, key_)) edits_.push_back({begin, end, escaped(*text)});
  } else if (!content.escaped) {
    if (auto text = masked(raw, under)) edits_.push_back({begin, end, escaped(*text)});
  } else if (auto text = masked(unescaped(raw), under)) {
    edits_.push_back({begin, end, escaped(*text)});
  }
}

// The text without its secrets; nothing where it has none.
std::optional<std::string> JsonWalk::masked(std::string_view text, SecretName under) const {
  const bool quoted = under == SecretName::kNone ? is_quoted(text) : is_quoted_json(text);
  if (depth_ < kDeepest && (quoted || may_be_json(text))) {
    JsonWalk inner(text, key_, depth_ + 1);
    inner.outer_ = this;
    inner.secret_body_ = levels_.back().keyed && levels_.back().body;
    inner.run(under);
    if (under == SecretName::kNone || inner.whole()) {
      if (inner.edits().empty()) return without_forms(text, key_);
      std::string out = inner.edited();
      if (auto formless = without_forms(out, key_)) return formless;
      return out;
    }
  }
  if (under != SecretName::kNone && !is_no_secret(text) &&
      (under == SecretName::kSure || !is_no_likely_secret(text))) {
    // Entra writes values in quotes of their own: "\"x\"" and "x" are one secret.
    std::string_view bare = trimmed(text);
    if (bare.size() > 2 && bare.front() == '"' && bare.back() == '"')
      bare = bare.substr(1, bare.size() - 2);
    return mask_of(bare, key_);
  }
  return without_forms(text, key_);
}

// Values that stand before the member that names them: gone through once more, each once, however
// deep one lies within another.
void JsonWalk::mask_parameters() {
  if (parameters_.empty()) return;
  std::ranges::sort(parameters_, [](const Parameter& one, const Parameter& other) {
    return one.range.begin != other.range.begin ? one.range.begin < other.range.begin
                                                : one.range.end > other.range.end;
  });
  std::vector<Edit> kept;
  std::size_t next = 0, done = 0;
  for (const Parameter& parameter : parameters_) {
    if (parameter.range.begin < done) continue;
    done = parameter.range.end;
    for (; next < edits_.size() && edits_[next].begin < parameter.range.begin; ++next)
      kept.push_back(std::move(edits_[next]));
    while (next < edits_.size() && edits_[next].begin < done) ++next;
    JsonWalk walk(text_.substr(parameter.range.begin, done - parameter.range.begin), key_, depth_);
    walk.run(parameter.kind);
    for (const Edit& edit : walk.edits())
      kept.push_back(
          {edit.begin + parameter.range.begin, edit.end + parameter.range.begin, edit.text});
  }
  for (; next < edits_.size(); ++next) kept.push_back(std::move(edits_[next]));
  edits_ = std::move(kept);
}

std::string JsonWalk::edited() const {
  std::string out;
  std::size_t at = 0;
  for (const Edit& edit : edits_) {
    out.append(text_.substr(at, edit.begin - at)).append(edit.text);
    at = edit.end;
  }
  return out.append(text_.substr(at));
}

}  // namespace aobo
