#include "simulator/random/stream.h"

namespace aobo::sim {
namespace {

// SplitMix64 (Steele, Lea, Flood 2014): one addition and a finaliser a number, every seed its own
// sequence.
constexpr std::uint64_t kStep = 0x9E3779B97F4A7C15ULL;

std::uint64_t mixed(std::uint64_t value) {
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
  return value ^ (value >> 31);
}

}  // namespace

std::uint64_t hash_of(std::uint64_t seed, std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325ULL ^ mixed(seed + kStep);  // FNV-1a, begun at the seed
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return mixed(hash);
}

bool hits(std::uint64_t seed, std::string_view name, std::uint64_t part, std::uint64_t of) {
  return hash_of(seed, name) % of < part;
}

Stream::Stream(std::uint64_t seed, std::string_view name) : state_(hash_of(seed, name)) {}

std::uint64_t Stream::next() { return mixed(state_ += kStep); }

std::uint64_t Stream::below(std::uint64_t number) {
  // Draws above the last whole multiple of n would make the first numbers likelier.
  const std::uint64_t limit = UINT64_MAX - UINT64_MAX % number;
  std::uint64_t drawn = next();
  while (drawn >= limit) drawn = next();
  return drawn % number;
}

std::int64_t Stream::between(std::int64_t low, std::int64_t high) {
  return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low) + 1));
}

std::size_t Stream::weighted(std::initializer_list<std::uint32_t> weights) {
  std::uint64_t total = 0;
  for (const std::uint32_t weight : weights) total += weight;
  std::uint64_t at = below(total);
  std::size_t index = 0;
  for (const std::uint32_t weight : weights) {
    if (at < weight) return index;
    at -= weight;
    ++index;
  }
  return index;
}

Guid Stream::guid() {
  Guid id{next(), next()};
  id.high = (id.high & 0xFFFFFFFFFFFF0FFFULL) | 0x4000ULL;
  id.low = (id.low & 0x3FFFFFFFFFFFFFFFULL) | 0x8000000000000000ULL;
  return id;
}

Guid guid_of(std::uint64_t seed, std::string_view name) { return Stream(seed, name).guid(); }

}  // namespace aobo::sim
