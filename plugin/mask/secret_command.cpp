#include "plugin/mask/secret_command.h"

#include <algorithm>

#include "plugin/base/text.h"

namespace aobo {
namespace {

// What ends a word of a command line, and what may stand behind the last of its words.
constexpr std::string_view kWordStops = " \t\r\n\"'();|&<>\\";
constexpr std::string_view kCommandEnds = "/\t\r\n\"'();|&<>\\";

// Whether the option of a command line stands in the text.
bool names_option(std::string_view text, std::string_view option) {
  for (std::size_t at = text.find('-'); at != std::string_view::npos; at = text.find('-', at + 1)) {
    if (starts_with_ignoring_case(text.substr(at), option)) return true;
  }
  return false;
}

constexpr std::size_t kLongestWord = 256;
bool in_word(char byte) { return kWordStops.find(byte) == std::string_view::npos; }

// ConvertTo-SecureString 'value' (PowerShell), with its options in any order. Without quotes a
// word is one where -AsPlainText stands as well: else it is a sentence's.
std::optional<TextRange> of_secure_string(std::string_view text, std::size_t at) {
  constexpr std::string_view kName = "-SecureString", kPlain = "-AsPlainText";
  constexpr std::string_view kOptions[] = {kPlain, "-Force", "-String"};
  if (!starts_with_ignoring_case(text.substr(at), kName)) return std::nullopt;
  std::size_t begin = behind_spaces(text, at + kName.size());
  bool plain = false;
  for (bool option = true; option;) {
    option = false;
    for (const std::string_view name : kOptions) {
      if (!starts_with_ignoring_case(text.substr(begin), name)) continue;
      const std::size_t end = begin + name.size();
      if (end < text.size() && text[end] != ' ' && text[end] != ':') continue;
      option = true;
      plain = plain || name == kPlain;
      begin = behind_spaces(text, run_end(text.substr(0, end + kLongestWord), end, in_word));
    }
  }
  if (begin >= text.size()) return std::nullopt;
  if (const char quote = text[begin]; quote == '\'' || quote == '"') {
    ++begin;
    return TextRange{begin, std::min(text.find(quote, begin), text.size())};
  }
  const std::size_t end = run_end(text.substr(0, begin + kLongestWord), begin, in_word);
  if (text[begin] == '$' || text[begin] == '-') return std::nullopt;
  if (!plain) plain = names_option(text.substr(end, kLongestWord), kPlain);
  return plain ? std::optional(TextRange{begin, end}) : std::nullopt;
}

// The word there, where it ends a command or an option follows: in a sentence words follow. "*"
// asks for a password, "/" begins an option.
std::optional<TextRange> last_word(std::string_view text, std::size_t at) {
  const std::size_t begin = behind_spaces(text, at);
  if (begin >= text.size() || text[begin] == '/' || text[begin] == '*') return std::nullopt;
  const std::size_t end = run_end(text, begin, in_word);
  const std::size_t next = behind_spaces(text, end);
  if (next < text.size() && kCommandEnds.find(text[next]) == std::string_view::npos)
    return std::nullopt;
  return TextRange{begin, end};
}

// net user NAME PASSWORD (Windows commands).
std::optional<TextRange> of_net_user(std::string_view text, std::size_t at) {
  return last_word(text, run_end(text, behind_spaces(text, at), in_word));
}

// net use [DEVICE] \\COMPUTER\SHARE [PASSWORD] [/user:NAME], or the password behind the name
// (Windows commands).
std::optional<TextRange> of_net_use(std::string_view text, std::size_t at) {
  const auto in_path = [](char byte) { return byte == '\\' || in_word(byte); };
  std::size_t begin = behind_spaces(text, at), end = run_end(text, begin, in_path);
  const std::string_view device = text.substr(begin, end - begin);
  if (device == "*" || device.ends_with(':')) {
    begin = behind_spaces(text, end);
    end = run_end(text, begin, in_path);
  }
  if (!text.substr(begin, end - begin).starts_with("\\\\")) return std::nullopt;
  const std::size_t option = behind_spaces(text, end);
  if (starts_with_ignoring_case(text.substr(option), "/user:"))
    end = run_end(text, option, in_path);
  return last_word(text, end);
}

std::optional<TextRange> of_net(std::string_view text, std::size_t at) {
  constexpr std::string_view kNames[] = {"net ", "net1 ", "net.exe "}, kUser = "user ",
                             kUse = "use ";
  for (const std::string_view name : kNames) {
    if (!starts_with_ignoring_case(text.substr(at), name)) continue;
    const std::string_view rest = text.substr(at + name.size());
    if (starts_with_ignoring_case(rest, kUser))
      return of_net_user(text, at + name.size() + kUser.size());
    if (starts_with_ignoring_case(rest, kUse))
      return of_net_use(text, at + name.size() + kUse.size());
  }
  return std::nullopt;
}

}  // namespace

std::optional<TextRange> secret_of_command(std::string_view text, std::size_t at) {
  if (text[at] == '-') return of_secure_string(text, at);
  return at == 0 || !in_word(text[at - 1]) ? of_net(text, at) : std::nullopt;
}

}  // namespace aobo
