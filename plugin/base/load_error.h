// LoadError: what a file or a configuration got wrong, thrown by the readers deep inside it and
// caught where loading began, which hands it on as a Result. Never used on log content.
#pragma once

#include <string>

namespace aobo {

struct LoadError {
  std::string message;  // file, line, column, what was found, what was expected
};

}  // namespace aobo
