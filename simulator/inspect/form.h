// The form of a file, as far as its beginning shows it: what a person would call it.
#pragma once

#include <string>
#include <string_view>

namespace aobo::sim {

// "JSON lines", "JSON array", "CSV with ;", "gzip", "text lines"; of a file that is empty
// "empty".
std::string_view form_of(std::string_view beginning);

// As much of a file as form_of needs; empty where it cannot be read.
std::string beginning_of(const std::string& path);

}  // namespace aobo::sim
