#include "plugin/kafka/lookup.h"

#include <chrono>
#include <thread>
#include <utility>

#include "plugin/kafka/quiet_thread.h"

namespace aobo {
namespace {

constexpr int kLookupMs = 1000;  // of one try

// The answer where all of it came; nothing after a while where not.
std::optional<Lookup::Found> answered(rd_kafka_resp_err_t error,
                                      const rd_kafka_topic_partition_list_t& list) {
  bool whole = error == RD_KAFKA_RESP_ERR_NO_ERROR;
  for (int i = 0; whole && i < list.cnt; ++i)
    whole = list.elems[i].err == RD_KAFKA_RESP_ERR_NO_ERROR;
  if (whole) return partitions_in(list);
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  return std::nullopt;
}

// The offsets that the group committed of them.
std::optional<Lookup::Found> committed(rd_kafka_t* client, const Lookup::Found& partitions) {
  const PartitionList list = list_of(partitions);
  const auto error = rd_kafka_committed(client, list.get(), kLookupMs);
  return answered(error, *list);
}

std::optional<Lookup::Found> partitions_of(rd_kafka_t* client,
                                           const std::vector<std::string>& topics) {
  Lookup::Found found;
  for (const std::string& topic : topics) {
    rd_kafka_topic_t* of_topic = rd_kafka_topic_new(client, topic.c_str(), nullptr);
    const rd_kafka_metadata_t* metadata = nullptr;
    const auto error = rd_kafka_metadata(client, 0, of_topic, &metadata, kLookupMs);
    const bool known = error == RD_KAFKA_RESP_ERR_NO_ERROR && metadata->topic_cnt == 1 &&
                       metadata->topics[0].err == RD_KAFKA_RESP_ERR_NO_ERROR;
    for (int i = 0; known && i < metadata->topics[0].partition_cnt; ++i)
      found.push_back({{topic, metadata->topics[0].partitions[i].id}, -1});
    if (metadata != nullptr) rd_kafka_metadata_destroy(metadata);
    rd_kafka_topic_destroy(of_topic);
    if (known) continue;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    return std::nullopt;
  }
  return found;
}

// In place of a time, which is what is asked for, stands that the end is meant.
std::optional<Lookup::Found> ends_of(rd_kafka_t* client,
                                     const std::vector<TopicPartition>& partitions) {
  const PartitionList list = list_of(partitions);
  for (int i = 0; i < list->cnt; ++i) list->elems[i].offset = RD_KAFKA_OFFSET_END;
  const auto error = rd_kafka_offsets_for_times(client, list.get(), kLookupMs);
  return answered(error, *list);
}

}  // namespace

PartitionList list_of(const std::vector<PartitionOffset>& partitions) {
  PartitionList list(rd_kafka_topic_partition_list_new(static_cast<int>(partitions.size())));
  for (const PartitionOffset& one : partitions) {
    rd_kafka_topic_partition_list_add(list.get(), one.of.topic.c_str(), one.of.partition)->offset =
        one.offset >= 0 ? one.offset : RD_KAFKA_OFFSET_BEGINNING;
  }
  return list;
}

PartitionList list_of(const std::vector<TopicPartition>& partitions) {
  std::vector<PartitionOffset> all;
  for (const TopicPartition& one : partitions) all.push_back({one, -1});
  return list_of(all);
}

std::vector<PartitionOffset> partitions_in(const rd_kafka_topic_partition_list_t& list) {
  std::vector<PartitionOffset> partitions;
  for (int i = 0; i < list.cnt; ++i) {
    const rd_kafka_topic_partition_t& one = list.elems[i];
    partitions.push_back({{one.topic, one.partition}, one.offset >= 0 ? one.offset : -1});
  }
  return partitions;
}

// ---- asking -------------------------------------------------------------------------------------

Lookup::~Lookup() {
  ending_ = true;
  if (answer_.valid()) answer_.wait();
  for (const auto& one : forgotten_) one.wait();
}

template <typename Ask>
void Lookup::begin(Ask ask) {
  forget();
  answer_ = without_signals([&] {
    return std::async(std::launch::async, [this, ask = std::move(ask)] {
      std::optional<Found> found;
      while (!ending_ && !found) found = ask();
      return found;
    });
  });
}

void Lookup::ask_committed(rd_kafka_t* client, Found partitions) {
  begin([client, partitions = std::move(partitions)] { return committed(client, partitions); });
}

void Lookup::ask_partitions(rd_kafka_t* client, std::vector<std::string> topics) {
  begin([client, topics = std::move(topics)] { return partitions_of(client, topics); });
}

void Lookup::ask_ends(rd_kafka_t* client, std::vector<TopicPartition> partitions) {
  begin([client, partitions = std::move(partitions)] { return ends_of(client, partitions); });
}

// It ends by itself, and nobody waits for it.
void Lookup::forget() {
  std::erase_if(forgotten_, [](const auto& one) {
    return one.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
  });
  if (answer_.valid()) forgotten_.push_back(std::move(answer_));
}

std::optional<Lookup::Found> Lookup::take() {
  if (!answer_.valid() || answer_.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
    return std::nullopt;
  return answer_.get();
}

}  // namespace aobo
