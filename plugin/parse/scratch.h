// Scratch: the memory of one record, beside the document it was parsed into.
#pragma once

#include <simdjson.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <memory_resource>
#include <optional>
#include <string_view>
#include <vector>

namespace aobo {

using Element = simdjson::dom::element;

// Memory of one record: small texts made while parsing, and documents found inside strings.
class Scratch {
 public:
  Scratch() : arena_(buffer_.data(), buffer_.size()) {}
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  // Forgets everything of the record before.
  void reset();

  std::string_view store(std::string_view text);
  char* allocate(std::size_t size);
  std::string_view store_number(std::int64_t number);

  void note_cut() { saw_cut_ = true; }  // of an object a text is left (parse/cut_object.h)
  bool saw_cut() const { return saw_cut_; }

  // A document held in a string; nothing where it is no JSON or the record holds too many.
  std::optional<Element> parse_nested(std::string_view json);

 private:
  std::array<std::byte, 16384> buffer_;
  std::pmr::monotonic_buffer_resource arena_;
  std::vector<std::unique_ptr<simdjson::dom::parser>> parsers_;
  std::size_t parsers_used_ = 0;
  bool saw_cut_ = false;
};

}  // namespace aobo
