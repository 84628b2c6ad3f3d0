// Keys of applications, as exports, sign-in logs and people write them: the id of a secret or
// certificate, and a certificate's thumbprint (SHA-1 or SHA-256). For instance
//   198522D22E1CCC1B2A1AAD3F6D2B7C8E9F001122      sign-in logs, az, the portal
//   GYUi0i4czBsqGq0/bSt8jp8AESI=                  Graph's customKeyIdentifier
//   19:85:22:D2:…    19-85-22-D2-…    19 85 22 …  openssl, .NET, the dialog of Windows
//   25 133 34 210 …                               what PowerShell leaves of the bytes past its
//   depth
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace aobo {

// The thumbprint as lower-case hex; nothing where the text is none: of another length, or a word.
std::optional<std::string> thumbprint_of(std::string_view text);

// In one spelling, so that two of one key are equal: a thumbprint as above, an id as Guid has it,
// anything else in lower case.
std::string app_key_spelling(std::string_view text);

}  // namespace aobo
