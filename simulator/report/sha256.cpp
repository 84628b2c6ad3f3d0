#include "simulator/report/sha256.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <vector>

namespace aobo::sim {
namespace {

constexpr std::uint32_t kRounds[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

}  // namespace

void Sha256::take(const unsigned char* block) {
  std::uint32_t words[64];
  for (int i = 0; i < 16; ++i)
    words[i] = static_cast<std::uint32_t>(block[4 * i]) << 24 |
               static_cast<std::uint32_t>(block[4 * i + 1]) << 16 |
               static_cast<std::uint32_t>(block[4 * i + 2]) << 8 | block[4 * i + 3];
  for (int i = 16; i < 64; ++i) {
    const std::uint32_t before = words[i - 15], last = words[i - 2];
    words[i] = words[i - 16] + words[i - 7] +
               (std::rotr(before, 7) ^ std::rotr(before, 18) ^ (before >> 3)) +
               (std::rotr(last, 17) ^ std::rotr(last, 19) ^ (last >> 10));
  }
  auto now = state_;
  for (std::size_t i = 0; i < std::size(words); ++i) {
    const std::uint32_t one =
        now[7] + (std::rotr(now[4], 6) ^ std::rotr(now[4], 11) ^ std::rotr(now[4], 25)) +
        ((now[4] & now[5]) ^ (~now[4] & now[6])) + kRounds[i] + words[i];
    const std::uint32_t two =
        (std::rotr(now[0], 2) ^ std::rotr(now[0], 13) ^ std::rotr(now[0], 22)) +
        ((now[0] & now[1]) ^ (now[0] & now[2]) ^ (now[1] & now[2]));
    std::copy_backward(now.begin(), now.end() - 1, now.end());
    now[4] += one;
    now[0] = one + two;
  }
  for (std::size_t i = 0; i < state_.size(); ++i) state_[i] += now[i];
}

void Sha256::add(std::string_view bytes) {
  size_ += bytes.size();
  while (!bytes.empty()) {
    const std::size_t part = std::min(bytes.size(), block_.size() - filled_);
    std::memcpy(block_.data() + filled_, bytes.data(), part);
    filled_ += part;
    bytes.remove_prefix(part);
    if (filled_ < block_.size()) return;
    take(block_.data());
    filled_ = 0;
  }
}

std::string Sha256::done() {
  const std::uint64_t bits = size_ * 8;
  add(std::string_view("\x80", 1));
  while (filled_ != block_.size() - sizeof bits) add(std::string_view("\0", 1));
  std::string length;
  for (int shift = 56; shift >= 0; shift -= 8) length += static_cast<char>(bits >> shift & 0xff);
  add(length);
  std::string text;
  for (const std::uint32_t word : state_) text += fmt::format("{:08x}", word);
  return text;
}

std::optional<std::string> sha256_of_file(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return std::nullopt;
  std::ifstream in(path, std::ios::binary);
  Sha256 hash;
  std::vector<char> part(1 << 16);
  while (in) {
    in.read(part.data(), static_cast<std::streamsize>(part.size()));
    hash.add({part.data(), static_cast<std::size_t>(in.gcount())});
  }
  if (!in.eof()) return std::nullopt;
  return hash.done();
}

}  // namespace aobo::sim
