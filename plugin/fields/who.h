// aobo.who: who acted, in words that always say something, for the text of an alert:
//   Alice Archer (Adatum) · probably Bob Baker (Adatum) · one of 7 people of Adatum
//   an unknown technician of Adatum · Contoso's own admin@contoso.example
#pragma once

#include <string>

#include "plugin/payload/event.pb.h"

namespace aobo {

std::string who(const payload::Event& event);

// aobo.told: the same, and where, when, from which address, on what, by which right, under which
// ticket and how sure; what is not known is left out:
//   Alice Archer (Adatum) at Contoso, 2026-03-05 09:10:00 UTC, from 203.0.113.9, on
//   pat@contoso.example, by gdap, ticket INC-5 (exact, object-id)
std::string sentence(const payload::Event& event);

// "2026-03-05 09:10:00 UTC".
std::string time_text(const payload::Event& event);

}  // namespace aobo
