// What of a record's bytes must come back as aobo.raw, whatever its form in the file: JSON as it
// is, also out of what a collector wrote around it, a table's row as its cells, a line of text as
// its parts.
#pragma once

#include <string>
#include <string_view>

namespace aobo::sim {

struct SameRecord {
  std::string written, shown;  // alike where the one is the other
};
SameRecord same_record(std::string_view framing, std::string_view written, std::string_view shown);

}  // namespace aobo::sim
