#include "plugin/kafka/settings.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <iterator>

#include "plugin/base/text.h"
#include "plugin/base/whole_file.h"

namespace aobo {
namespace {

struct Refused {
  std::string_view name, why;
};

constexpr std::string_view kHasKey = "has a key of its own: ";
// The plugin rests on them.
constexpr Refused kRefused[] = {
    {"bootstrap.servers", "brokers"},
    {"metadata.broker.list", "brokers"},
    {"group.id", "group"},
    {"group.instance.id", "instance"},
    {"security.protocol", "security"},
    {"sasl.mechanism", "mechanism"},
    {"sasl.mechanisms", "mechanism"},
    {"sasl.username", "user"},
    {"ssl.ca.location", "ca_file"},
    {"enable.auto.commit", ""},
    {"enable.auto.offset.store", ""},
    {"auto.commit.enable", ""},
    {"auto.offset.reset", ""},
    {"enable.partition.eof", ""},
    {"partition.assignment.strategy", ""},
    {"isolation.level", ""},
    {"log.queue", ""},
    {"enabled_events", ""},
    {"builtin.features", ""},
    {"plugin.library.paths", ""},
    {"enable.sasl.oauthbearer.unsecure.jwt", ""},
};

constexpr std::string_view kSecrets[] = {
    "sasl.password",         "ssl.key.password",        "ssl.key.pem",
    "ssl.keystore.password", "sasl.oauthbearer.config", "sasl.oauthbearer.client.secret",
};

// What Microsoft recommends for Event Hubs: its load balancer forgets a connection that is idle for
// 240 seconds and tells nobody. Source: the documentation of Azure Event Hubs, "Apache Kafka client
// configurations".
constexpr std::pair<std::string_view, std::string_view> kEventHubs[] = {
    {"socket.keepalive.enable", "true"},   {"metadata.max.age.ms", "180000"},
    {"connections.max.idle.ms", "180000"}, {"session.timeout.ms", "30000"},
    {"heartbeat.interval.ms", "3000"},
};
constexpr std::string_view kConnectionStringUser = "$ConnectionString";
constexpr std::string_view kEventHubsPort = "9093";

Error failed(std::string_view what, const std::string& path, std::string_view why) {
  return Error{fmt::format("kafka: the file of {}, {}: {}", what, printable(path), why)};
}

std::string broker_list(const KafkaOptions& options) {
  std::vector<std::string> brokers = options.brokers;
  if (options.preset == KafkaOptions::Preset::kEventHubs) {
    for (std::string& broker : brokers) {
      if (broker.find(':') == std::string::npos) broker += fmt::format(":{}", kEventHubsPort);
    }
  }
  return fmt::format("{}", fmt::join(brokers, ","));
}

Result<std::string> password(const KafkaOptions& options) {
  if (!options.password_file.empty()) return secret_in_file(options.password_file, "the password");
  const char* value = std::getenv(options.password_env.c_str());
  if (value == nullptr || *value == '\0') {
    return Error{fmt::format(
        "kafka: the environment of the host has no {}, which \"password_env\" names; set it for "
        "the host's process, or name a file in \"password_file\"",
        printable(options.password_env))};
  }
  return std::string(value);
}

class Collected {
 public:
  void set(std::string_view name, std::string value) {
    const auto known =
        std::ranges::find(properties_, name, [](const auto& one) { return one.first; });
    if (known != properties_.end()) {
      known->second = std::move(value);
    } else {
      properties_.emplace_back(name, std::move(value));
    }
  }
  void set_if(std::string_view name, const std::string& value) {
    if (!value.empty()) set(name, value);
  }
  KafkaProperties take() { return std::move(properties_); }

