// How to reach a Kafka cluster, or a namespace of Azure Event Hubs. Of secrets only where they are.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace aobo {

struct KafkaOptions {
  enum class Preset : unsigned char { kNone, kEventHubs };

  std::vector<std::string> brokers;  // host:port
  std::string group;
  std::string instance;  // this worker's name in the group, which stays when it restarts
  Preset preset = Preset::kNone;
  std::string security, mechanism, user;    // as librdkafka has them; empty: by the preset
  std::string password_file, password_env;  // one of them, or none
  std::string token_file;                   // of OAUTHBEARER, read again before it ends
  std::vector<std::string> token_command;   // a program and its arguments, which prints it
  std::string ca_file;                      // certificates that are believed
  std::vector<std::pair<std::string, std::string>> properties;    // of librdkafka, as they are
  std::vector<std::pair<std::string, std::string>> secret_files;  // of librdkafka: where each is
};

}  // namespace aobo
