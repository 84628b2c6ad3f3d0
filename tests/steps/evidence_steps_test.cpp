// What is learned of records, and what is asked because of it, takes steps in proportion to the
// records: each kind of evidence and each watcher of derived events with the records that are worst
// for it, twice as many each time. The people are those of sample-data.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <functional>

#include "plugin/base/limits.h"
#include "plugin/directory/loader.h"
#include "plugin/pipeline/pipeline.h"
#include "plugin/policy/loader.h"
#include "tests/steps/steps.h"
#include "tests/support/places.h"
#include "tests/support/temp_folder.h"

namespace aobo::test {
namespace {

constexpr const char* kAdatumId = "d7296d84-932f-4f00-a431-126c164a7ba7";
constexpr const char* kContosoId = "b2a59418-5f66-428e-a349-e99a15652bc3";
constexpr const char* kLitwareId = "d7cc19b1-b880-4dc9-8bcb-47adab2139fa";
constexpr const char* kAliceId = "f57990fc-e19c-44ba-a4d1-5cf95747c544";
constexpr const char* kSubscription = "b717dc1a-581e-4ed9-86cb-37bc1e55a0a2";
constexpr const char* kShared = "admin@litware.onmicrosoft.com";

std::string at(int second) {
  return fmt::format("2026-03-{:02}T{:02}:{:02}:{:02}Z", 2 + second / 86400, second / 3600 % 24,
                     second / 60 % 60, second % 60);
}
std::string id(int number, int sort) {
  return fmt::format("a0b0{:04x}-0000-4000-8000-{:012x}", sort, number);
}

struct SignIn {
  std::string upn = "alice@adatum.example";
  std::string user = kAliceId;
  std::string session = {}, token = {}, request = {};
  std::string address = "198.51.100.23";
  std::string tenant = kContosoId;
};
std::string sign_in(int number, int second, const SignIn& of = {}) {
  return fmt::format(
      R"({{"id":"{}","createdDateTime":"{}","userPrincipalName":"{}","userId":"{}","appId":)"
      R"("c44b4083-3bb0-49c1-b47d-974e53cbdf3c","appDisplayName":"Azure Portal","ipAddress":"{}",)"
      R"("resourceTenantId":"{}","homeTenantId":"{}","crossTenantAccessType":"serviceProvider",)"
      R"("sessionId":"{}","uniqueTokenIdentifier":"{}","correlationId":"{}",)"
      R"("status":{{"errorCode":0}}}})",
      id(number, 1), at(second), of.upn, of.user, of.address, of.tenant, kAdatumId,
      of.session.empty() ? id(number, 2) : of.session, of.token.empty() ? id(number, 3) : of.token,
      of.request.empty() ? id(number, 4) : of.request);
}
std::string audit(int number, int second, const std::string& operation, const std::string& actor,
                  const std::string& target, const std::string& changes = {},
                  const char* tenant = kContosoId) {
  return fmt::format(
      R"({{"id":"Directory_{}","category":"UserManagement","correlationId":"{}","result":"success",)"
      R"("activityDisplayName":"{}","activityDateTime":"{}","initiatedBy":{{"user":)"
      R"({{"id":"{}","userPrincipalName":"{}"}}}},"targetResources":[{{"id":"{}","type":"User",)"
      R"("userPrincipalName":"x@contoso.example","modifiedProperties":[{}]}}],"tenantId":"{}"}})",
      id(number, 5), id(number, 6), operation, at(second), id(number, 7), actor, target, changes,
      tenant);
}
std::string unified(int number, int second, const std::string& user,
                    const char* tenant = kLitwareId) {
  return fmt::format(
      R"({{"CreationTime":"{}","Id":"{}","Operation":"Set-Mailbox","OrganizationId":"{}",)"
      R"("RecordType":1,"ResultStatus":"True","UserKey":"{}","UserType":2,"Workload":"Exchange",)"
      R"("ClientIP":"198.51.100.23","UserId":"{}","ObjectId":"box{}"}})",
      at(second), id(number, 8), tenant, user, user, number);
}
std::string vault(int second, const std::string& person, const char* action) {
  return fmt::format(
      R"({{"time":"{}","account":"litware-admin","person":"{}","action":"{}","ticket":"t"}})",
      at(second), person, action);
}
std::string azure(int number, int second, const std::string& operation) {
  return fmt::format(
      R"({{"time":"{}","resourceId":"/SUBSCRIPTIONS/{}/RESOURCEGROUPS/G","operationName":"{}",)"
      R"("category":"Administrative","resultType":"Success","correlationId":"{}","identity":)"
      R"({{"claims":{{"http://schemas.microsoft.com/identity/claims/tenantid":"{}","appid":"{}",)"
      R"("http://schemas.microsoft.com/identity/claims/objectidentifier":"{}"}}}},)"
      R"("properties":{{"hierarchy":"{}/{}"}}}})",
      at(second), kSubscription, operation, id(number, 9), kAdatumId, id(number, 10), kAliceId,
      kLitwareId, kSubscription);
}
std::string partner_center(int second, const std::string& operation, const std::string& target) {
  return fmt::format(R"({{"partnerId":"5e0728ee-0029-4e63-9e61-9dce5946632b","customerId":"{}",)"
                     R"("userPrincipalName":"dave@adatum.example","resourceType":"customer_user",)"
                     R"("operationType":"{}","operationDate":"{}","operationStatus":"succeeded",)"
                     R"("customizedData":[{{"key":"CustomerUserId","value":"{}"}}]}})",
                     kContosoId, operation, at(second), target);
}
std::string tool(int number, int second) {
  return fmt::format(
      R"({{"DateTime":"{}","Tenant":"litware.onmicrosoft.com","TenantID":"{}","API":)"
      R"("ExecResetPass","Message":"Reset the password of lou@litware.example","User":)"
      R"("alice@adatum.example","Severity":"Info","RowKey":"{}"}})",
      at(second), kLitwareId, id(number, 11));
}

// One change of a directory, by an id that its records share: as Entra's log tells it, and its copy
// in which nobody is shown.
std::string change(int number, int second, const std::string& actor,
                   const std::string& correlation) {
  return fmt::format(
      R"({{"id":"Directory_{}","category":"UserManagement","correlationId":"{}","result":"success",)"
      R"("activityDisplayName":"Update user","activityDateTime":"{}","initiatedBy":{{"user":)"
      R"({{"id":"{}","userPrincipalName":"{}"}}}},"targetResources":[{{"id":"{}","type":"User"}}],)"
      R"("tenantId":"{}"}})",
      id(number, 5), correlation, at(second), id(number, 7), actor, id(number, 12), kContosoId);
}
std::string opaque_change(int number, int second, const std::string& correlation) {
  return fmt::format(
      R"({{"CreationTime":"{}","Id":"{}","Operation":"Update user.","OrganizationId":"{}",)"
      R"("RecordType":8,"ResultStatus":"Success","UserKey":"{}","UserType":0,)"
      R"("Workload":"AzureActiveDirectory","UserId":"Adatum technician","InterSystemsId":"{}"}})",
      at(second), id(number, 8), kContosoId, id(number, 13), correlation);
}
// A password that was reset by an application, which may be Partner Center's.
std::string opaque_reset(int number, int second, const std::string& target) {
  return fmt::format(
      R"({{"CreationTime":"{0}","Id":"{1}","Operation":"Reset user password.","OrganizationId":)"
      R"("{2}","RecordType":8,"UserType":5,"UserKey":"-","Workload":"AzureActiveDirectory",)"
      R"("ResultStatus":"Success","UserId":"ServicePrincipal_x","Actor":[{{"ID":"Partner Center",)"
      R"("Type":1}},{{"ID":"ServicePrincipal","Type":2}}],"Target":[{{"ID":"User_{3}","Type":2}},)"
      R"({{"ID":"{3}","Type":2}},{{"ID":"User","Type":2}}]}})",
      at(second), id(number, 8), kContosoId, target);
}

std::string technician(int number) {
  return fmt::format("user_{:032x}@contoso.onmicrosoft.com", number);
}
std::string person(int number) { return fmt::format("u{}@adatum.example", number); }

struct WorstRecords {
  const char* what;
  std::function<std::string(int)> records;  // one or several lines, the number-th
};

class EvidenceStepsTest : public TempFolderTest {
 protected:
  EvidenceStepsTest() {
    const std::string folder = std::string(kSourceDir) + "/sample-data/directory";
    auto directory = load_directory(folder);
    auto policy = load_policy(folder, **directory);
    knowledge_ = std::make_shared<const Knowledge>(Knowledge{*directory, *policy});
  }
  std::uint64_t steps_of(const WorstRecords& worst, int count) {
    std::string text;
    for (int nth = 0; nth < count; ++nth) text += worst.records(nth) + "\n";
    const std::string path = write("log", text);
    Config config;
    config.run.events = false;
    config.identity.entries_per_key = entries_per_key_;
    Counters counters;
    std::uint64_t events = 0;
    steps = 0;
    {
      Pipeline pipeline(
          {path}, config, {}, counters, [](const auto&, auto, auto) {}, [](auto, const auto&) {},
          [] { return TimeNs{0}; }, [] { return *parse_time("2026-04-01T00:00:00Z"); });
      for (auto state = Pipeline::State::kWait; state != Pipeline::State::kEnd;) {
        state = pipeline.next(knowledge_);
        if (state == Pipeline::State::kEvent) ++events;
      }
    }
    const std::uint64_t taken = steps;
    EXPECT_EQ(counters.refused, 0U) << worst.what;
    EXPECT_GE(events, static_cast<std::uint64_t>(count)) << worst.what;
    return taken;
  }
  // The most that one call takes once the first event went out: before, a window of the input is
  // read.
  std::uint64_t steps_at_once(const std::string& text, std::uint64_t& changed) {
    const std::string path = write("log", text);
    Config config;
    config.run.events = false;
    Counters counters;
    Pipeline pipeline(
        {path}, config, {}, counters, [](const auto&, auto, auto) {}, [](auto, const auto&) {},
        [] { return TimeNs{0}; }, [] { return *parse_time("2026-04-01T00:00:00Z"); });
    std::uint64_t most = 0;
    auto state = Pipeline::State::kWait;
    while (state == Pipeline::State::kWait) state = pipeline.next(knowledge_);
    while (state != Pipeline::State::kEnd) {
      steps = 0;
      state = pipeline.next(knowledge_);
      most = std::max(most, steps);
    }
    changed = counters.derived;
    return most;
  }
  // `least` records and more: where the bound of a single key matters, it is reached by then.
  void expect_linear(const std::vector<WorstRecords>& all, int least) {
    for (const WorstRecords& worst : all) {
      const std::uint64_t before = steps_of(worst, least);
      const std::uint64_t now = steps_of(worst, 2 * least);
      EXPECT_LE(now, before * 5 / 2)
          << worst.what << ": " << before << " steps, " << now << " for twice as many records";
    }
  }

