// What a host that ends amid a batch has taken: by the fields that it asked for, and by asking for
// the next batch. The next run on the same state tells the rest, and nothing again.
#include <fmt/format.h>

#include <cstring>
#include <thread>

#include "plugin/abi/falco_api.h"
#include "simulator/host/session.h"
#include "tests/support/plugin_host.h"
#include "tests/support/temp_folder.h"

namespace aobo::test {
namespace {

using Ids = std::vector<std::string>;

class DeliveryTest : public TempFolderTest {
 protected:
  void SetUp() override {
    const auto fields = sim::read_fields(*library_);
    ASSERT_TRUE(fields.ok());
    for (const sim::FieldInfo& field : *fields) {
      if (field.name == "aobo.id") id_ = field;
    }
    std::string lines;
    for (std::uint32_t number = 0; number < kRecords; ++number)
      lines += fmt::format(
          R"({{"id":"r{}","time":"2026-03-04T08:{:02}:{:02}Z","account":"a","person":"b@adatum.example","action":"check-out"}})"
          "\n",
          number, number / 60, number % 60);
    write("logs/vault", lines);
  }
  void TearDown() override { end(); }

  void begin() {
    before_ = count_ = 0;
    plugin_ = std::make_unique<BarePlugin>(
        *library_, fmt::format(R"({{"state":{{"file":"{}/state"}}}})", folder()));
    ss_plugin_rc rc = SS_PLUGIN_FAILURE;
    instance_ = library_->open(plugin_->state(), (folder() + "/logs").c_str(), &rc);
    ASSERT_EQ(rc, SS_PLUGIN_SUCCESS) << library_->get_last_error(plugin_->state());
  }
  void end() {
    if (instance_ != nullptr) library_->close(plugin_->state(), instance_);
    instance_ = nullptr;
    plugin_.reset();
  }
  // The next batch that holds anything; false at the end. A slow machine fills none of them.
  bool batch() {
    before_ += count_;
    do {
      const ss_plugin_rc rc = library_->next_batch(plugin_->state(), instance_, &count_, &events_);
      if (rc == SS_PLUGIN_EOF) return false;
      EXPECT_NE(rc, SS_PLUGIN_FAILURE) << library_->get_last_error(plugin_->state());
    } while (count_ == 0);
    return true;
  }
  // What the id of that event of the batch is.
  std::string ask(std::uint32_t event) { return ask_of(events_[event]); }
  std::string ask_of(const ss_plugin_event* event) {
    ss_plugin_extract_field field{};
    field.field_id = id_.id;
    field.field = id_.name.c_str();
    field.ftype = FTYPE_STRING;
    ss_plugin_event_input input{event, 1, "aobo"};
    ss_plugin_field_extract_input in{};
    in.num_fields = 1;
    in.fields = &field;
    EXPECT_EQ(library_->extract_fields(plugin_->state(), &input, &in), SS_PLUGIN_SUCCESS);
    return field.res_len == 0 ? "" : field.res.str[0];
  }
  // Of so many events from the batch's first on.
  Ids asked(std::uint32_t most) {
    Ids ids;
    for (std::uint32_t event = 0; event < most; ++event) ids.push_back(ask(event));
    return ids;
  }
  // All that a run gives that is begun now.
  Ids rest() {
    Ids ids;
    begin();
    while (batch()) {
      for (std::string& id : asked(count_)) ids.push_back(std::move(id));
    }
    end();
    return ids;
  }
  static std::string record(std::uint32_t number) { return fmt::format("r{}", number); }
  static Ids records(std::uint32_t first, std::uint32_t last = kRecords) {
    Ids ids;
    for (std::uint32_t number = first; number < last; ++number) ids.push_back(record(number));
    return ids;
  }

