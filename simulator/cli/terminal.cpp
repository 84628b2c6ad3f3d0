#include "simulator/cli/terminal.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "plugin/base/text.h"
#include "simulator/report/columns.h"

namespace aobo::sim {

Exit exit_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::kWrong:
      return Exit::kWrong;
    case Verdict::kUnfounded:
      return Exit::kUnfounded;
    case Verdict::kExtra:
    case Verdict::kUnanswered:
      return Exit::kUnanswered;
    case Verdict::kMisread:
      return Exit::kMisread;
    case Verdict::kMissed:
      return Exit::kMissed;
    case Verdict::kWrongPath:
      return Exit::kWrongPath;
    case Verdict::kWrongPolicy:
      return Exit::kWrongPolicy;
    case Verdict::kWrongField:
    case Verdict::kWrongCount:
    case Verdict::kSplit:
    case Verdict::kJoined:
      return Exit::kWrongField;
    case Verdict::kAccused:
      return Exit::kAccused;
    case Verdict::kDerivedMissed:
    case Verdict::kDerivedUnfounded:
      return Exit::kDerived;
    default:
      return Exit::kOk;
  }
}

Exit fail(Exit code, const std::string& message) {
  // What is wrong with rules is shown on several lines, whose parts are escaped as they are made.
  if (code == Exit::kRules) return fail_in_lines(code, message);
  return fail_in_lines(code, on_one_line(message));
}

Exit fail_in_lines(Exit code, std::string_view message) {
  std::string lines;
  while (!message.empty()) {
    const std::size_t end = std::min(message.find('\n'), message.size());
    lines += (lines.empty() ? "" : "\n") + on_one_line(message.substr(0, end));
    message.remove_prefix(std::min(end + 1, message.size()));
  }
  std::cout << std::flush;
  std::cerr << "aobo-sim: " << lines << "\n";
  return code;
}

bool may_be_replaced(const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code error;
  return !fs::exists(folder, error) || fs::is_empty(folder, error) ||
         fs::exists(folder + "/world.json", error);
}

bool among(const std::string& value, std::initializer_list<const char*> allowed) {
  for (const char* one : allowed) {
    if (value == one) return true;
  }
  return false;
}

Progress::Progress(bool wanted) : wanted_(wanted && isatty(STDERR_FILENO) == 1) {}

bool Progress::due() { return wanted_ && ++asked_ % 256 == 0 && is_time(); }

bool Progress::is_time() {
  if (!wanted_) return false;
  const auto now = std::chrono::steady_clock::now();
  if (now - last_ < std::chrono::milliseconds(500)) return false;
  last_ = now;
  return true;
}

namespace {

std::size_t terminal_columns() {
  winsize size{};
  const bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  constexpr std::size_t kUsual = 80;
  return known ? size.ws_col : kUsual;
}

// A line as wide as the terminal may put the cursor into the next row.
std::size_t columns_in(std::size_t row) { return std::max<std::size_t>(row, 2) - 1; }

}  // namespace

std::size_t Progress::columns() { return columns_in(terminal_columns()); }

void Progress::show(const std::string& line) {
  if (!wanted_) return;
  std::cerr << "\r\033[K" << fitting(line, terminal_columns()) << std::flush;
}

std::string Progress::fitting(const std::string& line, std::size_t columns) {
  return cut_in_the_middle(line, columns_in(columns));
}

std::string Progress::pace(const Session::Pace& pace) const {
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  if (pace.bytes == 0 || seconds <= 0) return {};
  std::string text = fmt::format(", {:.1f} MB/s", static_cast<double>(pace.bytes) / 1e6 / seconds);
  const double done = pace.share_done;
  if (done > 0 && done < 1) text += fmt::format(", about {:.0f} s left", seconds / done - seconds);
  return text;
}

void Progress::end() const {
  if (wanted_) std::cerr << "\r\033[K" << std::flush;
}

}  // namespace aobo::sim
