// Framing, masking, parsing and unwrapping take steps in proportion to their input, whoever wrote
// it. Steps are counted, not seconds: the code under test is compiled so that each stretch of it
// without a branch counts one, and each byte that memchr looks at a sixteenth.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <functional>

#include "plugin/base/bounded.h"
#include "plugin/base/json_text.h"
#include "plugin/base/time.h"
#include "plugin/behaviour/series.h"
#include "plugin/parse/parser.h"
#include "plugin/unwrap/date_order.h"
#include "plugin/unwrap/reader.h"
#include "tests/steps/steps.h"
#include "tests/support/days.h"
#include "tests/support/temp_folder.h"

namespace aobo::test {
std::uint64_t steps = 0;
}

extern "C" void __sanitizer_cov_trace_pc();
extern "C" void __sanitizer_cov_trace_pc() { ++aobo::test::steps; }
// In place of the library's, under its name: C++ declares that twice, by what may be written to.
extern "C" void* counted_memchr(const void* text, int wanted, std::size_t size) noexcept
    __asm__("memchr");
extern "C" void* counted_memchr(const void* text, int wanted, std::size_t size) noexcept {
  const auto* at = static_cast<const unsigned char*>(text);
  const auto c = static_cast<unsigned char>(wanted);
  const auto* end = at + size;
  const auto* begin = at;
  while (at != end && *at != c) ++at;
  aobo::test::steps += static_cast<std::uint64_t>(at - begin) / 16 + 1;
  return at == end ? nullptr : const_cast<unsigned char*>(at);
}

