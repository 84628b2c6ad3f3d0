// Stages: what is made of one record after another: who, by what right, whether that was agreed,
// and what follows from it beside the others. Everything that is remembered between records is in
// here.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "plugin/behaviour/behaviour.h"
#include "plugin/config/config.h"
#include "plugin/identity/resolver.h"
#include "plugin/identity/revisions.h"
#include "plugin/pipeline/counters.h"
#include "plugin/policy/permits.h"
#include "plugin/policy/policy.h"
#include "plugin/policy/relationship_log.h"

namespace aobo {

// What is known beforehand: who is who, and what was agreed. Swapped whole.
struct Knowledge {
  std::shared_ptr<const Directory> directory;
  std::shared_ptr<const Policy> policy;
};

class Stages {
 public:
  Stages(const IdentityOptions& identity, const PermitOptions& permits,
         const BehaviourOptions& behaviour)
      : identity_(identity),
        resolver_(identity),
        revisions_(identity),
        permits_(permits),
        behaviour_(behaviour) {}

  // `now`: how far the events' own time has come, the record's own where it is in its place. What
  // is found holds until the next record; it points into the record and the directory.
  void take(const Record& record, std::string_view origin, std::uint64_t offset, TimeNs now,
            const Knowledge& knowledge);

  const Attribution& attribution() const { return attribution_; }
  const Standing& standing() const { return standing_; }
  const PolicyVerdict& verdict() const { return verdict_; }
  const Observed& observed() const { return observed_; }
  // What had become true before the record, and what became true by it; the caller may take them.
  std::vector<Derived>& before() { return before_; }
  std::vector<Derived>& after() { return after_; }

  void publish(Counters& counters) const;

  void save(Writer& writer) const;
  void load(Reader& reader);

 private:
  IdentityOptions identity_;
  Resolver resolver_;
  Revisions revisions_;
  RelationshipLog relationships_;
  Permits permits_;
  Behaviour behaviour_;

  Attribution attribution_;
  Standing standing_;
  PolicyVerdict verdict_;
  Observed observed_;
  std::vector<Derived> before_, after_;
};

}  // namespace aobo
