// wrong-year: one record in three hundred bears a time of the year 2062.
#include "simulator/faults/fault.h"

namespace aobo::sim::fault {
namespace {

TimeNs wrong_time(const FaultSetting& setting, const std::string& record) {
  const bool struck = hits(setting.seed, "wrong year in " + record, 1, 300);
  return struck ? *parse_date("2062-03-04") + 12 * kHourNs : 0;
}

}  // namespace

const Fault wrong_year{
    "wrong-year", "a record bears a time decades ahead", nullptr, nullptr, nullptr, nullptr,
    wrong_time};

}  // namespace aobo::sim::fault
