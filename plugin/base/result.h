// Result: a value, or the reason why there is none. Errors here are expected outcomes of reading
// what others wrote (files, configuration, log records); a broken invariant of our own is a check
// (base/check.h) instead.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace aobo {

// What a person reads when something they gave us cannot be used: where, what was found, what was
// expected.
struct Error {
  std::string message;
};

template <typename T, typename E = Error>
class [[nodiscard]] Result {
 public:
  Result(T value)
      : held_(std::in_place_index<0>, std::move(value)) {}  // NOLINT: implicit on purpose
  Result(E error) : held_(std::in_place_index<1>, std::move(error)) {}  // NOLINT

  bool ok() const { return held_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & { return std::get<0>(held_); }
  const T& value() const& { return std::get<0>(held_); }
  T&& value() && { return std::get<0>(std::move(held_)); }
  const E& error() const { return std::get<1>(held_); }

  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }

 private:
  std::variant<T, E> held_;
};

}  // namespace aobo
