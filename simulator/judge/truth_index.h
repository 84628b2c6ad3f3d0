// TruthIndex: where in truth.ndjson the truth of a record stands, by the record's file and offset:
// of a large world the truths themselves would not fit into memory.
#pragma once

#include <cstdint>
#include <fstream>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "plugin/base/result.h"
#include "simulator/truth/truth.h"

namespace aobo::sim {

class TruthIndex {
 public:
  explicit TruthIndex(const std::string& dir)
      : dir_(dir), lines_(dir + "/truth.ndjson", std::ios::binary) {}

  // Calls back for each truth on the way.
  std::optional<Error> build(const std::function<void(const Truth&)>& each);
  std::size_t size() const { return entries_.size(); }
  TimeNs last() const { return last_; }  // time of the last record

  struct Found {
    Truth truth;
    bool again = false;  // another answer to the same record, or to a further copy of it
  };
  // The truth of the record that begins there. `answer`: this is an answer to it, and not a word
  // about one.
  std::optional<Found> find(const std::string& file, std::uint64_t offset, bool answer);
  void each_expecting(const std::function<void(const Truth&)>& each);
  void each_left(const std::function<void(const Truth&)>& each);
  // Whether all that was written was left as it was written.
  bool without_faults() const;
  // Whether another copy of it was answered.
  bool answered(const Truth& truth) const;
  // Whether the answer rests on a name that another record shows to be somebody else's too: then
  // nobody need be named in the end.
  bool doubted(const Truth& truth) const { return posed_.contains(truth.name); }

 private:
  struct Entry {
    std::uint32_t file;
    bool taken;
    std::uint64_t offset, line;
  };
  static bool before(const Entry& left, const Entry& right) {
    return std::pair(left.file, left.offset) < std::pair(right.file, right.offset);
  }
  std::optional<Truth> read(std::uint64_t at);

  std::string dir_;
  std::ifstream lines_;
  std::map<std::string, std::uint32_t> files_;
  std::vector<Entry> entries_;
  TimeNs last_ = 0;
  // Lines of those of whose action a derived event must come.
  std::vector<std::uint64_t> expecting_;
  std::set<std::string> posed_;  // names that somebody else bore
  // Records delivered more than once, and whether one of the copies was answered.
  std::map<std::string, bool> copied_;
  std::set<std::string> damaged_;  // of these, those of which a damaged copy was answered
};

}  // namespace aobo::sim
