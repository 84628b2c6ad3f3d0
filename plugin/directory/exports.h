// The exports of one partner tenant, read as Graph and Azure give them (docs/directory.md lists the
// calls). A file belongs to the row of the table whose name it bears (users.json, users-2.json) or
// in whose folder it lies (members/<group id>.json); a JSON file that fits none is an error, so
// that a slip in a name is not a silent loss. So is an answer that holds an error in place of what
// was asked: read as an export it would say that there is nobody. What is cut off, or not there, is
// a warning of the directory.
#pragma once

#include <stop_token>
#include <string>

#include "plugin/directory/builder.h"

namespace aobo {

// Reads every .json below `folder` into the builder. Throws LoadError, also where it is to stop.
void read_exports(const std::string& folder, std::size_t partner, DirectoryBuilder& builder,
                  const std::stop_token& stop = {});

}  // namespace aobo
