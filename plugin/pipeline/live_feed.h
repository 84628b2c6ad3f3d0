// LiveFeed: what comes while it runs: the records of followed files, and of standard input. Files
// that have something new are read in rounds, each to its end: what lies there at one moment goes
// into the order together, whichever file it is in.
//
// Of most files nothing is kept but their place. Those that were read last keep their reader, so
// that a page that is written in pieces is not gone through again for each, and a file that is
// removed can still be read to its end.
#pragma once

#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "plugin/pipeline/followed_files.h"
#include "plugin/pipeline/input_feed.h"
#include "plugin/pipeline/input_table.h"
#include "plugin/source/followed_folders.h"

namespace aobo {

class LiveFeed : public Feed {
 public:
  using Clock = std::function<TimeNs()>;
  struct Calls {
    std::function<std::unique_ptr<InputFeed>(std::uint32_t input, const std::string& path)> open;
    std::function<void(std::uint32_t input, const Refusal&, std::uint64_t offset)> refused;
    // That bytes may have been lost, in words.
    std::function<void(const std::string&)> lost;
    std::size_t memory;  // bytes of readers that stay open
  };

  // The table outlives it. `key`: by which files are known again.
  LiveFeed(InputTable& inputs, std::unique_ptr<FollowedFolders> folders, FollowedFiles files,
           std::unique_ptr<Feed> standard_input, const FingerprintKey& key, Clock clock,
           Calls calls);

  State next(Arrival& into) override;
  bool at_hand() const override;
  bool let_go(const Arrival& arrival) override {
    inputs_.let_go(arrival.input);
    return true;
  }
  std::size_t memory() const override;

  std::size_t followed() const { return files_.size(); }

  // ---- of what was there at the start, while it is merged: before the first next()
  // Whether the file still lies where it was found and holds what it held. One that may not be read
  // does: its reader tells why.
  bool is_as_it_was(std::uint32_t input) const;
  // As the function of that name.
  bool look_again(std::uint32_t input, InputState& into) const;
  // What is left of the file is read here, wherever it lies by then.
  void leave(std::uint32_t input) { left_.push_back(input); }

  // Whether all that was there was read: what comes now comes as it happens.
  bool caught_up() const override { return caught_up_; }
  // Whether a call may wait where nothing is there yet; not where another feed is asked beside it.
  void may_wait(bool wait) override { waits_ = wait; }

 private:
  // A file that is followed, by its input.
  struct Live {
    FollowedFiles::Handle file = nullptr;  // null: it is gone
    std::unique_ptr<InputFeed> reader;
    std::list<std::uint32_t>::iterator recent;  // its place among the readers
    bool waiting = false;                       // for the next round
    bool behind = true;                         // its end was not reached yet
    bool finishing = false;                     // no more comes
    bool refused = false;                       // as no file
    bool copied = false;                        // another goes on where this one was read to
    TimeNs changed = 0;                         // when it was seen to, by the clock
  };

  void take_over();
  bool look();
  void take(const FollowedFiles::Change& change);
  void appear(FollowedFiles::Handle file);
  bool goes_on_as(FollowedFiles::Handle file);
  bool has_unread(std::uint32_t input) const;
  std::optional<std::uint32_t> same_head(const FollowedFile& file) const;
  void vanish(std::uint32_t input);
  void cut(std::uint32_t input);
  void renew(std::uint32_t input);
  void close(Live& live);
  void drop_rest(std::uint32_t input, const char* why);
  void count_unread(std::uint32_t input);
  void finish(std::uint32_t input);
  void retire(std::uint32_t input);
  void forget_head(std::uint32_t input);
  void enqueue(std::uint32_t input);
  bool begin_round();
  void begin(std::uint32_t input);
  void refuse_no_log(std::uint32_t input);
  void open(std::uint32_t input);
  void close_oldest();
  std::optional<State> read(Arrival& into);
  void rest(std::uint32_t input);
  void look_after();
  void finish_moved(std::uint32_t input);
  State nothing_there();

  InputTable& inputs_;
  std::unique_ptr<FollowedFolders> folders_;
  FollowedFiles files_;
  std::unique_ptr<Feed> standard_input_;
  FingerprintKey key_;
  Clock clock_;
  Calls calls_;

  std::vector<std::uint32_t> left_;  // by whoever read what was there at the start
  // Of files that were cut before all of them was read: a copy may go on from there.
  std::vector<InputState> cut_off_;
  std::map<std::uint32_t, Live> live_;
  std::map<Fingerprint, std::uint32_t> heads_;  // of files that are long enough to have one
  std::list<std::uint32_t> readers_;            // inputs whose reader is kept, the last read first
  std::vector<std::uint32_t> waiting_;          // for the next round
  std::deque<std::uint32_t> round_;
  std::optional<std::uint32_t> reading_;
  std::uint64_t records_of_reading_ = 0;
  std::set<std::uint32_t> undecided_, moved_;       // looked after by the clock
  std::map<FollowedFiles::Handle, TimeNs> copies_;  // that may be under way, and when they grew
  std::vector<FollowedFiles::Change> changes_;
  TimeNs next_care_ = 0;
  bool caught_up_ = false;
  bool idle_ = false;
  bool waits_ = true;
};

}  // namespace aobo
