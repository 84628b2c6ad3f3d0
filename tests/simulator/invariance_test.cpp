// What must not change what the plugin says of a generated world: the order in which its files are
// named, that they are delivered twice or cut into more files, what its customers are called.
#include <simdjson.h>

#include <algorithm>
#include <codecvt>
#include <filesystem>
#include <fstream>
#include <locale>
#include <sstream>

#include "plugin/base/check.h"
#include "simulator/generate/world_folder.h"
#include "simulator/host/config.h"
#include "simulator/host/session.h"
#include "simulator/report/writer.h"
#include "tests/support/places.h"
#include "tests/support/temp_folder.h"
#include "tests/support/worlds.h"

namespace aobo::sim {
namespace {

namespace fs = std::filesystem;
using test::small_world;

class Invariance : public test::TempFolderTest,
                   public ::testing::WithParamInterface<std::uint64_t> {
 protected:
  Invariance() {
    auto loaded = Library::load(test::kLibrary);
    AOBO_CHECK(loaded.ok());
    library_ = std::move(*loaded);
    AOBO_CHECK(write_world(small_world(GetParam(), "all", "swarm"), nullptr, dir(), {}).ok());
  }
  std::string dir() const { return folder() + "/world"; }

  std::vector<std::string> files() const {
    std::vector<std::string> all;
    for (const auto& entry : fs::recursive_directory_iterator(dir() + "/logs")) {
      if (entry.is_regular_file()) all.push_back(entry.path().string());
    }
    std::sort(all.begin(), all.end());
    return all;
  }

  // Every field of every event but where it was read.
  std::vector<std::string> events(const std::string& inputs) {
    const auto config = read_config(dir() + "/aobo.json");
    AOBO_CHECK(config.ok());
    auto session = Session::start(*library_, *config, {});
    AOBO_CHECK(session.ok());
    std::vector<std::string> fields;
    for (const FieldInfo& info : (*session)->fields()) {
      const bool place = info.name == "aobo.origin" || info.name == "aobo.offset";
      const bool bytes = info.name == "aobo.raw" || info.name == "aobo.activity.id";
      const bool window = info.name.find(".person.") != std::string::npos ||
                          info.name.find(".customers") != std::string::npos;
      if (!place && (with_bytes_ || !bytes) && !info.needs_argument) fields.push_back(info.name);
      if (info.needs_argument && window) fields.push_back(info.name + "[1h]");
    }
    std::ostringstream out;
    auto writer = make_json_writer(**session, fields, out);
    AOBO_CHECK(writer.ok());
    AOBO_CHECK(!(*session)->open(inputs));
    for (;;) {
      const auto more = (*session)->next();
      AOBO_CHECK(more.ok());
      if (!*more) break;
      (*writer)->write(**session);
    }
    metrics_ = (*session)->metrics();
    std::vector<std::string> lines;
    std::istringstream in(std::move(out).str());
    for (std::string line; std::getline(in, line);) lines.push_back(without_place(line));
    return lines;
  }
  // A record without an id is named by where it stands.
  std::string without_place(std::string line) const {
    for (std::size_t at = line.find(folder()); at != std::string::npos;
         at = line.find(folder(), at)) {
      const std::size_t end = line.find_first_of("\": ", line.find('@', at));
      line.replace(at, end - at, "(place)");
    }
    return line;
  }

  bool with_bytes_ = true;  // of the record, by which its deed is named where it has no id
  std::unique_ptr<Library> library_;
  std::map<std::string, std::uint64_t> metrics_;
};

TEST_P(Invariance, TheOrderInWhichFilesAreNamed) {
  const auto first = events(dir() + "/logs");
  ASSERT_GT(first.size(), 100U);
  std::vector<std::string> named = files();
  std::reverse(named.begin(), named.end());
  std::string all;
  for (const std::string& file : named) all += (all.empty() ? "" : ",") + file;
  EXPECT_TRUE(events(all) == first);
}

TEST_P(Invariance, DeliveredTwice) {
  const auto once = events(dir() + "/logs");
  const std::uint64_t records = metrics_.at("records"), duplicates = metrics_.at("duplicates");
  fs::copy(dir() + "/logs", folder() + "/again", fs::copy_options::recursive);
  fs::rename(folder() + "/again", dir() + "/logs/again");
  EXPECT_TRUE(events(dir() + "/logs") == once);
  EXPECT_EQ(metrics_.at("records"), records);
  EXPECT_EQ(metrics_.at("duplicates"), records + 2 * duplicates);
}

TEST_P(Invariance, CutIntoMoreFiles) {
  const auto whole = events(dir() + "/logs");
  std::size_t cut = 0;
  for (const std::string& file : files()) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    // Only what is a line each, and whole: elsewhere the end of a file is the end of a page or of a
    // broken record.
    const std::size_t middle = text.find('\n', text.size() / 2);
    const bool lines =
        file.ends_with(".ndjson") && text.starts_with("{") && middle != std::string::npos;
    if (!lines || text.find("}\n{", middle - 1) != middle - 1) continue;
    std::ofstream(file, std::ios::binary) << text.substr(0, middle + 1);
    std::ofstream(file + ".2", std::ios::binary) << text.substr(middle + 1);
    ++cut;
  }
  ASSERT_GT(cut, 5U);
  EXPECT_TRUE(events(dir() + "/logs") == whole);
}

// Times in milliseconds, "9:05:07.1234567" and of 19 digits: Windows PowerShell writes no more.
void cut_times(std::vector<std::string>& lines) {
  const auto is_digit = [](char byte) { return byte >= '0' && byte <= '9'; };
  for (std::string& line : lines) {
    std::string cut;
    for (std::size_t at = 0; at < line.size();) {
      std::size_t end = at;
      while (end < line.size() && is_digit(line[end])) ++end;
      std::string digits = line.substr(at, end - at);
      if (digits.size() == 19) digits.resize(13);
      if (cut.size() > 4 && cut.back() == '.' && cut[cut.size() - 4] == ':') {
        digits.resize(3, '0');
      }
      cut += digits;
      if (end < line.size()) cut += line[end++];
      at = end;
    }
    line = std::move(cut);
  }
}

// A record is the same wherever it was found: in what a collector or a SIEM wrote around it, as
// PowerShell's cmdlets spell it, and in a table of another dialect.
TEST_P(Invariance, WhatCollectorsAndCmdletsMakeOfTheRecords) {
  with_bytes_ = false;
  const auto answers_of = [&](const char* faults) {
    fs::remove_all(dir());
    AOBO_CHECK(write_world(small_world(GetParam(), "all", faults), nullptr, dir(), {}).ok());
    return events(dir() + "/logs");
  };
  auto bare = answers_of("none");
  const std::uint64_t records = metrics_.at("records");
  ASSERT_GT(bare.size(), 100U);
  auto wrapped = answers_of("wrapped-by-collector,powershell-export,csv-dialect");
  cut_times(bare);
  cut_times(wrapped);
  ASSERT_EQ(wrapped.size(), bare.size());
  const auto [was, is] = std::ranges::mismatch(bare, wrapped);
  EXPECT_TRUE(is == wrapped.end()) << *is << "\nin place of\n" << *was;
  EXPECT_EQ(metrics_.at("records"), records);
  EXPECT_EQ(metrics_.at("refused"), 0U);
}

// A table with another separator: cells in which it stands are quoted.
std::string separated_by(std::string_view csv, char separator) {
  std::string out, cell;
  bool quoted = false;
  const auto put = [&](char behind) {
    const bool quotes = cell.starts_with('"') || cell.find(separator) == std::string::npos;
    out += quotes ? cell : '"' + cell + '"';
    out.push_back(behind);
    cell.clear();
  };
  for (const char byte : csv) {
    if (byte == '"') quoted = !quoted;
    if (!quoted && byte == ',') {
      put(separator);
    } else if (!quoted && byte == '\n') {
      put(byte);
    } else {
      cell.push_back(byte);
    }
  }
  return out + cell;
}

std::string in_utf16(const std::string& text) {
  const std::u16string wide =
      std::wstring_convert<std::codecvt_utf8_utf16<char16_t>, char16_t>().from_bytes(text);
  std::string out = "\xff\xfe";
  for (const char16_t unit : wide) {
    out.push_back(static_cast<char>(unit & 0xff));
    out.push_back(static_cast<char>(unit >> 8));
  }
  return out;
}

// What spreadsheets and Windows make of files: tables with ";" and tabs, UTF-16, a byte order mark,
// line ends of Windows.
TEST_P(Invariance, DialectsAndBytesOfTheFiles) {
  with_bytes_ = false;
  fs::remove_all(dir());
  AOBO_CHECK(write_world(small_world(GetParam(), "all", "none"), nullptr, dir(), {}).ok());
  const auto bare = events(dir() + "/logs");
  const std::uint64_t records = metrics_.at("records");
  ASSERT_GT(bare.size(), 100U);
  std::size_t tables = 0, turn = 0;
  for (const std::string& file : files()) {
    std::ifstream in(file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    if (file.ends_with(".csv")) {
      ++tables;
      text = separated_by(text, turn % 2 == 0 ? ';' : '\t');
    }
    switch (turn++ % 3) {
      case 0:  // bytes that are no UTF-8 are nothing in UTF-16
        if (simdjson::validate_utf8(text)) text = in_utf16(text);
        break;
      case 1:
        text.insert(0, "\xef\xbb\xbf");
        break;
      default:
        // What a cell holds has its own already.
        for (std::size_t at = text.find('\n'); at != std::string::npos;
             at = text.find('\n', at + 2))
          if (at == 0 || text[at - 1] != '\r') text.insert(at, "\r");
    }
    std::ofstream(file, std::ios::binary) << text;
  }
  ASSERT_GT(tables, 1U);
  const auto other = events(dir() + "/logs");
  ASSERT_EQ(other.size(), bare.size());
  const auto [was, is] = std::ranges::mismatch(bare, other);
  EXPECT_TRUE(is == other.end()) << *is << "\nin place of\n" << *was;
  EXPECT_EQ(metrics_.at("records"), records);
  EXPECT_EQ(metrics_.at("refused"), 0U);
}

TEST_P(Invariance, WhatCustomersAreCalledChangesNamesOnly) {
  const auto before = events(dir() + "/logs");
  std::ifstream in(dir() + "/directory/aobo.yaml");
  std::string yaml{std::istreambuf_iterator<char>(in), {}};
  in.close();
  const std::size_t customers = yaml.find("\ncustomers:\n");
  ASSERT_NE(customers, std::string::npos);
  const std::size_t end = yaml.find("\ncalendars:");
  for (std::size_t at = yaml.find("    name: ", customers); at < end && at != std::string::npos;
       at = yaml.find("    name: ", at + 1)) {
    yaml.insert(at + 10, "Renamed ");
  }
  std::ofstream(dir() + "/directory/aobo.yaml") << yaml;
  auto after = events(dir() + "/logs");
  ASSERT_EQ(after.size(), before.size());
  std::size_t renamed = 0;
  for (std::string& line : after) {
    for (std::size_t at = line.find("Renamed "); at != std::string::npos;
         at = line.find("Renamed ")) {
      line.erase(at, 8);
      ++renamed;
    }
  }
  EXPECT_GT(renamed, 100U);
  EXPECT_TRUE(after == before);
}

INSTANTIATE_TEST_SUITE_P(Worlds, Invariance, ::testing::Values(3, 4, 5));

}  // namespace
}  // namespace aobo::sim
