// The directory is reloaded between two batches, wherever a batch may end. What waits in between
// was judged by the directory before and is handed over as it was judged.
#include <fmt/format.h>

#include "plugin/abi/falco_api.h"
#include "plugin/base/limits.h"
#include "tests/support/plugin_host.h"
#include "tests/support/temp_folder.h"

namespace aobo::test {
namespace {

class ReloadTest : public TempFolderTest {
 protected:
  // Alice enters Contoso at 08:00; its own people sign in so many times; and at 10:30 the log goes
  // on, by when she has done nothing: a derived event at 09:00 goes out before that record.
  std::string an_entry_and(std::size_t ordinary) {
    std::string log = kContososLog;
    log += sign_in("2026-03-02T08:00:00Z", "alice@adatum.example",
                   "f57990fc-e19c-44ba-a4d1-5cf95747c544", "d7296d84-932f-4f00-a431-126c164a7ba7",
                   "serviceProvider", 0);
    for (std::size_t i = 1; i <= ordinary + 1; ++i) {
      const std::string time =
          i > ordinary ? "2026-03-02T10:30:00Z" : fmt::format("2026-03-02T08:01:{:02}Z", i % 60);
      log += sign_in(time, "pat@contoso.example", "11111111-2222-4333-8444-555555555555",
                     "b2a59418-5f66-428e-a349-e99a15652bc3", "none", i);
    }
    return write(fmt::format("log{}", ordinary), log);
  }

  // That the log is collected in which a deed would stand.
  static constexpr const char* kContososLog =
      R"({"CreationTime":"2026-03-02T07:00:00","Id":"l1","Operation":"Update group.","RecordType":8,)"
      R"("OrganizationId":"b2a59418-5f66-428e-a349-e99a15652bc3","UserType":0,"UserKey":"-",)"
      R"("Workload":"AzureActiveDirectory","ResultStatus":"Success","UserId":"pat@contoso.example"})"
      "\n";

  static std::string sign_in(const std::string& time, const char* upn, const char* user,
                             const char* home, const char* cross, std::size_t number) {
    return fmt::format(
        R"({{"id":"00000000-0000-4000-8000-{:012}","createdDateTime":"{}","userPrincipalName":"{}",)"
        R"("userId":"{}","homeTenantId":"{}","resourceTenantId":"b2a59418-5f66-428e-a349-e99a15652bc3",)"
        R"("crossTenantAccessType":"{}","appDisplayName":"Portal","status":{{"errorCode":0}}}})"
        "\n",
        number + 1, time, upn, user, home, cross);
  }

  // The payloads of all events; between any two batches the directory is reloaded, or not.
  std::vector<std::string> read(const std::string& path, bool reload) {
    const std::string config = sample_config();
    const BarePlugin plugin(*library_, config);
    ss_plugin_rc rc = SS_PLUGIN_FAILURE;
    ss_instance_t* instance = library_->open(plugin.state(), path.c_str(), &rc);
    EXPECT_EQ(rc, SS_PLUGIN_SUCCESS);
    std::vector<std::string> payloads;
    while (rc != SS_PLUGIN_EOF && rc != SS_PLUGIN_FAILURE) {
      std::uint32_t size = 0;
      ss_plugin_event** batch = nullptr;
      rc = library_->next_batch(plugin.state(), instance, &size, &batch);
      for (std::uint32_t i = 0; i < size; ++i)
        payloads.emplace_back(reinterpret_cast<const char*>(batch[i]), batch[i]->len);
      if (reload && plugin.reload(config) != SS_PLUGIN_SUCCESS) ADD_FAILURE() << "not reloaded";
    }
    EXPECT_EQ(rc, SS_PLUGIN_EOF);
    library_->close(plugin.state(), instance);
    return payloads;
  }

  std::unique_ptr<sim::Library> library_ = load_plugin();
};

TEST_F(ReloadTest, WhereverABatchEndsWhatWaitsIsHandedOverAsItWasJudged) {
  for (std::size_t ordinary = 0; ordinary <= limits::kBatchEvents + 1; ++ordinary) {
    const std::string path = an_entry_and(ordinary);
    const std::vector<std::string> calm = read(path, false);
    ASSERT_EQ(calm.size(), ordinary + 4)
        << "the log, the entry, the others, the last one, the silent entry";
    EXPECT_NE(calm[calm.size() - 2].find("silent_entry"), std::string::npos);
    EXPECT_EQ(read(path, true), calm) << ordinary;
  }
}

}  // namespace
}  // namespace aobo::test
