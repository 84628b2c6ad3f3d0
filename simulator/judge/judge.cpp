#include "simulator/judge/judge.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "simulator/host/config.h"
#include "simulator/host/session.h"

namespace aobo::sim {

std::optional<Error> each_truth(const std::string& dir, const EachTruth& each) {
  const std::string path = dir + "/truth.ndjson";
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{path + ": cannot be read; \"aobo-sim generate --out DIR\" writes it"};
  std::string line;
  std::uint64_t at = 0;
  for (std::uint64_t number = 1; std::getline(file, line); ++number) {
    const std::uint64_t line_at = std::exchange(at, at + line.size() + 1);
    const auto truth = truth_from_line(line);
    if (!truth) return Error{path + ":" + std::to_string(number) + ": " + truth.error().message};
    if (auto error = each(*truth, line_at)) return error;
  }
  return std::nullopt;
}

namespace {

// The fields that make an answer, asked in one call.
class Asker {
 public:
  static Result<Asker> make(const Session& session) {
    Asker asker(session);
    for (const char* field :
         {"aobo.family", "aobo.id", "aobo.customer.id", "aobo.path", "aobo.user.upn",
          "aobo.user.id", "aobo.confidence", "aobo.method", "aobo.candidates", "aobo.time",
          "aobo.is_partner", "aobo.origin", "aobo.offset", "aobo.derived", "aobo.policy",
          "aobo.policy.violations"}) {
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
    Given given{text(0), text(1),  text(2), text(3), text(4), text(5),  text(6),
                text(7), text(13), {},      0,       false,   text(14), {}};
    if (values[8]) given.candidates = values[8]->texts;
    if (values[9]) given.time = static_cast<TimeNs>(values[9]->number.value_or(0));
    if (values[10]) given.is_partner = values[10]->boolean.value_or(false);
    if (values[15]) given.violations = values[15]->texts;
    origin = text(11);
    offset = values[12] ? values[12]->number.value_or(0) : 0;
    return given;
  }

 private:
  explicit Asker(const Session& session) : session_(&session) {}
  const Session* session_;
  std::vector<FieldQuery> queries_;
};

// Where in truth.ndjson the truth of a record stands, by the record's file and offset: of a large
// world the truths themselves would not fit into memory.
class TruthIndex {
 public:
  explicit TruthIndex(const std::string& dir)
      : dir_(dir), lines_(dir + "/truth.ndjson", std::ios::binary) {}

  std::optional<Error> build() {
    auto error =
        each_truth(dir_, [&](const Truth& truth, std::uint64_t line_at) -> std::optional<Error> {
          const auto file =
              files_.emplace(truth.file, static_cast<std::uint32_t>(files_.size())).first->second;
          entries_.push_back({file, false, truth.offset, line_at});
          if (const std::string first = first_copy(truth); first != truth.record)
            copied_[first] = false;
          last_ = std::max(last_, truth.time);
          if (!truth.expects.empty()) expecting_.push_back(line_at);
          return std::nullopt;
        });
    std::sort(entries_.begin(), entries_.end(), before);
    return error;
  }
  std::size_t size() const { return entries_.size(); }
  TimeNs last() const { return last_; }  // time of the last record

  struct Found {
    Truth truth;
    bool again = false;  // another answer to the same record, or to a further copy of it
  };
  // The truth of the record that begins there. `answer`: this is an answer to it, and not a word
  // about one.
  std::optional<Found> find(const std::string& file, std::uint64_t offset, bool answer) {
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
    result.again = result.again || copied->second;
    copied->second = true;
    return result;
  }
  void each_expecting(const std::function<void(const Truth&)>& each) {
    for (const std::uint64_t line : expecting_) {
      if (const auto truth = read(line)) each(*truth);
    }
  }
  void each_left(const std::function<void(const Truth&)>& each) {
    for (const Entry& entry : entries_) {
      if (entry.taken) continue;
      if (const auto truth = read(entry.line)) each(*truth);
    }
  }
  // Whether all that was written was left as it was written.
  bool without_faults() const {
    std::ifstream file(dir_ + "/world.json");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    return text.find("\"faults\": \"none\"") != std::string::npos &&
           text.find("--leave-out") == std::string::npos;
  }
  // Whether another copy of it was answered.
  bool answered(const Truth& truth) const {
    const auto copied = copied_.find(first_copy(truth));
    return copied != copied_.end() && copied->second;
  }

 private:
  struct Entry {
    std::uint32_t file;
    bool taken;
    std::uint64_t offset, line;
  };
  static bool before(const Entry& a, const Entry& b) {
    return std::pair(a.file, a.offset) < std::pair(b.file, b.offset);
  }
  // "leaver/3 main" of "leaver/3 main#2".
  static std::string first_copy(const Truth& truth) {
    return truth.record.substr(0, truth.record.rfind('#'));
  }

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
  TimeNs last_ = 0;
  std::vector<std::uint64_t>
      expecting_;  // lines of those of whose action a derived event must come
  std::map<std::string, bool>
      copied_;  // records delivered more than once, and whether one of the copies was answered
};

class Judge {
 public:
  Judge(const std::string& dir, TruthIndex& index, Session& session, const Asker& asker)
      : root_(std::filesystem::absolute(dir).lexically_normal().string() + "/"),
        index_(index),
        session_(session),
        asker_(asker) {}

