#include "plugin/pipeline/figures.h"

#include <iterator>

namespace aobo {
namespace {

using Kind = CounterRow::Kind;

std::vector<FigureRow> make_rows() {
  std::vector<FigureRow> rows;
  for (std::size_t i = 0; i < std::size(kCounters); ++i) {
    rows.push_back({kCounters[i].name, std::string(kCounters[i].text), kCounters[i].kind,
                    [](const Counters& counters, std::size_t index) -> const Counters::Count& {
                      return counters.*kCounters[index].count;
                    },
                    i});
  }
  for (std::size_t i = 0; i < kReasons.size(); ++i) {
    if (static_cast<Reason>(i) == Reason::kUnfinished) continue;  // none; inputs.unfinished has it
    rows.push_back({"refused." + std::string(kReasons[i].name),
                    "records refused: " + std::string(kReasons[i].meaning), Kind::kTotal,
                    [](const Counters& counters, std::size_t index) -> const Counters::Count& {
                      return counters.refused_by_reason[index];
                    },
                    i});
  }
  for (std::size_t i = 0; i < families().size(); ++i) {
    const std::string family(families()[i].traits.name);
    rows.push_back({"records." + family, "records of " + family + " that went out", Kind::kTotal,
                    [](const Counters& counters, std::size_t index) -> const Counters::Count& {
                      return counters.records_by_family[index];
                    },
                    i});
    rows.push_back({"lag." + family,
                    "seconds between what a followed record of " + family +
                        " tells of and its coming, the longest of the hour",
                    Kind::kNow,
                    [](const Counters& counters, std::size_t index) -> const Counters::Count& {
                      return counters.lag_by_family[index];
                    },
                    i});
  }
  for (std::size_t i = 1; i < static_cast<std::size_t>(Confidence::kCount); ++i) {
    const std::string word(name(static_cast<Confidence>(i)));
    rows.push_back({"confidence." + word, "answers with the confidence " + word, Kind::kTotal,
                    [](const Counters& counters, std::size_t index) -> const Counters::Count& {
                      return counters.by_confidence[index];
                    },
                    i});
  }
  return rows;
}

}  // namespace

std::span<const FigureRow> figure_rows() {
  static const std::vector<FigureRow> rows = make_rows();
  return rows;
}

}  // namespace aobo
