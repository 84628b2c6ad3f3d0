// A session that turns out to be two people's: what was done within it changes its answer by one
// sign-in after the other, all at once. The people are those of sample-data.
#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

namespace aobo::test {

inline constexpr const char* kSessionOfTwo = "a0b00063-0000-4000-8000-000000000001";

// A record each.
inline std::vector<std::string> deeds_of_the_session(int count) {
  std::vector<std::string> deeds;
  for (int nth = 0; nth < count; ++nth)
    deeds.push_back(fmt::format(
        R"({{"CreationTime":"2026-03-02T08:00:{:02}Z","Id":"a0b00008-0000-4000-8000-{:012x}",)"
        R"("Operation":"Set-Mailbox","OrganizationId":"b2a59418-5f66-428e-a349-e99a15652bc3",)"
        R"("RecordType":1,"UserKey":"Adatum technician","UserType":9,"Workload":"Exchange",)"
        R"("UserId":"Adatum technician","ObjectId":"pat","AppAccessContext":)"
        R"({{"AADSessionId":"{}"}}}})",
        nth * 60 / count, nth, kSessionOfTwo));
  return deeds;
}

inline std::string sign_in_to_the_session(int second, const char* upn, const char* user) {
  return fmt::format(
      R"({{"id":"a0b00001-0000-4000-8000-{:012x}","createdDateTime":"2026-03-02T08:01:{:02}Z",)"
      R"("userPrincipalName":"{}","userId":"{}","appId":"c44b4083-3bb0-49c1-b47d-974e53cbdf3c",)"
      R"("appDisplayName":"Azure Portal","correlationId":"a0b00004-0000-4000-8000-000000000001",)"
      R"("ipAddress":"198.51.100.23","resourceTenantId":"b2a59418-5f66-428e-a349-e99a15652bc3",)"
      R"("homeTenantId":"d7296d84-932f-4f00-a431-126c164a7ba7","crossTenantAccessType":)"
      R"("serviceProvider","sessionId":"{}","status":{{"errorCode":0}}}})",
      second, second, upn, user, kSessionOfTwo);
}
inline std::string alice_signs_in() {
  return sign_in_to_the_session(1, "alice@adatum.example", "f57990fc-e19c-44ba-a4d1-5cf95747c544");
}
inline std::string bob_signs_in() {
  return sign_in_to_the_session(2, "bob@adatum.example", "bf3965c4-8ba8-45c0-9a31-5fbbb8b13cca");
}

}  // namespace aobo::test
