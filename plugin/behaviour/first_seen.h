// FirstSeen: whether a person is in a customer's tenant, a network with a person, a session or a
// token, an application in a tenant, for the first time since the state began; and the way in at a
// customer for the first time on a day. Networks, not addresses, are compared: who comes from the
// next address of the same house has not moved. What was forgotten for want of room may be first
// again; that is counted.
#pragma once

#include <cstdint>

#include "plugin/base/archive.h"
#include "plugin/base/bounded.h"
#include "plugin/base/fingerprint.h"
#include "plugin/base/limits.h"
#include "plugin/behaviour/case_facts.h"

namespace aobo {

class FirstSeen {
 public:
  explicit FirstSeen(Account* account)
      : key_(FingerprintKey::random()),
        seen_({limits::kSeen, account}),
        tokens_({limits::kSeen, account}) {}

  Firsts observe(const Case& the_case);
  std::uint64_t forgotten() const { return seen_.evicted() + tokens_.evicted(); }

  void save(Writer& writer) const { writer(key_, seen_, tokens_); }
  void load(Reader& reader) { reader(key_, seen_, tokens_); }

 private:
  using Seen = Bounded<Fingerprint, Nothing>;

  void first_of_application(const Case& the_case, const std::string& app,
                            const std::string& network, Firsts& firsts);
  std::optional<bool> first_way(const Case& the_case, const std::string& tenant);
  void first_of_token(const Record& record, const std::string& network, Firsts& firsts);
  bool first(std::string_view sort, std::string_view one, std::string_view other);
  bool first_in(Seen& seen, std::string_view sort, std::string_view one, std::string_view other);
  // Of what was seen with others before; at its own first time there is nothing to compare with.
  std::optional<bool> another(Seen& seen, std::string_view sort, std::string_view whose,
                              std::string_view what);

  FingerprintKey key_;
  Seen seen_;
  Seen tokens_;  // apart: there are many, each lives for hours, and none must crowd out a customer
};

}  // namespace aobo
