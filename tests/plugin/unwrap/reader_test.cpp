// What collectors make of records: the same record in every wrapper, page, table and spelling; and
// what looks like one and is not.
#include "plugin/unwrap/reader.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "plugin/base/base64.h"
#include "plugin/base/guid.h"
#include "plugin/base/json_text.h"
#include "plugin/base/limits.h"
#include "plugin/base/text.h"
#include "plugin/parse/registry.h"
#include "tests/support/temp_folder.h"

namespace aobo {
namespace {

using Lines = std::vector<std::string>;

constexpr std::string_view kTenant = "5d3d7a2e-0000-4000-8000-00000000c0de";

// A unified audit record of the operation.
std::string audit(std::string_view operation, std::string_view more = "") {
  return fmt::format(
      R"({{"CreationTime":"2026-05-04T03:02:01","Operation":"{}","OrganizationId":"{}","RecordType":1,)"
      R"("UserType":2,"UserKey":"k","UserId":"pat@tailspin.example","Workload":"Exchange"{}}})",
      operation, kTenant, more);
}

std::string entra(std::string_view operation) {
  return fmt::format(
      R"({{"activityDisplayName":"{}","activityDateTime":"2026-05-04T03:02:01Z","loggedByService":"Core",)"
      R"("initiatedBy":{{"user":{{"userPrincipalName":"pat@tailspin.example"}}}}}})",
      operation);
}

std::string csv_cell(std::string_view text) {
  std::string cell = "\"";
  for (const char byte : text) cell.append(byte == '"' ? 2 : 1, byte);
  return cell + '"';
}

// As journald writes what it does not print.
std::string byte_list(std::string_view text) {
  std::string list;
  for (const char byte : text)
    list += fmt::format("{}{}", list.empty() ? "[" : ",", static_cast<unsigned char>(byte));
  return list + "]";
}

// As CEF asks for it.
std::string escaped(std::string_view text) {
  std::string value;
  for (const char byte : text) {
    if (byte == '\\' || byte == '=') value.push_back('\\');
    value.push_back(byte);
  }
  return value;
}

class RecordReaderTest : public test::TempFolderTest {
 protected:
  Lines read(const std::string& text, DateOrder dates = DateOrder::kUnclear) {
    write("input", text);
    Parser parser({});
    RecordReader reader(folder() + "/input", 4096, parser, dates);
    Record record;
    Lines lines;
    for (;;) {
      switch (reader.next(record)) {
        case RecordReader::State::kEnd:
          return lines;
        case RecordReader::State::kWait:
          continue;
        case RecordReader::State::kRefused:
          lines.push_back(
              fmt::format("{}: {}", name(reader.refusal().reason), reader.refusal().detail));
          continue;
        case RecordReader::State::kRecord:
          offsets_.push_back(reader.offset());
          lines.push_back(std::string(record.operation) + (reader.repaired() ? " (repaired)" : ""));
          tenants_.emplace_back(record.tenant ? record.tenant->text() : record.tenant_name);
          times_.push_back(format_time(record.time));
          collected_.push_back(reader.collected() ? format_time(*reader.collected()) : "");
          actors_.emplace_back(record.actor.text);
          ids_.emplace_back(record.id);
      }
    }
  }

  std::vector<std::uint64_t> offsets_;
  Lines tenants_, times_, actors_, ids_, collected_;
};

// Whoever waits for the first record of a large input has the thread back between the pieces.
TEST_F(RecordReaderTest, TheOrderOfDatesIsSoughtPieceByPiece) {
  const auto line = [](std::string_view date) {
    return fmt::format(
        R"({{"CreationTime":"{} 8:00:00","Id":"1","Operation":"x","RecordType":1,"UserKey":"k","UserId":"u@c.example"}})"
        "\n",
        date);
  };
  std::string text;
  for (std::size_t i = 0; i < 3 * limits::kDateRecordsAtOnce; ++i) text += line("3/2/2026");
  for (const auto& [last, first_time] :
       {std::pair("13/2/2026", "2026-02-03T08:00:00Z"), {"2/13/2026", "2026-03-02T08:00:00Z"}}) {
    write("input", text + line(last));
    Parser parser({});
    RecordReader reader(folder() + "/input", 4096, parser);
    Record record;
    std::size_t waits = 0;
    RecordReader::State state = reader.next(record);
    for (; state == RecordReader::State::kWait; state = reader.next(record)) ++waits;
    EXPECT_GE(waits, 3U);  // and once more where much was read
    ASSERT_EQ(state, RecordReader::State::kRecord);
    EXPECT_EQ(format_time(record.time), first_time);
    EXPECT_EQ(reader.offset(), 0U);
    std::size_t records = 1;
    while ((state = reader.next(record)) != RecordReader::State::kEnd)
      records += state == RecordReader::State::kRecord ? 1 : 0;
    EXPECT_EQ(records, 3 * limits::kDateRecordsAtOnce + 1);
  }
}

TEST_F(RecordReaderTest, EveryWrapperGivesItsRecord) {
  const std::string bare = audit("Set-Thing", R"(,"Id":"its own")");
  const std::string text = json_string(bare);
  for (const std::string& wrapped : {
           R"({"time":1,"sourcetype":"x","event":)" + bare + "}",
           R"({"time":1,"host":"x","event":)" + text + "}",
           R"({"preview":false,"result":{"_raw":)" + text + "}}",
           R"({"_time":"x","_raw":)" + text + "}",
           R"({"_index":"x","_source":)" + bare + "}",
           R"({"_index":"x","_source":{"@timestamp":"x","event":{"original":)" + text + "}}}",
           R"({"@timestamp":"x","event.original":)" + text + "}",
           R"({"@timestamp":"x","@version":"1","message":)" + text + "}",
           R"({"@timestamp":"x","o365":{"audit":)" + bare + R"(},"event":{"kind":"event"}})",
           R"({"decoder":{"name":"json"},"data":{"integration":"office365","office365":)" + bare +
               "}}",
           R"({"decoder":{"name":"json"},"full_log":)" + text + "}",
           R"({"integration":"office365","office365":)" + bare + "}",
           R"({"version":"1.1","host":"x","short_message":"x","full_message":)" + text + "}",
           R"({"topic":"t","partition":0,"payload":)" + text + "}",
           R"({"SequenceNumber":1,"Offset":"2","Body":)" + text + "}",
           R"({"stream":"stdout","log":)" + text + "}",
           R"({"log":)" + text + "}",
           R"({"@timestamp":"x","@version":"1","message":)" + text + R"(,"event":{"original":)" +
               text + R"(},"host":{"name":"h"}})",
           R"({"@timestamp":"x","event":{"dataset":"d"},"host":{"name":"h"},"message":)" + text +
               "}",
           R"({"@timestamp":"x","event":{"kind":"event"},"host":{"name":"h"},"o365":{"audit":)" +
               bare + "}}",
           R"(contoso: [1777863721.250000000, {"log":)" + text + "}]",
           R"({"syslogtag":"x:","msg":)" + text + "}",
           R"({"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"stringValue":)" + text +
               "}}]}]}]}",
           R"({"ActionType":"x","RawEventData":)" + text + "}",
           R"({"category":"AdvancedHunting-CloudAppEvents","properties":{"RawEventData":)" + bare +
               "}}",
           R"({"TimeGenerated":"x","Type":"Own_CL","RawData":)" + text + "}",
           R"({"Tenant":"x","RawData":)" + text + "}",
           R"({"specversion":"1.0","data":)" + bare + "}",
           R"({"@timestamp":"x","message":)" +
               json_string("<13>1 2026-05-04T03:02:01Z h a - - - " + bare) + "}",
           R"({"topic":"t","payload":)" +
               json_string(R"({"@timestamp":"x","message":)" + text + "}") + "}",
           R"({"@timestamp":"x","agent":{"type":"filebeat"},"json":)" + bare + "}",
           R"({"schema":{"type":"string"},"payload":)" + text + "}",
           R"({"SequenceNumber":1,"Offset":"2","EnqueuedTimeUtc":"x","Body":{"bytes":)" + text +
               "}}",
           R"({"PartitionKey":"x","RowKey":"y","Tenant":"t","Data":)" +
               json_string(R"({"RawData":)" + bare + R"(,"IP":"x"})") + "}",
           R"({"Tenant":"t","Title":"x","Data":{"RawData":)" + text + "}}",
           R"({"preview":false,"fields":["_time","_raw"],"rows":[["x",)" + text + "]]}",
           R"({"time":1,"event":)" + bare + "}",
           R"({"_raw":)" + text + "}",
           R"({"_index":"x","_id":"1","fields":{"event.original":[)" + text + R"(],"x":["y"]}})",
           R"({"messages":[{"message":{"message":)" + text +
               R"(,"gl2_source_input":"x"},"index":"graylog_0"}],"fields":["a"],"time":5})",
           R"({"date":1.5,"log":"x","log_processed":)" + bare + "}",
           R"({"date":1.5,"message":)" + text + "}",
           R"({"__REALTIME_TIMESTAMP":"1","SYSLOG_IDENTIFIER":"x","MESSAGE":)" + text + "}",
           R"({"TimeGenerated":"x","RawEventData":)" + text + "}",
           R"({"properties":{"ActionType":"x","RawEventData":)" + bare + "}}",
           R"({"properties":{"RawEventData":)" + text + "}}",
           R"({"@timestamp":"x","@version":"1","tags":["a"],"records":)" + bare + "}",
           R"({"@timestamp":"x","message":"{\"records\":[…]}","records":)" + bare + "}",
           R"({"@timestamp":"x","value":)" + bare + "}",
           R"({"__REALTIME_TIMESTAMP":"1","MESSAGE":)" + byte_list(bare) + "}",
           R"({"__REALTIME_TIMESTAMP":"1","_COMM":"x","MESSAGE":)" +
               byte_list("2026-05-04 03:02:01,250 - audit - INFO - " + bare) + "}",
           "CEF:0|Vendor|Product|1.0|17|Name|5|msg=" + escaped(bare),
           "\"timestamp\",\"source\",\"message\"\n\"x\",\"h\"," + csv_cell(bare),
           "\"_raw\"\n" + csv_cell(bare),
           "@timestamp;event.original\n\"Mar 2, 2026 @ 09:00:00.000\";" + csv_cell(bare),
           text,
           "[" + text + "]",
           "May  4 03:02:01 relay audit: " + bare,
           "05/04/2026 03:02:01 " + bare,
       }) {
    for (Lines* seen : {&times_, &actors_, &ids_, &tenants_}) seen->clear();
    EXPECT_EQ(read(wrapped + "\n"), Lines{"set-thing"}) << wrapped;
    EXPECT_EQ(times_, Lines{"2026-05-04T03:02:01Z"}) << wrapped;
    EXPECT_EQ(actors_, Lines{"pat@tailspin.example"}) << wrapped;
    EXPECT_EQ(ids_, Lines{"its own"}) << wrapped;
    EXPECT_EQ(tenants_, Lines{std::string(kTenant)}) << wrapped;
  }
}

