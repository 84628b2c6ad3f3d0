// The place of a record, by which it is found where it has no id: "2-contoso/vault.log@1586", the
// file with its folder and the byte offset. "aobo-sim show" takes it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aobo::sim {

// "" where the place is not known.
std::string place_text(std::string_view origin, std::optional<std::uint64_t> offset);

// What a person gives: FILE@OFFSET, the file as a whole path or as the end of one.
struct RecordPlace {
  std::string file;
  std::uint64_t offset = 0;
  bool is(std::string_view origin, std::optional<std::uint64_t> at) const;
};
std::optional<RecordPlace> parse_place(std::string_view text);

}  // namespace aobo::sim
