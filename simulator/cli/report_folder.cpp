#include "simulator/cli/report_folder.h"

#include <algorithm>
#include <filesystem>

#include "simulator/customer_report/html.h"
#include "simulator/inspect/form.h"

namespace aobo::sim {
namespace {

namespace fs = std::filesystem;

// A page says in its head by what it was made; elsewhere anybody may write so.
std::string head_of(const fs::path& file) { return beginning_of(file).substr(0, 2'000); }

bool has_index(const fs::path& folder) {
  const std::string json = head_of(folder / "index.json");
  return head_of(folder / "index.html").find(kGenerator) != std::string::npos || json == "[]\n" ||
         (json.starts_with("[{\"customer\":") && json.find("\"file\":\"001-") != std::string::npos);
}

// "001-contoso.html"
bool is_page(const std::string& name, const std::string& kind) {
  const std::size_t digits = std::min(name.find_first_not_of("0123456789"), name.size());
  return digits >= 3 && name.substr(digits).starts_with('-') && name.ends_with("." + kind);
}

}  // namespace

std::optional<std::string> not_for_pages(const std::string& folder) {
  std::error_code error;
  if (!fs::exists(folder, error)) return std::nullopt;
  if (!fs::is_directory(folder, error)) return folder + ": no folder; name one, or a new one";
  if (fs::is_empty(folder, error) || has_index(folder)) return std::nullopt;
  return folder +
         ": holds files that are no reports, and may be written over; name a new folder, or an "
         "empty one";
}

void remove_other_pages(const std::string& folder, const std::string& kind,
                        const std::set<std::string>& written) {
  std::error_code error;
  std::set<fs::path> others;
  for (const auto& file : fs::directory_iterator(folder, error)) {
    const std::string name = file.path().filename().string();
    if (is_page(name, kind) && !written.contains(name)) others.insert(file.path());
  }
  for (const fs::path& other : others) fs::remove(other, error);
}

}  // namespace aobo::sim
