#include "plugin/identity/outside_user.h"

#include <algorithm>

#include "plugin/base/text.h"

namespace aobo {
namespace {

constexpr std::string_view kNoEntry[] = {"b2bDirectConnect", "passthrough"};
constexpr std::string_view kSharedPlaces[] = {"SharePoint", "OneDrive", "MicrosoftTeams"};
constexpr std::string_view kTakesPart[] = {"file",
                                           "folder",
                                           "page",
                                           "clientviewsignaled",
                                           "listviewed",
                                           "listitemviewed",
                                           "securelink",
                                           "anonymouslinkused",
                                           "message",
                                           "meeting",
                                           "companylinkused",
                                           "sharinginvitationaccepted",
                                           "reactedto",
                                           "chat",
                                           "call",
                                           "accessinvitationaccepted",
                                           "searchquery",
                                           "teamssessionstarted"};

// A guest of the tenant's, with an account there: name_domain#EXT#@customer.
bool has_guest_account(const Actor& actor) {
  return find_ignoring_case(actor.upn, "#ext#") != std::string_view::npos;
}

}  // namespace

bool enters_nothing(const Record& record) {
  return is_sign_in(record) && is_any_ignoring_case(kNoEntry, record.sign_in.cross_tenant);
}

bool may_take_part(const Record& record) {
  const Actor& actor = record.actor;
  if (actor.delegated_admin || actor.technician || acts_as_application(record) || actor.puid ||
      has_guest_account(actor))
    return false;
  return is_any_ignoring_case(kSharedPlaces, record.workload) &&
         std::ranges::any_of(kTakesPart, [&](std::string_view beginning) {
           return record.operation.starts_with(beginning);
         });
}

bool takes_part_from_outside(const Case& the_case) {
  if (the_case.attribution.path != Path::kGuest) return false;
  return enters_nothing(the_case.record()) || may_take_part(the_case.record());
}

}  // namespace aobo
