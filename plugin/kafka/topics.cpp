#include "plugin/kafka/topics.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/text.h"

namespace aobo {
namespace {

constexpr std::size_t kLongestTopic = 249;  // Kafka's own bound

bool is_topic(std::string_view name) {
  return !name.empty() && name.size() <= kLongestTopic && name != "." && name != ".." &&
         name != "-" && std::ranges::all_of(name, [](char byte) {
           return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                  (byte >= '0' && byte <= '9') || byte == '.' || byte == '_' || byte == '-';
         });
}

}  // namespace

bool is_topic_input(std::string_view name) { return trimmed(name).starts_with(kKafkaScheme); }

Result<std::vector<std::string>> topics_of(std::string_view input) {
  const std::string_view whole = trimmed(input);
  std::string_view rest = whole.substr(kKafkaScheme.size());
  std::vector<std::string> topics;
  for (;;) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    const std::string_view topic = trimmed(rest.substr(0, comma));
    if (!is_topic(topic)) {
      return Error{fmt::format(
          "input {}: \"{}\" is no name of a topic; expected kafka://TOPIC[,TOPIC…], each of 1 to "
          "{} letters, digits, \".\", \"_\" and \"-\" (brokers, group and secrets stand in the "
          "configuration's \"kafka\")",
          printable(whole), printable(topic), kLongestTopic)};
    }
    topics.emplace_back(topic);
    if (comma == rest.size()) return topics;
    rest.remove_prefix(comma + 1);
  }
}

Result<std::vector<std::string>> take_topics(std::vector<std::string>& names) {
  std::vector<std::string> topics, others;
  bool behind_topic = false;
  for (const std::string& name : names) {
    if (is_topic_input(name)) {
      auto found = topics_of(name);
      if (!found) return found.error();
      topics.insert(topics.end(), found->begin(), found->end());
      behind_topic = true;
    } else if (behind_topic && is_topic(trimmed(name))) {
      topics.emplace_back(trimmed(name));
    } else {
      behind_topic = false;
      others.push_back(name);
    }
  }
  names = std::move(others);
  return topics;
}

}  // namespace aobo
