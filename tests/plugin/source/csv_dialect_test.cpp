#include "plugin/source/csv_dialect.h"

#include <gtest/gtest.h>

#include "plugin/source/csv_framer.h"

namespace aobo {
namespace {

using Lines = std::vector<std::string>;

Lines rows(std::string_view text, char separator = ',') {
  CsvFramer framer(separator);
  Lines lines;
  for (;;) {
    const FrameStep step = framer.next(text, true);
    if (step.what == FrameStep::What::kDone) return lines;
    lines.push_back(step.what == FrameStep::What::kObject ? std::string(framer.json())
                                                          : step.detail);
    text.remove_prefix(step.end);
  }
}

TEST(CsvDialect, HeadersTellTheirSeparator) {
  struct Row {
    std::string_view line;
    std::optional<char> separator;
  };
  for (const Row& row : {
           Row{"RecordType,CreationDate,AuditData", ','},
           {"RecordType;CreationDate;AuditData", ';'},
           {"RecordType\tCreationDate\tAuditData", '\t'},
           {"\xef\xbb\xbf\"RecordType\";\"AuditData\";\"Gr\xc3\xb6\xc3\x9f"
            "e\"",
            ';'},
           {"\"Local, time\",Operation,\"Time: UTC\"", ','},
           {"Date (UTC),Request ID,Username", ','},
           {"_time;host;_raw", ';'},
           {"first;second;third", std::nullopt},
           {"_raw,_time,Parameters{}.Name", ','},
           {"Operation,CreationTime,a{}b", ','},
           {"Operation,CreationTime,a{b}", std::nullopt},
           {"Operation,CreationTime,{}", std::nullopt},
           {"RecordType;AuditData", ';'},
           {"\"timestamp\",\"source\",\"message\"", ','},
           {"@timestamp,message", ','},
           {"\"@timestamp\",\"event.original\"", ','},
           {"_raw", ','},
           {"message,source", std::nullopt},
           {"AuditData", ','},
           {"RecordType,AuditData_Raw", ','},
           {"\"AuditData\"", ','},
           {"AuditData.CreationTime,AuditData.Operation,AuditData.UserId", ','},
           {"_index;_source.data.office365.Operation;_source.agent.name", ';'},
           {"user.Operation,user.name,user.id", std::nullopt},
           {"AuditData.Workload,AuditData.Id,AuditData.UserId", std::nullopt},
           {"raw", std::nullopt},
           {"RecordType;Operation", std::nullopt},
           {"AuditData of all", std::nullopt},
           {"DateTime,Tenant,User,Message,API,Severity,AppId,IP,LogData", ','},
           {"\"Tenant\";\"Severity\";\"API\";\"Message\"", ';'},
           {"DateTime,Tenant,User,Message,Severity,AppId", std::nullopt},
           {"May 4 relay app: Operation=x, y, z", std::nullopt},
           {"{\"Operation\":1,\"a\":2,\"b\":3}", std::nullopt},
           {"\"Operation\"x,b,c", std::nullopt},
       }) {
    EXPECT_EQ(csv_separator(row.line), row.separator) << row.line;
  }
}

TEST(CsvDialect, LinesBeforeTheHeader) {
  char separator = 'x';
  EXPECT_TRUE(is_preamble("#TYPE Selected.System.Object", separator));
  EXPECT_EQ(separator, 0);
  EXPECT_TRUE(is_preamble("sep=;", separator));
  EXPECT_EQ(separator, ';');
  EXPECT_TRUE(is_preamble("\"sep=,\"", separator));
  EXPECT_EQ(separator, ',');
  for (const char* line : {"# a remark", "sep=;;", "separator", ""})
    EXPECT_FALSE(is_preamble(line, separator)) << line;
}

TEST(CsvFramer, AHeaderAgainNamesTheColumnsFromThereOn) {
  EXPECT_EQ(rows("A,Operation,C\n1,2,3\n\xef\xbb\xbf"
                 "A,Operation,C\n4,5,6\nC,Operation,A\n7,8,9\n"),
            (Lines{R"({"A":"1","Operation":"2","C":"3"})", R"({"A":"4","Operation":"5","C":"6"})",
                   R"({"C":"7","Operation":"8","A":"9"})"}));
  EXPECT_EQ(rows("A;Operation;C\n1;2;3\n#TYPE x\nId;RequestId;CorrelationId;D\n4;5;6;7\n", ';'),
            (Lines{R"({"A":"1","Operation":"2","C":"3"})",
                   R"({"Id":"4","RequestId":"5","CorrelationId":"6","D":"7"})"}));
}

TEST(CsvFramer, NamesThatPeopleGiveThemselvesAreNoHeader) {
  const std::string row = "2026-05-04,Operation,RequestId";
  EXPECT_EQ(rows("Time,Operation,Name\n" + row + "\n"),
            Lines{R"({"Time":"2026-05-04","Operation":"Operation","Name":"RequestId"})"});
}

// What stands above a header says nothing of records; what somebody named so is a row.
TEST(CsvFramer, ARowCannotHideItselfAsALineAboveAHeader) {
  EXPECT_EQ(
      rows("Name,Operation,C\n#TYPE evil,2,3\nsep=;,5,6\n\"#TYPE evil\",,\n#TYPE evil\n7,8,9\n"
           "#TYPE evil\n"),
      (Lines{R"({"Name":"#TYPE evil","Operation":"2","C":"3"})",
             R"({"Name":"sep=;","Operation":"5","C":"6"})", R"({"Name":"#TYPE evil"})",
             R"({"Name":"#TYPE evil"})", R"({"Name":"7","Operation":"8","C":"9"})",
             R"({"Name":"#TYPE evil"})"}));
  EXPECT_EQ(
      rows("A;Operation;C\n1;2;3\nsep=;\nA;Operation;C\n4;5;6\n", ';'),
      (Lines{R"({"A":"1","Operation":"2","C":"3"})", R"({"A":"4","Operation":"5","C":"6"})"}));
}

TEST(CsvFramer, AHeaderOfAnotherTableOrAnotherSeparatorInMidFile) {
  EXPECT_EQ(rows("A,Operation,C\n1,2,3\nDate (UTC),Request ID,User\n4,5,6\n"),
            (Lines{R"({"A":"1","Operation":"2","C":"3"})",
                   R"row({"Date (UTC)":"4","Request ID":"5","User":"6"})row"}));
  EXPECT_EQ(rows("A,Operation,C\n1,2,3\nA;Operation;C;D\n4;5;6;7\n"),
            (Lines{R"({"A":"1","Operation":"2","C":"3"})",
                   R"({"A":"4","Operation":"5","C":"6","D":"7"})"}));
  // Its names in quotes, so that to the first separator it does not hold together.
  EXPECT_EQ(
      rows("A,Operation,C\n\"1\",\"2\",\"3\"\n\"A\";\"Operation\";\"C\"\n\"4\";\"5\";\"6,7\"\n"
           "A,Operation,C\n8,9,0\n"),
      (Lines{R"({"A":"1","Operation":"2","C":"3"})", R"({"A":"4","Operation":"5","C":"6,7"})",
             R"({"A":"8","Operation":"9","C":"0"})"}));
  EXPECT_EQ(rows("A;Operation;C\n\"A\",\"Operation\",\"C\"\n\"4\",\"5\",\"6\"\n", ';'),
            Lines{R"({"A":"4","Operation":"5","C":"6"})"});
  EXPECT_EQ(
      rows("A,Operation,C\n\"x\";\"Operation\"y;\"C\"\n1,2,3\n"),
      (Lines{"text after the closing quote of a cell", R"({"A":"1","Operation":"2","C":"3"})"}));
  // A row of data has a time.
  EXPECT_EQ(rows("Time,Operation,Name\nMay 4 2026 @ 9:02,Operation,RequestId\n"),
            Lines{R"({"Time":"May 4 2026 @ 9:02","Operation":"Operation","Name":"RequestId"})"});
}

// Exports that were put together, of which one has the record alone, or with its date.
TEST(CsvFramer, AHeaderOfOneColumnOrTwoInMidFile) {
  const Lines first{R"({"A":"1","Operation":"2","C":"3"})"};
  const auto with_first = [&](Lines more) {
    more.insert(more.begin(), first.begin(), first.end());
    return more;
  };
  const std::string table = "A,Operation,C\n1,2,3\n";
  const std::string record = "\"{\"\"x\"\":1}\"";
  EXPECT_EQ(rows(table + "AuditData\n" + record + "\n" + record + "\n"),
            with_first(Lines(2, R"({"AuditData":"{\"x\":1}"})")));
  EXPECT_EQ(rows(table + "\"CreationDate\",\"AuditData\"\n4," + record + "\n"),
            with_first({R"({"CreationDate":"4","AuditData":"{\"x\":1}"})"}));
  EXPECT_EQ(rows(table + "@timestamp,message\n4,\"<13>May  4 03:02:01 h a: {\"\"x\"\":1}\"\n"),
            with_first({R"({"@timestamp":"4","message":"<13>May  4 03:02:01 h a: {\"x\":1}"})"}));
  // From one short table to another, and back to a long one.
  EXPECT_EQ(rows("_raw\n" + record + "\nAuditData\n" + record + "\n" + table),
            (Lines{R"({"_raw":"{\"x\":1}"})", R"({"AuditData":"{\"x\":1}"})", first.front()}));
  EXPECT_EQ(rows("time,_raw\n1," + record + "\nCreationDate,AuditData\n2," + record + "\n"),
            (Lines{R"({"time":"1","_raw":"{\"x\":1}"})",
                   R"({"CreationDate":"2","AuditData":"{\"x\":1}"})"}));
  // Where the window ends behind it, what follows is waited for.
  CsvFramer framer;
  const std::string text = table + "AuditData\n" + record + "\n";
  const std::string_view window = std::string_view(text).substr(0, text.find("\"{"));
  const std::size_t end = framer.next(window, false).end;
  EXPECT_EQ(framer.next(window.substr(end), false).what, FrameStep::What::kNeedMore);
  EXPECT_EQ(framer.next(std::string_view(text).substr(end), true).what, FrameStep::What::kObject);
  EXPECT_EQ(framer.json(), R"({"AuditData":"{\"x\":1}"})");
}

// Whoever writes such a name into a cell that breaks its line must not name the columns of the rows
// behind it: these would be nobody's.
TEST(CsvFramer, ACellOfSuchANameIsNoHeader) {
  const std::string table = "A,Operation,C\n";
  for (const std::string name : {"AuditData", "_raw", "timestamp,message", "x,RawData"}) {
    const Lines got = rows(table + name + "\n1,2,3\n");
    ASSERT_EQ(got.size(), 2U) << name;
    EXPECT_EQ(got[1], R"({"A":"1","Operation":"2","C":"3"})") << name;
  }
  EXPECT_EQ(rows(table + "AuditData\nno record\n1,2,3\n"),
            (Lines{R"({"A":"AuditData"})", R"({"A":"no record"})",
                   R"({"A":"1","Operation":"2","C":"3"})"}));
  // A column whose name opens nothing alone.
  EXPECT_EQ(rows("_raw\nRawData\n\"{\"\"x\"\":1}\"\n"),
            (Lines{R"({"_raw":"RawData"})", R"({"_raw":"{\"x\":1}"})"}));
}

TEST(CsvFramer, AQuoteThatIsNeverClosedTakesNoNeighbourAlong) {
  EXPECT_EQ(rows("A,Operation,C\n1,2,\"{cut\n4,5,\"{\"\"x\"\":1}\"\n7,8,9\n"),
            (Lines{"text after the closing quote of a cell",
                   R"({"A":"4","Operation":"5","C":"{\"x\":1}"})",
                   R"({"A":"7","Operation":"8","C":"9"})"}));
}

TEST(CsvFramer, BytesOfWindowsAreRead) {
  CsvFramer framer;
  const std::string text = "Time,Operation,Name\n1,2,B\xfcro\n";
  EXPECT_EQ(framer.next(text, true).what, FrameStep::What::kObject);
  EXPECT_EQ(framer.json(), "{\"Time\":\"1\",\"Operation\":\"2\",\"Name\":\"B\xc3\xbcro\"}");
  EXPECT_TRUE(framer.repaired());
}

}  // namespace
}  // namespace aobo
