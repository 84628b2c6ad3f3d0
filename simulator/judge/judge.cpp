#include "simulator/judge/judge.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include "simulator/host/config.h"
#include "simulator/host/session.h"
#include "simulator/judge/delivery.h"

namespace aobo::sim {
namespace {

// A folder for the delivery, gone when the judge is done.
class TempFolder {
 public:
  TempFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "aobo-judge-XXXXXX").string();
    if (mkdtemp(pattern.data()) != nullptr) path_ = pattern;
  }
  ~TempFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// The fields that make an answer, asked in one call.
class Asker {
 public:
  static Result<Asker> make(const Session& session) {
    Asker asker(session);
    for (const char* field : {"aobo.family", "aobo.id", "aobo.customer.id", "aobo.path", "aobo.user.upn", "aobo.user.id", "aobo.confidence",
                              "aobo.method", "aobo.candidates", "aobo.time", "aobo.is_partner", "aobo.origin", "aobo.offset"}) {
      auto query = session.query(field);
      if (!query) return query.error();
      asker.queries_.push_back(std::move(*query));
    }
    return asker;
  }

  Given ask(std::string& origin, std::uint64_t& offset) const {
    auto values = session_->extract_all(queries_);
    const auto text = [&](std::size_t i) {
      return values[i] && !values[i]->texts.empty() ? values[i]->texts.front() : std::string();
    };
    Given given{text(0), text(1), text(2), text(3), text(4), text(5), text(6), text(7), {}, 0, false};
    if (values[8]) given.candidates = values[8]->texts;
    if (values[9]) given.time = static_cast<TimeNs>(values[9]->number.value_or(0));
    if (values[10]) given.is_partner = values[10]->boolean.value_or(false);
    origin = text(11);
    offset = values[12] ? values[12]->number.value_or(0) : 0;
    return given;
  }

 private:
  explicit Asker(const Session& session) : session_(&session) {}
  const Session* session_;
  std::vector<FieldQuery> queries_;
};

void leave(const Truth& truth, Tally& tally) { truth.damage.empty() ? tally.add_unanswered(truth) : tally.add_refused(truth); }

// Answers come in the order of the delivery, and so does the truth: both are gone through side by side.
Result<Tally> judge_in_order(const std::string& dir, Session& session, const JudgeOptions& options) {
  TempFolder folder;
  if (folder.path().empty()) return Error{"no temporary folder could be made for the delivery"};
  const auto delivery = Delivery::make(dir, folder.path());
  if (!delivery) return delivery.error();
  Tally tally;
  if (delivery->size() == 0) return tally;
  const auto asker = Asker::make(session);
  if (!asker) return asker.error();
  if (auto error = session.open(folder.path())) return *error;

  std::optional<Delivery::Position> at;  // of the answer at hand
  Given given;
  bool ended = false;
  const auto next = [&]() -> std::optional<Error> {
    at.reset();
    while (!at && !ended) {
      const auto more = session.next();
      if (!more) return more.error();
      ended = !*more;
      if (ended) break;
      std::string origin;
      std::uint64_t offset = 0;
      given = asker->ask(origin, offset);
      at = delivery->parse(origin, offset);
      if (!at) tally.add_extra(given, origin);
    }
    return std::nullopt;
  };
  if (auto error = next()) return *error;
  std::size_t number = 0;
  auto failed = each_truth(dir, [&](const Truth& truth, std::uint64_t) -> std::optional<Error> {
    const Delivery::Position expected = delivery->position(number++);
    while (at && *at < expected) {
      tally.add_extra(given, "byte " + std::to_string(at->offset) + " of the delivery's file " + std::to_string(at->file));
      if (auto error = next()) return error;
    }
    if (at && *at == expected) {
      tally.add(truth, given, judge_answer(truth, given, true));
      if (auto error = next()) return error;
    } else {
      leave(truth, tally);
    }
    if (options.progress) options.progress(number);
    return std::nullopt;
  });
  if (failed) return *failed;
  while (at) {
    tally.add_extra(given, "the end of the delivery");
    if (auto error = next()) return *error;
  }
  return tally;
}

// Where in truth.ndjson the truth of a record stands, by the record's file and offset: of a large world the truths themselves
// would not fit into memory.
class TruthIndex {
 public:
  explicit TruthIndex(const std::string& dir) : dir_(dir), lines_(dir + "/truth.ndjson", std::ios::binary) {}

