#include "plugin/base/outcome.h"

#include <algorithm>
#include <iterator>

#include "plugin/base/text.h"

namespace aobo {
namespace {

constexpr std::string_view kOutcomes[] = {"",        "success", "failure", "started",
                                          "timeout", "partial", "",        "interruption"};
static_assert(std::size(kOutcomes) == static_cast<std::size_t>(Outcome::kCount));

struct Word {
  std::string_view written;
  Outcome outcome;
};
constexpr Word kWords[] = {
    {"success", Outcome::kSuccess},  {"succeeded", Outcome::kSuccess},
    {"succeed", Outcome::kSuccess},  {"true", Outcome::kSuccess},
    {"0", Outcome::kSuccess},        {"failure", Outcome::kFailure},
    {"failed", Outcome::kFailure},   {"fail", Outcome::kFailure},
    {"false", Outcome::kFailure},    {"start", Outcome::kStarted},
    {"started", Outcome::kStarted},  {"accept", Outcome::kStarted},
    {"accepted", Outcome::kStarted}, {"timeout", Outcome::kTimeout},
    {"partial", Outcome::kPartial},  {"partiallysucceeded", Outcome::kPartial},
};

}  // namespace

std::string_view name(Outcome outcome) { return kOutcomes[static_cast<std::size_t>(outcome)]; }

Outcome outcome_of(std::string_view written) {
  if (written.empty()) return Outcome::kNone;
  const auto* word = std::ranges::find_if(
      kWords, [&](const Word& row) { return equal_ignoring_case(row.written, written); });
  return word == std::end(kWords) ? Outcome::kOther : word->outcome;
}

}  // namespace aobo
