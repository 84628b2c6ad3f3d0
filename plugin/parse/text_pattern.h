// TextPattern: a user's RE2 expression that turns a line of any text log into a record. Its named
// groups are the keys of the record: (?P<time>…), (?P<account>…), (?P<person>…), (?P<action>…),
// (?P<ticket>…), (?P<reason>…) make a vault check-out; (?P<time>…), (?P<user>…), (?P<tenant>…),
// (?P<message>…), (?P<api>…), (?P<severity>…) a line of a tool's log. RE2 takes linear time on
// every line, whoever wrote it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/result.h"

namespace re2 {
class RE2;
}

namespace aobo {

class TextPattern {
 public:
  // `time_format` is empty for the forms of base/time.h, else one of strptime(3), read as UTC where
  // it has no %z. One that does not tell a point in time is an error: %Z, %s, a date without a day.
  static Result<TextPattern> compile(std::string name, const std::string& expression,
                                     std::string time_format);

  TextPattern(TextPattern&&) noexcept;
  TextPattern& operator=(TextPattern&&) noexcept;
  ~TextPattern();

  // The line as a JSON object of its named groups, or nothing where it does not match.
  std::optional<std::string> match(std::string_view line) const;

 private:
  TextPattern();

  std::string name_;
  std::string time_format_;
  std::unique_ptr<re2::RE2> expression_;
  std::vector<std::string> keys_;  // by group, from group 1
  bool tool_ = false;              // its lines are a tool's log
  bool has_api_ = false, has_severity_ = false;
};

}  // namespace aobo
