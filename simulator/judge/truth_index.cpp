#include "simulator/judge/truth_index.h"

#include <algorithm>

#include "plugin/base/whole_file.h"
#include "simulator/judge/judge.h"

namespace aobo::sim {
namespace {

// "leaver/3 main" of "leaver/3 main#2".
std::string first_copy(const Truth& truth) {
  return truth.record.substr(0, truth.record.rfind('#'));
}

}  // namespace

std::optional<Error> TruthIndex::build(const std::function<void(const Truth&)>& each) {
  auto error =
      each_truth(dir_, [&](const Truth& truth, std::uint64_t line_at) -> std::optional<Error> {
        const auto file =
            files_.emplace(truth.file, static_cast<std::uint32_t>(files_.size())).first->second;
        entries_.push_back({file, false, truth.offset, line_at});
        if (const std::string first = first_copy(truth); first != truth.record)
          copied_[first] = false;
        if (!truth.poses_as.empty()) posed_.insert(truth.poses_as);
        if (truth.damage.empty()) last_ = std::max(last_, truth.time);
        if (!truth.expects.empty()) expecting_.push_back(line_at);
        each(truth);
        return std::nullopt;
      });
  std::sort(entries_.begin(), entries_.end(), before);
  return error;
}

std::optional<TruthIndex::Found> TruthIndex::find(const std::string& file, std::uint64_t offset,
                                                  bool answer) {
  const auto known = files_.find(file);
  if (known == files_.end()) return std::nullopt;
  const auto entry = std::lower_bound(entries_.begin(), entries_.end(),
                                      Entry{known->second, false, offset, 0}, before);
  const bool found =
      entry != entries_.end() && entry->file == known->second && entry->offset == offset;
  if (!found) return std::nullopt;
  auto truth = read(entry->line);
  if (!truth) return std::nullopt;
  Found result{std::move(*truth), false};
  if (!answer) return result;
  result.again = entry->taken;
  entry->taken = true;
  const auto copied = copied_.find(first_copy(result.truth));
  if (copied == copied_.end()) return result;
  // What was damaged may be another record than its whole copy, or be read as that.
  if (!result.truth.damage.empty()) {
    damaged_.insert(copied->first);
    return result;
  }
  result.again = result.again || copied->second;
  copied->second = true;
  return result;
}

void TruthIndex::each_expecting(const std::function<void(const Truth&)>& each) {
  for (const std::uint64_t line : expecting_) {
    if (const auto truth = read(line)) each(*truth);
  }
}

void TruthIndex::each_left(const std::function<void(const Truth&)>& each) {
  for (const Entry& entry : entries_) {
    if (entry.taken) continue;
    if (const auto truth = read(entry.line)) each(*truth);
  }
}

bool TruthIndex::without_faults() const {
  const auto text = read_whole_file(dir_ + "/world.json", {"a world"});
  return text && text->find("\"faults\": \"none\"") != std::string::npos &&
         text->find("--leave-out") == std::string::npos;
}

bool TruthIndex::answered(const Truth& truth) const {
  const auto copied = copied_.find(first_copy(truth));
  return copied != copied_.end() && (copied->second || damaged_.contains(copied->first));
}

std::optional<Truth> TruthIndex::read(std::uint64_t at) {
  std::string line;
  lines_.clear();
  lines_.seekg(static_cast<std::streamoff>(at));
  std::getline(lines_, line);
  auto truth = truth_from_line(line);
  return truth ? std::optional(std::move(*truth)) : std::nullopt;
}

}  // namespace aobo::sim
