#include "plugin/fields/who.h"

#include <fmt/format.h>

#include "plugin/base/text.h"
#include "plugin/base/time.h"
#include "plugin/fields/published.h"

namespace aobo {
namespace {

using payload::Event;

// Names in full up to so many.
constexpr int kNames = 3;
constexpr std::size_t kShown = 80;

std::string partner_of(const Event& e, std::string_view before) {
  const std::string& partner = e.partner_name().empty() ? e.partner_id() : e.partner_name();
  return partner.empty() ? "" : fmt::format("{}{}", before, partner);
}

std::string logged(const Event& e) {
  return e.actor().empty() ? "somebody" : printable(e.actor(), kShown);
}

std::string application(const Event& e) {
  const std::string& name = e.app_name().empty() ? e.app_id() : e.app_name();
  return name.empty() ? logged(e) : "the application " + printable(name, kShown);
}

std::string named(const Event& e) {
  const std::string& name = e.user().name().empty() ? e.user().upn() : e.user().name();
  const std::string partner = partner_of(e, "");
  std::string text = e.confidence() == "weak" ? "probably " : "";
  text += printable(name, kShown);
  if (!partner.empty()) text += " (" + printable(partner, kShown) + ")";
  if (e.has_user_active() && !e.user_active()) text += ", who was not with the partner then";
  return text;
}

std::string several(const Event& e) {
  if (e.confidence() == "conflict") {
    std::string text = "two names for one deed: ";
    for (int i = 0; i < e.candidates_size(); ++i)
      text += (i > 0 ? ", " : "") + printable(e.candidates(i), kShown);
    return text;
  }
  const std::string of = printable(partner_of(e, " of "), kShown);
  if (e.candidates_size() > kNames)
    return fmt::format("one of {} people{}", e.candidates_size(), of);
  std::string text = "one of ";
  for (int i = 0; i < e.candidates_size(); ++i)
    text += (i > 0 ? ", " : "") + printable(e.candidates(i), kShown);
  return text + of;
}

std::string of_the_customer(const Event& e) {
  const std::string& customer = e.customer_name().empty() ? e.customer_id() : e.customer_name();
  if (customer.empty()) return logged(e);
  return fmt::format("{}'s own {}", printable(customer, kShown), logged(e));
}

}  // namespace

std::string who(const Event& e) {
  if (!e.user().name().empty() || !e.user().upn().empty()) return named(e);
  if (e.candidates_size() > 1) return several(e);
  if (e.path() == "automation") return application(e);
  if (e.path() == "microsoft") return "Microsoft (" + logged(e) + ")";
  if (e.confidence() == "unknown")
    return "an unknown technician" + printable(partner_of(e, " of "), kShown);
  if (e.is_partner() && e.path() == "shared-account")
    return "somebody behind the shared account " + logged(e);
  if (e.is_partner()) return "an unnamed technician" + printable(partner_of(e, " of "), kShown);
  return e.path() == "customer" ? of_the_customer(e) : logged(e);
}

std::string time_text(const Event& e) {
  std::string text = format_time(e.time() - e.time() % kSecondNs);
  text.pop_back();
  text[text.find('T')] = ' ';
  return text + " UTC";
}

std::string sentence(const Event& e) {
  std::string text = who(e);
  const auto add = [&](std::string_view before, std::string_view what) {
    if (!what.empty()) text += fmt::format("{}{}", before, printable(what, kShown));
  };
  add(" at ", e.customer_name().empty() ? e.customer_id() : e.customer_name());
  text += ", " + time_text(e);
  add(", from ", e.ip_text());
  const std::string& target = e.target_name().empty() ? e.target_id() : e.target_name();
  add(", on ", target.empty() ? e.resource() : target);
  const std::string_view role = role_name(e.role_id());
  add(", role ", role.empty() ? std::string_view(e.role_id()) : role);
  const bool ended = !e.relationship().status().empty() && e.relationship().status() != "active";
  if (e.is_partner()) add(", by ", e.path());
  if (ended) add(", whose relationship is ", e.relationship().status());
  add(", ticket ", e.ticket());
  if (e.confidence().empty()) return text;
  add(" (", e.confidence());
  add(", ", e.method());
  return text + ")";
}

}  // namespace aobo
