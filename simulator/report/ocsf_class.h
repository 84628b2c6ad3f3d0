// OcsfClass: which class of the Open Cybersecurity Schema Framework an event belongs to. Of its
// classes of identities Authorize Session (3003) is not used: no log here tells which rights a
// session was given as it began.
#pragma once

#include <cstdint>
#include <string>

#include "simulator/report/event_facts.h"

namespace aobo::sim {

enum class OcsfKind : std::uint8_t { kAuthentication, kAccount, kEntity, kRole, kGroup, kApi };

struct OcsfClass {
  OcsfKind kind = OcsfKind::kApi;
  std::int64_t category = 6, uid = 6003, activity = 0;
  std::string category_name, name, activity_name;
};

OcsfClass ocsf_class(const EventFacts& facts);

// The group whose member was added or taken out; empty where the event is none of those.
struct OcsfGroup {
  std::string id, name;
};
OcsfGroup ocsf_group(const EventFacts& facts);

}  // namespace aobo::sim
