#include "simulator/judge/mutate.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "plugin/base/text.h"
#include "simulator/judge/fields.h"

namespace aobo::sim {
namespace {

constexpr unsigned kOfASort = 4;           // answers kept of each sort
constexpr std::size_t kOthersPlanted = 3;  // values of other records, planted into one
constexpr std::string_view kMadeUp = "made-up";
constexpr std::string_view kStranger = "stranger@elsewhere.example";

std::string field_of(const Given& given, const std::string& field) {
  const auto at = given.fields.find(field);
  return at == given.fields.end() ? std::string() : at->second;
}

// Puts a value where the judge looks for that field.
void plant(Given& given, const std::string& field, const std::string& value) {
  given.fields[field] = value;
  if (field == "family") given.family = value;
  if (field == "id") given.id = value;
  if (field == "time") given.time += 1'000'000'000;
  if (field == "customer.id") given.tenant = value;
  if (field == "path") given.path = value;
  if (field == "user.upn") given.upn = value;
  if (field == "user.id") given.user_id = value;
  if (field == "confidence") given.confidence = value;
  if (field == "method") given.method = value;
  if (field == "policy") given.policy = value;
  if (field == "derived") given.derived = value;
  if (field == "is_partner") given.is_partner = value == "true";
  if (field == "candidates") {
    given.candidates.clear();
    if (!value.empty()) given.candidates.push_back(value);
  }
}

bool truth_allows(const Truth& truth, const Given& given, const std::string& field,
                  const std::string& value) {
  if (field == "path")
    return truth.paths.empty() ||
           std::find(truth.paths.begin(), truth.paths.end(), value) != truth.paths.end();
  const auto says = truth.says.find(field);
  const auto own = given.expected.find(field);
  if (own != given.expected.end()) return own->second == value;
  // A count that hangs on what no record tells (OwnCounts) is nobody's to judge.
  const JudgedField* row = judged_field(field);
  if (row != nullptr && row->how == How::kCount) return true;
  if (says == truth.says.end()) return false;
  return std::any_of(says->second.begin(), says->second.end(), [&](const std::string& one) {
    return one == kAnything || equal_ignoring_case(one, value) || is_such(one, value);
  });
}

class Planter {
 public:
  Planter(const Sample& sample, const DerivedJudge& derived) : sample_(sample), derived_(derived) {
    for (const auto& [truth, given] : sample.answers()) {
      for (const auto& [field, value] : given.fields) pool_[field].insert(value);
    }
  }

  JudgeScore run() {
    for (const std::string& field : asked_fields()) {
      const JudgedField* row = judged_field(field);
      if (row != nullptr && row->how == How::kBasis && field != "origin" && field != "offset")
        continue;  // of derived events, below
      for (const auto& [truth, given] : sample_.answers()) into_answer(field, truth, given);
    }
    for (const auto& [field, values] : pool_) {
      if (!field.ends_with("]") || judged_field(field)->how == How::kCount) continue;
      for (const auto& [truth, given] : sample_.answers()) {
        if (given.fields.contains(field)) into_answer(field, truth, given);
      }
    }
    for (const auto& [basis, given] : sample_.derived()) into_derived(basis, given);
    for (const Sample::Change& change : sample_.changes()) into_change(change);
    for (const auto& [truth, given] : sample_.last()) into_last(truth, given);
    return std::move(score_);
  }

 private:
  std::vector<std::string> wrong_values(const std::string& field, const std::string& now) const {
    std::vector<std::string> values;
    const auto others = pool_.find(field);
    if (others != pool_.end()) {
      for (const std::string& one : others->second) {
        if (one != now && values.size() < kOthersPlanted) values.push_back(one);
      }
    }
    if (!now.empty()) values.emplace_back();
    const bool address = field == "user.upn" || field == "candidates";
    values.emplace_back(address ? kStranger : kMadeUp);
    return values;
  }

