// Token: what a worker shows by OAUTHBEARER instead of a password. It is fetched by a command of
// the operator's, or from a file that something else renews, and ends at a time of its own.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "plugin/base/result.h"
#include "plugin/base/time.h"
#include "plugin/kafka/options.h"

namespace aobo {

struct Token {
  std::string value;
  TimeNs ends = 0;  // by the machine's time
};

// For how long whoever asks waits.
struct TokenBounds {
  const std::atomic<bool>& ending;  // the command is ended once this is set
  std::chrono::seconds command_takes{30};
};

// Runs the command or reads the file; blocks. An error never holds what either said.
Result<Token> fetch_token(const KafkaOptions& options, TimeNs now, const TokenBounds& bounds);

// A JWT alone, or JSON with it under "access_token" or "accessToken", as command line programs of
// clouds print it. Of a token that does not say when it ends, it counts for five minutes.
Result<Token> read_token(std::string_view text, TimeNs now);

}  // namespace aobo
