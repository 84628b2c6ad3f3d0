// KafkaConsumer: messages of partitions, and what happens to these, in one line of events. It knows
// nothing of records. What takes long (looking up offsets, fetching a token) happens on threads of
// its own and of librdkafka's, which end with it; none of them calls anything of ours.
//
// Of a group, or of all partitions of its topics. In either case whoever reads decides where: a
// partition comes with the offset that the group committed, and begins where begin() says.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/result.h"
#include "plugin/base/time.h"
#include "plugin/kafka/options.h"
#include "plugin/kafka/settings.h"

namespace aobo {

struct TopicPartition {
  std::string topic;
  std::int32_t partition = 0;

  std::string text() const { return topic + "/" + std::to_string(partition); }
  friend auto operator<=>(const TopicPartition&, const TopicPartition&) = default;
};

struct PartitionOffset {
  TopicPartition of;
  std::int64_t offset = -1;  // below 0: none is known, or the beginning
};

struct KafkaEvent {
  enum class What : std::uint8_t {
    kNothing,
    kMessage,     // `where`, `offset`, `written`, `value`
    kEnd,         // nothing more is there of `where`, whose next message will have `offset`
    kAssigned,    // `partitions` are this worker's; each with what the group committed. begin()
    kRevoked,     // `partitions` go to others once release() is called
    kLost,        // `partitions` are somebody else's already
    kOutOfRange,  // the broker has no message of `offset` of `where` any more, or not yet
    kNotice,      // `text`: for the host's log
    kFailed       // `text`: it goes on no more
  };
  What what = What::kNothing;
  TopicPartition where = {};
  std::int64_t offset = -1;
  TimeNs written = 0;                          // when, as the message says; 0 where it does not
  std::optional<std::string_view> value = {};  // holds until the next call; nothing: a tombstone
  std::vector<PartitionOffset> partitions = {};
  std::string text = {};
};

class KafkaConsumer {
 public:
  // What is counted, since it began.
  struct Counts {
    std::uint64_t errors = 0;        // that librdkafka reported: connections, brokers, requests
    std::uint64_t rebalances = 0;    // of the group
    std::uint64_t throttled_ms = 0;  // for which brokers held their answers back
    std::uint64_t commits_failed = 0;
  };

  // As a member of the group of the options where `shared`; else of all partitions. `memory`: bytes
  // of messages that are fetched ahead. Does not wait for any broker.
  static Result<std::unique_ptr<KafkaConsumer>> open(const KafkaOptions& options,
                                                     std::vector<std::string> topics, bool shared,
                                                     std::size_t memory);
  virtual ~KafkaConsumer() = default;

  // Joins the group, or looks for the partitions: from here on poll() is to be called.
  virtual void start() = 0;
  // What is next; where nothing is, waits for it so long.
  virtual KafkaEvent poll(int wait_ms) = 0;

  // Reads these from there on.
  virtual void begin(const std::vector<PartitionOffset>& from) = 0;
  // These are done with.
  virtual void release(const std::vector<TopicPartition>& partitions) = 0;
  // Reads this one from its first message on that is left.
  virtual void begin_anew(const TopicPartition& partition) = 0;
  // Fetches no more of it, and what was fetched is dropped; goes on at that offset.
  virtual void pause(const TopicPartition& partition) = 0;
  virtual void resume(const PartitionOffset& from) = 0;
  // Its first message, and where it ends, as far as is known here; below 0: unknown.
  struct Bounds {
    std::int64_t first = -1, end = -1;
  };
  virtual Bounds bounds_of(const TopicPartition& partition) const = 0;

  // Asks the brokers where the partitions that are read end now. Is not waited for.
  virtual void ask_ends() = 0;
  // What they answered, once.
  virtual std::optional<std::vector<PartitionOffset>> take_ends() = 0;

  // The next message of each that the group has not done with. Goes out at once; is not waited for.
  virtual void commit(const std::vector<PartitionOffset>& next) = 0;
  // What became of the last commit. The group takes none while it is being distributed anew.
  enum class LastCommit : std::uint8_t { kTaken, kUnderWay, kRefused, kTryAgain, kFailed };
  virtual LastCommit last_commit() const = 0;
  virtual Counts counts() const = 0;
};

// Why a property of librdkafka cannot have the value; nothing where it can, or where aobo was built
// without Kafka.
std::optional<std::string> wrong_property(const std::string& name, const std::string& value);

// Whether this aobo can read from Kafka at all.
bool has_kafka();

}  // namespace aobo
