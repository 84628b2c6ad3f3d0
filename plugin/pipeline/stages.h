// Stages: what is made of one record after another: who, by what right, whether that was agreed,
// and what follows from it beside the others. Everything that is remembered between records is in
// here.
#pragma once

#include <deque>
#include <memory>
#include <unordered_set>
#include <vector>

#include "plugin/behaviour/behaviour.h"
#include "plugin/case/case.h"
#include "plugin/config/config.h"
#include "plugin/identity/revisions.h"
#include "plugin/pipeline/counters.h"
#include "plugin/policy/history.h"

namespace aobo {

class Stages {
 public:
  Stages(const IdentityOptions& identity, const PermitOptions& permits,
         const BehaviourOptions& behaviour)
      : identity_(identity),
        history_(identity, permits),
        revisions_(identity),
        behaviour_(behaviour) {}

  // What became true before the record came, and what became true by it.
  struct Derivations {
    std::vector<Derived> before, after;
  };
  // Judges a case that holds its record and what is known beforehand; it gets its number. `now`:
  // how far the events' own time has come, the record's own where it is in its place.
  Derivations take(Case& c, TimeNs now);
  // What late records taught changes answers once it is read to its end: a vault's log that is read
  // half way shows loans that are open no longer. Some of it a call; false: nothing is left.
  bool settle(const std::shared_ptr<const Knowledge>& knowledge, TimeNs now,
              std::vector<Derived>& out);

  void publish(Counters& counters) const;

  void save(Writer& writer) const;
  void load(Reader& reader);

 private:
  void revise(const Case& c, TimeNs now, std::vector<Derived>& out);
  void change(std::vector<TopicId> changed, const std::shared_ptr<const Knowledge>& knowledge,
              TimeNs now, std::vector<Derived>& out);
  void postpone(const std::vector<TopicId>& changed, TimeNs now);

  IdentityOptions identity_;
  History history_;
  Revisions revisions_;
  Behaviour behaviour_;
  RecordNumber records_ = 0;       // so far
  std::deque<TopicId> postponed_;  // what late records taught about, once each
  std::unordered_set<TopicId, KeyedHash> is_postponed_;
  TimeNs postponed_at_ = 0;     // when the first of it came
  bool postponed_all_ = false;  // read back from a snapshot, which does not say what it was
};

}  // namespace aobo
