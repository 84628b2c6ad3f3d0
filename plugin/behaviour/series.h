// Series: when what happened, key by key, and how many different ones within spans of time. Exact,
// in event time, also for what comes late: a span ends at the moment asked about and holds what
// lies within (moment - span, moment]. Bounded over all keys, in number and bytes; past the bound
// the oldest go first and counts are too low, never too high. So they are of a record that comes
// late and alone, where more lie within its span than are gone through for it.
#pragma once

#include <tsl/robin_map.h>

#include <cstdint>
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "plugin/base/archive.h"
#include "plugin/base/bounded.h"
#include "plugin/base/keyed_hash.h"
#include "plugin/base/time.h"

namespace aobo {

class Series final : private Store {
 public:
  // `remembered`: how long a height that was reached is no news, where that is longer than the
  // span. The account must outlive it.
  Series(std::vector<TimeNs> spans, Bound bound, TimeNs remembered = 0);
  // It is known to its account by where it is.
  Series(const Series&) = delete;
  Series& operator=(const Series&) = delete;
  ~Series() override;

  void add(const std::string& key, TimeNs time, std::uint64_t value);
  // One for each span. Times asked about may go back.
  void count(const std::string& key, TimeNs time, std::vector<std::uint64_t>& out);
  // Whether a count, just counted, is higher than any that was said to be so within its span, or
  // as long as heights are remembered; it is. A count that goes down and up again is told once.
  bool is_high(const std::string& key, std::size_t span, TimeNs time, std::uint64_t count);
  // Nothing from before is asked about any more but for what comes late.
  void forget_before(TimeNs time);

  std::uint64_t evicted() const { return evicted_; }
  std::size_t size() const { return size_; }

  void save(Writer& writer) const;
  void load(Reader& reader);

 private:
  struct Entry {
    TimeNs time;
    std::uint64_t value;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(time, value);
    }
  };
  struct High {
    TimeNs time;
    std::uint64_t count;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(time, count);
    }
  };
  // What of the entries lies behind an edge that only moves forward.
  struct Window {
    TimeNs edge;
    std::size_t passed = 0;  // entries at or before the edge
    tsl::robin_map<std::uint64_t, std::uint32_t, KeyedHash> values;
  };
  // The same for what comes late, which mostly comes in the order of its own times.
  struct LateWindow {
    TimeNs edge, time;
    std::size_t begin = 0, end = 0;  // of the entries
    tsl::robin_map<std::uint64_t, std::uint32_t, KeyedHash> values;
  };
  struct Line {
    std::deque<Entry> entries;  // by time
    std::vector<Window> windows;
    std::vector<LateWindow> late;          // of each span; empty where nothing came late
    std::vector<std::vector<High>> highs;  // one list for each span, by time
    std::size_t bytes = 0;                 // as it was weighed last
  };
  using Lines = std::unordered_map<std::string, Line, KeyedHash>;

  void insert(Line& line, Entry entry);
  // How many of its entries are of that moment or before.
  static std::size_t until(const Line& line, TimeNs moment);
  void prepare(Line& line) const;
  static void slide(Line& line, Window& window, TimeNs edge);
  std::uint64_t count_late(Line& line, std::size_t span, TimeNs edge, TimeNs time);
  void begin_late(const Line& line, LateWindow& window, TimeNs edge, TimeNs time);
  template <typename AnyWindow>
  static void drop(AnyWindow& window, std::uint64_t value);
  void drop_oldest();

  // ---- what it weighs: of a line all that is its own, and its entries' places in the order
  void note(const std::string& key, Line& line);
  std::size_t bytes_of(const std::string& key, const Line& line) const;
  std::size_t weigh() override { return bytes_; }
  bool give_up() override;

  std::vector<TimeNs> spans_;
  TimeNs remembered_;
  std::size_t most_;
  Account* account_;
  Lines lines_;
  std::deque<std::pair<TimeNs, Lines::value_type*>> order_;  // as they were added
  std::size_t size_ = 0;
  std::uint64_t evicted_ = 0;
  std::size_t bytes_ = 0;  // of all lines
};

}  // namespace aobo
