// How the parsers read JSON. One record is parsed once into simdjson's document; a parser then
// names the keys it wants as a Shape, one row a key, and one pass over an object fills the slots.
// Keys match in any case, because the same field is createdDateTime in Graph, CreatedDateTime in
// Log Analytics and createddatetime in some shippers' files, and in any spelling that base/key.h
// knows (created_date_time, "Created date time"); several keys may share a slot, and the first that
// has a value wins: null, "" and "<null>" are no value. A key as the family has it wins over one
// that is spelled otherwise in the same object.
//
// Views point into the parser's own buffers or the scratch arena: they hold until the next record
// is parsed.
#pragma once

#include <simdjson.h>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "plugin/base/key.h"
#include "plugin/base/limits.h"
#include "plugin/base/text.h"
#include "plugin/parse/cut_object.h"
#include "plugin/parse/scratch.h"

namespace aobo {

using Object = simdjson::dom::object;
using Array = simdjson::dom::array;

// ---- values -------------------------------------------------------------------------------------

bool has_value(const Element& element);

// A string as it is, a number or boolean as text; nothing for null, "", "<null>", objects and
// arrays.
std::string_view text_of(const Element& element, Scratch& scratch);

// A number, or a string of digits.
std::optional<std::int64_t> number_of(const Element& element);

// true/false, "True"/"False", 1/0.
std::optional<bool> boolean_of(const Element& element);

// An object, or a string that holds one; one that was cut is noted.
std::optional<Object> object_of(const Element& element, Scratch& scratch);

// The object's member of that key: in any case, else in any spelling of base/key.h.
std::optional<Element> member_of(const Object& object, std::string_view key);

// An array, a string that holds one, an object whose keys are numbers ({"0":…,"1":…}, as Elastic's
// integrations have it), or a single object as if it were an array of one. Calls `each` for at most
// limits::kChanges elements.
template <typename Each>
void for_each(const Element& element, Scratch& scratch, Each&& each);

// Whether the object's keys are the numbers of a list's elements.
bool is_numbered(const Object& object);

// ---- shapes -------------------------------------------------------------------------------------

// A cheap mark of a key: its length and three of its letters, in lower case.
constexpr std::uint32_t key_mark(std::string_view key) {
  const auto at = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(to_lower(key[i])));
  };
  const std::size_t n = key.size();
  if (n == 0) return 0;
  return (static_cast<std::uint32_t>(n) * 0x9E3779B1U) ^ (at(0) * 0x85EBCA6BU) ^
         (at(n / 2) * 0xC2B2AE35U) ^ (at(n - 1) * 0x27D4EB2FU);
}

struct ShapeRow {
  std::string_view key;
  std::size_t slot;
};

template <std::size_t Slots, std::size_t Rows>
class Shape {
 public:
  static constexpr std::size_t kSlots = Slots;
  static constexpr std::size_t kNone = SIZE_MAX;

  consteval explicit Shape(const ShapeRow (&rows)[Rows]) {
    for (const ShapeRow& row : rows) {
      if (row.slot >= Slots) throw "a row names a slot that is not there";
      if (without_brackets(row.key) != row.key) throw "what stands in brackets belongs to no key";
      std::size_t at = index(row.key);
      while (table_[at].slot != kNone) {
        if (same(table_[at].key, row.key)) throw "a key stands twice";
        at = (at + 1) % kSize;
      }
      table_[at] = {row.key, row.slot, false};
    }
    for (const ShapeRow& row : rows) add_folded(row);
  }

  std::size_t find(std::string_view key) const {
    key = without_brackets(key);
    for (std::size_t at = index(key); table_[at].slot != kNone; at = (at + 1) % kSize) {
      const Entry& entry = table_[at];
      if (entry.folded ? is_folded_of(key, entry.key) : same(entry.key, key)) return entry.slot;
    }
    return kNone;
  }

  // Of a key that has more than letters and digits, by these alone.
  std::size_t find_spelled_otherwise(std::string_view key) const {
    if (is_plain_key(key) || is_of_collector(key)) return kNone;
    std::array<char, 64> letters{};
    std::size_t size = 0;
    if (key.size() > letters.size()) return kNone;
    each_folded(key, [&](char letter) { letters[size++] = letter; });
    return size == 0 ? kNone : find({letters.data(), size});
  }

 private:
  struct Entry {
    std::string_view key;
    std::size_t slot = kNone;
    bool folded = false;  // found by the key's folded spelling (base/key.h)
  };