TEST_F(RecordReaderTest, BodiesInBase64) {
  // {"records":[…]} of one record, in both alphabets and with padding or without.
  const std::string page = R"({"records":[)" + audit("Set-Thing", R"(,"X":"ü??>")") + "]}";
  std::string encoded = encode_base64url(page);
  for (const bool plain : {false, true}) {
    if (plain) {
      std::replace(encoded.begin(), encoded.end(), '-', '+');
      std::replace(encoded.begin(), encoded.end(), '_', '/');
      encoded.append((4 - encoded.size() % 4) % 4, '=');
    }
    EXPECT_EQ(read(R"({"SequenceNumber":1,"Offset":"2","EnqueuedTimeUtc":"x","Body":")" + encoded +
                   "\"}"),
              Lines{"set-thing"});
  }
  EXPECT_EQ(read(R"({"SequenceNumber":1,"Offset":"2","Body":"aGVsbG8gd29ybGQ"})"),
            Lines{"unknown-family: keys SequenceNumber, Offset, Body"});
  // Of other wrappers base64 is somebody's text.
  EXPECT_EQ(read(R"({"@timestamp":"x","message":")" + encoded + "\"}"),
            Lines{"unknown-family: keys @timestamp, message"});
}

TEST_F(RecordReaderTest, ValuesOfOpenTelemetryOfAnyKind) {
  const std::string page = R"({"records":[)" + audit("Set-Thing") + "]}";
  for (const std::string& body : {
           R"({"bytesValue":")" + encode_base64(page) + "\"}",
           R"({"arrayValue":{"values":[{"stringValue":)" + json_string(audit("Set-Thing")) + "}]}}",
           R"({"string_value":)" + json_string(page) + "}",
       }) {
    EXPECT_EQ(read(R"({"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"1","body":)" +
                   body + "}]}]}]}\n" + R"({"timeUnixNano":"1","body":)" + body + "}"),
              Lines(2, "set-thing"))
        << body;
  }
}

TEST_F(RecordReaderTest, ListsOfKeysAndValues) {
  const std::string body =
      R"({"kvlistValue":{"values":[{"key":"CreationTime","value":{"stringValue":"2026-05-04T03:02:01"}},)"
      R"({"key":"Operation","value":{"stringValue":"Set-Thing"}},{"key":"UserKey","value":{"stringValue":"k"}},)"
      R"({"key":"RecordType","value":{"intValue":"1"}},{"key":"Parameters","value":{"arrayValue":{"values":[)"
      R"({"kvlistValue":{"values":[{"key":"Name","value":{"stringValue":"a"}}]}}]}}},)"
      R"({"key":"Odd","value":{}},{"key":"None"},{"value":{"stringValue":"x"}},7]}})";
  EXPECT_EQ(read(R"({"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"1","body":)" +
                 body + "}]}]}]}"),
            Lines{"set-thing"});
  EXPECT_EQ(read(R"({"timeUnixNano":"1","body":)" + body + "}"), Lines{"set-thing"});
  std::string deep = R"({"stringValue":"x"})";
  for (int i = 0; i < 20; ++i)
    deep = R"({"kvlistValue":{"values":[{"key":"a","value":)" + deep + "}]}}";
  EXPECT_EQ(read(R"({"timeUnixNano":"1","body":)" + deep + "}").size(), 1U);
}

// A key that tells the family beside columns that do not bear its names.
TEST_F(RecordReaderTest, ColumnsOfACustomTableBesideACategory) {
  const std::string columns =
      R"("CreatedDateTime_t":"2026-05-04T03:02:01Z","UserPrincipalName_s":"pat@tailspin.example",)"
      R"("AppDisplayName_s":"Portal","ResultType_s":"0","ResourceTenantId_g":")" +
      std::string(kTenant) + "\"";
  const std::string smuggled = R"(,"host_s":"h","message_s":)" + json_string(audit("Smuggled"));
  EXPECT_EQ(read(R"({"Category":"SignInLogs",)" + columns + smuggled + "}\n" +
                 R"({"Category":"SignInLogs","TimeGenerated":"2026-05-04T09:00:00Z",)" + columns +
                 "}\n" + R"({"Category_s":"SignInLogs",)" + columns + "}"),
            Lines(3, "sign-in activity"));
  EXPECT_EQ(tenants_, Lines(3, std::string(kTenant)));
  EXPECT_EQ(actors_, Lines(3, "pat@tailspin.example"));
  EXPECT_EQ(times_, Lines(3, "2026-05-04T03:02:01Z"));
}

TEST_F(RecordReaderTest, RowsWithoutTypeOrCategory) {
  EXPECT_EQ(read("TimeGenerated [UTC],RequestMethod,RequestUri,UserId\n"
                 "\"5/24/2026, 3:02:01.000 AM\",GET,https://graph.microsoft.com/v1.0/users,u\n"),
            Lines{"get /v1.0/users"});
  EXPECT_EQ(
      read(
          R"({"TimeGenerated":"2026-05-04T03:02:01Z","OperationName":"Patch Thing","Properties":)" +
          json_string(
              R"({"ActivityDate":"5/24/2026 3:02:01 AM","Actor":{"UPN":"pat@tailspin.example"},"AuditEventId":"e"})") +
          "}"),
      Lines{"update thing"});
  EXPECT_EQ(actors_, (Lines{"u", "pat@tailspin.example"}));
}

TEST_F(RecordReaderTest, WhatIsNoWrapperIsNotOpened) {
  const std::string text = json_string(audit("Smuggled"));
  for (const std::string& line : {
           R"({"message":)" + text + "}",
           R"({"host":"web","message":)" + text + "}",
           R"({"host":"web","msg":)" + text + "}",
           R"({"user":"mallory","timestamp":"2026-03-02T10:00:00Z","message":)" + text + "}",
           R"({"email":"m@x.example","name":"m","time":"x","message":)" + text + "}",
           R"({"log":)" + text + R"(,"user":"x"})",
           R"({"@timestamp":"x","user_agent":)" + text + "}",
           R"({"@timestamp":"x","user":{"name":)" + text + "}}",
           R"({"event":)" + audit("Smuggled") + R"(,"and":"no wrapper"})",
           R"({"eventName":"x","requestParameters":{"tags":[)" + audit("Smuggled") +
               R"(]},"other":{"a":1}})",
           R"({"a":[)" + audit("Smuggled") + R"(],"b":[)" + audit("Smuggled") + "]}",
           R"({"ts":1,"uri":"/x","status":200,"body":{"items":[)" + audit("Smuggled") + "]}}",
           R"({"type":"order.created","data":)" + audit("Smuggled") + "}",
           R"({"eventType":"order.created","data":)" + audit("Smuggled") + "}",
           R"({"eventType":"user.login","published":"x","target":[)" + audit("Smuggled") + "]}",
           R"({"published":"x","target":[)" + audit("Smuggled") + "]}",
           R"({"apiVersion":"v1","items":[)" + audit("Smuggled") + R"(],"kind":"List"})",
           R"({"time":1,"event":)" + audit("Smuggled") + R"(,"and":"no wrapper"})",
           R"({"raw":)" + text + R"(,"and":"no wrapper"})",
           R"({"properties":{"RawEventData":)" + text + R"(},"and":"no wrapper"})",
           R"({"records":)" + audit("Smuggled") + R"(,"timestamp":"x"})",
           R"({"@timestamp":"x","records":{"user":"x","text":)" + text + "}}",
           R"({"host":"web","message":)" + byte_list(audit("Smuggled")) + "}",
           std::string(R"({"__REALTIME_TIMESTAMP":"1","MESSAGE":[300]})"),
       }) {
    const Lines got = read(line + "\n");
    ASSERT_EQ(got.size(), 1U) << line;
    EXPECT_TRUE(got[0].starts_with("unknown-family: keys ")) << got[0];
  }
}

