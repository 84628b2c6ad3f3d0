// Settings: the properties with which librdkafka is set up: those that the plugin rests on, those
// of a preset, those that the configuration says, and the secrets, which are read here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plugin/base/result.h"
#include "plugin/kafka/options.h"

namespace aobo {

using KafkaProperties = std::vector<std::pair<std::string, std::string>>;

// Why a property may not stand in "properties", in words that go behind its name; nothing where it
// may.
std::optional<std::string> refused_property(std::string_view name);
// Whether it is a secret, which stands in a file.
bool is_secret_property(std::string_view name);

// Everything but the token. Secrets are read: an error names the file or the variable, never what
// it holds. `memory`: bytes that messages may take before they are read.
Result<KafkaProperties> kafka_properties(const KafkaOptions& options, std::size_t memory);

// Whether tokens are to be fetched.
bool wants_token(const KafkaOptions& options);

// The first line of a file that holds a secret, without its end. `what`: its use, for the error.
Result<std::string> secret_in_file(const std::string& path, std::string_view what);

}  // namespace aobo
