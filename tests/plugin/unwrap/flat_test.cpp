// Records whose keys are paths, as Power Query, pandas, dashboards of SIEMs and Splunk give them,
// and records as SIEMs hand them on in which little stands beside them.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "plugin/base/json_text.h"
#include "plugin/unwrap/reader.h"
#include "tests/support/temp_folder.h"

namespace aobo {
namespace {

using Lines = std::vector<std::string>;

class FlatTest : public test::TempFolderTest {
 protected:
  // "family operation, actor, result" of each record, or why it is refused.
  Lines read(const std::string& text) {
    write("input", text);
    Parser parser({});
    RecordReader reader(folder() + "/input", 4096, parser);
    Record record;
    Lines lines;
    for (;;) {
      const auto state = reader.next(record);
      if (state == RecordReader::State::kEnd) return lines;
      if (state == RecordReader::State::kRefused)
        lines.push_back(
            fmt::format("{}: {}", name(reader.refusal().reason), reader.refusal().detail));
      if (state != RecordReader::State::kRecord) continue;
      lines.push_back(fmt::format("{} {}, {}, {}", record.family->name, record.operation,
                                  record.actor.text, name(record.outcome)));
      tenants_.push_back(record.tenant ? record.tenant->text() : "");
      changes_.push_back(record.parameters.size());
    }
  }

  Lines tenants_;
  std::vector<std::size_t> changes_;
};

const std::string kTenant = "5d3d7a2e-0000-4000-8000-00000000c0de";
const std::string kAudit =
    R"({"CreationTime":"2026-05-04T03:02:01","Operation":"Set-Mailbox","OrganizationId":")" +
    kTenant +
    R"(","RecordType":1,"ResultStatus":"True","UserType":2,"UserKey":"k","UserId":"pat@tailspin.example","Workload":"Exchange"})";
const std::string kSignIn =
    R"({"createdDateTime":"2026-05-04T03:02:01Z","userPrincipalName":"pat@tailspin.example","appDisplayName":"Azure Portal","status":{"errorCode":50126},"resourceTenantId":")" +
    kTenant + R"("})";
const std::string kSetMailbox = "m365.audit set-mailbox, pat@tailspin.example, success";
const std::string kFailedSignIn = "entra.signin sign-in activity, pat@tailspin.example, failure";

TEST_F(FlatTest, PowerQuerysColumnsAreTheRecordAgain) {
  EXPECT_EQ(read("AuditData.CreationTime,AuditData.Operation,AuditData.OrganizationId,"
                 "AuditData.RecordType,AuditData.UserKey,AuditData.UserId,AuditData.ResultStatus,"
                 "AuditData.Parameters\n"
                 "2026-05-04T03:02:01,Set-Mailbox," +
                 kTenant +
                 ",1,k,pat@tailspin.example,True,\"[{\"\"Name\"\":\"\"Identity\"\",\"\"Value\"\":"
                 "\"\"rosa\"\"}]\"\n"),
            Lines{kSetMailbox});
  EXPECT_EQ(tenants_, Lines{kTenant});
  EXPECT_EQ(changes_, std::vector<std::size_t>{1});
  // Beside Purview's own columns, of Excel with ";", and what was not expanded says nothing.
  EXPECT_EQ(read("RecordId;CreationDate;RecordType;Operation;UserId;AuditData.CreationTime;"
                 "AuditData.Operation;AuditData.UserId;AuditData.UserKey;AuditData.ResultStatus;"
                 "AuditData.Parameters;AssociatedAdminUnits\n"
                 "x;2026-05-04T03:02:01Z;1;Set-Mailbox;pat@tailspin.example;2026-05-04T03:02:01;"
                 "Set-Mailbox;pat@tailspin.example;k;True;[List];\n"),
            Lines{kSetMailbox});
  EXPECT_EQ(changes_, (std::vector<std::size_t>{1, 0}));
}

TEST_F(FlatTest, DashboardsColumnsAreTheWrapperAgain) {
  const std::string row =
      "logs,wazuh,x,2026-05-04T03:02:01,Set-Mailbox,1,k,pat@tailspin.example,True\n";
  const auto header = [](const std::string& before) {
    std::string names = "_index," + before + "agent.name," + before + "rule.description";
    for (const char* key :
         {"CreationTime", "Operation", "RecordType", "UserKey", "UserId", "ResultStatus"})
      names += "," + before + "data.office365." + key;
    return names + "\n";
  };
  EXPECT_EQ(read(header("") + row), Lines{kSetMailbox});
  EXPECT_EQ(read(header("_source.") + row), Lines{kSetMailbox});
}

