#include "plugin/case/case.h"

#include <fmt/format.h>

#include "plugin/base/text.h"

namespace aobo {

std::string Case::reference() const {
  return record().id.empty() ? fmt::format("{}@{}", printable(origin), offset)
                             : std::string(record().id);
}

}  // namespace aobo
