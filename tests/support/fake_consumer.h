// FakeConsumer: a KafkaConsumer whose cluster is a table in the test: messages that lie in
// partitions, what a group committed, and what happens to partitions, step by step. It keeps the
// contract of plugin/kafka/consumer.h, and waits for nothing.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "plugin/kafka/consumer.h"

namespace aobo::test {

struct FakeMessage {
  std::optional<std::string> value;
  TimeNs written = 0;
};

// What lies in the broker, and outlives its consumers.
struct FakeCluster {
  struct Log {
    std::int64_t first = 0;  // earlier ones were removed
    std::deque<FakeMessage> messages;
    std::int64_t end() const { return first + static_cast<std::int64_t>(messages.size()); }
  };
  std::map<TopicPartition, Log> logs;
  std::map<TopicPartition, std::int64_t> committed;
  std::vector<std::string> steps;  // what consumers asked for, in order

  void put(const TopicPartition& where, std::optional<std::string> value, TimeNs written = 0) {
    logs[where].messages.push_back({std::move(value), written});
  }
  void remove_until(const TopicPartition& where, std::int64_t offset) {
    Log& log = logs[where];
    while (log.first < offset && !log.messages.empty()) {
      log.messages.pop_front();
      ++log.first;
    }
    log.first = offset;
  }
};

class FakeConsumer : public KafkaConsumer {
 public:
  explicit FakeConsumer(FakeCluster& cluster) : cluster_(cluster) {}

  // ---- what happens
  void assign(const std::vector<TopicPartition>& partitions) {
    KafkaEvent event{.what = KafkaEvent::What::kAssigned};
    for (const TopicPartition& one : partitions) {
      const auto committed = cluster_.committed.find(one);
      event.partitions.push_back(
          {one, committed == cluster_.committed.end() ? -1 : committed->second});
    }
    events_.push_back(std::move(event));
  }
  void revoke(const std::vector<TopicPartition>& partitions, bool lost = false) {
    KafkaEvent event{.what = lost ? KafkaEvent::What::kLost : KafkaEvent::What::kRevoked};
    for (const TopicPartition& one : partitions) event.partitions.push_back({one, -1});
    if (lost)
      for (const TopicPartition& one : partitions) reading_.erase(one);
    events_.push_back(std::move(event));
  }
  void notice(const std::string& text) {
    events_.push_back({.what = KafkaEvent::What::kNotice, .text = text});
  }
  void fail(const std::string& text) {
    events_.push_back({.what = KafkaEvent::What::kFailed, .text = text});
  }
  // A partition of which nothing comes, though there is more.
  void silence(const TopicPartition& where) { silent_.insert(where); }
  void speak(const TopicPartition& where) { silent_.erase(where); }
  // Answers to commits do not come.
  void hold_commits(bool held) { commits_held_ = held; }
  // Nobody answers where partitions end.
  void hold_ends(bool held) { ends_held_ = held; }
  // So many commits are refused, because the group is being distributed anew.
  void refuse_commits(int times) { refusals_ = times; }

  // ---- what is asked
  void start() override {}
  KafkaEvent poll(int wait_ms) override {
    if (!events_.empty()) {
      KafkaEvent event = std::move(events_.front());
      events_.pop_front();
      return event;
    }
    for (auto& [where, place] : reading_) {
      if (place.paused || silent_.contains(where)) continue;
      if (auto event = next_of(where, place)) return std::move(*event);
    }
    waited_ms += wait_ms;
    return {};
  }
  void begin(const std::vector<PartitionOffset>& from) override {
    for (const PartitionOffset& one : from) {
      const std::int64_t first = cluster_.logs[one.of].first;
      reading_[one.of] = {one.offset < 0 ? first : one.offset};
      cluster_.steps.push_back("begin " + one.of.text() + " at " + std::to_string(one.offset));
    }
  }
  void release(const std::vector<TopicPartition>& partitions) override {
    for (const TopicPartition& one : partitions) {
      reading_.erase(one);
      cluster_.steps.push_back("release " + one.text());
    }
  }
  void begin_anew(const TopicPartition& where) override {
    reading_[where] = {cluster_.logs[where].first};
  }
  void pause(const TopicPartition& where) override { reading_[where].paused = true; }
  void resume(const PartitionOffset& from) override { reading_[from.of] = {from.offset}; }
  Bounds bounds_of(const TopicPartition& where) const override {
    const FakeCluster::Log& log = cluster_.logs.at(where);
    return {log.first, log.end()};
  }
  void ask_ends() override { asked_ends_ = true; }
  std::optional<std::vector<PartitionOffset>> take_ends() override {
    if (ends_held_ || !std::exchange(asked_ends_, false)) return std::nullopt;
    std::vector<PartitionOffset> ends;
    for (const auto& [where, place] : reading_) ends.push_back({where, cluster_.logs[where].end()});
    return ends;
  }
  void commit(const std::vector<PartitionOffset>& next) override {
    if (refusals_ > 0) {
      --refusals_;
      last_ = LastCommit::kTryAgain;
      return;
    }
    last_ = LastCommit::kTaken;
    for (const PartitionOffset& one : next) {
      cluster_.committed[one.of] = one.offset;
      cluster_.steps.push_back("commit " + one.of.text() + " " + std::to_string(one.offset));
    }
  }
  LastCommit last_commit() const override { return commits_held_ ? LastCommit::kUnderWay : last_; }
  Counts counts() const override { return counts_; }

  Counts counts_;
  int waited_ms = 0;  // as if

 private:
  struct Place {
    std::int64_t next = 0;
    bool paused = false;
    std::int64_t end_shown = -1;
  };

  std::optional<KafkaEvent> next_of(const TopicPartition& where, Place& place) {
    FakeCluster::Log& log = cluster_.logs[where];
    if (place.next < log.first || place.next > log.end()) {
      if (place.end_shown == -2) return std::nullopt;
      place.end_shown = -2;
      return KafkaEvent{
          .what = KafkaEvent::What::kOutOfRange, .where = where, .offset = place.next};
    }
    if (place.next == log.end()) {
      if (std::exchange(place.end_shown, place.next) == place.next) return std::nullopt;
      return KafkaEvent{.what = KafkaEvent::What::kEnd, .where = where, .offset = place.next};
    }
    const FakeMessage& message = log.messages[static_cast<std::size_t>(place.next - log.first)];
    KafkaEvent event{.what = KafkaEvent::What::kMessage,
                     .where = where,
                     .offset = place.next++,
                     .written = message.written};
    if (message.value) event.value = *message.value;
    return event;
  }

  FakeCluster& cluster_;
  std::deque<KafkaEvent> events_;
  std::map<TopicPartition, Place> reading_;
  std::set<TopicPartition> silent_;
  bool commits_held_ = false, ends_held_ = false, asked_ends_ = false;
  int refusals_ = 0;
  LastCommit last_ = LastCommit::kTaken;
};

}  // namespace aobo::test
