// PackedRecord: a record that outlives the parser's buffers: its texts stand in one block of memory
// of its own. What waits for its turn, and what may have to be asked about again, is kept so.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "plugin/base/archive.h"
#include "plugin/event/record.h"

namespace aobo {

class PackedRecord {
 public:
  PackedRecord() = default;

  // All of the record, and the JSON it was read from.
  static PackedRecord whole(const Record& record, std::string_view json);
  // What tells who acted and where, and what its answer teaches: all but the texts that no answer
  // and no lesson hangs on. Of changes and parameters names, roles, and an activation's times and
  // ticket.
  static PackedRecord who(const Record& record);

  const Record& record() const { return record_; }
  std::string_view json() const { return json_; }
  std::size_t bytes() const;  // of memory, about

  void save(Writer& writer) const;
  void load(Reader& reader);

 private:
  void pack(std::string_view json);

  Record record_;
  std::string_view json_;
  std::unique_ptr<char[]> text_;
  std::size_t text_bytes_ = 0;
};

}  // namespace aobo