  std::optional<Error> build() {
    auto error = each_truth(dir_, [&](const Truth& truth, std::uint64_t line_at) -> std::optional<Error> {
      const auto file = files_.emplace(truth.file, static_cast<std::uint32_t>(files_.size())).first->second;
      entries_.push_back({file, false, truth.offset, line_at});
      return std::nullopt;
    });
    std::sort(entries_.begin(), entries_.end(), before);
    return error;
  }
  std::size_t size() const { return entries_.size(); }

  // The truth of the record that begins there, once.
  std::optional<Truth> take(const std::string& file, std::uint64_t offset) {
    const auto known = files_.find(file);
    if (known == files_.end()) return std::nullopt;
    const auto entry = std::lower_bound(entries_.begin(), entries_.end(), Entry{known->second, false, offset, 0}, before);
    const bool found = entry != entries_.end() && entry->file == known->second && entry->offset == offset;
    if (!found || entry->taken) return std::nullopt;
    entry->taken = true;
    return read(entry->line);
  }
  void each_left(const std::function<void(const Truth&)>& each) {
    for (const Entry& entry : entries_) {
      if (entry.taken) continue;
      if (const auto truth = read(entry.line)) each(*truth);
    }
  }

 private:
  struct Entry {
    std::uint32_t file;
    bool taken;
    std::uint64_t offset, line;
  };
  static bool before(const Entry& a, const Entry& b) { return std::pair(a.file, a.offset) < std::pair(b.file, b.offset); }

  std::optional<Truth> read(std::uint64_t at) {
    std::string line;
    lines_.clear();
    lines_.seekg(static_cast<std::streamoff>(at));
    std::getline(lines_, line);
    auto truth = truth_from_line(line);
    return truth ? std::optional(std::move(*truth)) : std::nullopt;
  }

  std::string dir_;
  std::ifstream lines_;
  std::map<std::string, std::uint32_t> files_;
  std::vector<Entry> entries_;
};

Result<Tally> judge_as_files(const std::string& dir, Session& session, const JudgeOptions& options) {
  TruthIndex index(dir);
  const std::string root = std::filesystem::absolute(dir).lexically_normal().string();
  if (auto error = index.build()) return *error;
  Tally tally;
  if (index.size() == 0) return tally;
  const auto asker = Asker::make(session);
  if (!asker) return asker.error();
  if (auto error = session.open(root + "/logs")) return *error;
  for (std::uint64_t records = 1;; ++records) {
    const auto more = session.next();
    if (!more) return more.error();
    if (!*more) break;
    std::string origin;
    std::uint64_t offset = 0;
    const Given given = asker->ask(origin, offset);
    const auto truth = origin.starts_with(root + "/") ? index.take(origin.substr(root.size() + 1), offset) : std::nullopt;
    if (!truth) {
      tally.add_extra(given, origin + " byte " + std::to_string(offset));
      continue;
    }
    tally.add(*truth, given, judge_answer(*truth, given, false));
    if (options.progress) options.progress(records);
  }
  index.each_left([&](const Truth& truth) { leave(truth, tally); });
  return tally;
}

}  // namespace

Result<Tally> judge_world(const std::string& dir, const Library& plugin, const JudgeOptions& options) {
  const auto config = read_config(dir + "/aobo.json");
  if (!config) return config.error();
  auto session = Session::start(plugin, *config, {});
  if (!session) return session.error();
  return options.as_files ? judge_as_files(dir, **session, options) : judge_in_order(dir, **session, options);
}

}  // namespace aobo::sim
