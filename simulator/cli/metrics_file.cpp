#include "simulator/cli/metrics_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cctype>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "plugin/base/text.h"
#include "simulator/cli/terminal.h"
#include "simulator/cli/written_file.h"

namespace aobo::sim {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kWriteEach{10};

// Prometheus takes letters, digits and _; a total is called so.
std::string prometheus_name(const Metric& metric) {
  std::string name = "aobo_" + metric.name;
  for (char& one : name) {
    if (std::isalnum(static_cast<unsigned char>(one)) == 0) one = '_';
  }
  return metric.total ? name + "_total" : name;
}

// Whether what lies there may be replaced: nothing, an empty file, or metrics of before. A log, a
// state or a configuration is somebody's.
bool is_of_metrics(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string begin(std::string_view("# TYPE aobo_").size(), '\0');
  file.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  return !file.is_open() || file.gcount() == 0 || begin == "# HELP aobo_" ||
         begin == "# TYPE aobo_";
}

// Nobody need read at the other end of a FIFO, and then there is none to wait for.
bool write_at_once(const std::string& path, const std::string& text) {
  const int file = open(path.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
  if (file < 0) return false;
  const bool whole = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  close(file);
  return whole;
}

// Beside it and then in its place, but where it is no file: a device is written to, never replaced.
bool replace(const std::string& path, const std::string& text) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (fs::exists(status) && !fs::is_regular_file(status))
    return !fs::is_directory(status) && write_at_once(path, text);
  if (!is_of_metrics(path)) return false;
  const std::string beside = path + ".new";
  fs::remove(beside, error);  // a link to somewhere else is none of ours
  if (!write_file(beside, text)) return false;
  // Counts are nobody's secret, and whoever collects them is another user.
  constexpr auto kForAll = fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read |
                           fs::perms::others_read;
  fs::permissions(beside, kForAll, error);
  if (error) return false;
  fs::rename(beside, path, error);
  return !error;
}

}  // namespace

std::string prometheus_text(const std::vector<Metric>& metrics) {
  std::string text;
  for (const Metric& metric : metrics) {
    const std::string name = prometheus_name(metric);
    if (!metric.text.empty()) text += fmt::format("# HELP {} {}\n", name, metric.text);
    text += fmt::format("# TYPE {} {}\n{} {}\n", name, metric.total ? "counter" : "gauge", name,
                        metric.value);
  }
  return text;
}

bool MetricsFile::write(const Session& session) {
  next_ = std::chrono::steady_clock::now() + kWriteEach;
  return path_.empty() || replace(path_, prometheus_text(session.metric_list()));
}

std::string MetricsFile::error() const {
  std::error_code ignored;
  const bool foreign = fs::is_regular_file(path_, ignored) && !is_of_metrics(path_);
  return path_ + (foreign ? ": holds something else than metrics; name another file"
                          : ": cannot be written");
}

void MetricsFile::keep(const Session& session) {
  if (path_.empty() || std::chrono::steady_clock::now() < next_) return;
  if (write(session)) {
    warned_ = false;
  } else if (!std::exchange(warned_, true)) {
    std::cerr << "aobo-sim: " << printable(error()) << "; the run goes on\n";
  }
}

}  // namespace aobo::sim
