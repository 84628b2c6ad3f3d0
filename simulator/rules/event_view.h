// EventView: the event at hand while rules look at it. Each field is asked for once, each check
// answered once, whatever the number of rules that share them.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "simulator/host/cell.h"
#include "simulator/rules/schema.h"

namespace aobo::sim {

// Where the values of an event come from: a plugin's session, or what was recorded of one.
class FieldReader {
 public:
  virtual ~FieldReader() = default;
  // Into an empty cell; what its views point to must stay until the next event.
  virtual void read(const Column& column, std::size_t number, Cell& into) = 0;
};

class EventView {
 public:
  EventView(const Columns& columns, FieldReader& reader) : columns_(columns), reader_(reader) {}

  // Another event is at hand.
  void next();

  const Cell& cell(std::size_t column);

  // What was answered of check `number` for this event.
  enum class Answer : std::uint8_t { kNotAsked, kNo, kYes };
  Answer& answer(std::size_t number) {
    if (number >= answers_.size()) answers_.resize(number + 1, Answer::kNotAsked);
    return answers_[number];
  }

  // Room for values that are worked out of this event's, until the next.
  Cell& scratch();
  std::string_view keep(std::string text);

 private:
  const Columns& columns_;
  FieldReader& reader_;
  std::vector<Cell> cells_;
  std::vector<bool> read_;
  std::vector<Answer> answers_;
  std::deque<Cell> scratch_;
  std::deque<std::string> kept_;
};

}  // namespace aobo::sim
