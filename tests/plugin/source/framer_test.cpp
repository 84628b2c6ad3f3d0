// Framing: where each record begins and ends, in every envelope, and what a cut record takes along.
#include <fmt/format.h>

#include <vector>

#include "plugin/source/csv_dialect.h"
#include "plugin/source/csv_framer.h"
#include "plugin/source/json_framer.h"
#include "tests/support/property.h"

namespace aobo {
namespace {

using Lines = std::vector<std::string>;

// All steps over `text`, given in windows of at most `chunk` further bytes, a line each.
template <typename Framer>
Lines steps(std::string_view text, std::size_t chunk,
            const std::function<std::string(const Framer&, std::string_view)>& shown) {
  Framer framer;
  Lines lines;
  std::size_t begin = 0, end = std::min(chunk, text.size());
  for (int guard = 0; guard < 100'000; ++guard) {
    const bool last = end == text.size();
    const FrameStep step = framer.next(text.substr(begin, end - begin), last);
    const std::string_view bytes = text.substr(begin + step.begin, step.end - step.begin);
    begin += step.end;
    switch (step.what) {
      case FrameStep::What::kObject:
        lines.push_back(shown(framer, bytes));
        break;
      case FrameStep::What::kLine:
        lines.push_back("line " + std::string(bytes));
        break;
      case FrameStep::What::kRefused:
        lines.push_back(fmt::format("{}: {}", name(step.reason), step.detail));
        break;
      case FrameStep::What::kNeedMore:
        end = std::min(end + chunk, text.size());
        break;
      case FrameStep::What::kDone:
        return lines;
    }
  }
  lines.push_back("no end");
  return lines;
}

Lines json(std::string_view text, std::size_t chunk = SIZE_MAX / 2) {
  return steps<JsonFramer>(
      text, chunk, [](const JsonFramer&, std::string_view bytes) { return std::string(bytes); });
}
Lines csv(std::string_view text, std::size_t chunk = SIZE_MAX / 2) {
  return steps<CsvFramer>(
      text, chunk, [](const CsvFramer& f, std::string_view) { return std::string(f.json()); });
}

TEST(JsonFramer, EveryEnvelopeGivesItsRecords) {
  const Lines two = {R"({"a":1})", R"({"b":{"c":[1,2]}})"};
  for (const char* text : {
           "{\"a\":1}\n{\"b\":{\"c\":[1,2]}}\n",
           "{\"a\":1}{\"b\":{\"c\":[1,2]}}",
           "[{\"a\":1},{\"b\":{\"c\":[1,2]}}]",
           "[\n  {\"a\":1},\n  {\"b\":{\"c\":[1,2]}}\n]\n",
           R"({"records":[{"a":1},{"b":{"c":[1,2]}}]})",
           R"({"Records": [ {"a":1} , {"b":{"c":[1,2]}} ] })",
           R"({"@odata.context":"x","value":[{"a":1},{"b":{"c":[1,2]}}],"@odata.nextLink":"y"})",
           R"({"totalCount":2,"items":[{"a":1},{"b":{"c":[1,2]}}],"links":{"self":{"uri":"z"}}})",
           "{\"records\":[{\"a\":1}]}\n{\"records\":[{\"b\":{\"c\":[1,2]}}]}",
           R"([{"records":[{"a":1}]},{"records":[{"b":{"c":[1,2]}}]}])",
           "{\"value\":[{\"a\":1}]}[{\"b\":{\"c\":[1,2]}}]",
       }) {
    EXPECT_EQ(json(text), two) << text;
  }
}

TEST(JsonFramer, WhatLooksLikeAnEnvelopeButIsARecordStaysWhole) {
  const std::string page = R"({"@odata.context":"x","id":"1","value":"text"})";
  EXPECT_EQ(json(page), Lines{page});
  const std::string pretty =
      "{\n  \"a\": {\n    \"b\": 1\n  },\n  \"c\": [\n    {\n      \"d\": 2\n    }\n  ]\n}";
  EXPECT_EQ(json(pretty), Lines{pretty});
}

TEST(JsonFramer, BracketsAndQuotesInStringsAreText) {
  const std::string tricky = R"({"a":"}{][\\\" \\","b\"{":"\\"})";
  EXPECT_EQ(json(tricky + "\n{\"n\":1}"), (Lines{tricky, R"({"n":1})"}));
}

