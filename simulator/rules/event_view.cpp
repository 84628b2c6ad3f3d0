#include "simulator/rules/event_view.h"

#include <algorithm>

namespace aobo::sim {

void EventView::next() {
  std::fill(read_.begin(), read_.end(), false);
  std::fill(answers_.begin(), answers_.end(), Answer::kNotAsked);
  scratch_.clear();
  kept_.clear();
}

const Cell& EventView::cell(std::size_t column) {
  if (column >= cells_.size()) {
    cells_.resize(columns_.size());
    read_.resize(columns_.size(), false);
  }
  if (!read_[column]) {
    read_[column] = true;
    cells_[column].clear();
    reader_.read(columns_[column], column, cells_[column]);
  }
  return cells_[column];
}

Cell& EventView::scratch() { return scratch_.emplace_back(); }

std::string_view EventView::keep(std::string text) { return kept_.emplace_back(std::move(text)); }

}  // namespace aobo::sim
