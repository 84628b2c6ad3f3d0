// SessionReader: the fields of the event that a plugin's session has at hand.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "simulator/rules/event_view.h"

namespace aobo::sim {

class SessionReader : public FieldReader {
 public:
  SessionReader(const Session& session, const Schema& schema)
      : session_(session), schema_(schema) {}

  void read(const Column& column, std::size_t number, Cell& into) override;

 private:
  void read_fact(EventFact fact, Cell& into, std::string& kept) const;
  std::optional<std::uint64_t> number_of(EventFact fact) const;  // nothing where it is a text
  std::string text_of(EventFact fact) const;

  const Session& session_;
  const Schema& schema_;
  Cell cell_;                     // the plugin's, until its next call
  std::deque<std::string> kept_;  // of each column, the bytes that its views point to
  mutable std::uint64_t first_time_ = 0;
};

}  // namespace aobo::sim
