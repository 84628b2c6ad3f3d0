// Verdict: one answer of the plugin held against the truth. A wrong name is the worst; a name that
// the logs do not bear out is unfounded even where it happens to be right.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "simulator/truth/truth.h"

namespace aobo::sim {

enum class Verdict : std::uint8_t {
  kRight,           // the true person, knowable
  kAmbiguousRight,  // no name where several remain, and the true one among the candidates
  kUnknownRight,    // the id of somebody whom no directory knows, and no name
  kOpenRight,       // no name where nothing tells
  kNobodyRight,     // nobody of a partner's sought where none acted
  kRefusedRight,    // a damaged record, refused
  kMisled,          // what is left points at somebody else; nobody is to blame
  kRightLater,      // what only later records tell, told when they had come
  kCopyDropped,     // a further copy of a record, and no answer to it
  // ---- failures, the worst last
  kWrongField,        // a field holds something else than the record shows
  kWrongCount,        // a count, or whether it was the first time
  kSplit,             // records of one deed told as records of two
  kJoined,            // records of two deeds told as records of one
  kWrongPath,         // another way in than the true one
  kWrongPolicy,       // a violation that is none, or none where there is one
  kDerivedMissed,     // a derived event that had to come, and did not
  kDerivedUnfounded,  // one that came where nothing was to tell
  kMissed,            // no name, though it was knowable
  kMisread,           // time, family, tenant or id are not the record's
  kUnanswered,        // a whole record without an answer
  kExtra,             // an answer to no record
  kUnfounded,         // a name, or a suspicion, that the logs do not bear out
  kAccused,           // a violation or a derived event about somebody who did not do it
  kWrong,             // a wrong name
  kCount
};
std::string_view name(Verdict verdict);
bool is_failure(Verdict verdict);

// Whether the record tells of a sign-in: one of Entra's own log, or the unified log's of one.
bool is_sign_in(const Truth& truth);

// What the plugin said of one record.
struct Given {
  std::string family, id, tenant, path, upn, user_id, confidence, method, derived;
  std::vector<std::string> candidates;
  TimeNs time = 0;
  bool is_partner = false;
  std::string policy;
  std::vector<std::string> violations;
  // All of its fields, by their names without "aobo."; the values of a list sorted and joined by
  // ", ". And what those must be that the judge counts itself.
  std::map<std::string, std::string, std::less<>> fields, expected;
};

struct Judged {
  Verdict verdict = Verdict::kRight;
  std::string why = {};    // of a failure, for people
  std::string field = {};  // that holds something else than it may
};

// What was said at once, against what could be known then.
Judged judge_answer(const Truth& truth, const Given& given);
// The last word on a record, against what all records tell. A name that is right needs no further
// reason: evidence may come from as far as the plugin remembers, and the truth looks some minutes
// ahead only.
Judged judge_final(const Truth& truth, const Given& given);

}  // namespace aobo::sim
