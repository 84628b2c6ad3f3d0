// How state is written to a file and read back: cereal's binary archives, and our own small types
// in them. The file is checked by length and sum before anything is read from it
// (pipeline/state_file.h), so that a reader never meets another's bytes. The sum is no signature,
// though: whoever can write the file can make it right. So no length that stands in it is believed:
// it is held against what is left of the bytes before anything is allocated for it.
#pragma once

#include <algorithm>
#include <cereal/archives/binary.hpp>
#include <cereal/types/array.hpp>
#include <cereal/types/deque.hpp>
#include <cereal/types/map.hpp>
#include <cereal/types/optional.hpp>
#include <cereal/types/set.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/unordered_map.hpp>
#include <cereal/types/utility.hpp>
#include <cereal/types/vector.hpp>
#include <cstring>
#include <stdexcept>
#include <string_view>
#include <type_traits>

#include "plugin/base/guid.h"
#include "plugin/base/ip.h"

namespace aobo {

using Writer = cereal::BinaryOutputArchive;

// The bytes are not what was written. Where they stand is what the reader says.
struct DamagedState : std::runtime_error {
  DamagedState() : std::runtime_error("damaged") {}
};

// What Writer wrote. The bytes must outlive it.
class Reader : public cereal::InputArchive<Reader, cereal::AllowEmptyClassElision> {
 public:
  explicit Reader(std::string_view bytes)
      : cereal::InputArchive<Reader, cereal::AllowEmptyClassElision>(this), bytes_(bytes) {}

  void take(void* into, std::size_t size) {
    expect(size);
    if (size != 0) std::memcpy(into, bytes_.data() + at_, size);
    at_ += size;
  }
  // Fails where what is left cannot hold so many, of at least `least` bytes each.
  void expect(std::uint64_t count, std::size_t least = 1) const {
    if (count > (bytes_.size() - at_) / least) throw DamagedState();
  }
  // Fails where something is left.
  void end() const {
    if (at_ != bytes_.size()) throw DamagedState();
  }
  std::size_t at() const { return at_; }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

template <class T>
requires std::is_arithmetic_v<T>
void load(Reader& reader, T& value) { reader.take(&value, sizeof value); }
inline void load(Reader& reader, bool& value) {
  unsigned char byte = 0;
  reader.take(&byte, 1);
  if (byte > 1) throw DamagedState();
  value = byte != 0;
}
template <class T>
void load(Reader& reader, cereal::BinaryData<T>& bytes) {
  reader.take(bytes.data, static_cast<std::size_t>(bytes.size));
}
template <class T>
void serialize(Reader& reader, cereal::NameValuePair<T>& pair) {
  reader(pair.value);
}
// Of whatever has a length: each of its elements takes a byte at least.
template <class T>
void load(Reader& reader, cereal::SizeTag<T>& tag) {
  reader(tag.size);
  reader.expect(tag.size);
}

// cereal makes all elements before it reads the first one. An element may be a thousand times as
// large as its bytes.
template <class List>
void load_list(Reader& reader, List& list) {
  cereal::size_type count = 0;
  reader(cereal::make_size_tag(count));
  list.clear();
  if constexpr (requires { list.reserve(1); }) {
    constexpr cereal::size_type kAtOnce = 64;
    list.reserve(static_cast<std::size_t>(std::min(count, kAtOnce)));
  }
  for (; count > 0; --count) reader(list.emplace_back());
}
template <class T, class Allocator>
requires(!std::is_same_v<T, bool>) void load(Reader& reader, std::vector<T, Allocator>& list) {
  if constexpr (std::is_arithmetic_v<T>) {
    cereal::size_type count = 0;
    reader(cereal::make_size_tag(count));
    reader.expect(count, sizeof(T));
    list.resize(static_cast<std::size_t>(count));
    reader.take(list.data(), list.size() * sizeof(T));
  } else {
    load_list(reader, list);
  }
}
template <class T, class Allocator>
void load(Reader& reader, std::deque<T, Allocator>& list) {
  load_list(reader, list);
}

template <class Archive>
void serialize(Archive& archive, Guid& guid) {
  archive(guid.high, guid.low);
}
template <class Archive>
void serialize(Archive& archive, Ip& ip) {
  archive(ip.bytes, ip.size);
  if (ip.size != 0 && ip.size != 4 && ip.size != ip.bytes.size()) throw DamagedState();
}
template <class Archive>
void serialize(Archive& archive, Address& address) {
  archive(address.ip, address.prefix);
}

}  // namespace aobo

// What cereal asks of a pair of archives; that of the writer is its own.
namespace cereal::traits::detail {
template <>
struct get_output_from_input<aobo::Reader> {
  using type = aobo::Writer;
};
}  // namespace cereal::traits::detail
