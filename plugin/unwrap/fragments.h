// Fragments: answers of Kusto that come piece by piece. The columns stand in one frame and the rows
// in later ones:
//   {"FrameType":"TableHeader","TableId":1,"Columns":[{"ColumnName":"…"}]}
//   {"FrameType":"TableFragment","TableId":1,"Rows":[[…],[…]]}
// A fragment whose header was not seen is refused by its own keys, as all is that is no record.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "plugin/unwrap/wrapper.h"

namespace aobo {

class Fragments {
 public:
  // The rows of a fragment, an object each; nothing of any other frame. `cut`: as open_table's.
  std::optional<Unwrapped> open(const simdjson::dom::object& object, bool& cut);
  void forget() { columns_.clear(); }

 private:
  std::map<std::int64_t, std::vector<std::string>> columns_;  // by table; kMostTables at most
};

}  // namespace aobo
