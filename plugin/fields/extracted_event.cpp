#include "plugin/fields/extracted_event.h"

#include "plugin/base/check.h"
#include "plugin/base/limits.h"
#include "plugin/fields/fields.h"

namespace aobo {
namespace {

namespace dom = simdjson::dom;

std::string unescaped(std::string_view token) {
  std::string key;
  for (std::size_t i = 0; i < token.size(); ++i) {
    if (token[i] == '~' && i + 1 < token.size() && (token[i + 1] == '0' || token[i + 1] == '1')) {
      key += token[++i] == '0' ? '~' : '/';
    } else {
      key += token[i];
    }
  }
  return key;
}

// The member whose key is the token, or which the token spells.
bool descend(dom::element& at, const std::string& token) {
  dom::array array;
  if (at.get(array) == simdjson::SUCCESS) {
    std::size_t index = 0;
    if (token.empty() || token.size() > 6) return false;
    for (const char c : token) {
      if (c < '0' || c > '9') return false;
      index = index * 10 + static_cast<std::size_t>(c - '0');
    }
    return array.at(index).get(at) == simdjson::SUCCESS;
  }
  dom::object object;
  if (at.get(object) != simdjson::SUCCESS) return false;
  if (object.at_key(token).get(at) == simdjson::SUCCESS) return true;
  for (const auto field : object) {
    if (!spells(token, field.key)) continue;
    at = field.value;
    return true;
  }
  return false;
}

}  // namespace

ExtractedEvent::ExtractedEvent() : parser_(limits::kRecordBytes) {
  AOBO_CHECK(parser_.allocate(4096, limits::kJsonDepth) == simdjson::SUCCESS);
}

bool ExtractedEvent::select(std::string_view payload) {
  if (selected_ && payload == payload_) return valid_;
  selected_ = true;
  payload_ = payload;
  parsed_ = false;
  record_.reset();
  valid_ = payload.size() <= std::size_t{INT32_MAX} &&
           event_.ParseFromArray(payload.data(), static_cast<int>(payload.size())) &&
           event_.version() != 0;
  return valid_;
}

std::optional<dom::element> ExtractedEvent::record() {
  if (!parsed_) {
    parsed_ = true;
    dom::element element;
    if (parser_.parse(event_.raw()).get(element) == simdjson::SUCCESS) record_ = element;
  }
  return record_;
}

std::string_view ExtractedEvent::raw() {
  const std::string& raw = event_.raw();
  if (raw.find_first_of("\r\n") == std::string::npos) return raw;
  minified_.resize(raw.size() + simdjson::SIMDJSON_PADDING);
  std::size_t size = 0;
  if (simdjson::minify(raw.data(), raw.size(), minified_.data(), size) != simdjson::SUCCESS)
    return raw;
  return {minified_.data(), size};
}

std::string_view ExtractedEvent::at_pointer(std::string_view pointer) {
  auto root = record();
  if (!root) return {};
  dom::element at = *root;
  while (!pointer.empty()) {
    if (pointer.front() != '/') return {};
    pointer.remove_prefix(1);
    const std::size_t end = std::min(pointer.find('/'), pointer.size());
    if (!descend(at, unescaped(pointer.substr(0, end)))) return {};
    pointer.remove_prefix(end);
  }
  std::string_view text;
  if (at.get(text) == simdjson::SUCCESS) return text;
  if (at.is_null()) return {};
  pointed_ = simdjson::minify(at);
  return pointed_;
}

}  // namespace aobo
