// Every bound of what grows with the logs in one place: its name, its size, and what happens when
// it is reached. Log content is hostile, so nothing that grows with it is without one. The counters
// named here appear in the plugin's metrics. What only sizes a buffer, or is a number of a format,
// stands where it is used.
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

// Objects within objects in which a record's session and token are looked for. Deeper ones are not
// found.
inline constexpr std::size_t kLinkableDepth = 8;

// Wrappers within wrappers that are opened, and the records and their text that one record of an
// input may give that way. What lies deeper stays wrapped and is refused; what comes past the
// others is left out, one refusal as "too-long".
inline constexpr std::size_t kUnwrapDepth = 6;
inline constexpr std::size_t kUnwrappedParts = 50'000;
inline constexpr std::size_t kUnwrappedBytes = std::size_t{16} << 20;

// How much of a page is waited for to see whose its records are, where the page says so behind
// them. Of a longer one nothing is waited for, and only what stands before its list counts.
inline constexpr std::size_t kPageEndBytes = std::size_t{1} << 20;

// Records and bytes of an input that are looked through for the order of day and month in its
// dates.
inline constexpr std::size_t kDateRecords = 200'000;
inline constexpr std::size_t kDateBytes = std::size_t{256} << 20;
// Of these, before the host has its thread back.
inline constexpr std::size_t kDateRecordsAtOnce = 4'096;
inline constexpr std::size_t kDateBytesAtOnce = std::size_t{4} << 20;

// Changes, parameters and targets kept of one record. Further ones stay reachable by aobo.json[…]
// only.
inline constexpr std::size_t kChanges = 256;

// Columns of one CSV row. A header with more is refused as "bad-csv".
inline constexpr std::size_t kCsvColumns = 512;

// Work done on an input before its reader gives its thread back, so that a host is not kept waiting
// by input of which nothing comes: bytes, and for each record this many more. The reader is asked
// again at once, nothing is lost.
inline constexpr std::size_t kWorkPerCall = std::size_t{4} << 20;
inline constexpr std::size_t kWorkPerRecord = 256;
// What no family knows is asked in many ways what it holds: a byte of it counts as so many.
inline constexpr std::size_t kWorkOfUnknown = 32;
// Keys of an object that may be a wrapper, a page or a table. Of a wider one only its dotted keys
// are looked at.
inline constexpr std::size_t kWrapperKeys = 1'000;

// The window that a zstd stream may ask of its decoder, as a power of two: 8 MiB, which RFC 8878
// tells every decoder to have. A stream that asks for more is refused as "bad-compression".
inline constexpr int kZstdWindowLog = 23;

// Events handed to the host in one call, and the bytes after which a batch is closed early.
inline constexpr std::size_t kBatchEvents = 64;
inline constexpr std::size_t kBatchBytes = std::size_t{1} << 20;

// Evidence of one kind (sign-in requests, sessions, check-outs …). The oldest goes first, counted
// as "evidence.evicted".
inline constexpr std::size_t kEvidenceEntries = 200'000;

// Actions that are asked about again when evidence comes late. The oldest goes first, counted as
// "revisable.evicted".
inline constexpr std::size_t kRevisableActions = 50'000;

// Evidence under one key. A key with so many people names nobody in any case. The oldest goes
// first, counted as "evidence.evicted".
inline constexpr std::size_t kEntriesPerKey = 256;
// Changes of roles of one user, or of the groups of one tenant; each is held against the others.
inline constexpr std::size_t kRoleChanges = 64;
// Of an entry of the evidence, the records that taught it which are known by their numbers; of more
// it is known how many.
inline constexpr std::size_t kTeachers = 64;

// Answers that one record may change, one after another. Further ones stand as they were, counted
// as "revisions.cut".
inline constexpr std::size_t kRevisionsPerRecord = 10'000;
// And so many bytes of actions: each answer that changes is told with the old and the new.
inline constexpr std::size_t kRevisedBytes = std::size_t{16} << 20;

