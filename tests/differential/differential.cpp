// Random conditions answered by sysdig's libsinsp and by aobo-sim's own evaluator, over the same
// random events of the same plugin; every difference is told, and there must be none.
//   aobo-differential PROBE.so HOST… -- SEED WELL-TYPED ILL-TYPED
// HOST… is the command of the host, "ci/host sysdig". It speaks the language of Falco 0.44, and so
// does aobo-sim here; what 0.45 changed stands in the tests of rules. Of a host of libsinsp 0.23.2
// against the language of Falco 0.44 (libs 0.25) these are known to differ; they are not asked, or
// not counted:
// - oneof, anyof, allof and the transformers join, concat, getopt: 0.23 does not know them;
// - evt.type: sysdig gives it to every event, Falco not to those of plugins;
// - a regex that cannot be compiled: 0.23 takes it and never matches, 0.44 refuses it;
// - several patterns at one place of paths in one pmatch: which are tried hangs on the order of a
// hash map;
// - `pmatch ()` beside `pmatch ("")` of one field (and so of `in`): 0.23 remembers one answer for
// both.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <iostream>
#include <mutex>
#include <set>
#include <sstream>
#include <thread>

#include "plugin/base/text.h"
#include "simulator/rules/evaluate.h"
#include "simulator/rules/parser.h"
#include "simulator/rules/session_reader.h"
#include "tests/differential/random_condition.h"
#include "tests/differential/sysdig_host.h"

namespace aobo {
namespace {

using test::Answer;

constexpr std::uint64_t kEvents = 24;  // of a case
constexpr std::size_t kCases = 60;     // in one run of the host

// Ours.
class Own {
 public:
  explicit Own(const std::string& probe)
      : library_(sim::Library::load(probe)),
        fields_(sim::read_fields(**library_)),
        schema_(*fields_, "probe", sim::FalcoVersion::k044) {}

  Answer ask(const std::string& text, std::uint64_t cases, std::uint64_t seed) const {
    Answer answer;
    const auto parsed = sim::parse_condition(text, schema_.falco());
    if (const auto* error = std::get_if<sim::SyntaxError>(&parsed))
      return {true, error->message, {}};
    sim::Columns columns;
    sim::Checks checks;
    std::vector<sim::CompileIssue> warnings;
    const auto compiled =
        sim::compile(std::get<sim::Condition>(parsed), {schema_, columns, checks}, warnings);
    if (const auto* issue = std::get_if<sim::CompileIssue>(&compiled))
      return {true, issue->message, {}};
    auto session = sim::Session::start(**library_, "", {});
    if (!session || (*session)->open(fmt::format("{}:{}:{}", cases, kEvents, seed))) std::abort();
    sim::SessionReader reader(**session, schema_);
    sim::EventView view(columns, reader);
    for (auto more = (*session)->next(); more && *more; more = (*session)->next()) {
      view.next();
      if (sim::evaluate(std::get<sim::Program>(compiled), checks, view))
        answer.numbers.insert((*session)->event_number());
    }
    return answer;
  }

 private:
  Result<std::unique_ptr<sim::Library>> library_;
  Result<std::vector<sim::FieldInfo>> fields_;
  sim::Schema schema_;
};

std::string source(std::uint64_t cases, std::uint64_t seed) {
  return fmt::format("probe:{}:{}:{}", cases, kEvents, seed);
}

std::string shown(const Answer& answer) {
  if (answer.refused)
    return "refused: " + printable(answer.text.substr(0, answer.text.find('\n')), 200);
  return fmt::format("holds for events {}", fmt::join(answer.numbers, ","));
}

class Comparison {
 public:
  Comparison(const std::string& probe, std::vector<std::string> command)
      : host_(probe, std::move(command)), own_(probe) {}

