// Resolver: asks every method, weighs what they found, and learns from the record for those that
// come after.
//
// Weighing, in this order:
//   two exact findings that differ          conflict: all are candidates, none is named
//   one exact finding                       named, or unknown where the id is in no directory
//   one strong person within what stronger evidence left open      named, strong
//   strong findings that leave two or more  ambiguous: all are candidates, none is named
//   a weak finding, and nothing better      named, weak
//   a partner's action and no finding       unresolved
// A failed sign-in proves nobody: whoever tried only typed the name. What names somebody is weak
// then.
#pragma once

#include "plugin/identity/attribution.h"
#include "plugin/identity/evidence.h"
#include "plugin/identity/method.h"

namespace aobo {

class Resolver {
 public:
  explicit Resolver(const IdentityOptions& options) : options_(options), evidence_(options) {}

  // The answer, and what the record teaches. The directory must outlive the attribution, which
  // points into it.
  void resolve(const Record& record, const Directory& directory, Attribution& out);
  // The answer alone.
  void answer(const Record& record, const Directory& directory, Attribution& out);
  // What an answer teaches, of a record that was asked about before: it may know more by now.
  void learn_again(const Record& record, const Directory& directory, const Attribution& answer);

  EvidenceStore& evidence() { return evidence_; }
  const EvidenceStore& evidence() const { return evidence_; }

 private:
  Case make_case(const Record& record, const Directory& directory) const;
  void answer(const Case& c, Attribution& out);
  void weigh(const Case& c, Attribution& out);
  void weigh_exact(Attribution& out);
  void weigh_hints(Attribution& out);
  void learn_from_partner_tenant(const Case& c);
  void learn(const Case& c, const Attribution& attribution);

  IdentityOptions options_;
  EvidenceStore evidence_;
  struct Found {
    const Method* method;
    Finding finding;
    Confidence confidence;
  };
  std::vector<Found> found_;
};

}  // namespace aobo
