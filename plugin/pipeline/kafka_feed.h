// KafkaFeed: the records of topics. Each partition is an input of its own with a window of records,
// and the earliest of all windows goes out: so what was written while nobody read comes in the
// order of its times, however many partitions it lies in. A partition that was read to its end
// keeps no other waiting.
//
// What is done with is known by message: a record is, once it has left the timeline. state() and
// commit() count that alone, so that another run, or another worker, begins with the first message
// of which something is left.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "plugin/kafka/consumer.h"
#include "plugin/pipeline/counters.h"
#include "plugin/pipeline/input_table.h"
#include "plugin/pipeline/lost_messages.h"
#include "plugin/pipeline/partition.h"
#include "plugin/timeline/feed.h"

namespace aobo {

// Topics that are read in one way.
struct TopicReading {
  std::unique_ptr<KafkaConsumer> consumer;
  bool shared = true;  // by the workers of a group
  bool follow = true;  // else it ends where the partitions ended
  std::vector<std::string> names = {};
};

class KafkaFeed : public Feed {
 public:
  using Clock = std::function<TimeNs()>;
  struct Calls {
    std::function<std::unique_ptr<MessageReader>(const std::string& name)> reader;
    std::function<void(const Refusal&, const std::string& origin, std::uint64_t at)> refused;
    std::function<void()> repaired;
    std::function<void(const std::string&)> notice;  // for the host's log
    std::function<void(const LostMessages&)> lost;
    // Whether an earlier run on the same state committed so, and its state is not as far.
    std::function<bool(const PartitionOffset& next)> committed_here;
    // That another worker reads it from now on.
    std::function<void(const std::string& name)> left = {};
  };
  struct Bounds {
    std::size_t memory = 0;  // bytes of all windows
    int wait_ms = 50;        // that a call may take where nothing comes
    // Whether records wait for topics that are read whole: then it is asked where these end.
    bool for_evidence = false;
  };

  // The table and the counters outlive it. `before`: of an earlier run.
  KafkaFeed(std::vector<TopicReading> readings, std::vector<PartitionState> before,
            InputTable& inputs, Counters& counters, Clock clock, Clock wall, Bounds bounds,
            Calls calls);
  ~KafkaFeed() override;

  State next(Arrival& into) override;
  bool at_hand() const override { return giving_ || draining(); }
  bool let_go(const Arrival& arrival) override;
  std::optional<TimeNs> hurried_to() const override;
  bool caught_up() const override;
  bool has_backlog() const override;
  bool tend() override;
  TimeNs known_until(TimeNs now) const override;
  std::optional<TimeNs> waiting_behind(TimeNs time) const override;
  std::size_t memory() const override { return reader_bytes_; }

  // Whether a call may wait where nothing is there yet.
  void may_wait(bool wait) override { may_wait_ = wait; }

  // ---- for the state between runs
  std::vector<PartitionState> state() const;
  // What is done with is kept, by the state or by the host: nothing of it needs to be read again.
  // Where it could not be kept, partitions that leave are handed on all the same: what was read of
  // them since the last commit comes twice.
  void commit(bool kept);
  // What commit() would commit: the next message of each partition that is not done with.
  std::vector<PartitionOffset> to_commit() const;
  // A record that has left the timeline is not done with after all.
  void take_back(std::uint32_t input, std::uint64_t offset, std::uint32_t part);
  // Whether partitions wait to be handed on, and all of them is done: state and commit are due.
  bool wants_commit() const;
  // How a topic's partition is called among the inputs.
  static std::string name_of(const TopicPartition& partition);

 private:
  using Lanes = std::map<TopicPartition, std::unique_ptr<Partition>>;
  struct Reading {
    TopicReading of;
    Lanes lanes;
    bool assigned = false;             // for the first time
    std::set<TopicPartition> leaving;  // not handed on yet
    TimeNs leaving_since = 0;
    bool unkept = false;     // the state could not be written, and so nothing was committed
    bool committed = false;  // what is done of those that leave
    // ---- of what is read whole, by the clock
    TimeNs asked_at = 0;                // where it ends
    std::vector<PartitionOffset> ends;  // as it was answered, until it is read as far
    TimeNs known_until = 0;             // when that was asked which was read since
    bool answered() const { return known_until == asked_at; }
  };

  void start();
  bool draining() const;
  void pump();
  void note_rebalance(const std::string& what);
  void note_failures(std::uint64_t errors);
  bool take(Reading& reading, KafkaEvent&& event);
  void take_message(Reading& reading, const KafkaEvent& event);
  void read(Partition& lane, const KafkaEvent& event);
  void take_end(Reading& reading, const KafkaEvent& event);
  void assign(Reading& reading, const std::vector<PartitionOffset>& partitions);
  PartitionState state_before(const PartitionOffset& partition);
  void revoke(Reading& reading, const std::vector<PartitionOffset>& partitions);
  void lose(Reading& reading, const std::vector<PartitionOffset>& partitions);
  void restart(Reading& reading, const KafkaEvent& event);
  void note_gap(Partition& lane, std::int64_t offset, TimeNs written);
  static std::vector<PartitionOffset> next_of(const Reading& reading);
  void hand_on(Reading& reading);
  void commit_leaving(Reading& reading);
  void note_uncommitted(Reading& reading, const TopicPartition& partition);
  void look_after();
  // Of what is read whole, to its end and beyond: the evidence that records are held for.
  bool is_waited_for(const Reading& reading) const;
  void look_for_ends(Reading& reading);
  bool anything_waits() const;
  TimeNs unanswered() const;
  void balance(Reading& reading, Partition& lane);
  bool keeps_waiting(const Reading& reading, Partition& lane);
  bool all_wait();
  ArrivalPtr earliest();
  bool ended() const;
  void drop(Reading& reading, const TopicPartition& partition);
  std::size_t window() const;
  void publish();

  std::vector<Reading> readings_;
  std::map<TopicPartition, PartitionState> before_;
  InputTable& inputs_;
  Counters& counters_;
  Clock clock_, wall_;
  Bounds bounds_;
  Calls calls_;

  std::map<std::uint32_t, Partition*> by_input_;
  std::size_t lanes_ = 0, leaving_ = 0;
  std::size_t reader_bytes_ = 0;  // as of the last look; there are too many to ask at each record
  std::size_t turn_ = 0;          // the reading that is asked next
  bool giving_ = false;           // records go out, until a window wants more
  bool quiet_ = false;            // the last time that all were asked nothing came
  std::size_t since_given_ = 0;   // messages
  bool started_ = false;
  TimeNs started_at_ = 0, next_care_ = 0, next_tending_ = 0;
  bool waited_for_evidence_ = false, evidence_noted_ = false;
  bool may_wait_ = true;
  std::size_t rebalances_noted_ = 0;  // in the host's log
  bool failure_noted_ = false;
  std::uint64_t errors_ = 0;  // when they were last looked at
};

}  // namespace aobo