// Programs of anybody log what their users say beside a time, a host, a tag: that is no
// collector's.
TEST_F(RecordReaderTest, AUsersTextBesideOneCommonKeyIsNoRecord) {
  const std::string text = json_string(audit("Smuggled"));
  for (const std::string field :
       {"message",       "msg",     "body",         "event",      "log",     "payload",
        "value",         "data",    "_raw",         "raw",        "result",  "full_message",
        "short_message", "logText", "source",       "attributes", "content", "rawData",
        "json",          "records", "logProcessed", "text"}) {
    for (const std::string_view sibling : {
             R"("version":"1.0")",
             R"("timestamp":"2026-03-02T09:00:00Z")",
             R"("time":"x")",
             R"("date":"2026-03-02")",
             R"("host":"h")",
             R"("hostname":"h")",
             R"("source":"web")",
             R"("index":3)",
             R"("topic":"general")",
             R"("partition":1)",
             R"("offset":5)",
             R"("key":"x")",
             R"("partitionKey":"x")",
             R"("rowKey":"y")",
             R"("sequenceNumber":4)",
             R"("tag":"x")",
             R"("tags":["x"])",
             R"("agent":"curl")",
             R"("input":"i")",
             R"("stream":"s")",
             R"("beat":"b")",
             R"("facility":"user")",
             R"("severity":"info")",
             R"("programname":"p")",
             R"("level":"info")",
             R"("resource":"/api")",
             R"("location":"NL")",
             R"("manager":"m")",
             R"("decoder":"d")",
             R"("rule":"r")",
             R"("type":"comment")",
             R"("id":"7")",
             R"("status":"x")",
             R"("title":"Re: hello")",
             R"("ip":"203.0.113.7")",
             R"("tenant":"t")",
             R"("schema":"x")",
             R"("fields":{})",
             R"("preview":true)",
             R"("integration":"x")",
             R"("service":"web")",
             R"("properties":{})",
             R"("systemProperties":{})",
         }) {
      if (sibling.starts_with("\"" + field + "\"")) continue;
      const std::string line =
          fmt::format(R"({{{},"author":"mallory","post_id":7,"{}":{}}})", sibling, field, text);
      const Lines got = read(line + "\n");
      ASSERT_EQ(got.size(), 1U) << line;
      EXPECT_TRUE(got[0].starts_with("unknown-family: keys ")) << line << " " << got[0];
    }
  }
}

TEST_F(RecordReaderTest, AChatsOrAnApisOwnObjectsHoldNoRecord) {
  const std::string text = json_string(audit("Smuggled"));
  for (const std::string& line : {
           R"({"id":"1","type":"comments","attributes":{"message":)" + text + "}}",
           R"({"id":"1","author":"m","content":{"message":)" + text + "}}",
           R"({"preview":true,"author":"m","result":)" + text + "}",
           R"({"preview":true,"result":)" + text + "}",
           R"({"index":3,"message":)" + text + "}",
           R"({"index":3,"source":)" + text + "}",
           R"({"date":"x","service":"web","attributes":)" + text + "}",
           R"({"decoder":{"a":1},"data":)" + text + "}",
           R"({"@timestamp":"x","value":)" + text + "}",
           R"({"agent":{"a":1},"json":)" + text + "}",
           R"({"version":"2","author":"m","host":7,"short_text":)" + text + "}",
           R"({"timestamp":"x","author":"m","fullMessage":)" + text + "}",
           R"({"ip":"203.0.113.7","rawData":)" + text + "}",
           R"({"title":"Re","data":{"rawData":)" + text + "}}",
           R"({"offset":3,"body":)" + text + "}",
           R"({"stream":"s","author":"m","time":"x","log":)" + text + "}",
       }) {
    const Lines got = read(line + "\n");
    ASSERT_EQ(got.size(), 1U) << line;
    EXPECT_TRUE(got[0].starts_with("unknown-family: keys ")) << line << " " << got[0];
  }
}

// A newline in what somebody wrote must not begin a record.
TEST_F(RecordReaderTest, ATextThatBeginsWithNoRecordHoldsNone) {
  const std::string smuggled = audit("Smuggled");
  for (const auto& [first, refusal] : std::initializer_list<std::pair<std::string, std::string>>{
           {"login failed for", "unknown-family: keys "},
           {"May  4 03:02:01 relay sshd[17]: invalid user x", "unknown-family: keys "},
           {"\"hello {\"", "unknown-family: keys "},
           {R"({"user":"x)", "truncated: "},
           {"[INFO] login failed", "not-an-object"},
           {"[INFO login failed", "not-an-object"},
           {R"({"level":"info"})", "unknown-family: keys level"},
           {R"({"records":[{"level":"info"},{"level":"info"}]})", "unknown-family: keys level"},
       }) {
    const std::string text = json_string(first + "\n" + smuggled + "\n" + smuggled);
    for (const std::string& line : {
             R"({"@timestamp":"x","host":"web","message":)" + text + "}",
             R"({"log":)" + text + R"(,"stream":"stdout","time":"x"})",
             R"({"msg":)" + text + R"(,"syslogtag":"sshd","hostname":"h"})",
             text,
             "[" + text + "]",
         }) {
      const Lines got = read(line + "\n");
      EXPECT_FALSE(got.empty()) << line;
      EXPECT_EQ(std::count(got.begin(), got.end(), "smuggled"), 0) << line;
    }
  }
  EXPECT_EQ(read(R"({"@timestamp":"x","message":)" +
                 json_string("login failed for\n" + smuggled + "\nat {\n" + smuggled) + "}\n"),
            Lines{"unknown-family: keys @timestamp, message"});
  EXPECT_EQ(read(R"({"@timestamp":"x","message":)" +
                 json_string("{\"level\":1}\n" + smuggled + "\n" + smuggled) + "}\n"),
            (Lines{"unknown-family: keys level",
                   "unknown-family: further lines of a text that begins with no record"}));
}

TEST_F(RecordReaderTest, LinesBehindARecordInATextAreRecords) {
  const std::string head = "<13>1 2026-05-04T03:02:01Z h a - - - ";
  for (const std::string& text : {
           audit("One") + "\n" + audit("Two") + "\n",
           "\xef\xbb\xbf" + audit("One") + "\n\n" + audit("Two"),
           head + audit("One") + "\n" + head + audit("Two"),
           json_string(audit("One")) + "\n" + json_string(audit("Two")),
           R"({"records":[)" + audit("One") + "]}\n" + R"({"records":[)" + audit("Two") + "]}",
       }) {
    EXPECT_EQ(read(R"({"@timestamp":"x","message":)" + json_string(text) + "}\n"),
              (Lines{"one", "two"}))
        << text;
  }
  // A page whose first records are of a family that is not read.
  EXPECT_EQ(read(R"({"@timestamp":"x","message":)" +
                 json_string(R"({"records":[{"level":1},)" + audit("One") + "]}\n" + audit("Two")) +
                 "}\n"),
            (Lines{"unknown-family: keys level", "one", "two"}));
}

TEST_F(RecordReaderTest, NoRecordInsideARecordOfOthers) {
  const std::string record = audit("Smuggled");
  const std::string list = "[" + record + "]";
  const std::string text = json_string(record);
  for (
      const std::string& line : {
          R"({"eventVersion":"1","eventName":"PutItem","eventTime":"x","requestParameters":{"items":)" +
              list + "}}",
          R"({"eventVersion":"1","eventName":"PutItem","eventTime":"x","items":)" + list + "}",
          R"({"time":"x","category":"AppConsoleLogs","resourceId":"/x","properties":{"value":)" +
              list + "}}",
          R"({"time":"x","category":"Own","resourceId":"/x","properties":{"body":{"items":)" +
              list + "}}}",
          R"({"time":"x","category":"Own","resourceId":"/x","host":"h","message":)" + text + "}",
          R"({"properties":{"value":)" + list + "}}",
          R"({"time":"x","method":"POST","path":"/x","body":{"items":)" + list + "}}",
          R"({"timestamp":"x","method":"POST","path":"/x","body":)" + record + "}",
          // One of ours, without what its family needs.
          R"({"CreationTime":"2026-05-04T03:02:01","OrganizationId":"x","host":"h","message":)" +
              text + "}",
          R"({"CreationTime":"2026-05-04T03:02:01","UserId":"x","records":)" + list + "}",
      }) {
    const Lines got = read(line + "\n");
    ASSERT_EQ(got.size(), 1U) << line;
    EXPECT_TRUE(got[0].starts_with("unknown-family: keys ")) << got[0];
  }
}

