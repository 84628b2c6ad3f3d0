// Delivery: a generated world's records, one after another in the order of the times that they show, each in an envelope of its
// own kind: what a reader would get who gets everything in order. Damaged records and rows of tables stand in files of
// their own, others follow each other in one.
#pragma once

#include <cstdint>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plugin/base/result.h"
#include "simulator/truth/truth.h"

namespace aobo::sim {

// Calls back for each line of dir/truth.ndjson, with the byte at which the line begins; stops at the first error.
using EachTruth = std::function<std::optional<Error>(const Truth& truth, std::uint64_t line_at)>;
std::optional<Error> each_truth(const std::string& dir, const EachTruth& each);

class Delivery {
 public:
  struct Position {
    std::uint32_t file = 0;
    std::uint64_t offset = 0;
    friend auto operator<=>(const Position&, const Position&) = default;
  };

  // Writes the delivery of the world in `dir` into `into`, which is empty.
  static Result<Delivery> make(const std::string& dir, const std::string& into);

  // Where the n-th line of truth stands in the delivery.
  Position position(std::size_t number) const { return positions_[number]; }
  std::size_t size() const { return positions_.size(); }
  // The position that an event's origin and offset name.
  std::optional<Position> parse(const std::string& origin, std::uint64_t offset) const;

 private:
  Delivery(std::string dir, std::string into) : dir_(std::move(dir)), into_(std::move(into)) {}
  std::optional<Error> put(const Truth& truth);
  std::optional<Error> write(const std::string& folder, const std::string& text);
  Result<std::string> slice(const Truth& truth);
  Result<std::string> header(const Truth& truth);

  std::string dir_, into_;
  std::vector<Position> positions_;
  std::map<std::string, std::string> headers_;
  std::map<std::string, std::shared_ptr<std::ifstream>> open_;
  std::uint32_t file_ = 0;
  std::string pending_;  // of the file that goes on
};

}  // namespace aobo::sim
