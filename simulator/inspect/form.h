// The form of a file, as far as its beginning shows it: what a person would call it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aobo::sim {

// "JSON lines", "JSON array", "CSV with ;", "gzip", "text lines"; of a file that is empty "empty".
// Behind it what its records were wrapped by, where that shows: "JSON lines, Splunk HEC".
std::string form_of(std::string_view beginning);

// Whether it is plainly no log: a PDF, an image, a document of Office that is no workbook.
bool is_document(std::string_view beginning);

// What is left behind the lines that PowerShell and Excel write before a header, and behind a mark
// of UTF-8.
std::string_view behind_preamble(std::string_view text);

// The keys of the first object, of itself alone, in their order; none where there is no object.
std::vector<std::string> first_keys(std::string_view text);

// As much of a file as form_of needs; empty where it cannot be read.
std::string beginning_of(const std::string& path);

}  // namespace aobo::sim
