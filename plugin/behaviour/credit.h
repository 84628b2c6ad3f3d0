// Credit: whether a partner still holds access to a customer's subscription by which it earns
// credit (Partner Center documentation, partner-earned-credit-explanation): AOBO, Lighthouse, or a
// linked user or service principal, with a role that counts. From the directory, and as the logs
// change it.
//
//   safe      an access to the whole subscription with a role that counts
//   partial   only to resource groups or resources
//   at_risk   none, and one was lost within the last day: credit is reckoned daily
//   lost      none any more
//   unknown   nothing is known of any
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/archive.h"
#include "plugin/base/bounded.h"
#include "plugin/behaviour/case_facts.h"
#include "plugin/behaviour/options.h"
#include "plugin/policy/access_change.h"

namespace aobo {

class Credit {
 public:
  explicit Credit(const BehaviourOptions& options)
      : options_(options), changes_(options.open_questions()) {}

  void learn(const AccessChange& change);
  CreditState state(const Guid& subscription, const Directory& directory, TimeNs time) const;

  std::uint64_t evicted() const { return changes_.evicted() + crowded_out_; }

  void save(Writer& writer) const { writer(changes_, crowded_out_); }
  void load(Reader& reader) { reader(changes_, crowded_out_); }

 private:
  struct Access {
    Guid partner, principal;
    AccessWay how = AccessWay::kAobo;
    std::string scope;
    std::optional<Guid> role;
  };
  static bool is_of(const Access& access, const AccessChange& change);
  std::vector<Access> standing(const Guid& subscription, const Directory& directory, TimeNs time,
                               bool& ever, std::optional<TimeNs>& last_lost) const;

  const BehaviourOptions& options_;
  Bounded<Guid, std::vector<AccessChange>> changes_;  // by subscription, by time
  std::uint64_t crowded_out_ = 0;                     // of a subscription with too many
};

bool role_earns_credit(const Guid& role);

}  // namespace aobo
