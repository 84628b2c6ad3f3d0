// What the masker takes out of public records that nobody here wrote. Each is listed, and is a
// secret: nothing else may be masked.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "plugin/mask/masker.h"
#include "plugin/source/source.h"
#include "tests/support/places.h"

namespace aobo::test {
namespace {

namespace fs = std::filesystem;

const fs::path kFacts = fs::path(kSourceDir) / ".." / "shared" / "facts";

// What stands before each mask: the key or the name behind which a secret stood.
void count_masks(std::string_view text, std::map<std::string, std::size_t>& masks) {
  for (std::size_t at = 0; (at = text.find("***", at)) != std::string_view::npos; at += 3) {
    const std::string_view before = text.substr(0, at);
    const std::size_t begin = before.find_last_of("{,[&?;");
    std::string name(before.substr(begin == std::string_view::npos ? 0 : begin + 1));
    std::erase_if(name, [](char c) { return c == '"' || c == '\\' || c == ' ' || c == '\n'; });
    ++masks[name.substr(0, 60)];
  }
}

TEST(MaskPrecision, NothingIsMaskedInRealLogsThatIsNoSecret) {
  if (!fs::exists(kFacts / "real-logs"))
    GTEST_SKIP() << "no ../shared/facts/real-logs beside the project: nothing to read";
  std::map<std::string, std::size_t> masks;
  std::size_t records = 0;
  Masker masker(MaskOptions{});
  for (const char* folder : {"real-logs", "samples"}) {
    for (const auto& entry : fs::recursive_directory_iterator(kFacts / folder)) {
      if (!entry.is_regular_file() || entry.path().extension() == ".md") continue;
      Source source({entry.path().string()});
      for (Source::State state = source.next(); state != Source::State::kEnd;
           state = source.next()) {
        if (state != Source::State::kFrame) continue;
        ++records;
        const std::string_view bytes = source.frame().bytes;
        const std::string_view out =
            source.frame().kind == FrameKind::kJson ? masker.json(bytes) : masker.text(bytes);
        if (out != bytes) count_masks(out, masks);
      }
    }
  }
  // Signatures of shared access signatures, in URLs of Azure Storage.
  const std::map<std::string, std::size_t> expected = {{"sig=", 12}};
  EXPECT_EQ(masks, expected);
  EXPECT_GE(records, 1000U);
}

}  // namespace
}  // namespace aobo::test
