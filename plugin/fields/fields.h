// The fields that Falco rules see: one table, a row each, from which the schema that the host asks
// for, the extraction and docs/fields.md derive. A field without a value is not extracted, never
// "".
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/payload/event.pb.h"

namespace aobo {

// The types of the plugin API that aobo uses, by their names in the schema.
enum class FieldType : std::uint8_t { kString, kUint64, kBool, kAbsTime, kIpAddr };

// Where several workers share the customers (docs/event-hubs.md): what a value rests on. All of
// them see the record and the evidence about it; the log of the customer that it is of is seen by
// one of them; of the logs of all customers each sees its own, so that each has a value of its own.
enum class RestsOn : std::uint8_t { kRecord, kCustomer, kCustomers };

class ExtractedEvent;

// What one field of one event holds.
struct Values {
  std::vector<std::string_view> texts;  // strings and addresses
  std::deque<std::string> own;          // of the texts those that stand nowhere else
  std::uint64_t number = 0;             // numbers, times, booleans
  bool has_number = false;

  void clear();
  void add(std::string_view text) {
    if (!text.empty()) texts.push_back(text);
  }
  // A text that is made for the question; it holds until the next clear().
  void add_own(std::string text) {
    if (!text.empty()) texts.push_back(own.emplace_back(std::move(text)));
  }
  void set(std::uint64_t value) {
    number = value;
    has_number = true;
  }
  bool empty() const { return texts.empty() && !has_number; }
};

struct Field {
  std::string_view name;
  FieldType type;
  bool is_list;
  std::string_view argument;  // what the required argument is called; empty for none
  bool in_output;             // suggested for rule outputs (plugin API 3.8)
  std::string_view text;      // one sentence; {} stands for the words
  void (*get)(ExtractedEvent& event, std::string_view argument, Values& values);
  // All that it can hold, where that is few words (fields/words.h).
  std::vector<std::string_view> (*words)() = nullptr;
  bool always = false;  // whether every event has a value of it
  RestsOn rests_on = RestsOn::kRecord;
};

std::span<const Field> fields();

// What may stand as a field's argument, and what that is.
struct Argument {
  std::string_view name;
  std::string text;
};

// The table as the plugin API's JSON, with what hosts pass over: the words that a field can hold,
// kinds of run events, and `metrics`, the arguments of aobo.run.
std::string fields_json(const std::vector<Argument>& metrics = {});

// Falco allows no blank, quote or bracket in a field's argument. In every argument "_" stands for
// each of these, and letters match in any case: aobo.change[included_updated_properties].
bool spells(std::string_view argument, std::string_view name);

}  // namespace aobo
