#include "plugin/fields/who.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/ip.h"
#include "plugin/base/text.h"
#include "plugin/case/proof.h"
#include "plugin/fields/published.h"
#include "plugin/identity/microsoft.h"

namespace aobo {
namespace {

using payload::Event;

// Names in full up to so many.
constexpr int kInFull = 3;
constexpr std::size_t kShown = 80;

std::string partner_of(const Event& e, std::string_view before) {
  const std::string& partner = e.partner_name().empty() ? e.partner_id() : e.partner_name();
  return partner.empty() ? "" : fmt::format("{}{}", before, partner);
}

std::string logged(const Event& e) {
  return e.actor().empty() ? "somebody" : printable(e.actor(), kShown);
}

// The name of one of Microsoft's applications in place of its id; any other text as it is.
std::string_view app_named(std::string_view text) {
  const auto id = parse_id(text);
  const std::string_view name = id ? microsoft_app_name(*id) : std::string_view();
  return name.empty() ? text : name;
}

std::string application(const Event& e) {
  if (!e.tool().empty())
    return "the tool " + printable(e.tool(), kShown) + printable(partner_of(e, " of "), kShown);
  const std::string_view name = e.app_name().empty() ? app_named(e.app_id()) : e.app_name();
  return name.empty() ? logged(e) : "the application " + printable(name, kShown);
}

// Whoever was not with the partner then: gone, or not yet there.
std::string_view not_there(const Event& e) {
  const auto& findings = e.relationship().findings();
  const auto has = [&](std::string_view name) {
    return std::find(findings.begin(), findings.end(), name) != findings.end();
  };
  if (has("not-yet-employed")) return ", who has not yet come to the partner";
  return has("leaver") ? ", who has left the partner" : ", who was not with the partner then";
}

std::string named(const Event& e) {
  const std::string& name = e.user().name().empty() ? e.user().upn() : e.user().name();
  const std::string partner = partner_of(e, "");
  std::string text = e.confidence() == "weak" ? "probably " : "";
  text += printable(name, kShown);
  if (!partner.empty()) text += " (" + printable(partner, kShown) + ")";
  if (e.has_user_active() && !e.user_active()) text += not_there(e);
  return text;
}

// The group to which the right belongs, where that is how the people are known.
std::string_view group_of(const Event& e) {
  for (const payload::Proof& proof : e.proofs()) {
    const bool group = proof.kind() == static_cast<std::uint32_t>(ProofKind::kGroup);
    if (group && proof.arguments_size() > 0 && proof.arguments(0) != "a group")
      return proof.arguments(0);
  }
  return {};
}

std::string several(const Event& e) {
  if (e.confidence() == "conflict") {
    std::string text = "two names for one deed: ";
    for (int i = 0; i < e.candidates_size(); ++i)
      text += (i > 0 ? ", " : "") + printable(e.candidates(i), kShown);
    return text;
  }
  const std::string of = printable(partner_of(e, " of "), kShown);
  if (e.candidates_size() > kInFull) {
    const std::string group = printable(group_of(e), kShown);
    return group.empty() ? fmt::format("one of {} people{}", e.candidates_size(), of)
                         : fmt::format("one of {} in {}{}", e.candidates_size(), group, of);
  }
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

// Whether who() begins with a word of ours and not with a name.
bool begins_with_a_word(const Event& e) {
  const bool person = !e.user().name().empty() || !e.user().upn().empty();
  if (person) return e.confidence() == "weak";
  if (e.candidates_size() > 1) return true;
  if (e.path() == "automation")
    return !e.tool().empty() || !e.app_name().empty() || !e.app_id().empty() || e.actor().empty();
  if (e.confidence() == "unknown" || e.is_partner()) return true;
  const bool customer = !e.customer_name().empty() || !e.customer_id().empty();
  return e.path() != "microsoft" && !(e.path() == "customer" && customer) && e.actor().empty();
}

std::string customer_of(const Event& e) {
  return e.customer_name().empty() ? e.customer_id() : e.customer_name();
}

// What a derived event's text names.
struct Stated {
  bool who = false, customer = false;
};
Stated stated(const Event& e) {
  const auto has = [&](const std::string& what) {
    return !what.empty() && e.derived_text().find(what) != std::string::npos;
  };
  if (e.derived().empty()) return {};
  const bool person = !e.user().upn().empty();
  if (!person && e.candidates_size() > 1) return {has(e.candidates(0)), has(customer_of(e))};
  return {has(person ? e.user().upn() : e.user().id()) || (!person && has(e.actor())),
          has(customer_of(e))};
}

// The last part of an Azure resource's path; any other text as it is.
std::string_view last_part(std::string_view text) {
  if (!text.starts_with('/')) return text;
  const std::size_t end = text.find_last_not_of('/');
  if (end == std::string_view::npos) return text;
  text = text.substr(0, end + 1);
  return text.substr(text.rfind('/') + 1);
}

// Without a port; what is known of a masked one, as Microsoft masks it.
std::string address_of(const Event& e) {
  Ip ip;
  if (e.ip().size() != 4 && e.ip().size() != 16)
    return e.ip_text().ends_with('.') ? e.ip_text() + "XXX" : e.ip_text();
  ip.size = static_cast<std::uint8_t>(e.ip().size());
  std::copy(e.ip().begin(), e.ip().end(), ip.bytes.begin());
  return ip.text();
}

std::string_view role_of(const Event& e) {
  const std::string& role = e.role_id().empty() ? e.target_role() : e.role_id();
  const std::string_view name = role_name(role);
  return name.empty() ? std::string_view(role) : name;
}

std::string_view target_of(const Event& e) {
  const std::string& target = e.target_name().empty() ? e.target_id() : e.target_name();
  return app_named(last_part(target.empty() ? e.resource() : target));
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

std::string sentence(const Event& e, const TimeZone& zone) {
  const Stated before = stated(e);
  std::string text;
  const auto add = [&](std::string_view prefix, std::string_view what) {
    if (!what.empty()) text += fmt::format("{}{}", prefix, printable(what, kShown));
  };
  if (!before.who) {
    text = who(e);
    if (begins_with_a_word(e) && text[0] >= 'a' && text[0] <= 'z')
      text.replace(0, 1, upper(text.substr(0, 1)));
    const bool clause = text.find(", who ") != std::string::npos;
    if (!before.customer) add(clause ? ", at " : " at ", customer_of(e));
    text += ", ";
  } else if (!before.customer) {
    add("At ", customer_of(e));
    text += text.empty() ? "" : ", ";
  }
  text += zone.written(e.time());
  add(", from ", address_of(e));
  add(", on ", target_of(e));
  add(", role ", role_of(e));
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
