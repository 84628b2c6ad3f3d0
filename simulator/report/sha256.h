// SHA-256 (FIPS 180-4), by which a report names the files that it was made of.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aobo::sim {

class Sha256 {
 public:
  void add(std::string_view bytes);
  // In hexadecimal; nothing may be added after it.
  std::string done();

 private:
  void take(const unsigned char* block);

  std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<unsigned char, 64> block_{};
  std::size_t filled_ = 0;
  std::uint64_t size_ = 0;
};

// Of a file's bytes; nothing where it is no regular file or cannot be read.
std::optional<std::string> sha256_of_file(const std::string& path);

}  // namespace aobo::sim
