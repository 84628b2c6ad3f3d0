// Counts: how often and over how many, within the configured windows: the fields
// aobo.person.customers[1h] and their like. A row of the table each: what is counted, of which key,
// at which records. What is done counts once, however many records tell it.
#pragma once

#include <deque>
#include <span>
#include <string_view>
#include <vector>

#include "plugin/behaviour/case_facts.h"
#include "plugin/behaviour/options.h"
#include "plugin/behaviour/series.h"

namespace aobo {

struct CountRow {
  std::string_view name;  // of the field, behind "aobo."
  // The key that the record concerns; empty: it concerns none and has no such field.
  std::string (*key)(const Case&);
  // What is counted, different ones of it; nothing where the record does not count.
  std::optional<std::uint64_t> (*value)(const Case&);
};
std::span<const CountRow> count_rows();

class Counts {
 public:
  explicit Counts(const BehaviourOptions& options);

  // The record's own counts, itself included.
  void observe(const Case& the_case, std::vector<Counted>& out);
  void forget_before(TimeNs time);
  std::uint64_t evicted() const;
  std::size_t entries() const;

  void save(Writer& writer) const;
  void load(Reader& reader);

 private:
  const BehaviourOptions& options_;
  std::deque<Series> series_;  // one for each row
  std::vector<std::uint64_t> before_, counts_;
  TimeNs longest_ = 0;
};

}  // namespace aobo
