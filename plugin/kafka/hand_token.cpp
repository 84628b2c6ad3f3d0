#include "plugin/kafka/hand_token.h"

#include <array>
#include <chrono>

#include "plugin/kafka/token.h"

namespace aobo {

void hand_token(rd_kafka_t* handle, const KafkaOptions& options, const std::atomic<bool>& ending) {
  const TimeNs now = std::chrono::duration_cast<std::chrono::nanoseconds>(
                         std::chrono::system_clock::now().time_since_epoch())
                         .count();
  const auto token = fetch_token(options, now, {.ending = ending});
  if (!token) {
    rd_kafka_oauthbearer_set_token_failure(handle, token.error().message.c_str());
    return;
  }
  std::array<char, 256> why{};
  if (rd_kafka_oauthbearer_set_token(handle, token->value.c_str(), token->ends / 1'000'000, "aobo",
                                     nullptr, 0, why.data(), why.size()) != 0)
    rd_kafka_oauthbearer_set_token_failure(handle, "librdkafka refuses the form of the token");
}

}  // namespace aobo