// Answers that are asked again for each record that comes, on the whole, and at most of one record
// at once; what changes more waits for what the next ones change.
inline constexpr std::size_t kAskedPerRecord = 8, kAskedAtOnce = 4'096;

// Records that wait to be asked about until what they taught is ripe. More is somebody's game, and
// the oldest are asked about at once: nothing is lost.
inline constexpr std::size_t kUnripe = 8'192;
inline constexpr std::size_t kUnripeBytes = std::size_t{8} << 20;

// Groups that are looked through for the members of one: itself and those within it.
inline constexpr std::size_t kGroupsWithin = 256;

// Permits of one person, and as many returns; changes of the relationships with one customer, and
// of the access to one subscription. Of more the oldest goes, counted as "history.evicted".
inline constexpr std::size_t kPermitsPerPerson = 512;
inline constexpr std::size_t kAccessChanges = 256;

// Entries that the counts over windows of time rest on, 16 bytes each and as much again for their
// index. Past it the oldest go first, counted as "counted.evicted": counts are then too low, never
// too high.
inline constexpr std::size_t kCountedEntries = 2'000'000;
// Of these, so many are gone through for a record that comes late and in no order. Of more, the
// latest; that is counted as if the others had gone.
inline constexpr std::size_t kLateWalk = 1'024;

// Windows that counts are made over; more are refused in the configuration.
inline constexpr std::size_t kWindows = 8;

// Heights that were told to be reached, of one key and window. More stand within a window only
// where records come late. Of more the earliest is forgotten, counted as "counted.evicted": it may
// be told to be reached once more.
inline constexpr std::size_t kHeights = 64;

// Activities remembered, so that further records of them are known as such: some 400 bytes each,
// and 100 for each look, by which a record finds them. Past it the oldest is forgotten, counted as
// "activities.evicted": a further record of it is then an activity of its own.
inline constexpr std::size_t kActivities = 200'000;

// Looks that an activity has, in the mean of all. Past their number in all the oldest look is
// forgotten, counted as "activities.evicted".
inline constexpr std::size_t kLooksPerActivity = 4;

// Activities of one look. A record is of one of the latest of these; who was left out is counted as
// "activities.evicted".
inline constexpr std::size_t kActivitiesPerLook = 16;

// Records of one activity. What comes then is of another.
inline constexpr std::size_t kRecordsPerActivity = 16;

// What was seen at all, for "the first time". Past it the oldest is forgotten and may be first
// again, counted as "seen.forgotten".
inline constexpr std::size_t kSeen = 1'000'000;

// Open questions of each kind of derived event (entries not yet followed by anything …). Past it
// the oldest is dropped unanswered, counted as "pending.evicted".
inline constexpr std::size_t kPending = 100'000;

// Reports of one person at one customer, or of one account, that may have to be withdrawn. Of more
// the oldest stands for ever, counted as "pending.evicted".
inline constexpr std::size_t kReported = 64;

// What was done by one person at one customer, and the uses of one account, of which the times are
// remembered: an entry or a check-out may be read after them. The earliest goes first: an entry
// that comes still later may be called silent, a loan that comes still later is not called unused.
inline constexpr std::size_t kDeeds = 512;
inline constexpr std::size_t kUses = 256;

// People who seem to have entered in one session. Of more, what is done in the session answers for
// the first ones only.
inline constexpr std::size_t kSharers = 8;

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

// Followed files whose reader is kept, open, between two readings: those that were read last. Of
// others only the place is kept.
inline constexpr std::size_t kReadersKept = 64;

// Records of one followed file that are read before others have their turn.
inline constexpr std::uint64_t kRecordsARound = 10'000;

// Inputs of which a run remembers what each came to; the others are told together.
inline constexpr std::size_t kTalliedInputs = 100'000;

// Lines of one reason that are written to the host's log; the metrics count all of them.
inline constexpr std::uint64_t kLoggedRefusals = 5;

}  // namespace aobo::limits