 private:
  KafkaProperties properties_;
};

void set_security(const KafkaOptions& options, Collected& into) {
  const bool event_hubs = options.preset == KafkaOptions::Preset::kEventHubs;
  into.set("security.protocol", !options.security.empty() ? options.security
                                : event_hubs              ? "sasl_ssl"
                                                          : "plaintext");
  std::string mechanism = options.mechanism;
  if (mechanism.empty() && wants_token(options)) mechanism = "OAUTHBEARER";
  if (mechanism.empty() && event_hubs) mechanism = "PLAIN";
  into.set_if("sasl.mechanism", mechanism);
  const bool plain_user = options.user.empty() && event_hubs && mechanism == "PLAIN";
  into.set_if("sasl.username", plain_user ? std::string(kConnectionStringUser) : options.user);
  into.set("ssl.ca.location", options.ca_file.empty() ? "probe" : options.ca_file);
}

// Messages that were fetched and not read yet have one bound, and so has each answer of a broker.
void set_memory(std::size_t memory, Collected& into) {
  constexpr std::size_t kLeast = std::size_t{2} << 20, kMost = std::size_t{64} << 20;
  const std::size_t queued = std::clamp(memory, kLeast, kMost);
  const std::size_t fetched = std::max(queued / 4, std::size_t{1} << 20);
  into.set("queued.max.messages.kbytes", std::to_string(queued >> 10));
  into.set("fetch.message.max.bytes", std::to_string(std::max(fetched / 4, std::size_t{1} << 18)));
  into.set("fetch.max.bytes", std::to_string(std::max(fetched, std::size_t{1} << 20)));
}

}  // namespace

std::optional<std::string> refused_property(std::string_view name) {
  if (is_secret_property(name)) {
    if (name == "sasl.password") return "is a secret: name its file in \"password_file\"";
    return "is a secret: name its file in \"secret_files\"";
  }
  const auto found = std::ranges::find(kRefused, name, &Refused::name);
  if (found == std::end(kRefused)) return std::nullopt;
  if (found->why.empty()) return "is set by aobo, which rests on it";
  return fmt::format("{}\"{}\"", kHasKey, found->why);
}

bool is_secret_property(std::string_view name) {
  return std::ranges::find(kSecrets, name) != std::end(kSecrets);
}

bool wants_token(const KafkaOptions& options) {
  return !options.token_file.empty() || !options.token_command.empty();
}

Result<std::string> secret_in_file(const std::string& path, std::string_view what) {
  constexpr std::size_t kLongest = std::size_t{64} << 10;
  if (access(path.c_str(), R_OK) != 0) return failed(what, path, std::strerror(errno));
  const auto text = read_whole_file(path, {"the secret in its first line", kLongest});
  if (!text) return failed(what, path, text.error().message.substr(path.size() + 2));
  const std::string_view line = std::string_view(*text).substr(0, text->find('\n'));
  const std::string secret(trimmed(line));
  if (secret.empty()) return failed(what, path, "its first line is empty; it must be the secret");
  return secret;
}

Result<KafkaProperties> kafka_properties(const KafkaOptions& options, std::size_t memory) {
  Collected properties;
  properties.set("client.id", "aobo");
  // A partition that is read on joins the next request only: none may take long.
  properties.set("fetch.wait.max.ms", "100");
  set_memory(memory, properties);
  // A broker that is there and answers nothing is taken for gone after so long. Not Event Hubs,
  // whose answers to whoever is throttled take their time.
  if (options.preset == KafkaOptions::Preset::kNone) properties.set("socket.timeout.ms", "10000");
  if (options.preset == KafkaOptions::Preset::kEventHubs) {
    for (const auto& [name, value] : kEventHubs) properties.set(name, std::string(value));
  }
  set_security(options, properties);
  for (const auto& [name, value] : options.properties) properties.set(name, value);
  properties.set("bootstrap.servers", broker_list(options));
  properties.set_if("group.instance.id", options.instance);
  properties.set("enable.auto.commit", "false");
  properties.set("enable.auto.offset.store", "false");
  properties.set("auto.offset.reset", "error");
  properties.set("enable.partition.eof", "true");
  properties.set("partition.assignment.strategy", "cooperative-sticky");
  properties.set("isolation.level", "read_committed");
  properties.set("log.queue", "true");
  if (!options.password_file.empty() || !options.password_env.empty()) {
    auto secret = password(options);
    if (!secret) return secret.error();
    properties.set("sasl.password", std::move(*secret));
  }
  for (const auto& [name, path] : options.secret_files) {
    auto secret = secret_in_file(path, name);
    if (!secret) return secret.error();
    properties.set(name, std::move(*secret));
  }
  return properties.take();
}

}  // namespace aobo
