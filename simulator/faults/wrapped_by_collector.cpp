// wrapped-by-collector: of one log in three each record comes as a collector or a SIEM hands it on:
// in an object of theirs, as an object or as JSON text.
#include <fmt/format.h>

#include <array>

#include "plugin/base/json_text.h"
#include "simulator/faults/fault.h"

namespace aobo::sim::fault {
namespace {

// What stands around the record; `text`: it stands there as JSON text.
struct Wrapping {
  std::string_view before, behind;
  bool text;
};
constexpr std::array<Wrapping, 6> kWrappings = {{
    {R"({"time":1772442000,"sourcetype":"o365:management:activity","event":)", "}", false},
    {R"({"@timestamp":"2026-03-02T09:00:00Z","agent":{"type":"filebeat"},"message":)", "}", true},
    {R"({"_index":"logs","_id":"1","_source":)", "}", false},
    {R"({"topic":"insights-logs","partition":0,"offset":7,"payload":)", "}", true},
    {R"({"@timestamp":"2026-03-02T09:00:00Z","event":{"original":)", "}}", true},
    {R"({"preview":false,"result":{"_raw":)", "}}", true},
}};

std::string wrapped(const FaultSetting& setting, const Draft& draft, std::string_view record) {
  if (!hits(setting.seed, "collector of " + draft.log->text, 1, 3)) return {};
  const std::size_t which =
      hash_of(setting.seed, "which collector of " + draft.log->text) % kWrappings.size();
  const Wrapping& wrapping = kWrappings[which];
  std::string text(wrapping.before);
  if (wrapping.text) {
    append_json_string(text, record);
  } else {
    text += record;
  }
  return text.append(wrapping.behind);
}

}  // namespace

const Fault wrapped_by_collector{
    .name = "wrapped-by-collector",
    .text = "of one log in three each record comes as a collector or a SIEM hands it on",
    .skew = nullptr,
    .hides_address = nullptr,
    .strike = nullptr,
    .exported_at = nullptr,
    .wrap = wrapped,
    .wraps_around = true};

}  // namespace aobo::sim::fault
