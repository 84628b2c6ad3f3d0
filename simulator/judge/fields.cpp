#include "simulator/judge/fields.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/text.h"

namespace aobo::sim {
namespace {

using enum How;

constexpr JudgedField kFields[] = {
    {"id", kRecord, ""},
    {"family", kRecord, ""},
    {"time", kRecord, ""},
    {"customer.id", kRecord, ""},
    {"user.id", kName, ""},
    {"user.upn", kName, ""},
    {"path", kWay, ""},
    {"kind", kSays, ""},
    {"customer.name", kSays, ""},
    {"tenant.id", kSays, ""},
    {"operation", kSays, ""},
    {"operation.raw", kSays, ""},
    {"workload", kSays, ""},
    {"result", kSays, ""},
    {"actor", kSays, ""},
    {"actor.type", kSays, ""},
    {"app.id", kSays, ""},
    {"app.name", kSays, ""},
    {"app.key.id", kSays, ""},
    {"app.key.known", kSays, ""},
    {"app.owner", kAnswer, ""},
    {"tool", kAnswer, ""},
    {"target.id", kSays, ""},
    {"target.name", kSays, ""},
    {"target.type", kSays, ""},
    {"change", kSays, ""},
    {"change.old", kSays, ""},
    {"param", kSays, ""},
    {"resource", kSays, ""},
    {"subscription.id", kSays, ""},
    {"role.id", kSays, ""},
    {"ip", kSays, ""},
    {"ip.text", kSays, ""},
    {"user_agent", kSays, ""},
    {"country", kSays, ""},
    {"session", kSays, ""},
    {"request", kSays, ""},
    {"correlation", kSays, ""},
    {"signin.cross_tenant", kSays, ""},
    {"signin.mfa", kSays, ""},
    {"signin.client", kSays, ""},
    {"signin.protocol", kSays, ""},
    {"signin.ca_status", kSays, ""},
    {"signin.risk", kSays, ""},
    {"signin.error", kSays, ""},
    {"target.role", kSays, ""},
    {"target.principal", kSays, ""},
    {"target.principal_type", kSays, ""},
    {"is_partner", kAnswer, ""},
    {"partner.id", kAnswer, ""},
    {"partner.name", kAnswer, ""},
    {"partner.kind", kAnswer, ""},
    {"user.name", kAnswer, ""},
    {"user.active", kSays, ""},
    {"method", kAnswer, ""},
    {"confidence", kAnswer, ""},
    {"candidates", kAnswer, ""},
    {"policy", kRight, ""},
    {"policy.violations", kRight, ""},
    {"policy.scope", kRight, ""},
    {"ticket", kRight, ""},
    {"relationship.id", kRight, ""},
    {"relationship.type", kRight, ""},
    {"relationship.status", kRight, ""},
    {"relationship.roles", kRight, ""},
    {"relationship.end", kRight, ""},
    {"relationship.days_left", kRight, ""},
    {"relationship.findings", kRight, ""},
    {"credit", kRight, ""},
    {"credit.subscription", kRight, ""},
    {"credit.remaining", kRight, ""},
    {"person.customers", kCount, ""},
    {"person.actions", kCount, ""},
    {"person.operation", kCount, ""},
    {"operation.customers", kCount, ""},
    {"app.customers", kCount, ""},
    {"address.persons", kCount, ""},
    {"person.countries", kCount, ""},
    {"person.failures", kCount, ""},
    {"person.signin_error", kCount, ""},
    {"reached.person.customers", kCount, ""},
    {"reached.person.actions", kCount, ""},
    {"reached.person.operation", kCount, ""},
    {"reached.operation.customers", kCount, ""},
    {"reached.app.customers", kCount, ""},
    {"reached.address.persons", kCount, ""},
    {"reached.person.countries", kCount, ""},
    {"reached.person.failures", kCount, ""},
    {"reached.person.signin_error", kCount, ""},
    {"first.customer", kCount, ""},
    {"first.address", kCount, ""},
    {"first.app", kCount, ""},
    {"first.app_key", kCount, ""},
    {"first.app_address", kCount, ""},
    {"first.app_resource", kCount, ""},
    {"first.token_network", kCount, ""},
    {"first.session_network", kCount, ""},
    {"first.way", kCount, ""},
    {"activity.id", kActivity, ""},
    {"activity.record", kActivity, ""},
    {"activity.families", kActivity, ""},
    {"raw", kRaw, ""},
    {"origin", kBasis, ""},
    {"offset", kBasis, ""},
    {"derived", kBasis, ""},
    {"derived.ids", kBasis, ""},
    {"was.user.upn", kBasis, ""},
    {"was.confidence", kBasis, ""},
    {"was.candidates", kBasis, ""},
    {"time.text", kNot, "the time once more, for people"},
    {"who", kNot, "a sentence for people; name, confidence and candidates are judged"},
    {"told", kNot, "a sentence for people; what it is made of is judged field by field"},
    {"role.name", kNot, "follows from role.id, which is judged, by a published table"},
    {"signin.agent", kNot, "nobody in the worlds works through an agent"},
    {"signin.outcome", kNot, "follows from signin.error, which is judged, by a published table"},
    {"target.privileged", kSays, ""},
    {"target.gives_rights", kNot, "which groups give rights, which the directory says"},
    {"key.added", kNot, "follows from change and change.old, which are judged"},
    {"mail.outside", kNot, "which domains are the customer's, which the directory says"},
    {"tenant.signin_log", kNot,
     "which logs of a tenant were read until then, which the files decide and no truth"},
    {"partner.own", kNot,
     "whether the directory holds the partner's people, which is a fact of the export"},
    {"customer.own", kNot, "as partner.own"},
    {"evidence", kNot,
     "sentences for people; what they lead to is judged as method, confidence and name"},
    {"evidence.kinds", kNot, "as evidence"},
    {"policy.reasons", kNot,
     "sentences for people; policy.violations and relationship.findings are judged"},
    {"derived.text", kNot, "a sentence for people; whom and what the event is about is judged"},
    {"gap.log", kNot, "of a silence; that it is told where there is one is judged"},
    {"gap.start", kNot, "as gap.log"},
    {"gap.end", kNot, "as gap.log"},
    {"run", kNot, "of the run itself; no world tells of one"},
    {"family.traits", kNot, "follows from family and workload, which are judged, by a table"},
    {"sort", kNot, "follows from family, kind and operation, which are judged, by a table"},
    {"activity.news", kNot, "follows from fields that are judged, at this record and before it"},
    {"late", kNot,
     "depends on what was read before, which the order of the files decides and no truth"},
    {"lag", kNot, "as late"},
    {"json", kNot, "any place of raw, which is judged whole"},
};

// Derived events of which a false one is found everywhere, and a missing one not.
constexpr std::pair<std::string_view, std::string_view> kNotMissed[] = {
    {"signin_without_twin",
     "in worlds without faults no log lacks a copy that the other log holds"},
    {"dap_returned", "asked where a story says that it must come"},
    {"aobo_removed", "as dap_returned"},
    {"aobo_added", "as dap_returned"},
    {"credit_at_risk", "as dap_returned"},
    {"user_created_and_privileged", "as dap_returned"},
};

// What a derived event shows of the record on which it rests.
constexpr std::string_view kOfDerived[] = {
    "customer.name", "is_partner", "partner.id",  "partner.name",   "partner.kind", "user.name",
    "method",        "confidence", "candidates",  "actor",          "operation",    "app.id",
    "tool",          "target.id",  "target.name", "subscription.id"};

constexpr std::string_view kWindows[] = {"1m", "10m", "1h", "24h"};

// The values a host sees: control characters come out as U+FFFD.
std::string shown(std::string_view value) {
  std::string text;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const auto c = static_cast<unsigned char>(value[i]);
    const bool c1 =
        c == 0xC2 && i + 1 < value.size() && static_cast<unsigned char>(value[i + 1]) < 0xA0;
    if (c < 0x20 || c == 0x7F || c1) {
      text += "\xEF\xBF\xBD";
      i += c1 ? 1 : 0;
    } else {
      text += value[i];
    }
  }
  return text;
}

bool allows(const std::vector<std::string>& allowed, const std::string& found) {
  return std::any_of(allowed.begin(), allowed.end(), [&](const std::string& one) {
    return one == kAnything || one == found || equal_ignoring_case(shown(one), found) ||
           is_such(one, found);
  });
}

const std::vector<std::string> kNothing = {""};

const std::vector<std::string>& allowed_of(const Says& says, const std::string& field) {
  const auto at = says.find(field);
  return at == says.end() ? kNothing : at->second;
}

const std::string& found_in(const Given& given, const std::string& field) {
  static const std::string kNone;
  const auto at = given.fields.find(field);
  return at == given.fields.end() ? kNone : at->second;
}

bool takes_key(std::string_view name) {
  return name == "change" || name == "change.old" || name == "param";
}

bool by_truth(How how) { return how == kSays || how == kAnswer || how == kRight; }

void compare(const std::string& field, How how, const std::vector<std::string>& allowed,
             const Given& given, std::vector<Mismatch>& all) {
  const std::string& found = found_in(given, field);
  if (!allows(allowed, found)) all.push_back({field, how, found, allowed});
}

// Of nobody's way a truth says nothing.
void compare_path(const std::vector<std::string>& paths, const Given& given,
                  std::vector<Mismatch>& all) {
  if (!paths.empty() && !allows(paths, given.path))
    all.push_back({"path", kWay, given.path, paths});
}

}  // namespace

