// Attribution: the answer to "who did this?" for one record, with what it rests on.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/archive.h"
#include "plugin/base/guid.h"
#include "plugin/base/keyed_hash.h"
#include "plugin/case/proof.h"
#include "plugin/directory/directory.h"

namespace aobo {

// A person, in a form that outlives a reload of the directory.
struct PersonKey {
  Guid tenant;
  Guid object;
  friend bool operator==(const PersonKey&, const PersonKey&) = default;

  static PersonKey of(const Directory& directory, const Person& person) {
    return {directory.partner_of(person).tenant, person.object};
  }
};

struct PersonKeyHash {
  std::size_t operator()(const PersonKey& key) const {
    return keyed(KeyedHash{}(key.tenant), KeyedHash{}(key.object));
  }
};

template <class Archive>
void serialize(Archive& archive, PersonKey& key) {
  archive(key.tenant, key.object);
}

// By which way in the action was possible.
enum class Path : std::uint8_t {
  kUnknown,
  kGdap,
  kDap,
  kAobo,
  kLighthouse,
  kGuest,
  kSharedAccount,
  kAutomation,
  kCustomer,
  kMicrosoft,
  kCount
};
std::string_view name(Path path);

// How sure the name is, or why there is none. Absent (kNone) where no partner's person is sought: a
// customer's own people, Microsoft, a partner's automation.
enum class Confidence : std::uint8_t {
  kNone,
  kExact,       // an id that only this person has
  kStrong,      // evidence that leads to one person
  kWeak,        // a hint that leads to one person
  kAmbiguous,   // two or more remain: all are candidates, none is named
  kConflict,    // two exact methods disagree: all are candidates, none is named
  kUnknown,     // an id of a partner's person, and no directory knows it
  kUnresolved,  // a partner's action, and nothing known of who
  kCount
};
std::string_view name(Confidence confidence);
// Whether it names somebody by more than a hint.
constexpr bool is_sure(Confidence confidence) {
  return confidence == Confidence::kExact || confidence == Confidence::kStrong;
}

struct Attribution {
  Path path = Path::kUnknown;
  bool is_partner = false;        // a partner acted in somebody else's tenant
  std::optional<Guid> tenant;     // where it took place
  std::string_view tenant_name;   // as the directory calls it, else as the record does
  std::optional<bool> own_house;  // of a partner's tenant: whether it is one's own
  std::optional<Guid> partner_tenant;
  const Partner* partner = nullptr;    // where the directory knows that tenant
  const Person* person = nullptr;      // only where one is named
  std::optional<Guid> unknown_object;  // where kUnknown
  Confidence confidence = Confidence::kNone;
  bool by_id = false;        // exact, and not by a UPN alone: names are given again, ids never
  bool by_name = false;      // named by the actor's name, and by nothing better
  bool by_activity = false;  // named by another record of the same change, and by nothing better
  bool other_id = false;     // named by a UPN beside which the record shows an id of somebody else
  const Person* claimed = nullptr;  // whom the record itself names by an id, also in a conflict
  // A tool's account that acted, and how sure that is. It is nobody: person and candidates never
  // hold it.
  const Person* tool = nullptr;
  Confidence tool_confidence = Confidence::kNone;
  std::string_view method;
  std::vector<const Person*> candidates;  // sorted by UPN; the one named, or all who remain
  bool others = false;  // beside the candidates it may have been somebody who is none of them
  std::vector<Proof> evidence;  // strongest first
};

}  // namespace aobo
