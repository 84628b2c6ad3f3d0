// Diagnostics of rules files: where, what was found, what was expected and what to do, with the
// line and a caret.
//   rules/mail.yaml:41:18: error LOAD_ERR_COMPILE_CONDITION: filter_check called with nonexistent
//   field aobo.oparation
//       condition: aobo.oparation = set-mailbox
//                  ^
//     did you mean aobo.operation?
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aobo::sim {

// Lines and columns count from 1, columns in bytes; a line of 0 is none.
struct SourcePlace {
  std::uint32_t file = 0;
  std::uint32_t line = 0, column = 0;
  friend bool operator==(const SourcePlace&, const SourcePlace&) = default;
};

enum class Severity : std::uint8_t { kError, kWarning };

struct Diagnostic {
  Severity severity = Severity::kError;
  std::string code;  // Falco's (LOAD_…) where Falco says so too, else a lint's id
  SourcePlace place;
  std::string message;
  std::string hint;  // what to do; may be empty
};

// The texts of the files that were read, for showing lines of them.
class SourceFiles {
 public:
  std::uint32_t add(std::string name, std::string text);
  const std::string& name(std::uint32_t file) const { return files_[file].name; }
  const std::string& text(std::uint32_t file) const { return files_[file].text; }
  std::size_t size() const { return files_.size(); }
  // Empty where there is no such line.
  std::string_view line(const SourcePlace& place) const;
  std::string shown(const SourcePlace& place) const;  // "rules/mail.yaml:41:18"
  // With the line and the caret, ending in a line break.
  std::string render(const Diagnostic& diagnostic) const;

 private:
  struct File {
    std::string name, text;
  };
  std::vector<File> files_;
};

}  // namespace aobo::sim
