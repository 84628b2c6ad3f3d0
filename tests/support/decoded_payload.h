// What a pipeline gave, as whoever reads it gets it: through its wire form.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "plugin/payload/encode.h"

namespace aobo::test {

inline std::string wire_of(const Payload& given) {
  std::string wire(given.size(), '\0');
  given.write(reinterpret_cast<std::uint8_t*>(wire.data()));
  return wire;
}

inline payload::Event decoded(const Payload& given) {
  payload::Event event;
  EXPECT_TRUE(event.ParseFromString(wire_of(given)));
  return event;
}

}  // namespace aobo::test
