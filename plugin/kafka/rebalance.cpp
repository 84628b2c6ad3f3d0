#include "plugin/kafka/rebalance.h"

#include <chrono>
#include <future>

#include "plugin/kafka/quiet_thread.h"

namespace aobo {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kLeavingTakes{1000};
constexpr std::chrono::milliseconds kEndTakes{300};

using Answer = rd_kafka_error_t*(rd_kafka_t*, const rd_kafka_topic_partition_list_t*);

// An answer that is refused answers nothing: one with no partitions is taken.
std::optional<std::string> answer(Answer* give, rd_kafka_t* handle,
                                  const rd_kafka_topic_partition_list_t& partitions) {
  auto error = text_of(give(handle, &partitions));
  const PartitionList none(rd_kafka_topic_partition_list_new(0));
  if (error) text_of(give(handle, none.get()));
  return error;
}

}  // namespace

std::optional<std::string> text_of(rd_kafka_error_t* error) {
  if (error == nullptr) return std::nullopt;
  std::string text = rd_kafka_error_string(error);
  rd_kafka_error_destroy(error);
  return text;
}

void Rebalance::asks(rd_kafka_resp_err_t what, const rd_kafka_topic_partition_list_t& partitions) {
  what_ = what;
  partitions_.reset(rd_kafka_topic_partition_list_copy(&partitions));
}

std::optional<std::string> add_partitions(rd_kafka_t* handle,
                                          const rd_kafka_topic_partition_list_t& partitions) {
  return answer(rd_kafka_incremental_assign, handle, partitions);
}

std::optional<std::string> remove_partitions(rd_kafka_t* handle,
                                             const rd_kafka_topic_partition_list_t& partitions) {
  return answer(rd_kafka_incremental_unassign, handle, partitions);
}

std::optional<std::string> Rebalance::give_up(rd_kafka_t* handle) {
  const rd_kafka_resp_err_t what = what_;
  answered();
  if (what == RD_KAFKA_RESP_ERR__REVOKE_PARTITIONS) return remove_partitions(handle, *partitions_);
  if (what == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS) {
    const PartitionList none(rd_kafka_topic_partition_list_new(0));
    return add_partitions(handle, *none);
  }
  if (what != RD_KAFKA_RESP_ERR_NO_ERROR) rd_kafka_assign(handle, nullptr);
  return std::nullopt;
}

void drop_what_comes(rd_kafka_t* handle) {
  rd_kafka_message_t* left = rd_kafka_consumer_poll(handle, 10);
  if (left != nullptr) rd_kafka_message_destroy(left);
}

// The queue of a member holds messages too. rd_kafka_queue_poll_callback() ends the process where
// it finds one; what is forwarded to our queue is polled like any message.
void leave_group(rd_kafka_t* handle) {
  rd_kafka_queue_t* queue = rd_kafka_queue_new(handle);
  text_of(rd_kafka_consumer_close_queue(handle, queue));
  const auto until = Clock::now() + kLeavingTakes;
  while (!rd_kafka_consumer_closed(handle) && Clock::now() < until) drop_what_comes(handle);
  if (!rd_kafka_consumer_closed(handle)) rd_kafka_assign(handle, nullptr);
  rd_kafka_queue_destroy(queue);
}

// Cut before librdkafka knows that it ends, it would try again what fails.
void destroy_client(rd_kafka_t* handle, Sockets& sockets) {
  std::promise<void> ended;
  auto cutter = without_signals([&] {
    return std::async(std::launch::async, [&sockets, end = ended.get_future()] {
      while (end.wait_for(kEndTakes) == std::future_status::timeout) sockets.cut_sockets();
    });
  });
  rd_kafka_destroy_flags(handle, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE);
  ended.set_value();
  cutter.wait();
}

}  // namespace aobo
