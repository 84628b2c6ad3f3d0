#include "simulator/judge/activities.h"

#include <algorithm>

#include "plugin/base/text.h"

namespace aobo::sim {
namespace {

constexpr TimeNs kOneMoment = 3 * kSecondNs;

// What the record shows for certain; empty where it may show one thing or another.
std::string shows(const Truth& truth, std::string_view field) {
  const auto at = truth.says.find(field);
  if (at == truth.says.end() || at->second.size() != 1) return {};
  return at->second.front() == kAnything ? std::string() : lower(at->second.front());
}

bool both_show(const Truth& a, const Truth& b, std::string_view field) {
  const std::string one = shows(a, field);
  return !one.empty() && one == shows(b, field);
}

bool shown_apart(const Truth& a, const Truth& b, std::string_view field) {
  const std::string one = shows(a, field), other = shows(b, field);
  return !one.empty() && !other.empty() && one != other;
}

bool is_sign_in(const Truth& truth) {
  return truth.family == "entra.signin" || shows(truth, "operation").starts_with("userlog");
}

bool ends_otherwise(const Truth& a, const Truth& b) {
  return shown_apart(a, b, "result") && shows(a, "result") != "started" &&
         shows(b, "result") != "started";
}

bool same_moment(const Truth& a, const Truth& b) {
  return (a.time > b.time ? a.time - b.time : b.time - a.time) <= kOneMoment;
}

bool same_change(const Truth& a, const Truth& b) {
  if (!both_show(a, b, "operation") || shown_apart(a, b, "target.id")) return false;
  if (both_show(a, b, "correlation")) return true;
  const bool target = both_show(a, b, "target.id") || both_show(a, b, "target.name");
  return !shown_apart(a, b, "correlation") && same_moment(a, b) && target &&
         both_show(a, b, "actor");
}

}  // namespace

bool must_join(const Truth& a, const Truth& b) {
  if (!a.damage.empty() || !b.damage.empty() || ends_otherwise(a, b)) return false;
  if (is_sign_in(a) != is_sign_in(b)) return false;
  if (is_sign_in(a)) return both_show(a, b, "request");
  const bool azure = a.family == "azure.activity";
  if (azure != (b.family == "azure.activity")) return false;
  if (azure)
    return both_show(a, b, "correlation") && both_show(a, b, "resource") &&
           both_show(a, b, "operation");
  const auto directory = [](const Truth& truth) {
    return truth.family == "entra.audit" || truth.family == "m365.audit";
  };
  return directory(a) && directory(b) && same_change(a, b);
}

void OwnActivities::expect(const Truth& truth, unsigned run, Given& given) {
  const auto said = given.fields.find("activity.id");
  const std::string id = said == given.fields.end() ? std::string() : said->second;
  std::string& expected = given.expected["activity.id"];
  expected = id.empty() ? std::string(kIdOfItsOwn) : id;
  std::vector<Told>& told = by_deed_[truth.activity];
  for (const Told& one : told) {
    if (one.run == run && one.id != id && must_join(one.truth, truth)) expected = one.id;
  }
  Known& known = by_id_.try_emplace(id, Known{truth.activity, 0, {}}).first->second;
  if (known.deed != truth.activity) expected = kIdOfItsOwn;
  known.families.insert(truth.family);
  std::string families;
  for (const std::string& family : known.families)
    families += (families.empty() ? "" : ", ") + family;
  given.expected["activity.record"] = std::to_string(++known.records);
  given.expected["activity.families"] = families;
  told.push_back({truth, id, run});
}

}  // namespace aobo::sim
