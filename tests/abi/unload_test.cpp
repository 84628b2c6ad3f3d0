// A host may unload the plugin and load it again for as long as it lives (Falco does on changed
// rules): nothing of the memory that it took stays behind.
#include <malloc.h>

#include <thread>

#include "plugin/abi/falco_api.h"
#include "tests/support/places.h"
#include "tests/support/plugin_host.h"
#include "tests/support/temp_folder.h"

namespace aobo::test {
namespace {

// What the loader itself keeps for each cycle, with room: measured 112 bytes.
constexpr std::size_t kLoadersOwn = 512;
// RE2 keeps what a group may be called, a table of Unicode's letters, until the process ends
// (Regexp::Parse in its parse.cc): measured 6,328 bytes for each loading whose configuration has a
// pattern with a named group. Nothing of it is the plugin's to give back.
constexpr std::size_t kGroupNames = 6400;

class UnloadTest : public TempFolderTest {
 protected:
  // ThreadSanitizer does not bear code that goes away, at the end neither; built for
  // AddressSanitizer the library shares the program's C++ runtime, and the loader keeps it.
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
  UnloadTest() { [[maybe_unused]] static const auto* const held = new auto(load_plugin()); }
#endif
  // Load, configure, read all of a log, close, unload.
  void cycle() {
    const auto library = load_plugin();
    const BarePlugin plugin(*library, sample_config());
    ss_plugin_rc rc = SS_PLUGIN_FAILURE;
    ss_instance_t* instance = library->open(plugin.state(), log_.c_str(), &rc);
    ASSERT_EQ(rc, SS_PLUGIN_SUCCESS);
    while (rc == SS_PLUGIN_SUCCESS || rc == SS_PLUGIN_TIMEOUT) {
      std::uint32_t size = 0;
      ss_plugin_event** batch = nullptr;
      rc = library->next_batch(plugin.state(), instance, &size, &batch);
    }
    EXPECT_EQ(rc, SS_PLUGIN_EOF);
    library->close(plugin.state(), instance);
  }
  static std::size_t in_use() { return mallinfo2().uordblks; }

  const std::string log_ = write(
      "log.json",
      R"({"id":"1","createdDateTime":"2026-03-02T08:00:00Z","userPrincipalName":"alice@adatum.example",)"
      R"("appDisplayName":"Portal","status":{"errorCode":0}})"
      "\n");
};

// With a topic: a client with threads, and TLS, which are never let in.
class UnloadTopicTest : public UnloadTest {
 protected:
  void cycle() {
    const auto library = load_plugin();
    const BarePlugin plugin(*library, R"({"kafka":{"brokers":["127.0.0.1:1"],"security":"ssl",)"
                                      R"("group":"g"},"follow":true,"run":{"events":false}})");
    ss_plugin_rc rc = SS_PLUGIN_FAILURE;
    ss_instance_t* instance = library->open(plugin.state(), "kafka://audit", &rc);
    ASSERT_EQ(rc, SS_PLUGIN_SUCCESS);
    for (int asked = 0; asked < 4; ++asked) {
      std::uint32_t size = 0;
      ss_plugin_event** batch = nullptr;
      EXPECT_EQ(library->next_batch(plugin.state(), instance, &size, &batch), SS_PLUGIN_TIMEOUT);
    }
    EXPECT_GT(threads(), alone_);
    library->close(plugin.state(), instance);
  }
  // A sanitizer has a thread of its own, from the program's first one on.
  void SetUp() override {
    std::thread([] {}).join();
    alone_ = threads();
  }
  static std::ptrdiff_t threads() {
    return std::distance(std::filesystem::directory_iterator("/proc/self/task"), {});
  }
  static bool mapped() {
    return slurp_file("/proc/self/maps").find("libaobo.so") != std::string::npos;
  }

  std::ptrdiff_t alone_ = 1;
};

TEST_F(UnloadTopicTest, NoThreadAndNoCodeStaysBehind) {
  const bool held = mapped();
  for (int warm = 0; warm < 12; ++warm) cycle();  // the C library has caches for threads and names
  EXPECT_EQ(threads(), alone_);
  EXPECT_EQ(mapped(), held);
  constexpr std::size_t kCycles = 8;
  const std::size_t before = mallinfo2().uordblks;
  for (std::size_t i = 0; i < kCycles; ++i) cycle();
  EXPECT_LE(mallinfo2().uordblks, before + kCycles * kLoadersOwn);
  EXPECT_EQ(threads(), alone_);
}

TEST_F(UnloadTest, NothingStaysBehind) {
  for (int warm = 0; warm < 4; ++warm) cycle();
  constexpr std::size_t kCycles = 32;
  const std::size_t before = in_use();
  for (std::size_t i = 0; i < kCycles; ++i) cycle();
  EXPECT_LE(in_use(), before + kCycles * (kLoadersOwn + kGroupNames));
}

}  // namespace
}  // namespace aobo::test
