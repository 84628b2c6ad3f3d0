// Truth: of one written record, who really acted and what can be known of it from the logs and the
// directory that are left. A line of truth.ndjson each, in the order of the events' times:
//   {"record":"leaver/3
//   main","file":"logs/…/entra-audit.diagnostic.ndjson","offset":0,"length":812,"time":"…",
//    "family":"entra.audit","tenant":"…","person":"carmen.greco@adatum.example","way":"gdap","paths":["gdap","unknown"],
//    "story":"leaver","labels":["leaver"],"not_allowed":["person"],"knowable":{"answer":"named","people":["…"]}}
// and the same as delimited protobuf (truth.proto), truth.pb.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/result.h"
#include "plugin/base/time.h"
#include "simulator/scenario/operation.h"
#include "simulator/truth/says.h"

namespace aobo::sim {

// What a perfect reader of what is left could say.
enum class Answer : std::uint8_t {
  kNobody,      // no partner's person acted
  kNamed,       // this person
  kAmbiguous,   // one of these
  kUnknown,     // a partner's person with this id, of whom no directory knows
  kUnresolved,  // a partner's person, and nothing tells whom
  kHidden,      // a partner's person, and nothing tells even that
  kTried,       // nobody knows who tried this account in vain
  kMisled,      // what is left points at somebody else
  kRefused,     // damaged: there is nothing to answer to
  kCount
};
std::string_view name(Answer answer);

struct Knowable {
  Answer answer = Answer::kNobody;
  std::vector<std::string> people;  // UPNs as the directory has them; of kUnknown the object id
  std::vector<std::string> by;      // what tells: object-id, request, group …
  bool strong = true;               // false: a hint only
  // Not written down: the same people as indices of the world, and whether evidence that proves
  // contradicts other such evidence.
  std::vector<std::uint32_t> persons;
  bool exact = false, conflict = false;
  bool unsure = false;  // a damaged record of the vault may have been read, or not
  friend bool operator==(const Knowable& left, const Knowable& right) {
    return left.answer == right.answer && left.people == right.people &&
           left.strong == right.strong;
  }
};

struct Truth {
  std::string record;  // the action and which of its records; "#2" for a further copy
  std::string action;
  std::string activity;  // the deed that it tells: Partner Center's own record tells one beside it
  std::string file, folder, envelope, framing;
  std::uint64_t offset = 0, length = 0;
  TimeNs time = 0;  // as the record shows it
  std::string id, family, tenant, customer;
  std::string person, person_id, person_name, partner, way, session;
  std::string app;  // the id of the application that acted as itself
  // The name on which alone the answer rests; and the name of somebody else that the actor bears
  // and, by the record's own word, is not.
  std::string name, poses_as;
  // The object id at home of the partner's person whom the record itself names by an id. Of two
  // copies of one deed it may be two people's.
  std::string shows_person;
  std::vector<std::string> paths;  // what a reader may say of the way in
  bool partner_acted = false;
  std::string story;
  std::vector<std::string> labels, not_allowed, faults;
  std::vector<std::string>
      expects;         // derived events that must rest on the action; said at one of its records
  std::string damage;  // cut, split, bad-bytes; empty for a whole record
  Knowable knowable;   // from the records up to its own time
  bool later = false;  // records that come after it tell more: `then`
  Knowable then;
  Says says;       // what each field may hold at once
  Says then_says;  // and in the end, of those fields of which it is something else

  const FamilyTraits& traits() const { return family_traits(family); }
};

std::string to_line(const Truth& truth);
Result<Truth> truth_from_line(std::string_view line);

}  // namespace aobo::sim
