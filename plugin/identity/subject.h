// Subject: who acted and where, of one record, in a form that outlives the record and the directory
// it was answered with. What is remembered of an event is this.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plugin/base/archive.h"
#include "plugin/case/case.h"

namespace aobo {

struct Subject {
  std::optional<Guid> tenant;
  std::string tenant_name;
  Path path = Path::kUnknown;
  bool is_partner = false;
  std::optional<Guid> partner_tenant;
  std::string partner_name, partner_kind;
  std::string user_id, user_upn,
      user_name;  // of the person named; the id alone where confidence is unknown
  Confidence confidence = Confidence::kNone;
  std::string method;
  std::vector<std::string> candidates;
  std::vector<Proof> evidence;
  std::string actor, operation, app_id, tool, target_id, target_name;
  std::optional<Guid> subscription;

  static Subject of(const Case& the_case);
  // The same without what the record itself tells, for what is kept beside the record;
  // add_record_texts makes it whole.
  static Subject of_answer(const Case& the_case);
  void add_record_texts(const Record& record);

  // For people: "Alice Archer <alice@adatum.example>", "one of …", an id, or the actor as the log
  // has it.
  std::string shown() const;
};

template <class Archive>
void serialize(Archive& archive, Subject& subject) {
  archive(subject.tenant, subject.tenant_name, subject.path, subject.is_partner,
          subject.partner_tenant, subject.partner_name, subject.partner_kind, subject.user_id,
          subject.user_upn, subject.user_name, subject.confidence, subject.method,
          subject.candidates, subject.evidence, subject.actor, subject.operation, subject.app_id,
          subject.tool, subject.target_id, subject.target_name, subject.subscription);
}

// Who acts, as a key: the person where one is named, else the id that is unknown, else the actor as
// written.
std::string acting_key(const Case& the_case);
std::string acting_key(const Subject& subject);

// UPNs, of people without one their ids.
std::string shown(const Person& person);

}  // namespace aobo
