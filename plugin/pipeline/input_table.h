// InputTable: the inputs of a run by their numbers: what each is called in events, how far it was
// read, and what is wrong with it of late. Followed files come and go: a number is given again only
// when no record that bears it is left.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plugin/base/limits.h"
#include "plugin/base/refusal.h"
#include "plugin/base/time.h"
#include "plugin/pipeline/input_tally.h"
#include "plugin/pipeline/inputs_state.h"

namespace aobo {

class InputTable {
 public:
  // Nothing where there are too many.
  std::optional<std::uint32_t> add(std::string name, bool followed) {
    for (std::size_t i = 0; i < retired_.size(); ++i) {
      const std::uint32_t input = retired_[i];
      if (inputs_[input].held > 0) continue;
      retired_.erase(retired_.begin() + static_cast<std::ptrdiff_t>(i));
      if (inputs_[input].tally) {
        others_.add(*inputs_[input].tally);
        --tallied_;
      }
      inputs_[input] = {std::move(name), followed};
      inputs_[input].given_again = true;
      return input;
    }
    if (inputs_.size() >= limits::kInputFiles) return std::nullopt;
    inputs_.push_back({std::move(name), followed});
    return static_cast<std::uint32_t>(inputs_.size() - 1);
  }
  // It is gone, and all of it was read.
  void retire(std::uint32_t input) {
    begin_anew(input);
    retired_.push_back(input);
  }
  // Nothing of it was read.
  void begin_anew(std::uint32_t input) {
    inputs_[input].state = {};
    inputs_[input].repaired_until = 0;
  }

  std::size_t size() const { return inputs_.size(); }
  std::size_t in_use() const { return inputs_.size() - retired_.size(); }
  // Stays where it is until the number is given again.
  const std::string& name(std::uint32_t input) const { return inputs_[input].name; }
  InputState& state(std::uint32_t input) { return inputs_[input].state; }
  const InputState& state(std::uint32_t input) const { return inputs_[input].state; }

  // Whether records of before may bear the number of another input.
  bool given_again(std::uint32_t input) const { return inputs_[input].given_again; }
  bool followed(std::uint32_t input) const { return inputs_[input].followed; }
  // Repairs before this offset were counted in this run.
  std::uint64_t& repaired_until(std::uint32_t input) { return inputs_[input].repaired_until; }

  // What it came to so far. Those past limits::kTalliedInputs have one tally together, and so have
  // those whose number is another's by now.
  InputTally& tally(std::uint32_t input) {
    auto& own = inputs_[input].tally;
    if (own) return *own;
    if (tallied_ == limits::kTalliedInputs) return others_;
    ++tallied_;
    own = std::make_unique<InputTally>();
    return *own;
  }
  void count_refusal(std::uint32_t input, Reason reason) {
    ++tally(input).refused[reason];
    ++inputs_[input].trouble.refused;
    if (kReasons[static_cast<std::size_t>(reason)].of_known_family) inputs_[input].is_log = true;
  }
  // Whether a record of a log was refused in it.
  bool refused_a_log(std::uint32_t input) const { return inputs_[input].is_log; }

  // What is wrong with an input since the last report, for whoever has to mend it.
  struct Trouble {
    std::uint64_t refused = 0;
    TimeNs lag = 0;            // the longest, of a record that was followed
    std::uint64_t unread = 0;  // messages of a partition that were not read yet, by now
  };
  Trouble& trouble(std::uint32_t input) { return inputs_[input].trouble; }
  const Trouble& trouble(std::uint32_t input) const { return inputs_[input].trouble; }
  // What was reported is not reported again; what is so by now stays.
  void forget_troubles() {
    for (Input& input : inputs_) input.trouble = {.unread = input.trouble.unread};
  }

  // Each input with what it came to, in the order in which they were added; last, without a name,
  // the others. From that place on and while the visit says so; where to go on, SIZE_MAX at the
  // end.
  template <typename Visit>
  std::size_t each_tally(std::size_t from, Visit visit) const {
    const InputTally none;
    for (std::size_t at = from; at < inputs_.size(); ++at) {
      const Input& input = inputs_[at];
      const bool its_own = input.tally || tallied_ < limits::kTalliedInputs;
      if (its_own && !visit(input.name, input.tally ? *input.tally : none)) return at + 1;
    }
    if (from <= inputs_.size() && !others_.empty()) visit(std::string(), others_);
    return SIZE_MAX;
  }

  // Records of it that wait to go out.
  void hold(std::uint32_t input) { ++inputs_[input].held; }
  void let_go(std::uint32_t input) { --inputs_[input].held; }

 private:
  struct Input {
    std::string name;
    bool followed = false;
    bool given_again = false;
    InputState state = {};
    std::uint64_t repaired_until = 0;
    std::uint64_t held = 0;
    Trouble trouble = {};
    std::unique_ptr<InputTally> tally = nullptr;
    bool is_log = false;  // by what was refused of it
  };
  std::deque<Input> inputs_;
  std::vector<std::uint32_t> retired_;
  InputTally others_;
  std::size_t tallied_ = 0;
};

}  // namespace aobo
