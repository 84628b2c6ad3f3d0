#include "simulator/truth/directory_view.h"

#include <algorithm>

namespace aobo::sim {

bool DirectoryView::holds(PersonIx person) const {
  const Person& p = world_.people[person];
  return world_.partners[p.partner].exported && p.employed.from < at_;
}

const std::string& DirectoryView::upn_at(PersonIx person, TimeNs time) const {
  const FormerUpn* next = nullptr;
  for (const FormerUpn& former : world_.people[person].former_upns) {
    if (former.until < at_ && time < former.until &&
        (next == nullptr || former.until < next->until))
      next = &former;
  }
  return next == nullptr ? upn(person) : next->upn;
}

bool DirectoryView::gave_up(PersonIx person, const std::string& upn, TimeNs time) const {
  const auto& formers = world_.people[person].former_upns;
  return std::any_of(formers.begin(), formers.end(), [&](const FormerUpn& f) {
    return f.upn == upn && f.until < at_ && f.until <= time;
  });
}

bool DirectoryView::stands(const Relationship& relationship, TimeNs time) const {
  Span known = relationship.valid;
  if (known.to >= at_) known.to = kForeverNs;
  return known.from < at_ && known.holds(time);
}

Span DirectoryView::employed(PersonIx person) const {
  Span span = world_.people[person].employed;
  if (span.to >= at_) span.to = kForeverNs;
  return span;
}

Span DirectoryView::held(const Membership& membership) const {
  Span span = membership.held;
  if (span.to >= at_) span.to = kForeverNs;
  return span;
}

}  // namespace aobo::sim
