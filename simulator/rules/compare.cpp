#include "simulator/rules/compare.h"

#include <fnmatch.h>

#include <algorithm>

#include "plugin/base/text.h"

namespace aobo::sim {
namespace {

bool glob(std::string_view pattern, std::string_view text, bool ignore_case) {
  return fnmatch(std::string(pattern).c_str(), std::string(text).c_str(),
                 ignore_case ? FNM_CASEFOLD : 0) == 0;
}

// "/usr/bin" is usr, bin.
std::vector<std::string_view> components(std::string_view path) {
  std::vector<std::string_view> parts;
  std::size_t at = 0;
  while (at < path.size()) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    if (end > at) parts.push_back(path.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

}  // namespace

bool compare_texts(Op op, std::string_view left, std::string_view right) {
  switch (op) {
    case Op::kEq:
      return left == right;
    case Op::kNe:
      return left != right;
    case Op::kLt:
      return left < right;
    case Op::kLe:
      return left <= right;
    case Op::kGt:
      return left > right;
    case Op::kGe:
      return left >= right;
    case Op::kContains:
      return left.find(right) != std::string_view::npos;
    case Op::kIcontains:
      return find_ignoring_case(left, right) != std::string_view::npos;
    case Op::kStartswith:
      return left.starts_with(right);
    case Op::kEndswith:
      return left.ends_with(right);
    case Op::kGlob:
      return glob(right, left, false);
    case Op::kIglob:
      return glob(right, left, true);
    default:
      return false;
  }
}

bool compare_numbers(Op op, std::uint64_t left, std::uint64_t right) {
  switch (op) {
    case Op::kNe:
      return left != right;
    case Op::kLt:
      return left < right;
    case Op::kLe:
      return left <= right;
    case Op::kGt:
      return left > right;
    case Op::kGe:
      return left >= right;
    default:
      return left == right;
  }
}

bool compare_addresses(Op op, std::string_view left, std::string_view right) {
  return (left == right) != (op == Op::kNe);
}

bool compare_network(Op op, std::string_view left, const Network& right) {
  bool within = left.size() == right.ip.size;
  for (unsigned bit = 0; within && bit < right.bits; ++bit) {
    const unsigned mask = 0x80U >> (bit % 8);
    within = (static_cast<unsigned char>(left[bit / 8]) & mask) == (right.ip.bytes[bit / 8] & mask);
  }
  return within != (op == Op::kNe);
}

bool path_prefix(std::string_view path, const std::vector<std::string>& patterns) {
  const auto parts = components(path);
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
    const auto wanted = components(pattern);
    if (wanted.size() > parts.size()) return false;
    return std::equal(
        wanted.begin(), wanted.end(), parts.begin(),
        [](std::string_view want, std::string_view part) {
          // Only what has a wildcard is a pattern; a backslash alone makes none.
          return want == part ||
                 (want.find_first_of("?*[") != std::string_view::npos && glob(want, part, false));
        });
  });
}

}  // namespace aobo::sim
