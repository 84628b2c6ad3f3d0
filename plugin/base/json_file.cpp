#include "plugin/base/json_file.h"

#include <algorithm>
#include <set>

#include "plugin/base/json_slip.h"
#include "plugin/base/key.h"
#include "plugin/base/load_error.h"
#include "plugin/base/page_keys.h"
#include "plugin/base/text.h"
#include "plugin/base/time_forms.h"
#include "plugin/base/utf16.h"
#include "plugin/base/whole_file.h"

namespace aobo {
namespace {

namespace dom = simdjson::dom;
namespace ondemand = simdjson::ondemand;

// More is refused as nested too deep: what a person writes, or Graph exports, has a dozen.
constexpr std::size_t kDeepest = 256;

// A page of an export has some megabytes; the history of many years may have more.
constexpr std::size_t kExportBytes = std::size_t{1} << 30;

std::string shown(const dom::element& element) {
  std::string text = simdjson::minify(element);
  if (text.size() <= 60) return text;
  text.resize(57);
  return text.append("...");
}

// Without a byte order mark, which is no part of the text and of no column.
simdjson::padded_string padded(std::string_view text) {
  constexpr std::string_view kMark = "\xef\xbb\xbf";
  if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
  return simdjson::padded_string(text);
}

std::optional<std::size_t> offset_of(const simdjson::padded_string& text,
                                     ondemand::document& document) {
  const char* at = nullptr;
  if (document.current_location().get(at) != simdjson::SUCCESS) return std::nullopt;
  if (at < text.data() || at > text.data() + text.size()) return std::nullopt;
  return static_cast<std::size_t>(at - text.data());
}

std::string escaped_token(std::string_view key) {
  std::string token;
  for (const char c : key) {
    if (c == '~') {
      token += "~0";
    } else if (c == '/') {
      token += "~1";
    } else {
      token += c;
    }
  }
  return token;
}

}  // namespace

Position position_of(std::string_view text, std::size_t offset) {
  Position position;
  for (std::size_t i = 0; i < offset && i < text.size(); ++i) {
    if (text[i] == '\n') {
      ++position.line;
      position.column = 1;
    } else {
      ++position.column;
    }
  }
  return position;
}

std::string JsonFile::text_of(const std::string& path) {
  auto text = read_whole_file(path, {"an export", kExportBytes});
  if (!text) throw LoadError{text.error().message};
  auto decoded = utf8_of_utf16(*text);
  return decoded ? std::move(*decoded) : *std::move(text);
}

JsonFile JsonFile::read(const std::string& path) {
  JsonFile file;
  file.name_ = path;
  file.spelled_freely_ = true;
  file.text_ = padded(text_of(path));
  file.parse();
  return file;
}

// Values in a row, an object a line or a page behind the other, become a list, which begins in a
// line of its own: what is wrong is told where it stands in the file. False where there is one
// value, or what is no JSON.
bool JsonFile::join_values() {
  std::string text(text_.data(), text_.size());
  const std::size_t size = text.size();
  text.resize(size + simdjson::SIMDJSON_PADDING);
  dom::parser parser;
  dom::document_stream values;
  if (parser.parse_many(text.data(), size, std::max<std::size_t>(size, 64)).get(values) !=
      simdjson::SUCCESS)
    return false;
  std::vector<std::size_t> begins;
  for (auto value = values.begin(); value != values.end(); ++value) {
    if ((*value).error() != simdjson::SUCCESS) return false;
    begins.push_back(value.current_index());
  }
  if (begins.size() < 2 || values.truncated_bytes() != 0) return false;
  text.resize(size);
  std::string list = "[\n";
  for (std::size_t i = 0; i < begins.size(); ++i) {
    const std::size_t from = i == 0 ? 0 : begins[i];
    const std::size_t end = i + 1 < begins.size() ? begins[i + 1] : size;
    const std::string_view part = std::string_view(text).substr(from, end - from);
    const std::size_t last = part.find_last_not_of(" \t\r\n") + 1;
    list.append(part.substr(0, last));
    if (i + 1 < begins.size()) list += ',';
    list.append(part.substr(last));
  }
  text_ = simdjson::padded_string(list + "\n]");
  return true;
}

JsonFile JsonFile::of(std::string name, std::string_view text, std::size_t first_line) {
  JsonFile file;
  file.name_ = std::move(name);
  file.first_line_ = first_line;
  file.text_ = padded(text);
  file.parse();
  return file;
}

void JsonFile::parse() {
  parser_ = std::make_unique<dom::parser>();
  const char* data = text_.data();
  const std::size_t size = text_.size();
  // A page has as many bytes as it has; its depth is what a reader's stack pays for.
  auto error = parser_->allocate(std::max<std::size_t>(size, 64), kDeepest);
  if (error == simdjson::SUCCESS) error = parser_->parse(data, size, false).get(root_);
  if (error == simdjson::SUCCESS) return;
  if (spelled_freely_ && first_line_ != 0 && join_values()) {
    first_line_ = 0;
    return parse();
  }
  const std::string_view whole(data, size);
  const auto slip = find_json_slip(whole, kDeepest);
  if (slip) fail_at(position_of(whole, slip->offset), "not valid JSON: " + slip->problem);
  fail_at({}, std::string("not valid JSON: ") + simdjson::error_message(error));
}

void JsonFile::fail_at(Position at, const std::string& problem) const {
  throw LoadError{name_ + ":" + std::to_string(at.line + first_line_ - 1) + ":" +
                  std::to_string(at.column) + ": " + problem};
}

void JsonFile::fail(const std::string& pointer, const std::string& problem) const {
  std::size_t offset = 0;
  ondemand::parser parser;
  ondemand::document document;
  if (parser.iterate(text_).get(document) == simdjson::SUCCESS) {
    ondemand::value value;
    const bool found = pointer.empty()
                           ? document.get_value().get(value) == simdjson::SUCCESS
                           : document.at_pointer(pointer).get(value) == simdjson::SUCCESS;
    if (found) offset = offset_of(text_, document).value_or(0);
  }
  fail_at(position_of({text_.data(), text_.size()}, offset), problem);
}

void JsonFile::fail_second(const std::string& pointer, std::string_view key,
                           const std::string& problem) const {
  ondemand::parser parser;
  ondemand::document document;
  ondemand::value value;
  ondemand::object object;
  const bool found =
      parser.iterate(text_).get(document) == simdjson::SUCCESS &&
      (pointer.empty() ? document.get_value() : document.at_pointer(pointer)).get(value) ==
          simdjson::SUCCESS &&
      value.get_object().get(object) == simdjson::SUCCESS;
  if (!found) fail(pointer, problem);
  std::size_t times = 0;
  for (auto field : object) {
    ondemand::raw_json_string raw;
    if (field.key().get(raw) != simdjson::SUCCESS) break;
    if (!raw.unsafe_is_equal(key) || ++times < 2) continue;
    const auto offset = static_cast<std::size_t>(raw.raw() - 1 - text_.data());
    fail_at(position_of({text_.data(), text_.size()}, offset), problem);
  }
  fail(pointer, problem);
}

namespace {

// How deep pages lie within others: a batch has its answers' bodies, and these their lists.
constexpr std::size_t kPageDepth = 4;

bool is_list_of_items(const dom::element& element) {
  dom::array list;
  return element.get(list) == simdjson::SUCCESS && (list.size() == 0 || list.at(0).is_object());
}

// The list under a page's name; nothing where there is none.
std::optional<std::string_view> list_of(const dom::object& object) {
  for (const auto field : object) {
    if (is_list_of_items(field.value) && page::is_list_name(field.key)) return field.key;
  }
  return std::nullopt;
}

// The object in which a page is handed on; nothing where none is there.
std::optional<std::string_view> carrier_of(const dom::object& object) {
  for (const auto field : object) {
    dom::object inner;
    if (!is_folded_of_any(page::kCarriers, field.key)) continue;
    if (field.value.get(inner) != simdjson::SUCCESS) continue;
    dom::element error;
    if (list_of(inner) || inner.at_key("error").get(error) == simdjson::SUCCESS) return field.key;
  }
  return std::nullopt;
}

}  // namespace

void JsonFile::each_item(const Visit& visit) const {
  walk(
      root(), 0, [](const JsonNode&) {}, visit);
}

void JsonFile::each_page(const Visit& visit) const {
  walk(root(), 0, visit, [](const JsonNode&) {});
}

void JsonFile::walk(const JsonNode& node, std::size_t depth, const Visit& page,
                    const Visit& item) const {
  dom::object object;
  dom::array list;
  if (node.element_.get(list) == simdjson::SUCCESS && depth <= kPageDepth) {
    std::size_t index = 0;
    for (const dom::element one : list) {
      const JsonNode inner(*this, one, node.pointer_ + "/" + std::to_string(index++));
      if (!one.is_object()) inner.fail("expected an object, found " + shown(one));
      walk(inner, depth + 1, page, item);
    }
    return;
  }
  if (node.element_.get(object) != simdjson::SUCCESS)
    node.fail("expected a page {\"value\": […]}, an array or an object, found " +
              shown(node.element_));
  const auto name = list_of(object);
  const auto carrier = name ? std::nullopt : carrier_of(object);
  if (name) page(node);
  if (const auto& within = name ? name : carrier; within && depth <= kPageDepth) {
    dom::element inner;
    if (object.at_key(*within).get(inner) == simdjson::SUCCESS)
      walk(JsonNode(*this, inner, node.pointer_to(*within)), depth + 1, page, item);
  } else if (depth > 0 && node.has_object("error") && !node.has("id")) {
    const std::string code = node.member("error")->text("code").value_or("");
    node.fail("error", "an error in place of an answer" + (code.empty() ? "" : ": " + code) +
                           "; make the call again");
  } else {
    item(node);
  }
}

std::string JsonNode::pointer_to(std::string_view key) const {
  return pointer_ + "/" + escaped_token(written(key));
}

std::string JsonNode::json() const { return simdjson::minify(element_); }

void JsonNode::fail(const std::string& problem) const { file_->fail(pointer_, problem); }

void JsonNode::fail(std::string_view key, const std::string& problem) const {
  file_->fail(find(key) ? pointer_to(key) : pointer_, problem);
}

std::optional<dom::element> JsonNode::find(std::string_view key) const {
  dom::element element;
  if (element_.at_key(key).get(element) == simdjson::SUCCESS)
    return element.is_null() ? std::nullopt : std::optional(element);
  return file_->spelled_freely_ ? find_freely(key) : std::nullopt;
}

// As PowerShell spells it: Id. Modules of old and az before its version 2.37 have objectId.
std::optional<dom::element> JsonNode::find_freely(std::string_view key) const {
  dom::object object;
  if (element_.get(object) != simdjson::SUCCESS) return std::nullopt;
  const std::string folded = folded_key(key);
  for (const std::string_view name : {std::string_view(folded), std::string_view("objectid")}) {
    if (name == "objectid" && folded != "id") continue;
    for (const auto field : object) {
      if (is_folded_of(name, field.key) && !field.value.is_null()) return field.value;
    }
  }
  return std::nullopt;
}

// The key as it is written where `key` is asked for.
std::string_view JsonNode::written(std::string_view key) const {
  const auto element = find(key);
  dom::object object;
  if (!element || element_.get(object) != simdjson::SUCCESS) return key;
  dom::element exact;
  if (object.at_key(key).get(exact) == simdjson::SUCCESS) return key;
  for (const auto field : object) {
    if (is_folded_of(folded_key(key), field.key)) return field.key;
    if (key == "id" && is_folded_of("objectid", field.key)) return field.key;
  }
  return key;
}

// Of two values under one key readers keep the first or the last, in silence.
void JsonNode::each_key_once(const dom::object& object, const std::string& pointer) const {
  std::set<std::string_view> keys;
  for (const auto field : object) {
    if (keys.insert(field.key).second) continue;
    file_->fail_second(
        pointer, field.key,
        "key \"" + std::string(field.key) + "\" stands twice; put all of it under one");
  }
}

void JsonNode::only(std::span<const std::string_view> keys) const {
  dom::object object;
  if (element_.get(object) != simdjson::SUCCESS)
    fail("expected an object, found " + shown(element_));
  each_key_once(object, pointer_);
  for (const auto field : object) {
    if (std::ranges::find(keys, field.key) != keys.end()) continue;
    std::string known;
    for (const std::string_view key : keys) known.append(known.empty() ? "" : ", ").append(key);
    fail(field.key, "unknown key \"" + std::string(field.key) + "\"; expected one of " + known);
  }
}

std::optional<std::int64_t> JsonNode::number(std::string_view key) const {
  const auto element = find(key);
  if (!element) return std::nullopt;
  std::int64_t value = 0;
  if (element->get(value) != simdjson::SUCCESS) {
    fail(key, "\"" + std::string(key) + "\" must be a whole number, found " + shown(*element));
  }
  return value;
}

bool JsonNode::has(std::string_view key) const { return find(key).has_value(); }

bool JsonNode::has_object(std::string_view key) const {
  const auto element = find(key);
  return element && element->is_object();
}

bool JsonNode::has_list(std::string_view key) const {
  const auto element = find(key);
  return element && (element->is_array() || (file_->spelled_freely_ && element->is_object()));
}

std::optional<std::string> JsonNode::text(std::string_view key) const {
  const auto element = find(key);
  if (!element) return std::nullopt;
  std::string_view value;
  if (element->get(value) != simdjson::SUCCESS) {
    fail(key, "\"" + std::string(key) + "\" must be a string, found " + shown(*element));
  }
  return value.empty() ? std::nullopt : std::optional(std::string(value));
}

std::optional<bool> JsonNode::boolean(std::string_view key) const {
  const auto element = find(key);
  if (!element) return std::nullopt;
  bool value = false;
  if (element->get(value) != simdjson::SUCCESS) {
    fail(key, "\"" + std::string(key) + "\" must be true or false, found " + shown(*element));
  }
  return value;
}

std::optional<std::string> JsonNode::flag_or_text(std::string_view key) const {
  const auto element = find(key);
  bool flag = false;
  if (element && element->get(flag) == simdjson::SUCCESS) return flag ? "on" : "off";
  return text(key);
}

std::optional<Guid> JsonNode::id(std::string_view key) const {
  const auto value = text(key);
  if (!value) return std::nullopt;
  const auto guid = parse_guid(*value);
  if (!guid)
    fail(key, "\"" + std::string(key) + "\" must be an id (GUID), found \"" + *value + "\"");
  return guid->is_zero() ? std::nullopt : guid;
}

std::optional<TimeNs> JsonNode::time(std::string_view key) const {
  const auto value = text(key);
  if (!value) return std::nullopt;
  auto time = parse_time(*value);
  if (!time && file_->spelled_freely_) time = read_time_form(*value, DateOrder::kUnclear).time;
  if (!time) {
    fail(key, "\"" + std::string(key) + "\" must be a time like 2026-03-31T17:00:00Z, found \"" +
                  *value + "\"");
  }
  return time;
}

std::string JsonNode::required_text(std::string_view key) const {
  auto value = text(key);
  if (!value) fail(key, "\"" + std::string(key) + "\" is missing, expected a string");
  return *value;
}

std::string JsonNode::required_self_text() const {
  std::string_view value;
  if (element_.get(value) != simdjson::SUCCESS || value.empty())
    fail("expected a string, found " + shown(element_));
  return std::string(value);
}

Guid JsonNode::required_id(std::string_view key) const {
  const auto value = id(key);
  if (!value && text(key))
    fail(key, "\"" + std::string(key) + "\": an all-zero id names nothing, expected an id (GUID)");
  if (!value) fail(key, "\"" + std::string(key) + "\" is missing, expected an id (GUID)");
  return *value;
}

std::optional<JsonNode> JsonNode::value(std::string_view key) const {
  const auto element = find(key);
  return element ? std::optional(JsonNode(*file_, *element, pointer_to(key))) : std::nullopt;
}

std::optional<JsonNode> JsonNode::member(std::string_view key) const {
  const auto element = find(key);
  if (!element) return std::nullopt;
  if (!element->is_object())
    fail(key, "\"" + std::string(key) + "\" must be an object, found " + shown(*element));
  return JsonNode(*file_, *element, pointer_to(key));
}

void JsonNode::each(std::string_view key, const std::function<void(const JsonNode&)>& visit) const {
  auto element = find(key);
  if (!element) return;
  dom::array array;
  std::string pointer = pointer_to(key);
  if (file_->spelled_freely_ && element->is_object()) {
    const JsonNode within(*file_, *element, pointer);
    const auto list = within.find("value");
    if (list && list->is_array()) {
      pointer = within.pointer_to("value");
      element = list;
    }
  }
  if (element->get(array) != simdjson::SUCCESS) {
    fail(key, "\"" + std::string(key) + "\" must be an array, found " + shown(*element));
  }
  std::size_t index = 0;
  for (const dom::element item : array) {
    visit(JsonNode(*file_, item, pointer + "/" + std::to_string(index++)));
  }
}

void JsonNode::each_member(
    std::string_view key,
    const std::function<void(std::string_view, const JsonNode&)>& visit) const {
  const auto element = find(key);
  if (!element) return;
  dom::object object;
  if (element->get(object) != simdjson::SUCCESS)
    fail(key, "\"" + std::string(key) + "\" must be an object, found " + shown(*element));
  each_key_once(object, pointer_to(key));
  for (const auto field : object)
    visit(field.key,
          JsonNode(*file_, field.value, pointer_to(key) + "/" + escaped_token(field.key)));
}

}  // namespace aobo
