// What records taught, and what of it is left when one of them takes its word back.
#include "plugin/identity/evidence/ledger.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "plugin/identity/evidence/former_upns.h"
#include "plugin/identity/evidence/tenant_key.h"
#include "tests/support/property.h"

namespace aobo {
namespace {

using Words = std::vector<std::string>;

class LedgerTest : public ::testing::Test {
 protected:
  bool teach(const std::string& entry, RecordNumber teacher) {
    return ledger_.add(std::string("key"), entry, teacher, 0,
                       [](const auto&, const auto&) { return true; });
  }
  bool take_back(const std::string& entry, RecordNumber teacher) {
    return ledger_.take_back(std::string("key"), entry, teacher);
  }
  Words left(RecordNumber asking = 0) const {
    Words entries;
    ledger_.each(std::string("key"), asking,
                 [&](const std::string& one) { entries.push_back(one); });
    return entries;
  }

  Ledger<std::string, std::string> ledger_{10, 2};
};

// Kept as the text that a state holds, and found by it.
TEST(TenantKey, IsTheTextOfTenantAndNameInAnyCase) {
  const Guid tenant{0x22608a251d9b44b5, 0xb0f2cb94f06b2d00}, object{0, 10};
  const std::string id = "22608a25-1d9b-44b5-b0f2-cb94f06b2d00|";
  EXPECT_EQ(std::string(TenantKey(tenant, "Alice@Customer.Example")),
            id + "alice@customer.example");
  EXPECT_EQ(std::string(TenantKey(tenant, object)), id + "00000000-0000-0000-0000-00000000000a");
  Ledger<std::string, std::string> ledger{1000, 1};
  for (std::size_t size = 0; size < 200; ++size) {
    const std::string name(size, 'A'), key = id + std::string(size, 'a');
    ledger.add(TenantKey(tenant, name), name, 1, 0, [](const auto&, const auto&) { return true; });
    Words found;
    const auto take = [&](const std::string& one) { found.push_back(one); };
    ledger.each(key, 0, take);
    ledger.each(TenantKey(tenant, name), 0, take);
    EXPECT_EQ(found, (Words{name, name})) << size;
  }
}

TEST_F(LedgerTest, ARecordIsNoEvidenceAboutItself) {
  EXPECT_TRUE(teach("alice", 1));
  EXPECT_EQ(left(1), Words{});
  EXPECT_EQ(left(2), Words{"alice"});
  EXPECT_TRUE(teach("alice", 2));
  EXPECT_FALSE(teach("alice", 3)) << "nobody is to be asked again";
  EXPECT_EQ(left(1), Words{"alice"});
  EXPECT_FALSE(take_back("alice", 3));
  EXPECT_TRUE(take_back("alice", 2)) << "record 1 has its own word only by now";
  EXPECT_EQ(left(1), Words{});
  EXPECT_TRUE(take_back("alice", 1));
  EXPECT_EQ(ledger_.size(), 0U);
}

TEST_F(LedgerTest, AnothersWordIsNotTakenBack) {
  teach("alice", 1);
  teach("bob", 2);
  teach("carol", 3);  // crowds out what record 1 said
  EXPECT_EQ(ledger_.evicted(), 1U);
  teach("alice", 4);
  EXPECT_EQ(left(), (Words{"carol", "alice"}));
  EXPECT_FALSE(take_back("alice", 1));
  EXPECT_EQ(left(), (Words{"carol", "alice"})) << "that is the word of record 4";
  EXPECT_TRUE(take_back("alice", 4));
  EXPECT_EQ(left(), Words{"carol"});
}

TEST_F(LedgerTest, OfAnEntryThatOthersTaughtSinceNothingIsTakenBackByWhoTaughtItBefore) {
  teach("alice", 1);
  teach("bob", 2);
  teach("carol", 3);  // crowds out what record 1 said
  teach("alice", 4);
  teach("alice", 5);
  EXPECT_FALSE(take_back("alice", 1)) << "its word went with the entry";
  EXPECT_EQ(left(4), (Words{"carol", "alice"})) << "record 5 says so too";
  EXPECT_TRUE(take_back("alice", 4));
  EXPECT_TRUE(take_back("alice", 5));
  EXPECT_EQ(left(), Words{"carol"}) << "nobody stands behind it any more";
}

TEST_F(LedgerTest, ARecordThatSaysSoTwiceIsOneTeacher) {
  teach("alice", 1);
  EXPECT_FALSE(teach("alice", 1));
  EXPECT_EQ(left(1), Words{});
  EXPECT_TRUE(take_back("alice", 1));
  EXPECT_EQ(left(), Words{});
}

// An entry is there as long as one of its teachers is, in whatever order they come and go; and with
// however many, never longer.
TEST(TeachersTest, ManyComeAndGo) {
  test::property("as a set of numbers", [](const std::vector<std::uint8_t>& steps, bool few) {
    Teachers teachers;
    std::set<RecordNumber> all;
    std::uint64_t low = 0;
    for (const std::uint8_t step : steps) {
      const RecordNumber number = few ? 1 + step % 8U : 1 + low++ * 37 % 251;
      if (few && step >= 128) {
        RC_ASSERT(teachers.take_back(number) == (all.erase(number) == 1));
      } else {
        teachers.add(number);
        all.insert(number);
      }
      RC_ASSERT(teachers.count() == all.size());
      for (const RecordNumber asking : {RecordNumber{0}, number}) {
        const bool another = all.size() > (all.contains(asking) ? 1U : 0U);
        RC_ASSERT(teachers.another_than(asking) == another);
      }
    }
    for (const RecordNumber number : all) RC_ASSERT(teachers.take_back(number));
    RC_ASSERT(teachers.count() == 0U);
    RC_ASSERT(!teachers.another_than(0));
  });
}

TEST(FormerUpnsTest, ARecordThatRepeatsARenamingIsOneTeacher) {
  Record record;
  record.operation = "update user";
  record.target_id = "f57990fc-e19c-44ba-a4d1-5cf95747c544";
  record.changes = {{"UserPrincipalName", "al@adatum.example", "alice@adatum.example"},
                    {"userprincipalname", "AL@adatum.example", "alice@adatum.example"},
                    {"UserPrincipalName", "ali@adatum.example", "alice@adatum.example"},
                    {"UserPrincipalName", "ALI@adatum.example", "ali@adatum.example"},
                    {"displayName", "al@adatum.example", "Alice"}};
  Lesson lesson;
  lesson.tenant = Guid{1, 1};
  lesson.at_partner = true;
  Words given_up, taken;
  FormerUpns::lessons(record, lesson, [&](std::string_view upn, const FormerUpns::Entry& entry) {
    (entry.taken ? taken : given_up).emplace_back(upn);
  });
  EXPECT_EQ(given_up, (Words{"al@adatum.example", "ali@adatum.example"}));
  EXPECT_EQ(taken, Words{"alice@adatum.example"});
}

struct Moment {
  std::string who;
  TimeNs time = 0;
  friend bool operator==(const Moment&, const Moment&) = default;
  template <class Archive>
  void serialize(Archive& archive) {
    archive(who, time);
  }
};

TEST(ForgottenMoments, AreRememberedByTheKeyThatComesAgain) {
  Ledger<std::string, Moment> ledger({2}, 2);
  const auto teach = [&](const std::string& key, const std::string& who, TimeNs time) {
    ledger.add(key, {who, time}, static_cast<RecordNumber>(time), time,
               [](const auto&, const auto&) { return true; });
  };
  teach("admin", "alice", 10);
  teach("other", "bob", 20);
  EXPECT_EQ(ledger.forgotten_until("admin"), ledger.kNothing);
  teach("third", "carol", 30);  // "admin" goes
  EXPECT_EQ(ledger.forgotten_until("other"), ledger.kNothing) << "it lacks nothing";
  teach("admin", "dave", 40);  // "other" goes
  EXPECT_EQ(ledger.forgotten_until("admin"), 20);
  teach("admin", "erin", 50);
  teach("admin", "frank", 60);  // the first of the three goes
  EXPECT_EQ(ledger.forgotten_until("admin"), 40);
}

}  // namespace
}  // namespace aobo
