// masked-address: customers of every other tenant show no address at all.
#include "simulator/faults/fault.h"

namespace aobo::sim::fault {
namespace {

bool hides(const FaultSetting& setting, const LogName& log) {
  return !log.partner() &&
         hits(setting.seed, "hidden addresses of " + std::to_string(log.place.index), 1, 2);
}

}  // namespace

const Fault masked_address{
    "masked-address", "in every other customer's logs there are no addresses",
    nullptr,          hides,
    nullptr,          nullptr};

}  // namespace aobo::sim::fault
