// Ledger: what records taught, under keys: entries, each with the records that taught it.
// A record is no evidence about itself, and what it taught is taken back when its own answer
// changes: so an entry is told apart by its teachers.
//
// What was forgotten for want of room is remembered by its time: what is said under a key that came
// to be since may not be all that was.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "plugin/base/bounded.h"
#include "plugin/base/latest.h"
#include "plugin/base/time.h"
#include "plugin/identity/evidence/teachers.h"

namespace aobo {

template <typename Entry>
struct Taught {
  Entry entry;
  Teachers teachers;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(entry, teachers);
  }
};

template <typename Key, typename Entry, typename Hash = KeyedHash, typename Equal = std::equal_to<>>
class Ledger {
 public:
  using Entries = std::vector<Taught<Entry>>;

  // At most so many keys, and under each so many entries; the oldest go first and are counted.
  Ledger(Bound keys, std::size_t entries_per_key)
      : keys_(keys,
              [this](const Key&, const Page& page) {
                forgotten_until_ = std::max(forgotten_until_, latest(page));
              }),
        most_(entries_per_key) {}

  // Whether others are to be asked again: the entry is new, or no longer only one record's word.
  template <typename Like, typename Keep>
  bool add(const Like& key, const Entry& entry, RecordNumber teacher, TimeNs time, Keep keep) {
    Page& page = keys_.at(key);
    if (page.entries.empty()) {
      page.since = time;
      page.forgotten_until = std::max(page.forgotten_until, forgotten_until_);
    }
    if (Taught<Entry>* known = find(page.entries, entry))
      return known->teachers.add(teacher) && known->teachers.count() == 2;
    if (!keep(page.entries, entry)) return false;
    crowded_out_ += add_latest(page.entries, Taught<Entry>{entry, Teachers(teacher)}, most_,
                               [&](const Taught<Entry>& oldest) {
                                 page.forgotten_until =
                                     std::max(page.forgotten_until, time_of(oldest.entry));
                               });
    return true;
  }
  // Takes the record's word back; whether others are to be asked again. Nothing where its word is
  // not there: the entry was crowded out, and another record taught it since.
  template <typename Like>
  bool take_back(const Like& key, const Entry& entry, RecordNumber teacher) {
    Page* page = keys_.find(key);
    Taught<Entry>* known = page == nullptr ? nullptr : find(page->entries, entry);
    if (known == nullptr || !known->teachers.take_back(teacher)) return false;
    if (known->teachers.count() == 0) {
      page->entries.erase(page->entries.begin() + (known - page->entries.data()));
      if (page->entries.empty()) keys_.erase(key);
      return true;
    }
    return known->teachers.count() == 1;
  }
  // Each entry under the key that another record than the one asking taught.
  template <typename Like, typename Visit>
  void each(const Like& key, RecordNumber asking, Visit visit) const {
    const Page* page = keys_.find(key);
    if (page == nullptr) return;
    for (const Taught<Entry>& taught : page->entries) {
      if (taught.teachers.another_than(asking)) visit(taught.entry);
    }
  }
  // The latest time of what was said under the key, or under one that is there no more, and was
  // forgotten before its time; kNothing where that is nothing.
  static constexpr TimeNs kNothing = std::numeric_limits<TimeNs>::min();
  template <typename Like>
  TimeNs forgotten_until(const Like& key) const {
    const Page* page = keys_.find(key);
    return page == nullptr ? kNothing : page->forgotten_until;
  }
  // Keys that were first taught before are of no use any more.
  void forget_before(TimeNs time) {
    keys_.age([&](const Key&, const Page& page) { return page.since < time; });
  }

  std::size_t size() const { return keys_.size(); }
  std::uint64_t evicted() const { return keys_.evicted() + crowded_out_; }

  template <class Archive>
  void save(Archive& archive) const {
    archive(keys_, crowded_out_, forgotten_until_);
  }
  template <class Archive>
  void load(Archive& archive) {
    archive(keys_, crowded_out_, forgotten_until_);
  }

 private:
  struct Page {
    TimeNs since = 0;
    TimeNs forgotten_until = std::numeric_limits<TimeNs>::min();
    Entries entries;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(since, forgotten_until, entries);
    }
  };
  // Of entries without a time it matters to nobody.
  static TimeNs time_of(const Entry& entry) {
    if constexpr (requires { entry.time; }) {
      return entry.time;
    } else {
      return kNothing;
    }
  }
  static TimeNs latest(const Page& page) {
    TimeNs latest = page.forgotten_until;
    for (const Taught<Entry>& taught : page.entries)
      latest = std::max(latest, time_of(taught.entry));
    return latest;
  }
  static Taught<Entry>* find(Entries& entries, const Entry& entry) {
    const auto found = std::ranges::find(entries, entry, &Taught<Entry>::entry);
    return found == entries.end() ? nullptr : &*found;
  }

  Bounded<Key, Page, Hash, Equal> keys_;
  std::size_t most_;
  std::uint64_t crowded_out_ = 0;
  TimeNs forgotten_until_ = kNothing;  // under keys that are there no more
};

}  // namespace aobo
