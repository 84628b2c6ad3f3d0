// The plugin's metrics as a file in the text form of Prometheus, of a replay's --metrics: what the
// textfile collector of its node exporter takes. It is written at the start, while the run goes on,
// and at the end; whoever reads it finds it whole.
//
//   # TYPE aobo_kafka_messages_total counter
//   aobo_kafka_messages_total 1280
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "simulator/host/session.h"

namespace aobo::sim {

std::string prometheus_text(const std::vector<Metric>& metrics);

class MetricsFile {
 public:
  // Without a path nothing is written, and all goes well.
  explicit MetricsFile(std::string path) : path_(std::move(path)) {}

  // False where it cannot be written.
  bool write(const Session& session);
  // Every few seconds. One that cannot be written stops no run; that is told once.
  void keep(const Session& session);
  std::string error() const;

 private:
  std::string path_;
  std::chrono::steady_clock::time_point next_;
  bool warned_ = false;
};

}  // namespace aobo::sim
