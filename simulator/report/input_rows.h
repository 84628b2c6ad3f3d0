// InputRows: what became of each input, as the plugin's log says at the end (component "input").
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace aobo::sim {

class InputRows {
 public:
  // A line of the log, an object: {"input":"…","families":{…},"first":…,"refused":{…},…}.
  void add(std::string_view json);

  // What can be seen of an input without the plugin, as members of an object of JSON; `known`:
  // whether it is known as a log.
  using Outside = std::function<std::string(const std::string& input, bool known)>;
  // All of them as a list, with all that is known of each.
  std::string json(const Outside& outside) const;
  // For people: a line for each that holds records, and one for those that hold none; empty where
  // nothing is known.
  std::string text() const;
  // Whether a line of the log speaks of text in an input that is no log, beside others that are.
  bool is_of_a_stranger(std::string_view refusal) const;

 private:
  using Counts = std::map<std::string, std::uint64_t>;
  struct Row {
    std::string input, first, last;
    Counts families, refused, same_as;
    std::uint64_t duplicates = 0, repaired = 0, masked = 0, cut = 0;

    std::uint64_t records() const;
    bool is_known() const;
  };
  static std::string same(const Row& row, std::size_t folder);
  static std::string line(const Row& row, std::size_t folder);
  std::string strangers(const std::vector<const Row*>& rows, std::size_t folder) const;

  std::vector<std::string> lines_;
  std::vector<Row> rows_;
};

}  // namespace aobo::sim
