// Pages and answers longer than a record: each record is framed, however deep the list lies under
// the names in which answers are handed on, and each row of an answer with its columns.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "plugin/base/limits.h"
#include "plugin/source/json_framer.h"

namespace aobo {
namespace {

// What was framed, and how often, and where the first and the last begin.
std::map<std::string, std::size_t> framed(std::string_view text, std::size_t chunk) {
  JsonFramer framer;
  std::map<std::string, std::size_t> found;
  std::size_t begin = 0, end = std::min(chunk, text.size());
  for (;;) {
    const FrameStep step = framer.next(text.substr(begin, end - begin), end == text.size());
    const std::string_view bytes = text.substr(begin + step.begin, step.end - step.begin);
    begin += step.end;
    switch (step.what) {
      case FrameStep::What::kObject:
        ++found[std::string(step.made ? framer.made() : bytes)];
        break;
      case FrameStep::What::kLine:
        ++found["line"];
        break;
      case FrameStep::What::kRefused:
        ++found[fmt::format("{}: {}", name(step.reason), step.detail)];
        break;
      case FrameStep::What::kNeedMore:
        end = std::min(end + chunk, text.size());
        break;
      case FrameStep::What::kDone:
        return found;
    }
  }
}

using Found = std::map<std::string, std::size_t>;

// A list of that thing, together longer than a record may be.
std::string list_of(std::string_view thing, std::size_t count) {
  std::string list = "[";
  for (std::size_t i = 0; i < count; ++i) list.append(i == 0 ? "" : ",\n").append(thing);
  return list + "]";
}
std::size_t too_many(std::string_view thing) { return limits::kRecordBytes / thing.size() + 100; }

TEST(LongPages, TheirListIsReadWhereAnswersAreHandedOn) {
  const std::string record = R"({"n":1,"text":")" + std::string(1000, 'x') + R"("})";
  const std::size_t count = too_many(record);
  const std::string list = list_of(record, count);
  for (const std::string& page :
       {R"({"took":1,"_shards":{"total":1},"hits":{"total":{"value":9},"hits":)" + list + "}}",
        R"({"statusCode":200,"headers":{"x":"y"},"body":{"@odata.context":"x","value":)" + list +
            R"(},"more":1})",
        R"({"responses":[{"id":"1","status":200,"body":{"value":)" + list + R"(}}]})",
        R"({"result":{"data":{"items":)" + list + "}}}"}) {
    EXPECT_EQ(framed(page + R"({"n":2})", std::size_t{256} << 10),
              (Found{{record, count}, {R"({"n":2})", 1}}))
        << page.substr(0, 60);
  }
}

TEST(LongPages, EachRowOfAnAnswerHasItsColumns) {
  const std::string row =
      R"(["2026-05-04T03:02:01Z",[1,{"a":"]"}],")" + std::string(1000, 'x') + R"("])";
  const std::size_t count = too_many(row);
  const std::string rows = list_of(row, count);
  struct Answer {
    std::string before, behind, table;
  };
  const std::string columns = R"("columns":[{"name":"Time","type":"datetime"},{"name":"B"}],)";
  const std::string kusto = R"("Columns":[{"ColumnName":"Time"}],)";
  for (const Answer& answer : {
           Answer{R"({"tables":[{"name":"PrimaryResult",)" + columns + R"("rows":)",
                  R"(}],"statistics":{"a":[1]}})", R"({"name":"PrimaryResult",)" + columns},
           {R"([{"FrameType":"DataSetHeader"},{"FrameType":"DataTable",)" + kusto + R"("Rows":)",
            R"(}])", R"({"FrameType":"DataTable",)" + kusto},
           {R"({"preview":false,"fields":["Time"],"rows":)", "}",
            R"({"preview":false,"fields":["Time"],)"},
       }) {
    const std::string key =
        answer.before.substr(answer.before.rfind('"', answer.before.size() - 3));
    Found expected{{answer.table + key + "[" + row + "]}", count}, {R"({"n":2})", 1}};
    if (answer.before.starts_with("[")) ++expected[R"({"FrameType":"DataSetHeader"})"];
    EXPECT_EQ(
        framed(answer.before + rows + answer.behind + "\n" + R"({"n":2})", std::size_t{256} << 10),
        expected)
        << answer.before;
  }
}

// What is long and names no column is not said again with each row.
TEST(LongPages, MuchMayStandBeforeTheRows) {
  const std::string row = R"(["x",")" + std::string(1000, 'x') + R"("])";
  const std::size_t count = too_many(row);
  const std::string columns = R"("tenantId":"t","columns":[{"name":"A"},{"name":"B"}],)";
  const std::string before = R"({"stats":")" + std::string(100'000, 'z') + R"(","more":{"a":")" +
                             std::string(5'000, 'y') + R"("},)" + columns + R"("n":1,"rows":)";
  EXPECT_EQ(framed(before + list_of(row, count) + "}", std::size_t{256} << 10),
            (Found{{"{" + columns + R"("n":1,"rows":[)" + row + "]}", count}}));
  // More columns than a table may have are not read as one of fewer.
  std::string many = R"({"columns":[{"name":"A"})";
  while (many.size() < 70'000) many += R"(,{"name":"another"})";
  std::string on_a_line = list_of(row, count);
  std::ranges::replace(on_a_line, '\n', ' ');
  EXPECT_EQ(framed(many + R"(],"rows":)" + on_a_line + "}", std::size_t{256} << 10),
            (Found{{"too-long: longer than the largest record allowed", 1}}));
}

TEST(LongPages, ARowThatIsCutLosesItselfAndWhatFollowsIsRead) {
  const std::string row = R"(["x",")" + std::string(1000, 'x') + R"("])";
  const std::size_t count = 2 * too_many(row);
  const std::string before = R"({"columns":[{"name":"A"}],"rows":)";
  std::string answer = before + list_of(row, count);
  answer.resize(answer.size() - 100);
  EXPECT_EQ(framed(answer + "\n{\"n\":2}", std::size_t{256} << 10),
            (Found{{before + "[" + row + "]}", count - 1},
                   {"truncated: a line break inside a string", 1},
                   {"{\"n\":2}", 1}}));
}

TEST(LongPages, WhatARecordSaysIsNoList) {
  const std::string text =
      R"({"operation":"x","body":{"value":[{"CreationTime":"x","n":1}]},"t":")" +
      std::string(limits::kRecordBytes, 'x') + R"("})";
  EXPECT_EQ(framed(text, std::size_t{256} << 10),
            (Found{{"too-long: longer than the largest record allowed", 1}}));
}

}  // namespace
}  // namespace aobo
