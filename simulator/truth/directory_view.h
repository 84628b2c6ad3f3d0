// DirectoryView: what the partner's exports and aobo.yaml show, and what they do not: people of
// other partners, and all that changed after the export. The oracle asks it, and
// generate/directory_writer.cpp writes it down.
#pragma once

#include <string>

#include "simulator/world/world.h"

namespace aobo::sim {

class DirectoryView {
 public:
  DirectoryView(const World& world, TimeNs exported_at) : world_(world), at_(exported_at) {}

  TimeNs exported_at() const { return at_; }
  // Stands in users.json or deletedItems.json.
  bool holds(PersonIx person) const;
  // The UPN under which the export lists the person.
  const std::string& upn(PersonIx person) const { return world_.people[person].upn_at(at_ - 1); }
  // The UPN that a reader takes to have been the person's then: a rename is known where the export
  // came after it.
  const std::string& upn_at(PersonIx person, TimeNs time) const;
  // Whether it is known that this was the person's UPN until some time before.
  bool gave_up(PersonIx person, const std::string& upn, TimeNs time) const;
  // Whether the relationship stands at that time, as far as is known.
  bool stands(const Relationship& relationship, TimeNs time) const;
  bool lists_puid(PersonIx person) const {
    return holds(person) && world_.people[person].puid_listed;
  }
  // When the person left, where that is known.
  Span employed(PersonIx person) const;
  // A membership as far as it is known; nothing of it where it began later.
  bool knows(const Membership& membership) const {
    return membership.held.from < at_ && holds(membership.person);
  }
  Span held(const Membership& membership) const;

 private:
  const World& world_;
  TimeNs at_;
};

}  // namespace aobo::sim
