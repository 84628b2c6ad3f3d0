// Timeline: records in the order of their times, each once; what comes too late for its place goes
// out all the same, marked. Files are merged, with them what topics have held since before; a live
// input follows them and is held for as long as the configuration says.
//
// A record whose time cannot be (plausible.h) is refused: of a live input at once; of files where
// it lies far behind the latest record before it, or where it is the first and has few others near
// it. Files come merged, so that what is before it is all that is earlier. One whose time can be,
// and which lies alone and far behind all others, goes out; but time does not come there with it:
// what other files, or the next run, hold of the time before would all be late.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "plugin/timeline/duplicates.h"
#include "plugin/timeline/hold.h"
#include "plugin/timeline/merge.h"

namespace aobo {

struct TimelineOptions {
  TimeNs hold = 0;  // of a live input
  MergeOptions merge;
  std::size_t duplicates = 1'000'000;  // records remembered
  Account* account = nullptr;          // whose bytes all of it is
};

class Timeline {
 public:
  enum class State : std::uint8_t { kRecord, kWait, kEnd };
  using Clock = std::function<TimeNs()>;

  // The world's time, as against which a record's may be impossible, and who is told of such a
  // record. Without a clock none is. And who is told of one that went out before.
  struct Horizon {
    Clock now;
    std::function<void(const Arrival&)> refused;
    std::function<void(const Arrival&)> astray;
    std::function<void(const Arrival&, const Duplicates::Before&)> duplicate = {};
  };

  // `live` may be null. The clock is asked for a live input only; it may count from anywhere, and
  // never backwards.
  Timeline(std::unique_ptr<Merge> files, std::unique_ptr<Feed> live, const TimelineOptions& options,
           Clock clock, Horizon horizon);

  State next();
  // After kRecord, once.
  ArrivalPtr take() { return std::move(current_); }
  bool late() const { return lag_ > 0; }
  // How far behind the latest record that went out before, in nanoseconds; 0 in its place.
  TimeNs lag() const { return lag_; }
  // The time of the latest record so far: how far the events' own clock has come.
  TimeNs watermark() const { return watermark_; }
  // The time of the earliest record that was read and has not gone out, of those in their place.
  std::optional<TimeNs> waiting() const;
  // Whether all files are read, and what comes now comes as it happens.
  bool files_ended() const { return files_ended_; }

  std::uint64_t duplicates() const { return dropped_; }
  std::uint64_t duplicates_forgotten() const { return duplicates_.forgotten(); }
  std::uint64_t late_records() const { return late_; }
  std::uint64_t astray() const { return astray_; }
  // Bytes of the decoders and buffers of what is read.
  std::size_t feed_bytes() const {
    return (files_ ? files_->feed_bytes() : 0) + (live_ ? live_->memory() : 0);
  }
  std::uint64_t hold_overflowed() const { return hold_.overflowed(); }
  const Merge& files() const { return *files_; }
  bool live() const { return live_ != nullptr; }
  // What is read: the files, and what follows them, of which `beside`, where it is not null, is
  // merged with the files as long as these last; before the first record only.
  void resume(std::unique_ptr<Merge> files, std::unique_ptr<Feed> live, Feed* beside = nullptr) {
    files_ = std::move(files);
    live_ = std::move(live);
    beside_ = beside;
  }

  // All but the files' progress, which is stored with their names.
  void save(Writer& writer) const;
  // `renumber`: an input's number by the one that it had.
  void load(Reader& reader, const std::function<std::uint32_t(std::uint32_t)>& renumber);

 private:
  State advance();
  bool look_beside();
  bool take_beside();
  State advance_live();
  bool implausible(const Arrival& arrival, bool live) const;
  bool is_astray(const Arrival& arrival) const;
  TimeNs behind_of(const Arrival& arrival) const;

  void trim();

  std::unique_ptr<Merge> files_;
  std::unique_ptr<Feed> live_;
  Feed* beside_ = nullptr;     // it, or a part of it
  ArrivalPtr ahead_;           // its next record, until its turn comes
  bool beside_quiet_ = false;  // it had none when it was asked
  Account* account_;
  Clock clock_;
  Horizon horizon_;
  Hold hold_;
  Duplicates duplicates_;
  ArrivalPtr current_;
  bool live_ended_ = false;
  TimeNs watermark_ = 0;
  bool files_ended_ = false;
  TimeNs files_until_ = 0;  // the latest time of a record of this run's files
  TimeNs lag_ = 0;
  std::uint64_t dropped_ = 0;
  std::uint64_t late_ = 0;
  std::uint64_t in_place_ = 0;  // went out and took time with them
  std::uint64_t astray_ = 0;
};

}  // namespace aobo
