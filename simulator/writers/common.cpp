#include "simulator/writers/common.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "plugin/base/base64.h"
#include "plugin/base/check.h"
#include "plugin/base/number.h"

namespace aobo::sim {
namespace {

constexpr std::array<ClientApp, 6> kApps = {{
    {"Azure Portal", "c44b4083-3bb0-49c1-b47d-974e53cbdf3c",
     "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
     "Chrome/131.0.0.0 Safari/537.36"},
    {"Microsoft Office 365 Portal", "00000006-0000-0ff1-ce00-000000000000",
     "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"},
    {"Microsoft Graph Command Line Tools", "14d82eec-204b-4c2f-b7e8-296a70dab67e",
     "PSGraphSDK/2.15"},
    {"Azure Active Directory PowerShell", "1b730954-1685-4b74-9bfd-dac224a7b894",
     "Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.22621.2428"},
    {"Microsoft Azure CLI", "04b07795-8ddb-461a-bbee-02f9e1bf7b46",
     "python/3.11 azsdk-python-azure-mgmt/1.0 AZURECLI/2.60.0"},
    {"Microsoft Exchange Online Management", "fb78d390-0c51-40cd-8e17-fdbfab77341b",
     "Mozilla/5.0 (Windows NT 10.0) EXOV3"},
}};

// Codes of sign-ins by which Entra asks for something more, by its published list.
constexpr std::string_view kAsking[] = {
    "16000", "50055", "50058", "50072", "50074", "50076",  "50078", "50079", "50097",
    "50125", "50127", "50129", "50132", "50133", "50140",  "50143", "50158", "50168",
    "50173", "50199", "51006", "65001", "70008", "700082", "700084"};

}  // namespace

std::string plain(const Guid& id) {
  std::string text = id.text();
  std::erase(text, '-');
  return text;
}

std::string uti_of(const Guid& id) {
  const auto byte = [](std::uint64_t half, int number) {
    return static_cast<char>(half >> (56 - 8 * number) & 0xff);
  };
  std::string bytes;
  for (const int number : {3, 2, 1, 0, 5, 4, 7, 6}) bytes += byte(id.high, number);
  for (int number = 0; number < 8; ++number) bytes += byte(id.low, number);
  return encode_base64url(bytes);
}

std::string puid_text(std::uint64_t puid) { return fmt::format("{:016X}", puid); }

SessionIds session_ids(const World& world, const Action& action, bool abroad) {
  const std::string name = action.session.empty() ? action.id : action.session;
  const bool other_request = abroad && world.variants.is(Variant::kSharedRequestId, "no");
  const bool other_session = abroad && world.variants.is(Variant::kSessionAcross, "no");
  SessionIds ids;
  ids.request = world.id((other_request ? "request abroad " : "request ") + name);
  ids.request.low &= ~0xFFULL;  // the last byte of a request id is 00 to 02
  ids.session = world.id((other_session ? "session abroad " : "session ") + name);
  ids.correlation = world.id("correlation " + name);
  return ids;
}

std::string technician_upn(const Job& job) {
  const std::string& domain = job.world.variants.is(Variant::kTechnicianDomain, "partner")
                                  ? job.world.partners[job.person().partner].initial_domain
                                  : job.customer().initial_domain;
  std::string digits = plain(job.person().object);
  if (job.style.cased) {
    for (char& c : digits) c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c;
  }
  return "user_" + digits + "@" + domain;
}

std::string own_upn(const Job& job) {
  std::string upn = job.person().upn_at(job.action.time);
  if (!job.style.cased) return upn;
  bool first = true;
  for (char& c : upn) {
    if (c == '@') break;
    if (first && c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    first = c == '.';
  }
  return upn;
}

bool masks(const World& world) { return !world.variants.is(Variant::kMask, "none"); }

std::string masked(const Job& job) {
  const std::string& address = job.action.address;
  if (!masks(job.world)) return address;
  const std::string_view mask = job.world.variants.is(Variant::kMask, "XXX") ? "XXX" : "xxx";
  const std::size_t dot = address.rfind('.');
  const std::size_t end = dot != std::string::npos ? dot : address.rfind(':');
  return end == std::string::npos ? address : address.substr(0, end + 1).append(mask);
}

std::string account_name(PersonIx person) { return fmt::format("p{}", person); }

std::string account_domain(const World& world, PersonIx person) {
  return world.partners[world.people[person].partner].slug + ".example";
}

std::string account_in_domain(const World& world, PersonIx person) {
  constexpr std::size_t kLongest = 15;  // of a domain's short name
  const std::string& label = world.partners[world.people[person].partner].slug;
  return fmt::format("{}\\{}", upper(label.substr(0, kLongest)), account_name(person));
}

const ClientApp& client_app(const Job& job) {
  const std::string& wanted = job.action.detail("client-app");
  for (const ClientApp& app : kApps) {
    if (app.name == wanted) return app;
  }
  Stream draw(job.world.options.seed,
              "client of " + (job.action.session.empty() ? job.action.id : job.action.session));
  return draw.pick(kApps);
}

std::string token_app_id(const Job& job) {
  const Who& who = job.action.who;
  return who.kind == WhoKind::kApp ? job.world.apps[who.index].id.text()
                                   : std::string(client_app(job).id);
}

std::string shown_app(const Job& job) {
  const std::string called = job.action.detail("called");
  return called.empty() ? job.world.apps[job.action.who.index].name : called;
}

std::string user_agent(const Job& job) {
  const std::string& own = job.action.detail("agent");
  return own.empty() ? std::string(client_app(job).agent) : own;
}

Target target_of(const Job& job) {
  const std::string& text = job.action.target;
  const World& world = job.world;
  if (text.starts_with("user:") && !job.action.at.home) {
    const auto index = whole_number<std::uint32_t>(std::string_view(text).substr(5));
    AOBO_CHECK(index.has_value());
    const CustomerUser user = world.user(job.action.at.index, *index);
    return {user.object, user.upn, true};
  }
  if (text.starts_with("person:")) {
    if (const auto person = world.person_by_upn(text.substr(7))) {
      return {world.people[*person].object, world.people[*person].upn_at(job.action.time), true};
    }
  }
  const std::string name = text.starts_with("app:") ? text.substr(4) : text;
  return {world.id(fmt::format("target {} in {}", name, tenant_of(world, job.action.at).text())),
          name, false};
}

std::string own_name(const Job& job, const CustomerUser& user) {
  if (const std::string& as = job.action.detail("as"); !as.empty()) return as;
  const std::string& of = job.action.detail("hex-of");
  const auto person = of.empty() ? std::nullopt : job.world.person_by_upn(of);
  if (!person) return user.upn;
  return "user_" + plain(job.world.people[*person].object) + "@" + job.customer().initial_domain;
}

const std::string& borne_address(const Job& job) { return job.action.detail("bears"); }

std::string borne_as_guest(const Job& job) {
  std::string name = borne_address(job);
  std::replace(name.begin(), name.end(), '@', '_');
  return name + "#EXT#@" + job.customer().initial_domain;
}

std::string elsewhere(const Job& job) {
  return job.world.id("tenant " + job.action.detail("home")).text();
}

std::string shown_uti(const Job& job, const Guid& request) {
  return uti_of(job.action.detail("uti") == "zero" ? Guid{} : request);
}

std::string plain_operation(std::string_view raw) {
  constexpr std::string_view kDash = "\u2013";
  std::string plain;
  for (std::size_t at = 0; at < raw.size();) {
    const bool dash = raw.substr(at).starts_with(kDash);
    const char c = dash ? '-' : raw[at];
    at += dash ? kDash.size() : 1;
    if (c == ' ' && (plain.empty() || plain.back() == ' ')) continue;
    plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  plain.resize(plain.find_last_not_of(". ") + 1);
  return plain;
}

void say_address(Says& says, std::string_view printed) {
  if (printed.empty()) return;
  const std::size_t mask = printed.find_first_of("Xx");
  if (mask != std::string_view::npos) {
    say(says, "ip.text", printed.substr(0, mask));
    return;
  }
  std::string whole(printed);
  if (whole.front() == '[') {
    whole = whole.substr(1, whole.find(']') - 1);
  } else if (std::count(whole.begin(), whole.end(), ':') == 1) {
    whole.resize(whole.find(':'));
  }
  say(says, "ip", whole);
  say(says, "ip.text", whole);
}

void say_operation(Says& says, std::string_view raw, std::string_view workload,
                   std::string_view result) {
  say(says, "operation", plain_operation(raw));
  say(says, "operation.raw", raw);
  say(says, "workload", workload);
  say(says, "result", result);
}

bool asks_for_more(std::string_view code) {
  return std::find(std::begin(kAsking), std::end(kAsking), code) != std::end(kAsking);
}

std::string_view sign_in_result(std::string_view code) {
  if (code.empty() || code == "0") return "success";
  return asks_for_more(code) ? "interruption" : "failure";
}

void say_app(const Job& job, std::string_view shown, Says& says) {
  const bool acts = job.action.who.kind == WhoKind::kApp && shown.empty();
  if (!acts) return say(says, "app.id", shown);
  say_one_of(says, "app.id", {"", job.world.apps[job.action.who.index].id.text()});
}

Guid record_id(const Job& job, std::string_view what) {
  return job.world.id(fmt::format("{} of {} {}", what, job.action.id, name(job.planned.part)));
}

// What all records of the action share.
static Guid action_id(const Job& job, std::string_view what) {
  return job.world.id(fmt::format("{} of {} {}", what, job.action.id, name(Part::kMain)));
}
Guid change_correlation(const Job& job) { return action_id(job, "correlation"); }
Guid guest_id(const Job& job) { return action_id(job, "guest"); }

std::string directory_id(const Job& job) {
  constexpr std::string_view kLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789";
  std::string mark;
  for (int i = 0; i < 5; ++i) mark += kLetters[job.draw.below(kLetters.size())];
  return fmt::format("Directory_{}_{}_{}", record_id(job, "audit").text(), mark,
                     job.draw.between(1000000, 999999999));
}

}  // namespace aobo::sim
