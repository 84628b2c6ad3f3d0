// The numbers of a report against the truth of its world: what of it the truth leaves no choice in.
#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "tests/support/reports.h"

namespace aobo::test {
namespace {

// What the truth of a world says of one customer: of records that are a partner's for certain, and
// of those that may be.
struct Bounds {
  std::set<std::string> roles, maybe_roles;  // activities that gave a role
  std::set<std::string> addresses, maybe_addresses;
  std::int64_t outside = 0, maybe_outside = 0;
};

using Words = std::vector<std::string>;

Words words_of(simdjson::dom::element record, const char* pointer) {
  Words words;
  simdjson::dom::array all;
  if (record.at_pointer(pointer).get(all) != simdjson::SUCCESS) return words;
  for (const auto word : all) words.emplace_back(word.get_string().value_unsafe());
  return words;
}

void add(simdjson::dom::element record, Bounds& bounds) {
  Words partner = words_of(record, "/then_says/is_partner");
  if (partner.empty()) partner = words_of(record, "/says/is_partner");
  const bool sure = partner == Words{"true"};
  if (!std::ranges::count(partner, "true")) return;
  for (const std::string& address : words_of(record, "/says/ip")) {
    if (address.empty()) continue;
    bounds.maybe_addresses.insert(address);
    if (sure && words_of(record, "/says/ip").size() == 1) bounds.addresses.insert(address);
  }
  if (words_of(record, "/says/operation") == Words{"add member to role"} &&
      words_of(record, "/says/result") == Words{"success"}) {
    const std::string activity(record["activity"].get_string().value_unsafe());
    bounds.maybe_roles.insert(activity);
    if (sure) bounds.roles.insert(activity);
  }
  const Words policy = words_of(record, "/says/policy");
  bounds.outside += policy == Words{"violation"} ? 1 : 0;
  bounds.maybe_outside += std::ranges::count(policy, "violation") > 0 ? 1 : 0;
}

TEST_F(ReportTest, ChangesAddressesAndWhatWasOutsideEqualTheTruth) {
  const std::string world = folder() + "/world";
  ASSERT_EQ(run("generate --customers 3 --people 6 --days 3 --activity 12 --story "
                "wrong-operation,night-work,mail-forwarded,delegated-abuse,no-ticket --seed 11 "
                "--faults none --out " +
                world)
                .code,
            0);
  std::map<std::string, Bounds> truth;
  std::istringstream rows(slurp("world/truth.ndjson"));
  simdjson::dom::parser parser;
  for (std::string row; std::getline(rows, row);) {
    simdjson::dom::element record;
    ASSERT_EQ(parser.parse(row).get(record), simdjson::SUCCESS);
    std::string_view customer;
    if (record["customer"].get(customer) == simdjson::SUCCESS)
      add(record, truth[std::string(customer)]);
  }
  ASSERT_EQ(truth.size(), 3U);
  std::size_t roles = 0, outside = 0;
  for (const auto& [customer, bounds] : truth) {
    const std::string json =
        run("report --quiet --json --config " + world + "/aobo.json --customer '" + customer + "'")
            .out;
    simdjson::dom::element facts;
    ASSERT_EQ(parser.parse(json).get(facts), simdjson::SUCCESS) << json;
    std::size_t given = 0;
    simdjson::dom::array changes, one_by_one;
    ASSERT_EQ(facts["changes"].get(changes), simdjson::SUCCESS);
    ASSERT_EQ(facts["outside_records"].get(one_by_one), simdjson::SUCCESS);
    for (const auto change : changes)
      given += change["what"].get_string().value_unsafe() == "gave or took an administrator's role";
    EXPECT_GE(given, bounds.roles.size()) << customer;
    EXPECT_LE(given, bounds.maybe_roles.size()) << customer;
    const Words list = words_of(facts, "/address_list");
    const std::set<std::string> addresses(list.begin(), list.end());
    EXPECT_TRUE(std::ranges::includes(addresses, bounds.addresses)) << customer;
    EXPECT_TRUE(std::ranges::includes(bounds.maybe_addresses, addresses)) << customer;
    std::int64_t told = -1;
    ASSERT_EQ(facts["outside"].get(told), simdjson::SUCCESS);
    EXPECT_GE(told, bounds.outside) << customer;
    EXPECT_LE(told, bounds.maybe_outside) << customer;
    EXPECT_EQ(static_cast<std::int64_t>(one_by_one.size()), told) << customer;
    roles += given;
    outside += static_cast<std::size_t>(told);
  }
  EXPECT_GT(roles, 0U);
  EXPECT_GT(outside, 0U);
}

}  // namespace
}  // namespace aobo::test
