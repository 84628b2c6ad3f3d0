// What answers of rows and columns share: the columns' names, and each row as an object.
#pragma once

#include <simdjson.h>

#include <optional>
#include <string>
#include <vector>

#include "plugin/unwrap/wrapper.h"

namespace aobo {

// Of the list of columns that the object holds; none where it holds none, or one has no name.
std::vector<std::string> column_names(const simdjson::dom::object& object);

// Of the list of rows that the object holds; nothing where it holds none. `cut`: as open_table's.
std::optional<Unwrapped> rows_of(const simdjson::dom::object& object,
                                 const std::vector<std::string>& names, bool& cut);

}  // namespace aobo
