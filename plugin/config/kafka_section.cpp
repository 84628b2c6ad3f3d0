#include "plugin/config/kafka_section.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "plugin/base/text.h"
#include "plugin/kafka/consumer.h"
#include "plugin/kafka/settings.h"
#include "plugin/source/inputs.h"

namespace aobo {
namespace {

constexpr std::array<std::string_view, 4> kSecurity = {"plaintext", "ssl", "sasl_plaintext",
                                                       "sasl_ssl"};
constexpr std::array<std::string_view, 4> kMechanisms = {"PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512",
                                                         "OAUTHBEARER"};

// What stands there in place of what should, but that it may be a secret that went astray: then its
// place must do.
std::string shown(const std::string& found) {
  constexpr std::size_t kLongest = 32;  // keys and tokens are longer
  const bool plain = found.find_first_of("=;") == std::string::npos && found.size() <= kLongest;
  return plain ? fmt::format("\"{}\"", printable(found))
               : "what is not shown here, because it may be a secret";
}

// One of a few words; empty where it is not there.
std::string one_of(const JsonNode& node, std::string_view key,
                   std::span<const std::string_view> words) {
  const auto found = node.text(key);
  if (!found) return {};
  if (std::ranges::find(words, *found) != words.end()) return *found;
  node.fail(key, fmt::format("\"{}\" must be one of {}, found {}", key, fmt::join(words, ", "),
                             shown(*found)));
}

void refuse_both(const JsonNode& node, std::string_view first, std::string_view second) {
  if (node.has(first) && node.has(second))
    node.fail(second,
              fmt::format("\"{}\" and \"{}\" are both there; expected one of them", first, second));
}

bool is_sasl(const KafkaOptions& kafka) {
  return kafka.security.empty() ? kafka.preset != KafkaOptions::Preset::kNone
                                : kafka.security.starts_with("sasl");
}

// A password or a token, and its use.
void check_secrets(const JsonNode& node, const KafkaOptions& kafka) {
  refuse_both(node, "password_file", "password_env");
  refuse_both(node, "token_file", "token_command");
  for (const char* password : {"password_file", "password_env"}) {
    for (const char* token : {"token_file", "token_command"}) refuse_both(node, password, token);
  }
  const bool has_password = !kafka.password_file.empty() || !kafka.password_env.empty();
  const bool has_token = wants_token(kafka);
  if (!is_sasl(kafka)) {
    if (!has_password && !has_token) return;
    node.fail("security",
              "a password or a token is named, and \"security\" is neither sasl_plaintext nor "
              "sasl_ssl; expected one of these (or \"preset\": \"event-hubs\")");
  }
  if (kafka.mechanism.empty() && !has_token && kafka.preset == KafkaOptions::Preset::kNone)
    node.fail("mechanism",
              fmt::format("\"security\" is {}, and there is no \"mechanism\"; expected "
                          "one of {}",
                          kafka.security, fmt::join(kMechanisms, ", ")));
  const bool bearer = kafka.mechanism == "OAUTHBEARER" || (kafka.mechanism.empty() && has_token);
  if (bearer && !has_token)
    node.fail("mechanism", "OAUTHBEARER needs a \"token_command\" or a \"token_file\"");
  if (!bearer && !has_password)
    node.fail(
        "there is no password: name its file in \"password_file\", or the variable of the "
        "host's environment that holds it in \"password_env\"");
  if (!bearer && has_token)
    node.fail("mechanism", fmt::format("a token is for OAUTHBEARER, found {}", kafka.mechanism));
}

}  // namespace

void read_topics(const JsonNode& item, const std::string& name, bool follow, Config& config) {
  auto topics = topics_of(name);
  if (!topics) {
    if (item.is_object()) item.fail("path", topics.error().message);
    item.fail(topics.error().message);
  }
  constexpr std::array<std::string_view, 2> kReads = {"share", "all"};
  const std::string read = item.is_object() ? one_of(item, "read", kReads) : std::string();
  for (std::string& topic : *topics)
    config.topics.push_back({std::move(topic), follow && read != "all", follow});
}

void read_kafka(const JsonNode& root, Config& config) {
  const auto node = root.member("kafka");
  if (!node) return;
  node->only(option_keys("kafka"));
  for (const Option& option : options()) {
    if (option.section == "kafka") option.form.read(*node, option, config);
  }
  if (config.kafka.brokers.empty()) node->fail("\"kafka\" needs \"brokers\": [\"host:port\", …]");
  check_secrets(*node, config.kafka);
}

void read_brokers(const JsonNode& kafka, const Option& option, Config& config) {
  kafka.each(option.key, [&](const JsonNode& item) {
    std::string broker = item.required_self_text();
    if (broker.find_first_of(" ,/@=;") != std::string::npos)
      item.fail(fmt::format("a broker must be host:port, found {}", shown(broker)));
    config.kafka.brokers.push_back(std::move(broker));
  });
}

void read_preset(const JsonNode& kafka, const Option& option, Config& config) {
  constexpr std::array<std::string_view, 1> kPresets = {"event-hubs"};
  if (!one_of(kafka, option.key, kPresets).empty())
    config.kafka.preset = KafkaOptions::Preset::kEventHubs;
}

void read_security(const JsonNode& kafka, const Option& option, Config& config) {
  config.kafka.security = one_of(kafka, option.key, kSecurity);
}

void read_mechanism(const JsonNode& kafka, const Option& option, Config& config) {
  config.kafka.mechanism = one_of(kafka, option.key, kMechanisms);
}

// A program that a path names starts from the base folder; one without is looked for in PATH.
void read_token_command(const JsonNode& kafka, const Option& option, Config& config) {
  std::vector<std::string>& command = config.kafka.token_command;
  kafka.each(option.key,
             [&](const JsonNode& item) { command.push_back(item.required_self_text()); });
  if (!command.empty() && command.front().find('/') != std::string::npos)
    command.front() = resolved(command.front(), config.base_dir);
}

void read_properties(const JsonNode& kafka, const Option& option, Config& config) {
  kafka.each_member(option.key, [&](std::string_view name, const JsonNode& item) {
    if (const auto why = refused_property(name))
      item.fail(fmt::format("the property {} {}", printable(name), *why));
    std::string value = item.required_self_text();
    if (const auto why = wrong_property(std::string(name), value)) item.fail(*why);
    config.kafka.properties.emplace_back(name, std::move(value));
  });
}

void read_secret_files(const JsonNode& kafka, const Option& option, Config& config) {
  kafka.each_member(option.key, [&](std::string_view name, const JsonNode& item) {
    if (!is_secret_property(name) || name == "sasl.password")
      item.fail(
          fmt::format("{} is no secret that may stand here; expected ssl.key.password and "
                      "its like (the password has \"password_file\")",
                      printable(name)));
    config.kafka.secret_files.emplace_back(name,
                                           resolved(item.required_self_text(), config.base_dir));
  });
}

std::optional<std::string> unreadable_topics(const std::vector<TopicInput>& topics,
                                             const KafkaOptions& kafka) {
  if (topics.empty()) return std::nullopt;
  const std::string first = std::string(kKafkaScheme) + topics.front().topic;
  if (!has_kafka())
    return fmt::format("input {}: this aobo was built without Kafka (AOBO_KAFKA=OFF)", first);
  if (kafka.brokers.empty())
    return fmt::format(
        "input {}: the configuration has no \"kafka\" with \"brokers\": "
        "[\"host:port\", …]",
        first);
  const bool shared = std::ranges::any_of(topics, &TopicInput::shared);
  if (shared && kafka.group.empty())
    return fmt::format(
        "input {}: \"kafka\" has no \"group\", which workers that follow a topic "
        "need; expected a name that nothing else in the cluster uses",
        first);
  return std::nullopt;
}

}  // namespace aobo
