// Whether librdkafka takes a property, asked before any client is made.
#include <librdkafka/rdkafka.h>

#include <array>

#include "plugin/base/text.h"
#include "plugin/kafka/consumer.h"

namespace aobo {

std::optional<std::string> wrong_property(const std::string& name, const std::string& value) {
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  std::array<char, 512> why{};
  const auto result = rd_kafka_conf_set(conf, name.c_str(), value.c_str(), why.data(), why.size());
  rd_kafka_conf_destroy(conf);
  if (result == RD_KAFKA_CONF_OK) return std::nullopt;
  return printable(why.data());
}

}  // namespace aobo
