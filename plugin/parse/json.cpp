#include "plugin/parse/json.h"

#include <algorithm>
#include <cstring>

#include "plugin/base/number.h"

namespace aobo {

void Scratch::reset() {
  arena_.release();
  parsers_used_ = 0;
  saw_cut_ = false;
}

std::string_view Scratch::store(std::string_view text) {
  if (text.empty()) return {};
  char* copy = allocate(text.size());
  std::memcpy(copy, text.data(), text.size());
  return {copy, text.size()};
}

char* Scratch::allocate(std::size_t size) { return static_cast<char*>(arena_.allocate(size, 1)); }

std::string_view Scratch::store_number(std::int64_t number) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  return store({digits, static_cast<std::size_t>(end - digits)});
}

std::optional<Element> Scratch::parse_nested(std::string_view json) {
  const std::string_view body = trimmed(json);
  if (body.empty() || (body.front() != '{' && body.front() != '[')) return std::nullopt;
  if (parsers_used_ == limits::kNestedDocuments) return std::nullopt;
  if (parsers_used_ == parsers_.size()) {
    parsers_.push_back(std::make_unique<simdjson::dom::parser>(limits::kRecordBytes));
    if (parsers_.back()->allocate(1024, limits::kJsonDepth) != simdjson::SUCCESS)
      return std::nullopt;
  }
  simdjson::dom::parser& parser = *parsers_[parsers_used_];
  Element element;
  if (parser.parse(body.data(), body.size()).get(element) != simdjson::SUCCESS) return std::nullopt;
  ++parsers_used_;
  return element;
}

bool has_value(const Element& element) {
  std::string_view text;
  if (element.get(text) == simdjson::SUCCESS) return !text.empty() && text != "<null>";
  return !element.is_null();
}

std::string_view text_of(const Element& element, Scratch& scratch) {
  switch (element.type()) {
    case simdjson::dom::element_type::STRING: {
      std::string_view text;
      if (element.get(text) != simdjson::SUCCESS || text == "<null>") return {};
      return text;
    }
    case simdjson::dom::element_type::BOOL: {
      bool value = false;
      return element.get(value) == simdjson::SUCCESS ? (value ? "true" : "false")
                                                     : std::string_view();
    }
    case simdjson::dom::element_type::INT64: {
      std::int64_t number = 0;
      return element.get(number) == simdjson::SUCCESS ? scratch.store_number(number)
                                                      : std::string_view();
    }
    case simdjson::dom::element_type::UINT64:
    case simdjson::dom::element_type::DOUBLE: {
      return scratch.store(simdjson::minify(element));
    }
    default:
      return {};
  }
}

std::optional<std::int64_t> number_of(const Element& element) {
  std::int64_t number = 0;
  if (element.get(number) == simdjson::SUCCESS) return number;
  std::string_view text;
  if (element.get(text) != simdjson::SUCCESS) return std::nullopt;
  text = trimmed(text);
  return whole_number<std::int64_t>(text);
}

std::optional<bool> boolean_of(const Element& element) {
  bool value = false;
  if (element.get(value) == simdjson::SUCCESS) return value;
  std::string_view text;
  if (element.get(text) == simdjson::SUCCESS) {
    if (equal_ignoring_case(text, "true")) return true;
    if (equal_ignoring_case(text, "false")) return false;
  }
  const auto number = number_of(element);
  return number && (*number == 0 || *number == 1) ? std::optional(*number == 1) : std::nullopt;
}

bool is_numbered(const Object& object) {
  return object.size() != 0 && std::all_of(object.begin(), object.end(), [](const auto& field) {
           return !field.key.empty() &&
                  field.key.find_first_not_of("0123456789") == std::string_view::npos;
         });
}

std::optional<Element> member_of(const Object& object, std::string_view key) {
  Element value;
  if (object.at_key_case_insensitive(key).get(value) == simdjson::SUCCESS) return value;
  if (!is_plain_key(key)) return std::nullopt;
  for (const auto field : object) {
    if (!is_of_collector(field.key) && is_folded_of(key, field.key)) return field.value;
  }
  return std::nullopt;
}

std::optional<Object> object_of(const Element& element, Scratch& scratch) {
  Object object;
  if (element.get(object) == simdjson::SUCCESS) return object;
  std::string_view text;
  if (element.get(text) != simdjson::SUCCESS) return std::nullopt;
  const auto nested = scratch.parse_nested(text);
  if (nested && nested->get(object) == simdjson::SUCCESS) return object;
  if (is_cut_object(text)) scratch.note_cut();
  return std::nullopt;
}

}  // namespace aobo
