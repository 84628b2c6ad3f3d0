// Envelope: in what a family's records come: how one record is shaped, and how records stand in a
// file. One row each; a log of a world (one family of one tenant) has one, drawn by the log's name,
// so that every envelope is written somewhere.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/random/stream.h"
#include "simulator/scenario/operation.h"
#include "simulator/world/clock.h"
#include "simulator/writers/json.h"

namespace aobo::sim {

enum class Shape : std::uint8_t {
  kGraph,       // Microsoft Graph's object
  kDiagnostic,  // a diagnostic setting's record, the facts under `properties`
  kTable,       // a Log Analytics row
  kNative,      // the service's own record: unified audit, Event Grid, Partner Center, vault
  kWrapped,     // the service's record as JSON text in a column, or within Graph's auditLogRecord
  kRest,        // Azure's REST answer
};

enum class Framing : std::uint8_t { kLines, kValuePage, kRecords, kArray, kItemsPage, kCsv, kText };

struct Envelope {
  Family family;
  std::string_view id;
  Shape shape;
  Framing framing;
};
std::span<const Envelope> envelopes();
const Envelope* find_envelope(Family family, std::string_view id);

// How one log is written: its envelope and its looseness.
struct Style {
  const Envelope* envelope = nullptr;
  Looseness loose;
  bool pretty = false;
  int digits = 7;  // of fractional seconds, where the shape leaves it open
  std::string_view zone = "Z";
  TimeNs zone_ns = 0;      // what that zone is ahead of UTC
  bool cased = false;      // names as people write them: Alice.Archer@…
  bool blank = false;      // a blank in place of T
  bool alternate = false;  // hyphen for dash, identity as JSON text, dynamic columns as objects

  bool is_csv() const { return envelope->framing == Framing::kCsv; }
  std::string time(TimeNs time) const {
    return iso_time(time + zone_ns, digits, zone, blank ? ' ' : 'T');
  }
  std::string file_name() const;  // "entra-signin.graph-page.json"
};

Style style_of(std::uint64_t seed, Family family, std::string_view log);

// A row of a table: as a JSON object, or as a line of CSV with a fixed header.
class Row {
 public:
  void text(std::string_view column, std::string_view value) {
    cells_.push_back({column, std::string(value), false});
  }
  // A dynamic column: JSON.
  void dynamic(std::string_view column, std::string_view json) {
    cells_.push_back({column, std::string(json), true});
  }
  std::string as_json(const Style& style) const;
  std::string as_csv(std::span<const std::string_view> columns) const;

 private:
  struct Cell {
    std::string_view column;
    std::string value;
    bool dynamic;
  };
  std::vector<Cell> cells_;
};

std::string csv_line(std::span<const std::string_view> cells);

// How spreadsheets and cmdlets write a table.
struct CsvDialect {
  char separator = ',';
  std::string_view head = {};  // before the header
  bool quotes_all = false;
  std::string_view line_end = "\n";
  friend bool operator==(const CsvDialect&, const CsvDialect&) = default;
};
// A line of csv_line, without its end, as it stands in that.
std::string in_dialect(std::string_view line, const CsvDialect& dialect);
// The header of this envelope's CSV; empty where it has none.
std::span<const std::string_view> csv_columns(const Envelope& envelope);

}  // namespace aobo::sim
