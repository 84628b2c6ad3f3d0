// The forms of answers, for each command that answers questions, in each width, of logs that were
// written to harm: tables fit, ids stay whole, nothing in a log is a formula or moves a cursor.
#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <clocale>
#include <cwchar>
#include <filesystem>
#include <map>
#include <sstream>

#include "plugin/base/json_text.h"
#include "tests/support/cli.h"
#include "tests/support/property.h"
#include "tests/support/terminal.h"

namespace aobo::test {
namespace {

constexpr unsigned kNarrowest = 80, kWidest = 250;
constexpr const char* kTables[] = {"replay", "timeline", "who", "gaps"};
// What somebody may put into a log; a text is made of some of them.
const std::vector<std::string> kPieces = {"=cmd|'/c calc'!A1",
                                          "+1",
                                          "-1",
                                          "@SUM(A1)",
                                          "\t=1",
                                          "\uff1d1",
                                          "\x1b[31m",
                                          "\x1b]0;title\x07",
                                          "\u202e",
                                          "\u2066",
                                          "\u0085",
                                          "\u009b31m",
                                          "\r\nforged line",
                                          "\x7f",
                                          std::string(1, '\0'),
                                          "長野",
                                          "✅",
                                          "e\u0301",
                                          "\xff\xfe",
                                          "<b>&",
                                          "\"",
                                          ",",
                                          ";",
                                          "\\",
                                          "…",
                                          " ",
                                          "name",
                                          "a long word ",
                                          std::string(300, 'x'),
                                          "b2a59418-5f66-428e-a349-e99a15652bc3"};

// As a terminal shows it, by the C library.
std::size_t columns_of(const std::string& line) {
  std::size_t columns = 0;
  std::mbstate_t state{};
  for (const char* at = line.c_str(); *at != '\0';) {
    wchar_t letter = 0;
    const std::size_t bytes = std::mbrtowc(&letter, at, MB_LEN_MAX, &state);
    if (bytes == 0 || bytes > MB_LEN_MAX) return std::string::npos;  // no UTF-8
    columns += static_cast<std::size_t>(std::max(wcwidth(letter), 0));
    at += bytes;
  }
  return columns;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// Cells as a spreadsheet reads them.
std::vector<std::string> cells_of(const std::string& csv) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    if (csv[i] == '"' && quoted && i + 1 < csv.size() && csv[i + 1] == '"')
      cells.back() += csv[i++];
    else if (csv[i] == '"')
      quoted = !quoted;
    else if (!quoted && (csv[i] == ',' || csv[i] == '\n'))
      cells.emplace_back();
    else if (quoted || csv[i] != '\r')
      cells.back() += csv[i];
  }
  return cells;
}

class AskFormsTest : public CliTest {
 protected:
  AskFormsTest() { std::setlocale(LC_CTYPE, "C.UTF-8"); }

  std::string command(const std::string& asked) {
    return fmt::format("{} {} --quiet --config {} {} '{}' 2>/dev/null", kProgram, asked,
                       sample("aobo.json"), sample("logs"), hostile_);
  }
  std::string out(const std::string& asked) { return run_shell(command(asked)).out; }