TEST_F(RecordReaderTest, ARecordsOwnTextsGiveNoSecondRecord) {
  const std::string inner = json_string(audit("Smuggled"));
  EXPECT_EQ(read(audit("Set-Thing", R"(,"UserAgent":)" + inner + R"(,"message":)" + inner +
                                        R"(,"@timestamp":"x","event":{"original":)" + inner + "}") +
                 "\n"),
            Lines{"set-thing"});
  // Of several places that a wrapper has, one is opened.
  EXPECT_EQ(read(R"({"@timestamp":"x","event":{"original":)" + json_string(audit("Set-Thing")) +
                 R"(},"message":)" + inner + "}\n"),
            Lines{"set-thing"});
}

TEST_F(RecordReaderTest, WrappersAreOpenedUpToABound) {
  std::string nested = audit("Set-Thing");
  for (std::size_t i = 0; i < limits::kUnwrapDepth; ++i)
    nested = R"({"topic":"t","payload":)" + json_string(nested) + "}";
  EXPECT_EQ(read(nested), Lines{"set-thing"});
  EXPECT_EQ(read(R"({"topic":"t","payload":)" + json_string(nested) + "}"),
            Lines{"unknown-family: wrapped more than 6 deep; keys topic, payload"});
  // Text in text.
  std::string text = audit("Set-Thing");
  for (std::size_t i = 0; i < limits::kUnwrapDepth; ++i) text = json_string(text);
  EXPECT_EQ(read(text), Lines{"set-thing"});
  const Lines too_deep{"unknown-family: wrapped more than 6 deep; \"" +
                       printable(json_string(audit("Set-Thing")), 40) + "\""};
  EXPECT_EQ(read(json_string(text)), too_deep);
  EXPECT_EQ(read(R"({"@timestamp":"x","message":)" + json_string(text) + "}"), too_deep);
  // What is damaged in the innermost is mended there too.
  std::string damaged = audit("Set-Thing", R"(,"Path":"C:\Users")");
  for (std::size_t i = 0; i < limits::kUnwrapDepth; ++i)
    damaged = R"({"topic":"t","payload":)" + json_string(damaged) + "}";
  EXPECT_EQ(read(damaged), Lines{"set-thing (repaired)"});
}

TEST_F(RecordReaderTest, TextInAWrapperIsRefusedAsTheWrapper) {
  EXPECT_EQ(read(R"({"@timestamp":"x","message":"a user said {hello}"})"),
            Lines{"unknown-family: keys @timestamp, message"});
  EXPECT_EQ(read(R"({"@timestamp":"x","message":"hello"})"),
            Lines{"unknown-family: keys @timestamp, message"});
}

TEST_F(RecordReaderTest, PagesByAnyKeyKeepTheirOrderAndPlaces) {
  const std::string two = audit("One") + "," + audit("Two");
  for (const std::string& page : {
           R"({"eventHubName":"x","records":[)" + two + "]}",
           R"({"tenant":"x","value":[)" + two + "]}",
           R"({"count":2,"auditEntries":[)" + two + "]}",
           R"({"status":200,"body":{"value":[)" + two + "]}}",
           R"({"meta":{"rows":2},"data":[)" + two + "]}",
           R"({"query":{"from":"x"},"errors":[],"auditLogs":[)" + two + "]}",
           R"({"statusCode":200,"headers":{"x":"y"},"body":{"value":[)" + two + "]}}",
           R"({"responses":[{"id":"1","headers":{"x":"y"},"body":{"@odata.context":"x","value":[)" +
               two + "]}}]}",
           R"({"inputs":{"host":{}},"outputs":{"body":{"value":[)" + two + "]}}}",
           R"({"took":3,"_shards":{"total":1},"hits":{"total":{"value":2},"hits":[)"
           R"({"_index":"x","_source":)" +
               audit("One") + R"(},{"_index":"x","_source":)" + audit("Two") + "}]}}",
           R"({"context":{"a":1},"records":[)" + two + "]}",
           R"({"@timestamp":"x","message":)" + json_string(R"({"records":[)" + two + "]}") + "}",
           R"({"topic":"t","payload":)" + json_string("[" + two + "]") + "}",
           R"({"time":1,"host":"h","event":[)" + two + "]}",
       }) {
    offsets_.clear();
    EXPECT_EQ(read(page), (Lines{"one", "two"})) << page;
    EXPECT_LT(offsets_.front(), offsets_.back()) << page;
    EXPECT_LT(offsets_.back(), page.size()) << page;
  }
}

// What stands in a list beside the records is read as well, or refused by its own keys.
TEST_F(RecordReaderTest, EveryListOfAPageIsRead) {
  const std::string one = "[" + audit("One") + "]", two = "[" + audit("Two") + "]";
  const std::string error = R"([{"code":"x"}])";
  for (const std::string& page : {
           R"({"signInLogs":)" + one + R"(,"auditLogs":)" + two + "}",
           R"({"value":)" + one + R"(,"more":)" + two + "}",
           R"({"records":)" + one + R"(,"count":2,"more" : )" + two + "}",
           R"({"tenant":"x","body":{"value":)" + one + R"(,"other":)" + two + "}}",
           R"({"meta":{"a":1},"whatever":[)" + audit("One") + "," + audit("Two") + "]}",
           R"({"export":{"rows":[)" + audit("One") + "," + audit("Two") + "]}}",
       }) {
    EXPECT_EQ(read(page), (Lines{"one", "two"})) << page;
  }
  for (const std::string& page : {
           R"({"value":)" + one + R"(,"errors":)" + error + "}",
           R"({"auditLogs":)" + one + R"(,"errors":)" + error + "}",
       }) {
    EXPECT_EQ(read(page), (Lines{"one", "unknown-family: keys code"})) << page;
  }
  // Which columns there are, and where the next page is, is no record.
  EXPECT_EQ(read(R"({"value":)" + one + R"(,"fields":[{"name":"_raw"}],"links":[{"rel":"next"}]})"),
            Lines{"one"});
}

// Where people's words, forms and requests stand there is no page: who fills them would write
// records.
TEST_F(RecordReaderTest, UnderNamesForWhatPeopleWriteThereIsNoPage) {
  const std::string list = "[" + audit("Smuggled") + "]";
  for (const std::string name :
       {"formData", "form", "comment", "userComments", "requestBody", "displayName", "description",
        "customAttributes", "extension_9f1a_department", "additionalDetails", "modifiedProperties",
        "Justification", "notes", "userAgent", "inputs", "postData", "reason", "httpRequest"}) {
    for (const std::string& line : {
             R"({")" + name + R"(":)" + list + "}",
             R"({")" + name + R"(":{"items":)" + list + "}}",
             R"({"data":{")" + name + R"(":)" + list + "}}",
             R"({"body":{")" + name + R"(":{"value":)" + list + "}}}",
             R"({"id":"1",")" + name + R"(":{"records":)" + list + "}}",
         }) {
      const Lines got = read(line + "\n");
      ASSERT_EQ(got.size(), 1U) << line;
      EXPECT_TRUE(got[0].starts_with("unknown-family: keys ")) << got[0];
    }
  }
  // A program's own line about a request.
  for (const std::string& line : {
           R"({"level":"info","user":"x","items":)" + list + "}",
           R"({"logger":"shop","message":"order","rows":)" + list + "}",
       }) {
    const Lines got = read(line + "\n");
    ASSERT_EQ(got.size(), 1U) << line;
    EXPECT_TRUE(got[0].starts_with("unknown-family: keys ")) << got[0];
  }
  // Of a page its other lists are read, and this one is told.
  const std::string one = "[" + audit("One") + "]";
  EXPECT_EQ(read(R"({"tenant":"x","comments":)" + list + R"(,"value":)" + one + "}"),
            (Lines{"unknown-family: a page's list under comments, where people write", "one"}));
  EXPECT_EQ(read(R"({"records":)" + one + R"(,"comments":)" + list + "}"),
            (Lines{"one", "unknown-family: a page's list under a name for what people write"}));
  EXPECT_EQ(read(R"({"description":"of May","value":)" + one + "}"), Lines{"one"});
}

TEST_F(RecordReaderTest, AnAnswerThatIsNotWholeIsTold) {
  EXPECT_EQ(read(R"({"tables":[{"columns":[{"name":"CreationTime"},{"name":"Operation"},)"
                 R"({"name":"UserKey"}],"rows":[["2026-05-04T03:02:01Z","One","k"]]}],)"
                 R"("render":{"a":1},"error":{"code":"PartialError"}})"),
            (Lines{"truncated: an answer that says it is not whole: PartialError", "one"}));
}

TEST_F(RecordReaderTest, APageLargerThanARecordIsReadAsWell) {
  std::string page = R"({"fetched":"x","auditEntries":[)";
  const std::string wide = audit("One", R"(,"X":")" + std::string(1 << 20, 'x') + "\"");
  for (int i = 0; i < 6; ++i) page += (i == 0 ? "" : ",") + wide;
  EXPECT_EQ(read(page + "]}"), Lines(6, "one"));
  // One of somebody else is not: its list holds what its users wrote.
  page.replace(0, page.find('['), R"({"kind":"List","items":)");
  EXPECT_EQ(read(page + "]}"), Lines{"too-long: longer than the largest record allowed"});
}

