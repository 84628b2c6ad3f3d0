// Expanding: what Falco does to a condition's text before it is parsed (lists, exceptions), and to
// the tree after (macros).
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "simulator/rules/condition.h"
#include "simulator/rules/model.h"

namespace aobo::sim {

// Names of lists or macros that are used, each with the first file that uses it.
class Used {
 public:
  bool contains(std::string_view name) const { return files_.find(name) != files_.end(); }
  std::uint32_t file(std::string_view name) const { return files_.find(name)->second; }
  // Whether that is new: a name, or an earlier file.
  bool add(const std::string& name, std::uint32_t file) {
    const auto [row, added] = files_.emplace(name, file);
    const bool earlier = file < row->second;
    row->second = std::min(row->second, file);
    return added || earlier;
  }

 private:
  std::map<std::string, std::uint32_t, std::less<>> files_;
};

// The lists' items as they are put into conditions: an item that names an earlier list is that
// list's items, one level deep; items with blanks are quoted.
class ListTexts {
 public:
  explicit ListTexts(const RulesModel& model);

  // A list's name is replaced wherever it stands between blanks, commas, parentheses, = or the
  // text's ends, even in quotes. Names of lists that were used are added to `used`; where a name
  // stood inside a quoted text, its place to `in_quotes`.
  PlacedText expanded(const PlacedText& condition, Used& used,
                      std::vector<SourcePlace>& in_quotes) const;
  // Lists whose names are items of other lists.
  const Used& nested() const { return nested_; }

 private:
  struct Row {
    std::string name, text;
  };
  // In place of the list's name, which begins there; where to look for the next.
  static std::size_t put(PlacedText& text, const Row& row, std::size_t begin);

  std::vector<Row> rows_;
  Used nested_;
};

// The condition with what its exceptions say: "(condition) and not ((f1 = a and f2 = b) or …)".
PlacedText with_exceptions(const RuleItem& rule);

// The tree with macros in place of their names. A macro sees those that were defined before it; a
// rule sees all. The error is the name of one that there is none of.
struct MacroTree {
  std::string name;
  Condition condition;
  std::size_t index = 0, visibility = 0;
};
class Macros {
 public:
  void add(MacroTree macro) { all_.push_back(std::move(macro)); }
  const std::vector<MacroTree>& all() const { return all_; }
  MacroTree* find(std::string_view name);

  static constexpr std::size_t kAll = SIZE_MAX;
  // Null, or the name that there is no macro of.
  std::optional<Condition> expanded(const Condition& condition, std::size_t visibility,
                                    std::string& missing, Range& at) const;
  // Adds the macros that the condition of something in that file rests on, nested ones too.
  void used_by(const Condition& condition, std::uint32_t file, Used& used) const;

 private:
  std::vector<MacroTree> all_;
};

}  // namespace aobo::sim
