// What of the configuration is read from Kafka, and how: what a row of a table alone cannot say.
#pragma once

#include <string>

#include "plugin/config/options.h"

namespace aobo {

// An item of "inputs" that names topics.
void read_topics(const JsonNode& item, const std::string& name, bool follow, Config& config);

// The section "kafka": its options, and what of them does not go together.
void read_kafka(const JsonNode& root, Config& config);

void read_brokers(const JsonNode& kafka, const Option& option, Config& config);
void read_preset(const JsonNode& kafka, const Option& option, Config& config);
void read_security(const JsonNode& kafka, const Option& option, Config& config);
void read_mechanism(const JsonNode& kafka, const Option& option, Config& config);
void read_token_command(const JsonNode& kafka, const Option& option, Config& config);
void read_properties(const JsonNode& kafka, const Option& option, Config& config);
void read_secret_files(const JsonNode& kafka, const Option& option, Config& config);

}  // namespace aobo