TEST(JsonFramer, ACutRecordIsOneRefusalAndItsNeighboursLive) {
  const std::string broken = "truncated: a line break inside a string";
  const std::string swallowed = "truncated: a new object begins where none may";
  struct Row {
    const char* text;
    Lines expected;
  };
  for (const Row& row : {
           Row{"{\"a\":1}\n{\"t\":\"cut he\n{\"c\":3}\n", {R"({"a":1})", broken, R"({"c":3})"}},
           Row{"{\"a\":1}\n{\"t\":5,\n{\"c\":3}\n", {R"({"a":1})", swallowed, R"({"c":3})"}},
           Row{"{\"a\":1}\n{\"t\":{\"u\":1\n{\"c\":3}\n", {R"({"a":1})", swallowed, R"({"c":3})"}},
           Row{R"([{"k":1,"v":"x"},{"k":2,"v":{"k":3,"v":"z"},{"k":4,"v":"w"}])",
               {R"({"k":1,"v":"x"})", swallowed, R"({"k":3,"v":"z"})", R"({"k":4,"v":"w"})"}},
           Row{"{\"records\":[{\"a\":1},{\"b\":",
               {R"({"a":1})", "truncated: the input ends inside it"}},
           Row{"{\"a\":1}\n{\"b\":\"never closed",
               {R"({"a":1})", "truncated: the input ends inside it"}},
           Row{"{\"a\":1}\n{\"b\":[1}\n{\"c\":3}",
               {R"({"a":1})", "truncated: a bracket closes what another opened", R"({"c":3})"}},
           Row{"[1,{\"a\":1},\"x\"]",
               {"not-an-object: an array holds something else than objects", R"({"a":1})",
                "not-an-object: an array holds something else than objects"}},
           Row{"not json\n{\"a\":1}\n", {"line not json", R"({"a":1})"}},
       }) {
    EXPECT_EQ(json(row.text), row.expected) << row.text;
  }
}

TEST(JsonFramer, ManyPagesThatBreakOffLeaveTheNextOneWhole) {
  std::string text;
  Lines expected;
  for (int page = 0; page < 20; ++page) {
    text += fmt::format("{{\"value\":[{{\"id\":{}}},{{\"id\":\"cut\n", page);
    expected.push_back(fmt::format("{{\"id\":{}}}", page));
    expected.push_back("truncated: a line break inside a string");
  }
  text += "{\"value\":[{\"id\":99},{\"id\":100}]}\n";
  expected.insert(expected.end(), {"{\"id\":99}", "{\"id\":100}"});
  EXPECT_EQ(json(text), expected);
}

TEST(JsonFramer, WhatABrokenRecordHoldsIsNoRecord) {
  EXPECT_EQ(json("{\"value\":[{\"id\":1,\"by\":{\"id\":2},\"to\":[{\"id\":\"cut\n{\"value\":[{"
                 "\"id\":3}]}\n"),
            (Lines{"truncated: a line break inside a string", "{\"id\":3}"}));
  EXPECT_EQ(json("{\"value\":[{\n  \"id\": 1,\n  \"to\": [\n    {\n      \"id\": "
                 "\"cut\n{\"value\":[{\n  \"id\": 3\n}]}\n"),
            (Lines{"truncated: a line break inside a string", "{\n  \"id\": 3\n}"}));
}

TEST(JsonFramer, APageCutWhereAValueMayBeginDoesNotTakeTheNextOneAlong) {
  EXPECT_EQ(json("{\"value\":[{\n  \"id\": 1,\n  \"at\":\n{\"value\":[{\n  \"id\": "
                 "\"cut\n{\"value\":[{\n  \"id\": 3\n}]}\n"),
            (Lines{"truncated: a line break inside a string",
                   "truncated: a line break inside a string", "{\n  \"id\": 3\n}"}));
}

