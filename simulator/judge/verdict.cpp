#include "simulator/judge/verdict.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/text.h"
#include "plugin/base/time.h"
#include "simulator/judge/activities.h"
#include "simulator/judge/fields.h"

namespace aobo::sim {
namespace {

constexpr std::string_view kNames[] = {"right",          "ambiguous_right",   "unknown_right",
                                       "open_right",     "nobody_right",      "refused_right",
                                       "misled",         "right_later",       "copy_dropped",
                                       "wrong_field",    "wrong_count",       "split",
                                       "joined",         "wrong_path",        "wrong_policy",
                                       "derived_missed", "derived_unfounded", "missed",
                                       "misread",        "unanswered",        "extra",
                                       "unfounded",      "accused",           "wrong"};
static_assert(std::size(kNames) == static_cast<std::size_t>(Verdict::kCount));

bool among(const std::vector<std::string>& list, const std::string& text) {
  return std::any_of(list.begin(), list.end(),
                     [&](const std::string& one) { return equal_ignoring_case(one, text); });
}

std::string joined(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& one : list) text += (text.empty() ? "" : ", ") + one;
  return text.empty() ? "nobody" : text;
}

std::string answer_of(const Given& given) {
  if (!given.upn.empty())
    return fmt::format("{} ({}, by {})", given.upn, given.confidence, given.method);
  if (!given.candidates.empty())
    return fmt::format("{} of {}", given.confidence, joined(given.candidates));
  return given.confidence.empty() ? "nobody of a partner's" : given.confidence;
}

std::string knew(const Knowable& knowable) {
  std::string by;
  for (const std::string& one : knowable.by) by += (by.empty() ? ", by " : " and ") + one;
  return fmt::format("{} {}{}", name(knowable.answer), joined(knowable.people), by);
}

Judged misread(const Truth& truth, const Given& given) {
  const auto differs = [](std::string_view what, std::string_view found,
                          std::string_view expected) {
    return Judged{Verdict::kMisread, fmt::format("{} is \"{}\", the record's is \"{}\"", what,
                                                 printable(found, 80), printable(expected, 80))};
  };
  if (given.family != truth.family) return differs("family", given.family, truth.family);
  if (given.time != truth.time)
    return differs("time", format_time(given.time), format_time(truth.time));
  if (given.id != truth.id) return differs("id", given.id, truth.id);
  if (given.tenant != truth.tenant) return differs("tenant", given.tenant, truth.tenant);
  return {};
}

Judged judge_name(const Truth& truth, const Given& given) {
  const Knowable& k = truth.knowable;
  const std::string why = fmt::format("said {}; it was {}; knowable: {}", answer_of(given),
                                      truth.person.empty() ? "nobody" : truth.person, knew(k));
  if (k.answer == Answer::kTried) {
    const bool hint = given.confidence == "weak" && among(k.people, given.upn);
    return {hint                        ? Verdict::kOpenRight
            : given.upn == truth.person ? Verdict::kUnfounded
                                        : Verdict::kWrong,
            why};
  }
  if (k.answer == Answer::kMisled && among(k.people, given.upn)) return {Verdict::kMisled, why};
  // A damaged record of the same session, or of the same deed, may still have told it.
  const bool perhaps = k.answer == Answer::kHidden || k.answer == Answer::kUnresolved;
  if (perhaps && k.by.empty() && among(k.people, given.upn)) return {Verdict::kOpenRight, why};
  if (k.answer == Answer::kRefused && among(k.people, given.upn)) return {Verdict::kMisled, why};
  // A UPN may have had two holders; the id has one.
  const bool same =
      equal_ignoring_case(given.upn, truth.person) && given.user_id == truth.person_id;
  if (!same) return {Verdict::kWrong, why};
  const bool borne_out = k.answer == Answer::kNamed || k.answer == Answer::kRefused;
  return {borne_out ? Verdict::kRight : Verdict::kUnfounded, why};
}

Judged judge_silence(const Truth& truth, const Given& given) {
  const Knowable& k = truth.knowable;
  const std::string why = fmt::format("said {}; it was {}; knowable: {}", answer_of(given),
                                      truth.person.empty() ? "nobody" : truth.person, knew(k));
  switch (k.answer) {
    case Answer::kNobody:
      return {given.confidence.empty() ? Verdict::kNobodyRight : Verdict::kUnfounded, why};
    case Answer::kNamed: {
      const auto confidence = truth.says.find("confidence");
      const bool contradicted =
          confidence != truth.says.end() && among(confidence->second, std::string(kAnything)) &&
          given.confidence == "conflict" && among(given.candidates, truth.person);
      return {contradicted ? Verdict::kAmbiguousRight : Verdict::kMissed, why};
    }
    case Answer::kAmbiguous: {
      const bool listed = (given.confidence == "ambiguous" || given.confidence == "conflict") &&
                          among(given.candidates, truth.person);
      return {listed ? Verdict::kAmbiguousRight : Verdict::kMissed, why};
    }
    case Answer::kUnknown: {
      const bool right =
          given.confidence == "unknown" && !k.people.empty() && given.user_id == k.people.front();
      return {right ? Verdict::kUnknownRight : Verdict::kMissed, why};
    }
    case Answer::kMisled:
      return {Verdict::kMisled, why};
    default:
      return {Verdict::kOpenRight, why};
  }
}

}  // namespace

