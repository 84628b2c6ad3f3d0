// Moment: one record with all that the stages before found of it, as the behaviour stage sees it;
// and what sort of record it is.
#pragma once

#include <string>
#include <string_view>

#include "plugin/directory/directory.h"
#include "plugin/event/record.h"
#include "plugin/identity/attribution.h"
#include "plugin/identity/evidence.h"
#include "plugin/policy/relationship_log.h"
#include "plugin/policy/verdict.h"

namespace aobo {

struct Surroundings {
  const Directory& directory;
  const EvidenceStore& evidence;
  const RelationshipLog& relationships;
};

struct Moment {
  const Record& record;
  const Attribution& attribution;
  const Standing& standing;
  const PolicyVerdict& verdict;
  const Surroundings& around;
  std::string_view origin;
  std::uint64_t offset = 0;

  std::string reference() const;
  std::string who() const;        // a key
  std::string who_where() const;  // who in which tenant: a key
};

bool succeeded(const Record& record);
// Something done: no sign-in, no check-out, no window, and of what is logged at its start and its
// end only the end.
bool is_action(const Record& record);
// The shared account that a record uses, or that was checked out or in; null where none is.
const SharedAccount* shared_account_of(const Moment& moment);

// A number that stands for an id or a text among others of its kind.
std::uint64_t value_of(const Guid& id);
std::uint64_t value_of(std::string_view text);

}  // namespace aobo
