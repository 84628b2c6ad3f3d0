#include "plugin/pipeline/pipeline.h"

#include "plugin/base/limits.h"
#include "plugin/parse/registry.h"
#include "plugin/payload/encode.h"

namespace aobo {
namespace {

std::size_t family_index(std::string_view name) {
  std::size_t index = 0;
  for (const Family& family : families()) {
    if (family.name.data() == name.data()) return index;
    ++index;
  }
  return Counters::kFamilies - 1;
}

}  // namespace

Pipeline::Pipeline(std::vector<std::string> inputs, const Config& config, Counters& counters, Report report)
    : source_(std::move(inputs)),
      parser_(config.patterns),
      folder_tenants_(config.tenants),
      resolver_(config.identity),
      counters_(counters),
      report_(std::move(report)) {}

Pipeline::State Pipeline::next(const Directory& directory) {
  for (;;) {
    switch (source_.next()) {
      case Source::State::kEnd: return State::kEnd;
      case Source::State::kWait: return State::kWait;
      case Source::State::kRefused: refuse(source_.refusal()); continue;
      case Source::State::kFrame: break;
    }
    if (const auto refusal = parser_.parse(source_.frame(), record_)) {
      refuse(*refusal);
      continue;
    }
    folder_tenants_.complete(source_.frame().origin, record_);
    resolver_.resolve(record_, directory, attribution_);
    fill_event(record_, attribution_, source_.frame(), event_);
    counters_.records.fetch_add(1, std::memory_order_relaxed);
    counters_.records_by_family[family_index(record_.family)].fetch_add(1, std::memory_order_relaxed);
    counters_.by_confidence[static_cast<std::size_t>(attribution_.confidence)].fetch_add(1, std::memory_order_relaxed);
    counters_.bytes.store(source_.bytes_read(), std::memory_order_relaxed);
    counters_.evidence_entries.store(resolver_.evidence().size(), std::memory_order_relaxed);
    counters_.evidence_evicted.store(resolver_.evidence().evicted(), std::memory_order_relaxed);
    return State::kEvent;
  }
}

void Pipeline::refuse(const Refusal& refusal) {
  counters_.count_refusal(refusal.reason);
  const auto& count = counters_.refused_by_reason[static_cast<std::size_t>(refusal.reason)];
  if (count.load(std::memory_order_relaxed) <= limits::kLoggedRefusals) {
    report_(refusal, source_.frame().origin, source_.frame().offset);
  }
}

}  // namespace aobo
