#include "plugin/base/json_text.h"
#include "plugin/base/key.h"
#include "plugin/unwrap/members.h"
#include "plugin/unwrap/wrapper.h"

namespace aobo {
namespace {

using Element = simdjson::dom::element;
using Object = simdjson::dom::object;
using Array = simdjson::dom::array;

class Speller {
 public:
  void append(const Element& element) {
    Object object;
    Array array;
    if (element.get(object) == simdjson::SUCCESS) {
      append_object(object);
    } else if (element.get(array) == simdjson::SUCCESS) {
      append_array(array);
    } else {
      out_ += json_of(element);
    }
  }

  bool changed() const { return changed_; }
  std::string take() { return std::move(out_); }

  void append_object(const Object& object) {
    out_.push_back('{');
    bool first = true;
    for (const auto field : object) {
      if (!first) out_.push_back(',');
      first = false;
      std::string folded = folded_key(field.key);
      const bool keep = folded.empty() || equal_ignoring_case(folded, field.key);
      folded.append(std::string_view(field.key).substr(without_brackets(field.key).size()));
      changed_ = changed_ || !keep;
      append_json_string(out_, keep ? field.key : std::string_view(folded));
      out_.push_back(':');
      append(field.value);
    }
    out_.push_back('}');
  }

 private:
  void append_array(const Array& array) {
    out_.push_back('[');
    bool first = true;
    for (const Element element : array) {
      if (!first) out_.push_back(',');
      first = false;
      append(element);
    }
    out_.push_back(']');
  }

  std::string out_;
  bool changed_ = false;
};

}  // namespace

std::optional<std::string> respelled(const Object& object) {
  Speller speller;
  speller.append_object(object);
  return speller.changed() ? std::optional(speller.take()) : std::nullopt;
}

}  // namespace aobo
