// Figures: all that is counted of a run, by the names that hosts see as metrics. The rows of
// counters.h, and what is counted for each family, reason and confidence.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "plugin/pipeline/counters.h"

namespace aobo {

struct FigureRow {
  std::string name;  // of the metric
  std::string text;  // what it counts
  CounterRow::Kind kind;
  const Counters::Count& (*count)(const Counters& counters, std::size_t index);
  std::size_t index;  // for `count`

  std::uint64_t of(const Counters& counters) const {
    return count(counters, index).load(std::memory_order_relaxed);
  }
};

// Always the same rows, for as long as the library is loaded.
std::span<const FigureRow> figure_rows();

}  // namespace aobo
