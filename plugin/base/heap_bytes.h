// How much memory a value holds beyond its own size: the blocks of its texts, lists and tables,
// each as large as an allocator makes it. What a type of ours holds is told by what it writes to
// the state (serialize), or by a heap_bytes() of its own where that is not all.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace aobo {

// A block of so many bytes, with what the allocator adds to it (glibc: 8 bytes, in steps of 16).
constexpr std::size_t block_bytes(std::size_t bytes) {
  constexpr std::size_t kLeast = 32;
  const std::size_t whole = (bytes + 8 + 15) / 16 * 16;
  return bytes == 0 ? 0 : whole < kLeast ? kLeast : whole;
}

// A value that holds nothing beyond itself, whatever it is.
template <typename T>
inline constexpr bool is_flat = std::is_trivially_copyable_v<T>;

template <typename T>
std::size_t heap_bytes(const T& value);

// The archive to which a value of ours "writes" its members.
class HeapBytes {
 public:
  template <typename... Ts>
  void operator()(const Ts&... values) {
    ((bytes_ += heap_bytes(values)), ...);
  }
  std::size_t bytes() const { return bytes_; }

 private:
  std::size_t bytes_ = 0;
};

inline std::size_t heap_bytes_of(const std::string& text) {
  constexpr std::size_t kWithin = 15;
  return text.capacity() <= kWithin ? 0 : block_bytes(text.capacity() + 1);
}
template <typename T>
std::size_t heap_bytes_of(const std::vector<T>& list) {
  std::size_t bytes = block_bytes(list.capacity() * sizeof(T));
  if constexpr (!is_flat<T>) {
    for (const T& one : list) bytes += heap_bytes(one);
  }
  return bytes;
}
inline std::size_t heap_bytes_of(const std::vector<bool>& list) {
  return block_bytes(list.capacity() / 8);
}
// libstdc++ keeps blocks of 512 bytes, and a list of at least eight of them.
template <typename T>
std::size_t heap_bytes_of(const std::deque<T>& list) {
  constexpr std::size_t kBlock = 512;
  constexpr std::size_t kInBlock = sizeof(T) < kBlock ? kBlock / sizeof(T) : 1;
  const std::size_t blocks = list.size() / kInBlock + 1;
  std::size_t bytes = blocks * block_bytes(kInBlock * sizeof(T)) +
                      block_bytes((blocks + 2 < 8 ? 8 : blocks + 2) * sizeof(void*));
  if constexpr (!is_flat<T>) {
    for (const T& one : list) bytes += heap_bytes(one);
  }
  return bytes;
}
template <typename T>
std::size_t heap_bytes_of(const std::optional<T>& value) {
  return value ? heap_bytes(*value) : 0;
}
template <typename First, typename Second>
std::size_t heap_bytes_of(const std::pair<First, Second>& pair) {
  return heap_bytes(pair.first) + heap_bytes(pair.second);
}
template <typename T, std::size_t n>
std::size_t heap_bytes_of(const std::array<T, n>& all) {
  std::size_t bytes = 0;
  for (const T& one : all) bytes += heap_bytes(one);
  return bytes;
}

template <typename T>
std::size_t heap_bytes(const T& value) {
  if constexpr (is_flat<T>) {
    return 0;
  } else if constexpr (requires { value.heap_bytes(); }) {
    return value.heap_bytes();
  } else if constexpr (requires { heap_bytes_of(value); }) {
    return heap_bytes_of(value);
  } else {
    HeapBytes members;
    auto& mutable_value = const_cast<T&>(value);  // serialize reads and writes by one function
    if constexpr (requires { mutable_value.serialize(members); }) {
      mutable_value.serialize(members);
    } else {
      serialize(members, mutable_value);
    }
    return members.bytes();
  }
}

}  // namespace aobo
