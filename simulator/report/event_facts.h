// EventFacts: what reports tell of an event, asked of it by name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/rules/event_view.h"
#include "simulator/rules/ruleset.h"

namespace aobo::sim {

// What sort of change an operation is, by its words.
enum class ChangeSort : std::uint8_t { kCreate, kRead, kUpdate, kDelete };

class EventFacts {
 public:
  // Adds the columns that reports need to those that rules ask for.
  static void add_columns(RuleSet& rules);

  EventFacts(const RuleSet& rules, EventView& event) : rules_(rules), event_(event) {}

  std::string text(std::string_view field) const;  // "" for none
  std::vector<std::string> texts(std::string_view field) const;
  std::optional<std::uint64_t> number(std::string_view field) const;
  // What "aobo-sim show" takes: the id, or the place of a record that has none.
  std::string handle() const;
  // Whether its log, and the record with it, has that trait (aobo.family.traits).
  bool is_of(std::string_view trait) const;
  // Of the sign-in log, or the unified log's copy of one.
  bool is_sign_in() const;
  ChangeSort change() const;
  std::uint64_t time_ns() const { return number("evt.rawtime").value_or(0); }

 private:
  const Cell& cell(std::string_view field) const;
  const RuleSet& rules_;
  EventView& event_;
};

}  // namespace aobo::sim