std::span<const JudgedField> judged_fields() { return kFields; }

const JudgedField* judged_field(std::string_view name) {
  name = name.substr(0, name.find('['));
  const auto at = std::find_if(std::begin(kFields), std::end(kFields),
                               [&](const JudgedField& row) { return row.name == name; });
  return at == std::end(kFields) ? nullptr : at;
}

std::vector<std::string> asked_fields() {
  std::vector<std::string> all;
  for (const JudgedField& row : kFields) {
    const std::string name(row.name);
    if (row.how == kNot || takes_key(row.name)) continue;
    if (row.how == kCount && !row.name.starts_with("first.")) {
      for (const std::string_view window : kWindows)
        all.push_back(fmt::format("{}[{}]", name, window));
    } else {
      all.push_back(name);
    }
  }
  return all;
}

std::string Mismatch::why() const {
  std::string list;
  for (const std::string& one : allowed)
    list += fmt::format("{}{}", list.empty() ? "" : " or ",
                        one.empty() ? std::string("nothing") : "\"" + printable(one, 160) + "\"");
  return fmt::format("aobo.{} is {}, expected {}", field,
                     found.empty() ? std::string("nothing") : "\"" + printable(found, 160) + "\"",
                     list);
}

std::vector<Mismatch> mismatches(const Truth& truth, const Given& given) {
  std::vector<Mismatch> all;
  for (const JudgedField& row : kFields) {
    if (!by_truth(row.how) || takes_key(row.name)) continue;
    const std::string field(row.name);
    compare(field, row.how, allowed_of(truth.says, field), given, all);
  }
  for (const auto& [field, allowed] : truth.says) {
    if (field.ends_with("]")) compare(field, kSays, allowed, given, all);
  }
  for (const auto& [field, expected] : given.expected) {
    if (!allows({expected}, found_in(given, field))) {
      const JudgedField* row = judged_field(field);
      all.push_back(
          {field, row == nullptr ? kCount : row->how, found_in(given, field), {expected}});
    }
  }
  return all;
}

