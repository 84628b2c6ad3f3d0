// The README of a generated world: what it is, who is in it, what happened, and what to try.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "simulator/generate/generator.h"

namespace aobo::sim {

class Readme {
 public:
  Readme(const GenerateOptions& options, const World& world, const Faults& faults)
      : options_(options), world_(world), faults_(faults) {}

  void tell(const Action& action);  // of a story, it is told
  void count(const Truth& truth);
  std::string text(const Generated& made) const;

 private:
  static constexpr std::size_t kShownActions = 400;

  const GenerateOptions& options_;
  const World& world_;
  const Faults& faults_;
  std::map<std::string, std::vector<std::string>> stories_;
  std::map<std::string, std::uint64_t> families_, answers_, ways_;
  std::size_t shown_ = 0;
};

}  // namespace aobo::sim
