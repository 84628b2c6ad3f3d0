// Inventory: what is in one input, by reading it alone through the plugin.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "plugin/base/time.h"
#include "simulator/ask/table.h"
#include "simulator/host/session.h"
#include "simulator/report/zone.h"

namespace aobo::sim {

struct Inventory {
  std::string path;
  std::string form;                               // form.h
  std::map<std::string, std::uint64_t> families;  // how many records of each
  std::set<std::string> tenants;                  // ids, kMostTenants at most
  bool without_tenant = false;                    // some record names none
  std::optional<TimeNs> first, last;
  std::uint64_t records = 0, bytes = 0, repaired = 0, cut = 0;
  std::map<std::string, std::uint64_t> refused;  // how many for each reason
  std::string example;   // of what was refused: reason, place, what stands there
  std::string likeness;  // what it comes nearest to, where it is no known log (likeness.h)
  std::string error;     // why it could not be read at all

  bool is_log() const { return records > 0; }
  // Whether it is known as a log, also where nothing of it could be read.
  bool is_known() const;
  std::uint64_t refusals() const;
};

inline constexpr std::size_t kMostTenants = 10'000;

// Reads the input, which the plugin knows by `expression`, to its end, or to where `stop` becomes
// true. An error is the plugin's, not the input's: what is wrong with that stands in the inventory.
Result<Inventory> inspect_input(const Library& library, const std::string& config,
                                const std::string& path, const std::string& expression,
                                Session::Stop stop);

// A row each, with all that is known.
AnswerTable inventory_table(const std::vector<Inventory>& inputs, const Zone& zone);
// For people: a row for each log, then what was refused, what is no log, and a sum.
std::string inventory_text(const std::vector<Inventory>& inputs, const Zone& zone,
                           const Look& look);

}  // namespace aobo::sim
