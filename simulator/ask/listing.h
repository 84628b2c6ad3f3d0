// Listing: the lines of events that are shown: at most so many, and in an order that is asked for.
#pragma once

#include <cstdint>
#include <memory>
#include <ostream>
#include <sstream>
#include <string>
#include <vector>

#include "plugin/base/result.h"
#include "simulator/host/session.h"

namespace aobo::sim {

// Lines that are kept to be sorted; past it the listing says that it is not whole.
inline constexpr std::size_t kMostSorted = 500'000;

class Listing {
 public:
  // `sort`: "time", the order in which events come, or customer, person, operation; `limit` 0 is
  // none. The listing's writer writes to lines().
  static Result<std::unique_ptr<Listing>> make(const Session& session, const std::string& sort,
                                               std::uint64_t limit, std::ostream& out);

  std::ostream& lines() { return sorted() ? static_cast<std::ostream&>(line_) : out_; }
  // Whether the next event is to be written; it is counted.
  bool wants_next();
  // The event that the session has at hand was written.
  void written();
  void end();
  // Events that were not shown, because of --limit or of kMostSorted.
  std::uint64_t left_out() const { return left_out_; }

 private:
  struct Row {
    std::string key, line;
  };
  Listing(const Session& session, std::uint64_t limit, std::ostream& out)
      : session_(session), limit_(limit), out_(out) {}
  bool sorted() const { return !keys_.empty(); }

  const Session& session_;
  std::uint64_t limit_, shown_ = 0, left_out_ = 0;
  std::ostream& out_;
  std::ostringstream line_;
  std::vector<FieldQuery> keys_;
  std::vector<Row> rows_;
};

}  // namespace aobo::sim
