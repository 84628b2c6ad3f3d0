// What happened so far, counted. Written by the thread that reads records, read by any (a host's
// metrics endpoint).
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

#include "plugin/base/refusal.h"
#include "plugin/case/attribution.h"

namespace aobo {

struct Counters {
  static constexpr std::size_t kFamilies = 16;
  using Count = std::atomic<std::uint64_t>;

  Count records{0};
  Count refused{0};
  Count bytes{0};
  Count evidence_entries{0};
  Count evidence_evicted{0};
  Count derived{0};
  Count duplicates{0};
  Count duplicates_forgotten{0};
  Count late{0};
  Count hold_overflowed{0};
  Count revisable_evicted{0};
  Count revisions_cut{0};
  Count counted_entries{0};
  Count counted_evicted{0};
  Count seen_forgotten{0};
  Count pending_evicted{0};
  Count directory_reloads{0};
  Count directory_reload_failures{0};
  std::array<Count, static_cast<std::size_t>(Reason::kCount)> refused_by_reason{};
  std::array<Count, kFamilies> records_by_family{};
  std::array<Count, static_cast<std::size_t>(Confidence::kUnresolved) + 1> by_confidence{};

  void count_refusal(Reason reason) {
    refused.fetch_add(1, std::memory_order_relaxed);
    refused_by_reason[static_cast<std::size_t>(reason)].fetch_add(1, std::memory_order_relaxed);
  }
};

}  // namespace aobo
