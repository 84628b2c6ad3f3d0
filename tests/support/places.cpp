#include "tests/support/places.h"

namespace aobo::test {

const char* const kSourceDir = AOBO_SOURCE_DIR;
const char* const kLibrary = AOBO_LIBRARY;
const char* const kProgram = AOBO_SIM;
const char* const kCanaries = AOBO_CANARIES;

}  // namespace aobo::test
