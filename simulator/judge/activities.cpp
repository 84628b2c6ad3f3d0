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

bool both_show(const Truth& left, const Truth& right, std::string_view field) {
  const std::string one = shows(left, field);
  return !one.empty() && one == shows(right, field);
}

bool shown_apart(const Truth& left, const Truth& right, std::string_view field) {
  const std::string one = shows(left, field), other = shows(right, field);
  return !one.empty() && !other.empty() && one != other;
}

bool ends_otherwise(const Truth& left, const Truth& right) {
  return shown_apart(left, right, "result") && shows(left, "result") != "started" &&
         shows(right, "result") != "started";
}

bool same_moment(const Truth& left, const Truth& right) {
  return (left.time > right.time ? left.time - right.time : right.time - left.time) <= kOneMoment;
}

bool same_change(const Truth& left, const Truth& right) {
  if (!both_show(left, right, "operation") || shown_apart(left, right, "target.id")) return false;
  if (both_show(left, right, "correlation")) return true;
  const bool target = both_show(left, right, "target.id") || both_show(left, right, "target.name");
  return !shown_apart(left, right, "correlation") && same_moment(left, right) && target &&
         both_show(left, right, "actor");
}

}  // namespace

bool show_two_people(const Truth& left, const Truth& right) {
  return !left.shows_person.empty() && !right.shows_person.empty() &&
         left.shows_person != right.shows_person;
}

bool must_join(const Truth& left, const Truth& right) {
  if (show_two_people(left, right)) return false;
  if (!left.damage.empty() || !right.damage.empty() || ends_otherwise(left, right)) return false;
  if (is_sign_in(left) != is_sign_in(right)) return false;
  if (is_sign_in(left)) return both_show(left, right, "request");
  const bool azure = left.traits().azure;
  if (azure != right.traits().azure) return false;
  if (azure)
    return both_show(left, right, "correlation") && both_show(left, right, "resource") &&
           both_show(left, right, "operation");
  return left.traits().tenant_changes && right.traits().tenant_changes && same_change(left, right);
}

void OwnActivities::expect(const Truth& truth, unsigned run, Given& given) {
  const auto shown = given.fields.find("activity.id");
  const std::string id = shown == given.fields.end() ? std::string() : shown->second;
  std::string& expected = given.expected["activity.id"];
  expected = id.empty() ? std::string(kIdOfItsOwn) : id;
  std::vector<Seen>& seen = by_deed_[truth.activity];
  bool of_two = false;
  for (const Seen& one : seen) {
    if (one.run == run && one.id != id && must_join(one.truth, truth)) expected = one.id;
    const bool both_whole = one.truth.damage.empty() && truth.damage.empty();
    of_two =
        of_two || (both_whole && !id.empty() && one.id == id && show_two_people(one.truth, truth));
  }
  if (of_two) expected = kIdOfItsOwn;
  Known& known = by_id_.try_emplace(id, Known{truth.activity, 0, {}}).first->second;
  if (known.deed != truth.activity) expected = kIdOfItsOwn;
  known.families.insert(truth.family);
  std::string families;
  for (const std::string& family : known.families)
    families += (families.empty() ? "" : ", ") + family;
  given.expected["activity.record"] = std::to_string(++known.records);
  given.expected["activity.families"] = families;
  seen.push_back({truth, id, run});
}

}  // namespace aobo::sim
