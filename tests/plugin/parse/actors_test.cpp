// Who acted and how it ended, as the log itself says it: forms that real records have and that are
// easily taken for something else.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "plugin/parse/parser.h"

namespace aobo {
namespace {

// Reads one record; what it says of the actor in one line.
class Reading {
 public:
  const Record& read(std::string json) {
    json_ = std::move(json);
    Frame frame;
    frame.kind = FrameKind::kJson;
    frame.bytes = json_;
    frame.readable = json_.size();
    const auto refusal = parser_.parse(frame, record_);
    EXPECT_FALSE(refusal.has_value()) << json_ << refusal->detail;
    return record_;
  }
  // "service-principal app=… object=…, microsoft"
  std::string actor(std::string json) {
    const Record& r = read(std::move(json));
    const Actor& a = r.actor;
    std::string text(name(a.type));
    if (!a.upn.empty()) text += fmt::format(" upn={}", a.upn);
    if (!r.app_id.empty()) text += fmt::format(" app={}", r.app_id.substr(0, 8));
    if (a.object) text += fmt::format(" object={}", a.object->text().substr(0, 8));
    if (a.delegated_admin) text += ", delegated";
    if (a.microsoft) text += ", microsoft";
    return text;
  }

 private:
  std::string json_;
  Parser parser_{{}};
  Record record_;
};

std::string unified(std::string_view user, int type, std::string_view more = "") {
  return fmt::format(
      R"({{"CreationTime":"2026-03-02T08:00:00","Id":"1","Operation":"Update user.","RecordType":8,)"
      R"("OrganizationId":"22222222-2222-4222-8222-222222222222","UserType":{},"UserKey":"-",)"
      R"("UserId":"{}"{}}})",
      type, user, more);
}

// The ids and names that a record gives of its actor, each once.
std::string said_of(const Record& record) {
  const Actor& a = record.actor;
  std::string text;
  for (const auto& id : {a.object, a.home_object, a.other_object})
    text += fmt::format("{} ", id ? id->text().substr(0, 4) : "-");
  return text + fmt::format("{} {}", a.upn.substr(0, 9), a.other_upn.substr(0, 9));
}

TEST(Actors, NoIdThatARecordGivesOfThemIsLost) {
  constexpr std::string_view kForm =
      R"("UserId":"c.example\\tenant: 99999999-9999-4999-8999-999999999999, object: aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa")";
  constexpr std::string_view kHex = R"("UserId":"user_aaaaaaaaaaaa4aaa8aaaaaaaaaaaaaaa@c.example")";
  constexpr std::string_view kB = "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb";
  struct Row {
    std::string_view who, more, said;
  };
  for (const auto& [who, more, said] :
       {Row{kHex, R"("UserKey":"{B}")", "bbbb aaaa - user_aaaa "},
        Row{kHex, R"("UserKey":"c\\tenant: 99999999-9999-4999-8999-999999999999, object: {B}")",
            "- bbbb aaaa user_aaaa "},
        Row{kForm, R"("UserKey":"c\\tenant: 99999999-9999-4999-8999-999999999999, object: {B}")",
            "- bbbb aaaa  "},
        Row{kHex, R"("TokenTenantId":"99999999-9999-4999-8999-999999999999","TokenObjectId":"{B}")",
            "- aaaa bbbb user_aaaa "},
        Row{R"("UserId":"x@c.example")",
            R"("Actor":[{"ID":"y@c.example","Type":5},{"ID":"User_{B}","Type":2}])",
            "bbbb - - y@c.examp x@c.examp"},
        Row{R"("UserId":"x@c.example","UserKey":"aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa")",
            R"("Actor":[{"ID":"User_{B}","Type":2}])", "aaaa - bbbb x@c.examp "}}) {
    std::string json =
        R"({"CreationTime":"2026-03-02T08:00:00","Id":"1","Operation":"Update user.","RecordType":8,"OrganizationId":"22222222-2222-4222-8222-222222222222","UserType":0,)";
    json += std::string(who) + "," + std::string(more) + "}";
    json.replace(json.find("{B}"), 3, kB);
    Reading reading;
    EXPECT_EQ(said_of(reading.read(json)), said) << json;
  }
}

TEST(Vaults, WhatWasRefusedIsNoLoan) {
  struct Row {
    std::string_view result;
    CheckOutAction action;
    Outcome outcome;
  };
  for (const auto& [result, action, outcome] :
       {Row{"", CheckOutAction::kOut, Outcome::kSuccess},
        Row{R"(,"result":"success")", CheckOutAction::kOut, Outcome::kSuccess},
        Row{R"(,"success":true)", CheckOutAction::kOut, Outcome::kSuccess},
        Row{R"(,"status":"pending approval")", CheckOutAction::kOut, Outcome::kOther},
        Row{R"(,"result":"Denied")", CheckOutAction::kRefused, Outcome::kFailure},
        Row{R"(,"outcome":"failed")", CheckOutAction::kRefused, Outcome::kFailure},
        Row{R"(,"success":false)", CheckOutAction::kRefused, Outcome::kFailure}}) {
    Reading reading;
    const Record& r = reading.read(fmt::format(
        R"({{"time":"2026-03-02T08:00:00Z","account":"a","person":"alice@p.example","action":"check-out"{}}})",
        result));
    EXPECT_EQ(r.check_out.action, action) << result;
    EXPECT_EQ(r.outcome, outcome) << result;
  }
}

TEST(Actors, TheServersOwnAccountsAreMicrosofts) {
  Reading reading;
  for (const char* user :
       {R"(NT AUTHORITY\\SYSTEM (w3wp))", "S-1-5-18", R"(Microsoft\\ServiceOperator)",
        R"(SHAREPOINT\\system)", "ServiceOperator", "fim_password_service@support.onmicrosoft.com",
        "X@Support.OnMicrosoft.com"}) {
    for (const int type : {0, 2, 3, 4})
      EXPECT_EQ(reading.actor(unified(user, type)), "system, microsoft") << user << " " << type;
  }
  EXPECT_EQ(reading.actor(unified("anything", 3)), "system, microsoft") << "a datacentre's admin";
}

std::string sign_in(std::string_view home, std::string_view created = "2026-03-02T09:00:00Z") {
  return fmt::format(
      R"({{"time":"2026-03-02T09:05:00Z","category":"SignInLogs","tenantId":"b2a59418-5f66-428e-a349-e99a15652bc3",)"
      R"("properties":{{"id":"00000001-aaaa-4aaa-8aaa-aaaaaaaaaa00","createdDateTime":"{}",)"
      R"("userPrincipalName":"alice@partner.example","userId":"bf3965c4-8ba8-45c0-9a31-5fbbb8b13cca",)"
      R"("appDisplayName":"Portal","homeTenantId":"{}","status":{{"errorCode":0}}}}}})",
      created, home);
}

TEST(Actors, ANameIsNobodysWhereItsHomeTenantCannotBeRead) {
  Reading reading;
  EXPECT_EQ(reading.actor(sign_in("d7296d84-932f-4f00-a431-126c164a7ba7")),
            "user upn=alice@partner.example object=bf3965c4");
  EXPECT_EQ(reading.actor(sign_in("d7296d84-932f-4?f00-a431-126c164a7ba7")),
            "user object=bf3965c4");
  EXPECT_EQ(reading.actor(sign_in("d7296d84 932f 4f00 a431 126c164a7ba7")), "user object=bf3965c4");
  EXPECT_EQ(reading.actor(sign_in("N/A")), "user upn=alice@partner.example object=bf3965c4");
}

// Names are given again, ids never: a damaged id may be another's than the name's.
TEST(Actors, ANameIsNobodysWhereTheIdBesideItCannotBeRead) {
  constexpr std::string_view kWhole = "bf3965c4-8ba8-45c0-9a31-5fbbb8b13cca";
  const std::string audit =
      R"({"category":"AuditLogs","time":"2026-03-02T08:00:00Z","operationName":"Update user",)"
      R"("properties":{"activityDateTime":"2026-03-02T08:00:00Z","initiatedBy":{"user":)"
      R"({"id":"{ID}","userPrincipalName":"alice@p.example"}}}})";
  const std::string azure =
      R"({"time":"2026-03-02T08:00:00Z","operationName":"X/write","category":"Administrative",)"
      R"("identity":{"claims":{"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn":"alice@p.example",)"
      R"("http://schemas.microsoft.com/identity/claims/objectidentifier":"{ID}"}}})";
  const std::string intune =
      R"({"time":"2026-03-02T08:00:00Z","category":"AuditLogs","operationName":"Delete Device",)"
      R"("properties":{"AuditEventId":"1","Actor":{"UPN":"alice@p.example","ObjectId":"{ID}"}}})";
  const std::string unified_key =
      R"({"CreationTime":"2026-03-02T08:00:00","Id":"1","Operation":"Update user.","RecordType":8,)"
      R"("UserType":0,"UserKey":"{ID}","UserId":"alice@p.example"})";
  const std::string unified_actor =
      unified("alice@p.example", 0, R"(,"Actor":[{"ID":"User_{ID}","Type":2}])");
  std::string signed_in = sign_in("d7296d84-932f-4f00-a431-126c164a7ba7");
  signed_in.replace(signed_in.find(kWhole), kWhole.size(), "{ID}");
  Reading reading;
  const auto said = [&](std::string json, std::string_view id) {
    return reading.actor(json.replace(json.find("{ID}"), 4, id));
  };
  for (const std::string& json : {audit, azure, intune, unified_key, unified_actor, signed_in}) {
    const std::string whole = said(json, kWhole);
    EXPECT_TRUE(whole.find("upn=alice@") != std::string::npos) << whole;
    EXPECT_EQ(said(json,
                   "bf3965c4-8ba8-4\xef\xbf\xbd"
                   "c0-9a31-5fbbb8b13cca"),
              "user")
        << json;
  }
  for (const std::string_view none :
       {"-", "Not Available", "i:0h.f|membership|1003000000000001@live.com"})
    EXPECT_EQ(said(unified_key, none), "user upn=alice@p.example") << none;
  constexpr std::string_view kHex = "user_aaaaaaaaaaaa4aaa8aaaaaaaaaaaaaaa@c.example";
  EXPECT_EQ(said(unified(kHex, 0, R"(,"Actor":[{"ID":"User_{ID}","Type":2}])"),
                 "bf3965c4-8ba8-4?c0-9a31-5fbbb8b13cca"),
            fmt::format("user upn={}, delegated", kHex))
      << "the name is an id itself";
}

TEST(Actors, TwoNamesInOneFieldAreNobodys) {
  Reading reading;
  constexpr std::string_view kHex = "user_aaaaaaaaaaaa4aaa8aaaaaaaaaaaaaaa@c.example";
  const auto home_of = [&](const std::string& user) {
    return reading
        .read(fmt::format(R"({{"CreationTime":"2026-03-02T08:00:00","Operation":"Update user.",)"
                          R"("RecordType":8,"UserType":0,"UserId":"{}"}})",
                          user))
        .actor.home_object;
  };
  EXPECT_EQ(home_of(std::string(kHex)), parse_id("aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"));
  EXPECT_EQ(home_of(fmt::format("{0};{0}", kHex)), std::nullopt);
}

// RequestType, which the unified log puts among a sign-in's properties.
TEST(Actors, ATokenThatWasFetchedMayBeOfASessionThatGoesOn) {
  Reading reading;
  const auto renewed = [&](std::string_view type) {
    return reading
        .read(fmt::format(R"({{"CreationTime":"2026-03-02T08:00:00","Operation":"UserLoggedIn",)"
                          R"("RecordType":15,"UserType":0,"UserId":"a@c.example",)"
                          R"("ExtendedProperties":[{{"Name":"RequestType","Value":"{}"}}]}})",
                          type))
        .sign_in.renewed;
  };
  EXPECT_EQ(renewed("OAuth2:Token"), Renewed::kMaybe);
  EXPECT_EQ(renewed("OAuth2:Authorize"), Renewed::kNo);
  EXPECT_EQ(renewed("Login:login"), Renewed::kNo);
}

TEST(Actors, AnIdentityProviderIsATenantOrAHomeThatIsNone) {
  Reading reading;
  constexpr std::string_view kX = "99999999-1111-4222-8333-444444444444";
  const auto home = [&](std::string json) {
    const Actor& a = reading.read(std::move(json)).actor;
    return fmt::format("{}{}{}", a.home_tenant ? a.home_tenant->text() : "", a.home_provider,
                       a.guest ? ", guest" : "");
  };
  const auto azure = [](std::string_view provider) {
    return fmt::format(
        R"({{"time":"2026-03-03T08:00:00Z","operationName":"Microsoft.Compute/a/start/action",)"
        R"("category":"Administrative","identity":{{"claims":{{)"
        R"("iss":"https://sts.windows.net/d62b1c22-c86d-4238-856e-7d6a6ea177ad/",)"
        R"("http://schemas.microsoft.com/identity/claims/identityprovider":"{}"}}}}}})",
        provider);
  };
  const auto graph = [](std::string_view provider) {
    return fmt::format(
        R"({{"time":"2026-03-03T08:00:00Z","category":"MicrosoftGraphActivityLogs","properties":{{)"
        R"("requestMethod":"GET","requestUri":"https://graph/v1.0/users","userId":"x",)"
        R"("tenantId":"d62b1c22-c86d-4238-856e-7d6a6ea177ad","identityProvider":"{}"}}}})",
        provider);
  };
  for (const auto& [provider, expected] :
       {std::pair{fmt::format("https://sts.windows.net/{}/", kX), std::string(kX)},
        {fmt::format("https://login.microsoftonline.com/{}/v2.0", kX), std::string(kX)},
        {fmt::format("HTTPS://LOGIN.MICROSOFTONLINE.US/{}/v2.0", kX), std::string(kX)},
        {"https://sts.windows.net/d62b1c22-c86d-4238-856e-7d6a6ea177ad/", ""},
        {"https://login.microsoftonline.com/d62b1c22-c86d-4238-856e-7d6a6ea177ad/v2.0", ""},
        {"live.com", "live.com, guest"},
        {"google.com", "google.com, guest"},
        {"mail", "mail, guest"},
        {fmt::format("https://idp.example/sts.windows.net/{}/", kX),
         fmt::format("https://idp.example/sts.windows.net/{}/, guest", kX)},
        {"https://sts.windows.net/d72?/", "https://sts.windows.net/d72?/"},
        {"", ""},
        {"-", ""},
        {"N/A", ""}}) {
    EXPECT_EQ(home(azure(provider)), expected) << provider;
    EXPECT_EQ(home(graph(provider)), expected) << provider;
  }
  // Where the claims name no provider, the security id may: "1:" is one of another than Entra.
  const auto security_id = [](std::string_view id) {
    return fmt::format(
        R"({{"time":"2026-03-03T08:00:00Z","operationName":"Microsoft.Compute/a/start/action",)"
        R"("category":"Administrative","identity":{{"claims":{{"altsecid":"{}"}}}}}})",
        id);
  };
  EXPECT_EQ(home(security_id("1:live.com:0003BFFDC3F8850A")), "live.com, guest");
  EXPECT_EQ(home(security_id("1:google.com:117")), "google.com, guest");
  EXPECT_EQ(home(security_id("5::10032002612EEF9A")), "");
}

// A token's own id is one of the tenant that issued it, which "tid" or "iss" tells; where these
// differ, nobody knows whose the id is.
TEST(Actors, ATokenOfAzureTellsItsTenantByEitherClaim) {
  Reading reading;
  constexpr std::string_view kX = "99999999-1111-4222-8333-444444444444";
  constexpr std::string_view kOwn = "d62b1c22-c86d-4238-856e-7d6a6ea177ad";
  const auto token = [&](std::string_view issuer, std::string_view tenant) {
    const Actor& a =
        reading
            .read(fmt::format(
                R"({{"time":"2026-03-03T08:00:00Z","operationName":"Microsoft.Compute/a/start/action",)"
                R"("category":"Administrative","properties":{{"hierarchy":"{0}/s"}},"identity":{{"claims":{{)"
                R"("iss":"{1}","http://schemas.microsoft.com/identity/claims/tenantid":"{2}",)"
                R"("http://schemas.microsoft.com/identity/claims/objectidentifier":)"
                R"("bf3965c4-8ba8-45c0-9a31-5fbbb8b13cca"}}}}}})",
                kOwn, issuer.empty() ? "" : fmt::format("https://sts.windows.net/{}/", issuer),
                tenant))
            .actor;
    if (!a.home_tenant) return std::string("at home");
    return fmt::format("{} {}", a.home_tenant->text() == kX ? "X" : a.home_tenant->text(),
                       a.home_object_inferred ? "perhaps" : "surely");
  };
  EXPECT_EQ(token(kOwn, kOwn), "at home");
  EXPECT_EQ(token(kOwn, ""), "at home");
  EXPECT_EQ(token(kX, kX), "X surely");
  EXPECT_EQ(token("", kX), "X surely");
  EXPECT_EQ(token(kX, ""), "X surely");
  EXPECT_EQ(token(kOwn, kX), "X perhaps");
}

// The time of its arrival, which stands beside it, would put it where others had the password.
TEST(Times, ARecordWhoseOwnTimeCannotBeReadIsRefused) {
  Parser parser({});
  const std::string json = sign_in("d7296d84-932f-4f00-a431-126c164a7ba7", "2026-03-02T09:0x:00Z");
  Frame frame;
  frame.kind = FrameKind::kJson;
  frame.bytes = json;
  frame.readable = json.size();
  Record record;
  const auto refusal = parser.parse(frame, record);
  ASSERT_TRUE(refusal.has_value());
  EXPECT_EQ(refusal->reason, Reason::kBadTime);
  EXPECT_EQ(refusal->detail, "\"2026-03-02T09:0x:00Z\"");
}

TEST(Actors, SharePointsNameForAnyApplicationIsNotMicrosofts) {
  Reading reading;
  for (const int type : {0, 2, 4, 5})
    EXPECT_EQ(reading.actor(unified("app@sharepoint", type)), "service-principal") << type;
}

TEST(Actors, WhoeverMayNameAnAccountDoesNotBecomeMicrosoftByIt) {
  Reading reading;
  for (const char* user : {"serviceoperator@partner.example", "app@sharepoint-tools.example",
                           "s-1-5-18@partner.example", "nt authority@partner.example",
                           "eve@notsupport.onmicrosoft.com.example"}) {
    EXPECT_EQ(reading.actor(unified(user, 0)), fmt::format("user upn={}", user));
    EXPECT_EQ(reading.actor(unified(user, 4)), fmt::format("user upn={}", user));
  }
  EXPECT_EQ(reading.actor(unified("ServiceOperator", 5)), "service-principal")
      << "an application may be called anything";
  EXPECT_EQ(reading.actor(unified("app@sharepoint", 9)), "user upn=app@sharepoint, delegated");
}

TEST(Actors, UserType4IsWhateverTheRestOfTheRecordSays) {
  Reading reading;
  constexpr std::string_view kActor =
      R"(,"Actor":[{"ID":"Some tool","Type":1},{"ID":"869dc64b-95b2-4003-8098-3ba39296ea46","Type":2},)"
      R"({"ID":"ServicePrincipal_fc8c8125-bc0c-499d-8344-e53c6e3caa81","Type":2},)"
      R"({"ID":"fc8c8125-bc0c-499d-8344-e53c6e3caa81","Type":2},{"ID":"ServicePrincipal","Type":2}])";
  constexpr std::string_view kPrincipal = "ServicePrincipal_fc8c8125-bc0c-499d-8344-e53c6e3caa81";
  EXPECT_EQ(reading.actor(unified(kPrincipal, 4, kActor)),
            "service-principal app=869dc64b object=fc8c8125");
  EXPECT_EQ(reading.actor(unified(kPrincipal, 4)), "service-principal object=fc8c8125");
  EXPECT_EQ(reading.actor(unified("alice@adatum.example", 4)), "user upn=alice@adatum.example");
  EXPECT_EQ(reading.actor(unified("Sync", 4)), "system");
}

TEST(Actors, ATechnicianInIntuneIsAPersonThoughOnlyThePortalIsNamed) {
  Reading reading;
  const auto intune = [](std::string_view who) {
    return fmt::format(
        R"({{"time":"2026-03-02T08:00:00Z","category":"AuditLogs","operationName":"Delete Device",)"
        R"("properties":{{"AuditEventId":"1","Actor":{{"ApplicationName":"Portal extension",)"
        R"("Application":"5926fc8e-304e-4f59-8bed-58ca97cc39a4",{}}}}}}})",
        who);
  };
  EXPECT_EQ(reading.actor(intune(R"("IsDelegatedAdmin":true,"UPN":null)")),
            "user app=5926fc8e, delegated");
  EXPECT_EQ(reading.actor(intune(R"("IsDelegatedAdmin":false,"UPN":null)")),
            "service-principal app=5926fc8e");
}

std::string m365_sign_in(std::string_view operation, std::string_view more) {
  return fmt::format(
      R"({{"CreationTime":"2026-03-02T08:00:00","Id":"1","Operation":"{}","RecordType":15,)"
      R"("UserKey":"-","UserType":0,"UserId":"dave@adatum.example","ResultStatus":"Success"{}}})",
      operation, more);
}

TEST(SignIns, AFailureIsOneHoweverItIsWritten) {
  Reading reading;
  const auto result = [&](std::string json) {
    return std::string(outcome_text(reading.read(std::move(json))));
  };
  for (const char* more : {"", R"(,"ErrorNumber":"50126")", R"(,"ErrorNumber":"0")"})
    EXPECT_EQ(result(m365_sign_in("UserLoginFailed", more)), "failure") << more;
  for (const char* more :
       {R"(,"LogonError":"InvalidUserNameOrPassword")", R"(,"ErrorNumber":50126)",
        R"(,"errorCode":"50126")", R"(,"errornumber":"AADSTS50126")", R"(,"ErrorNumber":"unknown")",
        R"(,"ExtendedProperties":[{"Name":"LogonError","Value":"BlockedByConditionalAccess"}])",
        R"(,"ExtendedProperties":[{"Name":"errorNumber","Value":"53003"}])"}) {
    EXPECT_EQ(result(m365_sign_in("UserLoggedIn", more)), "failure") << more;
  }
  for (const char* more : {"", R"(,"ErrorNumber":"0")", R"(,"LogonError":"")"})
    EXPECT_EQ(result(m365_sign_in("UserLoggedIn", more)), "success") << more;
  const auto entra = [](std::string_view how) {
    return fmt::format(
        R"({{"id":"1","createdDateTime":"2026-03-02T08:00:00Z","appDisplayName":"Portal",)"
        R"("conditionalAccessStatus":"success",{}}})",
        how);
  };
  for (const char* how : {R"("status":{"errorCode":50126})", R"("status":{"ErrorCode":"50126"})",
                          R"("status":{"error_code":"50126"})", R"("error_code":50126)",
                          R"("status":{"failureReason":"Invalid username or password"})",
                          R"("status":"{\"ERRORCODE\":53003}")", R"("resultType":"AADSTS50126")",
                          R"("Status":"Failure")", R"("Sign-in error code":50126)",
                          R"("ResultSignature":"FAILURE")"}) {
    EXPECT_EQ(result(entra(how)), "failure") << how;
  }
  for (const char* how : {R"("status":{"errorCode":0})", R"("Status":"Success")",
                          R"("resultType":"0","resultSignature":"None")"}) {
    EXPECT_EQ(result(entra(how)), "success") << how;
  }
  for (const char* how : {R"("resultSignature":"None")", R"("status":{"failureReason":"Other."})",
                          R"("status":{"failureReason":""})"})
    EXPECT_EQ(result(entra(how)), "") << "it does not say";
  for (const char* how : {R"("status":{"errorCode":50140})", R"("resultType":"50058")",
                          R"("Status":"Interrupted")", R"("Sign-in error code":50074)"}) {
    EXPECT_EQ(result(entra(how)), "interruption") << how;
  }
  for (const char* operation : {"UserLoginFailed", "UserLoggedIn"})
    EXPECT_EQ(result(m365_sign_in(operation, R"(,"ErrorNumber":"50140")")), "interruption");
}

TEST(Results, WhatIsWrittenWithoutOneHasHappenedButOfServicesThatWriteHowItEnded) {
  Reading reading;
  const auto result = [&](std::string_view workload) {
    return std::string(outcome_text(reading.read(fmt::format(
        R"({{"CreationTime":"2026-03-02T09:00:00","Id":"r","Operation":"SearchCreated","OrganizationId":"b2a59418-5f66-428e-a349-e99a15652bc3","RecordType":24,"UserType":0,"UserKey":"-","Workload":"{}","UserId":"dave@contoso.example"}})",
        workload))));
  };
  for (const char* silent :
       {"SharePoint", "OneDrive", "MicrosoftTeams", "SkypeForBusiness", "PowerBI",
        "SecurityComplianceCenter", "Yammer", "MicrosoftFlow", "Planner", "AWorkloadOfTomorrow"})
    EXPECT_EQ(result(silent), "success") << silent;
  for (const char* telling : {"Exchange", "AzureActiveDirectory", ""})
    EXPECT_EQ(result(telling), "") << telling;
}

TEST(SignIns, ARecordOfOneIsOneWhateverItsRecordType) {
  Reading reading;
  for (const char* type : {"15", "9", "8", R"("azureActiveDirectoryStsLogon")"}) {
    const Record& r = reading.read(fmt::format(
        R"({{"CreationTime":"2026-03-02T08:00:00","Operation":"UserLoginFailed","RecordType":{},)"
        R"("UserKey":"-","UserId":"dave@adatum.example"}})",
        type));
    EXPECT_TRUE(is_sign_in(r)) << type;
  }
}

TEST(Ids, AnAllZeroIdIsNone) {
  Reading reading;
  constexpr std::string_view kZero = "00000000-0000-0000-0000-000000000000";
  const Record& r = reading.read(fmt::format(
      R"({{"CreationTime":"2026-03-02T08:00:00","Id":"{0}","Operation":"UserLoggedIn","RecordType":15,)"
      R"("OrganizationId":"{0}","UserType":0,"UserKey":"{0}","UserId":"{0}","IntraSystemId":"{0}",)"
      R"("InterSystemsId":"{0}","ApplicationId":"{0}","ActorContextId":"{0}","SessionId":"{0}",)"
      R"("AppAccessContext":{{"UniqueTokenId":"AAAAAAAAAAAAAAAAAAAAAA","AADSessionId":"{0}"}},)"
      R"("Target":[{{"ID":"User_{0}","Type":2}},{{"ID":"{0}","Type":2}}]}})",
      kZero));
  for (const std::string_view text :
       {r.id, r.app_id, r.session, r.correlation, r.target_id, r.role_id})
    EXPECT_EQ(text, "");
  for (const auto& id : {r.tenant, r.log_tenant, r.request, r.token, r.actor.object,
                         r.actor.home_tenant, r.actor.home_object})
    EXPECT_EQ(id, std::nullopt);
}

// UserKey holds the tenant's own id of the technician.
TEST(Ids, WhoAskedForTheTokenIsKeptBesideAnotherId) {
  Reading reading;
  const Record& r = reading.read(unified(
      "x", 9,
      R"(,"Actor":[{"ID":"44444444-4444-4444-8444-444444444444","Type":0}],)"
      R"("TokenTenantId":"22222222-2222-4222-8222-222222222222","TokenObjectId":"55555555-5555-4555-8555-555555555555")"));
  EXPECT_EQ(r.actor.object, parse_id("44444444-4444-4444-8444-444444444444"));
  EXPECT_EQ(r.actor.home_object, parse_id("55555555-5555-4555-8555-555555555555"));
  EXPECT_EQ(r.actor.home_object_source, ProvingKey::kTokenObjectId);
  EXPECT_TRUE(r.actor.home_object_inferred);
  EXPECT_EQ(r.actor.home_tenant, std::nullopt);
}

// The three linkable names, wherever a workload puts them; never what somebody wrote himself.
TEST(Ids, LinkableNamesAreFoundAnywhere) {
  Reading reading;
  const std::string session = "11111111-2222-4333-8444-555555555555";
  const auto found = [&](const std::string& more) {
    const Record& r = reading.read(unified("a@b.example", 0, more));
    return std::string(r.session) + (r.token ? " token" : "") + " " +
           std::string(parameter(r, "IssuedAtTime"));
  };
  const std::string keys =
      R"("AADSessionId":")" + session +
      R"(","UniqueTokenId":"AQEBAQEBAQEBAQEBAQEBAQ","IssuedAtTime":"2026-03-02T07:00:00")";
  const std::string pairs = R"([{"Name":"AADSessionId","Value":")" + session +
                            R"("},{"Name":"UniqueTokenId","Value":"AQEBAQEBAQEBAQEBAQEBAQ"},)"
                            R"({"Name":"IssuedAtTime","Value":"2026-03-02T07:00:00"}])";
  std::string escaped = "{" + keys + "}";
  for (std::size_t at = escaped.find('"'); at != std::string::npos; at = escaped.find('"', at + 2))
    escaped.insert(at, "\\");
  for (const std::string& more : {
           "," + keys,
           R"(,"AppAccessContext":{)" + keys + "}",
           R"(,"AppAccessContext":")" + escaped + "\"",
           R"(,"Deep":{"AppAccessContext":")" + escaped + "\"}",
           R"(,"ExtendedProperties":)" + pairs,
           R"(,"A":{"B":[{"C":{"D":{"E":{)" + keys + "}}}}]}",
       }) {
    EXPECT_EQ(found(more), session + " token 2026-03-02T07:00:00") << more;
  }
  for (const std::string& more : {
           R"(,"Parameters":)" + pairs,
           R"(,"ObjectId":")" + escaped + "\"",
           R"(,"Item":)" + pairs,
       }) {
    EXPECT_EQ(found(more).substr(0, session.size()).find(session), std::string::npos) << more;
  }
}