TEST_F(RecordReaderTest, APageSaysWhoseItsRecordsAreBeforeOrBehindThem) {
  const std::string tenant = "\"" + std::string(kTenant) + "\"";
  const std::string list = "[" + entra("One") + "]";
  for (const std::string& page : {
           R"({"value":)" + list + R"(,"tenantId":)" + tenant + "}",
           R"({"value":)" + list + R"(,"count":1,"tenantId":)" + tenant + R"(,"x":true})",
           R"({"@odata.context":"x","tenantId":)" + tenant + R"(,"value":)" + list + "}",
           "{\n  \"value\": " + list + ",\n  \"tenantId\": " + tenant + "\n}\n",
           R"({"time":1,"host":"h","fields":{"tenant":)" + tenant + R"(},"event":)" + entra("One") +
               "}",
           R"({"@timestamp":"x","azure":{"tenant_id":)" + tenant + R"(},"event.original":)" +
               json_string(entra("One")) + "}",
           R"({"@timestamp":"x","organization":{"id":)" + tenant + R"(},"message":)" +
               json_string(entra("One")) + "}",
       }) {
    tenants_.clear();
    EXPECT_EQ(read(page), Lines{"one"}) << page;
    EXPECT_EQ(tenants_, Lines{std::string(kTenant)}) << page;
  }
  // Longer than what is read at a time, on a line or on many.
  for (const char* blank : {"", "\n  "}) {
    std::string page = R"({"value":[)";
    for (int i = 0; i < 200; ++i) page += (i == 0 ? "" : ",") + std::string(blank) + entra("One");
    page += R"(],"tenantId":)" + tenant + std::string(blank) + "}\n";
    tenants_.clear();
    EXPECT_EQ(read(audit("Two") + "\n" + page + page).size(), 401U);
    EXPECT_EQ(tenants_, Lines(401, std::string(kTenant)));
  }
  // Of a page, and of no other.
  tenants_.clear();
  EXPECT_EQ(read(R"({"value":)" + list + R"(,"tenantId":)" + tenant + "}\n" + R"({"value":)" +
                 list + "}\n" + entra("Two")),
            (Lines{"one", "one", "two"}));
  EXPECT_EQ(tenants_, (Lines{std::string(kTenant), "", ""}));
  tenants_.clear();
  EXPECT_EQ(read(R"({"value":)" + list + R"(,"caller":{"tenantId":)" + tenant + "}}"),
            Lines{"one"});
  EXPECT_EQ(tenants_, Lines{""});
  // A key of the last record of a page that was cut is no word of the page's.
  tenants_.clear();
  EXPECT_EQ(read(R"({"value":[)" + entra("One") + R"(,{"x":[1],"tenantId":)" + tenant + "}"),
            (Lines{"one", "unknown-family: keys x, tenantId"}));
  EXPECT_EQ(tenants_, Lines{""});
}

TEST_F(RecordReaderTest, ALargePageSaysWhoseItsRecordsAre) {
  std::string page = R"({"tenantId":")" + std::string(kTenant) + R"(","auditEntries":[)";
  std::string wide = entra("One");
  wide.insert(wide.size() - 1, R"(,"x":")" + std::string(1 << 20, 'x') + "\"");
  for (int i = 0; i < 6; ++i) page += (i == 0 ? "" : ",") + wide;
  EXPECT_EQ(read(page + "]}"), Lines(6, "one"));
  EXPECT_EQ(tenants_, Lines(6, std::string(kTenant)));
}

TEST_F(RecordReaderTest, AListLiesUnderAnyNamesWhereNothingElseStands) {
  const std::string list = R"({"things":[)" + audit("One") + "," + audit("Two") + "]}";
  for (const std::string& page : std::vector<std::string>{
           R"({"whatever":)" + list + "}",
           R"({"a":{"b":{"c":)" + list + R"(}},"meta":{"rows":2}})",
       })
    EXPECT_EQ(read(page), (Lines{"one", "two"})) << page;
  for (const std::string& other : std::vector<std::string>{
           R"({"user":"x","whatever":)" + list + "}",
           R"({"level":"info","a":{"b":)" + list + "}}",
           R"({"whatever":{"user":"x","more":)" + list + "}}",
           R"({"requestParameters":)" + list + "}",
           R"({"a":{"b":{"c":{"d":{"e":)" + list + "}}}}}",
       }) {
    const Lines got = read(other);
    ASSERT_EQ(got.size(), 1U) << other;
    EXPECT_TRUE(got[0].starts_with("unknown-family: keys ")) << got[0];
  }
}

TEST_F(RecordReaderTest, OfTooManyRecordsInOneTheRestIsOneRefusal) {
  std::string page = R"({"a":[{})";
  for (std::size_t i = 0; i < limits::kUnwrappedParts; ++i) page += ",{}";
  const Lines got = read(page + "]}");
  EXPECT_EQ(got.size(), limits::kUnwrappedParts + 1);
  EXPECT_EQ(
      std::count(got.begin(), got.end(), "too-long: a page; its further records are left out"), 1);
}

TEST_F(RecordReaderTest, RowsOfAnswersBecomeRecords) {
  const std::string rows =
      R"([["2026-05-04T03:02:01Z","Set-Thing","Exchange","k"],["2026-05-04T03:02:02Z","Two","Exchange","k"],["x"]])";
  EXPECT_EQ(
      read(
          R"({"tables":[{"name":"PrimaryResult","columns":[{"name":"CreationTime"},{"name":"Operation"},)"
          R"({"name":"Workload"},{"name":"UserKey"}],"rows":)" +
          rows + "}]}"),
      (Lines{"set-thing", "two", "unknown-family: keys CreationTime"}));
  EXPECT_EQ(
      read(
          R"([{"FrameType":"DataSetHeader","Version":"v2.0"},{"FrameType":"DataTable","Columns":[)"
          R"({"ColumnName":"CreationTime"},{"ColumnName":"Operation"},{"ColumnName":"Workload"},)"
          R"({"ColumnName":"UserKey"}],"Rows":[["2026-05-04T03:02:01Z","Set-Thing","Exchange","k"]]}])"),
      (Lines{"unknown-family: keys FrameType, Version", "set-thing"}));
}

// What would turn the text around, were it shown, is replaced where it is shown. As an escape it is
// shown as that, and so it stays, also where a wrapper is opened.
TEST_F(RecordReaderTest, AnEscapeStaysOneInWhatIsUnwrapped) {
  const std::string bare =
      R"({"CreationTime":"2026-05-04T03:02:01Z","Operation":"Set-Thing","RecordType":1,)"
      R"("UserKey":"\u202eright to left\u007f","Workload":"Exchange"})";
  for (const std::string& wrapped :
       {R"({"sourcetype":"o365","event":)" + bare + "}", R"({"value":[)" + bare + "]}"}) {
    const std::string input = write("input", wrapped);
    Parser parser({});
    RecordReader reader(input, 4096, parser);
    Record record;
    ASSERT_EQ(reader.next(record), RecordReader::State::kRecord);
    EXPECT_EQ(parser.json(), bare);
  }
}

// Kusto's answers that come piece by piece: the columns in one frame, rows in later ones.
TEST_F(RecordReaderTest, RowsOfFragmentsBecomeRecordsByTheColumnsOfTheirTable) {
  const std::string header =
      R"({"FrameType":"TableHeader","TableId":1,"TableKind":"PrimaryResult","Columns":[)"
      R"({"ColumnName":"CreationTime"},{"ColumnName":"Operation"},{"ColumnName":"Workload"},)"
      R"({"ColumnName":"UserKey"}]})";
  const auto fragment = [](int table, const char* operation) {
    return fmt::format(
        R"({{"FrameType":"TableFragment","TableId":{},"TableFragmentType":"DataAppend","Rows":[)"
        R"(["2026-05-04T03:02:01Z","{}","Exchange","k"]]}})",
        table, operation);
  };
  const std::string told = "unknown-family: keys FrameType, TableId, TableKind, Columns";
  const std::string unknown = "unknown-family: keys FrameType, TableId, TableFragmentType, Rows";
  EXPECT_EQ(read("[" + header + "," + fragment(1, "One") + "," + fragment(2, "Other") + "," +
                 fragment(1, "Two") + "]"),
            (Lines{told, "one", unknown, "two"}));
  EXPECT_EQ(read(fragment(1, "One") + "\n" + header), (Lines{unknown, told}))
      << "without its columns";
}

TEST_F(RecordReaderTest, KeysInAnySpelling) {
  EXPECT_EQ(
      read(
          R"({"TimeGenerated":"2026-05-04T09:00:00Z","CreationTime_t":"2026-05-04T03:02:01Z",)"
          R"("Operation_s":"Set-Thing","RecordType_d":1.0,"Workload_s":"Exchange","UserId_s":"a@b.example"})"
          "\n"
          R"({"creation_time":"2026-05-04T03:02:01Z","operation":"Two","record_type":1,"user_key":"k"})"
          "\n"
          R"({"activity_display_name":"Add member","activity_date_time":"2026-05-04T03:02:01Z",)"
          R"("logged_by_service":"Core","initiated_by":{"user":{"user_principal_name":"a@b.example"}}})"),
      (Lines{"set-thing", "two", "add member"}));
  EXPECT_EQ(times_, Lines(3, "2026-05-04T03:02:01Z"));
}

