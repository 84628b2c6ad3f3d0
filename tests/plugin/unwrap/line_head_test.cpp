#include "plugin/unwrap/line_head.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <utility>

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
           "CEF:0|Vendor|Product|1.0|17|Name|5|shost=x msg=",
           "CEF:0|Vendor|Product|1.0|17|Name|5|dhost=x msg=",
           "LEEF:1.0|Vendor|Product|1.0|17|cat=logon\tdomain=x msg=",
           "LEEF:1.0|Vendor|Product|1.0|17|cat=logon msg=",
           "LEEF:1.0|Vendor|Product|1.0|17|cat=logon^msg=",
           "LEEF:1.0|Vendor|Product|1.0|17|^|cat=logon^msg=",
           "LEEF:2.0|Vendor|Product|1.0|17|^|cat=logon\tmsg=",
           "LEEF:2.0|Vendor|Product|1.0|17|x5E|cat=logon msg=",
           "LEEF:2.0|Vendor|Product|1.0|17|x1234|cat=logon4msg=",
           "kim: LEEF:1.0|a|b|c|d|msg=",
           "2026-05-04T03:02:01Z alice ",
           "alice | ",
       }) {
    EXPECT_EQ(behind_head(head + R"({"a":1})"), std::nullopt) << head;
  }
  EXPECT_EQ(behind_head(R"(May 14 03:02:01 relay audit: {"a":1} and more)"), std::nullopt);
  std::string far(2000, 'x');
  far.append(" | {}");
  EXPECT_EQ(behind_head(far), std::nullopt);
}

// As the loggers of Python, Java, .NET and Go write them by their usual patterns.
TEST(LineHead, TheRecordBehindALoggersHead) {
  for (const std::string head : {
           "2026-05-04 03:02:01,250 - INFO - ",
           "2026-05-04 03:02:01,250 - azure.audit - INFO - ",
           "2026-05-04 03:02:01,250 - INFO - __main__ - ",
           "2026-05-04 03:02:01,250:WARNING:azure.audit:",
           "2026-05-04 03:02:01,250 INFO     ",
           "2026-05-04 03:02:01|INFO|",
           "2026-05-04 03:02:01.2500|INFO|Contoso.Export|",
           "2026-05-04 03:02:01.250 | INFO     | export.audit:main:17 - ",
           "2026-05-04 03:02:01,250 [main] INFO  com.contoso.Export - ",
           "2026-05-04 03:02:01,250 INFO  [http-nio-8080-exec-1] c.c.Export - ",
           "2026-05-04 03:02:01,250 [main] INFO - ",
           "2026-05-04 03:02:01,250 [main] INFO ",
           "2026-05-04 03:02:01,250 [main] INFO  Export (Export.java:17) - ",
           "03:02:01.250 [main] INFO  com.contoso.Export - ",
           "2026-05-04 03:02:01 INFO  Export:17 - ",
           "2026-05-04T03:02:01.250Z  INFO 17 --- [           main] c.contoso.Export         : ",
           "2026-05-04T03:02:01.250+02:00  INFO 17 --- [export] [main] c.contoso.Export  : ",
           "[2026-05-04 03:02:01,250] INFO ",
           "[2026-05-04 03:02:01,250: INFO/MainProcess] ",
           "2026/05/04 03:02:01 ",
           "2026/05/04 03:02:01 INFO ",
           "2026-05-04 03:02:01.250 +02:00 [INF] ",
           "I0504 03:02:01.250000      17 export.go:12] ",
           "INFO:root:",
           "VERBOSE: ",
           "[pod/export-7d9c/collector] ",
       }) {
    EXPECT_EQ(behind_head(head + R"({"a":[{"b":"}"}]})"), R"({"a":[{"b":"}"}]})") << head;
    EXPECT_EQ(behind_head(head + R"([{"a":1}] )"), R"([{"a":1}])") << head;
  }
}

