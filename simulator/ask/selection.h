// Selection: which events are shown. All of the logs are read whatever it says, so that no evidence
// is missing; it decides only what of it a person gets to see.
#pragma once

#include <limits>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "plugin/base/result.h"
#include "plugin/base/time.h"
#include "simulator/ask/event.h"
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
  std::vector<std::string> activities;  // as aobo.activity.id
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

// Whether one of the texts matches one of the patterns; true where there are no patterns.
bool any_matches(const std::vector<std::string>& patterns, const std::vector<std::string>& texts);
// Whether what a later answer may change, who acted, of which partner, by which way and how sure,
// is asked for.
bool answer_is_wanted(const Wanted& wanted, const AskedEvent& event);

class Selection {
 public:
  // Errors: a word that no event can have, a time that is none, a condition that does not compile
  // (several lines, with place and caret).
  static Result<std::unique_ptr<Selection>> make(const Session& session, const Wanted& wanted,
                                                 const TimeSpan& span);
  ~Selection();
  Selection(const Selection&) = delete;
  Selection& operator=(const Selection&) = delete;

  // Of the event that the session has at hand: all, or all that no later answer changes.
  bool holds() { return holds(false); }
  bool holds_whoever_it_was() { return holds(true); }
  // A value that no event had until now, with the nearest one that there was; nothing where each
  // was met. Told at the end of the input it keeps a slip of the pen from being an answer.
  std::optional<std::string> never_met() const;

 private:
  struct Choice {  // one kind of --option: one of the fields must match one of the patterns
    const char* option = "";
    bool of_answer = false;  // a later answer may change it
    std::vector<FieldQuery> fields;
    std::vector<std::string> patterns;
    std::set<std::size_t> unmet;   // of the patterns those that nothing matched until now
    std::set<std::string> values;  // that there were meanwhile
  };
  struct Where;
  explicit Selection(const Session& session);
  std::optional<Error> add(Choice choice, std::initializer_list<const char*> fields);
  std::optional<Error> add_where(const std::string& condition);
  bool chosen(Choice& choice) const;
  bool holds(bool whoever_it_was);

  const Session& session_;
  TimeSpan span_;
  std::vector<Choice> choices_;
  std::unique_ptr<Where> where_;
};

}  // namespace aobo::sim