// A key that tells the family, and properties spelled otherwise: who it was stands in these.
TEST_F(RecordReaderTest, PropertiesInAnySpellingBesideACategory) {
  for (
      const std::string_view properties : {
          R"({"user_principal_name":"pat@tailspin.example","app_display_name":"P","status":{"error_code":0},)"
          R"("resource_tenant_id":"5d3d7a2e-0000-4000-8000-00000000c0de"})",
          R"({"User Principal Name":"pat@tailspin.example","Resource Tenant Id":"5d3d7a2e-0000-4000-8000-00000000c0de"})",
          R"({"user-principal-name":"pat@tailspin.example","resource-tenant-id":"5d3d7a2e-0000-4000-8000-00000000c0de"})",
          R"({"user_principal_name":"x","userPrincipalName":"pat@tailspin.example",)"
          R"("resourceTenantId":"5d3d7a2e-0000-4000-8000-00000000c0de"})",
      }) {
    tenants_.clear();
    actors_.clear();
    EXPECT_EQ(read(fmt::format(
                  R"({{"time":"2026-05-04T03:02:01Z","category":"SignInLogs","properties":{}}})",
                  properties)),
              Lines{"sign-in activity"})
        << properties;
    EXPECT_EQ(actors_, Lines{"pat@tailspin.example"}) << properties;
    EXPECT_EQ(tenants_, Lines{std::string(kTenant)}) << properties;
  }
  actors_.clear();
  EXPECT_EQ(
      read(
          R"({"time":"2026-05-04T03:02:01Z","category":"AuditLogs","operation_name":"Add member","properties":)"
          R"({"initiated_by":{"user":{"user_principal_name":"pat@tailspin.example"}},"activity_display_name":"Add member"}})"
          "\n"
          R"({"time":"2026-05-04T03:02:01Z","category":"AuditLogs","operation_name":"Patch","properties":)"
          R"({"audit_event_id":"e","actor":{"user_principal_name":"pat@tailspin.example"}}})"
          "\n"
          R"({"time":"2026-05-04T03:02:01Z","category":"MicrosoftGraphActivityLogs","properties":)"
          R"({"request_method":"GET","request_uri":"https://graph.microsoft.com/v1.0/users","user_id":"u"}})"),
      (Lines{"add member", "patch", "get /v1.0/users"}));
  EXPECT_EQ(actors_, (Lines{"pat@tailspin.example", "pat@tailspin.example", "u"}));
}

// "@timestamp" is when a shipper read the line, and no spelling of a record's own time.
TEST_F(RecordReaderTest, AShippersTimeIsNoRecords) {
  EXPECT_EQ(
      read(
          R"({"@timestamp":"2026-05-05T00:00:00Z","createdDateTime":"2026-05-04T03:02:01Z","appDisplayName":"P","status":{"errorCode":0}})"
          "\n"
          R"({"@timestamp":"2026-05-05T00:00:00Z","category":"SignInLogs","appDisplayName":"P"})"),
      (Lines{"sign-in activity", "no-time: entra.signin"}));
  EXPECT_EQ(times_, Lines{"2026-05-04T03:02:01Z"});
}

constexpr std::string_view kDone = "2026-05-04T03:02:01Z", kCame = "2026-05-05T09:00:00Z";
constexpr std::string_view kWorkspace = "0cdd1dc8-0a2b-4b87-8a5d-2cbb4e5a7bcd";

// A record of each family, in each form in which its time has another name; all are of kDone.
struct FamilyForm {
  std::string_view family, json;
};
constexpr FamilyForm kFamilyForms[] = {
    {"entra.signin", R"({"createdDateTime":"2026-05-04T03:02:01Z","appDisplayName":"P",)"
                     R"("status":{"errorCode":0},"userPrincipalName":"pat@tailspin.example"})"},
    {"entra.signin", R"({"time":"2026-05-04T03:02:01Z","category":"SignInLogs",)"
                     R"("properties":{"userPrincipalName":"pat@tailspin.example"}})"},
    {"entra.signin", R"({"Timestamp":"2026-05-04T03:02:01Z","RequestId":"r","AccountUpn":)"
                     R"("pat@tailspin.example","ErrorCode":0,"CrossTenantAccessType":"none"})"},
    {"entra.audit", R"({"activityDateTime":"2026-05-04T03:02:01Z","activityDisplayName":"Add",)"
                    R"("initiatedBy":{"user":{"userPrincipalName":"pat@tailspin.example"}}})"},
    {"entra.audit",
     R"({"time":"2026-05-04T03:02:01Z","category":"AuditLogs","operationName":"Add",)"
     R"("properties":{"initiatedBy":{"user":{"id":"u"}}}})"},
    {"m365.audit", R"({"CreationTime":"2026-05-04T03:02:01Z","Operation":"Set","RecordType":1,)"
                   R"("UserKey":"k","UserId":"pat@tailspin.example"})"},
    {"m365.audit", R"({"createdDateTime":"2026-05-04T03:02:01Z","operation":"Set",)"
                   R"("auditLogRecordType":"exchangeAdmin","userId":"pat@tailspin.example"})"},
    {"azure.activity", R"({"time":"2026-05-04T03:02:01Z","category":"Administrative",)"
                       R"("operationName":"A/B/WRITE","identity":{"claims":{"oid":"u"}}})"},
    {"azure.activity", R"({"eventTimestamp":"2026-05-04T03:02:01Z","caller":"u@x.example",)"
                       R"("operationName":{"value":"A/B/write"}})"},
    {"intune.audit", R"({"activityDateTime":"2026-05-04T03:02:01Z","componentName":"C",)"
                     R"("activityType":"Create","actor":{"userPrincipalName":"u@x.example"}})"},
    {"intune.audit",
     R"({"time":"2026-05-04T03:02:01Z","category":"AuditLogs","operationName":)"
     R"("Create","properties":{"AuditEventId":"e","Actor":{"UPN":"u@x.example"}}})"},
    {"intune.audit", R"({"category":"AuditLogs","operationName":"Create","properties":)"
                     R"({"ActivityDate":"5/4/2026 3:02:01 AM","Actor":{"UPN":"u@x.example"}}})"},
    {"graph.activity", R"({"time":"2026-05-04T03:02:01Z","category":"MicrosoftGraphActivityLogs",)"
                       R"("properties":{"requestMethod":"GET","requestUri":"https://g/v1.0/me"}})"},
    {"graph.activity", R"({"Timestamp":"2026-05-04T03:02:01Z","RequestMethod":"GET",)"
                       R"("RequestUri":"https://g/v1.0/me","UserId":"u"})"},
    {"partner.audit", R"({"operationDate":"2026-05-04T03:02:01Z","operationType":"add_user",)"
                      R"("customerId":"c","userPrincipalName":"pat@tailspin.example"})"},
    {"partner.audit", R"({"activityDateTime":"2026-05-04T03:02:01Z","activity":"x",)"
                      R"("initiatedByUpn":"pat@tailspin.example"})"},
    {"partner.audit", R"({"Date-Time":"2026-05-04T03:02:01Z","Affected customer":"c","Action":"a",)"
                      R"("Partner user":"pat@tailspin.example"})"},
    {"vault.checkout", R"({"time":"2026-05-04T03:02:01Z","account":"a","action":"check-out",)"
                       R"("person":"pat@tailspin.example"})"},
    {"tool.log", R"({"DateTime":"2026-05-04T03:02:01Z","Tenant":"t.example","API":"Exec",)"
                 R"("Message":"m","Severity":"Info","User":"pat@tailspin.example"})"},
    {"access.window", R"({"window":"w","person":"pat@tailspin.example","recorded":)"
                      R"("2026-05-04T03:02:01Z","from":"2026-05-06T03:02:01Z",)"
                      R"("to":"2026-05-07T03:02:01Z"})"},
};

// As a custom table has it: a column a key, by the kind of its value, and objects as text.
std::string row_of_custom_table(std::string_view json) {
  simdjson::dom::parser parser;
  simdjson::dom::object record;
  EXPECT_EQ(parser.parse(simdjson::padded_string(json)).get(record), simdjson::SUCCESS) << json;
  std::string row =
      fmt::format(R"({{"TenantId":"{}","TimeGenerated":"{}","Type":"Own_CL")", kWorkspace, kCame);
  for (const auto field : record) {
    std::string_view text;
    const std::string value = simdjson::minify(field.value);
    const bool is_text = field.value.get(text) == simdjson::SUCCESS;
    const char kind = text == kDone ? 't' : parse_guid(text) ? 'g' : 's';
    row += fmt::format(R"(,"{}_{}":{})", field.key, kind, is_text ? value : json_string(value));
  }
  return row + "}";
}

// The record with these members before its own.
std::string beside(std::string_view members, std::string_view json) {
  return fmt::format("{{{},{}", members, json.substr(1));
}

// Neither what a collector nor what a table puts beside a record says when something was done.
TEST_F(RecordReaderTest, OfEveryFamilyItsOwnTimeGoesFirst) {
  for (const FamilyRow& row : families()) {
    EXPECT_TRUE(std::ranges::any_of(
        kFamilyForms, [&](const FamilyForm& form) { return form.family == row.traits.name; }))
        << row.traits.name << " has no record here";
  }
  const std::string came = fmt::format("\"{}\"", kCame);
  for (const auto& [family, json] : kFamilyForms) {
    for (const std::string& line : {
             std::string(json),
             beside(R"("_time":)" + came, json),
             beside(R"("_time":1777971600,"cribl_breaker":"b","source":"s")", json),
             R"({"preview":false,"result":)" + beside(R"("_time":)" + came, json) + "}",
             beside(R"("@timestamp":)" + came, json),
             beside(R"("_TimeReceived":)" + came, json),
             beside(R"("EventEnqueuedUtcTime":)" + came, json),
             row_of_custom_table(json),
         }) {
      times_.clear();
      const Lines got = read(line + "\n");
      EXPECT_EQ(times_, Lines{std::string(kDone)}) << family << " " << line << " " << got[0];
    }
    if (json.find("\"Timestamp\"") != std::string_view::npos) continue;  // its own
    times_.clear();
    read(beside(R"("timestamp":)" + came, json));
    EXPECT_EQ(times_, Lines{std::string(kDone)}) << family << " " << json;
  }
}

// A row of Azure's own tables has its time there, and what stands beside it is a collector's.
TEST_F(RecordReaderTest, TimeGeneratedOfAzuresOwnTablesIsTheRecords) {
  for (
      const std::string_view row : {
          R"("Type":"AzureActivity","OperationNameValue":"A/B/WRITE")",
          R"("Type":"MicrosoftGraphActivityLogs","RequestMethod":"GET","RequestUri":"https://g/me")",
          R"("Type":"AuditLogs","OperationName":"Add","Category":"AuditLogs")",
          R"("Type":"SigninLogs","Category":"SignInLogs")",
      }) {
    times_.clear();
    read(fmt::format(R"({{"time":"{}","TimeGenerated":"{}",{}}})", kCame, kDone, row));
    EXPECT_EQ(times_, Lines{std::string(kDone)}) << row;
  }
}

TEST_F(RecordReaderTest, AnIntuneRowHasItsOwnTimeWhateverIsSaidOfDates) {
  const auto row = [](std::string_view more, std::string_view date) {
    return fmt::format(
        R"({{{}"OperationName":"Patch Thing","Type":"IntuneAuditLogs","Properties":{{"ActivityDate":"{}","AuditEventId":"e","Actor":{{"UPN":"pat@tailspin.example"}}}}}})"
        "\n",
        more, date);
  };
  constexpr std::string_view kGenerated = R"("TimeGenerated":"2026-03-02T08:20:00Z",)";
  for (const DateOrder dates :
       {DateOrder::kUnclear, DateOrder::kDayFirst, DateOrder::kMonthFirst}) {
    times_.clear();
    EXPECT_EQ(read(row(kGenerated, "3/2/2026 8:20:00 AM") + row("", "3/2/2026 8:20:00 AM"), dates),
              Lines(2, "update thing"));
    EXPECT_EQ(times_, Lines(2, "2026-03-02T08:20:00Z"));
  }
  times_.clear();
  EXPECT_EQ(read(row(R"("TimeGenerated":"3/2/2026, 8:20:00.5",)", "3/2/2026 8:20:00 AM")),
            Lines{"update thing"})
      << "ActivityDate is the same moment";
  EXPECT_EQ(times_, Lines{"2026-03-02T08:20:00Z"});
}

TEST_F(RecordReaderTest, OfTwoTextsOfOneMomentTheReadableOneServes) {
  EXPECT_EQ(
      read(
          R"({"CreationTime":"yesterday","CreationDate":"2026-05-04T03:02:01Z","Operation":"One","RecordType":1,"UserKey":"k"})"
          "\n"
          R"({"CreationTime":"yesterday","TimeGenerated":"2026-05-04T03:02:01Z","Operation":"One","RecordType":1,"UserKey":"k"})"),
      (Lines{"one", "bad-time: \"yesterday\""}))
      << "when it arrived is another moment";
  EXPECT_EQ(times_, Lines{"2026-05-04T03:02:01Z"});
}

// Elastic's integrations keep the record's time as @timestamp alone, and more of it beside it.
TEST_F(RecordReaderTest, WhatElasticTookOutOfARecordIsPutBack) {
  const std::string head = R"({"@timestamp":"2026-05-04T03:02:01.000Z","event":{"kind":"event"},)";
  const std::string of = fmt::format(R"("tenant_id":"{}")", kTenant);
  EXPECT_EQ(
      read(
          head + R"("azure":{)" + of + R"(,"signinlogs":{"category":"SignInLogs","properties":)" +
          R"({"user_principal_name":"pat@tailspin.example","app_display_name":"P"}}}})" + "\n" +
          head + R"("azure":{)" + of + R"(,"auditlogs":{"category":"AuditLogs","properties":)" +
          R"({"activity_display_name":"Add member","initiated_by":{"user":{"user_principal_name":"pat@tailspin.example"}},)" +
          R"("target_resources":{"0":{"id":"t"}}}}}})" + "\n" + head + R"("azure":{)" + of +
          R"(,"resource":{"id":"/subscriptions/5d3d7a2e-0000-4000-8000-0000000000aa/x"},)" +
          R"("activitylogs":{"category":"Administrative","operation_name":"A/B/WRITE","identity":{"claims":{"upn":"pat@tailspin.example"}}}}})" +
          "\n" + head +
          R"("o365":{"audit":{"Operation":"Four","UserKey":"k","UserId":"pat@tailspin.example","OrganizationId":")" +
          std::string(kTenant) + R"("}}})" + "\n" + head +
          R"("azure":{"signinlogs":{"category":"SignInLogs","time":"2026-05-01T00:00:00Z"}}})"),
      (Lines{"sign-in activity", "add member", "a/b/write", "four", "sign-in activity"}));
  EXPECT_EQ(times_, (Lines{"2026-05-04T03:02:01Z", "2026-05-04T03:02:01Z", "2026-05-04T03:02:01Z",
                           "2026-05-04T03:02:01Z", "2026-05-01T00:00:00Z"}));
  EXPECT_EQ(tenants_, (Lines{std::string(kTenant), std::string(kTenant), std::string(kTenant),
                             std::string(kTenant), ""}));
  EXPECT_EQ(actors_, (Lines{"pat@tailspin.example", "pat@tailspin.example", "pat@tailspin.example",
                            "pat@tailspin.example", ""}));
}

