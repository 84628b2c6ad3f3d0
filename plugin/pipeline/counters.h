// What happened so far, counted. Written by the thread that reads records, read by any (a host's
// metrics endpoint).
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string_view>
#include <vector>

#include "plugin/base/refusal.h"
#include "plugin/case/attribution.h"
#include "plugin/parse/registry.h"

namespace aobo {

// What is counted, a row each: its member, the metric's name, what it counts, and whether it only
// goes up (kTotal) or is the present value (kNow).
// clang-format off
#define AOBO_COUNTERS(COUNT) \
  COUNT(records, "records", kTotal, "records that went out, without derived events") \
  COUNT(refused, "refused", kTotal, "records that could not be read") \
  COUNT(repaired, "repaired", kTotal, "records whose bytes were repaired before they could be read") \
  COUNT(cut, "cut", kTotal, "records of which PowerShell or Power Query left texts like `@{…}`, names of types or `[Record]` in place of objects") \
  COUNT(inputs, "inputs", kNow, "inputs that are read") \
  COUNT(inputs_empty, "inputs.empty", kTotal, "inputs that gave no record") \
  COUNT(inputs_refused, "inputs.refused", kTotal, "of these those that are logs: all of their records were refused") \
  COUNT(inputs_unfinished, "inputs.unfinished", kTotal, "inputs whose last line or record has no end yet, which the next run reads") \
  COUNT(inputs_tenants_unused, "inputs.tenants_unused", kNow, "entries of `tenants` that none of the inputs is meant by") \
  COUNT(inputs_followed, "inputs.followed", kNow, "files that are followed") \
  COUNT(inputs_lost, "inputs.lost", kTotal, "followed files of which not all may have been read, because they were removed or cut before") \
  COUNT(bytes, "bytes", kTotal, "bytes of these records") \
  COUNT(activities_entries, "activities.entries", kNow, "activities remembered") \
  COUNT(activities_evicted, "activities.evicted", kTotal, "activities forgotten because there were too many: a further record of one counts as another") \
  COUNT(evidence_entries, "evidence.entries", kNow, "pieces of evidence held") \
  COUNT(evidence_evicted, "evidence.evicted", kTotal, "pieces of evidence dropped because their kind was full") \
  COUNT(derived, "derived", kTotal, "derived events") \
  COUNT(gaps, "gaps", kTotal, "logs that fell silent for longer than is their habit, and messages that were removed before they were read (`collection_gap`)") \
  COUNT(history_evicted, "history.evicted", kTotal, "permits, and changes of relationships and access, dropped because there were too many") \
  COUNT(kafka_partitions, "kafka.partitions", kNow, "partitions of topics that are read by this run") \
  COUNT(kafka_messages, "kafka.messages", kTotal, "messages that were read") \
  COUNT(kafka_lag, "kafka.lag", kNow, "messages in these partitions that were not read yet") \
  COUNT(kafka_empty, "kafka.empty", kTotal, "messages without content (tombstones)") \
  COUNT(kafka_expired, "kafka.expired", kTotal, "messages that were removed by retention before they were read") \
  COUNT(kafka_rebalances, "kafka.rebalances", kTotal, "times that the group distributed its partitions anew") \
  COUNT(kafka_lost, "kafka.lost", kTotal, "partitions that went to other workers before they were handed on") \
  COUNT(kafka_stalled, "kafka.stalled", kNow, "partitions of which nothing comes though there may be more, and for which others do not wait") \
  COUNT(kafka_evidence_age, "kafka.evidence_age", kNow, "seconds for which topics that are read whole are not read to where they ended then, while records wait for them; past 30 these go on without") \
  COUNT(kafka_errors, "kafka.errors", kTotal, "errors of connections, brokers and requests") \
  COUNT(kafka_throttled_ms, "kafka.throttled_ms", kTotal, "milliseconds for which brokers held their answers back") \
  COUNT(kafka_commits_failed, "kafka.commits_failed", kTotal, "commits of offsets that failed") \
  COUNT(memory_timeline, "memory.timeline", kNow, "bytes of records that wait for their order, and of what was seen before") \
  COUNT(memory_timeline_evicted, "memory.timeline.evicted", kTotal, "records no longer remembered for want of bytes, so that their duplicates would go out") \
  COUNT(memory_evidence, "memory.evidence", kNow, "bytes of evidence, permits and relationships") \
  COUNT(memory_evidence_evicted, "memory.evidence.evicted", kTotal, "entries of these that were dropped for want of bytes") \
  COUNT(memory_revisions, "memory.revisions", kNow, "bytes of actions whose answer may change, and of activities") \
  COUNT(memory_revisions_evicted, "memory.revisions.evicted", kTotal, "entries of these that were dropped for want of bytes") \
  COUNT(memory_behaviour, "memory.behaviour", kNow, "bytes of counts, of what was seen at all and of open questions") \
  COUNT(memory_behaviour_evicted, "memory.behaviour.evicted", kTotal, "entries of these that were dropped for want of bytes") \
  COUNT(memory_decoders, "memory.decoders", kNow, "bytes of decoders and buffers of inputs that are read side by side") \
  COUNT(state_ms, "state.ms", kNow, "milliseconds that the last snapshot of the state took") \
  COUNT(state_age, "state.age", kNow, "seconds since the last snapshot of the state was written") \
  COUNT(late, "late", kTotal, "records that came out late") \
  COUNT(astray, "astray", kTotal, "records alone and far behind all others, with which time did not move") \
  COUNT(duplicates, "duplicates", kTotal, "records dropped as duplicates") \
  COUNT(duplicates_forgotten, "duplicates.forgotten", kTotal, "records no longer remembered, so that their duplicates would go out") \
  COUNT(hold_overflowed, "hold.overflowed", kTotal, "live records that went out before their time, because too much was held") \
  COUNT(revisable_evicted, "revisable.evicted", kTotal, "actions whose answer can no longer change, dropped because there were too many") \
  COUNT(revisions_cut, "revisions.cut", kTotal, "answers left as they were, because one record would have changed more than 10,000 actions, 16 MiB of them, or one another more than eight times over") \
  COUNT(counted_entries, "counted.entries", kNow, "entries that the counts over windows rest on") \
  COUNT(counted_evicted, "counted.evicted", kTotal, "entries dropped: counts are too low, never too high") \
  COUNT(seen_forgotten, "seen.forgotten", kTotal, "things seen that were forgotten (past 1,000,000) and may be \"the first time\" again") \
  COUNT(pending_evicted, "pending.evicted", kTotal, "open questions, and reports that might be withdrawn, dropped: their derived events do not come") \
  COUNT(directory_people, "directory.people", kNow, "people in the directory") \
  COUNT(directory_customers, "directory.customers", kNow, "customers in the directory") \
  COUNT(directory_warnings, "directory.warnings", kNow, "things that the directory's exports lack") \
  COUNT(directory_reloads, "directory.reloads", kTotal, "reloads that succeeded") \
  COUNT(lag_excess, "lag.excess", kNow, "seconds by which records came later than `lag` says of their family, the longest of the hour or since the last report") \
  COUNT(state_snapshots, "state.snapshots", kTotal, "snapshots of the state that were written") \
  COUNT(state_failures, "state.failures", kTotal, "times that the state could not be written: what was learned since is not kept") \
  COUNT(directory_reload_failures, "directory.reload_failures", kTotal, "reloads that failed; the old directory stayed in use")
// clang-format on

struct Counters {
  using Count = std::atomic<std::uint64_t>;

#define AOBO_MEMBER(member, name, kind, text) Count member{0};
  AOBO_COUNTERS(AOBO_MEMBER)
#undef AOBO_MEMBER
  std::array<Count, static_cast<std::size_t>(Reason::kCount)> refused_by_reason{};
  std::vector<Count> records_by_family = std::vector<Count>(families().size());
  std::vector<Count> lag_by_family = std::vector<Count>(families().size());  // seconds
  std::array<Count, static_cast<std::size_t>(Confidence::kCount)> by_confidence{};

  void count_refusal(Reason reason) {
    refused.fetch_add(1, std::memory_order_relaxed);
    refused_by_reason[static_cast<std::size_t>(reason)].fetch_add(1, std::memory_order_relaxed);
  }
};

struct CounterRow {
  enum class Kind : std::uint8_t { kTotal, kNow };
  Counters::Count Counters::*count;
  const char* name;  // of the metric
  Kind kind;
  std::string_view text;
};
#define AOBO_ROW(member, name, kind, text) {&Counters::member, name, CounterRow::Kind::kind, text},
inline constexpr CounterRow kCounters[] = {AOBO_COUNTERS(AOBO_ROW)};
#undef AOBO_ROW

}  // namespace aobo
