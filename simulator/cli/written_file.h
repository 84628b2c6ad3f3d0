// Files that an option names, written as a whole.
#pragma once

#include <string>

namespace aobo::sim {

// Whether all of it was written. What is no regular file is written to and never waited for: a FIFO
// at whose other end nobody reads is one that cannot be written.
bool write_file(const std::string& path, const std::string& text);

// Whether write_file could, found out before the work begins; nothing to write can be.
bool can_write(const std::string& path);

}  // namespace aobo::sim
