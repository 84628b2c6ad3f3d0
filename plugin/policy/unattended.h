// Who works in a person's name while the person may be asleep: a tool with the token that it was
// given once (Partner Center's Secure Application Model), a flow, an agent. What it does bears the
// person's name, and the hour at which it does it says nothing of the person.
#pragma once

#include "plugin/base/bounded.h"
#include "plugin/base/guid.h"
#include "plugin/base/limits.h"
#include "plugin/case/case.h"

namespace aobo {

// Who does, by the record alone: one of the kinds that end with "Worked"; kNone where nobody does.
VerdictReason unattended_worker(const Case& the_case);

// The tokens that such workers got, by the sign-ins that made them: a deed shows its token, and
// often not the application.
class UnattendedTokens {
 public:
  explicit UnattendedTokens(Account* account = nullptr) : workers_({limits::kPending, account}) {}

  void learn(const Case& the_case);
  // Who worked, by the record or by its token.
  VerdictReason worker(const Case& the_case) const;
  std::uint64_t evicted() const { return workers_.evicted(); }

  void save(Writer& writer) const { writer(workers_); }
  void load(Reader& reader) { reader(workers_); }

 private:
  Bounded<Guid, VerdictReason> workers_;
};

}  // namespace aobo