std::string_view name(Verdict verdict) { return kNames[static_cast<std::size_t>(verdict)]; }

bool is_failure(Verdict verdict) { return verdict >= Verdict::kWrongField; }

namespace {

// What a field is that holds something else than it may.
Verdict verdict_of(const Mismatch& mismatch, const Given& given) {
  if (mismatch.how == How::kCount) return Verdict::kWrongCount;
  if (mismatch.how == How::kWay) return Verdict::kWrongPath;
  if (mismatch.field == "activity.id")
    return mismatch.allowed.front() == kIdOfItsOwn ? Verdict::kJoined : Verdict::kSplit;
  if (mismatch.how != How::kRight) return Verdict::kWrongField;
  const bool blames = mismatch.field == "policy" && mismatch.found == "violation";
  return blames && !given.upn.empty() ? Verdict::kAccused : Verdict::kWrongPolicy;
}

Judged worst_of(const std::vector<Mismatch>& mismatches, const Given& given) {
  Judged worst;
  for (const Mismatch& mismatch : mismatches) {
    const Verdict verdict = verdict_of(mismatch, given);
    if (verdict > worst.verdict) worst = {verdict, mismatch.why(), mismatch.field};
  }
  return worst;
}

}  // namespace

bool is_sign_in(const Truth& truth) {
  const auto operation = truth.says.find("operation");
  return truth.traits().sign_ins ||
         (operation != truth.says.end() &&
          std::ranges::any_of(operation->second, [](const std::string& one) {
            return lower(one).starts_with("userlog");
          }));
}

Judged judge_answer(const Truth& truth, const Given& given) {
  const bool damaged = !truth.damage.empty();
  if (!damaged) {
    if (Judged wrong = misread(truth, given); wrong.verdict == Verdict::kMisread) return wrong;
  }
  Judged judged = given.upn.empty() ? judge_silence(truth, given) : judge_name(truth, given);
  if (damaged)
    return judged.verdict == Verdict::kWrong ? judged : Judged{Verdict::kRefusedRight, "", ""};
  if (is_failure(judged.verdict)) return judged;
  const bool path_fits = truth.paths.empty() || among(truth.paths, given.path);
  if (!path_fits) {
    return {Verdict::kWrongPath,
            fmt::format("said the way in is {}; it can be {}", given.path, joined(truth.paths)),
            "path"};
  }
  Judged worst = worst_of(mismatches(truth, given), given);
  return is_failure(worst.verdict) ? worst : judged;
}

Judged judge_final(const Truth& truth, const Given& given) {
  if (!truth.damage.empty()) return {Verdict::kRefusedRight, "", ""};
  Truth in_the_end = truth;
  if (truth.later) in_the_end.knowable = truth.then;
  Judged judged =
      given.upn.empty() ? judge_silence(in_the_end, given) : judge_name(in_the_end, given);
  const bool by_itself = judged.verdict == Verdict::kUnfounded && !given.upn.empty();
  if (by_itself) judged.verdict = Verdict::kRight;
  // A hint is withdrawn where somebody else is seen at that address later.
  const bool hint = in_the_end.knowable.by == std::vector<std::string>{"address"};
  if (judged.verdict == Verdict::kMissed && hint) return {Verdict::kRightLater, "", ""};
  if (!is_failure(judged.verdict)) {
    judged = worst_of(final_mismatches(truth, given, by_itself), given);
    if (!is_failure(judged.verdict)) return {Verdict::kRightLater, "", ""};
  }
  judged.why = "in the end: " + judged.why;
  return judged;
}

}  // namespace aobo::sim