// Of a true name that is told by what only the plugin saw: the person's fields, by any method.
static void add_own_name(const Truth& truth, std::string_view field,
                         std::vector<std::string>& allowed) {
  if (field == "user.name") allowed.push_back(truth.person_name);
  if (field == "candidates") allowed.push_back(truth.person);
  if (field == "method" || field == "confidence") allowed.emplace_back(kAnything);
}

std::vector<Mismatch> final_mismatches(const Truth& truth, const Given& given, bool by_itself) {
  std::vector<Mismatch> all;
  const auto ways = truth.then_says.find("path");
  const auto& paths = ways == truth.then_says.end() ? truth.paths : ways->second;
  compare_path(paths, given, all);
  for (const JudgedField& row : kFields) {
    if (row.how != kAnswer) continue;
    const std::string field(row.name);
    const auto then = truth.then_says.find(field);
    std::vector<std::string> allowed =
        then == truth.then_says.end() ? allowed_of(truth.says, field) : then->second;
    if (by_itself) add_own_name(truth, field, allowed);
    compare(field, row.how, allowed, given, all);
  }
  return all;
}

std::vector<Mismatch> derived_mismatches(const Truth& basis, const Given& given) {
  std::vector<Mismatch> all;
  const bool of_a_log = given.derived == "collection_gap";  // and of nobody
  const bool known = basis.knowable.answer == Answer::kNamed ||
                     (basis.later && basis.then.answer == Answer::kNamed);
  // A true name by what only the plugin saw.
  const bool by_itself = !known && !given.upn.empty() && given.user_id == basis.person_id;
  // Between two answers nobody may be named: a hint was withdrawn, or two copies of a sign-in
  // contradicted each other until the third came.
  const std::vector<std::string> hint = {"address"};
  const bool hinted = basis.knowable.by == hint || (basis.later && basis.then.by == hint);
  const bool anew = given.id.find("anew-") != std::string::npos;
  const bool contradicted =
      given.confidence == "conflict" &&
      std::ranges::find(given.candidates, basis.person) != given.candidates.end();
  const bool withdrawn = (hinted || anew || contradicted) && given.upn.empty();
  const auto of_answer = [](std::string_view field) {
    return field == "user.name" || field == "method" || field == "confidence" ||
           field == "candidates";
  };
  for (const std::string_view name : kOfDerived) {
    const std::string field(name);
    if (of_a_log && name == "customer.name") continue;  // of the log's owner
    std::vector<std::string> allowed = kNothing;
    if (of_a_log && name == "is_partner") allowed.emplace_back("false");
    if (!of_a_log) {
      allowed = allowed_of(basis.says, field);
      const auto then = basis.then_says.find(field);
      if (then != basis.then_says.end())
        allowed.insert(allowed.end(), then->second.begin(), then->second.end());
      if (by_itself) add_own_name(basis, field, allowed);
      if (withdrawn && of_answer(name)) allowed.emplace_back(kAnything);
    }
    compare(field, kBasis, allowed, given, all);
  }
  const auto ways = basis.then_says.find("path");
  std::vector<std::string> paths = basis.paths;
  if (ways != basis.then_says.end())
    paths.insert(paths.end(), ways->second.begin(), ways->second.end());
  if (of_a_log) paths = {"", "unknown"};
  compare_path(paths, given, all);
  return all;
}

std::span<const std::string_view> derived_fields() { return kOfDerived; }

std::vector<Mismatch> before_mismatches(const Given& before, const Given& change) {
  std::vector<Mismatch> all;
  for (const auto& [was, field] : {std::pair{"was.user.upn", "user.upn"},
                                   {"was.confidence", "confidence"},
                                   {"was.candidates", "candidates"}}) {
    const std::string& expected = found_in(before, field);
    const std::string& found = found_in(change, was);
    if (expected != found) all.push_back({was, kBasis, found, {expected}});
  }
  return all;
}

std::vector<std::string> last_fields() {
  std::vector<std::string> all;
  for (const JudgedField& row : kFields) {
    if (row.how == kAnswer) all.emplace_back(row.name);
  }
  return all;
}

std::string not_judged() {
  std::string text;
  for (const JudgedField& row : kFields) {
    if (row.how == kNot) text += fmt::format("  aobo.{}: {}\n", row.name, row.why);
  }
  for (const auto& [kind, why] : kNotMissed)
    text += fmt::format("  that {} is missing: {}\n", kind, why);
  return text;
}

}  // namespace aobo::sim
