// wrapped-by-collector: of one log in three each record comes as a collector or a SIEM hands it on:
// in an object of theirs, as an object or as JSON text, or behind the head of a line.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "plugin/base/json_text.h"
#include "simulator/faults/fault.h"

namespace aobo::sim::fault {
namespace {

// What stands around the record. `text`: it stands there as JSON text. `line`: only where each
// record is a line.
struct Wrapping {
  std::string_view before, behind;
  bool text;
  bool line = false;
};
constexpr std::array<Wrapping, 13> kWrappings = {{
    {R"({"time":1772442000,"sourcetype":"o365:management:activity","event":)", "}", false},
    {R"({"@timestamp":"2026-03-02T09:00:00Z","agent":{"type":"filebeat"},"message":)", "}", true},
    {R"({"_index":"logs","_id":"1","_source":)", "}", false},
    {R"({"topic":"insights-logs","partition":0,"offset":7,"payload":)", "}", true},
    {R"({"@timestamp":"2026-03-02T09:00:00Z","event":{"original":)", "}}", true},
    {R"({"preview":false,"result":{"_raw":)", "}}", true},
    {R"({"body":)", R"(,"x-opt-sequence-number":1,"x-opt-offset":"2"})", false},
    {R"({"map":{"_raw":)", R"(,"_sourcecategory":"o365"}})", true},
    {R"({"timeUnixNano":"1772442000000000000","body":{"stringValue":)", "}}", true},
    {R"({"tables":[{"name":"PrimaryResult","columns":[{"name":"TimeGenerated"},{"name":"RawData"}],)"
     R"("rows":[["2026-03-02T09:00:00Z",)",
     "]]}]}", true},
    {R"({"stream":"stdout","time":"2026-03-02T09:00:00Z","log":)", "}", true},
    {"<134>1 2026-03-02T09:00:00Z relay collector - - - ", "", false, true},
    {"Mar  2 09:00:00 relay collector[7]: ", "", false, true},
}};

std::string wrapped(const FaultSetting& setting, const Draft& draft, std::string_view record) {
  if (!hits(setting.seed, "collector of " + draft.log->text, 1, 3)) return {};
  const bool lines = draft.framing == Framing::kLines;
  const auto end = lines ? kWrappings.end() : std::ranges::find_if(kWrappings, &Wrapping::line);
  const std::size_t which = hash_of(setting.seed, "which collector of " + draft.log->text) %
                            static_cast<std::size_t>(end - kWrappings.begin());
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
