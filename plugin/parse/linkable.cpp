#include "plugin/parse/linkable.h"

#include "plugin/base/limits.h"
#include "plugin/base/text.h"
#include "plugin/parse/common.h"
#include "plugin/parse/document.h"

namespace aobo {
namespace {

constexpr std::string_view kIssuedAt = "IssuedAtTime";

constexpr std::string_view kNames[] = {"aadsessionid", "uniquetokenid", "issuedattime"};

// Objects of workloads' own in which pairs of names and values stand.
constexpr std::string_view kPairLists[] = {"ExtendedProperties", "DeviceProperties",
                                           "AppAccessContext", "AdditionalDetails"};
// Pairs whose value holds the names as text.
constexpr std::string_view kHeldAsText[] = {"AppAccessContext", "AdditionalDetails",
                                            "LinkableIdentifiers"};
// What those who act write themselves.
constexpr std::string_view kWrittenByActors[] = {"Parameters", "ModifiedProperties"};

class Search {
 public:
  Search(Record& record, Scratch& scratch) : record_(record), scratch_(scratch) {}

  void look(const Element& element, std::size_t depth, bool of_pairs) {
    Object object;
    Array array;
    if (depth == limits::kLinkableDepth || done()) return;
    if (element.get(object) == simdjson::SUCCESS) {
      look_at(object, depth, of_pairs);
    } else if (element.get(array) == simdjson::SUCCESS) {
      for (const Element item : array) look(item, depth + 1, of_pairs);
    }
  }

  void look_at(const Object& object, std::size_t depth, bool of_pairs) {
    if (of_pairs) look_at_pair(object, depth);
    for (const auto field : object) {
      if (field.value.is_object() || field.value.is_array()) {
        if (!is_folded_of_any(kWrittenByActors, field.key))
          look(field.value, depth + 1, of_pairs || is_folded_of_any(kPairLists, field.key));
      } else if (is_folded_of("appaccesscontext", field.key)) {
        const auto written = object_of(field.value, scratch_);  // as text
        if (written) look_at(*written, depth + 1, true);
      } else if (is_folded_of_any(kNames, field.key)) {
        take(field.key, text_of(field.value, scratch_));
      }
    }
  }

 private:
  // A value of these names is an object as text, which the service wrote; of others (a user agent)
  // it may be anybody's.
  void look_at_pair(const Object& pair, std::size_t depth) {
    const std::string_view name = text_at(pair, "Name", scratch_);
    const std::string_view value = text_at(pair, "Value", scratch_);
    take(name, value);
    if (!is_folded_of_any(kHeldAsText, name) || !value.starts_with('{')) return;
    const auto nested = scratch_.parse_nested(value);
    if (nested) look(*nested, depth + 1, false);
  }

  bool done() const { return !record_.session.empty() && record_.token && issued(); }
  bool issued() const { return !parameter(record_, kIssuedAt).empty(); }

  void take(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    if (record_.session.empty() && is_folded_of("aadsessionid", name)) {
      record_.session = value;
    } else if (!record_.token && is_folded_of("uniquetokenid", name)) {
      record_.token = parse_uti(value);
    } else if (!issued() && is_folded_of("issuedattime", name)) {
      add_parameter(record_, kIssuedAt, value);
    }
  }

  Record& record_;
  Scratch& scratch_;
};

}  // namespace

void read_linkable(const Object& object, Record& record, Scratch& scratch) {
  for (const std::string_view key : {"AADSessionId", "sessionId"}) {
    if (record.session.empty()) record.session = text_at(object, key, scratch);
  }
  for (const std::string_view key : {"UniqueTokenId", "uniqueTokenIdentifier"}) {
    if (!record.token) record.token = parse_uti(text_at(object, key, scratch));
  }
  if (const auto details = member_of(object, "tokenDetails"); details && !record.token) {
    if (const auto inner = object_of(*details, scratch))
      record.token = parse_uti(text_at(*inner, "uniqueTokenIdentifier", scratch));
  }
  if (parameter(record, kIssuedAt).empty())
    add_parameter(record, kIssuedAt, text_at(object, kIssuedAt, scratch));
}

void read_linkable_anywhere(const Object& record_object, Record& record, Scratch& scratch) {
  Search(record, scratch).look_at(record_object, 0, false);
}

}  // namespace aobo