  // The sample data, and beside them records of such texts: somebody of the partner's whom nobody
  // knows, a technician's change, a check-out under a ticket.
  void logs_with(const std::vector<std::string>& texts) {
    const auto quoted = [&](std::size_t nth) {
      const std::string& text = texts[nth % texts.size()];
      return json_string(text.empty() ? "-" : text);
    };
    std::string log;
    log += fmt::format(
        R"({{"category":"SignInLogs","time":"2026-03-02T09:30:00Z","tenantId":)"
        R"("b2a59418-5f66-428e-a349-e99a15652bc3","properties":{{"id":"hostile-1","userType":"guest",)"
        R"("crossTenantAccessType":"serviceProvider","homeTenantId":)"
        R"("d7296d84-932f-4f00-a431-126c164a7ba7","userPrincipalName":{},"resourceDisplayName":{},)"
        R"("location":{{"countryOrRegion":{}}}}}}})"
        "\n",
        quoted(0), quoted(1), quoted(2));
    log += fmt::format(
        R"({{"CreationTime":"2026-03-02T09:31:00","Id":"hostile-2","Operation":{},)"
        R"("OrganizationId":"b2a59418-5f66-428e-a349-e99a15652bc3","RecordType":1,"UserType":9,)"
        R"("UserKey":"-","Workload":"Exchange","ObjectId":{},"UserId":)"
        R"("contoso.onmicrosoft.com\\\\tenant: d7296d84-932f-4f00-a431-126c164a7ba7, object: )"
        R"(f57990fc-e19c-44ba-a4d1-5cf95747c544"}})"
        "\n",
        quoted(3), quoted(4));
    log += fmt::format(
        R"({{"id":"hostile-3","time":"2026-03-02T09:32:00Z","account":"litware-admin","person":)"
        R"("alice@adatum.example","action":"check-out","ticket":{},"reason":{}}})"
        "\n",
        quoted(5), quoted(6));
    hostile_ = write("hostile.ndjson", log + one_that_went_silent());
  }

  // A sign-in an hour for ten days, then none, while another log goes on: a gap is told.
  static std::string one_that_went_silent() {
    std::string log;
    for (int hour = 0; hour < 24 * 20; ++hour) {
      for (const char* category : {"SignInLogs", "AuditLogs"}) {
        if (hour >= 24 * 10 && category[0] == 'S') continue;
        log += fmt::format(
            R"({{"category":"{}","time":"2026-03-{:02}T{:02}:00:00.1234567Z","tenantId":)"
            R"("b2a59418-5f66-428e-a349-e99a15652bc3","operationName":"Update user",)"
            R"("properties":{{"id":"{}{}"}}}})"
            "\n",
            category, 4 + hour / 24, hour % 24, category, hour);
      }
    }
    return log;
  }

  void fits(const std::string& verb, unsigned width, const std::string& text) {
    EXPECT_NE(text, "") << verb;
    for (const std::string& line : lines_of(text)) {
      const std::size_t columns = columns_of(line);
      ASSERT_NE(columns, std::string::npos) << verb << ": no UTF-8: " << line;
      // An id is never cut: one that is wider stands in a line of its own.
      const std::size_t begin = line.find_first_not_of(' ');
      if (begin == std::string::npos || line.find(' ', begin) == std::string::npos) continue;
      EXPECT_LE(columns, width) << verb << ": " << line;
    }
  }
  // Nothing that moves a cursor, changes a colour, turns a direction or forges a line.
  static void is_harmless(const std::string& asked, const std::string& text, bool csv) {
    std::string left;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool line_end = text[i] == '\n' || (csv && text.compare(i, 2, "\r\n") == 0);
      if (!line_end) left += text[i];
    }
    std::mbstate_t state{};
    for (const char *at = left.c_str(), *end = at + left.size(); at < end;) {
      wchar_t letter = 0;
      const std::size_t bytes = std::mbrtowc(&letter, at, MB_LEN_MAX, &state);
      ASSERT_TRUE(bytes > 0 && bytes <= MB_LEN_MAX) << asked << ": " << text;
      const bool direction = (letter >= 0x202a && letter <= 0x202e) ||
                             (letter >= 0x2066 && letter <= 0x2069) || letter == 0x200e;
      EXPECT_FALSE(letter < 0x20 || (letter >= 0x7f && letter < 0xa0) || direction)
          << asked << ": " << fmt::format("U+{:04x}", static_cast<unsigned>(letter));
      at += bytes;
    }
  }
  static void holds_no_formula(const std::string& asked, const std::string& csv) {
    for (const std::string& cell : cells_of(csv)) {
      std::size_t at = 0;
      while (at < cell.size() && cell[at] == ' ') ++at;
      const std::string begin = cell.substr(at, 3);
      EXPECT_TRUE(begin.empty() || std::string("=+-@\t").find(begin[0]) == std::string::npos)
          << asked << ": " << cell;
      EXPECT_NE(begin, "\uff1d") << asked << ": " << cell;
    }
  }
  static std::size_t rows_of_csv(const std::string& csv) {
    return static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n'));
  }

  std::string hostile_;
};

// Of every event what "aobo-sim show" takes, from the JSON, which cuts nothing.
std::vector<std::string> ids_in(const std::string& ndjson, const char* key) {
  std::vector<std::string> ids;
  simdjson::dom::parser parser;
  for (const std::string& line : lines_of(ndjson)) {
    std::string_view id;
    if (parser.parse(line)[key].get(id) == simdjson::SUCCESS) ids.emplace_back(id);
  }
  return ids;
}

TEST_F(AskFormsTest, ATableFitsEachWidthAndNoIdIsCut) {
  logs_with({kPieces.begin(), kPieces.begin() + 7});
  const std::vector<std::string> ids = ids_in(out("timeline --format ndjson"), "id");
  EXPECT_GT(ids.size(), 40U);
  const std::string unknown = "unknown technician 7163318c-1ea0-4cb6-8872-f4d82e8a78a0";
  for (unsigned width = kNarrowest; width <= kWidest; ++width) {
    std::map<std::string, std::string> texts;
    for (const std::string verb : kTables)
      fits(verb, width, texts[verb] = out(fmt::format("{} --width {}", verb, width)));
    // What follows from a record stands by that record's id.
    for (const std::string& id : ids)
      EXPECT_TRUE(id.find(':') != std::string::npos ||
                  texts["timeline"].find(id) != std::string::npos)
          << width << ": " << id;
    for (const char* verb : {"replay", "timeline", "who"})
      EXPECT_NE(texts[verb].find(unknown), std::string::npos) << verb << " " << width;
    EXPECT_NE(texts["gaps"].find("\ngap "), std::string::npos) << texts["gaps"];
    for (const char* whole : {"vault.checkout", "graph.activity", "2026-03-03", "no records"})
      EXPECT_NE(texts["gaps"].find(whole), std::string::npos) << width << ": " << whole;
    const std::string id = "Directory_b209c9f1-f505-4628-839d-9b6ed847ff9c_A0B0_1";
    const std::string shown = out(fmt::format("show --width {} {}", width, id));
    // The record itself, which is shown as it is, is one line however long.
    fits("show", width, shown.substr(0, shown.find("\nRecord\n")));
    EXPECT_NE(shown.find("id         " + id + "\n"), std::string::npos) << width << "\n" << shown;
  }
}