  std::optional<Error> run(const JudgeOptions& options) {
    for (std::uint64_t events = 1;; ++events) {
      const auto more = session_.next();
      if (!more) return more.error();
      if (!*more) break;
      std::string origin;
      std::uint64_t offset = 0;
      const Given given = asker_.ask(origin, offset);
      const std::string file =
          origin.starts_with(root_) ? origin.substr(root_.size()) : std::string();
      if (given.derived.empty()) {
        answer(given, file, offset);
      } else if (given.derived == "attribution_changed") {
        change(given, file, offset);
      } else {
        derive(given.derived, file, offset);
      }
      if (options.progress) options.progress(events);
    }
    judge_derived();
    for (const auto& [place, open] : open_)
      tally_.add(open.truth, open.given, judge_final(open.truth, open.given));
    index_.each_left([&](const Truth& truth) {
      if (!truth.damage.empty()) {
        tally_.add_refused(truth);
      } else if (index_.answered(truth)) {
        tally_.add_dropped(truth);
      } else {
        tally_.add_unanswered(truth);
      }
    });
    return std::nullopt;
  }
  Tally take() { return std::move(tally_); }

 private:
  struct Open {
    Truth truth;
    Given given;
  };

  void answer(const Given& given, const std::string& file, std::uint64_t offset) {
    const auto found = index_.find(file, offset, true);
    if (!found || found->again) {
      tally_.add_extra(given, file + " byte " + std::to_string(offset), found.has_value());
      return;
    }
    tally_.add(found->truth, given, judge_answer(found->truth, given));
    if (found->truth.later) open_.insert_or_assign({file, offset}, Open{found->truth, given});
  }

  // A new answer to a record that was answered before; the last one is held against what can be
  // known in the end.
  void change(const Given& given, const std::string& file, std::uint64_t offset) {
    const auto open = open_.find({file, offset});
    if (open != open_.end()) {
      open->second.given = with_answer_of(open->second.given, given);
      return;
    }
    const auto found = index_.find(file, offset, false);
    if (!found) {
      tally_.add_extra(given, file + " byte " + std::to_string(offset), false);
      return;
    }
    Given first;
    open_.insert_or_assign({file, offset}, Open{found->truth, with_answer_of(first, given)});
  }

  void derive(const std::string& kind, const std::string& file, std::uint64_t offset) {
    const auto found = index_.find(file, offset, false);
    if (!found) {
      tally_.add_extra({}, file + " byte " + std::to_string(offset), false);
      return;
    }
    if (++told_[kind + " " + file + " " + std::to_string(offset)] == 2)
      tally_.add_derived(found->truth, kind, Verdict::kExtra);
    derived_.emplace(std::pair{kind, found->truth.action}, found->truth);
  }

  // Whatever had to come must have come; and of what a world shows only where a story tells it,
  // nothing else may have.
  void judge_derived() {
    constexpr std::string_view kOnlyInStories[] = {"dap_returned", "aobo_removed", "aobo_added",
                                                   "credit_at_risk", "user_created_and_privileged"};
    index_.each_expecting([&](const Truth& truth) {
      // What becomes true some time after is told only where time goes on that far.
      if (truth.time + 2 * 3600 * kSecondNs > index_.last()) return;
      for (const std::string& kind : truth.expects) {
        // What is told once of a person at a customer may rest on an earlier action of theirs.
        const bool came = derived_.erase({kind, truth.action}) > 0 ||
                          std::any_of(derived_.begin(), derived_.end(), [&](const auto& one) {
                            return one.first.first == kind && one.second.person == truth.person &&
                                   one.second.customer == truth.customer;
                          });
        tally_.add_derived(truth, kind, came ? Verdict::kRight : Verdict::kDerivedMissed);
      }
    });
    for (const auto& [key, truth] : derived_) {
      const bool only = std::find(std::begin(kOnlyInStories), std::end(kOnlyInStories),
                                  key.first) != std::end(kOnlyInStories);
      if (only && truth.story.empty() && index_.without_faults())
        tally_.add_derived(truth, key.first, Verdict::kDerivedUnfounded);
    }
  }

  static Given with_answer_of(const Given& first, const Given& changed) {
    Given given = changed;
    given.family = first.family;
    given.id = first.id;
    given.time = first.time;
    return given;
  }

  std::string root_;
  TruthIndex& index_;
  Session& session_;
  const Asker& asker_;
  Tally tally_;
  std::map<std::pair<std::string, std::string>, Truth> derived_;  // by kind and action
  std::map<std::string, int> told_;                               // by kind and record
  std::map<std::pair<std::string, std::uint64_t>, Open>
      open_;  // whose answer may change yet, or has changed
};

}  // namespace

Result<Tally> judge_world(const std::string& dir, const Library& plugin,
                          const JudgeOptions& options) {
  const auto config = read_config(dir + "/aobo.json");
  if (!config) return config.error();
  auto session = Session::start(plugin, *config, {});
  if (!session) return session.error();
  TruthIndex index(dir);
  if (auto error = index.build()) return *error;
  if (index.size() == 0) return Tally();
  const auto asker = Asker::make(**session);
  if (!asker) return asker.error();
  if (auto error =
          (*session)->open(std::filesystem::absolute(dir).lexically_normal().string() + "/logs"))
    return *error;
  Judge judge(dir, index, **session, *asker);
  if (auto error = judge.run(options)) return *error;
  return judge.take();
}

}  // namespace aobo::sim
