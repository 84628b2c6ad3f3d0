#include "simulator/rules/constants.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace aobo::sim {
namespace {

// Falco keeps a constant in this many bytes, the one that ends it included.
constexpr std::size_t kConstantBytes = 256;

std::optional<Ip> parse_ip(const std::string& text, std::uint8_t size) {
  Ip ip;
  ip.size = size;
  if (inet_pton(size == 16 ? AF_INET6 : AF_INET, text.c_str(), ip.bytes.data()) != 1)
    return std::nullopt;
  return ip;
}

std::uint8_t ip_size(const std::string& text) {
  return text.find(':') != std::string::npos ? 16 : 4;
}

std::optional<Error> add_number(const std::string& text, Constants& into) {
  // As strtoull reads it: leading blanks and a sign are taken, a negative number wraps around, one
  // too large is the largest.
  char* end = nullptr;
  errno = 0;
  const std::uint64_t value = std::strtoull(text.c_str(), &end, 10);
  if (end == text.c_str() || *end != '\0')
    return Error{fmt::format("{} is not a valid number", text)};
  into.numbers.push_back(value);
  return std::nullopt;
}

std::optional<Error> add_network(const std::string& text, Constants& into) {
  const Error wrong{fmt::format("unrecognized IP network {}", text)};
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos) return wrong;
  Network network;
  const auto ip = parse_ip(text.substr(0, slash), ip_size(text));
  char* end = nullptr;
  const unsigned long bits = std::strtoul(text.c_str() + slash + 1, &end, 10);
  if (!ip || *end != '\0' || end == text.c_str() + slash + 1 || bits > ip->size * 8U) return wrong;
  if (ip->size == 16 && bits == 0) return Error{"invalid v6 netmask 0"};
  into.networks.push_back({*ip, static_cast<unsigned>(bits)});
  return std::nullopt;
}

std::optional<Error> add_text(Op op, const std::string& text, Constants& into) {
  if (op == Op::kRegex) {
    RE2::Options options(RE2::POSIX);
    options.set_log_errors(false);
    auto pattern = std::make_unique<RE2>(text, options);
    if (!pattern->ok()) return Error{fmt::format("invalid regex pattern: {}", pattern->error())};
    into.patterns.push_back(std::move(pattern));
  }
  into.texts.push_back(text);
  return std::nullopt;
}

bool among(Op op, std::initializer_list<Op> allowed) {
  return std::find(allowed.begin(), allowed.end(), op) != allowed.end();
}

}  // namespace

std::optional<Error> add_constant(ss_plugin_field_type type, Op op, const std::string& text,
                                  Constants& into) {
  if (text.find('\0') != std::string::npos)
    return Error{"filter error: filter value cannot contain a NUL byte (\\x00)"};
  if (text.size() + 1 > kConstantBytes) {
    return Error{fmt::format("filter parameter too long (used={}, available={})", text.size() + 1,
                             kConstantBytes)};
  }
  switch (type) {
    case FTYPE_UINT64:
    case FTYPE_RELTIME:
    case FTYPE_ABSTIME:
      return add_number(text, into);
    case FTYPE_BOOL:
      if (text != "true" && text != "false")
        return Error{fmt::format("filter error: unrecognized boolean value {}", text)};
      into.numbers.push_back(text == "true" ? 1 : 0);
      return std::nullopt;
    case FTYPE_IPADDR: {
      const std::uint8_t size = ip_size(text);
      const auto ip = parse_ip(text, size);
      if (!ip) return Error{fmt::format("unrecognized IPv{} address {}", size == 16 ? 6 : 4, text)};
      into.addresses.push_back(*ip);
      return std::nullopt;
    }
    case FTYPE_IPNET:
      return add_network(text, into);
    default:
      return add_text(op, text, into);
  }
}

bool needs_no_regex(std::string_view pattern) {
  const std::size_t size = pattern.size();
  for (std::size_t i = 0; i < size; ++i) {
    const char c = pattern[i];
    const bool anchor = (i == 0 && c == '^') || (i + 1 == size && c == '$');
    const bool any = (i == 0 || i + 2 == size) && c == '.' && i + 1 < size &&
                     std::string_view("*+?").find(pattern[i + 1]) != std::string_view::npos;
    if (any) ++i;
    if (!any && !anchor && std::string_view(".*+?()[]{}|^$\\").find(c) != std::string_view::npos)
      return false;
  }
  return true;
}

std::optional<Error> check_operator(Op op, ss_plugin_field_type type, bool is_list) {
  if (op == Op::kExists) return std::nullopt;
  const auto no = [&](std::string_view what) {
    return Error{fmt::format("filter error: '{}' operator not supported {}", name(op), what)};
  };
  if (is_list)
    return among(op, {Op::kIn, Op::kIntersects}) ? std::nullopt : std::optional(no("list filters"));
  const bool equal = among(op, {Op::kEq, Op::kNe, Op::kIn, Op::kIntersects});
  const bool ordered = equal || among(op, {Op::kLt, Op::kLe, Op::kGt, Op::kGe});
  switch (type) {
    case FTYPE_UINT64:
    case FTYPE_RELTIME:
    case FTYPE_ABSTIME:
      return ordered ? std::nullopt : std::optional(no("for numeric filters"));
    case FTYPE_BOOL:
      return equal ? std::nullopt : std::optional(no("for numeric filters"));
    case FTYPE_IPADDR:
    case FTYPE_IPNET:
      return equal ? std::nullopt : std::optional(no("for ip address and network filters"));
    default:
      return among(op, {Op::kBcontains, Op::kBstartswith}) ? std::optional(no("for string filters"))
                                                           : std::nullopt;
  }
}

}  // namespace aobo::sim
