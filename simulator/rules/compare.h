// Comparing two values as Falco does: texts byte by byte in the C locale, addresses only with those
// of the same family.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/rules/compile.h"

namespace aobo::sim {

bool compare_texts(Op op, std::string_view left, const std::string_view right);
bool compare_numbers(Op op, std::uint64_t left, std::uint64_t right);
// Bytes of addresses, 4 or 16.
bool compare_addresses(Op op, std::string_view left, std::string_view right);
bool compare_network(Op op, std::string_view left, const Network& right);
inline std::string_view bytes_of(const Ip& ip) {
  return {reinterpret_cast<const char*>(ip.bytes.data()), ip.size};
}
// Whether one of the patterns is, component by component, a beginning of the path.
bool path_prefix(std::string_view path, const std::vector<std::string>& patterns);

}  // namespace aobo::sim
