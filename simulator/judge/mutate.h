// Mutation of answers: plants a wrong value into one field after another of what the plugin said,
// and counts how many of them the judge notices. A judge that asks a field notices all.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "simulator/judge/derived.h"
#include "simulator/judge/verdict.h"

namespace aobo::sim {

// Some of the answers that are right, of every family and sort, and some of the derived events.
class Sample {
 public:
  using Answer = std::pair<Truth, Given>;
  void offer(const Truth& truth, const Given& given);
  void offer_derived(const Truth& basis, const Given& given);

  // A change of an answer and what had been said before; and a last word.
  struct Change {
    Given before, after;
  };
  void offer_change(const Truth& truth, const Given& before, const Given& after);
  void offer_last(const Truth& truth, const Given& given);

  const std::vector<Change>& changes() const { return changes_; }
  const std::vector<Answer>& last() const { return last_; }
  const std::vector<Answer>& answers() const { return answers_; }
  const std::vector<Answer>& derived() const { return derived_; }

 private:
  std::map<std::string, unsigned> kept_;  // by sort
  std::vector<Answer> answers_, derived_, last_;
  std::vector<Change> changes_;
};

struct FieldScore {
  std::uint64_t planted = 0, noticed = 0;
  std::uint64_t allowed = 0;  // planted values that the truth allows too: not wrong
  std::string missed;         // the first one that was not noticed, for people
};

struct JudgeScore {
  std::map<std::string, FieldScore> fields;  // by field, "derived: KIND", "last word: FIELD"

  bool whole() const;  // all noticed, and something planted into every field
  std::string text() const;
};

JudgeScore mutated(const Sample& sample, const DerivedJudge& derived);

}  // namespace aobo::sim
