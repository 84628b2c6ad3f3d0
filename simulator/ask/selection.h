// Selection: which events are shown. All of the logs are read whatever it says, so that no evidence
// is missing; it decides only what of it a person gets to see.
#pragma once

#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plugin/base/result.h"
#include "plugin/base/time.h"
#include "simulator/host/session.h"
#include "simulator/report/zone.h"
#include "simulator/rules/event_view.h"

namespace aobo::sim {

// As the command line has it. Of several values of one kind any suffices; of the kinds all must
// hold. Texts are compared without regard to case, and * stands for any characters.
struct Wanted {
  std::vector<std::string> customers;   // name or tenant id
  std::vector<std::string> people;      // name, UPN or object id; candidates too
  std::vector<std::string> partners;    // name or tenant id
  std::vector<std::string> operations;  // as aobo.operation or aobo.operation.raw
  std::vector<std::string> families, paths, confidences;
  std::string from, to;  // Zone::parse; to is not included, but for a date, whose day is
  std::string where;     // a condition of Falco's language, without macros

  bool any() const;
};

struct TimeSpan {
  TimeNs from = std::numeric_limits<TimeNs>::min();
  TimeNs to = std::numeric_limits<TimeNs>::max();  // not included
  bool holds(TimeNs time) const { return time >= from && time < to; }
};
// An error where a time is none, or where the span is empty.
Result<TimeSpan> span_of(const Wanted& wanted, const Zone& zone, TimeNs now);

class Selection {
 public:
  // Errors: a word that no event can have, a time that is none, a condition that does not compile
  // (several lines, with place and caret).
  static Result<std::unique_ptr<Selection>> make(const Session& session, const Wanted& wanted,
                                                 const TimeSpan& span);
  ~Selection();
  Selection(const Selection&) = delete;
  Selection& operator=(const Selection&) = delete;

  // Of the event that the session has at hand.
  bool holds();

 private:
  struct Choice {  // one kind of --option: one of the fields must match one of the patterns
    std::vector<FieldQuery> fields;
    std::vector<std::string> patterns;
  };
  struct Where;
  explicit Selection(const Session& session);
  std::optional<Error> add(std::initializer_list<const char*> fields,
                           const std::vector<std::string>& patterns);
  std::optional<Error> add_where(const std::string& condition);
  bool chosen(const Choice& choice) const;

  const Session& session_;
  TimeSpan span_;
  std::vector<Choice> choices_;
  std::unique_ptr<Where> where_;
};

}  // namespace aobo::sim
