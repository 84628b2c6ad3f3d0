#include "plugin/case/case.h"

#include <fmt/format.h>

#include "plugin/base/text.h"

namespace aobo {

std::string Case::reference() const {
  if (!record().id.empty()) return std::string(record().id);
  return placed ? printable(origin) : fmt::format("{}@{}", printable(origin), offset);
}

}  // namespace aobo
