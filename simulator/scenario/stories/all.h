// The stories, a row each; each stands in the file of its name.
#pragma once

#include "simulator/scenario/story.h"

// clang-format off
#define AOBO_STORIES(STORY) \
  STORY(stolen_token) \
  STORY(delegated_abuse) \
  STORY(consent_everywhere) \
  STORY(leaver) \
  STORY(shared_by_two) \
  STORY(shared_without_check_out) \
  STORY(gdap_ended) \
  STORY(wrong_customer) \
  STORY(wrong_workload) \
  STORY(wrong_operation) \
  STORY(night_work) \
  STORY(no_ticket) \
  STORY(silent_entry) \
  STORY(distributor_acts) \
  STORY(dap_returns) \
  STORY(aobo_removed) \
  STORY(single_factor) \
  STORY(legacy_entry) \
  STORY(code_of_a_device) \
  STORY(access_weakened) \
  STORY(audit_off) \
  STORY(crypto_mining) \
  STORY(licence_fraud) \
  STORY(spray) \
  STORY(federation_backdoor) \
  STORY(forged_names) \
  STORY(forged_agents) \
  STORY(role_to_itself) \
  STORY(mail_forwarded) \
  STORY(guest_promoted) \
  STORY(onboarding_burst) \
  STORY(second_partner) \
  STORY(unknown_delegation) \
  STORY(reset_burst) \
  STORY(inherited_name) \
  STORY(renamed) \
  STORY(joins_the_group) \
  STORY(two_names_in_a_token) \
  STORY(twin_tickets) \
  STORY(support_visit) \
  STORY(rights_spread) \
  STORY(application_foothold) \
  STORY(account_takeover) \
  STORY(administrator_taken_over) \
  STORY(access_policy_tour) \
  STORY(mail_flow_tour) \
  STORY(content_tour) \
  STORY(subscription_tour) \
  STORY(device_tour) \
  STORY(used_after_return) \
  STORY(unknown_holder) \
  STORY(vault_takes_back) \
  STORY(other_home) \
  STORY(microsofts_namesakes) \
  STORY(coincidence) \
  STORY(private_address) \
  STORY(shared_desk) \
  STORY(two_in_one_sign_in) \
  STORY(other_partner_ends) \
  STORY(all_rights_at_once) \
  STORY(nested_group) \
  STORY(pim_for_groups) \
  STORY(relationship_tour) \
  STORY(granted_window) \
  STORY(stolen_tool_secret) \
  STORY(tool_at_work)
// clang-format on

namespace aobo::sim::story {

#define AOBO_DECLARE(name) extern const Story name;
AOBO_STORIES(AOBO_DECLARE)
#undef AOBO_DECLARE

}  // namespace aobo::sim::story
