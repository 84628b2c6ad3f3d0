// Metrics in the text form of Prometheus.
#include "simulator/cli/metrics_file.h"

#include <gtest/gtest.h>

namespace aobo::sim {
namespace {

TEST(MetricsFile, TellsTotalsAndPresentValues) {
  EXPECT_EQ(prometheus_text({{"records", 69, true, "records that went out"},
                             {"refused.bad-json", 2, true},
                             {"lag.azure.activity", 40, false}}),
            "# HELP aobo_records_total records that went out\n"
            "# TYPE aobo_records_total counter\n"
            "aobo_records_total 69\n"
            "# TYPE aobo_refused_bad_json_total counter\n"
            "aobo_refused_bad_json_total 2\n"
            "# TYPE aobo_lag_azure_activity gauge\n"
            "aobo_lag_azure_activity 40\n");
}

}  // namespace
}  // namespace aobo::sim
