#include "simulator/check/words.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/guid.h"
#include "plugin/base/ip.h"
#include "plugin/base/nearest.h"
#include "plugin/base/number.h"
#include "plugin/base/text.h"
#include "simulator/check/case_builder.h"
#include "simulator/scenario/action.h"
#include "simulator/scenario/microsoft.h"
#include "simulator/scenario/operation.h"
#include "simulator/scenario/story.h"
#include "simulator/truth/truth.h"

namespace aobo::sim {
namespace {

using Words = std::vector<std::string>;

// Labels that a story gives beside its own (simulator/scenario/stories/).
constexpr std::string_view kOtherLabels[] = {"second-partner"};
// Keys of an action's details (docs/simulator.md).
constexpr std::string_view kDetails[] = {
    "via",       "error", "kind",       "mfa",      "client", "client-app", "protocol",
    "agent",     "shown", "country",    "ticket",   "hours",  "reason",     "role",
    "role-name", "group", "renamed-to", "email-of", "key",    "resource",   "for"};

// Properties and parameters that logs show and rules ask for: NAME of set.NAME. Others may be asked
// for by rules of somebody's own; what is all but one of these is a slip.
constexpr std::string_view kSettings[] = {"AccessRights",
                                          "AllowFederatedUsers",
                                          "AppId",
                                          "AppRole.Value",
                                          "AssignedLicense",
                                          "AuditBypassEnabled",
                                          "AuditEnabled",
                                          "AutoForwardEnabled",
                                          "BlindCopyTo",
                                          "ConditionalAccessPolicy",
                                          "ConsentContext.IsAdminConsent",
                                          "DelegatedPermissionGrant.Scope",
                                          "DeleteMessage",
                                          "DeliverToMailboxAndForward",
                                          "DisplayName",
                                          "Enabled",
                                          "Export",
                                          "FederatedIdentityCredentials",
                                          "ForwardAsAttachmentTo",
                                          "ForwardTo",
                                          "ForwardingAddress",
                                          "ForwardingSmtpAddress",
                                          "GrantSendOnBehalfTo",
                                          "Group.DisplayName",
                                          "Identity",
                                          "ImapEnabled",
                                          "IssuerUri",
                                          "MoveToFolder",
                                          "Name",
                                          "PopEnabled",
                                          "Quantity",
                                          "RedirectTo",
                                          "Role",
                                          "Role.DisplayName",
                                          "SetSCL",
                                          "SmtpClientAuthenticationDisabled",
                                          "Street",
                                          "StrongAuthenticationRequirement",
                                          "TrustedCAsForPasswordlessAuth",
                                          "Type",
                                          "UnifiedAuditLogIngestionEnabled",
                                          "User",
                                          "UserPrincipalName",
                                          "UserType"};
// A customer has fewer users than this; kNewUser is one who is not there yet.
constexpr std::uint32_t kUsers = 600, kNewUser = 900;

// What a story's action may be expected to lead to, and why it is not allowed (docs/simulator.md).
constexpr std::string_view kDerived[] = {
    "silent_entry",       "action_without_signin", "signin_without_twin",
    "checkout_unused",    "checkout_missing",      "relationship_overrun",
    "dap_returned",       "aobo_removed",          "aobo_added",
    "collection_gap",     "credit_at_risk",        "user_created_and_privileged",
    "created_and_deleted"};
constexpr std::string_view kViolations[] = {"customer", "workload",     "operation", "time",
                                            "ticket",   "relationship", "role",      "person"};

Words operation_ids() {
  Words all;
  for (const Operation& operation : operations()) all.emplace_back(operation.id);
  return all;
}
Words ways() {
  Words all;
  for (std::size_t i = 0; i < static_cast<std::size_t>(Way::kCount); ++i)
    all.emplace_back(name(static_cast<Way>(i)));
  return all;
}
Words labels() {
  Words all(std::begin(kOtherLabels), std::end(kOtherLabels));
  for (const Story* story : stories()) {
    if (!story->label.empty()) all.emplace_back(story->label);
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}
Words answers() {
  Words all;
  for (std::size_t i = 0; i < static_cast<std::size_t>(Answer::kCount); ++i)
    all.emplace_back(name(static_cast<Answer>(i)));
  return all;
}

}  // namespace

const Words& words(Word kind) {
  static const Words kAll[] = {operation_ids(),
                               case_ways(),
                               ways(),
                               case_customers(),
                               labels(),
                               {std::begin(kDerived), std::end(kDerived)},
                               {std::begin(kViolations), std::end(kViolations)},
                               answers(),
                               {std::begin(kDetails), std::end(kDetails)}};
  return kAll[static_cast<std::size_t>(kind)];
}

bool is_word(Word kind, std::string_view text) {
  const Words& all = words(kind);
  return std::find(all.begin(), all.end(), text) != all.end();
}

std::string word_hint(Word kind, std::string_view text) {
  const std::string near = nearest(text, words(kind));
  if (!near.empty()) return fmt::format("did you mean {}?", near);
  if (kind == Word::kOperation) return "aobo-sim generate --list-operations lists them";
  return fmt::format("expected one of: {}{}", fmt::join(words(kind), ", "),
                     kind == Word::kDetail ? ", set.NAME" : "");
}

namespace {

constexpr std::string_view kActorWords =
    "expected technician, leaver, stranger, second-partner, distributor, reseller, tool, user, "
    "admin or outsider, with a number behind a colon or without; app:NAME or microsoft:NAME";

// "user:3" is 3.
std::optional<std::uint32_t> number_behind_colon(std::string_view text) {
  return whole_number<std::uint32_t>(text.substr(text.find(':') + 1));
}

std::optional<std::string> one_of(std::string_view name, const Words& all, std::string_view what) {
  if (std::find(all.begin(), all.end(), name) != all.end()) return std::nullopt;
  const std::string near = nearest(name, all);
  if (!near.empty()) return fmt::format("did you mean {}:{}?", what, near);
  return fmt::format("expected {}: and one of: {}", what, fmt::join(all, ", "));
}

std::optional<std::string> user_problem(std::string_view text) {
  const auto number = number_behind_colon(text);
  if (number && (*number < kUsers || *number == kNewUser)) return std::nullopt;
  return fmt::format("expected user: and a number from 0 to {}, or {} for one who is not there yet",
                     kUsers - 1, kNewUser);
}

std::optional<std::string> technician_problem(std::string_view text) {
  const auto number = number_behind_colon(text);
  if (number && *number < case_technicians()) return std::nullopt;
  return fmt::format("expected technician: and a number from 0 to {}", case_technicians() - 1);
}

Words microsoft_names() {
  Words all;
  for (const MicrosoftActor& one : microsoft_actors()) all.emplace_back(one.name);
  return all;
}

}  // namespace

std::optional<std::string> detail_problem(std::string_view text) {
  constexpr std::string_view kSet = "set.";
  if (!text.starts_with(kSet) || text == kSet) {
    return is_word(Word::kDetail, text) ? std::nullopt
                                        : std::optional(word_hint(Word::kDetail, text));
  }
  const std::string name = lower(text.substr(kSet.size()));
  constexpr std::size_t kShort = 5;
  std::size_t least = name.size() > kShort ? 3 : 2;
  std::string_view near;
  for (const std::string_view one : kSettings) {
    const std::size_t far = distance(name, lower(one));
    if (far == 0) return std::nullopt;
    if (far >= least) continue;
    least = far;
    near = one;
  }
  if (near.empty()) return std::nullopt;
  return fmt::format("did you mean set.{}?", near);
}

std::optional<std::string> value_problem(std::string_view key, std::string_view value) {
  const auto only = [&](std::string_view word) {
    return value == word ? std::nullopt
                         : std::optional(fmt::format("expected {}, or no {}", word, key));
  };
  if (key == "mfa") return only("single");
  if (key == "kind") return only("non-interactive");
  if (key == "via") return only("partner-center");
  if (key == "role" && !parse_id(value))
    return "expected the id of a role, as rules/00-lists.yaml has them; role-name is its name";
  if (key == "error" && !whole_number<std::uint32_t>(value))
    return "expected a code, such as 50126";
  const bool country =
      value.size() == 2 && std::ranges::all_of(value, [](char c) { return c >= 'A' && c <= 'Z'; });
  if (key == "country" && !country) return "expected two capital letters, such as DE";
  return std::nullopt;
}

std::optional<std::string> way_problem(std::string_view who, std::string_view way,
                                       std::string_view what) {
  const Operation* operation = find_operation(what);
  const bool of_azure = operation == nullptr || operation->family == Family::kAzure ||
                        operation->family == Family::kSignIn;
  if (way == "lighthouse" && !of_azure)
    return fmt::format("{} is none of Azure's operations, which Lighthouse alone reaches", what);
  const std::string_view name = who.substr(0, who.find(':'));
  const bool own =
      name == "user" || name == "admin" || name == "tool" || name == "app" || name == "microsoft";
  if (!own) return std::nullopt;
  return fmt::format("{} comes by no way of a partner; leave \"way\" out", who);
}

std::optional<std::string> actor_problem(std::string_view text) {
  if (text.starts_with("app:")) return one_of(text.substr(4), case_apps(), "app");
  if (text.starts_with("microsoft:"))
    return one_of(text.substr(10), microsoft_names(), "microsoft");
  const std::string_view name = text.substr(0, text.find(':'));
  const Words& all = case_actors();
  const bool known = std::find(all.begin(), all.end(), name) != all.end();
  const std::string near = known ? "" : nearest(name, all);
  if (!near.empty()) return fmt::format("did you mean {}?", near);
  if (name == "app" || name == "microsoft" || !known ||
      (name != text && !number_behind_colon(text)))
    return std::string(kActorWords);
  if (name == text || name == "outsider") return std::nullopt;
  if (name == "user") return user_problem(text);
  if (name == "technician") return technician_problem(text);
  return fmt::format("there is one {}; write it without a number", name);
}

std::optional<std::string> target_problem(std::string_view text) {
  if (text.find("{n}") != std::string_view::npos) return std::nullopt;
  const std::size_t colon = text.find(':');
  const std::string_view sort = text.substr(0, colon);
  if (sort == "technician" && colon != std::string_view::npos) return technician_problem(text);
  if (colon == std::string_view::npos) return std::nullopt;
  if (sort == "user") return user_problem(text);
  if (text.starts_with("person:technician:")) return technician_problem(text.substr(7));
  static const Words kSorts = {"user", "person", "app"};
  if (std::find(kSorts.begin(), kSorts.end(), sort) != kSorts.end()) return std::nullopt;
  const std::string near = nearest(sort, kSorts);
  if (near.empty()) return std::nullopt;
  return fmt::format("did you mean {}{}?", near, text.substr(colon));
}

std::optional<std::string> source_problem(std::string_view text) {
  const Address address = parse_address(text);
  if (!address.ip.empty() || !address.prefix.empty()) return std::nullopt;
  return "expected an address like 203.0.113.9 or 2001:db8::1";
}

}  // namespace aobo::sim
