#include "plugin/kafka/token.h"

#include <fmt/format.h>
#include <simdjson.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <optional>

#include "plugin/base/base64.h"
#include "plugin/base/text.h"
#include "plugin/base/whole_file.h"
#include "plugin/kafka/command.h"

namespace aobo {
namespace {

constexpr std::size_t kLongest = std::size_t{64} << 10;
constexpr TimeNs kUnstated = 300 * kSecondNs;

// When the JWT says that it ends.
std::optional<TimeNs> end_of(std::string_view jwt) {
  const std::size_t first = jwt.find('.');
  const std::size_t second = first == jwt.npos ? first : jwt.find('.', first + 1);
  if (second == jwt.npos) return std::nullopt;
  std::string_view part = jwt.substr(first + 1, second - first - 1);
  while (part.ends_with('=')) part.remove_suffix(1);
  std::string claims(part.size(), '\0');
  const auto decoded = decode_base64(part, claims);
  if (!decoded) return std::nullopt;
  claims.resize(decoded->bytes);
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  std::int64_t seconds = 0;
  if (parser.parse(claims).get(root) != simdjson::SUCCESS) return std::nullopt;
  if (root["exp"].get(seconds) != simdjson::SUCCESS) return std::nullopt;
  if (seconds <= 0 || seconds > INT64_MAX / kSecondNs) return std::nullopt;
  return seconds * kSecondNs;
}

// What JSON holds under a key by which programs name it.
std::string inside(std::string_view text) {
  if (!text.starts_with('{')) return std::string(text);
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  if (parser.parse(text.data(), text.size()).get(root) != simdjson::SUCCESS) return {};
  for (const char* key : {"access_token", "accessToken"}) {
    std::string_view found;
    if (root[key].get(found) == simdjson::SUCCESS) return std::string(found);
  }
  return {};
}

Result<std::string> printed_by(const std::vector<std::string>& command, const TokenBounds& bounds) {
  const auto failed = [&](const std::string& why) {
    return Error{fmt::format("kafka: token_command {}: {}", printable(command.front()), why)};
  };
  const auto too_much = [&] {
    if (bounds.ending) return failed("was ended, because the run ends");
    return failed(fmt::format("took longer than {} seconds, or printed more than 64 KiB",
                              bounds.command_takes.count()));
  };
  Command running(command, std::chrono::steady_clock::now() + bounds.command_takes, bounds.ending);
  if (running.error() != 0) return failed(std::strerror(running.error()));
  auto text = running.output(kLongest);
  if (!text) return too_much();
  const auto code = running.exit_code();
  if (!code) return too_much();
  if (*code != 0)
    return failed(*code < 0 ? std::string("was ended by a signal")
                            : fmt::format("exited with {}", *code));
  return *text;
}

// A FIFO or a device may keep whoever reads it waiting for ever.
Result<std::string> in_file(const std::string& path) {
  const auto failed = [&](std::string_view why) {
    return Error{fmt::format("kafka: token_file {}: {}", printable(path), why)};
  };
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return failed(std::strerror(errno));
  auto text = read_whole_file(path, {"a token, which something else renews", kLongest});
  if (!text) return failed(text.error().message.substr(path.size() + 2));
  return text;
}

}  // namespace

Result<Token> read_token(std::string_view text, TimeNs now) {
  Token token{inside(trimmed(text)), now + kUnstated};
  if (token.value.empty() || token.value.find_first_of(" \t\r\n\x01") != std::string::npos)
    return Error{
        "is no token; expected a JWT alone, or JSON with it under \"access_token\" or "
        "\"accessToken\""};
  if (const auto ends = end_of(token.value)) token.ends = *ends;
  if (token.ends <= now)
    return Error{"is a token that ended " + format_time(token.ends) + "; expected one that holds"};
  return token;
}

Result<Token> fetch_token(const KafkaOptions& options, TimeNs now, const TokenBounds& bounds) {
  const bool by_command = !options.token_command.empty();
  const auto text =
      by_command ? printed_by(options.token_command, bounds) : in_file(options.token_file);
  if (!text) return text.error();
  auto token = read_token(*text, now);
  if (token) return token;
  return Error{
      fmt::format("kafka: what {} {} holds {}", by_command ? "token_command" : "token_file",
                  printable(by_command ? options.token_command.front() : options.token_file),
                  token.error().message)};
}

}  // namespace aobo
