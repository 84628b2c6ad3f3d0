// The scopes block of the partner's review, loaded into the aobo.yaml of the world that it was made
// of: it covers what it was made from, demands what was demanded, and mixes nobody.
#include <map>
#include <regex>
#include <set>

#include "tests/support/reports.h"

namespace aobo::test {
namespace {

class ReportScopesTest : public ReportTest {
 protected:
  // A world of all stories: one UPN has two bearers there, one after the other.
  void make_world() {
    world_ = folder() + "/world";
    ASSERT_EQ(run("generate --customers 4 --people 10 --days 5 --activity 12 --story all --seed 3 "
                  "--faults none --out " +
                  world_)
                  .code,
              0);
    config_ = world_ + "/aobo.json";
  }
  std::string block() {
    simdjson::dom::parser parser;
    std::string_view scopes;
    review_ = ask("report", "--partner Adatum --json").out;
    if (parser.parse(review_)["scopes"].get(scopes) != simdjson::SUCCESS) return "no scopes";
    return std::string(scopes);
  }
  // In place of the scopes that are there.
  void load(const std::string& block) {
    const std::string yaml = world_ + "/directory/aobo.yaml";
    std::ifstream in(yaml);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    ASSERT_NE(text.find("scopes:\n"), std::string::npos);
    text.resize(text.find("scopes:\n"));
    std::ofstream(yaml) << text << block;
  }
  // The records outside of the agreement of those that name somebody or a program.
  std::set<std::string> outside() {
    std::set<std::string> lines;
    std::istringstream rows(
        ask("replay",
            "--only partner --where 'aobo.policy = violation and (aobo.user.upn exists or "
            "aobo.path = automation)' --fields aobo.origin,aobo.offset,aobo.operation")
            .out);
    for (std::string row; std::getline(rows, row);) lines.insert(row);
    return lines;
  }
  std::string world_, review_;
};

TEST_F(ReportScopesTest, TheBlockCoversTheWorldThatItWasMadeOf) {
  make_world();
  const std::set<std::string> before = outside();
  ASSERT_EQ(before.size(), 56U) << "with the line of names";
  const std::string scopes = block();
  load(scopes);
  EXPECT_EQ(outside(), before) << scopes;
}

TEST_F(ReportScopesTest, WhoBoreOneUpnOneAfterTheOtherHaveScopesByTheirIds) {
  make_world();
  const std::string scopes = block();
  std::map<std::string, std::set<std::string>>
      ids;  // by the name of the scope, without its customer
  const std::regex scope("  - name: \"(\\S+) ?([^\"]*)\"\n    who: \\[\"([^\"]*)\"\\]");
  for (std::sregex_iterator at(scopes.begin(), scopes.end(), scope), end; at != end; ++at)
    ids[(*at)[1]].insert((*at)[3]);
  EXPECT_FALSE(ids.empty());
  for (const auto& [name, who] : ids) {
    // Of a name that two bore the id stands behind it, and each scope is for that id.
    const bool shared = scopes.find("\"" + name + " (") != std::string::npos;
    EXPECT_TRUE(who.size() == 1 || shared) << name;
    for (const std::string& id : who)
      EXPECT_TRUE(!shared || scopes.find("\"" + name + " (" + id + ") at ") != std::string::npos)
          << name << " " << id;
  }
  EXPECT_TRUE(
      std::regex_search(scopes, std::regex("\"anton\\.gallo@adatum\\.example \\([0-9a-f-]+\\)")))
      << scopes;
}

TEST_F(ReportScopesTest, HoursAndTicketsThatAreAgreedStayDemanded) {
  const std::string yaml = own_copy();
  const std::string scopes = member(ask("report", "--partner adatum --json").out, "/scopes");
  // Contoso's helpdesk works by office hours, Litware's administrators by tickets.
  EXPECT_NE(scopes.find("- name: \\\"dave@adatum.example at Contoso, office\\\"\\n"),
            std::string::npos)
      << scopes;
  EXPECT_NE(
      scopes.find("      - \\\"reset_customer_user_password\\\"\\n    hours: \\\"office\\\"\\n"),
      std::string::npos)
      << scopes;
  EXPECT_NE(scopes.find(" at Litware, ticket\\\"\\n"), std::string::npos) << scopes;
  EXPECT_NE(scopes.find("\\n    needs: ticket\\n"), std::string::npos) << scopes;
}

// Who left within the time has acted before: there is a scope for the successor alone.
TEST_F(ReportScopesTest, WhoHasLeftByTheEndGetsNoScope) {
  make_world();
  const std::string scopes = block();
  EXPECT_NE(scopes.find("# no scope for \"hanna.brandt@adatum.example\", who has left\n"),
            std::string::npos)
      << scopes;
  EXPECT_EQ(scopes.find("name: \"hanna.brandt@adatum.example"), std::string::npos) << scopes;
  simdjson::dom::parser parser;
  simdjson::dom::element review;
  ASSERT_EQ(parser.parse(review_).get(review), simdjson::SUCCESS);
  std::set<std::string> hanna;
  simdjson::dom::array customers, people;
  ASSERT_EQ(review["customers"].get(customers), simdjson::SUCCESS);
  for (const auto customer : customers) {
    ASSERT_EQ(customer["people"].get(people), simdjson::SUCCESS);
    for (const auto person : people) {
      std::string_view upn;
      if (person["upn"].get(upn) != simdjson::SUCCESS || upn != "hanna.brandt@adatum.example")
        continue;
      hanna.insert(simdjson::minify(person["leaver"].value_unsafe()) + " " +
                   simdjson::minify(person["acted_after_leaving"].value_unsafe()));
    }
  }
  EXPECT_EQ(hanna, (std::set<std::string>{"true false"}));
}

}  // namespace
}  // namespace aobo::test
