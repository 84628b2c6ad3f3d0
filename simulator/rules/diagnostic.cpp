#include "simulator/rules/diagnostic.h"

#include <fmt/format.h>

#include "plugin/base/text.h"

namespace aobo::sim {
namespace {

// Of a long line what stands around the column.
constexpr std::size_t kShown = 160;

// As it stands in the file, backslashes too; what would break the line is escaped.
std::string shown_part(std::string_view line) {
  if (line.size() <= kShown) return on_one_line(line);
  std::size_t end = kShown;
  const auto within_a_letter = [&] { return (static_cast<unsigned char>(line[end]) >> 6) == 2; };
  while (end > 0 && within_a_letter()) --end;
  return on_one_line(line.substr(0, end)) + "…";
}

}  // namespace

std::uint32_t SourceFiles::add(std::string name, std::string text) {
  files_.push_back({std::move(name), std::move(text)});
  return static_cast<std::uint32_t>(files_.size() - 1);
}

std::string_view SourceFiles::line(const SourcePlace& place) const {
  if (place.line == 0 || place.file >= files_.size()) return {};
  std::string_view text = files_[place.file].text;
  for (std::uint32_t number = 1; number < place.line; ++number) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  return text.substr(0, text.find('\n'));
}

std::string SourceFiles::shown(const SourcePlace& place) const {
  if (place.file >= files_.size()) return "rules";
  const std::string name = on_one_line(files_[place.file].name);
  return place.line == 0 ? name : fmt::format("{}:{}:{}", name, place.line, place.column);
}

std::string SourceFiles::render(const Diagnostic& diagnostic) const {
  std::string text = fmt::format("{}: {} {}: {}\n", shown(diagnostic.place),
                                 diagnostic.severity == Severity::kError ? "error" : "warning",
                                 diagnostic.code, on_one_line(diagnostic.message));
  std::string_view line = this->line(diagnostic.place);
  if (!line.empty()) {
    std::size_t column = diagnostic.place.column == 0 ? 0 : diagnostic.place.column - 1;
    if (line.size() > kShown && column > kShown / 2) {
      const std::size_t cut = std::min(column - kShown / 2, line.size());
      line.remove_prefix(cut);
      column -= cut;
    }
    text += fmt::format("    {}\n    {:>{}}\n", shown_part(line), "^",
                        on_one_line(line.substr(0, column)).size() + 1);
  }
  if (!diagnostic.hint.empty()) text += fmt::format("  {}\n", on_one_line(diagnostic.hint));
  return text;
}

}  // namespace aobo::sim
