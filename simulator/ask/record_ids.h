// RecordIds: what is looked for in a record where evidence is to be traced back to it, beside what
// an AskedEvent has anyway: all ids that stand in it, and what it states of its actor. Read for
// "aobo-sim show" alone, which traces.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/result.h"
#include "simulator/ask/event.h"
#include "simulator/host/session.h"

namespace aobo::sim {

// Each id in a text once, in their order: GUIDs, also those of user_<32 hex>, as lower case with
// dashes, and PUIDs, sixteen digits, as upper case.
std::vector<std::string> ids_in(std::string_view text);

class RecordIds {
 public:
  static Result<RecordIds> make(const Session& session);
  // Into the event that the session has at hand.
  void read(const Session& session, AskedEvent& into) const;

 private:
  FieldQuery raw_, new_upn_, cross_tenant_;
  std::vector<FieldQuery> homes_, objects_;  // by the forms in which sign-ins are handed out
};

}  // namespace aobo::sim
