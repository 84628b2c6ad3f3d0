// Place: how far a followed file was read, and what has to be known to go on from there without
// what lies before: the page that is open, the header of a table. Small, so that thousands of idle
// files cost next to nothing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plugin/base/archive.h"
#include "plugin/source/csv_framer.h"
#include "plugin/source/json_framer.h"

namespace aobo {

enum class Framing : std::uint8_t { kUnknown, kJson, kCsv };

struct Place {
  // Bytes that are done with, decompressed and as UTF-8: where the next record begins.
  std::uint64_t offset = 0;
  // These are bytes of the file, which can be read from there on. Else it is read from its
  // beginning, and what was given is passed over.
  bool direct = false;
  Framing framing = Framing::kUnknown;
  JsonFramer json;
  CsvFramer csv = CsvFramer();
  char separator = 0;      // that a line before the header names
  std::uint8_t dates = 0;  // the order of day and month, as its reader knows it

  template <class Archive>
  void serialize(Archive& archive) {
    archive(offset, direct, framing, json, csv, separator, dates);
  }
};

}  // namespace aobo
