#include "simulator/cli/metrics_file.h"

#include <fmt/format.h>

#include <cctype>
#include <filesystem>
#include <iostream>

#include "plugin/base/text.h"
#include "simulator/cli/terminal.h"

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

// Beside it and then in its place, but where it is no file: a device is written to, never replaced.
bool replace(const std::string& path, const std::string& text) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (fs::exists(status) && !fs::is_regular_file(status))
    return !fs::is_directory(status) && write_file(path, text);
  const std::string beside = path + ".new";
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
    text += fmt::format("# TYPE {} {}\n{} {}\n", name, metric.total ? "counter" : "gauge", name,
                        metric.value);
  }
  return text;
}

bool MetricsFile::write(const Session& session) {
  next_ = std::chrono::steady_clock::now() + kWriteEach;
  return path_.empty() || replace(path_, prometheus_text(session.metric_list()));
}

void MetricsFile::keep(const Session& session) {
  if (path_.empty() || std::chrono::steady_clock::now() < next_) return;
  if (write(session)) {
    told_ = false;
  } else if (!std::exchange(told_, true)) {
    std::cerr << "aobo-sim: " << printable(error()) << "; the run goes on\n";
  }
}

}  // namespace aobo::sim