// A custom table of Log Analytics, of whose records each member became a column.
TEST_F(FlatTest, ColumnsOfACustomTableAreTheObjectsAgain) {
  const std::string workspace = "0cdd1dc8-0a2b-4b87-8a5d-2cbb4e5a7bcd";
  const std::string head = R"({"TenantId":")" + workspace +
                           R"(","TimeGenerated":"2026-05-05T09:00:00Z","Type":"Own_CL",)" +
                           R"("time_t":"2026-05-04T03:02:01Z","tenantId_g":")" + kTenant + R"(",)";
  const std::string id = "71a5a021-b820-4252-ab40-9ff8b01c4235";
  EXPECT_EQ(
      read(
          head +
          R"("category_s":"SignInLogs","properties_userPrincipalName_s":"pat@tailspin.example",)"
          R"("properties_appDisplayName_s":"P","properties_status_errorCode_d":50126})"
          "\n" +
          head +
          R"("category_s":"AuditLogs","operationName_s":"Add member",)"
          R"("properties_activityDisplayName_s":"Add member",)"
          R"("properties_initiatedBy_user_userPrincipalName_s":"pat@tailspin.example"})"
          "\n" +
          head +
          R"("category_s":"AuditLogs","operationName_s":"Patch Thing","properties_AuditEventId_g":"e",)"
          R"("properties_Actor_UPN_s":"pat@tailspin.example"})"
          "\n" +
          head +
          R"("category_s":"Administrative","operationName_s":"A/B/WRITE","resultType_s":"Success",)"
          R"("identity_claims_http___schemas_xmlsoap_org_ws_2005_05_identity_claims_upn_s":"pat@tailspin.example",)"
          R"("identity_authorization_scope_s":"/subscriptions/x"})"
          "\n" +
          head +
          R"("category_s":"MicrosoftGraphActivityLogs","properties_requestMethod_s":"GET",)"
          R"("properties_requestUri_s":"https://graph.microsoft.com/v1.0/me","properties_responseStatusCode_d":200,)"
          R"("properties_userId_g":")" +
          id + R"(","properties_C_Idtyp_s":"app","properties_appId_g":"a"})" + "\n"),
      (Lines{kFailedSignIn, "entra.audit add member, pat@tailspin.example, ",
             "intune.audit update thing, pat@tailspin.example, ",
             "azure.activity a/b/write, pat@tailspin.example, success",
             "graph.activity get /v1.0/me, a, success"}));
  EXPECT_EQ(tenants_, Lines(5, kTenant));
  // A record of Graph's own, without the columns that Log Analytics adds when it is asked for all.
  tenants_.clear();
  EXPECT_EQ(
      read(
          R"({"TenantId":")" + workspace +
          R"(","Type":"Own_CL","activityDateTime_t":"2026-05-04T03:02:01Z","componentName_s":"C",)"
          R"("activityType_s":"Create Thing","actor_userPrincipalName_s":"pat@tailspin.example"})"),
      Lines{"intune.audit create thing, pat@tailspin.example, "});
  EXPECT_EQ(tenants_, Lines{""});
  // The workspace is nobody's tenant, and names with such beginnings are none of a row's.
  tenants_.clear();
  EXPECT_EQ(read(R"({"TenantId":")" + workspace +
                 R"(","TimeGenerated":"2026-05-05T09:00:00Z","category_s":"SignInLogs",)"
                 R"("properties_appDisplayName_s":"P"})"
                 "\n"
                 R"({"category":"SignInLogs","time":"2026-05-04T03:02:01Z",)"
                 R"("properties_userPrincipalName_s":"pat@tailspin.example"})"),
            (Lines{"entra.signin sign-in activity, , ", "entra.signin sign-in activity, , "}));
  EXPECT_EQ(tenants_, Lines(2, ""));
}

