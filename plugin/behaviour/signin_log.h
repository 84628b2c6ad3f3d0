// SignInLogs: whether a tenant hands on a sign-in log. Without Entra ID P1 there is none, and only
// the unified log's UserLoggedIn tells that somebody came in; with one, that record tells it twice.
//
// A tenant has one while a record of its own sign-in log lies no longer back than the span of the
// option `signin_log`. It has none where other records of it came for a day and none of that log
// did within the span. Until then it is not known.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "plugin/base/archive.h"
#include "plugin/base/bounded.h"
#include "plugin/base/guid.h"
#include "plugin/behaviour/case_facts.h"
#include "plugin/behaviour/options.h"

namespace aobo {

// The log of a tenant's sign-ins of one kind, as a key: Entra writes each kind to one of its own.
std::string signin_log_key(const Guid& tenant, std::string_view kind);

class SignInLogs {
 public:
  explicit SignInLogs(const BehaviourOptions& options)
      : span_(options.signin_log), seen_(options.open_questions()) {}

  // Of the tenant in which it happened, this record included.
  std::optional<bool> observe(const Case& the_case);
  std::uint64_t forgotten() const { return seen_.evicted(); }

  void save(Writer& writer) const { writer(seen_); }
  void load(Reader& reader) { reader(seen_); }

 private:
  struct Seen {
    TimeNs first = 0;                    // of any record
    std::optional<TimeNs> last_sign_in;  // of the log in question
    template <class Archive>
    void serialize(Archive& archive) {
      archive(first, last_sign_in);
    }
  };

  Seen& seen(const Guid& tenant, TimeNs time);

  TimeNs span_;
  Bounded<Guid, Seen> seen_;
};

}  // namespace aobo
