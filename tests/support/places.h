// Where this build and its sources lie. The only file of the tests that knows absolute paths is
// places.cpp, so that objects of all others serve every clone.
#pragma once

namespace aobo::test {

extern const char* const kSourceDir;  // the project's folder
extern const char* const kLibrary;    // libaobo.so of this build
extern const char* const kProgram;    // aobo-sim of this build
extern const char* const kCanaries;   // the folder of the libraries with planted faults

}  // namespace aobo::test