  void into_answer(const std::string& field, const Truth& truth, const Given& given) {
    for (const std::string& value : wrong_values(field, field_of(given, field))) {
      // Where nobody is named there is no id of them that could be a wrong one.
      if (field == "user.id" && given.upn.empty() && given.confidence != "unknown") continue;
      Given changed = given;
      plant(changed, field, value);
      const bool noticed = is_failure(judge_answer(truth, changed).verdict);
      FieldScore& score = score_.fields[field];
      if (!noticed && (truth_allows(truth, given, field, value) || !truth.damage.empty() ||
                       may_be_shown(truth, field, value))) {
        ++score.allowed;
        continue;
      }
      count(score, noticed,
            fmt::format("{} in place of {} in {} byte {}", shown(value),
                        shown(field_of(given, field)), truth.file, truth.offset));
    }
  }

  // A person that the logs themselves point to may be said and may be left unsaid.
  static bool may_be_shown(const Truth& truth, const std::string& field, const std::string& value) {
    const bool person = field == "user.upn" || field == "user.id";
    const Answer answer = truth.knowable.answer;
    // A damaged record may have been read, or evidence have been at its edge.
    const bool perhaps = (answer == Answer::kHidden || answer == Answer::kUnresolved) &&
                         truth.knowable.by.empty() && !truth.knowable.people.empty();
    const bool open = answer == Answer::kMisled || answer == Answer::kTried || perhaps;
    return person && open && (value.empty() || field == "user.id" || among_people(truth, value));
  }
  static bool among_people(const Truth& truth, const std::string& value) {
    const auto& people = truth.knowable.people;
    return std::find(people.begin(), people.end(), value) != people.end();
  }

  // Blames somebody else, at another customer, or for another record; says of its record, or of
  // when it became true, what is not so; calls itself another kind.
  void into_derived(const Truth& basis, const Given& given) {
    FieldScore& score = score_.fields["derived: " + given.derived];
    const auto judge = [&](Given changed, const std::string& what) {
      count(score, is_failure(derived_.judge(basis, changed).verdict), what);
    };
    Given innocent = given;
    innocent.upn = kStranger;
    innocent.user_id = "00000000-aaaa-4aaa-8aaa-000000000001";
    judge(innocent, "an innocent person");
    Given elsewhere = given;
    elsewhere.tenant = "00000000-aaaa-4aaa-8aaa-000000000002";
    judge(elsewhere, "another customer");
    Given both = innocent;
    both.tenant = elsewhere.tenant;
    judge(both, "an innocent person at another customer");
    Given before = given;
    before.time = basis.time - kSecondNs;
    judge(before, "a time before its record's");
    Given credit = given;
    credit.fields["credit"] = given.derived == "credit_at_risk" ? "safe" : "at_risk";
    judge(credit, "another credit");
    for (const std::string_view field : derived_fields()) into_derived(field, basis, given, score);
    if (!basis.paths.empty()) into_derived("path", basis, given, score);
    if (basis.id.empty()) return;
    Given other = given;
    other.fields["derived.ids"] = "00000000-aaaa-4aaa-8aaa-000000000003";
    judge(other, "another record");
  }

  void into_derived(std::string_view name, const Truth& basis, const Given& given,
                    FieldScore& score) {
    const std::string field(name);
    Given changed = given;
    plant(changed, field, std::string(kMadeUp));
    const bool noticed = is_failure(derived_.judge(basis, changed).verdict);
    if (!noticed &&
        (truth_allows(basis, {}, field, std::string(kMadeUp)) || !basis.damage.empty() ||
         (field == "customer.name" && given.derived == "collection_gap"))) {
      ++score.allowed;
    } else {
      count(score, noticed,
            fmt::format("{} as aobo.{} of {}", shown(std::string(kMadeUp)), field, basis.record));
    }
  }

  void into_change(const Sample::Change& change) {
    for (const char* field : {"was.user.upn", "was.confidence", "was.candidates"}) {
      for (const std::string& value : wrong_values(field, field_of(change.after, field))) {
        Given changed = change.after;
        plant(changed, field, value);
        count(score_.fields[field], !before_mismatches(change.before, changed).empty(),
              fmt::format("{} in place of {}", shown(value), shown(field_of(change.after, field))));
      }
    }
  }