// A file that may grow is not at its end: what is open there waits, but not for ever.
TEST(JsonFramer, APageThatBeginsInAValuesPlaceIsNotWaitedFor) {
  const std::string cut = "{\"records\":[{\n  \"time\": 1,\n  \"level\": \n";
  const std::string next = "{\"records\":[{\n  \"time\": 2\n}]}\n";
  JsonFramer framer;
  const std::string text = cut + next;
  const FrameStep refused = framer.next(text, false);
  EXPECT_EQ(refused.what, FrameStep::What::kRefused);
  EXPECT_EQ(refused.detail, std::string_view("cut before a value: a page begins there"));
  EXPECT_EQ(text.substr(refused.end), next);
  const FrameStep found = framer.next(std::string_view(text).substr(refused.end), false);
  EXPECT_EQ(found.what, FrameStep::What::kObject);
  EXPECT_EQ(text.substr(refused.end + found.begin, found.end - found.begin), "{\n  \"time\": 2\n}");
  JsonFramer patient;
  EXPECT_EQ(patient.next("{\"a\":\n{\"records\":1", false).what, FrameStep::What::kNeedMore)
      << "no page";
  EXPECT_EQ(patient.next("{\"a\":[\n{\"records\":[1]}", false).what, FrameStep::What::kNeedMore)
      << "one in a list";
}

// A record cut within a list of its own: what a page begins with could be the list's next element.
TEST(JsonFramer, APageThatBeginsInAListOfTheCutRecordIsNotWaitedFor) {
  for (const char* cut_at : {"[\n    ", "[\n    {\n      \"key\": 1\n    },\n "}) {
    for (const char* head : {"{\"items\":[", "{\"@odata.count\":1,\"value\":["}) {
      const std::string cut =
          std::string(R"({"items":[)") + "{\n  \"id\": 1,\n  \"data\": " + cut_at;
      const std::string next = std::string(head) + "{\n  \"id\": 2\n},\n{\n  \"id\": 3\n}]}\n";
      const std::string text = cut + "\n" + next;
      const std::string where = cut_at + std::string(head);
      EXPECT_EQ(json(text), (Lines{"truncated: cut before a value: a page begins there",
                                   "{\n  \"id\": 2\n}", "{\n  \"id\": 3\n}"}))
          << where;
      JsonFramer framer;
      const FrameStep refused = framer.next(text, false);
      EXPECT_EQ(refused.what, FrameStep::What::kRefused) << where;
      EXPECT_EQ(text.substr(refused.end), next) << where;
    }
  }
}

// Answers handed on together, one a line: their list is not closed yet.
TEST(JsonFramer, PagesInAListOfPagesAreWaitedFor) {
  const std::string pages = "{\"responses\":[\n{\"value\":[{\"id\":1}]},\n{\"value\":[{\"id\":2}]}";
  JsonFramer framer;
  EXPECT_EQ(framer.next(pages, false).what, FrameStep::What::kNeedMore);
  EXPECT_EQ(json(pages + "]}"), Lines{pages + "]}"});
}

TEST(JsonFramer, AnArrayCutWhereAValueMayBeginDoesNotTakeTheNextOneAlong) {
  std::string text;
  Lines expected;
  for (int page = 0; page < 12; ++page) {
    text += fmt::format("[{{\n  \"id\": {}\n}},\n{{\n  \"id\": 5,\n  \"at\": \n", page);
    expected.push_back(fmt::format("{{\n  \"id\": {}\n}}", page));
    expected.push_back("truncated: cut before a value: a page begins there");
  }
  text += "[{\n  \"id\": 99\n}]\n";
  expected.push_back("{\n  \"id\": 99\n}");
  EXPECT_EQ(json(text), expected);
}

// The same at the end of a file that may grow; what is no array of records like the cut one is its
// value.
TEST(JsonFramer, AnArrayThatBeginsInAValuesPlaceIsNotWaitedFor) {
  const std::string cut = "[{\n  \"id\": 1,\n  \"at\":\n";
  const std::string next = "[{\n  \"id\": 2\n}]\n";
  const std::string text = cut + next;
  JsonFramer framer;
  const FrameStep refused = framer.next(text, false);
  EXPECT_EQ(refused.what, FrameStep::What::kRefused);
  EXPECT_EQ(refused.detail, std::string_view("cut before a value: a page begins there"));
  const FrameStep found = framer.next(std::string_view(text).substr(refused.end), false);
  EXPECT_EQ(found.what, FrameStep::What::kObject);
  EXPECT_EQ(text.substr(refused.end + found.begin, found.end - found.begin), "{\n  \"id\": 2\n}");
  JsonFramer patient;
  EXPECT_EQ(patient.next(cut + "[{\n  \"name\": 2\n}]\n", false).what, FrameStep::What::kNeedMore);
  EXPECT_EQ(patient.next(cut + "[2]\n", false).what, FrameStep::What::kNeedMore);
}

