// What a rebalance of the group asks of a member, and how a member leaves it. librdkafka waits for
// the answer as long as it takes, and where the run ends meanwhile it would wait for ever.
#pragma once

#include <librdkafka/rdkafka.h>

#include <optional>
#include <string>

#include "plugin/kafka/lookup.h"
#include "plugin/kafka/sockets.h"

namespace aobo {

// What librdkafka gives back as an error; nothing where it is none.
std::optional<std::string> text_of(rd_kafka_error_t* error);

// These are read too, or no longer. An answer that is refused answers nothing: then librdkafka is
// told that none are. The error, where one came of it.
std::optional<std::string> add_partitions(rd_kafka_t* handle,
                                          const rd_kafka_topic_partition_list_t& partitions);
std::optional<std::string> remove_partitions(rd_kafka_t* handle,
                                             const rd_kafka_topic_partition_list_t& partitions);

// The question that is open.
class Rebalance {
 public:
  void asks(rd_kafka_resp_err_t what, const rd_kafka_topic_partition_list_t& partitions);
  bool waits() const { return what_ != RD_KAFKA_RESP_ERR_NO_ERROR; }
  bool revokes() const { return what_ == RD_KAFKA_RESP_ERR__REVOKE_PARTITIONS; }
  void answered() { what_ = RD_KAFKA_RESP_ERR_NO_ERROR; }
  // Answers at once: nothing is taken, and what is taken away is gone. The error, where one comes
  // of it.
  std::optional<std::string> give_up(rd_kafka_t* handle);

 private:
  rd_kafka_resp_err_t what_ = RD_KAFKA_RESP_ERR_NO_ERROR;
  PartitionList partitions_;
};

// At the end: answers what is asked, and drops a message that was fetched and not read; waits a
// little.
void drop_what_comes(rd_kafka_t* handle);

// So that others take over at once; waits a second at most. What is asked meanwhile, and nobody
// answered, is given up, and so is what was fetched and not read.
void leave_group(rd_kafka_t* handle);

// Ends the client. Whoever is to hear of it was told, and has a moment left to answer.
void destroy_client(rd_kafka_t* handle, Sockets& sockets);

}  // namespace aobo
