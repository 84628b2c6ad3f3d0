// What is read at once is a regular file of a bounded size, whatever lies under its name.
#include "plugin/base/whole_file.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>

#include "tests/support/temp_folder.h"

namespace aobo {
namespace {

constexpr WantedFile kRules = {"rules", 10};

class WholeFileTest : public test::TempFolderTest {
 protected:
  // What is read, or the error without the test's folder.
  std::string read(const std::string& name) {
    const std::string path = name.starts_with('/') ? name : folder() + "/" + name;
    const auto text = read_whole_file(path, kRules);
    if (text) return *text;
    EXPECT_TRUE(text.error().message.starts_with(path)) << text.error().message;
    return text.error().message.substr(path.size());
  }
  void make_socket(const std::string& name) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = folder() + "/" + name;
    ASSERT_LT(path.size(), sizeof address.sun_path);
    std::memcpy(address.sun_path, path.c_str(), path.size());
    const int made = socket(AF_UNIX, SOCK_STREAM, 0);
    ASSERT_EQ(bind(made, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    close(made);
  }
};

TEST_F(WholeFileTest, IsReadToItsEndUpToItsBound) {
  write("empty", "");
  write("ten", "0123456789");
  write("eleven", "0123456789a");
  write("behind-a-link", "text");
  std::filesystem::create_symlink("behind-a-link", folder() + "/link");
  EXPECT_EQ(read("empty"), "");
  EXPECT_EQ(read("ten"), "0123456789");
  EXPECT_EQ(read("eleven"), ": 11 bytes; expected a file with rules, of at most 10");
  EXPECT_EQ(read("link"), "text");
}

// A terabyte without a block: it is refused before a byte of it is read.
TEST_F(WholeFileTest, IsRefusedBySizeBeforeItIsRead) {
  write("disk", "");
  std::filesystem::resize_file(folder() + "/disk", std::uintmax_t{1} << 40);
  EXPECT_EQ(read("disk"), ": 1099511627776 bytes; expected a file with rules, of at most 10");
}

// The kernel says of them that they are empty, and gives more.
TEST_F(WholeFileTest, IsBoundWhereItsSizeIsNotTold) {
  EXPECT_EQ(read("/proc/self/maps"),
            ": more than 10 bytes; expected a file with rules, of at most 10");
}

TEST_F(WholeFileTest, IsNoFifoNoDeviceNoSocketAndNoFolder) {
  ASSERT_EQ(mkfifo((folder() + "/fifo").c_str(), 0600), 0);
  make_socket("socket");
  std::filesystem::create_directory(folder() + "/folder");
  std::filesystem::create_symlink("/dev/zero", folder() + "/link");
  EXPECT_EQ(read("fifo"), ": a FIFO; expected a file with rules");
  EXPECT_EQ(read("socket"), ": a socket; expected a file with rules");
  EXPECT_EQ(read("folder"), ": a folder; expected a file with rules");
  EXPECT_EQ(read("/dev/zero"), ": a device; expected a file with rules");
  EXPECT_EQ(read("link"), ": a device; expected a file with rules");
  EXPECT_EQ(read("nothing"), ": cannot be read");
}

TEST_F(WholeFileTest, WhatIsReadLineByLineIsRefusedByTheSameWords) {
  ASSERT_EQ(mkfifo((folder() + "/fifo").c_str(), 0600), 0);
  write("file", "x");
  EXPECT_EQ(refuse_no_file(folder() + "/fifo", "actions")->message,
            folder() + "/fifo: a FIFO; expected a file with actions");
  EXPECT_FALSE(refuse_no_file(folder() + "/file", "actions"));
  EXPECT_FALSE(refuse_no_file(folder() + "/nothing", "actions")) << "opening it tells why";
}

}  // namespace
}  // namespace aobo
