// SHA-256 by the examples of FIPS 180-4.
#include "simulator/report/sha256.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/temp_folder.h"

namespace aobo::sim {
namespace {

class Sha256Test : public test::TempFolderTest {};

std::string hash_of(std::string_view text, std::size_t part) {
  Sha256 hash;
  for (; !text.empty(); text.remove_prefix(std::min(part, text.size())))
    hash.add(text.substr(0, part));
  return hash.done();
}

TEST_F(Sha256Test, IsThatOfTheStandardHoweverItComesInParts) {
  const std::string million(1'000'000, 'a');
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
      {million, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"}};
  for (const auto& [text, hash] : rows) {
    for (const std::size_t part : {1U, 55U, 64U, 100'000U}) EXPECT_EQ(hash_of(text, part), hash);
  }
  EXPECT_EQ(sha256_of_file(write("abc", "abc")), std::string(rows[1].second));
  EXPECT_EQ(sha256_of_file(write("million", million)), std::string(rows[3].second));
  EXPECT_EQ(sha256_of_file(folder()), std::nullopt);
  EXPECT_EQ(sha256_of_file(folder() + "/none"), std::nullopt);
}

}  // namespace
}  // namespace aobo::sim
