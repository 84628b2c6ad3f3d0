// Names under which secrets stand in audit logs: keys of JSON, parameters of cmdlets and of REST
// bodies, parts of URLs and of connection strings. One table; each row names where the name is
// documented in public.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace aobo {

enum class SecretName : std::uint8_t {
  kNone,
  kLikely,  // a secret but where the value is an id, a number or a word ("token", "primaryKey")
  kSure,    // a secret whatever the value looks like
};

struct SecretNameRow {
  std::string_view name;  // lower case, letters and digits only: see secret_name
  SecretName kind;
  bool suffix;  // also as the end of a longer name: "sqlAdministratorLoginPassword"
  std::string_view source;
};

// In the order of their names.
std::span<const SecretNameRow> secret_names();

// By the table. Case, and whatever is no letter or digit, do not count: "client_secret",
// "clientSecret" and "Client-Secret" are one name.
SecretName secret_name(std::string_view name);

// Whether the value of a parameter stands under this name, where another member of the same object
// names the parameter: {"Name":"Password","Value":"…"}, {"displayName":…,"newValue":…}.
bool names_parameter(std::string_view key);
bool holds_parameter(std::string_view key);

}  // namespace aobo
