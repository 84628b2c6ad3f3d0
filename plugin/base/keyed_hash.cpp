#include "plugin/base/keyed_hash.h"

#include <array>

#include "plugin/base/eight_bytes.h"
#include "plugin/base/text.h"

namespace aobo {
namespace {

// Up to so long a text is hashed by the sum of products of its words with secret ones (NH of UMAC,
// RFC 4418): two texts of one length meet in one of 2^64 keys, whoever wrote them. A longer one is
// rare, and takes SipHash.
constexpr std::size_t kLongest = 128;
constexpr std::size_t kPair = 2 * eight::kBytes;

using Secrets = std::array<std::uint64_t, kLongest / eight::kBytes + 1>;

Secrets make_secrets() {
  Secrets secrets{};
  for (std::size_t i = 0; i < secrets.size(); ++i)
    secrets[i] =
        fingerprint(std::string_view(reinterpret_cast<const char*>(&i), sizeof i), process_key())
            .high;
  return secrets;
}

const Secrets& secrets() {
  static const Secrets made = make_secrets();
  return made;
}

std::uint64_t as_it_is(std::uint64_t word) { return word; }

template <std::uint64_t (*fold)(std::uint64_t)>
std::size_t hash_of(std::string_view text) {
  __extension__ using Wide = unsigned __int128;
  const Secrets& secret = secrets();
  Wide sum = 0;
  std::size_t at = 0, next = 0;
  const auto take = [&](std::uint64_t first, std::uint64_t second) {
    sum += static_cast<Wide>(fold(first) + secret[next]) * (fold(second) + secret[next + 1]);
    next += 2;
  };
  for (; at + kPair <= text.size(); at += kPair)
    take(eight::load(text.data() + at), eight::load(text.data() + at + eight::kBytes));
  if (const std::size_t left = text.size() - at; left > eight::kBytes) {
    take(eight::load(text.data() + at),
         eight::load_some(text.data() + at + eight::kBytes, left - eight::kBytes));
  } else if (left > 0) {
    take(eight::load_some(text.data() + at, left), 0);
  }
  return keyed(static_cast<std::uint64_t>(sum) + text.size() * secret.back(),
               static_cast<std::uint64_t>(sum >> 64));
}

}  // namespace

const FingerprintKey& process_key() {
  static const FingerprintKey key = FingerprintKey::random();
  return key;
}

std::size_t KeyedHash::operator()(std::string_view text) const {
  return text.size() <= kLongest ? hash_of<as_it_is>(text) : fingerprint(text, process_key()).low;
}

std::size_t KeyedHash::operator()(const Ip& ip) const {
  return (*this)(std::string_view(reinterpret_cast<const char*>(ip.bytes.data()), ip.size));
}

std::size_t KeyedFoldedHash::operator()(std::string_view text) const {
  return text.size() <= kLongest ? hash_of<eight::lower>(text)
                                 : fingerprint(lower(text), process_key()).low;
}

}  // namespace aobo
