#include "simulator/judge/judge.h"

#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "plugin/base/json_object.h"
#include "plugin/base/whole_file.h"
#include "simulator/host/config.h"
#include "simulator/host/session.h"
#include "simulator/judge/activities.h"
#include "simulator/judge/asker.h"
#include "simulator/judge/counts.h"
#include "simulator/judge/derived.h"
#include "simulator/judge/fields.h"
#include "simulator/judge/raw.h"
#include "simulator/judge/truth_index.h"

namespace aobo::sim {

std::optional<Error> each_truth(const std::string& dir, const EachTruth& each) {
  const std::string path = dir + "/truth.ndjson";
  if (auto error = refuse_no_file(path, "the truth of a world")) return error;
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

// The bytes that were written, of one file after the other.
class WrittenBytes {
 public:
  explicit WrittenBytes(std::string root) : root_(std::move(root)) {}
  std::string read(const Truth& truth) {
    if (truth.file != open_) {
      file_ = std::ifstream(root_ + truth.file, std::ios::binary);
      open_ = truth.file;
    }
    std::string bytes(truth.length, '\0');
    file_.clear();
    file_.seekg(static_cast<std::streamoff>(truth.offset));
    file_.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return bytes;
  }

 private:
  std::string root_, open_;
  std::ifstream file_;
};

class Judge {
 public:
  Judge(const std::string& dir, TruthIndex& index, DerivedJudge& derived, Sample* sample,
        unsigned runs)
      : root_(std::filesystem::absolute(dir).lexically_normal().string() + "/"),
        index_(index),
        derived_judge_(derived),
        sample_(sample),
        bytes_(root_),
        runs_(runs) {}

  // One run of the plugin over what it is given; what it says of earlier runs' records counts too.
  std::optional<Error> run(Session& session, const Asker& asker, const JudgeOptions& options) {
    ++run_;
    for (;;) {
      const auto more = session.next();
      if (!more) return more.error();
      if (!*more) return std::nullopt;
      std::string origin;
      std::uint64_t offset = 0;
      Given given = asker.ask(origin, offset);
      const std::string file =
          origin.starts_with(root_) ? origin.substr(root_.size()) : std::string();
      if (given.derived.empty()) {
        answer(asker, std::move(given), file, offset);
      } else if (given.derived == "attribution_changed") {
        change(given, file, offset);
      } else {
        derive(given, file, offset);
      }
      ++events_;
      if (options.progress) options.progress(events_);
    }
  }
  void finish() {
    judge_expected();
    judge_due();
    judge_unwithdrawn();
    for (const auto& [place, open] : open_) {
      const Judged judged = last_word(open);
      tally_.add(open.truth, open.given, judged);
      const bool changed = open.given.derived == "attribution_changed";
      if (sample_ != nullptr && changed && !is_failure(judged.verdict) &&
          !index_.doubted(open.truth))
        sample_->offer_last(open.truth, open.given);
    }
    index_.each_left([&](const Truth& truth) {
      if (!truth.damage.empty()) {
        tally_.add_refused(truth);
      } else if (index_.answered(truth)) {
        tally_.add_dropped(truth);
      } else {
        tally_.add_unanswered(truth);
      }
    });
  }
  Tally take() { return std::move(tally_); }

 private:
  struct Open {
    Truth truth;
    Given given;
  };
  struct Refuted {
    Truth truth;
    Given given;
    Judged judged;
  };

  void answer(const Asker& asker, Given given, const std::string& file, std::uint64_t offset) {
    const auto found = index_.find(file, offset, true);
    if (!found || found->again) {
      tally_.add_extra(given, file + " byte " + std::to_string(offset), found.has_value());
      return;
    }
    const Truth& truth = found->truth;
    asker.ask_more(truth, given);
    activities_.expect(truth, run_, given);
    // What comes days late is told again with what was counted then; exact counts are not promised.
    if (run_ == 1) counts_.expect(truth, given);
    expect_place(truth, file, offset, given);
    const Judged judged = judge_answer(truth, given);
    tally_.add(truth, given, judged);
    if (sample_ != nullptr && !is_failure(judged.verdict)) sample_->offer(truth, given);
    if (truth.later) open_.insert_or_assign({file, offset}, Open{truth, given});
  }

  // Where the record was written, and what of its bytes must come back.
  void expect_place(const Truth& truth, const std::string& file, std::uint64_t offset,
                    Given& given) {
    if (!truth.damage.empty()) return;
    given.expected["origin"] = root_ + file;
    given.expected["offset"] = std::to_string(offset);
    const auto shown = given.fields.find("raw");
    const std::string none;
    SameRecord same = same_record(truth.framing, bytes_.read(truth),
                                  shown == given.fields.end() ? none : shown->second);
    given.fields["raw"] = std::move(same.shown);
    given.expected["raw"] = std::move(same.written);
  }

  // A new answer to a record that was answered before; the last one is held against what can be
  // known in the end.
  void change(const Given& given, const std::string& file, std::uint64_t offset) {
    const auto open = open_.find({file, offset});
    if (open != open_.end()) {
      judge_before(open->second, given);
      judge_between(open->second.truth, given);
      open->second.given = with_answer_of(open->second.given, given);
      return;
    }
    const auto found = index_.find(file, offset, false);
    if (!found) {
      tally_.add_extra(given, file + " byte " + std::to_string(offset), false);
      return;
    }
    Given first;
    judge_between(found->truth, given);
    open_.insert_or_assign({file, offset}, Open{found->truth, with_answer_of(first, given)});
  }

  Judged last_word(const Open& open) const {
    const bool right = open.given.upn.empty() || open.given.user_id == open.truth.person_id;
    if (right && index_.doubted(open.truth)) return {Verdict::kRightLater, "", ""};
    return judge_final(open.truth, open.given);
  }

  // A wrong name is wrong also where it stands for a moment.
  void judge_between(const Truth& truth, const Given& given) {
    // A hint is withdrawn where somebody else is seen at that address later.
    const bool hint = given.confidence == "weak";
    if (hint || given.upn.empty() || !truth.damage.empty() || given.user_id == truth.person_id)
      return;
    for (const Knowable* known : {&truth.knowable, &truth.then}) {
      if (std::find(known->people.begin(), known->people.end(), given.upn) != known->people.end())
        return;
    }
    tally_.add(truth, given,
               {Verdict::kWrong, fmt::format("in between: said {}; it was {}", given.upn,
                                             truth.person.empty() ? "nobody" : truth.person)});
  }

  // What a change says was said before must be what was said before.
  void judge_before(const Open& open, const Given& given) {
    const auto wrong = before_mismatches(open.given, given);
    for (const Mismatch& mismatch : wrong)
      tally_.add(open.truth, given, {Verdict::kWrongField, mismatch.why()});
    if (wrong.empty() && sample_ != nullptr) sample_->offer_change(open.truth, open.given, given);
  }

  void derive(const Given& given, const std::string& file, std::uint64_t offset) {
    if (given.derived == "derived_withdrawn") {
      withdraw(given, file, offset);
      return;
    }
    const auto found = index_.find(file, offset, false);
    if (!found) {
      tally_.add_extra(given, file + " byte " + std::to_string(offset), false);
      return;
    }
    const std::string& kind = given.derived;
    reported_.insert(given.id);
    std::vector<std::string>& standing = stated_[kind + " " + file + " " + std::to_string(offset)];
    standing.push_back(given.id);
    if (standing.size() == 2)
      tally_.add_derived(found->truth, kind, {Verdict::kExtra, "was told twice of this record"});
    const Judged judged = derived_judge_.judge(found->truth, given);
    // Evidence that comes later, in another run or by a fault, may refute it, and must.
    if (is_failure(judged.verdict) && (run_ < runs_ || !index_.without_faults())) {
      refuted_.push_back({found->truth, given, judged});
    } else {
      tally_.add_derived(found->truth, kind, judged);
    }
    if (sample_ != nullptr && !is_failure(judged.verdict))
      sample_->offer_derived(found->truth, given);
    derived_.emplace(std::pair{kind, found->truth.action}, found->truth);
  }

  // What is taken back must have been said.
  void withdraw(const Given& given, const std::string& file, std::uint64_t offset) {
    const auto ids = given.fields.find("derived.ids");
    const std::string id = ids == given.fields.end() ? std::string() : ids->second;
    if (reported_.contains(id)) return take_back(id);
    const auto found = index_.find(file, offset, false);
    tally_.add_derived(
        found ? found->truth : Truth{}, given.derived,
        {Verdict::kDerivedUnfounded, "withdraws \"" + id + "\", which was not said"});
  }

  // The events with these ids; what is told of their records after that is not told twice.
  void take_back(const std::string& ids) {
    withdrawn_ += ids + "\n";
    for (auto& [key, standing] : stated_)
      std::erase_if(standing,
                    [&](const std::string& id) { return ids.find(id) != std::string::npos; });
  }

  // What was said in an earlier run and is false by evidence of a later one must be withdrawn by an
  // event of its own that lists the first one's id.
  void judge_unwithdrawn() {
    for (const Refuted& one : refuted_) {
      const bool taken_back = withdrawn_.find(one.given.id) != std::string::npos;
      tally_.add_derived(one.truth, one.given.derived,
                         taken_back ? Judged{Verdict::kRightLater} : one.judged);
    }
  }

  // What a story says must come must have come; and of what a world shows only where a story tells
  // it, nothing else may have.
  void judge_expected() {
    constexpr std::string_view kOnlyInStories[] = {"dap_returned", "aobo_removed", "aobo_added",
                                                   "credit_at_risk", "user_created_and_privileged"};
    index_.each_expecting([&](const Truth& truth) {
      // What becomes true some time after is told only where time goes on that far.
      if (truth.time + 2 * 3600 * kSecondNs > index_.last()) return;
      for (const std::string& kind : truth.expects) {
        if (!came(kind, truth.action, truth.person, truth.customer))
          tally_.add_derived(truth, kind,
                             {Verdict::kDerivedMissed, "had to come of this action, and did not"});
      }
    });
    for (const auto& [key, truth] : derived_) {
      // What ends or begins in a world by itself is told as well.
      if (truth.action.starts_with("change/")) continue;
      const bool only = std::find(std::begin(kOnlyInStories), std::end(kOnlyInStories),
                                  key.first) != std::end(kOnlyInStories);
      if (only && truth.story.empty() && index_.without_faults())
        tally_.add_derived(
            truth, key.first,
            {Verdict::kDerivedUnfounded, "came of this action, of which nothing was to be told"});
    }
  }

  // What is told once of a person at a customer may rest on an earlier action of theirs.
  bool came(const std::string& kind, const std::string& action, const std::string& person,
            const std::string& customer) const {
    return derived_.contains({kind, action}) ||
           std::any_of(derived_.begin(), derived_.end(), [&](const auto& one) {
             return one.first.first == kind && one.second.person == person &&
                    one.second.customer == customer;
           });
  }

  // Where nothing of the logs is missing, all that is true must be told.
  void judge_due() {
    if (!index_.without_faults()) return;
    for (const DerivedJudge::Due& due : derived_judge_.due(index_.last())) {
      const auto found = index_.find(due.file, due.offset, false);
      if (!found || came(due.kind, found->truth.action, found->truth.person, found->truth.customer))
        continue;
      tally_.add_derived(found->truth, due.kind,
                         {Verdict::kDerivedMissed, "is true of this record, and was not told"});
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
  DerivedJudge& derived_judge_;
  Sample* sample_;
  WrittenBytes bytes_;
  OwnActivities activities_;
  OwnCounts counts_;
  Tally tally_;
  std::uint64_t events_ = 0;
  unsigned run_ = 0, runs_;
  std::string withdrawn_;           // ids of events that were taken back
  std::set<std::string> reported_;  // and of all that were said
  std::vector<Refuted> refuted_;
  std::map<std::pair<std::string, std::string>, Truth> derived_;  // by kind and action
  // The ids of those that are told and not taken back, by kind and record.
  std::map<std::string, std::vector<std::string>> stated_;
  // Whose answer may change yet, or has changed.
  std::map<std::pair<std::string, std::uint64_t>, Open> open_;
};

// How many runs a reader makes: the logs of each but the first lie in a folder of its number.
unsigned runs_of(const std::string& dir) {
  unsigned runs = 1;
  while (std::filesystem::exists(dir + "/logs-" + std::to_string(runs + 1))) ++runs;
  return runs;
}

// What a reader keeps between its runs; gone with the judge.
class StateFile {
 public:
  StateFile() {
    std::string pattern = (std::filesystem::temp_directory_path() / "aobo-judge-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
  }
  ~StateFile() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  StateFile(const StateFile&) = delete;
  StateFile& operator=(const StateFile&) = delete;

  std::string added_to(const std::string& config) const {
    std::string with = config;
    const JsonObject state = JsonObject().whole_text("file", folder_ + "/state");
    with.insert(with.find('{') + 1, "\"state\":" + state.done() + ",");
    return with;
  }

 private:
  std::string folder_;
};

std::optional<Error> run_once(const std::string& dir, const std::string& logs,
                              const std::string& config, const Library& plugin, Judge& judge,
                              const JudgeOptions& options) {
  auto session = Session::start(plugin, config, {});
  if (!session) return session.error();
  const auto asker = Asker::make(**session);
  if (!asker) return asker.error();
  const std::string root = std::filesystem::absolute(dir).lexically_normal().string();
  if (auto error = (*session)->open(root + "/" + logs)) return error;
  return judge.run(**session, *asker, options);
}

}  // namespace

Result<Judgement> judge_whole(const std::string& dir, const Library& plugin,
                              const JudgeOptions& options) {
  const auto config = read_config(dir + "/aobo.json");
  if (!config) return config.error();
  if (auto session = Session::start(plugin, *config, {}); !session) return session.error();
  TruthIndex index(dir);
  DerivedJudge derived;
  if (auto error = index.build([&](const Truth& truth) { derived.learn(truth); })) return *error;
  derived.conclude();
  if (index.size() == 0) return Judgement();
  const unsigned runs = runs_of(dir);
  Judge judge(dir, index, derived, options.sample, runs);
  const StateFile state;
  for (unsigned run = 1; run <= runs; ++run) {
    const std::string logs = run == 1 ? "logs" : "logs-" + std::to_string(run);
    const std::string settings = runs == 1 ? *config : state.added_to(*config);
    if (auto error = run_once(dir, logs, settings, plugin, judge, options)) return *error;
  }
  judge.finish();
  return Judgement{judge.take(), std::move(derived)};
}

Result<Tally> judge_world(const std::string& dir, const Library& plugin,
                          const JudgeOptions& options) {
  auto judgement = judge_whole(dir, plugin, options);
  if (!judgement) return judgement.error();
  return std::move(judgement->tally);
}

}  // namespace aobo::sim