  static constexpr std::uint32_t kRecords = 200;
  std::unique_ptr<sim::Library> library_ = load_plugin();
  std::unique_ptr<BarePlugin> plugin_;
  ss_instance_t* instance_ = nullptr;
  std::uint32_t count_ = 0;   // events of the batch
  std::uint32_t before_ = 0;  // and of those before it
  ss_plugin_event** events_ = nullptr;
  sim::FieldInfo id_;
};

TEST_F(DeliveryTest, WhatItsFieldsWereAskedOfIsTaken) {
  begin();
  ASSERT_TRUE(batch());
  EXPECT_EQ(asked(count_), records(0, count_));
  ASSERT_TRUE(batch());
  const std::uint32_t some = (count_ + 1) / 2;
  EXPECT_EQ(asked(some), records(before_, before_ + some));
  const Ids left = records(before_ + some);
  end();
  EXPECT_EQ(rest(), left);
}

TEST_F(DeliveryTest, SoIsAllBeforeIt) {
  begin();
  ASSERT_TRUE(batch());
  const std::uint32_t last = count_ / 2;
  EXPECT_EQ(ask(last), record(last));
  EXPECT_EQ(ask(last / 2), record(last / 2)) << "an earlier one takes nothing back";
  const Ids left = records(last + 1);
  end();
  EXPECT_EQ(rest(), left);
}

TEST_F(DeliveryTest, ABatchOfWhichNothingWasAskedComesAgain) {
  begin();
  ASSERT_TRUE(batch());
  ASSERT_TRUE(batch());
  const Ids left = records(before_);
  end();
  EXPECT_EQ(rest(), left);
}

TEST_F(DeliveryTest, ABatchThatWasAskedToItsEndIsKnownInTheSnapshot) {
  begin();
  ASSERT_TRUE(batch());
  EXPECT_EQ(ask(count_ - 1), record(count_ - 1));
  const Ids left = records(count_);
  end();
  EXPECT_EQ(rest(), left);
}

TEST_F(DeliveryTest, AskingOfACopySaysNothing) {
  begin();
  ASSERT_TRUE(batch());
  const ss_plugin_event& last = *events_[count_ - 1];
  std::vector<std::uint64_t> copy((last.len + 7) / 8);
  std::memcpy(copy.data(), &last, last.len);
  EXPECT_EQ(ask_of(reinterpret_cast<const ss_plugin_event*>(copy.data())), record(count_ - 1));
  end();
  EXPECT_EQ(rest(), records(0));
}

TEST_F(DeliveryTest, AnotherThreadAsks) {
  begin();
  ASSERT_TRUE(batch());
  const std::uint32_t last = count_ / 2;
  std::thread([&] { EXPECT_EQ(ask(last), record(last)); }).join();
  const Ids left = records(last + 1);
  end();
  EXPECT_EQ(rest(), left);
}

// ---- what comes again in any case

TEST_F(DeliveryTest, WithoutAStateItSaysAtTheStartWhatTheNextRunReadsAgain) {
  const std::string logs = folder() + "/logs";
  const auto said = [&](const std::string& config, const std::string& inputs) {
    std::string all;
    const auto session = start(*library_, config, [&](auto, auto component, auto line) {
      if (component == "start") all += std::string(line) + "\n";
    });
    EXPECT_FALSE(session->open(inputs));
    return all;
  };
  const std::string kafka = R"("follow":true,"kafka":{"brokers":["127.0.0.1:9"],"group":"g"})";
  EXPECT_EQ(said("{}", logs),
            "without \"state\" the next run reads all files again from their beginning; what this "
            "one learns is not kept\n");
  EXPECT_EQ(said("{" + kafka + "}", logs + ",kafka://audit"),
            "without \"state\" the next run reads all files again from their beginning, topics of "
            "the group behind its last commit; what this one learns is not kept\n");
  EXPECT_EQ(said("{" + kafka + R"(,"inputs":[{"path":"kafka://vault","read":"all"}]})", ""),
            "without \"state\" the next run reads topics that are read whole again; what this one "
            "learns is not kept\n");
  EXPECT_EQ(said("{}", "-"), "");
  EXPECT_EQ(said(R"({"state":{"file":")" + folder() + R"(/state"}})", logs), "");
}

}  // namespace
}  // namespace aobo::test
