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

  static Subject of(const Case& c);
  // The same without what the record itself tells, for what is kept beside the record;
  // add_record_texts makes it whole.
  static Subject of_answer(const Case& c);
  void add_record_texts(const Record& record);

  // For people: "Alice Archer <alice@adatum.example>", "one of …", an id, or the actor as the log
  // has it.
  std::string shown() const;
};

template <class Archive>
void serialize(Archive& archive, Subject& s) {
  archive(s.tenant, s.tenant_name, s.path, s.is_partner, s.partner_tenant, s.partner_name,
          s.partner_kind, s.user_id, s.user_upn, s.user_name, s.confidence, s.method, s.candidates,
          s.evidence, s.actor, s.operation, s.app_id, s.tool, s.target_id, s.target_name,
          s.subscription);
}

// Who acts, as a key: the person where one is named, else the id that is unknown, else the actor as
// written.
std::string acting_key(const Case& c);
std::string acting_key(const Subject& subject);

// UPNs, of people without one their ids.
std::string shown(const Person& person);

}  // namespace aobo