// The record itself, which show tells as it is, is one line however long.
std::string without_the_record(const std::string& shown) {
  return shown.substr(0, shown.find("\nRecord\n"));
}

// In whatever is asked, what stands behind a table too: the summary of a replay, what is wrong with
// an input.
TEST_F(AskFormsTest, EveryLineOfWhateverIsAskedKeepsToTheWidth) {
  const std::string deep = folder() + "/logs-of-" + std::string(60, 'd');
  std::filesystem::create_directories(deep);
  const std::string verbs[] = {"replay",         "timeline", "who",    "gaps",
                               "show hostile-2", "doctor",   "inspect"};
  for (unsigned width = kNarrowest; width <= kWidest; ++width) {
    // Other texts for each width; all verbs at some, else one after another.
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < 7; ++i)
      texts.push_back(kPieces[(width + i) % kPieces.size()] +
                      kPieces[(width * 7 + i) % kPieces.size()]);
    logs_with(texts);
    std::filesystem::copy_file(hostile_, deep + "/" + std::string(90, 'f'),
                               std::filesystem::copy_options::overwrite_existing);
    const bool all = width == kNarrowest || width == 100 || width == kWidest;
    for (std::size_t i = 0; i < std::size(verbs); ++i) {
      if (!all && i != width % std::size(verbs)) continue;
      const std::string text =
          run_shell(fmt::format("{} {} --width {} --config {} '{}' {} '{}' 2>/dev/null", kProgram,
                                verbs[i], width, sample("aobo.json"), hostile_, sample("logs"),
                                deep))
              .out;
      fits(verbs[i], width, without_the_record(text));
    }
  }
}

TEST_F(AskFormsTest, NothingInALogHarmsWhoReadsAnAnswer) {
  property("whatever stands in a log, in whatever form it is shown", [&] {
    const auto texts = *rc::gen::container<std::vector<std::string>>(
        7, rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kPieces)),
                        [](const std::vector<std::string>& pieces) {
                          return fmt::format("{}", fmt::join(pieces, ""));
                        }));
    const auto width = *rc::gen::inRange(kNarrowest, kWidest + 1);
    const std::string verb = *rc::gen::element("replay", "timeline", "who", "gaps", "show");
    logs_with(texts);
    const std::string asked = verb == "show" ? "show hostile-2" : verb;
    const std::string table = out(fmt::format("{} --width {}", asked, width));
    fits(verb, width, table.substr(0, table.find("\nRecord\n")));
    is_harmless(asked, table, false);
    if (verb != "show") {
      const std::string csv = out(asked + " --format csv"), lines = out(asked + " --format ndjson");
      is_harmless(asked, csv, true);
      is_harmless(asked, lines, false);
      is_harmless(asked, out(asked + " --format json"), false);
      holds_no_formula(asked, csv);
      EXPECT_EQ(rows_of_csv(csv), lines_of(lines).size() + 1) << "a row is forged";
    }
    RC_ASSERT(!HasFailure());
  });
}

// A terminal changes the table alone: its width, and its colours, which NO_COLOR takes away.
TEST_F(AskFormsTest, ATerminalChangesTheTableAlone) {
  logs_with({kPieces.begin(), kPieces.begin() + 7});
  const std::string show = "show 9864e73c-7e4f-4635-b065-2d478d9c9852";
  for (const std::string& asked : {std::string("replay"), std::string("timeline"),
                                   std::string("who"), std::string("gaps"), show}) {
    constexpr unsigned short kColumns[] = {80, 133, 250};
    for (const unsigned short columns : kColumns) {
      const std::string coloured = run_on_terminal(command(asked), columns).out;
      const std::string plain = run_on_terminal("NO_COLOR=1 " + command(asked), columns).out;
      EXPECT_NE(coloured.find("\x1b["), std::string::npos) << asked;
      EXPECT_EQ(plain.find('\x1b'), std::string::npos) << asked;
      EXPECT_EQ(plain, out(fmt::format("{} --width {}", asked, columns))) << asked;
      EXPECT_NE(run_on_terminal("NO_COLOR= " + command(asked), columns).out.find("\x1b["),
                std::string::npos)
          << "an empty NO_COLOR is none";
      EXPECT_EQ(run_on_terminal("TERM=dumb " + command(asked), columns).out, plain) << asked;
      for (const char* form : {"csv", "json", "ndjson"}) {
        if (asked == show) continue;
        const std::string formed = fmt::format("{} --format {}", asked, form);
        EXPECT_EQ(run_on_terminal(command(formed), columns).out, out(formed)) << formed;
      }
    }
  }
}

}  // namespace
}  // namespace aobo::test
