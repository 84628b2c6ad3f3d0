// JsonFile: one export, parsed, whose errors name file, line and column. An item is reached through
// JsonNode, which remembers its JSON pointer; only when something is wrong is the file walked again
// to turn the pointer into a line.
#pragma once

#include <simdjson.h>

#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "plugin/base/guid.h"
#include "plugin/base/time.h"

namespace aobo {

struct Position {
  std::size_t line = 1;
  std::size_t column = 1;
};
Position position_of(std::string_view text, std::size_t offset);

class JsonFile;

// A value in a file. Every getter throws LoadError where what it finds is not what it was asked
// for.
class JsonNode {
 public:
  JsonNode(const JsonFile& file, simdjson::dom::element element, std::string pointer)
      : file_(&file), element_(element), pointer_(std::move(pointer)) {}

  // Nothing where the member is missing, null or "".
  std::optional<std::string> text(std::string_view key) const;
  std::optional<bool> boolean(std::string_view key) const;
  // A text, or "on" and "off" for true and false.
  std::optional<std::string> flag_or_text(std::string_view key) const;
  std::optional<std::int64_t> number(std::string_view key) const;
  std::optional<Guid> id(std::string_view key) const;
  std::optional<TimeNs> time(std::string_view key) const;

  std::string required_text(std::string_view key) const;
  std::string required_self_text() const;  // of an element of an array of strings
  Guid required_id(std::string_view key) const;

  std::optional<JsonNode> value(std::string_view key) const;   // of any kind but null
  std::optional<JsonNode> member(std::string_view key) const;  // an object
  // Each element of an array member, also where PowerShell wrote it as {"value":[…],"Count":2};
  // none where it is missing or null.
  void each(std::string_view key, const std::function<void(const JsonNode&)>& visit) const;

  // Each member of an object member, by its name; none where it is missing or null.
  void each_member(std::string_view key,
                   const std::function<void(std::string_view, const JsonNode&)>& visit) const;

  bool has(std::string_view key) const;
  bool has_object(std::string_view key) const;
  bool has_list(std::string_view key) const;  // as `each` reads one
  bool is_object() const { return element_.is_object(); }
  // Fails at the first key that is none of these or stands there before, or where this is no
  // object.
  void only(std::span<const std::string_view> keys) const;
  void only(std::initializer_list<std::string_view> keys) const {
    only(std::span(keys.begin(), keys.size()));
  }
  std::string json() const;                                  // the value as it stands, in one line
  [[noreturn]] void fail(const std::string& problem) const;  // at this value
  [[noreturn]] void fail(std::string_view key, const std::string& problem) const;

 private:
  friend class JsonFile;

  void each_key_once(const simdjson::dom::object& object, const std::string& pointer) const;
  std::optional<simdjson::dom::element> find(std::string_view key) const;
  std::optional<simdjson::dom::element> find_freely(std::string_view key) const;
  std::string_view written(std::string_view key) const;
  std::string pointer_to(std::string_view key) const;

  const JsonFile* file_;
  simdjson::dom::element element_;
  std::string pointer_;
};

class JsonFile {
 public:
  // An export. Its keys may be spelled as PowerShell and old modules have them (Id, objectId), and
  // there may be several values in a row, of which each is read. Throws LoadError where the file
  // cannot be read or is no JSON.
  static JsonFile read(const std::string& path);
  // Text in memory: a whole file, or the part of one that begins in that line.
  static JsonFile of(std::string name, std::string_view text, std::size_t first_line = 1);
  // The whole file as UTF-8. Throws LoadError where it cannot be read.
  static std::string text_of(const std::string& path);

  // The objects of its pages (base/page_keys.h: "value", "data", also in "body" or "responses"), of
  // a plain array, or the one object. "@odata.nextLink" needs nothing: the next page is another
  // file, or stands behind it.
  void each_item(const std::function<void(const JsonNode&)>& visit) const;
  // Each of these pages.
  void each_page(const std::function<void(const JsonNode&)>& visit) const;

  JsonNode root() const { return {*this, root_, ""}; }
  [[noreturn]] void fail(const std::string& pointer, const std::string& problem) const;
  // At the second value under that key in the object.
  [[noreturn]] void fail_second(const std::string& pointer, std::string_view key,
                                const std::string& problem) const;

 private:
  friend class JsonNode;
  using Visit = std::function<void(const JsonNode&)>;

  JsonFile() = default;
  void parse();
  bool join_values();
  void walk(const JsonNode& node, std::size_t depth, const Visit& page, const Visit& item) const;
  [[noreturn]] void fail_at(Position at, const std::string& problem) const;

  std::string name_;
  std::size_t first_line_ = 1;
  bool spelled_freely_ = false;  // keys as in base/key.h
  simdjson::padded_string text_;
  std::unique_ptr<simdjson::dom::parser> parser_;
  simdjson::dom::element root_;
};

}  // namespace aobo
