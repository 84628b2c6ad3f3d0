#include "plugin/fields/who.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/ip.h"
#include "plugin/base/published.h"
#include "plugin/base/quotes.h"
#include "plugin/base/text.h"
#include "plugin/behaviour/run_event.h"
#include "plugin/case/attribution.h"
#include "plugin/case/proof.h"
#include "plugin/case/standing.h"
#include "plugin/fields/settings.h"
#include "plugin/identity/microsoft.h"

namespace aobo {
namespace {

using payload::Event;

// Names in full up to so many.
constexpr int kInFull = 3;
constexpr std::size_t kShown = 80;

std::string partner_of(const Event& event, std::string_view before) {
  const std::string& partner =
      event.partner_name().empty() ? event.partner_id() : event.partner_name();
  return partner.empty() ? "" : fmt::format("{}{}", before, partner);
}

std::string logged(const Event& event) {
  return event.actor().empty() ? "somebody" : plain_or_in_quotes(event.actor(), kShown);
}

// The name of one of Microsoft's applications by its id; empty where it is none.
std::string_view app_named(std::string_view text) {
  const auto id = parse_id(text);
  return id ? microsoft_app_name(*id) : std::string_view();
}

std::string application(const Event& event) {
  if (!event.tool().empty())
    return "the tool " + printable(event.tool(), kShown) +
           printable(partner_of(event, " of "), kShown);
  if (!event.app_name().empty())
    return "the application " + plain_or_in_quotes(event.app_name(), kShown);
  if (event.app_id().empty()) return logged(event);
  if (const auto name = app_named(event.app_id()); !name.empty())
    return fmt::format("the application {}", name);
  return "the application " + plain_or_in_quotes(event.app_id(), kShown);
}

// Whoever was not with the partner then: gone, or not yet there.
std::string_view not_there(const Event& event) {
  const auto& findings = event.relationship().findings();
  const auto has = [&](std::string_view name) {
    return std::find(findings.begin(), findings.end(), name) != findings.end();
  };
  if (has("not-yet-employed")) return ", who has not yet come to the partner";
  return has("leaver") ? ", who has left the partner" : ", who was not with the partner then";
}

std::string named(const Event& event) {
  const std::string& name = event.user().name().empty() ? event.user().upn() : event.user().name();
  const std::string partner = partner_of(event, "");
  std::string text = event.confidence() == aobo::name(Confidence::kWeak) ? "probably " : "";
  text += printable(name, kShown);
  if (!partner.empty()) text += " (" + printable(partner, kShown) + ")";
  if (event.has_user_active() && !event.user_active()) text += not_there(event);
  return text;
}

// The group to which the right belongs, where that is how the people are known.
std::string_view group_of(const Event& event) {
  for (const payload::Proof& proof : event.proofs()) {
    const bool group = proof.kind() == static_cast<std::uint32_t>(ProofKind::kGroup);
    if (group && proof.arguments_size() > 0) return proof.arguments(0);
  }
  return {};
}

std::string several(const Event& event) {
  if (event.confidence() == aobo::name(Confidence::kConflict)) {
    std::string text = "two names for one deed: ";
    for (int i = 0; i < event.candidates_size(); ++i)
      text += (i > 0 ? ", " : "") + printable(event.candidates(i), kShown);
    return text;
  }
  const std::string of = printable(partner_of(event, " of "), kShown);
  if (event.candidates_size() > kInFull) {
    const std::string group = printable(group_of(event), kShown);
    return group.empty() ? fmt::format("one of {} people{}", event.candidates_size(), of)
                         : fmt::format("one of {} in {}{}", event.candidates_size(), group, of);
  }
  std::string text = "one of ";
  for (int i = 0; i < event.candidates_size(); ++i)
    text += (i > 0 ? ", " : "") + printable(event.candidates(i), kShown);
  return text + of;
}

std::string of_the_customer(const Event& event) {
  const std::string& customer =
      event.customer_name().empty() ? event.customer_id() : event.customer_name();
  if (customer.empty()) return logged(event);
  return fmt::format("{}'s own {}", printable(customer, kShown), logged(event));
}

// Whether who() begins with a word of ours and not with a name.
bool begins_with_a_word(const Event& event) {
  const bool person = !event.user().name().empty() || !event.user().upn().empty();
  if (person) return event.confidence() == aobo::name(Confidence::kWeak);
  if (event.candidates_size() > 1) return true;
  if (event.path() == aobo::name(Path::kAutomation))
    return !event.tool().empty() || !event.app_name().empty() || !event.app_id().empty() ||
           event.actor().empty();
  if (event.confidence() == aobo::name(Confidence::kUnknown) || event.is_partner()) return true;
  const bool customer = !event.customer_name().empty() || !event.customer_id().empty();
  return event.path() != aobo::name(Path::kMicrosoft) &&
         !(event.path() == aobo::name(Path::kCustomer) && customer) && event.actor().empty();
}

std::string customer_of(const Event& event) {
  return event.customer_name().empty() ? event.customer_id() : event.customer_name();
}

// Of some derived events nobody is known to have acted, such as of a log that is silent.
bool nobody_acts(const Event& event) {
  const bool somebody = !event.user().name().empty() || !event.user().upn().empty() ||
                        !event.user().id().empty() || !event.actor().empty() ||
                        !event.tool().empty() || event.candidates_size() > 0;
  return !somebody && !event.is_partner() && event.path() != aobo::name(Path::kAutomation) &&
         event.path() != aobo::name(Path::kMicrosoft);
}

// What a derived event's text names, or what there is nothing to name of.
struct Stated {
  bool who = false, customer = false;
};
Stated stated(const Event& event) {
  const auto has = [&](const std::string& what) {
    return !what.empty() && event.derived_text().find(what) != std::string::npos;
  };
  if (event.derived().empty()) return {};
  if (nobody_acts(event)) return {true, has(customer_of(event))};
  const bool person = !event.user().upn().empty();
  if (!person && event.candidates_size() > 1)
    return {has(event.candidates(0)), has(customer_of(event))};
  return {has(person ? event.user().upn() : event.user().id()) || (!person && has(event.actor())),
          has(customer_of(event))};
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
std::string address_of(const Event& event) {
  Ip ip;
  if (event.ip().size() != 4 && event.ip().size() != 16) {
    const std::string& text = event.ip_text();
    return text.empty() ? text
                        : plain_or_in_quotes(text + (text.ends_with('.') ? "XXX" : ""), kShown);
  }
  ip.size = static_cast<std::uint8_t>(event.ip().size());
  std::copy(event.ip().begin(), event.ip().end(), ip.bytes.begin());
  return ip.text();
}

std::string role_of(const Event& event) {
  const std::string& role = event.role_id().empty() ? event.target_role() : event.role_id();
  if (role.empty()) return {};
  const std::string_view name = role_name(role);
  return name.empty() ? plain_or_in_quotes(role, kShown) : std::string(name);
}

std::string target_of(const Event& event) {
  const std::string& target = event.target_name().empty() ? event.target_id() : event.target_name();
  const std::string_view text = last_part(target.empty() ? event.resource() : target);
  if (text.empty()) return {};
  const std::string_view app = app_named(text);
  return app.empty() ? plain_or_in_quotes(text, kShown) : std::string(app);
}

}  // namespace

std::string who(const Event& event) {
  if (is_run_event(event.derived())) return "aobo itself";
  if (!event.user().name().empty() || !event.user().upn().empty()) return named(event);
  if (event.candidates_size() > 1) return several(event);
  if (event.path() == aobo::name(Path::kAutomation)) return application(event);
  if (event.path() == aobo::name(Path::kMicrosoft)) return "Microsoft (" + logged(event) + ")";
  if (event.confidence() == aobo::name(Confidence::kUnknown))
    return "an unknown technician" + printable(partner_of(event, " of "), kShown);
  if (event.is_partner() && event.path() == aobo::name(Path::kSharedAccount))
    return "somebody behind the shared account " + logged(event);
  if (event.is_partner())
    return "an unnamed technician" + printable(partner_of(event, " of "), kShown);
  return event.path() == aobo::name(Path::kCustomer) ? of_the_customer(event) : logged(event);
}

std::string sentence(const Event& event, const TimeZone& zone) {
  const Stated before = stated(event);
  std::string text;
  // What is safe to be read already.
  const auto put = [&](std::string_view prefix, const std::string& what) {
    if (!what.empty()) text += fmt::format("{}{}", prefix, what);
  };
  const auto add = [&](std::string_view prefix, std::string_view what) {
    put(prefix, printable(what, kShown));
  };
  if (!before.who) {
    text = who(event);
    if (begins_with_a_word(event) && text[0] >= 'a' && text[0] <= 'z')
      text.replace(0, 1, upper(text.substr(0, 1)));
    const bool clause = text.find(", who ") != std::string::npos;
    if (!before.customer) add(clause ? ", at " : " at ", customer_of(event));
    text += ", ";
  } else if (!before.customer) {
    add("At ", customer_of(event));
    text += text.empty() ? "" : ", ";
  }
  text += zone.written(event.time());
  put(", from ", address_of(event));
  put(", on ", target_of(event));
  put(", role ", role_of(event));
  put(", with ", settings(event));
  const bool ended = !event.relationship().status().empty() &&
                     event.relationship().status() != aobo::name(RelationshipStatus::kActive);
  if (event.is_partner()) add(", by ", event.path());
  if (ended) add(", whose relationship is ", event.relationship().status());
  if (!event.ticket().empty()) put(", ticket ", plain_or_in_quotes(event.ticket(), kShown));
  if (event.confidence().empty()) return text;
  add(" (", event.confidence());
  add(", ", event.method());
  return text + ")";
}

}  // namespace aobo
