// Faults: what happens to logs between Microsoft and the one who reads them. One file and one row
// each. A fault decides about a record by the record's own name and time, never by what it did
// before, so that taking an action out of the world changes nothing for the others; a world has
// some of them wholly off (swarm).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/result.h"
#include "simulator/writers/writer.h"

namespace aobo::sim {

// One log: a family of one tenant.
struct LogName {
  Family family;
  Place place;
  std::string text;  // "<tenant>/<family>", a name for streams
  bool partner() const { return place.home; }
};

enum class Damage : std::uint8_t {
  kNone,
  kCut,        // the page ends inside the record
  kSplit,      // the file ends inside the record, the rest begins the next file
  kBadBytes,   // a byte that cannot stand there
  kWrongTime,  // whole, but of a time that cannot be
};

// A record on its way into its file.
struct Draft {
  std::string name;  // of the action and the part; no other record has it
  const LogName* log = nullptr;
  Framing framing = Framing::kLines;
  Shape shape = Shape::kNative;
  bool wrapped = false;  // it stands in something else, as an object or as text
  TimeNs time = 0;       // as the record shows it
  TimeNs arrival = 0;    // when it comes into the file
  bool lost = false;
  std::vector<TimeNs> repeats;  // arrivals of further copies
  Damage damage = Damage::kNone;
  std::uint64_t damage_at = 0;  // chooses where in the record
  unsigned run = 1;             // of the reader, in which it is there to be read
  std::vector<std::string_view> faults;
};

struct FaultSetting {
  std::uint64_t seed;
  const WorldOptions& options;
};

struct Fault {
  std::string_view name;
  std::string_view text;
  // Each is null where the fault leaves that alone.
  TimeNs (*skew)(const FaultSetting&, const LogName&);  // added to the log's clock
  bool (*hides_address)(const FaultSetting&, const LogName&);
  bool (*strike)(const FaultSetting&, Draft&);  // whether it touched the record
  TimeNs (*exported_at)(const FaultSetting&);   // when the directory was exported
  // What the record's own clock shows instead; 0 for the true time.
  TimeNs (*wrong_time)(const FaultSetting&, const std::string& record) = nullptr;
  unsigned runs = 1;  // how many runs the reader makes
  // What stands in place of a record that is JSON; empty where the fault leaves it.
  std::string (*wrap)(const FaultSetting&, Draft&, std::string_view record) = nullptr;
  bool wraps_around = false;  // what it gives holds the record
  // How a log that is CSV is written; null where the fault leaves it.
  const CsvDialect* (*dialect)(const FaultSetting&, const LogName&) = nullptr;
};
std::span<const Fault* const> faults();
const Fault* find_fault(std::string_view name);

// A row each; each stands in the file of its name.
// clang-format off
#define AOBO_FAULTS(FAULT) \
  FAULT(delay) \
  FAULT(duplicate) \
  FAULT(reorder) \
  FAULT(loss) \
  FAULT(gap) \
  FAULT(truncated_page) \
  FAULT(repeated_page) \
  FAULT(skew) \
  FAULT(masked_address) \
  FAULT(missing_partner_log) \
  FAULT(stale_directory) \
  FAULT(rotation) \
  FAULT(bad_bytes) \
  FAULT(late_feeds) \
  FAULT(wrong_year) \
  FAULT(powershell_export) \
  FAULT(csv_dialect) \
  FAULT(wrapped_by_collector)
// clang-format on

namespace fault {
#define AOBO_DECLARE(name) extern const Fault name;
AOBO_FAULTS(AOBO_DECLARE)
#undef AOBO_DECLARE
}  // namespace fault

// The faults of one world.
class Faults {
 public:
  // "none", "swarm" (each by the seed on or off), "all", or names separated by commas.
  static Result<Faults> chosen(std::string_view text, const WorldOptions& options);

  TimeNs skew(const LogName& log) const;
  bool hides_address(const LogName& log) const;
  void strike(Draft& draft) const;
  TimeNs wrong_time(const std::string& record) const;
  std::string wrapped(Draft& draft, std::string record) const;
  CsvDialect dialect(const LogName& log) const;
  unsigned runs() const;
  TimeNs exported_at() const;
  std::string text() const;  // names, separated by commas; "none"
  const std::vector<const Fault*>& list() const { return on_; }
  // The same without this one.
  Faults without(const Fault* fault) const;

 private:
  WorldOptions options_;
  std::vector<const Fault*> on_;
};

// No fault moves a record further than this.
inline constexpr TimeNs kLongestDelay = 90 * kMinuteNs;
inline constexpr TimeNs kLargestSkew = 3 * kMinuteNs;

}  // namespace aobo::sim