TEST(JsonFramer, ADamagedByteInsideAnEscapeTakesNoNeighbourAlong) {
  // The quote after the damaged byte ends the string, and the bracket behind it the record.
  const std::string damaged =
      "{\"partnerId\":\"p\",\"v\":\"{\\\"a\\\":\\\xff\"x\\\"}\",\"w\":\"{1}\"}";
  const std::string text = R"({"items":[{"partnerId":"1"},)" + damaged +
                           R"(,{"partnerId":"2","w":"a,b"},{"partnerId":"3"}],"totalCount":4})";
  const Lines whole = json(text);
  ASSERT_GE(whole.size(), 5U);
  EXPECT_EQ(whole.front(), R"({"partnerId":"1"})");
  EXPECT_EQ(whole[whole.size() - 3], "not-an-object: an array holds something else than objects");
  EXPECT_EQ(whole[whole.size() - 2], R"({"partnerId":"2","w":"a,b"})");
  EXPECT_EQ(whole.back(), R"({"partnerId":"3"})");
  for (std::size_t chunk = 1; chunk < 40; ++chunk) EXPECT_EQ(json(text, chunk), whole) << chunk;
}

TEST(JsonFramer, ADamagedByteBetweenKeyAndValueBreaksNoBrackets) {
  const std::string damaged = "{\"id\":\"2\",\"targets\":\xff[{\"id\":\"t\"}]}";
  EXPECT_EQ(json(R"({"value":[{"id":"1"},)" + damaged + R"(,{"id":"3"}]})"),
            (Lines{R"({"id":"1"})", damaged, R"({"id":"3"})"}))
      << "the record is one, and the parser refuses it";
  EXPECT_EQ(json("[{\"id\":\"1\"},\xff{\"id\":\"2\"},{\"id\":\"3\"}]"),
            (Lines{R"({"id":"1"})", "not-an-object: an array holds something else than objects",
                   R"({"id":"2"})", R"({"id":"3"})"}));
}

TEST(JsonFramer, ValuesThatAreNoObjectsAreRefusedOneByOne) {
  EXPECT_EQ(json(R"([{"a":1}, 5, "x,y", null, {"b":2}])"),
            (Lines{R"({"a":1})", "not-an-object: an array holds something else than objects",
                   "not-an-object: an array holds something else than objects",
                   "not-an-object: an array holds something else than objects", R"({"b":2})"}));
}

TEST(JsonFramer, ATooDeepRecordIsRefused) {
  std::string bomb = "{\"a\":";
  for (int i = 0; i < 200; ++i) bomb += "[";
  EXPECT_EQ(json(bomb + "\n{\"b\":1}"), (Lines{"truncated: nested too deep", R"({"b":1})"}));
}

// A JSON value as text, small and nasty: brackets, quotes and backslashes in strings.
rc::Gen<std::string> value(int depth) {
  const auto text = rc::gen::map(
      rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab\"\\{}[]:, \xc3\xa9"))),
      [](const std::string& plain) {
        std::string out = "\"";
        for (const char c : plain) {
          if (c == '"' || c == '\\') out += '\\';
          if (static_cast<unsigned char>(c) < 0x80) out += c;
        }
        return out + '"';
      });
  if (depth == 0) return text;
  const auto list = [=](const char* open, const char* close, bool keyed) {
    return rc::gen::map(rc::gen::container<Lines>(value(depth - 1)), [=](const Lines& parts) {
      std::string out = open;
      for (std::size_t i = 0; i < parts.size() && i < 4; ++i) {
        out += fmt::format("{}{}{}", i == 0 ? "" : ",", keyed ? fmt::format("\"k{}\":", i) : "",
                           parts[i]);
      }
      return out + close;
    });
  };
  return rc::gen::oneOf(text, list("[", "]", false), list("{", "}", true));
}

rc::Gen<Lines> objects() {
  const auto one =
      rc::gen::map(value(3), [](const std::string& v) { return "{\"first\":" + v + "}"; });
  return rc::gen::resize(
      12, rc::gen::container<Lines>(one));  // small: windows that grow byte by byte are read again
}

