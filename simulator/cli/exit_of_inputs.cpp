// What the inputs of a run come to as an exit code.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "plugin/base/text.h"
#include "simulator/cli/replay.h"
#include "simulator/cli/terminal.h"
#include "simulator/inspect/form.h"
#include "simulator/inspect/input_files.h"

namespace aobo::sim {
namespace {

// The lines as they are, but that many inputs without a record stand in one line.
std::vector<std::string> shortened(const std::vector<std::string>& lines, std::uint64_t empty) {
  constexpr std::string_view kEmpty = ": gave no record";
  constexpr std::size_t kMostNames = 3;
  std::vector<std::string> kept;
  std::string names;
  std::size_t named = 0;
  for (const std::string& line : lines) {
    if (empty <= kMostNames || !line.ends_with(kEmpty)) {
      kept.push_back(line);
    } else if (named < kMostNames) {
      names += (named++ == 0 ? "" : ", ") + line.substr(0, line.size() - kEmpty.size());
    }
  }
  if (named > 0) kept.push_back(fmt::format("{} and {} more{}", names, empty - named, kEmpty));
  return kept;
}

// Documents and images that lie in folders beside logs: nobody meant them.
std::uint64_t documents_in_folders(const std::vector<std::string>& inputs) {
  std::uint64_t documents = 0;
  for (const std::string& input : inputs) {
    std::error_code error;
    if (!std::filesystem::is_directory(input, error)) continue;
    const auto files = input_files({input});
    if (!files) continue;
    documents += static_cast<std::uint64_t>(std::ranges::count_if(
        *files, [](const std::string& file) { return is_document(beginning_of(file)); }));
  }
  return documents;
}

}  // namespace

Exit exit_of_inputs(const std::map<std::string, std::uint64_t>& metrics,
                    const std::vector<std::string>& inputs,
                    const std::vector<std::string>& examples) {
  const auto count = [&](const char* name) {
    const auto found = metrics.find(name);
    return found == metrics.end() ? 0 : found->second;
  };
  const std::uint64_t unread = count("refused.unreadable") + count("refused.bad-compression");
  const std::uint64_t empty = count("inputs.empty"), refused = count("inputs.refused");
  const std::uint64_t too_long = count("refused.too-long");
  const bool files = !inputs.empty() && std::ranges::all_of(inputs, [](const std::string& input) {
    std::error_code error;
    return std::filesystem::is_regular_file(input, error);
  });
  // Of inputs that an earlier run with state has read to the end nothing comes, and that is well.
  // In a folder others' files may lie beside logs; a log that is refused whole is none of these.
  const bool nothing = refused > 0 || (empty > 0 && (files || empty == count("inputs")));
  const bool whole = !nothing && too_long == 0;
  if (unread == 0 && whole) return Exit::kOk;
  if (whole && unread <= documents_in_folders(inputs)) return Exit::kOk;
  fail(Exit::kInput,
       fmt::format("inputs: {} could not be read, {} gave no record{}", unread, empty,
                   too_long == 0 ? "" : fmt::format(", {} left out as too long", too_long)));
  for (const std::string& line : shortened(examples, empty - refused))
    std::cerr << "  " << printable(line) << '\n';
  return Exit::kInput;
}

}  // namespace aobo::sim