TEST(SignIns, AnAgentThatActsForSomebodyIsSeen) {
  Reading reading;
  const auto agent = [&](std::string_view value) {
    return std::string(
        reading
            .read(fmt::format(
                R"({{"createdDateTime":"2026-03-02T08:00:00Z","userPrincipalName":"a@b.example",)"
                R"("appDisplayName":"Portal","status":{{"errorCode":0}},"agent":{}}})",
                value))
            .sign_in.agent);
  };
  EXPECT_EQ(agent(R"({"agentType":"agenticApp","parentAppId":"x"})"), "agenticApp");
  EXPECT_EQ(agent(R"("{\"agentType\":\"agentIDuser\"}")"), "agentIDuser");
  for (const char* nobody :
       {R"({"agentType":"notAgentic"})", R"({"type":"filebeat"})", "\"x\"", "{}"})
    EXPECT_EQ(agent(nobody), "") << nobody;
}

TEST(SignIns, AProtocolIsToldWhereItIsOneInParticular) {
  Reading reading;
  const auto protocol = [&](std::string_view key, std::string_view value) {
    return std::string(
        reading
            .read(fmt::format(
                R"({{"createdDateTime":"2026-03-02T08:00:00Z","userPrincipalName":"a@b.example",)"
                R"("appDisplayName":"Portal","status":{{"errorCode":0}},"{}":"{}"}})",
                key, value))
            .sign_in.protocol);
  };
  EXPECT_EQ(protocol("authenticationProtocol", "deviceCode"), "deviceCode");
  EXPECT_EQ(protocol("AuthenticationProtocol", "ropc"), "ropc");
  EXPECT_EQ(protocol("authenticationProtocol", "none"), "");
  EXPECT_EQ(protocol("originalTransferMethod", "deviceCodeFlow"), "") << "how an earlier one was";
}

// The sort of a record is one word, whatever the envelope made of it.
TEST(Kinds, OneSpelling) {
  Reading reading;
  const auto azure = [&](std::string_view category) {
    return std::string(
        reading
            .read(fmt::format(
                R"({{"time":"2026-03-02T08:00:00Z","category":"{}","operationName":"A/B/WRITE",)"
                R"("identity":{{"claims":{{}}}}}})",
                category))
            .kind);
  };
  for (const char* category :
       {"Administrative", "administrative", "ADMINISTRATIVE", "Write", "Action"})
    EXPECT_EQ(azure(category), "Administrative") << category;
  EXPECT_EQ(azure("service health"), "ServiceHealth");
  const auto entra = [&](std::string_view category) {
    return std::string(
        reading
            .read(fmt::format(
                R"({{"activityDateTime":"2026-03-02T08:00:00Z","activityDisplayName":"x",)"
                R"("category":"{}","initiatedBy":{{"user":{{"userPrincipalName":"a@b.example"}}}}}})",
                category))
            .kind);
  };
  for (const char* category : {"UserManagement", "User Management", "usermanagement"})
    EXPECT_EQ(entra(category), "UserManagement") << category;
  EXPECT_EQ(entra("Own Sort"), "OwnSort");
  for (const auto& [number, kind] : {std::pair{257, "Windows365CustomerLockbox"},
                                     std::pair{294, "AadRiskDetection"}, std::pair{9999, "9999"}}) {
    const Record& r = reading.read(fmt::format(
        R"({{"CreationTime":"2026-03-02T08:00:00","Operation":"x","RecordType":{},"UserKey":"-"}})",
        number));
    EXPECT_EQ(r.kind, kind);
  }
}

TEST(SignIns, OfWhichKindOneIsInAnyForm) {
  Reading reading;
  const auto kind = [&](std::string_view key, std::string_view value) {
    return std::string(
        reading
            .read(fmt::format(
                R"({{"createdDateTime":"2026-03-02T08:00:00Z","userPrincipalName":"a@b.example",)"
                R"("appDisplayName":"Portal","status":{{"errorCode":0}},"{}":{}}})",
                key, value))
            .kind);
  };
  for (const char* value :
       {R"(["nonInteractiveUser"])", R"("nonInteractiveUser")", R"("[\"nonInteractiveUser\"]")",
        R"("Non-interactive user sign-ins")"}) {
    EXPECT_EQ(kind("signInEventTypes", value), "non-interactive") << value;
    EXPECT_EQ(kind("LogonType", value), "non-interactive") << value;
  }
  EXPECT_EQ(kind("signInEventTypes", R"("interactiveUser")"), "interactive");
  EXPECT_EQ(kind("signInEventTypes", R"("servicePrincipal")"), "service-principal");
}

TEST(Operations, OfAnActivityWithALocalisedNameAloneTheActionTells) {
  Reading reading;
  const Record& record = reading.read(
      R"({"EventTimestamp":"2026-03-02T08:00:00Z","OperationName":{"LocalizedValue":"Start"},)"
      R"("Caller":"a@b.example","Authorization":{"Action":"Microsoft.Compute/virtualMachines/start/action",)"
      R"("Scope":"/subscriptions/77777777-7777-4777-8777-777777777777"}})");
  EXPECT_EQ(record.operation, "microsoft.compute/virtualmachines/start/action");
}

}  // namespace
}  // namespace aobo
