// The numbers of a report against the world that its logs are of: what the truth, the list of deeds
// and the exports leave no choice in. Nothing here is counted as the report counts it.
#include <algorithm>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <vector>

#include "plugin/base/time.h"
#include "tests/support/reports.h"

namespace aobo::test {
namespace {

using Words = std::vector<std::string>;
using Element = simdjson::dom::element;

// Microsoft's codes of sign-ins that a policy refuses.
const std::set<std::string> kRefused = {"50005", "50105", "50131", "53000", "53001",
                                        "53002", "53003", "53004", "53010", "53011"};
// What deeds of worlds change, in the words of a report.
const std::map<std::string, Words> kChanges = {
    {"gave or took an administrator's role",
     {"add-role-member", "add-eligible-role-member", "add-role-member-timebound",
      "add-role-outside-pim", "new-role-assignment", "add-role-group-member"}},
    {"made somebody an administrator of a site, or took that away", {"add-site-admin"}},
    {"changed what a partner may do in your tenant",
     {"approve-dap", "approve-gdap", "end-gdap", "assign-gdap-access", "change-gdap-access",
      "remove-gdap-access", "create-reseller-tie", "remove-reseller-tie"}},
    {"changed who may sign in from where",
     {"add-ca", "delete-ca", "update-ca", "add-named-location", "delete-named-location",
      "update-named-location", "update-partner-access", "update-security-defaults"}},
    {"changed strong sign-in",
     {"disable-strong-auth", "create-pass", "delete-security-info", "register-security-info",
      "update-auth-methods"}},
    {"changed what is logged", {"bypass-mailbox-audit", "set-audit-config", "delete-diagnostics"}},
    {"deleted data, backups or whole resources",
     {"delete-backup-vault", "delete-storage", "delete-resource-group", "delete-snapshot",
      "delete-restore-points", "cancel-azure-subscription", "wipe-device"}},
    {"changed how your domain's people sign in",
     {"add-federated-domain", "set-federation", "set-domain-authentication"}},
    {"gave a program a new key to sign in with",
     {"add-credential", "update-app-secrets", "update-app"}},
    {"gave a program rights or an owner",
     {"consent", "add-app-role", "add-permission-grant", "add-app-owner", "add-principal-owner"}},
    {"changed rights in Azure",
     {"write-role-assignment", "delete-role-assignment", "write-delegation-definition",
      "delete-delegation-definition", "write-delegation", "delete-delegation", "elevate-access",
      "elevate-access-azure", "write-key-access"}},
    {"changed who may open a mailbox or send in its name",
     {"add-mailbox-permission", "add-recipient-permission", "add-folder-permission"}},
    {"changed licences or orders", {"change-licence", "place-order", "change-subscription"}},
};
// Of an administrator they are a change of their own.
const std::string kOfAdministrators =
    "changed the password, a way to sign in or the account of an administrator";
const Words kOnAccounts = {"reset-password", "change-password", "delete-user",
                           "update-user",    "create-pass",     "disable-strong-auth"};
// What may send mail on, and the settings by which it does.
const std::string kSentOn = "changed how mail is sent on";
const Words kOnMail = {"new-inbox-rule",        "set-inbox-rule",     "update-inbox-rules",
                       "set-mailbox",           "new-transport-rule", "set-transport-rule",
                       "new-remote-domain",     "set-remote-domain",  "remove-transport-rule",
                       "disable-transport-rule"};
const std::set<std::string> kSendsOn = {"set.ForwardTo",
                                        "set.RedirectTo",
                                        "set.ForwardAsAttachmentTo",
                                        "set.RedirectMessageTo",
                                        "set.CopyTo",
                                        "set.BlindCopyTo",
                                        "set.AddToRecipients",
                                        "set.ForwardingAddress",
                                        "set.ForwardingSmtpAddress"};
const std::set<std::string> kNamed = {"exact", "strong", "weak"};

std::string text_of(Element row, const char* key) {
  std::string_view text;
  return row[key].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

Words words_at(Element row, const std::string& pointer) {
  Words words;
  simdjson::dom::array all;
  if (row.at_pointer(pointer).get(all) != simdjson::SUCCESS) return words;
  for (const auto word : all) words.emplace_back(word.get_string().value_unsafe());
  return words;
}

std::vector<Element> items(Element of, const char* key) {
  std::vector<Element> all;
  simdjson::dom::array array;
  if (of[key].get(array) != simdjson::SUCCESS) return all;
  for (const Element one : array) all.push_back(one);
  return all;
}

// A record, and what may be said of it in the end.
struct Fact {
  std::string activity, action, family, id, person, story, way;
  TimeNs time = 0;
  Words partner, policy, confidence, operation, result, error, mfa, credit, ticket, expects, paths,
      privileged;

  bool surely_partner() const { return partner == Words{"true"}; }
  bool maybe_partner() const { return std::ranges::count(partner, "true") > 0; }
  bool is_sign_in() const {
    return family == "entra.signin" || operation == Words{"userloggedin"} ||
           operation == Words{"userloginfailed"};
  }
  bool is_action() const {
    return !is_sign_in() && family != "vault.checkout" && family != "access.window";
  }
  bool may_be_named() const {
    return std::ranges::any_of(confidence, [](const auto& one) { return kNamed.contains(one); });
  }
  bool surely_named() const {
    return !confidence.empty() &&
           std::ranges::all_of(confidence, [](const auto& one) { return kNamed.contains(one); });
  }
  bool may_be_program() const { return std::ranges::count(paths, "automation") > 0; }
  bool surely_program() const {
    return may_be_program() &&
           std::ranges::count(paths, "automation") == static_cast<std::ptrdiff_t>(paths.size());
  }
  bool may_be_administrators() const { return std::ranges::count(privileged, "true") > 0; }
  bool came_in() const { return is_sign_in() && result == Words{"success"}; }
  bool may_have_failed() const {
    return std::ranges::count(result, "failure") + std::ranges::count(result, "interruption") > 0;
  }
};

Fact fact_of(Element row) {
  const auto in_the_end = [&](const char* field) {
    const Words last = words_at(row, std::string("/then_says/") + field);
    return last.empty() ? words_at(row, std::string("/says/") + field) : last;
  };
  Fact fact;
  fact.activity = text_of(row, "activity");
  fact.action = text_of(row, "action");
  fact.family = text_of(row, "family");
  fact.id = text_of(row, "id");
  fact.person = text_of(row, "person");
  fact.story = text_of(row, "story");
  fact.way = text_of(row, "way");
  fact.time = parse_time(text_of(row, "time")).value_or(0);
  fact.partner = in_the_end("is_partner");
  fact.policy = in_the_end("policy");
  fact.confidence = in_the_end("confidence");
  fact.operation = in_the_end("operation");
  fact.result = in_the_end("result");
  fact.error = in_the_end("signin.error");
  fact.mfa = in_the_end("signin.mfa");
  fact.credit = in_the_end("credit");
  fact.ticket = words_at(row, "/says/ticket");
  fact.expects = words_at(row, "/expects");
  fact.privileged = in_the_end("target.privileged");
  fact.paths = words_at(row, "/paths");
  return fact;
}

struct Bounds {
  std::int64_t least = 0, most = 0;
};

class ReportOracleTest : public ReportTest {
 protected:
  void make(unsigned seed) {
    world_ = folder() + "/world";
    fs::remove_all(world_);
    const Run made = run(fmt::format(
        "generate --customers 3 --people 6 --days 3 --activity 12 --story all --seed {} --faults "
        "none --out {}",
        seed, world_));
    ASSERT_EQ(made.code, 0) << made.error;
    facts_.clear();
    deeds_.clear();
    each_line("world/truth.ndjson", [&](Element row) {
      const std::string customer = text_of(row, "customer");
      if (!customer.empty()) facts_[customer].push_back(fact_of(row));
    });
    each_line("world/actions.ndjson", [&](Element row) {
      deeds_[text_of(row, "id")] = text_of(row, "do");
      simdjson::dom::object details;
      if (row["details"].get(details) != simdjson::SUCCESS) return;
      for (const auto [name, value] : details) {
        if (kSendsOn.contains(std::string(name))) sends_on_.insert(text_of(row, "id"));
        if (name == "set.GrantSendOnBehalfTo") grants_.insert(text_of(row, "id"));
      }
    });
  }
  template <typename OnRow>
  void each_line(const std::string& file, OnRow on_row) {
    std::istringstream rows(slurp(file));
    simdjson::dom::parser parser;
    for (std::string line; std::getline(rows, line);) {
      Element row;
      ASSERT_EQ(parser.parse(line).get(row), simdjson::SUCCESS) << line;
      on_row(row);
    }
  }
  std::string report(const std::string& options) {
    return run("report --quiet --json --config " + world_ + "/aobo.json " + options).out;
  }

  // Activities of which some record is so; of those that only may be a partner's, and of copies of
  // a sign-in that bear no common id, at most each by itself.
  template <typename Is>
  static Bounds activities(const std::vector<Fact>& facts, Is is) {
    std::set<std::string> sure;
    std::map<std::string, std::set<std::string>> maybe;
    for (const Fact& fact : facts) {
      if (!is(fact)) continue;
      if (fact.surely_partner()) sure.insert(fact.activity);
      if (fact.maybe_partner())
        maybe[fact.activity].insert(fact.family == "entra.signin" ? fact.id : "");
    }
    Bounds bounds{static_cast<std::int64_t>(sure.size()), 0};
    for (auto& [activity, ids] : maybe) {
      if (ids.size() > 1) ids.erase("");
      bounds.most += static_cast<std::int64_t>(ids.size());
    }
    return bounds;
  }
  template <typename Sure, typename Maybe>
  static Bounds records(const std::vector<Fact>& facts, Sure sure, Maybe maybe) {
    Bounds bounds;
    for (const Fact& fact : facts) {
      bounds.least += fact.surely_partner() && sure(fact) ? 1 : 0;
      bounds.most += fact.maybe_partner() && maybe(fact) ? 1 : 0;
    }
    return bounds;
  }
  static void within(const std::string& what, Bounds bounds, std::int64_t found) {
    EXPECT_LE(bounds.least, found) << what;
    EXPECT_GE(bounds.most, found) << what;
  }
  static void within(const std::string& what, Bounds bounds, Element json, const char* key) {
    std::int64_t found = -1;
    ASSERT_EQ(json[key].get(found), simdjson::SUCCESS) << key;
    within(what + " " + key, bounds, found);
  }
  // Entries of whoever has no action there within the hour.
  static Bounds silent(const std::vector<Fact>& facts) {
    constexpr TimeNs kHour = 3600 * kSecondNs;
    Bounds bounds;
    std::set<std::string> alone;
    for (const Fact& entry : facts) {
      if (!entry.came_in() || !entry.maybe_partner()) continue;
      if (entry.story == "silent-entry") bounds.least = 1;
      const bool acted = std::ranges::any_of(facts, [&](const Fact& other) {
        return other.is_action() && other.person == entry.person && other.time >= entry.time &&
               other.time <= entry.time + kHour;
      });
      if (!acted) alone.insert(entry.activity + entry.id);  // copies without a common id are two
    }
    bounds.most = static_cast<std::int64_t>(alone.size());
    return bounds;
  }
  void numbers(const std::string& customer, Element json) {
    const std::vector<Fact>& facts = facts_[customer];
    const auto any = [](const Fact&) { return true; };
    within(customer, records(facts, any, any), json, "records");
    within(customer,
           records(
               facts, [](const Fact& f) { return f.policy == Words{"violation"}; },
               [](const Fact& f) { return std::ranges::count(f.policy, "violation") > 0; }),
           json, "outside");
    const std::set<std::string> nameless = {"unresolved", "unknown", "ambiguous", "conflict"};
    within(customer,
           records(
               facts,
               [&](const Fact& f) {
                 return f.confidence.size() == 1 && nameless.contains(f.confidence[0]);
               },
               [&](const Fact& fact) {
                 return std::ranges::any_of(fact.confidence, [&](const std::string& one) {
                   return one.empty() || nameless.contains(one);
                 });
               }),
           json, "unnamed");
    const Bounds actions = activities(facts, [](const Fact& f) { return f.is_action(); });
    within(customer, actions, json, "actions");
    std::set<std::string> may_have_ticket;
    for (const Fact& f : facts) {
      if (!f.ticket.empty()) may_have_ticket.insert(f.activity);
    }
    const Bounds without_ticket = activities(facts, [&](const Fact& f) {
      return f.is_action() && !may_have_ticket.contains(f.activity);
    });
    within(customer, {without_ticket.least, actions.most}, json, "without_ticket");
    within(customer, activities(facts, [](const Fact& f) { return f.came_in(); }), json, "entries");
    within(
        customer,
        activities(facts,
                   [](const Fact& f) { return !f.error.empty() && kRefused.contains(f.error[0]); }),
        json, "blocked");
    within(customer,
           activities(facts,
                      [](const Fact& fact) {
                        return fact.came_in() && fact.way != "automation" &&
                               fact.mfa == Words{"multiFactorAuthentication"};
                      }),
           json, "strong_sign_ins");
    within(customer, silent(facts), json, "silent");
    const auto missing = [](const Fact& f) {
      return std::ranges::count(f.expects, "checkout_missing") > 0;
    };
    within(customer,
           {activities(facts, missing).least,
            activities(facts, [](const Fact& f) { return f.way == "shared-account"; }).most},
           json, "missing_check_outs");
  }
  void changes(const std::string& customer, Element json) {
    std::map<std::string, std::int64_t> found;
    for (const auto change : items(json, "changes"))
      ++found[std::string(change["what"].get_string().value_unsafe())];
    const auto held = [&](const std::string& what, Bounds bounds) {
      within(customer + ": " + what, bounds, found[what]);
      seen_[what] += found[what];
    };
    for (const auto& [what, deeds] : kChanges) {
      Bounds bounds = deeds_of(customer, deeds, [](const Fact&) { return true; });
      // Of an administrator's it may be told as such.
      const auto of_one = [](const Fact& fact) { return fact.may_be_administrators(); };
      if (what == "changed strong sign-in")
        bounds.least -= deeds_of(customer, kOnAccounts, of_one).most;
      if (what == "changed licences or orders") {
        bounds.most += portals(customer, deeds);
        // What the portal tells of once more is one change.
        bounds.least -= portals(customer, {"change-licence"});
      }
      if (what.find("mailbox") != std::string::npos)
        bounds.most += deeds_of(customer, {"set-mailbox"}, [&](const Fact& fact) {
                         return grants_.contains(fact.action);
                       }).most;
      held(what, bounds);
    }
    Bounds of_administrators = deeds_of(customer, kOnAccounts, [](const Fact& fact) {
      return fact.privileged == Words{"true"} && fact.family != "partner.audit";
    });
    of_administrators.most = deeds_of(customer, kOnAccounts,
                                      [](const Fact& fact) { return fact.may_be_administrators(); })
                                 .most +
                             portals(customer, kOnAccounts);
    held(kOfAdministrators, of_administrators);
    held(kSentOn, {deeds_of(customer, kOnMail,
                            [&](const Fact& fact) { return sends_on_.contains(fact.action); })
                       .least,
                   deeds_of(customer, kOnMail, [](const Fact&) { return true; }).most});
  }
  template <typename Is>
  Bounds deeds_of(const std::string& customer, const Words& deeds, Is is) {
    return activities(facts_[customer], [&](const Fact& fact) {
      return fact.is_action() && !fact.may_have_failed() && is(fact) &&
             std::ranges::count(deeds, deeds_[fact.action]) > 0;
    });
  }
  // The portal tells of them once more, in an activity of its own.
  std::int64_t portals(const std::string& customer, const Words& deeds) {
    return deeds_of(customer, deeds, [](const Fact& f) { return f.family == "partner.audit"; })
        .most;
  }
  // Actions of whoever some record of them names, of those that nobody is named for, and of
  // programs.
  void doers(const std::string& customer, Element json) {
    std::map<std::string, std::vector<const Fact*>> by_activity;
    for (const Fact& fact : facts_[customer]) {
      if (fact.maybe_partner()) by_activity[fact.activity].push_back(&fact);
    }
    Bounds named, unnamed, programs;
    for (const auto& [activity, facts] : by_activity) {
      const auto any = [&, &all = facts](auto is) { return std::ranges::any_of(all, is); };
      const auto action = [](const Fact* f) { return f->is_action(); };
      if (!any(action)) continue;
      const bool may_be_named = any([](const Fact* f) { return f->may_be_named(); });
      const bool may_be_program = any([](const Fact* f) { return f->may_be_program(); });
      const bool sure = std::ranges::all_of(
          facts, [&](const Fact* f) { return f->is_action() && f->surely_partner(); });
      named.most += may_be_named ? 1 : 0;
      named.least += sure && any([](const Fact* f) { return f->surely_named(); }) ? 1 : 0;
      programs.most += may_be_program ? 1 : 0;
      programs.least +=
          sure && !may_be_named && any([](const Fact* f) { return f->surely_program(); }) ? 1 : 0;
      // What the portal tells is an activity of its own, and names somebody or nobody by itself.
      unnamed.most += any([&](const Fact* f) { return action(f) && !f->surely_named(); }) ? 1 : 0;
      unnamed.least += sure && !may_be_named && !may_be_program ? 1 : 0;
      if (any([](const Fact* f) { return f->family == "partner.audit"; })) ++named.most;
    }
    within(customer, named, json, "named_actions");
    within(customer, unnamed, json, "unnamed_actions");
    within(customer, programs, json, "program_actions");
  }
  void rights(const std::string& customer, Element json) {
    std::map<std::string, Element> shown;
    for (const auto right : items(json, "rights")) shown[text_of(right, "relationship")] = right;
    const std::string tenant = text_of(json, "tenant");
    const TimeNs from = *parse_time(text_of(json, "from")), to = *parse_time(text_of(json, "to"));
    simdjson::dom::parser parser;
    std::set<std::string> exported;
    for (const auto& folder : fs::directory_iterator(world_ + "/directory")) {
      const std::string file = folder.path() / "delegatedAdminRelationships.json";
      if (!fs::exists(file)) continue;
      const Element all = parser.load(file).value_unsafe();
      for (const auto one : items(all, "value")) {
        const std::string id = text_of(one, "id"), end = text_of(one, "endDateTime");
        if (text_of(one.at_key("customer").value_unsafe(), "tenantId") != tenant) continue;
        exported.insert(id);
        const bool stood = text_of(one, "status") == "active" &&
                           *parse_time(text_of(one, "activatedDateTime")) <= to &&
                           *parse_time(end) > from;
        if (!stood) continue;
        ASSERT_TRUE(shown.contains(id)) << customer << ": " << id;
        const Element right = shown[id];
        const bool extends = text_of(one, "autoExtendDuration") != "PT0S";
        EXPECT_EQ(text_of(right, extends ? "renews" : "end"), end) << id;
        EXPECT_EQ(text_of(right, extends ? "end" : "renews"), "") << id;
        EXPECT_EQ(text_of(right, "type"), "gdap");
      }
    }
    for (const auto& [id, right] : shown) {
      EXPECT_EQ(text_of(right, "type") == "gdap", exported.contains(id)) << id;
    }
  }
  // An application is one program, by whatever names logs know it.
  static void programs(const std::string& customer, Element json) {
    std::multiset<std::string> names;
    for (const auto person : items(json, "people")) {
      if (text_of(person, "kind") == "program") names.insert(text_of(person, "name"));
    }
    for (const std::string& name : names) EXPECT_EQ(names.count(name), 1U) << customer << name;
  }
  void credit(Element review) {
    std::size_t at = 0;
    for (const auto customer : items(review, "customers")) {
      std::int64_t risks = 0;
      const auto found = items(review, "review").at(at++);
      simdjson::dom::object subscriptions;
      if (found["credit_at_risk"].get(subscriptions) == simdjson::SUCCESS) {
        for (const auto [id, number] : subscriptions) risks += number.get_int64().value_unsafe();
      }
      if (found["credit_at_risk_by_the_customer"].get(subscriptions) == simdjson::SUCCESS) {
        for (const auto [id, number] : subscriptions) risks -= number.get_int64().value_unsafe();
      }
      const std::string name = text_of(customer, "customer");
      within(name + " credit",
             activities(facts_[name],
                        [](const Fact& fact) {
                          return std::ranges::any_of(fact.credit, [](const std::string& one) {
                            return one == "at_risk" || one == "lost" || one == "partial";
                          });
                        }),
             risks);
    }
  }

  std::string world_;
  std::map<std::string, std::vector<Fact>> facts_;  // by customer
  std::map<std::string, std::string> deeds_;        // by the action's id
  std::set<std::string> grants_;                    // of those that let somebody send for another
  std::set<std::string> sends_on_;                  // ids of actions that send mail on
  std::map<std::string, std::int64_t> seen_;        // of each kind of change, in all worlds
};

TEST_F(ReportOracleTest, NumbersAreThoseOfTheWorld) {
  for (const unsigned seed : {11U, 12U, 29U}) {
    SCOPED_TRACE(seed);
    make(seed);
    if (HasFatalFailure()) return;
    simdjson::dom::parser parser;
    for (const auto& [customer, facts] : facts_) {
      Element json;
      ASSERT_EQ(parser.parse(report("--customer '" + customer + "'")).get(json), simdjson::SUCCESS);
      numbers(customer, json);
      changes(customer, json);
      doers(customer, json);
      rights(customer, json);
      programs(customer, json);
    }
    Element review;
    ASSERT_EQ(parser.parse(report("--partner Adatum")).get(review), simdjson::SUCCESS);
    credit(review);
  }
  // A kind that no world has is held to nothing.
  for (const auto& [what, deeds] : kChanges) EXPECT_GT(seen_[what], 0) << what;
  EXPECT_GT(seen_[kOfAdministrators], 0);
  EXPECT_GT(seen_[kSentOn], 0);
}

}  // namespace
}  // namespace aobo::test
