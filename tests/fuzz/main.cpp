// Runs a target without a fuzzer: over files, in every build, and for a while over what a small
// mutator of its own makes of them. libFuzzer, which knows what code an input reaches, finds more:
// ci/fuzz.
//   fuzz-… TARGET FILE-OR-FOLDER…            each file once
//   fuzz-… TARGET --seconds N [--seed S] …   and then changed ones
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "tests/fuzz/target.h"

namespace aobo::fuzz {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestSeed = 256 << 10;

struct Asked {
  const Target* target = nullptr;
  long seconds = 0;
  unsigned long seed = 1;
  std::vector<std::string> seeds;
};

void add_seed(const fs::path& path, std::vector<std::string>& seeds) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(file)), {});
  if (bytes.size() > kLargestSeed) bytes.resize(kLargestSeed);
  seeds.push_back(std::move(bytes));
}

bool read_arguments(int count, char** words, Asked& asked) {
  if (count < 3) return false;
  asked.target = find_target(words[1]);
  for (int i = 2; i < count; ++i) {
    const std::string word = words[i];
    if (word == "--seconds" && i + 1 < count) {
      asked.seconds = std::atol(words[++i]);
    } else if (word == "--seed" && i + 1 < count) {
      asked.seed = std::strtoul(words[++i], nullptr, 10);
    } else if (fs::is_directory(word)) {
      for (const auto& entry : fs::recursive_directory_iterator(word)) {
        if (entry.is_regular_file()) add_seed(entry.path(), asked.seeds);
      }
    } else {
      add_seed(word, asked.seeds);
    }
  }
  return asked.target != nullptr && !asked.seeds.empty();
}

// One change of those that break readers: a byte, a piece gone or twice, a piece of another seed,
// what is special in the formats.
void change(std::string& bytes, const std::vector<std::string>& seeds, std::mt19937_64& random) {
  static constexpr const char* kSpecial[] = {
      "{",  "}",  "[",       "]",    "\"",   "\\",    ",",
      ":",  "\n", "\\u0000", "\xff", "null", "-1",    "99999999999999999999",
      "&a", "*a", "sig=",    "%3D",  "eyJ",  " and ", "(",
      ")"};
  const auto below = [&](std::size_t n) { return n == 0 ? 0 : random() % n; };
  const std::size_t at = below(bytes.size() + 1),
                    size = below(std::min<std::size_t>(64, bytes.size() - at + 1));
  switch (below(6)) {
    case 0:
      if (at < bytes.size()) bytes[at] = static_cast<char>(random());
      break;
    case 1:
      bytes.erase(at, size);
      break;
    case 2:
      bytes.insert(at, bytes.substr(at, size));
      break;
    case 3: {
      const std::string& other = seeds[below(seeds.size())];
      bytes.insert(at, other.substr(below(other.size() + 1), below(256)));
      break;
    }
    case 4:
      bytes.insert(at, kSpecial[below(std::size(kSpecial))]);
      break;
    default:
      bytes.resize(at);
  }
  if (bytes.size() > kLargestSeed) bytes.resize(kLargestSeed);
}

int run(const Asked& asked) {
  for (const std::string& seed : asked.seeds) asked.target->run(seed);
  std::uint64_t executions = asked.seeds.size();
  std::mt19937_64 random(asked.seed);
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(asked.seconds);
  // What is at work when the process dies is what it died of.
  const fs::path at_work =
      fs::temp_directory_path() / ("aobo-fuzz-" + std::string(asked.target->name));
  while (asked.seconds > 0 && std::chrono::steady_clock::now() < end) {
    std::string bytes = asked.seeds[random() % asked.seeds.size()];
    for (std::size_t i = random() % 8 + 1; i > 0; --i) change(bytes, asked.seeds, random);
    std::ofstream(at_work, std::ios::binary) << bytes;
    asked.target->run(bytes);
    ++executions;
  }
  std::error_code error;
  fs::remove(at_work, error);
  std::cout << asked.target->name << ": " << executions << " executions of " << asked.seeds.size()
            << " seeds, seed " << asked.seed << "\n";
  return EXIT_SUCCESS;
}

}  // namespace
}  // namespace aobo::fuzz

int main(int count, char** words) {
  aobo::fuzz::Asked asked;
  if (aobo::fuzz::read_arguments(count, words, asked)) return aobo::fuzz::run(asked);
  std::cerr << "usage: " << words[0] << " TARGET [--seconds N] [--seed S] FILE-OR-FOLDER...\n";
  for (const auto& target : aobo::fuzz::targets())
    std::cerr << "  " << target.name << ": " << target.text << "\n";
  return 2;
}
