#include "plugin/fields/settings.h"

#include <fmt/format.h>

#include <string_view>

#include "plugin/base/quotes.h"
#include "plugin/base/text.h"

namespace aobo {
namespace {

// Of one value, and of all of them: an alert is read at a glance.
constexpr std::size_t kOne = 60, kAll = 160;

// What decides, the most telling first. Of a rule or a mailbox where mail goes; of access who gets
// which; of an application what it may.
constexpr std::string_view kDeciding[] = {"ForwardingSmtpAddress",
                                          "ForwardingAddress",
                                          "ForwardTo",
                                          "RedirectTo",
                                          "ForwardAsAttachmentTo",
                                          "BlindCopyTo",
                                          "MoveToFolder",
                                          "DeleteMessage",
                                          "AutoForwardEnabled",
                                          "GrantSendOnBehalfTo",
                                          "Trustee",
                                          "User",
                                          "AccessRights",
                                          "Member",
                                          "Role",
                                          "Group.DisplayName",
                                          "Application.DisplayName",
                                          "ServicePrincipal.DisplayName",
                                          "AppRole.Value",
                                          "DelegatedPermissionGrant.Scope",
                                          "IssuerUri",
                                          "UserType"};

std::string_view value_of(const payload::Event& event, std::string_view name) {
  for (const payload::NameValue& one : event.parameters()) {
    if (equal_ignoring_case(one.name(), name)) return trimmed(one.value());
  }
  for (const payload::Change& one : event.changes()) {
    if (equal_ignoring_case(one.name(), name)) return trimmed(one.after());
  }
  return {};
}

}  // namespace

std::string settings(const payload::Event& event) {
  std::string text;
  if (event.parameters().empty() && event.changes().empty()) return text;
  for (const std::string_view name : kDeciding) {
    const std::string_view value = value_of(event, name);
    if (value.empty() || text.size() >= kAll) continue;
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name, plain_or_in_quotes(value, kOne));
  }
  return text;
}

}  // namespace aobo
