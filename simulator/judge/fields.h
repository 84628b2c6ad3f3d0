// Fields: each field that the plugin fills, and how the judge asks it. A field without a row is a
// fault of the judge, which a test finds; of one that is not judged the row says why.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/judge/verdict.h"

namespace aobo::sim {

enum class How : std::uint8_t {
  kRecord,    // misread where it is not the record's own
  kName,      // by the class of the answer: who is named
  kWay,       // the way in
  kSays,      // one of the values that the truth allows
  kAnswer,    // the same, and once more in the last word
  kRight,     // one of those that the truth allows: what was agreed, and by what right
  kCount,     // the judge's own count
  kActivity,  // the judge's own: which records tell one deed
  kRaw,       // the bytes that were written
  kBasis,     // of derived events: what they rest on
  kNot
};

struct JudgedField {
  std::string_view name;  // without "aobo."
  How how = How::kSays;
  std::string_view why;  // of kNot
};
std::span<const JudgedField> judged_fields();
const JudgedField* judged_field(std::string_view name);

// Of a field that takes an argument those that the judge asks for of every record.
std::vector<std::string> asked_fields();

// A field that holds something else than it may.
struct Mismatch {
  std::string field;
  How how = How::kSays;
  std::string found;
  std::vector<std::string> allowed;

  std::string why() const;
};
std::vector<Mismatch> mismatches(const Truth& truth, const Given& given);
// The same of the last word on a record, which holds who acted and little else. A true name may
// stand there by what only the plugin saw (`by_itself`).
std::vector<Mismatch> final_mismatches(const Truth& truth, const Given& given, bool by_itself);

// The same of a derived event, which shows the answer to the record on which it rests: the first
// one or the last.
std::vector<Mismatch> derived_mismatches(const Truth& basis, const Given& given);
// Those fields, and the path, which a truth has apart.
std::span<const std::string_view> derived_fields();
// What a change says was said before, where something else was.
std::vector<Mismatch> before_mismatches(const Given& before, const Given& change);
// Those of the last word: each of `How::kAnswer`.
std::vector<std::string> last_fields();

// What the judge does not judge, a line each with the reason.
std::string not_judged();

}  // namespace aobo::sim
