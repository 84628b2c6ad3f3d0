// The words that a field of few values can have: from the tables and enumerations that the stages
// themselves use, so that what a field's text says is what it can hold.
#pragma once

#include <string_view>
#include <vector>

namespace aobo::words {

using Words = std::vector<std::string_view>;

Words families();  // the log families, and last that of derived events
Words family_traits();
Words sorts();
Words paths();
Words confidences();
Words methods();
Words app_owners();
Words evidence_kinds();
Words partner_kinds();
Words actor_types();
Words policy_answers();
Words violations();
Words relationship_types();
Words relationship_statuses();
Words findings();
Words activity_facts();
Words credit();
Words derived();
Words of_runs();  // those of them by which a run tells of itself
Words mfa();  // authenticationRequirement of a sign-in, as Microsoft Graph's documentation lists it

}  // namespace aobo::words
