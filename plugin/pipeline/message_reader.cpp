#include "plugin/pipeline/message_reader.h"

#include <fmt/format.h>

namespace aobo {

std::string MessageReader::origin(std::int64_t offset, std::uint32_t part) const {
  return fmt::format("{}@{}#{}", name_, offset, part);
}

void MessageReader::read(std::string_view message, std::int64_t offset,
                         const std::function<void(Found)>& visit) {
  reader_.restart(message);
  for (std::uint32_t part = 0;;) {
    const RecordReader::State state = reader_.next(record_);
    if (state == RecordReader::State::kEnd) return;
    if (state == RecordReader::State::kWait) continue;  // a message is small: all of it is there
    Found found;
    found.part = part++;
    found.at = reader_.offset();
    if (state == RecordReader::State::kRefused) {
      found.refusal = reader_.refusal();
    } else {
      found.repaired = reader_.repaired();
      tenants_.complete(name_, record_);
      Arrival& arrival = found.arrival.emplace();
      arrival.packed = PackedRecord::whole(record_, parser_.json());
      arrival.offset = static_cast<std::uint64_t>(offset);
      arrival.part = found.part;
      arrival.origin = origin(offset, found.part);
      arrival.read_again = true;
      arrival.repaired = found.repaired;
      arrival.masked = parser_.masked();
      arrival.cut = parser_.cut();
    }
    visit(std::move(found));
  }
}

}  // namespace aobo