namespace aobo::test {
namespace {

std::string repeated(std::string_view part, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += part;
  return text;
}
std::string numbered(std::string_view pattern, std::size_t bytes) {
  std::string text;
  for (std::size_t i = 0; text.size() < bytes; ++i) text += fmt::format(fmt::runtime(pattern), i);
  return text;
}

struct Worst {
  const char* what;
  std::function<std::string(std::size_t)> text;  // of about so many bytes
};

class StepsTest : public TempFolderTest {
 protected:
  // Read as an input is, each record parsed.
  std::uint64_t steps_of(const std::string& text) {
    Parser parser({});
    RecordReader reader(write("log", text), std::size_t{16} << 10, parser);
    Record record;
    steps = 0;
    while (reader.next(record) != RecordReader::State::kEnd) {
    }
    return steps;
  }
  void expect_linear(const std::vector<Worst>& all) {
    for (const Worst& worst : all) {
      std::uint64_t before = 0;
      for (std::size_t size = std::size_t{64} << 10; size <= std::size_t{512} << 10; size *= 2) {
        const std::uint64_t now = steps_of(worst.text(size));
        if (before > 0) {
          EXPECT_LE(now, before * 5 / 2)
              << worst.what << ": " << before << " steps, " << now << " for twice as much";
        }
        before = now;
      }
    }
  }
};

TEST_F(StepsTest, FramingOfJson) {
  expect_linear({
      {"a cut string and blank lines", [](auto n) { return R"({"a":"x)" + std::string(n, '\n'); }},
      {"a cut record and blanks", [](auto n) { return "{\"a\":[}" + std::string(n, ' '); }},
      {"broken records that begin alike", [](auto n) { return repeated("{\"a\":[}\n", n); }},
      {"broken records that begin each in its own way",
       [](auto n) { return numbered("{{\"k{}\":[}}\n", n); }},
      {"brackets", [](auto n) { return std::string(n, '{'); }},
      {"arrays", [](auto n) { return std::string(n, '['); }},
      {"nesting that never closes", [](auto n) { return repeated("{\"a\":", n); }},
      {"nesting on lines of its own", [](auto n) { return repeated("{\"a\":[\n", n); }},
      {"pages in pages", [](auto n) { return repeated("{\"value\":[", n); }},
      {"an array of numbers", [](auto n) { return "[" + repeated("1,", n); }},
      {"quotes", [](auto n) { return std::string(n, '"'); }},
      {"backslashes in a string", [](auto n) { return "{\"a\":\"" + std::string(n, '\\'); }},
      {"what looks like beginnings in a string",
       [](auto n) { return "{\"a\":\"" + repeated("{\\\"a\\\":", n) + "\n"; }},
      {"lines of text", [](auto n) { return repeated("x\n", n); }},
      {"one line of text", [](auto n) { return std::string(n, 'x'); }},
      {"blanks alone", [](auto n) { return std::string(n, ' '); }},
  });
}

TEST_F(StepsTest, FramingOfCsv) {
  const std::string header = "Operation,CreationDate,AuditData\n";
  expect_linear({
      {"quotes", [&](auto n) { return header + std::string(n, '"'); }},
      {"a quote on each line", [&](auto n) { return header + repeated("\"\n", n); }},
      {"quotes within", [&](auto n) { return header + repeated("\"x\"y\n", n); }},
      {"commas", [&](auto n) { return header + repeated(",,,,\n", n); }},
      {"commas on one line", [&](auto n) { return header + std::string(n, ','); }},
      {"one open cell", [&](auto n) { return header + "\"" + repeated("a,\n", n); }},
  });
}

// Of a flood each entry pushes out another.
TEST(MemorySteps, GivingUpWhatIsOldestIsLinear) {
  const auto steps_of = [](std::size_t entries) {
    Account account(std::size_t{64} << 10);
    Bounded<std::string, std::string> names({1'000'000, &account});
    Bounded<std::uint64_t, std::vector<std::uint64_t>> numbers({1'000'000, &account});
    steps = 0;
    for (std::size_t i = 0; i < entries; ++i) {
      names.at(std::to_string(i)) = std::string(i % 500, 'x');
      numbers.at(i).assign(i % 40, i);
      account.trim();
    }
    EXPECT_GT(account.evicted(), entries / 2);
    return steps;
  };
  std::uint64_t before = steps_of(2'000);
  for (std::size_t entries = 4'000; entries <= 32'000; entries *= 2) {
    const std::uint64_t now = steps_of(entries);
    EXPECT_LE(now, before * 5 / 2) << before << " steps, " << now << " for twice as many";
    before = now;
  }
}

// Keys that meet in one place of a table of the standard's own: its sizes are known primes.
TEST(TableSteps, KeysThatWereChosenToMeetCostNoMoreThanOthers) {
  static constexpr std::uint64_t kKeys = 15'000, kPrime = 20'753;
  const auto steps_of = [](std::uint64_t factor) {
    Series series({kDayNs}, 1'000'000);
    std::vector<std::uint64_t> counts;
    steps = 0;
    for (std::uint64_t i = 0; i < kKeys; ++i) series.add("key", static_cast<TimeNs>(i), i * factor);
    series.count("key", static_cast<TimeNs>(kKeys), counts);
    EXPECT_EQ(counts[0], kKeys);
    return steps;
  };
  const std::uint64_t plain = steps_of(1);
  EXPECT_LE(steps_of(kPrime), plain * 2) << plain << " for keys one after another";
}

// What is done again and again to one user within the window in which a deed in Partner Center may
// explain it: of each deed only so many records are asked, and each only a few times.
class DeedSteps : public Days {
 protected:
  std::uint64_t steps_of(std::int64_t deeds) {
    fresh();
    records_.clear();
    steps = 0;
    for (std::int64_t i = 0; i < deeds; ++i) {
      const TimeNs at = i * kSecondNs / 2;
      Record& reset = unnamed_application(at, "entra.audit", "reset user password");
      reset.app_name = "Microsoft Partner Center";
      Record& deed = record(at, kContoso, "partner.audit", "reset_customer_user_password");
      deed.actor.upn = deed.actor.text = "alice@adatum.example";
      for (Record* one : {&reset, &deed}) {
        one->target_id = "pat";
        log(*one);
      }
    }
    std::vector<Derived> changes;
    stages_->ask_what_waits(knowledge(), now_, changes);
    return steps;
  }
};

TEST_F(DeedSteps, ManyDeedsInPartnerCenterAtOnceAreLinear) {
  std::uint64_t before = steps_of(1'000);
  for (std::int64_t deeds = 2'000; deeds <= 8'000; deeds *= 2) {
    const std::uint64_t now = steps_of(deeds);
    EXPECT_LE(now, before * 5 / 2) << before << " steps, " << now << " for twice as many";
    before = now;
  }
}

std::string m365(const std::string& members) {
  return R"({"CreationTime":"2026-03-02T08:00:13","Id":"i","Operation":"Set-Mailbox","RecordType":1,)"
         R"("UserKey":"k","UserType":2,"Workload":"Exchange","UserId":"u@contoso.example",)" +
         members + "}\n";
}

TEST_F(StepsTest, MaskingAndParsing) {
  const auto text = [](const std::string& part) {
    return [part](std::size_t n) { return m365("\"x\":\"" + repeated(part, n) + "\""); };
  };
  expect_linear({
      {"parameters",
       [](auto n) {
         return m365("\"Parameters\":[" + repeated(R"({"Name":"a","Value":"b"},)", n) + "1]");
       }},
      {"secret parameters, named behind",
       [](auto count) {
         return m365("\"Parameters\":[" + repeated(R"({"Value":"b","Name":"Password"},)", count) +
                     "1]");
       }},
      {"parameters in parameters, named behind",
       [](auto count) {
         return m365("\"P\":\"" + repeated(R"({\"Value\":)", count / 2) + "1" +
                     repeated(R"(,\"Name\":\"Password\"})", count / 2) + "\"");
       }},
      {"keys", [](auto n) { return m365(numbered("\"k{}\":1,", n) + "\"z\":1"); }},
      {"secrets", [](auto n) { return m365(numbered("\"password\":\"p{}\",", n) + "\"z\":1"); }},
      {"records in strings",
       [](auto n) { return m365(repeated(R"("AuditData":"{\"a\":1}",)", n) + "\"z\":1"); }},
      {"equals signs", text("=")},
      {"assignments of nothing", text("pwd=***")},
      {"assignments of truth", text("pwd=true")},
      {"assignments in quotes", text("pwd='")},
      {"codes that are numbers", text("?code=1")},
      {"escaped assignments", text("%3Fsig%3D")},
      {"dashes", text("-")},
      {"parameters of a command", text("-Password ")},
      {"beginnings of keys", text("-----BEGIN ")},
      {"beginnings of tokens", text("eyJeyJ.")},
      {"beginnings of client secrets", text("abc1Q~")},
      {"annotated keys", text("JQQJ9")},
      {"base64", text("A")},
      {"bearers", text("bearer ")},
      {"basics", text("basic A")},
      {"escapes", text("\\u0041")},
      {"semicolons", text(";pwd=")},
      {"names in escaped quotes", text(R"(\\\\\\\"pwd\\\\\\\":)")},
      {"values in escaped quotes", text(R"(\"pwd\":\"\\\\)")},
      {"blanks before colons", text(R"(\"     :)")},
      {"colons and blanks", text(" : ")},
      {"beginnings of JSON behind words", text("x{ [ ")},
      {"JSON behind words", text(R"(x {\"a\":1} )")},
      {"JSON in strings behind words", text(R"(x {\"a\":\"y {\\\"b\\\":1}\"} )")},
      {"strings that begin with quotes", text(R"(\"\\\"a)")},
      {"cookies without values", text("cookie:")},
      {"users of URLs", text("://a:b")},
      {"users of URLs without an end", text("a:@")},
      {"webhooks", text("discord.com/api/webhooks/")},
      {"secure strings", text("x-SecureString ")},
      {"secure strings with options", text("-x-SecureString -a ")},
      {"secure strings in brackets", text("x-SecureString -Key (")},
      {"secure strings in quotes", text("x-SecureString -Key ''' ")},
      {"secure strings from a pipe", text("'| ConvertTo-SecureString -AsPlainText ")},
      {"users of a network", text("net user ")},
      {"users of a network in quotes", text(R"(net user \" )")},
      {"settings of a secret's name", text("key='pwd' ")},
      {"values before their names", text("value='' key='pwd' ")},
      {"quotes that are encoded as in a URL", text("%22")},
      {"escapes that are encoded", text("%2525")},
      {"secrets that are encoded", text("%22pwd%22%3A%22x%22")},
  });
}

// A record of each family; what is made to grow stands behind its first members.
struct FamilyRecord {
  const char* family;
  std::string members;
  std::vector<std::string> lists;  // of objects, which the family's parser goes through
  std::vector<std::string> texts;  // that it takes apart
};

std::vector<FamilyRecord> family_records() {
  return {
      {"entra.signin",
       R"("createdDateTime":"2026-03-02T08:00:11Z","id":"i1","userPrincipalName":"u@contoso.example","appDisplayName":"Azure Portal","clientAppUsed":"Browser","conditionalAccessStatus":"success","status":{"errorCode":0})",
       {"appliedConditionalAccessPolicies", "authenticationDetails",
        "authenticationProcessingDetails", "networkLocationDetails"},
       {"userAgent", "ipAddress", "userPrincipalName2"}},
      {"entra.audit",
       R"("category":"RoleManagement","activityDisplayName":"Add member to role","activityDateTime":"2026-03-02T08:00:12Z","id":"i2","loggedByService":"Core Directory","initiatedBy":{"user":{"userPrincipalName":"u@contoso.example"}})",
       {"targetResources", "additionalDetails"},
       {"resultReason", "userAgent"}},
      {"azure.activity",
       R"("time":"2026-03-02T08:00:14Z","resourceId":"/SUBSCRIPTIONS/EB7E8FC0-17A8-46CF-918B-476B2EFB3C33","operationName":"MICROSOFT.STORAGE/STORAGEACCOUNTS/LISTKEYS/ACTION","category":"Administrative","resultType":"Success","correlationId":"c","identity":{"claims":{"name":"u"}})",
       {"properties"},
       {"callerIpAddress", "claims", "authorization"}},
      {"intune.audit",
       R"("activityType":"Delete DeviceConfiguration","activityDateTime":"2026-03-02T08:00:15Z","activityResult":"Success","componentName":"x","actor":{"userPrincipalName":"u@contoso.example"},"id":"i5")",
       {"resources"},
       {"displayName"}},
      {"graph.activity",
       R"("time":"2026-03-02T08:00:16Z","category":"MicrosoftGraphActivityLogs","operationName":"x","properties":{"requestId":"c93c8684-aec3-421f-8074-d1241ad00240","requestMethod":"GET","requestUri":"https://graph.microsoft.com/v1.0/me","userId":"7ba979bb-57b7-4406-9565-0950bd0e9fb3"})",
       {"wids"},
       {"requestUri", "scopes", "roles"}},
      {"partner.audit",
       R"("partnerId":"5e0728ee-0029-4e63-9e61-9dce5946632b","customerId":"b2a59418-5f66-428e-a349-e99a15652bc3","userPrincipalName":"dave@adatum.example","operationType":"reset_customer_user_password","operationDate":"2026-03-02T10:00:03Z","operationStatus":"succeeded")",
       {"customizedData"},
       {"resourceNewValue", "resourceOldValue"}},
      {"vault.checkout",
       R"("time":"2026-03-02T08:00:18Z","account":"a@contoso.example","person":"u@adatum.example","action":"check-out")",
       {"approvers"},
       {"reason", "ticket"}},
      {"access.window",
       R"("window":"CHG-1","person":"u@adatum.example","customer":"d7cc19b1-b880-4dc9-8bcb-47adab2139fa","from":"2026-03-02T17:00:00Z","to":"2026-03-02T19:00:00Z")",
       {"approvers"},
       {"ticket"}},
      {"tool.log",
       R"("DateTime":"2026-03-02T08:00:20Z","Tenant":"contoso.example","API":"ExecResetPass","User":"alice@adatum.example","Severity":"Info","RowKey":"11111111-2222-4333-8444-000000000001")",
       {"Standard"},
       {"Message", "LogData"}},
  };
}

// Lists of what each of these families repeats, and texts in which something may begin at each
// byte.
TEST_F(StepsTest, ParsingOfEachFamily) {
  for (const FamilyRecord& one : family_records()) {
    const std::string begin = "{" + one.members + ",";
    std::vector<Worst> worst = {
        {"keys", [&](auto n) { return begin + numbered("\"k{}\":1,", n) + "\"z\":1}\n"; }},
        {"keys that the family knows, again and again",
         [&](auto n) { return begin + repeated(one.members + ",", n) + "\"z\":1}\n"; }},
        {"records", [&](auto n) { return repeated("{" + one.members + "}\n", n); }},
    };
    for (const std::string& list : one.lists) {
      const std::string opened = begin + "\"" + list + "\":[";
      worst.push_back({"objects in a list", [=](auto size) {
                         return opened +
                                repeated(
                                    R"({"displayName":"a","key":"b","value":"c","id":"d",)"
                                    R"("modifiedProperties":[{"displayName":"A","oldValue":"[]",)"
                                    R"("newValue":"[\"x\"]"}]},)",
                                    size) +
                                "{}]}\n";
                       }});
      worst.push_back({"changes of one object", [=](auto size) {
                         return opened + R"({"modifiedProperties":[)" +
                                repeated(R"({"displayName":"A","newValue":"{\"a\":1}"},)", size) +
                                "{}]}]}\n";
                       }});
    }
    for (const std::string& text : one.texts) {
      const std::string opened = begin + "\"" + text + "\":\"";
      for (const char* part : {"/", "@", "(", "'", " ", ".", ":", "%", "{\\\"a\\\":", "[",
                               "user@x.example ", "0c4e6d1a-8b2f-4a3d-9e5f-6a7b8c9d0e1f/"}) {
        worst.push_back({"a text", [=](auto n) { return opened + repeated(part, n) + "\"}\n"; }});
      }
    }
    SCOPED_TRACE(one.family);
    expect_linear(worst);
  }
}

std::string as_text_of_json(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

TEST_F(StepsTest, Unwrapping) {
  const std::string record = m365("\"z\":1").substr(0, m365("\"z\":1").size() - 1);
  const auto lines_of = [&](const std::string& before, const std::string& behind) {
    return [=](std::size_t n) {
      return repeated(before + as_text_of_json(record) + behind + "\n", n);
    };
  };
  expect_linear({
      {"GELF", lines_of(R"({"version":"1.1","host":"x","short_message":"x","full_message":)", "}")},
      {"Splunk", lines_of(R"({"preview":false,"result":{"_raw":)", "}}")},
      {"event.original", lines_of(R"({"@timestamp":"x","event":{"original":)", "}}")},
      {"syslog",
       [&](auto n) {
         return repeated("<134>1 2026-03-02T08:00:01Z h a - - - " + record + "\n", n);
       }},
      {"heads of syslog",
       [](auto n) { return repeated("<134>1 2026-03-02T08:00:01Z h a - - - ", n); }},
      {"records of one message",
       [&](auto size) {
         return "{\"message\":" +
                as_text_of_json("{\"records\":[" + repeated(record + ",", size) + "1]}") + "}\n";
       }},
      {"messages in messages",
       [&](auto size) {
         std::string text = record;
         while (text.size() < size) text = "{\"message\":" + as_text_of_json(text) + "}";
         return text + "\n";
       }},
      {"a wide table",
       [](auto size) {
         return R"({"tables":[{"name":"t","columns":[)" +
                numbered(R"({{"name":"c{}"}},)", size / 2) + R"({"name":"z"}],"rows":[[)" +
                repeated("1,", size / 8) + "1]]}]}\n";
       }},
      {"a long table",
       [](auto size) {
         return R"({"tables":[{"name":"t","columns":[{"name":"Operation"},{"name":"Id"}],"rows":[)" +
                repeated(R"(["a","b"],)", size) + "[]]}]}\n";
       }},
      {"wrappers of nothing",
       [](auto size) {
         return repeated(R"({"message":"{"})"
                         "\n",
                         size);
       }},
  });
}

// Messages behind heads that relays write, and the heads themselves.
TEST_F(StepsTest, UnwrappingOfCefAndLeef) {
  const std::string record = m365("\"z\":1").substr(0, m365("\"z\":1").size() - 1);
  const std::string cef = "<13>Mar  2 08:00:01 h CEF:0|v|p|1|17|n|5|";
  const std::string leef = "<13>Mar  2 08:00:01 h LEEF:1.0|v|p|1|17|";
  const std::string other_leef = "<13>Mar  2 08:00:01 h LEEF:2.0|v|p|1|17|^|";
  const auto one_line = [](const std::string& head, const std::string& part,
                           const std::string& tail = "\n") {
    return [=](std::size_t n) { return head + repeated(part, n) + tail; };
  };
  const auto lines = [](const std::string& line) {
    return [=](std::size_t n) { return repeated(line + "\n", n); };
  };
  expect_linear({
      {"CEF", lines(cef + "cat=audit msg=" + record)},
      {"attributes of CEF", one_line(cef, "cat=audit ", "msg=" + record + "\n")},
      {"CEF without a message", one_line(cef, "cat=audit ")},
      {"heads of CEF", one_line("", cef)},
      {"bars of CEF", one_line("CEF:0|", "\\|")},
      {"escapes of CEF", one_line(cef + "msg=", "\\=\\n")},
      {"LEEF", lines(leef + "cat=audit\tmsg=" + record)},
      {"LEEF by a separator", lines(other_leef + "cat=audit^msg=" + record)},
      {"attributes of LEEF", one_line(leef, "cat=audit\t", "msg=" + record + "\n")},
      {"attributes by a separator", one_line(other_leef, "cat=audit^", "msg=" + record + "\n")},
      {"LEEF without a message", one_line(leef, "cat=audit\t")},
      {"heads of LEEF", one_line("", leef)},
      {"separators of LEEF", one_line(other_leef, "^")},
      {"escapes of LEEF", one_line(leef + "msg=", "\\=\\t")},
  });
}

TEST_F(StepsTest, UnwrappingOfFragments) {
  const auto header = [](int table, const std::string& columns) {
    return fmt::format(
        R"({{"FrameType":"TableHeader","TableId":{},"Columns":[{}{{"ColumnName":"Id"}}]}})"
        "\n",
        table, columns);
  };
  const std::string fragment =
      R"({"FrameType":"TableFragment","TableId":1,"Rows":[["Set-Mailbox"],["a"]]})"
      "\n";
  const auto columns = [](std::size_t n) { return numbered(R"({{"ColumnName":"c{}"}},)", n); };
  expect_linear({
      {"fragments", [&](auto n) { return header(1, columns(100)) + repeated(fragment, n); }},
      {"wide ones", [&](auto n) { return header(1, columns(n / 2)) + repeated(fragment, n / 2); }},
      {"headers of one table", [&](auto n) { return repeated(header(1, columns(100)), n); }},
      {"headers of many tables",
       [&](auto size) {
         std::string text;
         for (int table = 0; text.size() < size; ++table) text += header(table, columns(100));
         return text;
       }},
      {"rows of one fragment",
       [&](auto size) {
         return header(1, columns(100)) + R"({"FrameType":"TableFragment","TableId":1,"Rows":[)" +
                repeated(R"(["Set-Mailbox"],)", size) + "[]]}\n";
       }},
      {"rows without a header", [&](auto n) { return repeated(fragment, n); }},
  });
}

// Objects whose keys are paths.
TEST_F(StepsTest, UnwrappingOfFlatObjects) {
  const auto object = [](const std::string& members) { return "{" + members + "\"z\":1}\n"; };
  expect_linear({
      {"objects",
       [&](auto n) {
         return repeated(object(R"("properties.id":"a","properties.status.errorCode":0,)"), n);
       }},
      {"keys side by side", [&](auto n) { return object(numbered(R"("properties.k{}":1,)", n)); }},
      {"keys each in an object of its own",
       [&](auto n) { return object(numbered(R"("properties.k{}.a":1,)", n)); }},
      {"wide objects",
       [&](auto size) {
         return repeated(object(numbered(R"("properties.k{}.a":1,)", 16'000)), size);
       }},
      {"a deep key",
       [&](auto size) { return object("\"properties" + repeated(".a", size) + "\":1,"); }},
      {"deep keys",
       [&](auto size) {
         return repeated(object(numbered(R"("properties.a.a.a.a.a.a.a.a.a.k{}":1,)", 8'000)), size);
       }},
      {"elements of a list",
       [&](auto n) { return object(numbered(R"("properties.list[{}].id":1,)", n)); }},
      {"dots",
       [&](auto size) { return object("\"properties" + std::string(size, '.') + "\":1,"); }},
      {"brackets",
       [&](auto size) { return object("\"properties" + repeated("[0]", size) + "\":1,"); }},
  });
}

// An input is looked through for the order of its dates before it is read.
class DateSteps : public TempFolderTest {
 protected:
  std::uint64_t steps_of(const std::string& text) {
    DateSurvey survey(write("log", text));
    steps = 0;
    while (!survey.step()) {
    }
    return steps;
  }
};

TEST_F(DateSteps, LookingForTheOrderOfDatesIsLinear) {
  const auto dated = [](const std::string& date) {
    return R"({"CreationTime":")" + date +
           R"( 08:00:13","Id":"i","Operation":"Set-Mailbox","RecordType":1,"UserKey":"k",)"
           R"("UserType":2,"Workload":"Exchange","UserId":"u@contoso.example"})"
           "\n";
  };
  const Worst all[] = {
      {"dates of either order", [&](auto n) { return repeated(dated("03/02/2026"), n); }},
      {"dates of one order", [&](auto n) { return repeated(dated("13/02/2026"), n); }},
      {"no dates", [&](auto n) { return repeated(dated("//////////"), n); }},
      {"dates in a text",
       [&](auto n) { return dated(repeated("03/02/2026 ", n)) + dated("03/02/2026"); }},
      {"dates in messages",
       [&](auto n) {
         return repeated("{\"message\":" + as_text_of_json(dated("03/02/2026")) + "}\n", n);
       }},
      {"rows",
       [&](auto n) {
         return "Operation,CreationDate,AuditData\n" + repeated("Set-Mailbox,03/02/2026,{}\n", n);
       }},
  };
  for (const Worst& worst : all) {
    const std::uint64_t before = steps_of(worst.text(std::size_t{128} << 10));
    const std::uint64_t now = steps_of(worst.text(std::size_t{256} << 10));
    EXPECT_LE(now, before * 5 / 2)
        << worst.what << ": " << before << " steps, " << now << " for twice as much";
  }
}

// As Windows writes it, with a mark and without, and cut within a character.
TEST_F(StepsTest, FramingOfUtf16) {
  const auto wide = [](const std::string& text) {
    std::string out = "\xff\xfe";
    for (const char one : text) out.append({one, '\0'});
    return out;
  };
  expect_linear({
      {"records", [&](auto n) { return wide(repeated(m365("\"z\":1"), n / 2)); }},
      {"a cut string and blank lines",
       [&](auto size) { return wide(R"({"a":"x)" + std::string(size / 2, '\n')); }},
      {"rows of a table",
       [&](auto size) {
         return wide("Operation,CreationDate,AuditData\n" + repeated("\"\"\",\n", size / 2));
       }},
      {"halves of characters",
       [&](auto n) { return "\xff\xfe" + repeated(std::string("\0\xd8", 2), n); }},
      {"an odd byte at the end", [&](auto n) { return wide(repeated("x\n", n / 2)) + "x"; }},
  });
}

}  // namespace
}  // namespace aobo::test
