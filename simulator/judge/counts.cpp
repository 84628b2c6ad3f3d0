#include "simulator/judge/counts.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "plugin/base/text.h"
#include "plugin/base/time.h"
#include "simulator/judge/periods.h"
#include "simulator/truth/addresses.h"

namespace aobo::sim {
namespace {

using periods::kMinute;
struct Window {
  std::string_view name;
  TimeNs span;
};
constexpr Window kWindows[] = {
    {"1m", kMinute}, {"10m", 10 * kMinute}, {"1h", 60 * kMinute}, {"24h", kDayNs}};

std::string shows(const Truth& truth, std::string_view field) {
  const auto at = truth.says.find(field);
  return at == truth.says.end() || at->second.size() != 1 ? std::string() : at->second.front();
}

// A sign-in's code that the record may tell or not.
bool untold_code(const Truth& truth) {
  const auto at = truth.says.find("signin.error");
  return at != truth.says.end() && at->second.size() > 1;
}

// The address without what tells the machines of one network apart: the last of four numbers, all
// but the first three of eight groups. A mask hides no more.
std::string network_shown(const Truth& truth) {
  const std::string whole = shows(truth, "ip"), shown = shows(truth, "ip.text");
  std::string text = whole.empty() ? shown : whole;
  if (text.empty() || is_everybodys(text)) return {};
  if (text.find(':') == std::string::npos) {
    return std::count(text.begin(), text.end(), '.') < 3 ? "" : text.substr(0, text.rfind('.'));
  }
  if (text.ends_with(':') && !text.ends_with("::")) text += ':';  // of what a mask leaves
  std::array<unsigned char, 16> bytes{};
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return {};
  return fmt::format(":{:02x}", fmt::join(bytes.begin(), bytes.begin() + 6, ""));
}

}  // namespace

// What of the record matters, from the truth of it.
struct OwnCounts::Deed {
  std::string operation, result, address, network, country, app, tenant, error;
  // `failed` holds of what was interrupted too: it did not come to pass.
  bool sign_in = false, vault = false, failed = false, interrupted = false, started = false;
  bool action() const { return !sign_in && !vault && !started; }
};

OwnCounts::Deed OwnCounts::deed_of(const Truth& truth) {
  Deed deed;
  deed.operation = shows(truth, "operation");
  deed.result = shows(truth, "result");
  deed.address = shows(truth, "ip");
  if (is_everybodys(deed.address)) deed.address.clear();
  deed.network = network_shown(truth);
  deed.country = shows(truth, "country");
  deed.tenant = truth.tenant;
  deed.sign_in = is_sign_in(truth);
  deed.vault = truth.traits().vault || truth.traits().access_window;
  deed.error = shows(truth, "signin.error");
  deed.interrupted = deed.result == "interruption";
  deed.failed = deed.result == "failure" || deed.result == "timeout" || deed.interrupted;
  deed.started = deed.result == "started";
  const bool lets_in =
      deed.operation == "consent to application" || deed.operation == "add service principal";
  for (const char* changed : {"change[ServicePrincipal.AppId]", "change[AppId]", "param[AppId]"}) {
    if (deed.app.empty()) deed.app = lower(shows(truth, changed));
  }
  if (deed.app.empty() && shows(truth, "actor.type") == "service-principal")
    deed.app = lower(shows(truth, "app.id"));
  if (deed.app.empty() && lets_in) deed.app = lower(shows(truth, "target.name"));
  if (lets_in && !deed.app.empty()) deed.app.insert(0, "let in ");
  return deed;
}

std::uint64_t OwnCounts::number_of(std::span<const Entry> entries, TimeNs time, TimeNs span) {
  std::set<std::string_view> values;
  for (const Entry& entry : entries) {
    if (entry.time <= time && entry.time > time - span) values.insert(entry.value);
  }
  return values.size();
}

void OwnCounts::count(const Key& key, bool counts, TimeNs time, Given& given) {
  const std::string line = fmt::format("{} {}", key.field, key.key);
  std::vector<Entry>& entries = entries_[line];
  const std::size_t before = entries.size();
  if (counts) entries.push_back({time, key.value});
  for (const Window& window : kWindows) {
    const std::string field = fmt::format("{}[{}]", key.field, window.name);
    const std::uint64_t number = number_of(entries, time, window.span);
    given.expected[field] = std::to_string(number);
    if (number == number_of({entries.data(), before}, time, window.span)) continue;
    auto& reached = reached_[line + field];
    // What an application did in the night before is no news.
    const TimeNs span = key.field == "app.customers" ? 36 * 60 * kMinute : window.span;
    const bool already = std::any_of(reached.begin(), reached.end(), [&](const auto& one) {
      return one.first > time - span && one.first <= time && one.second >= number;
    });
    if (already) continue;
    reached.emplace_back(time, number);
    given.expected["reached." + field] = std::to_string(number);
  }
}

void OwnCounts::first(std::string_view field, const std::string& who, const std::string& what,
                      Given& given) {
  const bool is = seen_.insert(fmt::format("{} {} {}", field, who, what)).second;
  given.expected[std::string(field)] = is ? "true" : "false";
}

// Another than ever before; of the very first there is nothing to say.
void OwnCounts::another(std::string_view field, const std::string& app, const std::string& what,
                        Given& given) {
  if (app.empty() || what.empty()) return;
  const bool never = seen_.insert(fmt::format("any {} {}", field, app)).second;
  first(field, app, what, given);
  if (never) given.expected[std::string(field)].clear();
}

// The day's first by that way in; DAP that still stands beside GDAP is a way of its own.
void OwnCounts::first_way(const Truth& truth, bool vault, Given& given) {
  const std::string& result = given.fields["result"];
  const bool done = result == "success" || result == "partial";
  const bool at_home = vault || truth.traits().own_word();
  if (at_home || !done || (!given.is_partner && given.path != "shared-account")) return;
  const bool beside =
      given.fields["relationship.findings"].find("dap-beside-gdap") != std::string::npos;
  const std::string day = std::to_string(truth.time / kDayNs);
  first("first.way", truth.tenant + " " + day, given.path + (beside ? " beside" : ""), given);
}

// Where a record shows an application's principal alone, its own sign-ins there have told which
// application that is.
std::string OwnCounts::behind_principal(const Truth& truth) {
  const std::string here = truth.tenant + " " + lower(truth.app);
  if (truth.app.empty() || !truth.damage.empty() || truth.traits().tool) return {};
  if (truth.traits().sign_ins && shows(truth, "result") == "success") seen_apps_.insert(here);
  return seen_apps_.contains(here) ? lower(truth.app) : std::string();
}

// What a damaged record shows may have been read or not: what it counts for is not held against
// anybody any more.
void OwnCounts::leave_uncertain(const Truth& truth, Given& given) {
  struct Hanging {
    std::string_view sort;
    std::string value;
    std::string_view counts, first;  // the fields that hang on it
  };
  const Hanging keys[] = {{"who ", given.user_id, "person.", "operation."},
                          {"who ", given.user_id, "first.", "first."},
                          {"code ", given.user_id, "person.signin_error", "person.signin_error"},
                          {"app ", lower(truth.app), "app.", "first.app"},
                          {"app ", lower(shows(truth, "app.id")), "app.", "first.app"},
                          {"app ", deed_of(truth).app, "app.", "first.app"},
                          {"way at ", truth.tenant, "first.way", "first.way"},
                          {"address ", shows(truth, "ip"), "address.", "address."},
                          {"network ", network_shown(truth), "first.address", "first.address"},
                          {"token ", shows(truth, "request"), "first.token", "first.token"},
                          {"session ", shows(truth, "session"), "first.session", "first.session"}};
  for (const Hanging& key : keys) {
    if (key.value.empty()) continue;
    const std::string line = std::string(key.sort) + key.value;
    if (!truth.damage.empty() || (key.sort == "code " && untold_code(truth)))
      uncertain_.insert(line);
    if (!uncertain_.contains(line)) continue;
    std::erase_if(given.expected, [&](const auto& field) {
      std::string_view name = field.first;
      if (name.starts_with("reached.")) name.remove_prefix(std::string_view("reached.").size());
      return name.starts_with(key.counts) || name.starts_with(key.first);
    });
  }
}

void OwnCounts::expect(const Truth& truth, Given& given) {
  count_in(truth, given);
  leave_uncertain(truth, given);
}

// What comes for the first time, of what came to pass.
void OwnCounts::first_times(const Truth& truth, const Deed& deed, const std::string& behind,
                            Given& given) {
  const std::string& who = given.upn.empty() ? given.upn : given.user_id;
  if (!who.empty() && given.is_partner && !deed.vault)
    first("first.customer", who, deed.tenant, given);
  if (!who.empty() && !deed.network.empty()) first("first.address", who, deed.network, given);
  // One machine has an address of each version of the protocol.
  const std::string version = deed.network.starts_with(':') ? " 6" : " 4";
  if (const std::string token = shows(truth, "request"); !token.empty())
    another("first.token_network", token + version, deed.network, given);
  if (const std::string session = shows(truth, "session");
      !session.empty() && truth.traits().sign_ins)
    another("first.session_network", session + version, deed.network, given);
  const std::string shown = lower(shows(truth, "app.id"));
  if (const std::string& app = shown.empty() ? behind : shown; !app.empty())
    first("first.app", app, deed.tenant, given);
  if (truth.traits().sign_ins && shows(truth, "actor.type") != "user") {
    another("first.app_key", shown, shows(truth, "app.key.id"), given);
    another("first.app_address", shown, deed.network, given);
    another("first.app_resource", shown, shows(truth, "target.name"), given);
  }
}

void OwnCounts::count_in(const Truth& truth, Given& given) {
  for (const char* name : {"person.customers", "person.actions", "person.operation",
                           "operation.customers", "app.customers", "address.persons",
                           "person.countries", "person.failures", "person.signin_error"}) {
    for (const Window& window : kWindows) {
      const std::string field = fmt::format("{}[{}]", name, window.name);
      given.expected[field];
      given.expected["reached." + field];
    }
  }
  for (const char* name :
       {"first.customer", "first.address", "first.app", "first.app_key", "first.app_address",
        "first.app_resource", "first.token_network", "first.session_network", "first.way"})
    given.expected[name];
  Deed deed = deed_of(truth);
  const std::string behind = behind_principal(truth);
  if (deed.app.empty() && shows(truth, "actor.type") == "service-principal") deed.app = behind;
  const TimeNs time = truth.time;
  const std::string& activity = given.fields["activity.id"];
  const bool failed_sign_in = deed.sign_in && deed.failed;
  const std::string& who = given.upn.empty() ? given.upn : given.user_id;
  if (!who.empty()) {
    const bool entered = given.is_partner && !deed.failed && !deed.started && !deed.vault;
    const bool acted = given.is_partner && deed.action() && !deed.failed;
    count({"person.customers", who, deed.tenant}, entered, time, given);
    count({"person.actions", who, activity}, acted, time, given);
    if (deed.action()) {
      const std::string both = who + " " + deed.operation;
      count({"person.operation", both, activity}, acted, time, given);
      count({"operation.customers", both, deed.tenant}, acted, time, given);
    }
    const bool travelled = deed.sign_in && !deed.failed && !deed.country.empty();
    count({"person.countries", who, deed.country}, travelled, time, given);
    count({"person.failures", who, activity}, deed.failed && !deed.interrupted, time, given);
    if (!deed.error.empty() && deed.error != "0")
      count({"person.signin_error", who + " " + deed.error, activity}, true, time, given);
  }
  if (!deed.app.empty()) count({"app.customers", deed.app, deed.tenant}, !deed.failed, time, given);
  if (!deed.address.empty())
    count({"address.persons", deed.address, who}, !who.empty() && !failed_sign_in, time, given);
  first_way(truth, deed.vault, given);
  if (!deed.failed) first_times(truth, deed, behind, given);
}

}  // namespace aobo::sim
