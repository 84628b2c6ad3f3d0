// aobo-sim run as a person runs it, in a folder of the test's own.
#pragma once

#include <fmt/format.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <string>

#include "tests/support/places.h"
#include "tests/support/temp_folder.h"

namespace aobo::test {

class CliTest : public TempFolderTest {
 protected:
  struct Run {
    int code = -1;
    std::string out, error;
  };
  Run run(const std::string& arguments, const std::string& input = "") {
    const std::string in = write("stdin", input);
    const std::string command =
        fmt::format("{} {} <'{}' 2>'{}/stderr'", test::kProgram, arguments, in, folder());
    Run result;
    FILE* pipe = popen(command.c_str(), "r");
    std::array<char, 4096> buffer{};
    while (const std::size_t size = fread(buffer.data(), 1, buffer.size(), pipe))
      result.out.append(buffer.data(), size);
    result.code = WEXITSTATUS(pclose(pipe));
    result.error = slurp("stderr");
    return result;
  }
  static std::string sample(const std::string& name) {
    return std::string(test::kSourceDir) + "/sample-data/" + name;
  }
};

}  // namespace aobo::test
