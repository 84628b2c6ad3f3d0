#include "plugin/mask/secret_token.h"

#include <algorithm>
#include <array>

#include "plugin/base/text.h"

namespace aobo {
namespace {

// Public: GitHub, "About authentication to GitHub: GitHub's token formats"; GitLab, "Token
// overview: token prefixes"; Slack, "Token types"; Stripe, "API keys"; npm, "About access tokens";
// PyPI, "API tokens"; DigitalOcean, "Personal access tokens". How long what follows is: the rules
// of gitleaks. Keys' ids ("AKIA…" of AWS, "pk_live_…" of Stripe) are no secrets.
struct TokenPrefix {
  std::string_view text;
  std::size_t least;  // characters behind it
};
constexpr TokenPrefix kPrefixes[] = {
    {"ghp_", 36},   {"gho_", 36},     {"ghu_", 36},     {"ghs_", 36},     {"ghr_", 36},
    {"npm_", 36},   {"dop_v1_", 64},  {"glpat-", 20},   {"gldt-", 20},    {"glrt-", 20},
    {"glptt-", 20}, {"glsoat-", 20},  {"gloas-", 20},   {"xoxb-", 20},    {"xoxp-", 20},
    {"xoxa-", 20},  {"xoxr-", 20},    {"xoxs-", 20},    {"xoxe-", 20},    {"xapp-", 40},
    {"pypi-", 85},  {"sk_live_", 24}, {"sk_test_", 24}, {"rk_live_", 24}, {"github_pat_", 82}};

bool is_part(char byte) { return is_letter_or_digit(byte) || byte == '_' || byte == '-'; }

// By the two characters before the last one whether a row may end so: names in logs are full of
// "_", and most are told apart by this alone.
constexpr std::size_t pair_of(char one, char other) {
  return (static_cast<std::size_t>(one) % 32) * 32 + static_cast<std::size_t>(other) % 32;
}
constexpr std::array<bool, 1024> make_ends() {
  std::array<bool, 1024> ends{};
  for (const TokenPrefix& row : kPrefixes) {
    const std::string_view last = row.text.substr(row.text.size() - 3);
    ends[pair_of(last[0], last[1])] = true;
  }
  return ends;
}
constexpr auto kEnds = make_ends();

// The row whose text ends at `at`, as a word's beginning.
const TokenPrefix* prefix_at(std::string_view text, std::size_t at) {
  if (at < 3 || !kEnds[pair_of(text[at - 2], text[at - 1])]) return nullptr;
  const std::string_view head = text.substr(0, at + 1);
  for (const TokenPrefix& row : kPrefixes) {
    if (!head.ends_with(row.text)) continue;
    const std::size_t begin = head.size() - row.text.size();
    if (begin == 0 || !is_letter_or_digit(text[begin - 1])) return &row;
  }
  return nullptr;
}

}  // namespace

bool ends_token_prefix(std::string_view text, std::size_t at) {
  return prefix_at(text, at) != nullptr;
}

std::optional<TextRange> secret_of_prefix(std::string_view text, std::size_t at) {
  const TokenPrefix* row = prefix_at(text, at);
  if (row == nullptr) return std::nullopt;
  const std::size_t end = run_end(text, at + 1, is_part);
  const std::string_view rest = text.substr(at + 1, end - at - 1);
  // Words with dashes between are a name.
  const bool words = std::ranges::all_of(
      rest, [](char byte) { return byte == '-' || byte == '_' || (byte >= 'a' && byte <= 'z'); });
  if (rest.size() < row->least || words) return std::nullopt;
  return TextRange{at + 1 - row->text.size(), end};
}

}  // namespace aobo
