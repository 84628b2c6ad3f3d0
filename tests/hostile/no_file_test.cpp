// What is no file where one is expected: a FIFO keeps whoever opens it waiting, a device gives
// bytes for ever. It is refused by name, at once, wherever it stands.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string>

#include "tests/support/cli.h"

namespace aobo::test {
namespace {

constexpr const char* kCheckOut =
    R"({"id":"i","time":"2026-03-02T08:00:18Z","account":"a","person":"p","action":"check-out"})"
    "\n";

// AddressSanitizer reserves more than any bound of memory leaves.
#ifdef __SANITIZE_ADDRESS__
constexpr const char* kBound = "";
#else
constexpr const char* kBound = "ulimit -v 4000000; ";
#endif

class NoFileTest : public CliTest {
 protected:
  NoFileTest() { make_fifo("fifo"); }

  void make_fifo(const std::string& name) {
    std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
    ASSERT_EQ(mkfifo(path(name).c_str(), 0600), 0);
  }
  std::string path(const std::string& name) { return folder() + "/" + name; }
  // Of a program that waits for a FIFO, or reads a device, the test ends after a time.
  std::string error_of(const std::string& arguments, int code) {
    const Run done = run_for_a_time(arguments);
    EXPECT_EQ(done.code, code) << arguments << "\n" << done.out << done.error;
    return done.out + done.error;
  }
  Run run_for_a_time(const std::string& arguments) {
    const std::string command =
        fmt::format("{}timeout 20 '{}' {} </dev/null >'{}' 2>'{}'; echo $? >'{}'", kBound, kProgram,
                    arguments, path("out"), path("error"), path("code"));
    EXPECT_EQ(std::system(command.c_str()), 0);
    return {std::stoi(slurp("code")), slurp("out"), slurp("error")};
  }
};

TEST_F(NoFileTest, IsNoConfiguration) {
  EXPECT_EQ(error_of("replay --quiet --config '" + path("fifo") + "'", 3),
            "aobo-sim: " + path("fifo") + ": a FIFO; expected a file with the configuration\n");
  EXPECT_EQ(error_of("replay --quiet --config /dev/zero", 3),
            "aobo-sim: /dev/zero: a device; expected a file with the configuration\n");
}

TEST_F(NoFileTest, HoldsNoRules) {
  write("log", kCheckOut);
  EXPECT_NE(
      error_of("validate '" + path("fifo") + "'", 30)
          .find(path("fifo") + ": error LOAD_ERR_FILE_READ: a FIFO; expected a file with rules"),
      std::string::npos)
      << slurp("out") << slurp("error");
  EXPECT_NE(error_of("validate /dev/zero", 30)
                .find("/dev/zero: error LOAD_ERR_FILE_READ: a device; expected a file with rules"),
            std::string::npos)
      << slurp("out") << slurp("error");
  EXPECT_NE(error_of("replay --rules /dev/zero '" + path("log") + "'", 30)
                .find("/dev/zero: error LOAD_ERR_FILE_READ: a device; expected a file with rules"),
            std::string::npos)
      << slurp("out") << slurp("error");
}

TEST_F(NoFileTest, IsNoDirectory) {
  make_fifo("directory/aobo.yaml");
  write("log", kCheckOut);
  write("aobo.json", R"({"directory":"directory"})");
  EXPECT_EQ(
      error_of("replay --quiet --config '" + path("aobo.json") + "' '" + path("log") + "'", 3),
      "aobo-sim: " + path("directory/aobo.yaml") + ": a FIFO; expected a file with YAML\n");
}

// An export that is dropped says of a partner that it has no relationships at all.
TEST_F(NoFileTest, IsNoExport) {
  write("log", kCheckOut);
  write("aobo.json", R"({"directory":"directory"})");
  write("directory/aobo.yaml",
        "partners:\n  - {name: a, tenant: d7296d84-932f-4f00-a431-126c164a7ba7, folder: a}\n");
  write("directory/a/users.json", "[]");
  const std::string command =
      "replay --quiet --config '" + path("aobo.json") + "' '" + path("log") + "'";
  const std::string name = "directory/a/delegatedAdminRelationships.json";
  make_fifo(name);
  EXPECT_EQ(error_of(command, 3),
            "aobo-sim: " + path(name) + ": a FIFO; expected a file with an export\n");
  std::filesystem::remove(path(name));
  std::filesystem::create_symlink("/dev/zero", path(name));
  EXPECT_EQ(error_of(command, 3),
            "aobo-sim: " + path(name) + ": a device; expected a file with an export\n");
  std::filesystem::remove(path(name));
  std::filesystem::create_symlink("nowhere", path(name));
  EXPECT_EQ(error_of(command, 3), "aobo-sim: " + path(name) + ": cannot be read\n");
}

// In a folder or by a pattern it is one refusal, and what lies beside it is read.
TEST_F(NoFileTest, AmongLogsIsRefusedByItsName) {
  write("logs/log", kCheckOut);
  make_fifo("logs/fifo");
  std::filesystem::create_symlink("/dev/zero", path("logs/zero"));
  for (const char* const input : {"logs", "logs/*"}) {
    const Run done = run_for_a_time("replay --format json --fields aobo.id '" + path(input) + "'");
    EXPECT_EQ(done.code, 4) << input;
    EXPECT_NE(done.out.find("\"aobo.id\":\"i\""), std::string::npos) << input << done.out;
    for (const std::string& line : {"fifo at byte 0: " + path("logs/fifo") + ": a FIFO",
                                    "zero at byte 0: " + path("logs/zero") + ": a device"}) {
      EXPECT_NE(
          done.error.find("unreadable: " + path("logs/") + line + "; expected a file with logs\n"),
          std::string::npos)
          << input << "\n"
          << done.error;
    }
  }
}

// The kernel shows as files what are devices: reading them waits for what is never written.
TEST_F(NoFileTest, AFileOfTheKernelThatWaitsIsRefused) {
  const int kernel = open("/proc/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (kernel < 0) GTEST_SKIP() << "/proc/kmsg: " << std::strerror(errno);
  std::string bytes(8192, ' ');
  while (read(kernel, bytes.data(), bytes.size()) > 0) {
  }
  const bool waits = errno == EAGAIN;
  close(kernel);
  if (!waits) GTEST_SKIP() << "/proc/kmsg: " << std::strerror(errno);
  EXPECT_EQ(error_of("replay --quiet --format none /proc/kmsg", 4),
            "aobo-sim: inputs: 1 could not be read, 1 gave no record\n"
            "  unreadable: /proc/kmsg at byte 0: gives bytes as they come, as a device does; "
            "expected a file with logs\n"
            "  /proc/kmsg: gave no record\n");
}

}  // namespace
}  // namespace aobo::test
