// A packed record holds all of a record, outlives what it was packed from, is moved, stored and
// read back. That the lists of parts are whole the compiler holds (record_parts.h).
#include "plugin/event/packed_record.h"

#include <gtest/gtest.h>

#include <deque>
#include <filesystem>
#include <sstream>
#include <tuple>
#include <type_traits>

#include "plugin/event/record_parts.h"
#include "plugin/identity/evidence.h"
#include "plugin/parse/parser.h"
#include "plugin/policy/permits.h"
#include "plugin/unwrap/reader.h"
#include "tests/support/places.h"

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

// What the record teaches by that answer, kind by kind.
template <typename... Kinds>
std::string lessons(const Record& record, const Lesson& lesson,
                    std::type_identity<std::tuple<Kinds...>>) {
  std::ostringstream out;
  {
    Writer writer(out);
    const auto of = [&]<typename Kind>(std::type_identity<Kind>) {
      writer(std::string(Kind::kName));
      Kind::lessons(record, lesson, [&](const auto& key, auto entry) {
        if constexpr (std::is_convertible_v<decltype(key), std::string_view>)
          writer(std::string(std::string_view(key)));
        else
          writer(key);
        writer(entry);
      });
    };
    (of(std::type_identity<Kinds>{}), ...);
    Permits permits({});
    permits.learn(record, lesson, 1);
    permits.save(writer);
  }
  return out.str();
}

// Answers change later, and what is kept of the record teaches anew then.
void expect_same_lessons(const Record& record, const std::string& of) {
  constexpr std::type_identity<EvidenceKinds> kAll{};
  const PackedRecord kept = PackedRecord::who(record);
  Lesson lesson;
  lesson.tenant = Guid{1, 2};
  lesson.account = "root@fabrikam.example";
  lesson.groups = {Guid{1, 7}};
  for (const bool at_partner : {false, true}) {
    lesson.at_partner = at_partner;
    for (const bool exact : {false, true}) {
      lesson.person = PersonKey{at_partner ? Guid{1, 2} : Guid{1, 3}, Guid{1, 4}};
      lesson.claimed = lesson.person;
      lesson.exact = exact;
      lesson.by_name = !exact;
      EXPECT_EQ(lessons(kept.record(), lesson, kAll), lessons(record, lesson, kAll)) << of;
    }
  }
}

TEST(PackedRecord, WhatIsKeptTeachesWhatTheRecordTaught) {
  std::size_t records = 0;
  for (const auto& file : std::filesystem::directory_iterator(std::string(test::kSourceDir) +
                                                              "/tests/golden/families")) {
    if (file.path().extension() != ".log") continue;
    const std::vector<TextPattern> none;
    Parser parser(none);
    RecordReader reader(file.path().string(), std::size_t{256} << 10, parser);
    Record record;
    for (auto state = reader.next(record); state != RecordReader::State::kEnd;
         state = reader.next(record)) {
      if (state != RecordReader::State::kRecord) continue;
      expect_same_lessons(record, file.path().filename().string() + ": " + std::string(record.id));
      ++records;
    }
  }
  EXPECT_GT(records, 140U);
}

// Of each operation that teaches, with all that a record may say beside it.
TEST(PackedRecord, WhatIsKeptTeachesNamesRolesAndTimes) {
  for (const std::string_view operation :
       {"add user", "delete user", "restore user", "update user", "add member to group",
        "remove member from group", "add member to role",
        "add member to role completed (pim activation)", "remove member from role (pim deactivate)",
        "add member to role in pim completed (timebound)", "add eligible member to role",
        "remove eligible member from role"}) {
    for (const std::string_view target_type : {"User", "Role", "Group", ""}) {
      std::deque<std::string> texts;
      Record record = full(texts);
      record.operation = operation;
      record.outcome = Outcome::kSuccess;
      record.check_out = {};
      record.grant = {};
      record.target_type = target_type;
      record.target_id = "44444444-4444-4444-8444-444444444444";
      record.target_name = "alice@adatum.example";
      record.changes = {{"UserPrincipalName", "al@adatum.example", "alice@adatum.example"},
                        {"Role.DisplayName", "", "Global Administrator"},
                        {"Group.ObjectID", "", "55555555-5555-4555-8555-555555555555"},
                        {"DisplayName", "a", "b"}};
      record.parameters = {{kPimStart, "2026-03-02T08:00:00Z"},
                           {kPimEnd, "2026-03-02T09:00:00Z"},
                           {kPimTicket, "INC-9"},
                           {"Other", "x"}};
      for (const std::string_view role : {"", "62e90394-69f5-4237-9190-012177145e10"}) {
        record.role_id = role;
        expect_same_lessons(record, std::string(operation) + " " + std::string(target_type));
      }
    }
  }
}

}  // namespace
}  // namespace aobo
