#include "simulator/judge/tally.h"

#include <fmt/format.h>

#include "plugin/base/json_object.h"
#include "plugin/base/text.h"

namespace aobo::sim {
namespace {

constexpr std::size_t kShown = 5;  // failures of a class that are kept

JsonObject json_of(const Counts& counts) {
  JsonObject json;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] > 0) json.count(name(static_cast<Verdict>(i)), counts[i]);
  }
  return json;
}

struct Column {
  std::string_view head;
  std::vector<Verdict> verdicts;
};
const std::vector<Column>& columns() {
  using enum Verdict;
  static const std::vector<Column> kColumns = {
      {"right", {kRight}},
      {"no name, rightly", {kAmbiguousRight, kUnknownRight, kOpenRight}},
      {"nobody", {kNobodyRight}},
      {"refused", {kRefusedRight}},
      {"told later", {kRightLater}},
      {"copies dropped", {kCopyDropped}},
      {"misled", {kMisled}},
      {"missed", {kMissed}},
      {"wrong", {kWrong, kUnfounded, kAccused}},
      {"other failures",
       {kWrongField, kWrongCount, kSplit, kJoined, kWrongPath, kWrongPolicy, kDerivedMissed,
        kDerivedUnfounded, kMisread, kUnanswered, kExtra}},
  };
  return kColumns;
}

std::string row_text(std::string_view head, const Counts& counts) {
  std::string line = fmt::format("  {:<24}", head);
  for (const Column& column : columns()) {
    std::uint64_t sum = 0;
    for (const Verdict verdict : column.verdicts) sum += counts[static_cast<std::size_t>(verdict)];
    line += fmt::format("{:>{}}", sum == 0 ? std::string("·") : std::to_string(sum),
                        column.head.size() + 2);
  }
  return line + "\n";
}

}  // namespace

void Tally::count(const Truth& truth, const std::string& method, Verdict verdict) {
  const auto index = static_cast<std::size_t>(verdict);
  ++all_[index];
  ++by_["family"][truth.family][index];
  ++by_["way in"][truth.way][index];
  if (!method.empty()) ++by_["method"][method][index];
  for (const std::string& fault : truth.faults) ++by_["fault"][fault][index];
}

void Tally::add(const Truth& truth, const Given& given, const Judged& judged) {
  ++answers_;
  const std::string& best_method =
      truth.knowable.by.empty() ? given.method : truth.knowable.by.front();
  count(truth, given.method.empty() ? best_method : given.method, judged.verdict);
  if (judged.verdict == Verdict::kRightLater && !truth.then.by.empty()) {
    ++by_["evidence that comes later"][truth.then.by.front()]
         [static_cast<std::size_t>(Verdict::kRightLater)];
  }
  if (!judged.field.empty())
    ++by_["field that differs"][judged.field][static_cast<std::size_t>(judged.verdict)];
  if (!is_failure(judged.verdict)) return;
  auto& kept = failures_[judged.verdict];
  if (kept.size() < kShown) kept.push_back({judged.verdict, truth, given, judged.why});
}

void Tally::add_unanswered(const Truth& truth) {
  count(truth, "", Verdict::kUnanswered);
  auto& kept = failures_[Verdict::kUnanswered];
  if (kept.size() < kShown)
    kept.push_back({Verdict::kUnanswered, truth, {}, "the record is whole and got no answer"});
}

void Tally::add_refused(const Truth& truth) { count(truth, "", Verdict::kRefusedRight); }

void Tally::add_dropped(const Truth& truth) { count(truth, "", Verdict::kCopyDropped); }

void Tally::add_derived(const Truth& truth, const std::string& kind, const Judged& judged) {
  ++by_["derived"][kind][static_cast<std::size_t>(judged.verdict)];
  ++all_[static_cast<std::size_t>(judged.verdict)];
  if (!is_failure(judged.verdict)) return;
  auto& kept = failures_[judged.verdict];
  const std::string why = judged.why.starts_with("the derived event")
                              ? judged.why
                              : fmt::format("the derived event {} {}", kind, judged.why);
  if (kept.size() < kShown) kept.push_back({judged.verdict, truth, {}, why});
}

void Tally::add_extra(const Given& given, const std::string& where, bool again) {
  ++answers_;
  ++all_[static_cast<std::size_t>(Verdict::kExtra)];
  auto& kept = failures_[Verdict::kExtra];
  if (kept.size() < kShown)
    kept.push_back({Verdict::kExtra,
                    {},
                    given,
                    (again ? "answered a second time: " : "no record was written at ") + where});
}

Verdict Tally::worst() const {
  for (auto i = static_cast<std::size_t>(Verdict::kCount); i-- > 0;) {
    if (is_failure(static_cast<Verdict>(i)) && all_[i] > 0) return static_cast<Verdict>(i);
  }
  return Verdict::kRight;
}

std::vector<Failure> Tally::failures() const {
  std::vector<Failure> all;
  for (auto it = failures_.rbegin(); it != failures_.rend(); ++it)
    all.insert(all.end(), it->second.begin(), it->second.end());
  return all;
}

std::string Tally::json() const {
  JsonObject json;
  json.count("answers", answers_);
  for (std::size_t i = 0; i < all_.size(); ++i) json.count(name(static_cast<Verdict>(i)), all_[i]);
  for (const auto& [dimension, rows] : by_) {
    JsonObject by;
    for (const auto& [row, counts] : rows) by.raw(row, json_of(counts).done());
    json.raw("by " + dimension, by.done());
  }
  std::vector<std::string> lines;
  for (const Failure& failure : failures()) {
    lines.push_back(JsonObject()
                        .whole_text("class", name(failure.verdict))
                        .whole_text("record", failure.truth.record)
                        .whole_text("file", failure.truth.file)
                        .count("offset", failure.truth.offset)
                        .whole_text("why", failure.why)
                        .done());
  }
  return json.raw("failures", json_array(lines)).done() + "\n";
}

std::string Tally::text() const {
  std::string head = fmt::format("  {:<24}", "");
  for (const Column& column : columns()) head += fmt::format("  {}", column.head);
  std::string text = head + "\n" + row_text("all", all_);
  for (const auto& [dimension, rows] : by_) {
    text += fmt::format("by {}\n", dimension);
    for (const auto& [row, counts] : rows) text += row_text(row, counts);
  }
  const std::uint64_t wrong = count(Verdict::kWrong) + count(Verdict::kUnfounded);
  const std::uint64_t open =
      count(Verdict::kAmbiguousRight) + count(Verdict::kUnknownRight) + count(Verdict::kOpenRight);
  text += fmt::format(
      "{} answers: {} names right, {} wrong, {} missed; rightly no name {}; told later {}\n",
      answers_, count(Verdict::kRight), wrong, count(Verdict::kMissed), open,
      count(Verdict::kRightLater));
  for (const Failure& failure : failures()) {
    text += fmt::format("\n{}: {}\n  {} at byte {}, record \"{}\"\n", name(failure.verdict),
                        printable(failure.why, 600), printable(failure.truth.file),
                        failure.truth.offset, printable(failure.truth.record));
  }
  return text;
}

}  // namespace aobo::sim
