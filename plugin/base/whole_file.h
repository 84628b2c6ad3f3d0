// A file that is read at once: configuration, rules, aobo.yaml, exports, secrets. All of them come
// in here. What lies under a name may be another thing than was meant, or another's doing: a FIFO
// keeps whoever opens it waiting, a device gives bytes for ever, a disk's image is larger than
// memory. So only a regular file is read, known as one once it is open, and no larger than `most`.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "plugin/base/result.h"

namespace aobo {

struct WantedFile {
  std::string_view what;                     // "rules", as an error calls it
  std::size_t most = std::size_t{64} << 20;  // bytes
};

// "a FIFO": what is no file and no folder, in words.
std::string_view kind_of(std::filesystem::file_type type);

// Errors as "NAME: a FIFO; expected a file with rules".
Result<std::string> read_whole_file(const std::string& path, const WantedFile& wanted);

// Whether what lies in a folder may be seen.
bool may_list(const std::string& folder);

// The same error for what is read line by line; nothing where it may be opened, or is not there.
std::optional<Error> refuse_no_file(const std::string& path, std::string_view what);

}  // namespace aobo
