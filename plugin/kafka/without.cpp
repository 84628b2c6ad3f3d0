// In place of librdkafka, where aobo is built with AOBO_KAFKA=OFF.
#include "plugin/kafka/consumer.h"

namespace aobo {

Result<std::unique_ptr<KafkaConsumer>> KafkaConsumer::open(const KafkaOptions&,
                                                           std::vector<std::string>, bool,
                                                           std::size_t) {
  return Error{
      "kafka: this aobo was built without Kafka (AOBO_KAFKA=OFF); build it with AOBO_KAFKA=ON, or "
      "name no kafka:// input"};
}

std::optional<std::string> wrong_property(const std::string&, const std::string&) {
  return std::nullopt;
}

bool has_kafka() { return false; }

}  // namespace aobo
