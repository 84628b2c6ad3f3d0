// Many files: whatever there is to do for each of them, a host has its thread back in between.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <thread>

#include "tests/support/plugin_host.h"
#include "tests/support/temp_folder.h"

namespace aobo::test {
namespace {

// The library as a host drives it, whose log is slow.
class ManyFilesTest : public TempFolderTest {
 public:
  ~ManyFilesTest() override {
    if (instance_ != nullptr) library_->close(plugin_, instance_);
    if (plugin_ != nullptr) library_->destroy(plugin_);
    heard_ = nullptr;
  }

 protected:
  struct Heard {
    std::size_t inputs = 0, refused = 0;
    std::set<std::thread::id> threads;
    std::chrono::microseconds takes{0};
  };

  void write_files(int files) {
    for (int i = 0; i < files; ++i)
      write(fmt::format("logs/{:05}", i),
            fmt::format(R"({{"id":"{}","time":"2026-03-02T08:00:18Z","account":"a{}","person":"p",)"
                        R"("action":"check-out"}})"
                        "\nno record\n",
                        i, i));
  }
  bool open(const std::string& config, const std::string& inputs = "logs") {
    ss_plugin_init_input input{};
    input.config = config.c_str();
    input.log_fn = hear;
    ss_plugin_rc result = SS_PLUGIN_FAILURE;
    plugin_ = library_->init(&input, &result);
    EXPECT_EQ(result, SS_PLUGIN_SUCCESS);
    instance_ = library_->open(plugin_, (folder() + "/" + inputs).c_str(), &result);
    return result == SS_PLUGIN_SUCCESS;
  }
  ss_plugin_rc next() {
    std::uint32_t count = 0;
    ss_plugin_event** events = nullptr;
    const ss_plugin_rc result = library_->next_batch(plugin_, instance_, &count, &events);
    events_ += count;
    return result;
  }
  std::string last_error() { return library_->get_last_error(plugin_); }

  static void hear(ss_plugin_owner_t*, const char* component, const char*, ss_plugin_log_severity) {
    const std::string_view of = component;
    heard_->threads.insert(std::this_thread::get_id());
    if (of == "refused") ++heard_->refused;
    if (of != "input") return;
    ++heard_->inputs;
    std::this_thread::sleep_for(heard_->takes);
  }

  inline static Heard* heard_ = nullptr;
  Heard own_;
  std::unique_ptr<sim::Library> library_ = load_plugin();
  ss_plugin_t* plugin_ = nullptr;
  ss_instance_t* instance_ = nullptr;
  std::size_t events_ = 0;

  ManyFilesTest() { heard_ = &own_; }
};

// What became of each is told at the end: a call tells of some.
TEST_F(ManyFilesTest, TheEndIsToldOfInParts) {
  write_files(300);
  own_.takes = std::chrono::milliseconds(1);
  ASSERT_TRUE(open(R"({"run":{"events":false}})"));
  std::size_t most = 0, before = 0;
  for (ss_plugin_rc result = SS_PLUGIN_SUCCESS; result != SS_PLUGIN_EOF;) {
    result = next();
    ASSERT_NE(result, SS_PLUGIN_FAILURE) << last_error();
    most = std::max(most, own_.inputs - before);
    before = own_.inputs;
  }
  EXPECT_EQ(own_.inputs, 300U);
  EXPECT_LE(most, 128U) << "of one call";
  EXPECT_EQ(events_, 300U);
}

// With so many it begins beside the host's thread, which still hears all of it by its own.
TEST_F(ManyFilesTest, BeginBesideTheHostsThreadAndLoseNothing) {
  write_files(5'001);
  ASSERT_TRUE(
      open(fmt::format(R"({{"run":{{"events":false}},"state":{{"file":"{}/state"}}}})", folder())));
  ss_plugin_rc result = SS_PLUGIN_SUCCESS;
  while (result != SS_PLUGIN_EOF && result != SS_PLUGIN_FAILURE) result = next();
  EXPECT_EQ(result, SS_PLUGIN_EOF) << last_error();
  EXPECT_EQ(events_, 5'001U);
  EXPECT_EQ(own_.inputs, 5'001U);
  EXPECT_EQ(own_.threads, std::set{std::this_thread::get_id()});
}

TEST_F(ManyFilesTest, WhyTheyCannotBeginIsToldByTheNextCall) {
  write_files(5'001);
  write("state/in-the-way", "");
  ASSERT_TRUE(open(fmt::format(R"({{"state":{{"file":"{}/state"}}}})", folder())));
  ss_plugin_rc result = SS_PLUGIN_TIMEOUT;
  while (result == SS_PLUGIN_TIMEOUT) result = next();
  EXPECT_EQ(result, SS_PLUGIN_FAILURE);
  EXPECT_EQ(last_error(),
            folder() + "/state: a folder; the state must be a file that only aobo writes");
  EXPECT_EQ(next(), SS_PLUGIN_FAILURE) << "and by each one after it";
}

// So is what the inputs are, where many names have to be gone through for it.
TEST_F(ManyFilesTest, WhichFilesThereAreIsFoundOutBesideTheHostsThread) {
  write_files(5'001);
  ASSERT_TRUE(open("{}", "logs/*.json"));
  ss_plugin_rc result = SS_PLUGIN_TIMEOUT;
  while (result == SS_PLUGIN_TIMEOUT) result = next();
  EXPECT_EQ(result, SS_PLUGIN_FAILURE);
  EXPECT_EQ(last_error(), "input " + folder() + "/logs/*.json: the pattern matches no file");
}

TEST_F(ManyFilesTest, WhichFilesThereAreIsFoundOutAtOnceWhereTheyAreFew) {
  write_files(50);
  EXPECT_FALSE(open("{}", "logs/*.json"));
  EXPECT_EQ(last_error(), "input " + folder() + "/logs/*.json: the pattern matches no file");
}

// A host that has enough at once takes what was begun with it.
TEST_F(ManyFilesTest, MayBeClosedBeforeTheyBegan) {
  write_files(5'001);
  ASSERT_TRUE(open("{}"));
  library_->close(plugin_, instance_);
  instance_ = nullptr;
  EXPECT_EQ(own_.inputs, 5'001U);
}

}  // namespace
}  // namespace aobo::test
