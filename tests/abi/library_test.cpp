// The built file itself: what it needs, what it shows, how it is hardened. Read with binutils, as a
// packager would.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>
#include <sstream>
#include <string>

#include "tests/support/places.h"
#include "tests/support/shell.h"

namespace {

std::string output_of(const std::string& command) {
  const aobo::test::Shell done = aobo::test::run_shell(command + " 2>&1");
  EXPECT_EQ(done.code, 0) << command << "\n" << done.out;
  return done.out;
}

std::set<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  std::set<std::string> words;
  for (std::string word; in >> word;) words.insert(word);
  return words;
}

const std::string kLibrary = aobo::test::kLibrary;

TEST(Library, NeedsNothingButLibcAndTheLoader) {
  const auto needed =
      words_of(output_of("objdump -p " + kLibrary + " | awk '/NEEDED/ { print $2 }'"));
  for (const std::string& name : needed) {
    EXPECT_TRUE(name == "libc.so.6" || name == "libm.so.6" || name.rfind("ld-linux-", 0) == 0)
        << name;
  }
}

TEST(Library, ShowsExactlyThePluginFunctions) {
  std::set<std::string> expected;
  for (const char* name : {"get_required_api_version",
                           "get_version",
                           "get_name",
                           "get_description",
                           "get_contact",
                           "get_id",
                           "get_event_source",
                           "get_fields",
                           "get_init_schema",
                           "init",
                           "destroy",
                           "get_last_error",
                           "set_config",
                           "get_metrics",
                           "open",
                           "close",
                           "next_batch",
                           "get_progress",
                           "list_open_params",
                           "event_to_string",
                           "extract_fields"}) {
    expected.insert(std::string("plugin_") + name);
  }
  EXPECT_EQ(words_of(output_of("nm -D --defined-only " + kLibrary + " | awk '{ print $3 }'")),
            expected);
}

TEST(Library, IsHardened) {
  const std::string headers = output_of("readelf -lW " + kLibrary);
  EXPECT_NE(headers.find("GNU_RELRO"), std::string::npos);
  EXPECT_NE(headers.find("GNU_STACK"), std::string::npos);
  EXPECT_EQ(headers.find("RWE"), std::string::npos) << "no segment may be both written and run";
  const std::string dynamic = output_of("readelf -dW " + kLibrary);
  EXPECT_NE(dynamic.find("NOW"), std::string::npos);
  EXPECT_EQ(dynamic.find("TEXTREL"), std::string::npos);
  EXPECT_EQ(dynamic.find("RPATH"), std::string::npos);
  EXPECT_EQ(dynamic.find("RUNPATH"), std::string::npos);
  const std::string undefined = output_of("nm -D --undefined-only " + kLibrary);
  EXPECT_NE(undefined.find("__stack_chk_fail"), std::string::npos)
      << "built with the stack protector";
  EXPECT_NE(undefined.find("_chk@"), std::string::npos) << "built with FORTIFY";
}

// bookworm's own libc is the newest that a host on Debian 12 has.
TEST(Library, AsksForNoNewerLibcThanDebian12) {
  for (const std::string& word : words_of(output_of("nm -D --undefined-only " + kLibrary))) {
    const std::size_t at = word.find("@GLIBC_2.");
    if (at == std::string::npos) continue;
    EXPECT_LE(std::stoi(word.substr(at + 9)), 36) << word;
  }
}

}  // namespace
