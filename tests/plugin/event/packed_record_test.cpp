// A packed record holds all of a record, outlives what it was packed from, is moved, stored and
// read back. That the lists of parts are whole the compiler holds (record_parts.h).
#include "plugin/event/packed_record.h"

#include <gtest/gtest.h>

#include <deque>
#include <sstream>

#include "plugin/event/record_parts.h"

namespace aobo {
namespace {

// A record of which every text differs from every other, and no other part is empty.
Record full(std::deque<std::string>& texts) {
  Record record;
  record.changes.resize(2);
  record.parameters.resize(3);
  record.family = &family_named("entra.audit");
  each_text(record, [&](std::string_view& text) {
    text = texts.emplace_back("text " + std::to_string(texts.size()));
  });
  record.time = 7;
  record.log_tenant = record.tenant = Guid{1, 2};
  record.address.ip = {{10, 0, 0, 1}, 4};
  record.address.prefix = "10.";
  record.request = Guid{3, 4};
  record.sign_in.error = -5;
  record.check_out.action = CheckOutAction::kIn;
  record.grant.to = 9;
  record.actor.object = Guid{5, 6};
  record.actor.puid = 8;
  record.actor.delegated_admin = true;
  return record;
}

// Every part as a text: each_text and each_value see the same of both.
std::string told(const Record& record) {
  std::ostringstream out;
  {
    Writer writer(out);
    each_value(record, [&](const auto& value) { writer(value); });
    each_text(record, [&](std::string_view text) { writer(std::string(text)); });
  }
  return std::string(record.family->name) + "|" + out.str();
}

TEST(PackedRecord, OutlivesWhatItWasPackedFromAndIsMoved) {
  auto texts = std::make_unique<std::deque<std::string>>();
  std::string json = "{\"a\":1}";
  const Record record = full(*texts);
  const std::string expected = told(record);
  PackedRecord packed = PackedRecord::whole(record, json);
  texts.reset();
  json = "gone";
  const PackedRecord moved = std::move(packed);
  EXPECT_EQ(told(moved.record()), expected);
  EXPECT_EQ(moved.json(), "{\"a\":1}");
  EXPECT_GT(moved.bytes(), expected.size());
}

TEST(PackedRecord, IsStoredAndReadBack) {
  std::deque<std::string> texts;
  const Record record = full(texts);
  std::stringstream file;
  {
    Writer writer(file);
    PackedRecord::whole(record, "{}").save(writer);
  }
  PackedRecord back;
  const std::string bytes = file.str();
  Reader reader(bytes);
  back.load(reader);
  const PackedRecord moved = std::move(back);
  EXPECT_EQ(told(moved.record()), told(record));
  EXPECT_EQ(moved.json(), "{}");
}

}  // namespace
}  // namespace aobo