TEST_F(FlatTest, PandasColumnsLoseNobody) {
  EXPECT_EQ(read("id,category,activityDisplayName,activityDateTime,loggedByService,result,"
                 "initiatedBy.user.id,initiatedBy.user.userPrincipalName,initiatedBy.app\n"
                 "x,UserManagement,Update user,2026-05-04T03:02:01Z,Core Directory,success,,"
                 "pat@tailspin.example,\n"),
            Lines{"entra.audit update user, pat@tailspin.example, success"});
  EXPECT_EQ(read("createdDateTime,userPrincipalName,appDisplayName,status.errorCode,"
                 "status.failureReason,clientAppUsed\n"
                 "2026-05-04T03:02:01Z,pat@tailspin.example,Azure Portal,50126,x,Browser\n"),
            Lines{kFailedSignIn});
}

TEST_F(FlatTest, SplunksFieldsAreTheRecordAgain) {
  EXPECT_EQ(read(R"({"preview":false,"result":{"createdDateTime":"2026-05-04T03:02:01Z",)"
                 R"("userPrincipalName":"pat@tailspin.example","appDisplayName":"Azure Portal",)"
                 R"("status.errorCode":"50126","status.failureReason":"x"}})"),
            Lines{kFailedSignIn});
}

// The category tells the family, and of its fields one alone may be a path.
TEST_F(FlatTest, ARecordThatOtherKeysTellLosesNoneOfItsPaths) {
  const std::string head = R"({"time":"2026-05-04T03:02:01Z","category":"SignInLogs",)"
                           R"("resourceId":"/tenants/)" +
                           kTenant + R"(/providers/Microsoft.aadiam",)";
  const std::string who = R"("userPrincipalName":"pat@tailspin.example")";
  for (const std::string& rest : std::vector<std::string>{
           R"("properties.userPrincipalName":"pat@tailspin.example","resultType":"50126")",
           R"("properties":{"appDisplayName":"x"},"properties.userPrincipalName":)"
           R"("pat@tailspin.example","resultType":"50126")",
           R"("properties":{)" + who + R"(,"status.errorCode":50126})",
           R"("properties":{)" + who + R"(},"properties.status.errorCode":50126)",
           R"("properties":{)" + who + R"(,"status":{"failureReason":"x"}},)" +
               R"("properties.status.errorCode":50126)",
           R"("properties":)" + json_string("{" + who + R"(,"status.errorCode":50126})"),
           R"("properties":{"userPrincipalName":"pat@tailspin.example"},)"
           R"("properties.userPrincipalName":"mallory@tailspin.example","resultType":"50126")",
       }) {
    tenants_.clear();
    const std::string record = std::string(head).append(rest).append("}");
    EXPECT_EQ(read(record), Lines{kFailedSignIn}) << record;
    EXPECT_EQ(tenants_, Lines{kTenant}) << record;
    EXPECT_EQ(read(R"({"preview":false,"result":)" + record + "}"), Lines{kFailedSignIn});
  }
  EXPECT_EQ(read("createdDateTime,userPrincipalName,appDisplayName,clientAppUsed,"
                 "status.errorCode\n"
                 "2026-05-04T03:02:01Z,pat@tailspin.example,Azure Portal,Browser,50126\n"),
            Lines{kFailedSignIn});
  EXPECT_EQ(read(R"({"RecordType":1,"AuditData":{"CreationTime":"2026-05-04T03:02:01",)"
                 R"("Operation":"Set-Mailbox","UserId":"pat@tailspin.example","UserKey":"k",)"
                 R"("ResultStatus":"True","AppAccessContext.ClientAppId":"x"}})"),
            Lines{kSetMailbox});
}

// What a reader would have shown of a flat key is shown, and what stands beside a path stays.
TEST_F(FlatTest, ARecordsOtherKeysStayBesideItsPaths) {
  const std::string azure =
      R"({"time":"2026-05-04T03:02:01Z","category":"Administrative","operationName":"MICROSOFT.X/Y/WRITE",)"
      R"("resourceId":"/SUBSCRIPTIONS/B717DC1A-581E-4ED9-86CB-37BC1E55A0A2","resultType":"Success",)"
      R"("properties":{"hidden.tag":"x","eventCategory":"y"}})";
  EXPECT_EQ(read(azure), Lines{"azure.activity microsoft.x/y/write, , success"});
  EXPECT_EQ(changes_, std::vector<std::size_t>{2});
  const std::string sign_in =
      R"({"time":"2026-05-04T03:02:01Z","category":"SignInLogs","properties":{"userPrincipalName":)"
      R"("pat@tailspin.example","status":{"errorCode":50126}},"properties.status.failureReason":"x",)"
      R"("properties.userPrincipalName.x":"y"})";
  EXPECT_EQ(read(sign_in), Lines{kFailedSignIn});
}

