#include "plugin/mask/command_options.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "plugin/base/text.h"

namespace aobo {

// Where the password stands.
enum class OptionForm : std::uint8_t {
  kNext,      // the next word
  kAttached,  // behind the option's letter, without a blank
  kColon,     // behind a colon
  kUser,      // in the next word, or attached, behind the user's name and a colon
};

struct CommandOption {
  std::string_view name;  // behind the dash or the slash; empty where a program has no more
  OptionForm form = OptionForm::kNext;
};

struct CommandProgram {
  std::string_view name;  // lower case, without ".exe"
  std::string_view verb;  // a word that must stand between it and the option
  std::array<CommandOption, 4> options;
};

namespace {

using enum OptionForm;

// Public: Windows commands (cmdkey, schtasks, winrs, tasklist, taskkill, systeminfo), Sysinternals
// (PsExec and its kin), SQL Server's utilities (sqlcmd, bcp, osql), the manual pages of curl,
// mysql, mongosh, redis-cli, ldapsearch, PuTTY, sshpass, docker and podman, Azure CLI's reference.
// Options of a slash ignore case, those of a dash do not: "sqlcmd -p" prints statistics, "mysql -p"
// alone asks for a password, "az webapp create -p" names a plan.
constexpr CommandProgram kPrograms[] = {
    {"az", "login", {{{"p"}}}},
    {"bcp", "", {{{"P"}, {"P", kAttached}}}},
    {"cmdkey", "", {{{"pass", kColon}}}},
    {"curl", "", {{{"u", kUser}, {"-user", kUser}, {"U", kUser}, {"-proxy-user", kUser}}}},
    {"docker", "login", {{{"p"}}}},
    {"ldapsearch", "", {{{"w"}}}},
    {"mariadb", "", {{{"p", kAttached}}}},
    {"mongodump", "", {{{"p"}}}},
    {"mongosh", "", {{{"p"}}}},
    {"mysql", "", {{{"p", kAttached}}}},
    {"mysqladmin", "", {{{"p", kAttached}}}},
    {"mysqldump", "", {{{"p", kAttached}}}},
    {"osql", "", {{{"P"}, {"P", kAttached}}}},
    {"plink", "", {{{"pw"}}}},
    {"podman", "login", {{{"p"}}}},
    {"psexec", "", {{{"p"}}}},
    {"psexec64", "", {{{"p"}}}},
    {"pscp", "", {{{"pw"}}}},
    {"pskill", "", {{{"p"}}}},
    {"psservice", "", {{{"p"}}}},
    {"redis-cli", "", {{{"a"}}}},
    {"schtasks", "", {{{"rp"}, {"p"}}}},
    {"sqlcmd", "", {{{"P"}, {"P", kAttached}}}},
    {"sshpass", "", {{{"p"}, {"p", kAttached}}}},
    {"systeminfo", "", {{{"p"}}}},
    {"taskkill", "", {{{"p"}}}},
    {"tasklist", "", {{{"p"}}}},
    {"winrs", "", {{{"p", kColon}, {"password", kColon}}}},
};

bool is_blank(char byte) { return byte == ' ' || byte == '\t'; }
bool ends_command(char byte) {
  return byte == '\n' || byte == '\r' || byte == '|' || byte == ';' || byte == '&';
}
// What a program's name may hold: a path before it is left out.
bool is_of_name(char byte) {
  return is_letter_or_digit(byte) || byte == '-' || byte == '_' || byte == '.';
}

const CommandProgram* program_named(std::string_view word) {
  constexpr std::size_t kShortestName = 2, kLongestName = 14;
  if (word.size() < kShortestName || word.size() > kLongestName) return nullptr;
  constexpr std::string_view kEnding = ".exe";
  if (word.size() > kEnding.size() &&
      equal_ignoring_case(word.substr(word.size() - kEnding.size()), kEnding))
    word.remove_suffix(kEnding.size());
  for (const CommandProgram& program : kPrograms) {
    if (equal_ignoring_case(word, program.name)) return &program;
  }
  return nullptr;
}

// The word that begins there, within quotes or up to a blank. In JSON within a text a backslash
// stands before each quote.
std::optional<TextRange> word_at(std::string_view text, std::size_t begin) {
  const std::size_t open = run_end(text, begin, [](char byte) { return byte == '\\'; });
  if (open >= text.size()) return std::nullopt;
  const bool quoted = is_quote(text[open]);
  if (quoted) begin = open + 1;
  const std::size_t end =
      quoted ? text.find(text[open], begin) : text.find_first_of(" \t\r\n\"'", begin);
  TextRange word{begin, std::min(end, text.size())};
  const bool escaped = word.end < text.size() && is_quote(text[word.end]);
  while (escaped && word.end > begin && text[word.end - 1] == '\\') --word.end;
  return word;
}

// Variables, the next option, and what asks for the password are none.
bool is_typed(std::string_view word) {
  constexpr std::string_view kOthers = "$-/*<";
  if (word.empty() || kOthers.find(word.front()) != std::string_view::npos) return false;
  return !(word.front() == '%' && word.back() == '%');
}

// Where what follows the option begins; `name_end` is the end of its name.
std::optional<std::size_t> value_begin(std::string_view text, std::size_t name_end,
                                       OptionForm form) {
  if (name_end >= text.size()) return std::nullopt;
  const char next = text[name_end];
  const bool apart = is_blank(next);
  switch (form) {
    case kNext:
      return apart ? std::optional(run_end(text, name_end, is_blank)) : std::nullopt;
    case kAttached:
      return apart || ends_command(next) ? std::nullopt : std::optional(name_end);
    case kColon:
      return next == ':' ? std::optional(name_end + 1) : std::nullopt;
    case kUser:
      return apart ? run_end(text, name_end, is_blank) : name_end;
  }
  return std::nullopt;
}

std::optional<TextRange> value_of(std::string_view text, std::size_t name_end, OptionForm form) {
  const auto begin = value_begin(text, name_end, form);
  if (!begin) return std::nullopt;
  std::optional<TextRange> word = word_at(text, *begin);
  if (!word || !is_typed(text.substr(word->begin, word->end - word->begin))) return std::nullopt;
  if (form != kUser) return word;
  const std::size_t colon = text.substr(0, word->end).find(':', word->begin);
  if (colon == std::string_view::npos) return std::nullopt;
  word->begin = colon + 1;
  return is_typed(text.substr(word->begin, word->end - word->begin)) ? word : std::nullopt;
}

// Where the option's name ends, if it stands at `at`. Letters of curl's options that take no value
// may stand before one that does: "-sSu".
std::optional<std::size_t> name_end(std::string_view text, std::size_t at, bool slash,
                                    const CommandOption& option) {
  static constexpr std::string_view kFlags = "0aefgijklnsvGIJLNORS";
  constexpr std::size_t kMostFlags = 8;
  if (option.form == kUser && option.name.size() == 1)
    at = run_end(text.substr(0, at + kMostFlags), at,
                 [](char byte) { return kFlags.find(byte) != std::string_view::npos; });
  const std::string_view name = text.substr(at, option.name.size());
  const bool same = slash ? equal_ignoring_case(name, option.name) : name == option.name;
  return same ? std::optional(at + option.name.size()) : std::nullopt;
}

}  // namespace

// The last program that was named since the command began is whose option it is: others may stand
// before it ("cmd /c", "sudo").
void CommandOptions::read_until(std::string_view text, std::size_t at) {
  while (read_ < at) {
    if (ends_command(text[read_])) program_ = nullptr;
    const std::size_t end = run_end(text.substr(0, at), read_, is_of_name);
    if (end == read_) {
      ++read_;
      continue;
    }
    const std::string_view word = text.substr(read_, end - read_);
    read_ = end;
    if (const CommandProgram* named = program_named(word)) {
      program_ = named;
      verb_ = named->verb.empty();
    } else if (program_ != nullptr && !verb_) {
      verb_ = equal_ignoring_case(word, program_->verb);
    }
  }
}

std::optional<TextRange> CommandOptions::secret_at(std::string_view text, std::size_t at) {
  if (at == 0) return std::nullopt;
  const char lead = text[at - 1];  // that of a slash is a blank: others begin a path
  if (lead != ' ' && (text[at] == '/' || !(lead == '\t' || is_quote(lead)))) return std::nullopt;
  read_until(text, at);
  if (program_ == nullptr || !verb_) return std::nullopt;
  for (const CommandOption& option : program_->options) {
    if (option.name.empty()) break;
    const auto end = name_end(text, at + 1, text[at] == '/', option);
    if (!end) continue;
    if (const auto value = value_of(text, *end, option.form)) return value;
  }
  return std::nullopt;
}

}  // namespace aobo
