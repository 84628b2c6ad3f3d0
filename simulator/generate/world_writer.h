// WorldWriter: makes actions into a world's logs and their truth. Actions come in the order of
// their times; records are written in the order in which they arrive, and their truth in the order
// of the times that they show. What it holds is bounded by the longest delay, not by the length of
// the world.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <queue>
#include <set>
#include <string>
#include <vector>

#include "simulator/faults/fault.h"
#include "simulator/generate/files.h"
#include "simulator/truth/oracle.h"
#include "simulator/truth/roles.h"
#include "simulator/truth/tickets.h"

namespace aobo::sim {

class WorldWriter {
 public:
  using TruthSink = std::function<void(const Truth&)>;
  // Which records are written at all; shrinking leaves some out.
  using Chooser = std::function<bool(const std::string& record)>;

  WorldWriter(const World& world, const Faults& faults, Files& files, TruthSink sink,
              Chooser chooser = {});

  void act(const Action& action);
  // No action from before this time comes any more.
  void advance(TimeNs now);
  void finish();

  std::uint64_t records() const { return records_; }
  std::uint64_t lost() const { return lost_; }

 private:
  struct Log {
    LogName name;
    Style style;
    std::string folder, file;
    std::string path;  // of the part that is being written
    std::uint64_t offset = 0;
    unsigned part = 0;
    bool page_open = false;
    TimeNs page = 0;  // which stretch of time the open page holds
    unsigned in_page = 0;
  };
  struct Leaf {  // a record that has not arrived yet
    std::shared_ptr<const Action> action;
    Draft draft;
    Written written;
    Log* log = nullptr;
    Part part = Part::kMain;
    std::uint64_t number = 0;
  };
  struct Row {  // a record that has been written
    Truth truth;
    std::shared_ptr<const Action> action;
    Clues clues;
    Family family = Family::kSignIn;
    std::uint64_t number = 0;
    unsigned run = 1;
    Knowable named;  // by the first later record that named somebody
  };
  template <typename Item>
  using InOrder = std::map<std::pair<TimeNs, std::uint64_t>, Item>;

  Log& log_of(Family family, const Place& place, unsigned run);
  unsigned run_of(const PlannedRecord& planned, const Log& log) const;
  void write_planned(const std::shared_ptr<const Action>& action, const PlannedRecord& planned);
  void write(const Leaf& leaf);
  std::uint64_t put(Log& log, const Leaf& leaf, std::string& text);
  void put_in_page(Log& log, const Leaf& leaf);
  void close_page(Log& log);
  void put_text(Log& log, std::string_view text);
  void next_part(Log& log);
  std::string shown_person(const Clues& clues) const;
  Truth truth_of(const Leaf& leaf) const;
  Sighting sighting_of(const Row& row) const;
  void judge_until(TimeNs time);
  void judge(Row row);
  void judge_runs();
  void note_rest(const Leaf& leaf, std::size_t cut_at);
  void emit_until(TimeNs time);
  void ask_again(const Row& teacher);
  static bool is_misled(const Row& row);
  void ask_before(const Row& check_out);
  void allow_what_damage_left(const Row& row, Knowable& knowable, Says& says) const;
  void say_other_ways(Row& row, const Sighting& sighting) const;
  void say_first_name(Row& row, const Sighting& sighting) const;

  const World& world_;
  const Faults& faults_;
  Files& files_;
  TruthSink sink_;
  Chooser chooser_;
  Oracle oracle_;
  Tickets tickets_;
  Roles roles_;
  std::map<std::pair<std::pair<bool, std::uint32_t>, std::pair<unsigned, Family>>, Log> logs_;
  InOrder<Leaf> arriving_;  // by arrival
  InOrder<Row> written_;    // by the time shown
  std::deque<Row> judged_;  // asked once; asked again when what follows is known
  std::map<std::string, std::vector<Row*>>
      open_;                       // of these, those whose person was not known, by their sessions
  std::set<std::string> damaged_;  // actions and sessions of which a record is damaged, or not sure
  std::uint64_t number_ = 0, records_ = 0, lost_ = 0;
  TimeNs forgotten_ = 0;
};

}  // namespace aobo::sim
