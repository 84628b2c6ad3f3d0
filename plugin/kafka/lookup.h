// Lookup: what only a broker knows, asked on a thread of its own, so that nobody waits for it:
// where a group is, and which partitions topics have. It asks until it has an answer or is ended.
#pragma once

#include <librdkafka/rdkafka.h>

#include <atomic>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plugin/kafka/consumer.h"

namespace aobo {

struct PartitionListDeleter {
  void operator()(rd_kafka_topic_partition_list_t* list) const {
    rd_kafka_topic_partition_list_destroy(list);
  }
};
using PartitionList = std::unique_ptr<rd_kafka_topic_partition_list_t, PartitionListDeleter>;

PartitionList list_of(const std::vector<PartitionOffset>& partitions);
PartitionList list_of(const std::vector<TopicPartition>& partitions);
std::vector<PartitionOffset> partitions_in(const rd_kafka_topic_partition_list_t& list);

class Lookup {
 public:
  using Found = std::vector<PartitionOffset>;

  // Waits for what is under way.
  ~Lookup();
  Lookup() = default;
  Lookup(const Lookup&) = delete;
  Lookup& operator=(const Lookup&) = delete;

  // Asks for the offsets that the group of the client committed, in place of what was asked before.
  void ask_committed(rd_kafka_t* client, Found partitions);
  // Asks for the partitions of topics.
  void ask_partitions(rd_kafka_t* client, std::vector<std::string> topics);
  // Asks for where partitions end: the offset that the next message will have.
  void ask_ends(rd_kafka_t* client, std::vector<TopicPartition> partitions);
  // Nobody wants the answer any more.
  void forget();

  bool under_way() const { return answer_.valid(); }
  // The answer, once.
  std::optional<Found> take();

 private:
  template <typename Ask>
  void begin(Ask ask);

  std::atomic<bool> ending_{false};
  std::future<std::optional<Found>> answer_;
  std::vector<std::future<std::optional<Found>>> forgotten_;
};

}  // namespace aobo