  // A row whose key has more than letters and digits is found by these alone as well.
  constexpr void add_folded(const ShapeRow& row) {
    std::array<char, 128> letters{};
    std::size_t size = 0;
    each_folded(row.key, [&](char c) { letters[size++] = c; });
    const std::string_view folded(letters.data(), size);
    if (folded.empty() || same(folded, row.key)) return;
    std::size_t at = index(folded);
    for (; table_[at].slot != kNone; at = (at + 1) % kSize) {
      const Entry& entry = table_[at];
      if (entry.folded ? is_folded_of(folded, entry.key) : same(entry.key, folded)) return;
    }
    table_[at] = {row.key, row.slot, true};
  }

  static constexpr std::size_t kSize = std::bit_ceil(Rows * 4);

  static constexpr std::size_t index(std::string_view key) { return (key_mark(key) >> 7) % kSize; }
  static constexpr bool same(std::string_view one, std::string_view other) {
    if (one.size() != other.size()) return false;
    if (one == other) return true;  // most keys are spelled as the family has them
    for (std::size_t i = 0; i < one.size(); ++i) {
      if (one[i] != other[i] && to_lower(one[i]) != to_lower(other[i])) return false;
    }
    return true;
  }

  std::array<Entry, kSize> table_{};
};

template <std::size_t Slots, std::size_t Rows>
consteval auto make_shape(const ShapeRow (&rows)[Rows]) {
  return Shape<Slots, Rows>(rows);
}

// The values of one record's keys, by slot, and what their keys have in brackets behind them.
template <std::size_t N>
class Slots {
 public:
  explicit Slots(Scratch& scratch) : scratch_(scratch) {}

  // Earlier objects win over later ones.
  template <std::size_t Rows>
  void add(const Shape<N, Rows>& shape, const Object& object) {
    std::array<bool, N> spelled_otherwise{};
    for (const auto field : object) {
      std::size_t slot = shape.find(field.key);
      const bool as_known = slot != Shape<N, Rows>::kNone;
      if (!as_known) slot = shape.find_spelled_otherwise(field.key);
      if (slot == Shape<N, Rows>::kNone || !has_value(field.value)) continue;
      if (filled_[slot] && !(as_known && spelled_otherwise[slot])) continue;
      filled_[slot] = true;
      spelled_otherwise[slot] = !as_known;
      elements_[slot] = field.value;
      labels_[slot] = std::string_view(field.key).substr(without_brackets(field.key).size());
    }
  }

  bool has(std::size_t slot) const { return filled_[slot]; }
  const Element& element(std::size_t slot) const { return elements_[slot]; }
  std::string_view label(std::size_t slot) const { return labels_[slot]; }
  std::string_view text(std::size_t slot) const {
    return filled_[slot] ? text_of(elements_[slot], scratch_) : std::string_view();
  }
  std::optional<std::int64_t> number(std::size_t slot) const {
    return filled_[slot] ? number_of(elements_[slot]) : std::nullopt;
  }
  std::optional<bool> boolean(std::size_t slot) const {
    return filled_[slot] ? boolean_of(elements_[slot]) : std::nullopt;
  }
  std::optional<Object> object(std::size_t slot) const {
    return filled_[slot] ? object_of(elements_[slot], scratch_) : std::nullopt;
  }
  template <typename Each>
  void each(std::size_t slot, Each&& each) const {
    if (filled_[slot]) for_each(elements_[slot], scratch_, std::forward<Each>(each));
  }

 private:
  Scratch& scratch_;
  std::array<bool, N> filled_{};
  std::array<Element, N> elements_;
  std::array<std::string_view, N> labels_;
};

template <std::size_t N, std::size_t Rows>
Slots<N> read(const Shape<N, Rows>& shape, const Object& object, Scratch& scratch) {
  Slots<N> slots(scratch);
  slots.add(shape, object);
  return slots;
}

template <typename Each>
void for_each(const Element& element, Scratch& scratch, Each&& each) {
  Element value = element;
  if (value.is_string()) {
    const std::string_view text = text_of(value, scratch);
    const auto nested = scratch.parse_nested(text);
    if (!nested && is_cut_object(text)) scratch.note_cut();
    if (!nested) return;
    value = *nested;
  }
  std::size_t count = 0;
  Object object;
  if (value.get(object) == simdjson::SUCCESS) {
    if (!is_numbered(object)) return each(value);
    for (const auto field : object) {
      if (++count > limits::kChanges) return;
      each(field.value);
    }
    return;
  }
  Array array;
  if (value.get(array) != simdjson::SUCCESS) return;
  for (const Element item : array) {
    if (++count > limits::kChanges) return;
    each(item);
  }
}

}  // namespace aobo