  std::shared_ptr<const Knowledge> knowledge_;
  std::size_t entries_per_key_ = limits::kEntriesPerKey;
};

// Deeds of one session that turns out to be two people's: all their answers change at once, and the
// host has its thread back meanwhile.
TEST_F(EvidenceStepsTest, OfManyAnswersThatChangeAtOnceAreTakenPieceByPiece) {
  const std::string session = id(1, 99);
  const auto log_of = [&](int deeds) {
    std::string text;
    for (int nth = 0; nth < deeds; ++nth) {
      text += fmt::format(
          R"({{"CreationTime":"{}","Id":"{}","Operation":"Set-Mailbox","OrganizationId":"{}",)"
          R"("RecordType":1,"UserKey":"Adatum technician","UserType":9,"Workload":"Exchange",)"
          R"("UserId":"Adatum technician","ObjectId":"pat","AppAccessContext":)"
          R"({{"AADSessionId":"{}"}}}})"
          "\n",
          at(nth / 100), id(nth, 8), kContosoId, session);
    }
    for (int nth = 0; nth < 100; ++nth) {
      text += sign_in(nth, 200 + nth, {.session = session}) + "\n" +
              sign_in(500 + nth, 200 + nth,
                      {.upn = "bob@adatum.example",
                       .user = "bf3965c4-8ba8-45c0-9a31-5fbbb8b13cca",
                       .session = session}) +
              "\n";
    }
    return text;
  };
  std::uint64_t of_few = 0, of_many = 0;
  const std::uint64_t few = steps_at_once(log_of(2'000), of_few);
  const std::uint64_t many = steps_at_once(log_of(8'000), of_many);
  EXPECT_GE(of_few, 2'000U) << "answers change";
  EXPECT_GE(of_many, 8'000U);
  EXPECT_LE(many, few * 3 / 2) << few << " steps in one call, " << many << " of four times as many";
}

TEST_F(EvidenceStepsTest, OfSignIns) {
  const std::string one = id(1, 99);
  expect_linear(
      {
          {"sessions: sign-ins and deeds of one",
           [=](int nth) {
             return sign_in(nth, nth, {.session = one}) + "\n" + unified(nth, nth, kShared);
           }},
          {"sessions: of one, of many people",
           [=](int nth) {
             return sign_in(nth, nth, {.upn = person(nth), .user = id(nth, 20), .session = one});
           }},
          {"token-homes: one token", [=](int nth) { return sign_in(nth, nth, {.token = one}); }},
          {"sign-ins: one request",
           [=](int nth) {
             return sign_in(nth, nth, {.upn = person(nth), .user = id(nth, 20), .request = one});
           }},
          {"addresses: one address, two people",
           [](int nth) {
             return sign_in(nth, nth,
                            {.upn = nth % 2 == 0 ? "alice@adatum.example" : "bob@adatum.example"}) +
                    "\n" + unified(nth, nth, kShared);
           }},
          {"addresses: one address, many people",
           [](int nth) {
             return sign_in(nth, nth, {.upn = person(nth), .user = id(nth, 20)}) + "\n" +
                    unified(nth, nth, kShared);
           }},
          {"account-sign-ins: of one account",
           [](int nth) {
             return sign_in(nth, nth, {.upn = kShared, .user = id(1, 20), .tenant = kLitwareId}) +
                    "\n" + unified(nth, nth, kShared);
           }},
          {"stated-homes: technicians of one object each",
           [](int nth) { return unified(nth, nth, technician(nth), kContosoId); }},
          {"stated-homes: one technician",
           [](int nth) { return unified(nth, nth, technician(1), kContosoId); }},
          {"namesakes: users made under one name",
           [](int nth) { return audit(nth, nth, "Add user", technician(1), id(nth, 21)); }},
          {"former-upns: a user renamed again and again",
           [](int nth) {
             return audit(
                 nth, nth, "Update user", "alice@adatum.example", kAliceId,
                 fmt::format(R"({{"displayName":"UserPrincipalName","oldValue":"[\"a{}@)"
                             R"(adatum.example\"]","newValue":"[\"a{}@adatum.example\"]"}})",
                             nth, nth + 1),
                 kAdatumId);
           }},
          {"memberships: one group, many members",
           [](int nth) {
             return audit(nth, nth, "Add member to group", "alice@adatum.example", id(nth, 22),
                          fmt::format(R"({{"displayName":"Group.ObjectID","newValue":"\"{}\""}})",
                                      id(1, 23)),
                          kAdatumId);
           }},
          {"applications: one application's deeds",
           [](int nth) { return azure(nth, nth, "MICROSOFT.RESOURCES/DEPLOYMENTS/WRITE"); }},
          {"puids: one number",
           [](int nth) {
             return unified(nth, nth, "1003200012345602@contoso.example", kContosoId);
           }},
      },
      500);
}

TEST_F(EvidenceStepsTest, OfRolesGuestsAndChanges) {
  const std::string one = id(1, 99);
  const auto role = [](int nth, const char* operation, const std::string& user) {
    return audit(nth, nth, operation, "dave@adatum.example", user,
                 R"({"displayName":"Role.TemplateId","newValue":"\"62e90394-69f5-4237-9190-)"
                 R"(012177145e10\""})");
  };
  const auto guest = [](int number) {
    return fmt::format("u{}_adatum.example#EXT#@contoso.onmicrosoft.com", number);
  };
  expect_linear(
      {
          {"role-holders: one user, by turns, and asked about",
           [=](int nth) {
             return role(3 * nth, nth % 2 == 0 ? "Add member to role" : "Remove member from role",
                         one) +
                    "\n" + audit(3 * nth + 1, nth, "Reset user password", technician(nth), one);
           }},
          {"role-holders: many users of one name, and asked about",
           [=](int nth) {
             return role(3 * nth, "Add member to role", id(nth, 14)) + "\n" +
                    audit(3 * nth + 1, nth, "Reset user password", technician(nth), id(nth, 14));
           }},
          {"role-holders: a name that passes on",
           [=](int nth) {
             return audit(2 * nth, nth, "Add user", "dave@adatum.example", id(nth, 14)) + "\n" +
                    audit(2 * nth + 1, nth, "Reset user password", technician(nth), id(nth, 14));
           }},
          {"guest-holders: one guest, many people",
           [=](int nth) {
             return sign_in(nth, nth, {.upn = guest(nth), .user = one}) + "\n" +
                    change(nth, nth, guest(nth), id(nth, 6));
           }},
          {"guest-holders: one guest, two people by turns",
           [](int nth) {
             const std::string upn = nth % 2 == 0 ? "alice@adatum.example" : "bob@adatum.example";
             const std::string as_guest = nth % 2 == 0
                                              ? "alice_adatum.example#EXT#@contoso.onmicrosoft.com"
                                              : "bob_adatum.example#EXT#@contoso.onmicrosoft.com";
             return sign_in(nth, nth, {.upn = upn, .user = id(0, 7)}) + "\n" +
                    change(0, nth, as_guest, id(nth, 6));
           }},
          {"change-actors: one id, many people",
           [=](int nth) {
             return change(nth, nth, technician(nth), one) + "\n" + opaque_change(nth, nth, one);
           }},
          {"change-actors: nobody first, and two people by turns behind",
           [=](int nth) {
             const std::string who = nth % 2 == 0
                                         ? "user_f57990fce19c44baa4d15cf95747c544@contoso.example"
                                         : "user_bf3965c48ba845c09a315fbbb8b13cca@contoso.example";
             return opaque_change(nth, nth, one) + "\n" + change(nth, nth, who, one);
           }},
          {"opaque-deeds: one target",
           [=](int nth) {
             return opaque_reset(nth, nth, one) + "\n" +
                    partner_center(nth, "reset_customer_user_password", one);
           }},
          {"opaque-deeds: many before one deed in Partner Center each",
           [=](int nth) {
             const std::string deed = opaque_reset(nth, 5 * nth, one);
             return nth % 50 == 49
                        ? deed + "\n" + partner_center(5 * nth, "reset_customer_user_password", one)
                        : deed;
           }},
          {"activities: one id, many people",
           [=](int nth) { return change(nth, nth, technician(nth), one); }},
          {"activities: one id, and nobody shown",
           [=](int nth) { return opaque_change(nth, nth, one); }},
      },
      500);
}

// All of one account lie under one key. With a bound of a quarter, which is reached by the same
// part of the records, a quarter of these tells the same.
TEST_F(EvidenceStepsTest, OfVaultsToolsAndPartnerCenter) {
  entries_per_key_ = limits::kEntriesPerKey / 4;
  expect_linear(
      {
          {"check-outs: many holders of one account",
           [](int nth) {
             return vault(nth, person(nth), "check-out") + "\n" + unified(nth, nth, kShared);
           }},
          {"check-outs: out and in by turns",
           [](int nth) {
             return vault(nth, "alice@adatum.example", nth % 2 == 0 ? "check-out" : "check-in") +
                    "\n" + unified(nth, nth, kShared);
           }},
          {"check-outs: given back by the vault",
           [](int nth) {
             return vault(nth, person(nth), "check-out") + "\n" + vault(nth, "vault", "check-in");
           }},
          {"uses of an account, and never a check-out",
           [](int nth) { return unified(nth, nth, kShared); }},
          {"tool-actions: one target",
           [](int nth) {
             return tool(nth, nth) + "\n" +
                    audit(nth, nth, "Reset user password", "cipp@litware.example", id(1, 24), {},
                          kLitwareId);
           }},
      },
      250);
}

TEST_F(EvidenceStepsTest, OfWatchers) {
  expect_linear(
      {
          {"silent_entry: entries of many people",
           [](int nth) { return sign_in(nth, nth, {.upn = person(nth), .user = id(nth, 20)}); }},
          {"silent_entry: entries of one person", [](int nth) { return sign_in(nth, nth); }},
          {"silent_entry: entries and deeds",
           [](int nth) {
             return sign_in(nth, nth) + "\n" +
                    azure(nth, nth, "MICROSOFT.RESOURCES/DEPLOYMENTS/WRITE");
           }},
          {"action_without_signin: one person's deeds, days apart",
           [](int nth) { return azure(nth, 400 * nth, "MICROSOFT.RESOURCES/DEPLOYMENTS/WRITE"); }},
          {"signin_without_twin: far apart", [](int nth) { return sign_in(nth, 400 * nth); }},
          {"user_created_and_privileged, created_and_deleted: one user",
           [](int nth) {
             return audit(2 * nth, nth, "Add user", "dave@adatum.example", id(1, 25)) + "\n" +
                    audit(2 * nth + 1, nth, "Delete user", "dave@adatum.example", id(1, 25));
           }},
          {"user_created_and_privileged: many users",
           [](int nth) { return audit(nth, nth, "Add user", "dave@adatum.example", id(nth, 25)); }},
          {"relationship_overrun, dap_returned: begun and ended",
           [](int nth) {
             return partner_center(
                 nth, nth % 2 == 0 ? "add_customer" : "remove_partner_customer_relationship",
                 id(nth, 26));
           }},
          {"aobo_added, aobo_removed, credit_at_risk: roles on one subscription",
           [](int nth) {
             return azure(nth, nth,
                          nth % 2 == 0 ? "MICROSOFT.AUTHORIZATION/ROLEASSIGNMENTS/WRITE"
                                       : "MICROSOFT.AUTHORIZATION/ROLEASSIGNMENTS/DELETE");
           }},
          {"collection_gap: many tenants' logs",
           [](int nth) {
             return unified(nth, 400 * nth, "x@contoso.example", id(nth % 700, 27).c_str());
           }},
      },
      500);
}

}  // namespace
}  // namespace aobo::test
