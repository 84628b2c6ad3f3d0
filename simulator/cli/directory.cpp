// aobo-sim directory: what is done to a directory; merge folds a new export into its history.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <iostream>

#include "plugin/base/text.h"
#include "simulator/cli/terminal.h"
#include "simulator/directory/merge_folders.h"

namespace aobo::sim {
namespace {

namespace po = boost::program_options;

// For its owner's eyes: people's names stand in it. Beside it and then in its place, so that nobody
// reads half of it.
bool write_privately(const std::string& path, const std::string& text) {
  const std::string beside = path + ".new";
  std::error_code error;
  std::filesystem::remove(beside, error);
  const int file =
      ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file < 0) return false;
  std::string_view rest = text;
  while (!rest.empty()) {
    const ssize_t size = ::write(file, rest.data(), rest.size());
    if (size <= 0) break;
    rest.remove_prefix(static_cast<std::size_t>(size));
  }
  const bool written = ::fsync(file) == 0 && rest.empty();
  ::close(file);
  if (written) std::filesystem::rename(beside, path, error);
  if (written && !error) return true;
  std::filesystem::remove(beside, error);
  return false;
}

std::string text_of(const MergedPartner& partner) {
  std::string text;
  for (const auto& [row, folded] : partner.folded) {
    text += fmt::format(
        "  {}, {}: {} new, {} changed, {} gone, {} as before{}\n", printable(partner.name), row,
        folded.added, folded.changed, folded.gone, folded.same,
        folded.whole ? "" : "; not whole, so what is missing is not taken to be gone");
  }
  return text;
}

class DirectoryRun : public Invocation {
 public:
  std::vector<OptionsGroup> options() override {
    OptionsGroup group{"Options", {}};
    group.options.add_options()("time", po::value(&time_)->value_name("TIME"),
                                "when NEW was exported; unset: when its files were written")(
        "dry-run", po::bool_switch(&dry_run_), "say what would be done, and write nothing");
    return {std::move(group)};
  }
  po::options_description arguments() override {
    po::options_description options;
    options.add_options()("action", po::value(&action_))("old", po::value(&old_))("new",
                                                                                  po::value(&new_));
    return options;
  }
  Exit run(const po::variables_map&) override {
    if (action_ != "merge")
      return fail(Exit::kUsage,
                  "directory: " +
                      std::string(action_.empty() ? "nothing is said that it should do"
                                                  : "it cannot \"" + action_ + "\"") +
                      "; expected merge OLD NEW");
    if (old_.empty() || new_.empty())
      return fail(Exit::kUsage,
                  "directory merge: two folders are needed: OLD, which holds "
                  "aobo.yaml, and NEW, which holds the new exports");
    std::optional<TimeNs> time;
    if (!time_.empty()) {
      time = parse_time(time_);
      if (!time)
        return fail(Exit::kUsage,
                    "directory merge: --time must be a time like "
                    "2026-03-31T17:00:00Z, found " +
                        time_);
    }
    const auto merged = merge_folders(old_, new_, time);
    return merged ? written(*merged) : fail(Exit::kInput, merged.error().message);
  }

 private:
  Exit written(const MergedFolders& merged) const {
    for (const std::string& warning : merged.warnings)
      std::cerr << "aobo-sim: warning: " << printable(warning) << "\n";
    const bool same = merged.after == merged.before;
    std::string text;
    for (const bool first : {true, false}) {
      std::string partners;
      for (const MergedPartner& partner : merged.partners)
        partners += partner.first == first ? text_of(partner) : std::string();
      if (!partners.empty())
        text += fmt::format("From {}\n{}", printable(first ? old_ : new_), partners);
    }
    if (!same && !dry_run_ && !write_privately(merged.path, merged.after))
      return fail(Exit::kOutput, merged.path + ": cannot be written");
    std::cout << text
              << (same       ? "Nothing is new: " + printable(merged.path) + " stays as it is.\n"
                  : dry_run_ ? "Nothing is written.\n"
                             : "Written: " + printable(merged.path) + "\n")
              << std::flush;
    return std::cout ? Exit::kOk : Exit::kOutput;
  }

  std::string action_, old_, new_, time_;
  bool dry_run_ = false;
};

}  // namespace

Command directory_command() {
  return {
      "directory",
      "fold a new export of a directory into its history",
      {"aobo-sim directory ACTION OLD NEW [OPTIONS]"},
      {"Exports forget: who has left, who was in a group, a relationship a year after its end. "
       "\"merge\" folds the exports below NEW into the file observations.ndjson of the directory "
       "OLD, which from then on goes before the exports in OLD's folders. NEW holds a folder for "
       "each partner, with the names that OLD's aobo.yaml has; it may be OLD itself. Where OLD "
       "has no history yet, its own exports are the beginning.",
       "It says of each kind how many are new, changed, gone and as before. The same export again "
       "changes nothing. Exports are merged in the order of their times; an older one that says "
       "something else is refused, and so is what the plugin would refuse."},
      {{"ACTION", "merge: fold NEW into OLD's history"},
       {"OLD", "the directory, which holds aobo.yaml"},
       {"NEW", "the folder of the new exports"}},
      {Exit::kInput, Exit::kOutput},
      {{"after each export", "aobo-sim directory merge /etc/aobo/directory export-of-today"}},
      make_invocation<DirectoryRun>};
}

}  // namespace aobo::sim