  // Accepted ones in one run of the host; each has its own events.
  void batch(const std::vector<std::string>& conditions, std::uint64_t seed) {
    std::string all;
    for (std::size_t i = 0; i < conditions.size(); ++i)
      all += fmt::format("{}(t.case = {} and ({}))", i > 0 ? " or " : "", i, conditions[i]);
    const Answer theirs = host_.ask(all, source(conditions.size(), seed));
    const Answer ours = own_.ask(all, conditions.size(), seed);
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      const auto part = [&](const Answer& answer) {
        const std::uint64_t from = i * kEvents + 1;
        return Answer{
            answer.refused,
            answer.text,
            {answer.numbers.lower_bound(from), answer.numbers.lower_bound(from + kEvents)}};
      };
      if (theirs.refused && conditions.size() > 1) {
        batch({conditions[i]}, seed);  // which one it is
      } else {
        compare(conditions[i], part(theirs), part(ours));
      }
    }
  }
  void single(const std::string& condition, std::uint64_t seed) {
    compare(condition, host_.ask(condition, source(1, seed)), own_.ask(condition, 1, seed));
  }
  bool refused(const std::string& condition) const { return own_.ask(condition, 0, 0).refused; }

  std::uint64_t compared() const { return compared_; }
  std::uint64_t refused() const { return refused_; }
  std::uint64_t held() const { return held_; }
  std::uint64_t differences() const { return differences_; }

 private:
  void compare(const std::string& condition, const Answer& theirs, const Answer& ours) {
    const std::lock_guard lock(mutex_);
    ++compared_;
    refused_ += ours.refused ? 1U : 0U;
    held_ += ours.numbers.empty() ? 0U : 1U;
    if (theirs.refused == ours.refused && theirs.numbers == ours.numbers) return;
    if (ours.refused && ours.text.starts_with("invalid regex pattern")) return;
    ++differences_;
    std::cout << fmt::format("not ok {}\n  the host: {}\n  aobo-sim: {}\n", printable(condition),
                             shown(theirs), shown(ours))
              << std::flush;
  }

  test::SysdigHost host_;
  Own own_;
  std::mutex mutex_;
  std::uint64_t compared_ = 0, refused_ = 0, held_ = 0, differences_ = 0;
};

int run(const std::vector<std::string>& words) {
  const auto dashes = std::find(words.begin(), words.end(), "--");
  if (words.size() < 6 || words.end() - dashes != 4) {
    std::cerr << "usage: aobo-differential PROBE.so HOST… -- SEED WELL-TYPED ILL-TYPED\n";
    return 2;
  }
  const std::uint64_t seed = std::stoull(dashes[1]), well = std::stoull(dashes[2]),
                      ill = std::stoull(dashes[3]);
  Comparison comparison(words[0], {words.begin() + 1, dashes});
  std::cout << fmt::format("seed {}: {} well-typed conditions, {} others\n", seed, well, ill)
            << std::flush;

  // What we accept goes to the host many at a time; what we refuse one by one, for a refusal is one
  // of the whole filter.
  std::vector<std::vector<std::string>> batches(1);
  std::vector<std::string> singles;
  sim::Stream draw(seed, "conditions");
  for (std::uint64_t i = 0; i < well + ill; ++i) {
    const std::string condition = i < well ? test::well_typed(draw) : test::ill_typed(draw);
    if (condition.starts_with('-') || condition.find('\0') != std::string::npos)
      continue;  // the host would take it for an option
    if (comparison.refused(condition)) {
      singles.push_back(condition);
    } else {
      if (batches.back().size() == kCases) batches.emplace_back();
      batches.back().push_back(condition);
    }
  }
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < batches.size() + singles.size(); i = next++) {
      i < batches.size() ? comparison.batch(batches[i], seed + i)
                         : comparison.single(singles[i - batches.size()], seed);
    }
  };
  std::thread other(work);
  work();
  other.join();
  std::cout << fmt::format(
      "{} {} conditions over {} events each: {} held at times, {} were refused by both, {} "
      "differences\n",
      comparison.differences() == 0 ? "ok" : "not ok", comparison.compared(), kEvents,
      comparison.held(), comparison.refused(), comparison.differences());
  return comparison.differences() == 0 ? 0 : 1;
}

}  // namespace
}  // namespace aobo

int main(int count, char** words) { return aobo::run({words + 1, words + count}); }
