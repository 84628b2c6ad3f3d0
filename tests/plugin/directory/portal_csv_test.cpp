// Exports as CSV that are not whole: a half-done copy ends anywhere, and what it leaves of a name
// reads like another name. Nothing of it is read, or nothing of what may be cut.
#include "plugin/directory/portal_csv.h"

#include <fmt/format.h>

#include "plugin/directory/loader.h"
#include "tests/support/temp_folder.h"

namespace aobo::test {
namespace {

constexpr const char* kAnna = "33333333-3333-4333-8333-333333333331";
constexpr const char* kBen = "33333333-3333-4333-8333-333333333332";

std::string refused(std::string_view why) {
  return fmt::format(
      "a/users.csv:{}; the file was cut off or changed by hand; export it anew, and move it into "
      "place when it is whole",
      why);
}

class PortalCsvTest : public TempFolderTest {
 protected:
  PortalCsvTest() {
    write("aobo.yaml",
          "partners:\n  - {tenant: 11111111-1111-4111-8111-111111111111, folder: a}\n");
  }
  // Who is known by this export: names, and UPNs where there are none; then warnings, or the error.
  std::string known_by(const std::string& users) {
    write("a/users.csv", users);
    const auto directory = load_directory(folder());
    if (!directory) return without_folder(directory.error().message);
    std::string text;
    for (const auto& person : (*directory)->people())
      text += fmt::format("{}; ", !person->name.empty()  ? person->name
                                  : !person->upn.empty() ? person->upn
                                                         : "nameless");
    for (const std::string& warning : (*directory)->warnings()) text += without_folder(warning);
    return text;
  }
  std::string without_folder(std::string text) const {
    const std::size_t at = text.find(folder());
    return at == std::string::npos ? text : text.erase(at, folder().size() + 1);
  }
  static std::string anna_and_ben(const std::string& header = "id,userPrincipalName,displayName") {
    return fmt::format("{}\n{},anna@x.example,Anna Berger-Meier\n{},ben@x.example,Ben Bell\n",
                       header, kAnna, kBen);
  }
};

TEST_F(PortalCsvTest, WhereverAFileIsCutNobodyHasAnotherName) {
  const std::string whole = anna_and_ben();
  ASSERT_EQ(known_by(whole), "Anna Berger-Meier; Ben Bell; ");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const std::string known = known_by(whole.substr(0, size));
    const bool refused = known.starts_with("a/users.csv:");
    const bool right = known.starts_with("Anna Berger-Meier; Ben Bell; ") ||
                       known.starts_with("Anna Berger-Meier; ben@x.example; ") ||
                       known.starts_with("Anna Berger-Meier; ") ||
                       known.starts_with("anna@x.example; ") || known.empty();
    EXPECT_TRUE(refused || right) << size << ": " << known;
    EXPECT_EQ(known.find("Anna Berger;"), std::string::npos) << size << ": " << known;
    EXPECT_EQ(known.find("Ben B;"), std::string::npos) << size << ": " << known;
  }
}

TEST_F(PortalCsvTest, ARowThatLacksCellsOrHasTooManyIsRefusedWithItsLine) {
  const std::string whole = anna_and_ben();
  EXPECT_EQ(known_by(whole.substr(0, whole.find("ben@") + 4)),
            refused("3:1: the row has 2 cells, expected 3 as in the header"));
  EXPECT_EQ(known_by(whole.substr(0, whole.find(kBen) + 8)),
            refused("3:1: the row has 1 cell, expected 3 as in the header"));
  EXPECT_EQ(known_by(anna_and_ben("sep=,\nid,userPrincipalName,displayName,surname")),
            refused("3:1: the row has 3 cells, expected 4 as in the header"));
  EXPECT_EQ(known_by(fmt::format("id,displayName\n{},Berger, Anna\n", kAnna)),
            refused("2:1: the row has 3 cells, expected 2 as in the header"));
  EXPECT_EQ(known_by(fmt::format("id,userPrincipalName\n{},a@x.example,,\n", kAnna)),
            "a@x.example; ")
      << "empty cells behind it say nothing";
}

TEST_F(PortalCsvTest, AQuoteThatIsNeverClosedIsRefusedWithItsLine) {
  const std::string rows = fmt::format(
      "id,userPrincipalName,displayName\n{},anna@x.example,\"Anna\nBerger\"\n"
      "{},ben@x.example,\"Ben B",
      kAnna, kBen);
  EXPECT_EQ(known_by(rows), refused("4:1: a quote is opened in this row and never closed"));
  EXPECT_EQ(known_by(rows + "ell\""), "Anna\nBerger; Ben Bell; ") << "a closed quote is whole";
}

TEST_F(PortalCsvTest, AFileThatEndsWithinItsHeaderIsRefused) {
  for (const char* text : {"id,userPrincipalName,displayName", "id,userPrinc", "id"})
    EXPECT_EQ(known_by(text), refused("1:1: the file ends within its header"));
}

// As some editors write it: the file is whole, but nobody can tell.
TEST_F(PortalCsvTest, OfALastRowWithoutALineEndTheLastValueIsLeftOutWhereItMayBeCut) {
  const auto without_end = [](std::string text) {
    text.pop_back();
    return text;
  };
  EXPECT_EQ(known_by(without_end(anna_and_ben())),
            "Anna Berger-Meier; ben@x.example; a/users.csv:3:1: the last row has no line end, and "
            "its last value may be cut off; it is not read: export the file anew, or end it with "
            "a line end");
  EXPECT_EQ(known_by(without_end(anna_and_ben("id,userPrincipalName,surname"))),
            "anna@x.example; ben@x.example; ")
      << "what is not read may be cut";
  EXPECT_EQ(known_by(fmt::format("userPrincipalName,id\na@x.example,{}", kAnna)), "a@x.example; ")
      << "a whole id";
  EXPECT_EQ(
      known_by(fmt::format("id,userPrincipalName,accountEnabled\n{},a@x.example,True", kAnna)),
      "a@x.example; ");
  EXPECT_EQ(known_by(fmt::format("id,userPrincipalName\n{},anna@x.example\n{},ben@x.example", kAnna,
                                 kBen)),
            "anna@x.example; a/users.csv:3:1: the last row has no line end, and its last value may "
            "be cut off; the row is not read: export the file anew, or end it with a line end");
}

}  // namespace
}  // namespace aobo::test