TEST(JsonFramer, AnyObjectsInAnyEnvelopeAndAnyChunksAreTheSameObjects) {
  test::property("framing gives back what was put in", [] {
    const Lines records = *objects();
    const auto envelope = *rc::gen::inRange(0, 4);
    const char* kOpen[] = {"", "[", "{\"records\":[", "{\"@odata.context\":\"c\",\"value\":["};
    const char* kBetween[] = {"\n", ",", ",\n  ", " , "};
    const char* kClose[] = {"\n", "]", "]}", "],\"@odata.nextLink\":\"n\"}"};
    std::string text = kOpen[envelope];
    for (std::size_t i = 0; i < records.size(); ++i)
      text += (i == 0 ? "" : kBetween[envelope]) + records[i];
    text += kClose[envelope];
    RC_ASSERT(json(text) == records);
    RC_ASSERT(json(text, *rc::gen::inRange<std::size_t>(1, 40)) == records);
  });
}

TEST(JsonFramer, ACutTakesAtMostTheRecordItHits) {
  test::property("every record but the cut one is framed", [] {
    Lines records = *rc::gen::suchThat(objects(), [](const Lines& l) { return l.size() >= 3; });
    const auto victim = *rc::gen::inRange<std::size_t>(1, records.size() - 1);
    const auto keep = *rc::gen::inRange<std::size_t>(1, records[victim].size());
    std::string text;
    for (std::size_t i = 0; i < records.size(); ++i) {
      text += (i == victim ? records[i].substr(0, keep) : records[i]) + "\n";
    }
    const Lines framed = json(text);
    for (std::size_t i = 0; i < records.size(); ++i) {
      if (i == victim) continue;
      RC_ASSERT(std::find(framed.begin(), framed.end(), records[i]) != framed.end());
    }
  });
}

TEST(JsonFramer, AnyBytesAreFramedToTheirEnd) {
  test::property("no bytes hang or crash the framer", [](const std::string& bytes) {
    const auto chunk = *rc::gen::inRange<std::size_t>(1, 64);
    const Lines lines = json("{\"a\":" + bytes, chunk);
    RC_ASSERT(lines.empty() || lines.back() != "no end");
  });
}

TEST(CsvFramer, RowsBecomeObjectsOfTheirHeader) {
  EXPECT_EQ(csv("Id,Operation,AuditData\r\n1,\"Add, then\",\"{\"\"k\"\":\n\"\"v\"\"}\"\r\n2,,x\n"),
            (Lines{"{\"Id\":\"1\",\"Operation\":\"Add, "
                   "then\",\"AuditData\":\"{\\\"k\\\":\\u000a\\\"v\\\"}\"}",
                   R"({"Id":"2","AuditData":"x"})"}));
}

TEST(CsvFramer, ARowThatDoesNotHoldTogetherIsOneRefusal) {
  EXPECT_EQ(csv("Id,Operation,X\n1,2,3,4\n5,\"6\"7,8\n9,10,11\n"),
            (Lines{"bad-csv: more cells than the header has columns",
                   "bad-csv: text after the closing quote of a cell",
                   R"({"Id":"9","Operation":"10","X":"11"})"}));
  EXPECT_EQ(csv("Id,Operation,X\n1,\"open"),
            (Lines{"truncated: the input ends inside a quoted cell"}));
}

TEST(CsvFramer, AnyCellsInAnyChunksAreTheSameCells) {
  test::property("chunks change nothing", [] {
    const auto cells = *rc::gen::container<Lines>(
        rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab,\"\n 1"))));
    std::string text = "A,Operation,C\n";
    for (const std::string& cell : cells) {
      std::string quoted = "\"";
      for (const char c : cell) quoted += c == '"' ? "\"\"" : std::string(1, c);
      text += "1," + quoted + "\",3\n";
    }
    const Lines whole = csv(text);
    RC_ASSERT(whole.size() == cells.size());
    RC_ASSERT(csv(text, *rc::gen::inRange<std::size_t>(1, 20)) == whole);
  });
}

TEST(CsvFramer, HeadersAreToldFromTextLines) {
  for (const char* header :
       {"TenantId,TimeGenerated [UTC],OperationName",
        "\xef\xbb\xbf\"RecordType\",\"CreationDate\",\"AuditData\"",
        "$table,_ResourceId,OperationNameValue\r", "OperationName,AuditData"}) {
    EXPECT_TRUE(csv_separator(header)) << header;
  }
  for (const char* line : {"", "a,b,c", "2026-03-02 14:30 CHECKOUT acct=a,b,c",
                           "OperationName,Message", "Operation;Id", "Operation,,X"}) {
    EXPECT_FALSE(csv_separator(line)) << line;
  }
}

}  // namespace
}  // namespace aobo
