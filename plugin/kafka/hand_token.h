// A new token of OAUTHBEARER for librdkafka, or why there is none.
#pragma once

#include <librdkafka/rdkafka.h>

#include <atomic>

#include "plugin/kafka/options.h"

namespace aobo {

// May take as long as the command of the options does; that one is ended once `ending` is set.
void hand_token(rd_kafka_t* handle, const KafkaOptions& options, const std::atomic<bool>& ending);

}  // namespace aobo
