// History: what the logs taught so far and later records are held against.
#pragma once

#include "plugin/identity/evidence.h"
#include "plugin/policy/permits.h"
#include "plugin/policy/relationship_log.h"

namespace aobo {

struct History {
  History(const IdentityOptions& identity, const PermitOptions& permit_options)
      : evidence(identity),
        relationships(identity.account),
        permits(permit_options, identity.account) {}

  Evidence evidence;
  RelationshipLog relationships;
  Permits permits;

  void save(Writer& writer) const {
    evidence.save(writer);
    relationships.save(writer);
    permits.save(writer);
  }
  void load(Reader& reader) {
    evidence.load(reader);
    relationships.load(reader);
    permits.load(reader);
  }
};

}  // namespace aobo