// A path is no key of another family, and what stands plainly goes before it.
TEST_F(FlatTest, APathMakesNoOtherRecordOfARecord) {
  EXPECT_EQ(read(R"({"account":"a","action.name":"check-out","person.name":"mallory",)" +
                 kAudit.substr(1)),
            Lines{kSetMailbox});
  EXPECT_EQ(read(R"({"UserId.name":"mallory","Operation.value":"x",)" + kAudit.substr(1)),
            Lines{kSetMailbox});
}

TEST_F(FlatTest, PathsUnderOtherNamesHoldNoRecord) {
  for (const char* root : {"labels", "user", "requestParameters", "tags"}) {
    const std::string path = std::string("\"") + root + ".data.office365.";
    const Lines got = read("{\"id\":1," + path + "CreationTime\":\"2026-05-04T03:02:01\"," + path +
                           "Operation\":\"Set-Mailbox\"," + path + "UserKey\":\"k\"}");
    ASSERT_EQ(got.size(), 1U) << root;
    EXPECT_TRUE(got[0].starts_with("unknown-family: keys id, ")) << got[0];
  }
}

TEST_F(FlatTest, WhatSiemsHandOnIsRead) {
  const std::string text = json_string(kAudit);
  for (const std::string& wrapped : {
           R"({"_id":"x","date":"x","service":"exchange","attributes":)" + kAudit +
               R"(,"source":"microsoft-365","message":"[x] of pat","tags":["a:b"]})",
           R"({"logs":[{"id":"x","content":{"timestamp":"x","attributes":)" + kAudit + "}}]}",
           R"({"logs":[{"id":"x","content":{"timestamp":"x","attributes":{"a":1},"message":)" +
               text + "}}]}",
           R"({"data":[{"id":"x","type":"log","attributes":{"service":"x","attributes":)" + kAudit +
               R"(}}],"meta":{"page":{"after":"x"}}})",
           R"({"data":[{"id":"x","type":"log","attributes":{"service":"x","message":)" + text +
               "}}]}",
           R"({"messages":[{"map":{"_raw":)" + text +
               R"(,"_sourcecategory":"o365"}}],"fields":[{"name":"_raw"}]})",
           R"({"customer_id":"x","log_type":"OFFICE_365","entries":[{"log_text":)" + text + "}]}",
           R"({"log_text":)" + text + R"(,"ts_epoch_microseconds":1})",
           R"({"body":)" + kAudit + R"(,"x-opt-sequence-number":1,"x-opt-offset":"2"})",
           R"({"body":)" + text + R"(,"properties":{},"systemProperties":{"a":1}})",
           R"({"decoder":{"name":"json"},"rule":{"id":"1"},"data":)" +
               kAudit.substr(0, kAudit.size() - 1) +
               R"(,"azure_tag":"azure-ad-graph","azure_aad_tag":"x"},"location":"Azure"})",
       }) {
    EXPECT_EQ(read(wrapped), Lines{kSetMailbox}) << wrapped;
  }
}

TEST_F(FlatTest, WhatIsNoRecordByItsOwnKeysIsNotOpenedThere) {
  const std::string inner = R"({"a":)" + kAudit + "}";
  for (const std::string& line : {
           R"({"date":"x","attributes":)" + inner + "}",
           R"({"id":"x","content":{"attributes":)" + inner + "}}",
           R"({"id":"x","content":{"message":"[x] )" + std::string("of pat") + R"("}})",
           R"({"decoder":{"name":"json"},"data":)" + inner + "}",
           R"({"type":"x","attributes":{"attributes":)" + inner + "}}",
           R"({"log_text":)" + json_string(kAudit) + R"(,"user":"x"})",
           R"({"map":{"_raw":)" + json_string(kAudit) + R"(},"user":"x"})",
       }) {
    const Lines got = read(line);
    ASSERT_EQ(got.size(), 1U) << line;
    EXPECT_TRUE(got[0].starts_with("unknown-family: keys ")) << got[0];
  }
}

}  // namespace
}  // namespace aobo