// A person's name, a word of a message: what stands behind it is what somebody wrote.
TEST(LineHead, BehindWordsOfAMessageIsSomebodysText) {
  for (const std::string head : {
           "2026-05-04 03:02:01 - mallory - ",
           "2026-05-04 03:02:01 - mallory - INFO - ",
           "2026-05-04 03:02:01,250 - mallory - ",
           "2026-05-04 03:02:01,250 - INFO - azure audit - ",
           "2026-05-04 03:02:01,250 - INFO - azure.audit - comment: ",
           "2026-05-04 03:02:01 [mallory] ",
           "2026-05-04 03:02:01 [BOB] ",
           "2026-05-04 03:02:01,250 INFO comment: ",
           "2026-05-04 03:02:01,250 INFO comment - ",
           "2026-05-04 03:02:01,250 [main] INFO com.contoso.Export - comment: ",
           "2026-05-04 03:02:01,250 [main] INFO comment: ",
           "2026-05-04 03:02:01 INFO comment - ",
           "2026-05-04 03:02:01.250 | INFO | comment - ",
           "2026-05-04T03:02:01.250Z  INFO 17 --- comment : ",
           "03:02:01 mallory - ",
           "03:02:01.250 mallory INFO - ",
           "INFO:mallory:",
           "INFO mallory: ",
           "WARNING: mallory said ",
           "[pod/x] ",
           "[mallory] ",
       }) {
    EXPECT_EQ(behind_head(head + R"({"a":1})"), std::nullopt) << head;
  }
}

// The same record by a sender that escapes as the formats ask, and by one that does not.
TEST(LineHead, WhatCefAndLeefEscapeIsTakenOff) {
  const std::string cef = "CEF:0|Vendor|Product|1.0|17|Name|5|msg=";
  const std::string leef = "LEEF:2.0|Vendor|Product|1.0|17|^|cat=audit^msg=";
  for (const auto& [written, meant] : std::initializer_list<std::pair<std::string, std::string>>{
           {R"({"q":"a\=b"})", R"({"q":"a=b"})"},
           {R"({"q":"a\|b"})", R"({"q":"a|b"})"},
           {R"({"q":"say \\"x\\""})", R"({"q":"say \"x\""})"},
           {R"({"u":"DOM\\\\pat"})", R"({"u":"DOM\\pat"})"},
           {R"({"u":"DOM\\\\tenant: 1","q":"a\=b"})", R"({"u":"DOM\\tenant: 1","q":"a=b"})"},
           {R"({\n  "a": 1,\r\n\t"b": 2\n})", "{\n  \"a\": 1,\r\n\t\"b\": 2\n}"},
           {R"({"a":1}\n)", R"({"a":1})"},
           // As it is: JSON's own backslashes.
           {R"({"u":"DOM\\pat"})", R"({"u":"DOM\\pat"})"},
           {R"({"u":"DOM\\tenant: 1"})", R"({"u":"DOM\\tenant: 1"})"},
           {R"({"u":"DOM\\nat","v":"\\\\nas\\temp"})", R"({"u":"DOM\\nat","v":"\\\\nas\\temp"})"},
           {R"({"q":"say \"x\"","u":"a\nb"})", R"({"q":"say \"x\"","u":"a\nb"})"},
           {R"({"v":"\\\\\\\\nas","q":"a=b"})", R"({"v":"\\\\\\\\nas","q":"a=b"})"},
           {R"({"q":"a=b"})", R"({"q":"a=b"})"},
       }) {
    EXPECT_EQ(behind_head(cef + written), meant) << written;
    EXPECT_EQ(behind_head(leef + written), meant) << written;
  }
  EXPECT_EQ(behind_head(cef + R"(x {"q":"a\=b"})"), std::nullopt);
}

TEST(LineHead, HeadsMayHoldWhatTheyEscape) {
  for (const std::string head : {
           R"(CEF:0|Vendor\\x|Product \| more|1.0|17|Name|5|msg=)",
           R"(CEF:0|Vendor|Product|1.0|17|Name {x}|5|msg=)",
           R"(CEF:0|Vendor|Product|1.0|17|Name|5|cat=Audit log\=all rt=1777863721250 msg=)",
           R"(LEEF:1.0|Vendor \| Co|Product|1.0|17|cat=audit\=all)"
           "\tmsg=",
           R"(<134>1 2026-05-04T03:02:01Z relay app - - [meta x="a \"b\" \] \\"] )",
           R"(<134>1 2026-05-04T03:02:01Z relay app - - [meta x="[1] {2}"][more y="3"] )",
           R"(<134>1 2026-05-04T03:02:01Z relay app - - [meta x="\]"] CEF:0|V|P|1|17|N|5|msg=)",
       }) {
    EXPECT_EQ(behind_head(head + R"({"a":1})"), R"({"a":1})") << head;
  }
  // What is within a quoted value is no record, and a value that does not end is no head.
  for (const std::string line : {
           R"(<134>1 2026-05-04T03:02:01Z relay app - - [meta x="] {\"a\":1}"])",
           R"(<134>1 2026-05-04T03:02:01Z relay app - - [meta x="\"] {"a":1})",
           R"(CEF:0|Vendor|Product|1.0|17|Name|5|cat=x suser\=y msg=x msg={"a":1})",
       }) {
    EXPECT_EQ(behind_head(line), std::nullopt) << line;
  }
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
