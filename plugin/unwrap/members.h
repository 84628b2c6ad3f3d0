// What wrappers and pages share: looking for members of objects by their folded keys, taking parts
// out, and telling what is a record of somebody's own.
#pragma once

#include <simdjson.h>

#include <optional>
#include <string>
#include <string_view>

#include "plugin/unwrap/wrapper.h"

namespace aobo {

std::optional<simdjson::dom::element> member(const simdjson::dom::object& object,
                                             std::string_view folded);
// `keys`: folded, with blanks between; "@key" and "_key" as they are spelled, "key{}" where an
// object stands there, "key=text" where that text does. `but`: a key of them that does not count.
bool has_one_of(const simdjson::dom::object& object, std::string_view keys,
                std::string_view but = {});
// Whether `key`, in any spelling, is one of `keys`.
bool is_among(std::string_view keys, std::string_view key);

// The element as JSON, so that nothing of it is lost where it is shown.
std::string json_of(const simdjson::dom::element& element);

// A text or object as one part, a list's as several.
void add_part(const simdjson::dom::element& element, Unwrapped& into);
// Whose records the object holds, where it says so.
void read_tenant(const simdjson::dom::object& object, Unwrapped& into);

// Whether the object is a record itself, ours or another's, by keys that only records have side by
// side. What stands in it is what its record tells of: nothing of it is another record, whoever
// wrote it there.
bool is_own_record(const simdjson::dom::object& object);

}  // namespace aobo
