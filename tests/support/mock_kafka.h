// MockKafka: a cluster that librdkafka holds for tests, on loopback, in this process: groups,
// commits and rebalances are real, brokers and leaders go as the test says. At most 5 MiB lie in a
// partition.
#pragma once

#include <gtest/gtest.h>
#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "plugin/kafka/consumer.h"

namespace aobo::test {

class MockKafka {
 public:
  explicit MockKafka(int brokers = 1) : brokers_(brokers) {
    rd_kafka_conf_t* conf = rd_kafka_conf_new();
    rd_kafka_conf_set(conf, "log_level", "0", nullptr, 0);
    std::array<char, 512> why{};
    handle_ = rd_kafka_new(RD_KAFKA_PRODUCER, conf, why.data(), why.size());
    cluster_ = rd_kafka_mock_cluster_new(handle_, brokers);
  }
  ~MockKafka() {
    if (producer_ != nullptr) {
      for (const auto& [name, topic] : topics_) rd_kafka_topic_destroy(topic);
      rd_kafka_purge(producer_, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
      rd_kafka_destroy(producer_);
    }
    rd_kafka_mock_cluster_destroy(cluster_);
    rd_kafka_destroy(handle_);
  }
  MockKafka(const MockKafka&) = delete;
  MockKafka& operator=(const MockKafka&) = delete;

  std::string brokers() const { return rd_kafka_mock_cluster_bootstraps(cluster_); }
  rd_kafka_mock_cluster_t* cluster() const { return cluster_; }
  void create(const std::string& topic, int partitions) {
    rd_kafka_mock_topic_create(cluster_, topic.c_str(), partitions, 1);
  }
  void put(const TopicPartition& where, std::optional<std::string> value) {
    if (producer_ == nullptr) begin_producing();
    rd_kafka_topic_t*& topic = topics_[where.topic];
    if (topic == nullptr) topic = rd_kafka_topic_new(producer_, where.topic.c_str(), nullptr);
    EXPECT_EQ(rd_kafka_produce(topic, where.partition, RD_KAFKA_MSG_F_COPY,
                               value ? value->data() : nullptr, value ? value->size() : 0, nullptr,
                               0, nullptr),
              0);
  }
  // All that was put lies in the cluster.
  void flush() {
    if (producer_ == nullptr) return;
    EXPECT_EQ(rd_kafka_flush(producer_, 10'000), RD_KAFKA_RESP_ERR_NO_ERROR);
  }
  void all_brokers(bool up) {
    for (int id = 1; id <= brokers_; ++id) {
      if (up) {
        rd_kafka_mock_broker_set_up(cluster_, id);
      } else {
        rd_kafka_mock_broker_set_down(cluster_, id);
      }
    }
  }

 private:
  void begin_producing() {
    rd_kafka_conf_t* conf = rd_kafka_conf_new();
    rd_kafka_conf_set(conf, "bootstrap.servers", brokers().c_str(), nullptr, 0);
    rd_kafka_conf_set(conf, "log_level", "0", nullptr, 0);
    rd_kafka_conf_set(conf, "linger.ms", "0", nullptr, 0);
    rd_kafka_conf_set(conf, "compression.codec", "zstd", nullptr, 0);
    producer_ = rd_kafka_new(RD_KAFKA_PRODUCER, conf, nullptr, 0);
  }

  int brokers_;
  rd_kafka_t* handle_ = nullptr;
  rd_kafka_t* producer_ = nullptr;
  std::map<std::string, rd_kafka_topic_t*> topics_;
  rd_kafka_mock_cluster_t* cluster_ = nullptr;
};

}  // namespace aobo::test
