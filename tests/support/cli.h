// aobo-sim run as a person runs it, in a folder of the test's own.
#pragma once

#include <fmt/format.h>

#include <string>

#include "tests/support/places.h"
#include "tests/support/shell.h"
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
    const test::Shell done = test::run_shell(command);
    return {done.code, done.out, slurp("stderr")};
  }
  // The partner's own log: at half past twelve al@adatum.example becomes alice@adatum.example.
  void write_renaming_of_alice(const std::string& name) {
    write(name,
          R"({"time":"2026-03-02T12:30:00Z","category":"AuditLogs",)"
          R"("tenantId":"d7296d84-932f-4f00-a431-126c164a7ba7","operationName":"Update user",)"
          R"("properties":{"id":"r1","category":"UserManagement","result":"success",)"
          R"("activityDisplayName":"Update user","activityDateTime":"2026-03-02T12:30:00Z",)"
          R"("initiatedBy":{"user":{"id":"bf3965c4-8ba8-45c0-9a31-5fbbb8b13cca",)"
          R"("userPrincipalName":"bob@adatum.example"}},"targetResources":[{)"
          R"("id":"f57990fc-e19c-44ba-a4d1-5cf95747c544","type":"User","modifiedProperties":[{)"
          R"("displayName":"UserPrincipalName","oldValue":"[\"al@adatum.example\"]",)"
          R"("newValue":"[\"alice@adatum.example\"]"}]}]}})"
          "\n");
  }
  static std::string sample(const std::string& name) {
    return std::string(test::kSourceDir) + "/sample-data/" + name;
  }
};

}  // namespace aobo::test
