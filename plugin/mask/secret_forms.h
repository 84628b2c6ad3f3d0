// Secrets that are told by their form, in any text: what stands behind "sig=" or "Password=", a
// JWT, a bearer token, a private key, keys that have a shape of their own. Each form has its public
// source in secret_forms.cpp.
#pragma once

#include <string_view>
#include <vector>

#include "plugin/mask/text_range.h"

namespace aobo {

// On what names end that say, before a colon or as an element's, that a secret follows: password,
// key, secret, token, hash.
inline constexpr std::string_view kNameEnds = "dDyYtTnNhH";

// The secrets in the text, in order and apart from each other. Linear in the text.
void find_secret_forms(std::string_view text, std::vector<TextRange>& found);

// What a secret begins with once it is masked: it is not masked again.
inline constexpr std::string_view kMaskMark = "***";

// Whether a value under a secret's name is none: empty, a truth value, asterisks, a reference to
// where the secret is kept.
bool is_no_secret(std::string_view value);
// What else is none under a name that is only likely to be a secret's: an id, a number, a word.
bool is_no_likely_secret(std::string_view value);

}  // namespace aobo
