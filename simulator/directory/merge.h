// MergedHistory: the observations of a directory as they are written, and how a further export is
// folded into them. Folding the same export again changes nothing.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "plugin/base/result.h"
#include "plugin/directory/observation.h"
#include "simulator/directory/snapshot.h"

namespace aobo::sim {

// What folding did to one kind of thing.
struct Folded {
  std::uint64_t added = 0, changed = 0, gone = 0, same = 0;
  bool whole = true;
};
using FoldedByRow = std::map<std::size_t, Folded>;  // by index into export_rows()

class MergedHistory {
 public:
  // All lines of the file, which need not be there; one that cannot be read is an error, because
  // writing the others would lose it.
  static Result<MergedHistory> read(const std::string& path);

  bool empty() const { return answers_.empty(); }
  // Where an answer is older than what is known of it, and says something else, nothing is folded.
  Result<FoldedByRow> fold(const Snapshot& snapshot);
  std::string text() const;

 private:
  using Forms = std::vector<Observation>;  // in the order of time
  struct Answer {
    std::optional<TimeNs> whole;           // when it was last exported whole
    TimeNs last = 0;                       // or in part
    std::map<std::string, Forms> objects;  // by key

    // What the other shows otherwise, by its key: nothing where it says the same.
    std::optional<std::string> unlike(const Snapshot::Answer& now) const;
  };

  void fold_answer(const AnswerKey& scope, const Snapshot::Answer& now, Folded& folded);
  void end_with(const AnswerKey& scope, TimeNs time);

  std::map<AnswerKey, Answer> answers_;
};

}  // namespace aobo::sim
