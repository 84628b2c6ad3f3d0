#include "plugin/base/keyed_hash.h"

#include <string>

#include "plugin/base/text.h"

namespace aobo {

const FingerprintKey& process_key() {
  static const FingerprintKey key = FingerprintKey::random();
  return key;
}

std::size_t KeyedHash::operator()(std::string_view text) const {
  return fingerprint(text, process_key()).low;
}

std::size_t KeyedHash::operator()(const Ip& ip) const {
  return (*this)(std::string_view(reinterpret_cast<const char*>(ip.bytes.data()), ip.size));
}

std::size_t KeyedFoldedHash::operator()(std::string_view text) const {
  return KeyedHash{}(lower(text));
}

}  // namespace aobo
