#include "plugin/unwrap/line_head.h"

#include <gtest/gtest.h>

#include <string>

namespace aobo {
namespace {

TEST(LineHead, TheRecordBehindARelaysHead) {
  for (const std::string head : {
           "<134>1 2026-05-04T03:02:01Z relay forwarder - - - ",
           "<134>1 2026-05-04T03:02:01.5+02:00 relay app 17 id7 [meta x=\"1\"][more] ",
           "<134>May  4 03:02:01 relay audit[17]: ",
           "May 14 03:02:01 relay audit: ",
           "2026-05-04T03:02:01+00:00 relay audit: ",
           "2026-05-04T03:02:01.123456789Z stdout F ",
           "collector-1  | ",
           "2026-05-04 03:02:01 ",
           "2026-05-04 03:02:01 +0000 azure.audit: ",
           "2026-05-04T03:02:01Z\tazure.audit\t",
           "2026-05-04 03:02:01,250 [INFO] ",
           "CEF:0|Vendor|Product|1.0|17|Name \\| more|5|rt=1777863721250 msg=",
           "May  4 03:02:01 relay CEF:0|Vendor|Product|1.0|17|Name|5|msg=",
           "LEEF:1.0|Vendor|Product|1.0|17|cat=audit\tmsg=",
           "<13>May  4 03:02:01 relay LEEF:1.0|Vendor|Product|1.0|17|devTime=May 04 2026 "
           "03:02:01\tdevTimeFormat=MMM dd yyyy HH:mm:ss\tsev=5\tpayload=",
           "LEEF:2.0|Vendor|Product|1.0|17|cat=audit\tmsg=",
           "LEEF:2.0|Vendor|Product|1.0|17|^|cat=audit^sev=5^msg=",
           "LEEF:2.0|Vendor|Product|1.0|17|x5E|cat=audit^msg=",
           "LEEF:2.0|Vendor|Product|1.0|17|0x09|msg=",
           "<134>1 2026-05-04T03:02:01Z relay app - - - LEEF:2.0|Vendor|Product|1.0|17||msg=",
           "812 <134>1 2026-05-04T03:02:01Z relay app - - - ",
           "812 <134>May  4 03:02:01 relay audit[17]: ",
           "<134>May  4 03:02:01 relay audit: @cee: ",
           "<134>1 2026-05-04T03:02:01Z relay app - - - @cee:",
           "@cee: ",
           "logs/audit.json:12:",
           "May  4 03:02:01 ",
           "<134>May  4 2026 03:02:01: ",
           "05/04/2026 03:02:01 ",
           "4.5.2026, 3:02:01 AM ",
           "[05/04/2026 03:02:01.250] ",
           "[2026-05-04T03:02:01Z] ",
           "1777863721.250 ",
           "1777863721 ",
           "1777863721250\t",
           "C:\\logs\\audit.log:",
           "<134>May  4 03:02:01 relay ",
           "<134>2026-05-04T03:02:01.5+02:00 relay ",
           "2026-05-04T03:02:01Z relay ",
           "2026-05-04 03:02:01 INFO ",
       }) {
    EXPECT_EQ(behind_head(head + R"({"a":[{"b":"}"}]})"), R"({"a":[{"b":"}"}]})") << head;
    EXPECT_EQ(behind_head(head + R"([{"a":1}] )"), R"([{"a":1}])") << head;
  }
}

TEST(LineHead, TextOfOthersThatHoldsARecordIsText) {
  for (const std::string head : {
           "",
           "Failed password for ",
           "May  4 03:02:01 relay sshd[17]: invalid user ",
           "2026-05-04 03:02:01 GET /x 200 ",
           "10.0.0.1 - - [04/May/2026:03:02:01 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"",
           "<134>1 2026-05-04T03:02:01Z relay app - - - user agent ",
           "CEF:0|Vendor|Product|1.0|17|Name|5|suser=x msg=",
           "user x@cee: ",
           "failed for a.log:",
           "user:12:",
           "812 failed ",
           "812 ",
           "May  4 03:02:01 x ",
           "2026-05-04 03:02:01 alice: ",
           "2026-05-04 03:02:01 login ",
           "[2026-05-04 03:02:01] alice: ",
           "<134>May  4 03:02:01 relay invalid user ",
           "05/04/2026 03:02:01 x ",
           "1777863721.250 x ",
           "CEF:0|Vendor|Product|1.0|17|Name|5|request=/a msg=",
           "LEEF:1.0|Vendor|Product|1.0|17|usrName=x\tmsg=",
           "LEEF:1.0|Vendor|Product|1.0|17|cat=audit\tuserAgent=x\tmsg=",
           "LEEF:2.0|Vendor|Product|1.0|17|^|cat=audit^url=/a^msg=",
           "LEEF:2.0|Vendor|Product|1.0|msg=",
           "LEEF:3.0|Vendor|Product|1.0|17|msg=",
           "<38>Mar  2 09:00:01 host sshd[1]: Invalid user LEEF:1.0|a|b|c|d|msg=",
           "usrName=x LEEF:1.0|a|b|c|d|msg=",
           "kim: see CEF:0|a|b|c|d|e|5|msg=",
       }) {
    EXPECT_EQ(behind_head(head + R"({"a":1})"), std::nullopt) << head;
  }
  EXPECT_EQ(behind_head(R"(May 14 03:02:01 relay audit: {"a":1} and more)"), std::nullopt);
  std::string far(2000, 'x');
  far.append(" | {}");
  EXPECT_EQ(behind_head(far), std::nullopt);
}

TEST(LineHead, TheRecordInAPairOfFluentBit) {
  EXPECT_EQ(behind_head(R"(contoso.audit: [1777863721.250000000, {"a":[{"b":"}]"}]}])"),
            R"({"a":[{"b":"}]"}]})");
  for (const std::string line : {
           R"(contoso: [1777863721.250000000, {"a":1}] and more)",
           R"(contoso: [1777863721.250000000, "x", {"a":1}])",
           R"(user x: [1777863721.250000000, {"a":1}])",
           R"(contoso: [yesterday, {"a":1}])",
           R"(: [1777863721.250000000, {"a":1}])",
       }) {
    EXPECT_EQ(behind_head(line), std::nullopt) << line;
  }
}

}  // namespace
}  // namespace aobo
