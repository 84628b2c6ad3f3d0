// Tally: the verdicts of a run, counted together and by method, family, way in and fault.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "simulator/judge/verdict.h"

namespace aobo::sim {

using Counts = std::array<std::uint64_t, static_cast<std::size_t>(Verdict::kCount)>;

struct Failure {
  Verdict verdict;
  Truth truth;
  Given given;
  std::string why;
};

class Tally {
 public:
  void add(const Truth& truth, const Given& given, const Judged& judged);
  void add_unanswered(const Truth& truth);
  void add_refused(const Truth& truth);
  void add_dropped(const Truth& truth);
  void add_derived(const Truth& truth, const std::string& kind, const Judged& judged);
  // `again`: the record was answered before.
  void add_extra(const Given& given, const std::string& where, bool again);

  std::uint64_t count(Verdict verdict) const { return all_[static_cast<std::size_t>(verdict)]; }
  std::uint64_t answers() const { return answers_; }
  // The worst class of failure; kRight where there is none.
  Verdict worst() const;
  // The first few of each class, the worst class first.
  std::vector<Failure> failures() const;

  std::string json() const;
  std::string text() const;

 private:
  void count(const Truth& truth, const std::string& method, Verdict verdict);

  std::uint64_t answers_ = 0;
  Counts all_{};
  std::map<std::string, std::map<std::string, Counts>> by_;  // "family" → "entra.signin" → counts
  std::map<Verdict, std::vector<Failure>> failures_;
};

}  // namespace aobo::sim
