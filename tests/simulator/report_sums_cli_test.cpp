// Numbers of a report that a reader can add up: they agree wherever they stand, in the sentence, in
// the tables, in the facts for a machine and in "aobo-sim who"; where a deed is of two people the
// page says so, and that it counts once.
#include <map>
#include <regex>
#include <vector>

#include "tests/support/reports.h"

namespace aobo::test {
namespace {

using Element = simdjson::dom::element;

std::int64_t number(Element of, std::string_view key) {
  std::int64_t found = -1;
  EXPECT_EQ(of[key].get(found), simdjson::SUCCESS) << key;
  return found;
}

std::string text(Element of, std::string_view key) {
  std::string_view found;
  return of[key].get(found) == simdjson::SUCCESS ? std::string(found) : std::string();
}

std::vector<Element> items(Element list) {
  std::vector<Element> all;
  simdjson::dom::array array;
  EXPECT_EQ(list.get(array), simdjson::SUCCESS);
  for (const Element one : array) all.push_back(one);
  return all;
}

std::vector<Element> rows(Element of, const char* key) {
  Element list;
  EXPECT_EQ(of[key].get(list), simdjson::SUCCESS) << key;
  return items(list);
}

// Of the rows of which `key` has `value`; of all where `key` is empty.
std::int64_t sum(Element of, const char* list, const char* what, const char* key = "",
                 const char* value = "") {
  std::int64_t all = 0;
  for (const Element row : rows(of, list)) {
    if (*key == '\0' || text(row, key) == value) all += number(row, what);
  }
  return all;
}

std::int64_t sum_of_members(Element of, const char* key, const std::vector<std::string>& only) {
  std::int64_t all = 0;
  simdjson::dom::object object;
  EXPECT_EQ(of[key].get(object), simdjson::SUCCESS) << key;
  for (const auto& member : object) {
    const bool counts = only.empty() || std::ranges::count(only, member.key) > 0;
    all += counts ? member.value.get_int64().value_unsafe() : 0;
  }
  return all;
}

void facts_agree(Element facts) {
  const auto all = [&](const char* what) { return sum(facts, "people", what); };
  const auto of = [&](const char* kind, const char* what) {
    return sum(facts, "people", what, "kind", kind);
  };
  EXPECT_EQ(all("records"), number(facts, "records"));
  EXPECT_EQ(all("actions"), number(facts, "actions"));
  EXPECT_EQ(all("entries"), number(facts, "entries"));
  EXPECT_EQ(all("outside"), number(facts, "outside"));
  EXPECT_EQ(all("sign_ins"), number(facts, "sign_ins"));
  EXPECT_EQ(all("strong_sign_ins"), number(facts, "strong_sign_ins"));
  for (const std::string kind : {"named", "unnamed", "program"}) {
    EXPECT_EQ(of(kind.c_str(), "actions"), number(facts, kind + "_actions")) << kind;
    EXPECT_EQ(of(kind.c_str(), "entries"), number(facts, kind + "_entries")) << kind;
  }
  EXPECT_EQ(of("unnamed", "records"), number(facts, "unnamed"));
  EXPECT_EQ(of("program", "records"), sum(facts, "programs", "records"));
  EXPECT_EQ(sum_of_members(facts, "ways", {}), number(facts, "records"));
  EXPECT_EQ(sum_of_members(facts, "confidence", {}), number(facts, "records"));
  EXPECT_EQ(sum_of_members(facts, "confidence", {"ambiguous", "conflict", "unknown", "unresolved"}),
            number(facts, "unnamed"));
  EXPECT_EQ(sum(facts, "hours", "records"), number(facts, "records"));
  EXPECT_EQ(sum(facts, "hours", "outside"), number(facts, "outside"));
  EXPECT_EQ(sum(facts, "hours", "silent"), number(facts, "silent"));
  EXPECT_EQ(static_cast<std::int64_t>(rows(facts, "outside_records").size()),
            number(facts, "outside"));
}

// Cells of the rows of a section's first table, without markup.
std::vector<std::vector<std::string>> cells(const std::string& page, const std::string& section) {
  const std::size_t from = page.find("<h2 id=\"" + section + "\">");
  const std::size_t body = page.find("<tbody>", from), end = page.find("</tbody>", from);
  std::vector<std::vector<std::string>> all;
  if (body == std::string::npos || body > page.find("</section>", from)) return all;
  const std::string table = page.substr(body, end - body);
  const std::regex row("<tr>(.*?)</tr>"), cell("<t[hd][^>]*>(.*?)</t[hd]>"), tag("<[^>]*>");
  for (std::sregex_iterator at(table.begin(), table.end(), row), none; at != none; ++at) {
    const std::string inner = (*at)[1].str();
    std::vector<std::string>& found = all.emplace_back();
    for (std::sregex_iterator one(inner.begin(), inner.end(), cell); one != none; ++one)
      found.push_back(std::regex_replace((*one)[1].str(), tag, ""));
  }
  return all;
}

std::int64_t column(const std::vector<std::vector<std::string>>& table, std::size_t nth,
                    std::size_t from, std::size_t to) {
  std::int64_t all = 0;
  for (std::size_t i = from; i < std::min(to, table.size()); ++i)
    all += std::stoll(replaced(table[i].at(nth), ",", ""));
  return all;
}

class ReportSumsTest : public ReportTest {
 protected:
  // People, actions and entries of a sentence of the answer; zeros where it is not there.
  static std::vector<std::int64_t> said(const std::string& answer, const std::string& pattern) {
    std::smatch found;
    std::vector<std::int64_t> numbers(3, 0);
    if (!std::regex_search(answer, found, std::regex(pattern))) return numbers;
    for (std::size_t i = 1; i < found.size(); ++i)
      numbers[3 - found.size() + i] = std::stoll(replaced(found[i].str(), ",", ""));
    return numbers;
  }
  static void page_agrees(const std::string& page, Element facts) {
    const std::string told = answer(page);
    const auto named = said(told, "([0-9,]+) named .*?acted ([0-9,]+) .*?signed in ([0-9,]+) time");
    const auto unnamed = said(told, "not named acted ([0-9,]+) times? and signed in ([0-9,]+) ");
    const auto programs = said(told, "Programs acted ([0-9,]+) times? and signed in ([0-9,]+) ");
    const auto who = cells(page, "who");
    constexpr std::size_t kActions = 6, kEntries = 7, kOutside = 8, kStrong = 9;
    const auto people = static_cast<std::size_t>(named[0]);
    EXPECT_EQ(column(who, kActions, 0, people), named[1]);
    EXPECT_EQ(column(who, kEntries, 0, people), named[2]);
    EXPECT_EQ(column(who, kActions, people, who.size()), unnamed[1] + programs[1]);
    EXPECT_EQ(column(who, kEntries, people, who.size()), unnamed[2] + programs[2]);
    EXPECT_EQ(column(who, kOutside, 0, who.size()), number(facts, "outside"));
    std::int64_t strong = 0, sign_ins = 0;
    for (const auto& row : who) {
      const std::size_t slash = row.at(kStrong).find('/');
      if (slash == std::string::npos) continue;
      strong += std::stoll(row[kStrong].substr(0, slash));
      sign_ins += std::stoll(row[kStrong].substr(slash + 1));
    }
    const std::string share = fmt::format("\n{} of {} successful ", strong, sign_ins);
    EXPECT_EQ(section(page, "ways").find(share) != std::string::npos, sign_ins > 0) << share;
    const auto ways = cells(page, "ways");
    EXPECT_EQ(column(ways, 1, 0, ways.size()), number(facts, "records"));
    EXPECT_EQ(cells(page, "detail").size(), static_cast<std::size_t>(number(facts, "outside")));
    const std::int64_t several = number(facts, "activities_of_several");
    const std::string counted = "though they name several people: ";
    EXPECT_EQ(section(page, "who").find(counted) != std::string::npos, several > 0);
  }
};

TEST_F(ReportSumsTest, WhatAReaderAddsUpAgrees) {
  for (const unsigned seed : {500U, 11U, 12U}) {
    SCOPED_TRACE(seed);
    const std::string world = fmt::format("{}/{}", folder(), seed);
    ASSERT_EQ(run(fmt::format("generate --seed {} --customers 3 --people 9 --days 3 --activity 20 "
                              "--story all --faults none --variant drawn --out {}",
                              seed, world))
                  .code,
              0);
    config_ = world + "/aobo.json";
    simdjson::dom::parser parser, by_who;
    const std::string index_text = ask("report", "--json --all " + world + "/json").out.empty()
                                       ? ""
                                       : slurp(fmt::format("{}/json/index.json", seed));
    const std::string who_text = ask("who", "--format json").out;
    Element index, who;
    ASSERT_EQ(parser.parse(index_text).get(index), simdjson::SUCCESS);
    ASSERT_EQ(by_who.parse(who_text).get(who), simdjson::SUCCESS);
    for (const Element row : items(index)) {
      const std::string customer = text(row, "customer");
      SCOPED_TRACE(customer);
      simdjson::dom::parser of_one;
      Element facts;
      ASSERT_EQ(of_one.parse(slurp(fmt::format("{}/json/{}", seed, text(row, "file")))).get(facts),
                simdjson::SUCCESS);
      facts_agree(facts);
      for (const char* key : {"records", "actions", "entries", "outside", "unnamed"})
        EXPECT_EQ(number(row, key), number(facts, key)) << key << " of the index";
      const Run page = ask("report", "--customer " + text(row, "tenant"));
      ASSERT_EQ(page.code, 0) << page.error;
      page_agrees(page.out, facts);
      // And a person does as much by "who" as by the report.
      for (const Element person : rows(facts, "people")) {
        if (text(person, "kind") != "named") continue;
        std::int64_t actions = 0, records = 0;
        for (const Element one : items(who)) {
          if (text(one, "customer") != customer ||
              text(one, "person").find("<" + text(person, "upn") + ">") == std::string::npos)
            continue;
          actions += number(one, "actions");
          records += number(one, "records");
        }
        EXPECT_EQ(actions, number(person, "actions")) << text(person, "upn");
        EXPECT_EQ(records, number(person, "records")) << text(person, "upn");
      }
    }
  }
}

}  // namespace
}  // namespace aobo::test
