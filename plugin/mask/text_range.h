// TextRange: a part of a text, by its bytes.
#pragma once

#include <cstddef>

namespace aobo {

struct TextRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

}  // namespace aobo
