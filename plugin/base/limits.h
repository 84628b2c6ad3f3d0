// Every bound in one place: its name, its size, and what happens when it is reached. Log content is
// hostile, so nothing that grows with it is without one. The counters named here appear in the
// plugin's metrics.
#pragma once

#include <cstddef>
#include <cstdint>

namespace aobo::limits {

// One framed record. A longer one is refused as "too-long" and skipped to its end.
inline constexpr std::size_t kRecordBytes = std::size_t{4} << 20;

// Nesting of JSON inside one record. A deeper one is refused as "bad-json".
inline constexpr std::size_t kJsonDepth = 64;

// JSON held in strings of JSON (AuditData, Claims, oldValue …) that one record may open. Further
// ones stay text.
inline constexpr std::size_t kNestedDocuments = 24;

// Wrappers within wrappers that are opened, and the records and their text that one record of an
// input may give that way. What lies deeper stays wrapped and is refused; what comes past the
// others is left out, one refusal as "too-long".
inline constexpr std::size_t kUnwrapDepth = 6;
inline constexpr std::size_t kUnwrappedParts = 50'000;
inline constexpr std::size_t kUnwrappedBytes = std::size_t{64} << 20;

// Records of an input that are looked through for the order of day and month in its dates.
inline constexpr std::size_t kDateRecords = 200'000;

// Changes, parameters and targets kept of one record. Further ones stay reachable by aobo.json[…]
// only.
inline constexpr std::size_t kChanges = 256;

// Columns of one CSV row. A header with more is refused as "bad-csv".
inline constexpr std::size_t kCsvColumns = 512;

// Events handed to the host in one call, and the bytes after which a batch is closed early.
inline constexpr std::size_t kBatchEvents = 64;
inline constexpr std::size_t kBatchBytes = std::size_t{1} << 20;

// Evidence of one kind (sign-in requests, sessions, check-outs …). The oldest goes first, counted
// as "evidence.evicted".
inline constexpr std::size_t kEvidenceEntries = 200'000;

// Actions that are asked about again when evidence comes late. The oldest goes first, counted as
// "revisable.evicted".
inline constexpr std::size_t kRevisableActions = 50'000;

// Answers that one record may change, one after another. Further ones stand as they were, counted
// as "revisions.cut".
// Groups that are looked through for the members of one: itself and those within it.
inline constexpr std::size_t kGroupsWithin = 256;
inline constexpr std::size_t kRevisionsPerRecord = 10'000;

// Entries that the counts over windows of time rest on, 16 bytes each and as much again for their
// index. Past it the oldest go first, counted as "counted.evicted": counts are then too low, never
// too high.
inline constexpr std::size_t kCountedEntries = 2'000'000;

// Windows that counts are made over; more are refused in the configuration.
inline constexpr std::size_t kWindows = 8;

// Activities remembered, so that further records of them are known as such. Past it the oldest is
// forgotten, counted as "activities.evicted": a further record of it is then an activity of its
// own.
inline constexpr std::size_t kActivities = 200'000;

// What was seen at all, for "the first time". Past it the oldest is forgotten and may be first
// again, counted as "seen.forgotten".
inline constexpr std::size_t kSeen = 1'000'000;

// Open questions of each kind of derived event (entries not yet followed by anything …). Past it
// the oldest is dropped unanswered, counted as "pending.evicted".
inline constexpr std::size_t kPending = 100'000;

// Times at which open questions are to be looked at again, of all kinds together. Past it the
// earliest is dropped, counted as "pending.evicted".
inline constexpr std::size_t kWakings = 2'000'000;

// Ids of events that one derived event names.
inline constexpr std::size_t kReasonIds = 16;

// Candidates named in one event; of more, the first in the order of their UPN stand and the
// evidence tells the count.
inline constexpr std::size_t kCandidates = 64;

// Events after which a snapshot is written before its time, so that the list of those that went out
// since stays small.
inline constexpr std::uint64_t kEventsPerSnapshot = 1'000'000;

// Files one expression of the inputs may name; a larger folder is refused when the inputs are
// opened.
inline constexpr std::size_t kInputFiles = 1'000'000;

// Lines of one reason that are written to the host's log; the metrics count all of them.
inline constexpr std::uint64_t kLoggedRefusals = 5;

}  // namespace aobo::limits
