// What the commands share: failing with one line, showing progress, checking a choice.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/cli/command.h"
#include "simulator/host/session.h"
#include "simulator/judge/verdict.h"

namespace aobo::sim {

// The class of a failure as an exit code; kOk where it is none.
Exit exit_of(Verdict verdict);

Exit fail(Exit code, const std::string& message);
// The same of what stands in several lines, like a condition with a caret below its fault.
Exit fail_in_lines(Exit code, std::string_view message);

// Whether the folder may be removed to make room for a world: it is none, is empty or holds a
// generated world.
bool may_be_replaced(const std::string& folder);

bool among(const std::string& value, std::initializer_list<const char*> allowed);

// A line on a terminal that is written over, at most twice a second; nothing where standard error
// is none.
class Progress {
 public:
  explicit Progress(bool wanted);
  // Whether a line is due; asks the clock only now and then.
  bool due();
  // The same, where it is not asked often.
  bool is_time();
  void show(const std::string& line);
  void end() const;
  // Of the terminal, those that a line may take: it is written over whole only where it takes one
  // row.
  static std::size_t columns();
  // The line in a row of so many.
  static std::string fitting(const std::string& line, std::size_t columns);
  // How fast it goes and, once a part of the inputs is done, how long it may take yet:
  // ", 31.2 MB/s, about 40 s left".
  std::string pace(const Session::Pace& pace) const;

 private:
  bool wanted_;
  std::uint64_t asked_ = 0;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now(), last_{};
};

}  // namespace aobo::sim
