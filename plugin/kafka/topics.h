// Topics: what of the inputs is read from Kafka: kafka://TOPIC[,TOPIC…].
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/result.h"

namespace aobo {

inline constexpr std::string_view kKafkaScheme = "kafka://";

struct TopicInput {
  std::string topic;
  // Members of the group share its partitions. Else all of it is read, outside the group: evidence
  // that every worker needs, and what is not followed.
  bool shared = true;
  bool follow = true;  // goes on being read; else the run ends where it ended

  friend bool operator==(const TopicInput&, const TopicInput&) = default;
};

bool is_topic_input(std::string_view name);

// The topics of one input; an error where a name can be none.
Result<std::vector<std::string>> topics_of(std::string_view input);

// Takes the topics out of the names of an expression that was split at its commas. What follows a
// topic and could be one is one: a file of such a name is written ./NAME.
Result<std::vector<std::string>> take_topics(std::vector<std::string>& names);

}  // namespace aobo
