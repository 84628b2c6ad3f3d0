// Inputs: what a person names as input, as the list of files it means. Each of these, several of
// them comma-separated:
//   FILE          a file
//   FOLDER        every file below it, hidden ones left out; a folder that links lead to is read
//                 once
//   GLOB          every file that the pattern matches ("logs/*/signin*.json.gz"), and every folder
//                 as FOLDER
//   -             standard input
// A comma that belongs to a name is written \, . A FIFO, a device or a socket is refused by name. A
// folder below these in which nothing may be read stands in the list as it is: whoever opens it
// refuses it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/result.h"

namespace aobo {

// In the order named; within a folder or glob sorted by path. What names nothing is an error that
// says so.
Result<std::vector<std::string>> expand_inputs(const std::vector<std::string>& names,
                                               const std::string& base_dir);
Result<std::vector<std::string>> expand_inputs(std::string_view expression,
                                               const std::string& base_dir);

// Whether so many names of files and folders have to be gone through for it that it takes long.
bool expand_slowly(const std::vector<std::string>& names, const std::string& base_dir);

// The names of an expression.
std::vector<std::string> split_inputs(std::string_view expression);

// `path` as it is where absolute, else below `base_dir` (empty: the working directory).
std::string resolved(std::string_view path, const std::string& base_dir);

// The folder above the one that an input's name means, or in which its files lie; what `base_dir`
// adds is above a name that is relative.
std::string above_input(std::string_view name, const std::string& base_dir);

// The folder in which it lies; "." where the path names none.
std::string parent_of(const std::string& path);

// Every file below the folder, as expand_inputs has it; there may be none.
Result<std::vector<std::string>> files_below(const std::string& folder);

}  // namespace aobo
