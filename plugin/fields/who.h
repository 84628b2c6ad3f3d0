// aobo.who: who acted, in words that always say something, for the text of an alert:
//   Alice Archer (Adatum) · probably Bob Baker (Adatum) · one of 7 in AdminAgents of Adatum
//   an unknown technician of Adatum · Contoso's own admin@contoso.example
#pragma once

#include <string>

#include "plugin/base/zone.h"
#include "plugin/payload/event.pb.h"

namespace aobo {

std::string who(const payload::Event& event);

// aobo.told: a sentence about the same, and where, when, from which address, on what, with which
// settings, by which right, under which ticket and how sure; what is not known is left out, and of
// a derived event what its own text has said already:
//   Alice Archer (Adatum) at Contoso, 2026-03-05 09:10:00 UTC, from 203.0.113.9, on
//   "pat@contoso.example", by gdap, ticket "INC-5" (exact, object-id)
// What a log says in words of its own stands in quotation marks: it may pretend to be ours.
// Its beginning has a capital letter, unless it is a name from a log or a directory.
std::string sentence(const payload::Event& event, const TimeZone& zone);

}  // namespace aobo
