// History: what the logs taught so far and later records are held against.
#pragma once

#include "plugin/identity/evidence.h"
#include "plugin/policy/permits.h"
#include "plugin/policy/relationship_log.h"
#include "plugin/policy/unattended.h"

namespace aobo {

struct History {
  History(const IdentityOptions& identity, const PermitOptions& permit_options)
      : evidence(identity),
        relationships(identity.account),
        permits(permit_options, identity.account),
        unattended(identity.account) {}

  Evidence evidence;
  RelationshipLog relationships;
  Permits permits;
  UnattendedTokens unattended;

  void save(Writer& writer) const {
    evidence.save(writer);
    relationships.save(writer);
    permits.save(writer);
    unattended.save(writer);
  }
  void load(Reader& reader) {
    evidence.load(reader);
    relationships.load(reader);
    permits.load(reader);
    unattended.load(reader);
  }
};

}  // namespace aobo