// It tells how late a record came, and never when something was done.
TEST_F(RecordReaderTest, WhenACollectorGotItIsKeptApart) {
  EXPECT_EQ(
      read(R"({"time":1777866121,"host":"h","event":)" + audit("One") + "}\n" +
           R"({"@timestamp":"2026-05-04T03:42:01Z","@version":"1","message":)" +
           json_string(audit("Two")) + "}\n" +
           R"({"SequenceNumber":1,"Offset":"2","EnqueuedTimeUtc":"2026-05-04T03:42:01Z","Body":)" +
           json_string(R"({"records":[)" + audit("Three") + "]}") + "}\n" + audit("Four")),
      (Lines{"one", "two", "three", "four"}));
  EXPECT_EQ(times_, Lines(4, "2026-05-04T03:02:01Z"));
  EXPECT_EQ(collected_,
            (Lines{"2026-05-04T03:42:01Z", "2026-05-04T03:42:01Z", "2026-05-04T03:42:01Z", ""}));
  EXPECT_EQ(read(R"({"time":1777866121,"host":"h","event":{"category":"SignInLogs"}})"),
            Lines{"no-time: entra.signin"});
}

TEST_F(RecordReaderTest, PagesWithinListsNamesAndByTenant) {
  EXPECT_EQ(read(R"({"signIns":{"value":[)" + entra("One") + R"(]},"audits":{"value":[)" +
                 entra("Two") + "]}}"),
            (Lines{"one", "two"}));
  tenants_.clear();
  EXPECT_EQ(read(R"({"tailspin.example":[)" + entra("One") + R"(],"other.example":[],")" +
                 std::string(kTenant) + R"(":{"signIns":[)" + entra("Two") + "]}}"),
            (Lines{"one", "two"}));
  EXPECT_EQ(tenants_, (Lines{"tailspin.example", std::string(kTenant)}));
  tenants_.clear();
  EXPECT_EQ(read(R"({"tailspin.example":[)" + entra("One") + R"(],"other.example":[]})"),
            Lines{"one"});
  EXPECT_EQ(tenants_, Lines{"tailspin.example"});
  for (const std::string& line : {
           R"({"tailspin.example":[)" + audit("Smuggled") + R"(],"other.example":[)" +
               audit("Smuggled") + R"(],"user":"x"})",
           R"({"results":{"user":"x","note":)" + audit("Smuggled") + "}}",
           R"({"events":{"eventName":"x","value":[)" + audit("Smuggled") + "]}}",
       }) {
    const Lines got = read(line);
    ASSERT_EQ(got.size(), 1U) << line;
    EXPECT_TRUE(got[0].starts_with("unknown-family: keys ")) << got[0];
  }
}

