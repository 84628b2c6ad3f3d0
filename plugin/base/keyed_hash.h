// Hashes for tables whose keys come from logs. They are keyed with a random key of the process, so
// that nobody who writes log content can make many keys meet in one place of a table. No output may
// hang on them: tables are gone through in the order in which their keys came.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "plugin/base/fingerprint.h"
#include "plugin/base/guid.h"
#include "plugin/base/ip.h"

namespace aobo {

// Made once, when it is first asked for.
const FingerprintKey& process_key();

// A number of one's own for tables. Its product with a secret tells nothing of the secret.
inline std::uint64_t keyed(std::uint64_t first, std::uint64_t second) {
  const FingerprintKey& key = process_key();
  __extension__ using Wide = unsigned __int128;
  const auto product = static_cast<Wide>(first ^ key.first) * (second ^ key.second);
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

struct KeyedHash {
  using is_transparent = void;
  std::size_t operator()(std::uint64_t number) const { return keyed(number, ~number); }
  std::size_t operator()(const Guid& id) const { return keyed(id.high, id.low); }
  std::size_t operator()(const Fingerprint& print) const { return keyed(print.high, print.low); }
  std::size_t operator()(const Ip& ip) const;
  std::size_t operator()(std::string_view text) const;
};

// Of texts whose case does not matter.
struct KeyedFoldedHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const;
};

}  // namespace aobo
