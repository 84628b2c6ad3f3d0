#include "plugin/kafka/token.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <simdjson.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fstream>
#include <optional>

#include "plugin/base/base64.h"
#include "plugin/base/text.h"

namespace aobo {
namespace {

constexpr std::size_t kLongest = std::size_t{64} << 10;
constexpr std::chrono::seconds kCommandTakes{30};
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

// A program that was started, whose output is read; it ends with this.
class Command {
 public:
  explicit Command(const std::vector<std::string>& command) {
    int ends[2] = {-1, -1};
    if (pipe2(ends, O_CLOEXEC) != 0) {
      error_ = errno;
      return;
    }
    output_ = ends[0];
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    std::vector<char*> arguments;
    for (const std::string& one : command) arguments.push_back(const_cast<char*>(one.c_str()));
    arguments.push_back(nullptr);
    // Whoever runs it may have blocked all signals; a program expects none of that.
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    error_ = posix_spawnp(&child_, arguments[0], &actions, &attributes, arguments.data(), environ);
    if (error_ != 0) child_ = -1;
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
  }
  ~Command() {
    if (output_ >= 0) close(output_);
    if (child_ > 0) {
      kill(child_, SIGKILL);
      wait_for_end();
    }
  }
  Command(const Command&) = delete;
  Command& operator=(const Command&) = delete;

  int error() const { return error_; }

  // All that it prints; nothing where that takes too long, or is too much.
  std::optional<std::string> output() {
    const auto until = std::chrono::steady_clock::now() + kCommandTakes;
    std::string text;
    for (;;) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
          until - std::chrono::steady_clock::now());
      if (left.count() <= 0 || text.size() > kLongest) return std::nullopt;
      pollfd waiting{output_, POLLIN, 0};
      if (poll(&waiting, 1, static_cast<int>(left.count())) <= 0) continue;
      char bytes[4096];
      const ssize_t size = read(output_, bytes, sizeof bytes);
      if (size < 0 && errno == EINTR) continue;
      if (size <= 0) return text;
      text.append(bytes, static_cast<std::size_t>(size));
    }
  }
  // Its exit code, behind its output; -1 where it ended otherwise.
  int exit_code() {
    const int status = wait_for_end();
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  int wait_for_end() {
    int status = 0;
    while (waitpid(child_, &status, 0) < 0 && errno == EINTR) {
    }
    child_ = -1;
    return status;
  }

  int output_ = -1;
  pid_t child_ = -1;
  int error_ = 0;
};

Result<std::string> printed_by(const std::vector<std::string>& command) {
  const auto failed = [&](const std::string& why) {
    return Error{fmt::format("kafka: token_command {}: {}", printable(command.front()), why)};
  };
  Command running(command);
  if (running.error() != 0) return failed(std::strerror(running.error()));
  auto text = running.output();
  if (!text)
    return failed(fmt::format("took longer than {} seconds, or printed more than 64 KiB",
                              kCommandTakes.count()));
  if (const int code = running.exit_code(); code != 0)
    return failed(code < 0 ? std::string("was ended by a signal")
                           : fmt::format("exited with {}", code));
  return *text;
}

Result<std::string> in_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return Error{fmt::format("kafka: token_file {}: {}", printable(path), std::strerror(errno))};
  std::string text(kLongest + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.size() > kLongest)
    return Error{fmt::format("kafka: token_file {}: more than 64 KiB", printable(path))};
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

Result<Token> fetch_token(const KafkaOptions& options, TimeNs now) {
  const bool by_command = !options.token_command.empty();
  const auto text = by_command ? printed_by(options.token_command) : in_file(options.token_file);
  if (!text) return text.error();
  auto token = read_token(*text, now);
  if (token) return token;
  return Error{
      fmt::format("kafka: what {} {} holds {}", by_command ? "token_command" : "token_file",
                  printable(by_command ? options.token_command.front() : options.token_file),
                  token.error().message)};
}

}  // namespace aobo
