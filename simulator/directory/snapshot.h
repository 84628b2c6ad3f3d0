// Snapshot: what the exports of one partner show at one time, by the answer in which it stood: what
// a history is told of at once.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "plugin/base/result.h"
#include "plugin/directory/observation.h"

namespace aobo::sim {

struct Snapshot {
  struct Answer {
    TimeNs time = 0;    // when the newest of its files was written
    bool whole = true;  // all its pages are there: who is missing in it is missing
    std::string file;   // the newest
    struct Object {
      std::string json;  // what is taken of it
      std::string file;  // in which it stands
    };
    std::map<std::string, Object> objects;  // by key
  };
  std::map<AnswerKey, Answer> answers;
  std::vector<std::string> warnings;  // of what is not read, as the directory's
};

// The exports below `folder`, of the partner with that tenant; `time` where it is told, and not
// that of the files. What the plugin would refuse is an error, with file, line and column, and so
// is one thing that stands twice and otherwise: a history would hold the one that is wrong for
// ever.
Result<Snapshot> read_snapshot(const std::string& folder, const Guid& tenant,
                               std::optional<TimeNs> time);

}  // namespace aobo::sim