TEST_F(RecordReaderTest, TimesAsDatabasesWriteThem) {
  for (const std::string_view time :
       {R"({"$date":"2026-05-04T03:02:01Z"})", R"({"$date":1777863721000})",
        R"({"$date":{"$numberLong":"1777863721000"}})"}) {
    times_.clear();
    EXPECT_EQ(read(fmt::format(
                  R"({{"CreationTime":{},"Operation":"One","RecordType":1,"UserKey":"k"}})", time)),
              Lines{"one"})
        << time;
    EXPECT_EQ(times_, Lines{"2026-05-04T03:02:01Z"}) << time;
  }
}

TEST_F(RecordReaderTest, WhatTheWrapperKnowsIsHandedOn) {
  EXPECT_EQ(read(R"({"tenant":"tailspin.example","value":[)" + entra("One") + "]}\n" +
                 R"({"TenantFilter":")" + std::string(kTenant) + R"(","RawData":)" +
                 json_string(entra("Two")) + "}\n" + R"({"tenant":"other.example","value":[)" +
                 audit("Three") + "]}\n" + R"({")" + std::string(kTenant) + R"(":[)" +
                 entra("Four") + "]}"),
            (Lines{"one", "two", "three", "four"}));
  EXPECT_EQ(tenants_, (Lines{"tailspin.example", std::string(kTenant), std::string(kTenant),
                             std::string(kTenant)}));
}

TEST_F(RecordReaderTest, ADamagedRecordIsMendedOrLostAlone) {
  EXPECT_EQ(read(audit("One", ",\"ObjectId\":\"B\xfcro\"") + "\n" + audit("Two", R"(,"Size":NaN)") +
                 "\n" + audit("Three", R"(,"Size":"x)") + "\n" + audit("Four") + "\n" +
                 R"({"@timestamp":"x","message":)" +
                 json_string(audit("Five", R"(,"Size":123456789012345678901)")) + "}\n" +
                 audit("Six", R"(,"a" 1)") + "\n" + std::string(512, '\0') + "\xef\xbb\xbf" +
                 audit("Seven")),
            (Lines{"one (repaired)", "two (repaired)", "truncated: a line break inside a string",
                   "four", "five (repaired)",
                   "bad-json: The JSON document has an improper structure: missing or "
                   "superfluous commas, braces, missing keys, etc.",
                   "seven"}));
}

TEST_F(RecordReaderTest, HalfAPairOfUtf16IsRepairedAndCounted) {
  std::string bytes = "\xff\xfe";
  for (const char byte : audit("One", R"(,"ObjectId":"?")") + "\n" + audit("Two")) {
    bytes += byte == '?' ? "\x3d\xd8" : std::string{byte, '\0'};
  }
  EXPECT_EQ(read(bytes), (Lines{"one (repaired)", "two"}));
}

TEST_F(RecordReaderTest, OneDateDecidesForTheFile) {
  const std::string header = "CreationTime,Operation,RecordType,Workload,UserKey\n";
  const auto row = [](std::string_view date) {
    return fmt::format("{} 03:02:01,Set-Thing,1,Exchange,k\n", date);
  };
  EXPECT_EQ(read(header + row("04/05/2026") + row("24/05/2026")), Lines(2, "set-thing"));
  EXPECT_EQ(times_, (Lines{"2026-05-04T03:02:01Z", "2026-05-24T03:02:01Z"}));
  times_.clear();
  EXPECT_EQ(read(header + row("04/05/2026") + row("05/24/2026")), Lines(2, "set-thing"));
  EXPECT_EQ(times_, (Lines{"2026-04-05T03:02:01Z", "2026-05-24T03:02:01Z"}));
  times_.clear();
  EXPECT_EQ(
      read(header + row("04/05/2026")),
      Lines{"ambiguous-date: \"04/05/2026 03:02:01\"; set dates to day-first or month-first"});
  EXPECT_EQ(read(header + row("04/05/2026"), DateOrder::kDayFirst), Lines{"set-thing"});
  EXPECT_EQ(times_, Lines{"2026-05-04T03:02:01Z"});
}

// Inside of wrappers, pages and rows as in the open; the time of the wrapper is another's.
TEST_F(RecordReaderTest, DatesOfWrappedRecordsDecide) {
  const auto record = [](std::string_view date) {
    return fmt::format(
        R"({{"CreationTime":"{} 03:02:01","Operation":"One","RecordType":1,"UserKey":"k"}})", date);
  };
  const auto payload = [&](std::string_view date) {
    return R"({"topic":"t","payload":)" + json_string(record(date)) + "}\n";
  };
  const auto rows = [](std::string_view one, std::string_view two) {
    return fmt::format(
        R"({{"tables":[{{"columns":[{{"name":"CreationTime"}},{{"name":"Operation"}},{{"name":"UserKey"}}],)"
        R"("rows":[["{} 03:02:01","One","k"],["{} 03:02:01","One","k"]]}}]}})",
        one, two);
  };
  for (const std::string& text : {
           payload("04/05/2026") + payload("24/05/2026"),
           R"({"meta":{"a":1},"own":[)" + record("04/05/2026") + "," + record("24/05/2026") + "]}",
           rows("04/05/2026", "24/05/2026"),
       }) {
    times_.clear();
    EXPECT_EQ(read(text), Lines(2, "one")) << text;
    EXPECT_EQ(times_, (Lines{"2026-05-04T03:02:01Z", "2026-05-24T03:02:01Z"})) << text;
  }
  EXPECT_EQ(
      read(R"({"@timestamp":"05/24/2026 03:02:01","message":)" + json_string(record("04/05/2026")) +
           "}"),
      Lines{"ambiguous-date: \"04/05/2026 03:02:01\"; set dates to day-first or month-first"});
}

TEST_F(RecordReaderTest, DatesOfBothOrdersDecideNothing) {
  const std::string header = "CreationTime,Operation,RecordType,Workload,UserKey\n";
  const auto row = [](std::string_view date) {
    return fmt::format("{} 03:02:01,Set-Thing,1,Exchange,k\n", date);
  };
  const std::string refused =
      "ambiguous-date: \"04/05/2026 03:02:01\"; set dates to day-first or month-first";
  // The contradiction stands behind the date that it makes unclear, in another column even.
  for (const std::string& rows : {row("13/05/2026") + row("04/05/2026") + row("05/14/2026"),
                                  row("05/14/2026") + row("04/05/2026") + row("13/05/2026")}) {
    times_.clear();
    EXPECT_EQ(read(header + rows), (Lines{"set-thing", refused, "set-thing"}));
    EXPECT_EQ(std::count(times_.begin(), times_.end(), "2026-05-13T03:02:01Z"), 1);
    EXPECT_EQ(std::count(times_.begin(), times_.end(), "2026-05-14T03:02:01Z"), 1);
  }
  EXPECT_EQ(
      read(
          R"({"CreationTime":"04/05/2026 03:02:01","TimeGenerated":"5/14/2026 03:02",)"
          R"("Operation":"One","RecordType":1,"UserKey":"k"})"
          "\n"
          R"({"CreationTime":"13/05/2026 03:02:01","Operation":"Two","RecordType":1,"UserKey":"k"})"),
      (Lines{refused, "two"}));
  // Whose file it is may know.
  times_.clear();
  EXPECT_EQ(read(header + row("13/05/2026") + row("04/05/2026") + row("05/14/2026"),
                 DateOrder::kDayFirst),
            Lines(3, "set-thing"));
  EXPECT_EQ(times_[1], "2026-05-04T03:02:01Z");
}

TEST_F(RecordReaderTest, NobodysTextDecidesTheOrderOfDates) {
  EXPECT_EQ(
      read("CreationTime,Operation,RecordType,Workload,UserKey,UserAgent\n"
           "04/05/2026 03:02:01,Set-Thing,1,Exchange,k,24/05/2026 03:02:01\n"),
      Lines{"ambiguous-date: \"04/05/2026 03:02:01\"; set dates to day-first or month-first"});
}

TEST_F(RecordReaderTest, OfACutRecordWhatIsWholeIsTold) {
  EXPECT_EQ(read("RecordType;CreationDate;UserIds;Operations;AuditData\n"
                 "1;04.05.2026 03:02:00;pat@tailspin.example;Set-Thing;"
                 "\"{\"\"CreationTime\"\":\"\"2026-05-04T03:02:01\"\",\"\"UserId\"\":\"\"pat\"\n"
                 "1;04.05.2026 03:02:00;pat@tailspin.example;Two;\"{\"\"Cre\"\n"),
            (Lines{"set-thing", "two"}));
  EXPECT_EQ(times_, (Lines{"2026-05-04T03:02:01Z", "2026-05-04T03:02:00Z"}));
}

}  // namespace
}  // namespace aobo
