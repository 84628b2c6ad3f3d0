// How state is written to a file and read back: cereal's binary archives, and our own small types
// in them. The file is checked by length and sum before anything is read from it
// (pipeline/state_file.h), so that a reader never meets another's bytes.
#pragma once

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

#include "plugin/base/guid.h"
#include "plugin/base/ip.h"

namespace aobo {

using Writer = cereal::BinaryOutputArchive;
using Reader = cereal::BinaryInputArchive;

template <class Archive>
void serialize(Archive& archive, Guid& guid) {
  archive(guid.high, guid.low);
}
template <class Archive>
void serialize(Archive& archive, Ip& ip) {
  archive(ip.bytes, ip.size);
}
template <class Archive>
void serialize(Archive& archive, Address& address) {
  archive(address.ip, address.prefix);
}

}  // namespace aobo
