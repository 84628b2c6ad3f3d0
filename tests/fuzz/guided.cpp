// The same targets under libFuzzer, which learns what code an input reaches:
//   fuzz-…-guided TARGET [libFuzzer's options and folders…]
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>

#include "tests/fuzz/target.h"

namespace aobo::fuzz {

namespace {
const Target* asked = nullptr;
}

}  // namespace aobo::fuzz

// The first word is ours, the others are libFuzzer's.
extern "C" int LLVMFuzzerInitialize(int* count, char*** words) {
  if (*count > 1) aobo::fuzz::asked = aobo::fuzz::find_target((*words)[1]);
  if (aobo::fuzz::asked == nullptr) {
    std::cerr << "usage: " << (*words)[0] << " TARGET [OPTION|FOLDER...]\n";
    std::exit(2);
  }
  (*words)[1] = (*words)[0];
  ++*words;
  --*count;
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  aobo::fuzz::asked->run({reinterpret_cast<const char*>(bytes), size});
  return 0;
}
