#include "simulator/inspect/form.h"
#include "simulator/inspect/likeness.h"

#include <gtest/gtest.h>

#include <utility>

namespace aobo::sim {
namespace {

TEST(Likeness, IsTheNearestAndWhatItLacks) {
  EXPECT_EQ(likeness_of("Datum;Benutzer;Aktion\n1;2;3\n"),
            "its header has no column of a log (AuditData, Operation, OperationName, "
            "TimeGenerated …)");
  EXPECT_EQ(likeness_of("sep=,\nOperation_s,\"RecordType\",Who\n1,2,3\n"),
            "looks like m365.audit without CreationTime");
  EXPECT_EQ(likeness_of(R"({"createdDateTime":"x","userPrincipalName":"y","appDisplayName":"z"})"),
            "looks like entra.signin without status");
  EXPECT_EQ(likeness_of(R"({"value":[{"a":1},{"operation":"x","record_type":1}]})"),
            "looks like m365.audit without CreationTime")
      << "in a page, spelled otherwise";
  for (const char* empty :
       {R"({"value":[]})", "{\"@odata.context\":\"x\",\n \"value\" : [ ]}", R"({"Records":[]})"})
    EXPECT_EQ(likeness_of(empty),
              "an answer that holds nothing: nobody did anything, or the call asked for another "
              "time")
        << empty;
  EXPECT_EQ(likeness_of("AuditData,Who\nx,y\n"), "") << "it has a column of a log";
  EXPECT_EQ(likeness_of(R"({"error":{"code":"Forbidden","message":"x"}})"),
            "an error in place of an answer: what it says is in there; make the call again");
  EXPECT_EQ(likeness_of("<!DOCTYPE html>\n<html><title>Sign in</title>"),
            "a web page in place of an answer, of a sign-in perhaps: sign in, and make the call "
            "again");
  EXPECT_EQ(likeness_of("- Operation: x\n  UserId: y\n"), "YAML: write it as JSON (yq -o json)");
  const std::string list =
      "objects as PowerShell prints them, of which texts are cut: export with ConvertTo-Json "
      "-Depth 10, or Export-Csv";
  EXPECT_EQ(likeness_of("Id   : 1\nName : x\n"), list);
  EXPECT_EQ(likeness_of(std::string("\xff\xfeI\0d\0 \0 \0 \0:\0\n\0N\0a\0m\0e\0 \0:\0\n\0", 28)),
            list)
      << "as Windows PowerShell's > writes it";
  EXPECT_EQ(likeness_of("Name  Id\n----  --\na     1\n"),
            "a table for people, as Format-Table and \"-o table\" print it: export with "
            "ConvertTo-Json -Depth 10, Export-Csv or -o json");
  EXPECT_EQ(likeness_of(R"({"value":["x"]})"), "");
  for (const char* stranger :
       {R"({"a":1})", R"({"time":1,"action":"x"})", R"({"a":"{\"Operation\":1,\"RecordType\":1"})",
        "{\"a", "just a line\n", "", "[]"})
    EXPECT_EQ(likeness_of(stranger), "") << stranger;
}

TEST(Form, IsWhatTheBeginningShows) {
  using namespace std::string_view_literals;
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"", "empty"},
      {" \n", "empty"},
      {"{\"a\":1}\n{\"a\":2}\n", "JSON lines"},
      {"{\"a\":1}", "JSON lines"},
      {"{\n \"value\": [", "JSON object"},
      {"\xef\xbb\xbf[\n{", "JSON array"},
      {"\"A\",\"B\"\n1,2\n", "CSV"},
      {"sep=;\nA;B;C\n", "CSV with ;"},
      {"#TYPE Selected\nA\tB\n", "CSV with tabs"},
      {"just a line\n", "text lines"},
      {"Hello Pat, here are the logs, as asked.\n", "text lines"},
      {"# Logs,of March\n", "text lines"},
      {"%PDF-1.7\n1 0 obj, x\n", "PDF"},
      {"\x89PNG\r\n\x1a\n", "image"},
      {"PK\x03\x04 word/document.xml", "Office document"},
      {"<html>", "web page"},
      {"<Objs Version=\"1.1.0.1\">", "PowerShell's Clixml"},
      {"\xef\xbb\xbf<?xml version=\"1.0\"?>", "XML"},
      {"[{'Operation': 'x'}]", "Python's print"},
      {"\r\nRecordType   : x\r\nCreationDate : y\r\n", "PowerShell's Format-List"},
      {"Name  Id\n----  --\na     1\n", "printed table"},
      {"---\nvalue:\n  - id: 1\n", "YAML"},
      {"- Operation: x\n  UserId: y\n", "YAML"},
      {"Operation: x\nUserId: y\nWhen: z\n", "YAML"},
      {"INFO: started\nWARN: x\nINFO: ended\n", "text lines"},
      {"Pat: hello\nAlex: hello\n", "text lines"},
      {"09:00 : x\n09:01 : y\n", "text lines"},
      {"Obj\x01\x04", "Avro"},
      {"PAR1\x15", "Parquet"},
      {"\x80\x04\x95\x10", "Python's pickle"},
      {"\x1f\x8b\x08", "gzip"},
      {"\x28\xb5\x2f\xfd", "zstd"},
      {"PK\x03\x04", "zip or xlsx"},
      {"\xff\xfe{\0"sv, "UTF-16"},
      {"\xff\xfe\0\0{\0\0\0"sv, "UTF-32"},
      {"{\"time\":1,\"event\":{\"a\":1}}\n", "JSON lines, Splunk HEC"},
      {"{\"decoder\":{},\"data\":{\"a\":1}}", "JSON lines, Wazuh"},
      {"{\"topic\":\"t\",\"payload\":\"{\\\"decoder\\\":1}\"}", "JSON lines, Kafka"},
      {"{\"a\":{\"decoder\":1,\"data\":1}}", "JSON lines"},
      {"<13>1 x h a - - - {\"a\":1,\"b\":2}\n", "text lines with JSON"},
  };
  for (const auto& [beginning, form] : rows) EXPECT_EQ(form_of(beginning), form);
}

}  // namespace
}  // namespace aobo::sim