  // The person, the way in, and all else that the last word shows of them.
  void into_last(const Truth& truth, const Given& given) {
    std::vector<std::string> fields = last_fields();
    fields.insert(fields.end(), {"path", "user.upn"});
    for (const std::string& field : fields) {
      if (field == "path" && truth.paths.empty()) continue;
      const std::string value(field == "user.upn" ? kStranger : kMadeUp);
      Given changed = given;
      plant(changed, field, value);
      const bool noticed = is_failure(judge_final(truth, changed).verdict);
      FieldScore& score = score_.fields["last word: " + field];
      Truth end = truth;
      for (const auto& [name, allowed] : truth.then_says) end.says[name] = allowed;
      const bool by_itself = !given.upn.empty() && (field == "method" || field == "confidence");
      if (!noticed && (truth_allows(end, {}, field, value) || by_itself)) {
        ++score.allowed;
      } else {
        count(score, noticed, fmt::format("{} in {}", shown(value), truth.record));
      }
    }
  }

  static std::string shown(const std::string& value) {
    return value.empty() ? "nothing" : "\"" + printable(value, 60) + "\"";
  }

  static void count(FieldScore& score, bool noticed, const std::string& what) {
    ++score.planted;
    if (noticed) {
      ++score.noticed;
    } else if (score.missed.empty()) {
      score.missed = what;
    }
  }

  const Sample& sample_;
  const DerivedJudge& derived_;
  std::map<std::string, std::set<std::string>> pool_;
  JudgeScore score_;
};

}  // namespace

void Sample::offer(const Truth& truth, const Given& given) {
  if (!truth.damage.empty()) return;
  const std::string sort = fmt::format("{} {} {} {} {}", truth.family, truth.envelope, truth.way,
                                       name(truth.knowable.answer), given.policy);
  if (kept_[sort] >= kOfASort) return;
  ++kept_[sort];
  answers_.emplace_back(truth, given);
}

void Sample::offer_derived(const Truth& basis, const Given& given) {
  if (kept_[given.derived] >= kOfASort) return;
  ++kept_[given.derived];
  derived_.emplace_back(basis, given);
}

void Sample::offer_change(const Truth& truth, const Given& before, const Given& after) {
  if (kept_["change " + truth.family]++ < kOfASort) changes_.push_back({before, after});
}

void Sample::offer_last(const Truth& truth, const Given& given) {
  const std::string sort = fmt::format("last {} {}", truth.family, given.confidence);
  if (kept_[sort]++ < kOfASort) last_.emplace_back(truth, given);
}

bool JudgeScore::whole() const {
  return !fields.empty() && std::all_of(fields.begin(), fields.end(), [](const auto& field) {
    return field.second.planted > 0 && field.second.noticed == field.second.planted;
  });
}

std::string JudgeScore::text() const {
  std::string text = fmt::format("  {:<34}{:>9}{:>9}{:>9}\n", "", "planted", "noticed", "allowed");
  std::uint64_t planted = 0, noticed = 0;
  for (const auto& [field, score] : fields) {
    planted += score.planted;
    noticed += score.noticed;
    text += fmt::format("  {:<34}{:>9}{:>9}{:>9}\n", field, score.planted, score.noticed,
                        score.allowed);
    if (!score.missed.empty()) text += fmt::format("    not noticed: {}\n", score.missed);
  }
  const double share =
      planted == 0 ? 0 : 100.0 * static_cast<double>(noticed) / static_cast<double>(planted);
  text += fmt::format("the judge's own mutation score: {} of {} wrong values noticed, {:.2f} %\n",
                      noticed, planted, share);
  return text;
}

JudgeScore mutated(const Sample& sample, const DerivedJudge& derived) {
  return Planter(sample, derived).run();
}

}  // namespace aobo::sim
