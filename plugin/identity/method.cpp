#include "plugin/identity/method.h"

#include "plugin/base/distinct.h"

namespace aobo {
namespace {

constexpr Method kMethods[] = {
    {"token", Confidence::kExact, by::token},
    {"object-id", Confidence::kExact, by::object_id},
    {"puid", Confidence::kExact, by::puid},
    {"upn", Confidence::kExact, by::upn},
    {"request", Confidence::kExact, by::request},
    {"group", Confidence::kStrong, by::group},
    {"session", Confidence::kStrong, by::session},
    {"partner-center", Confidence::kStrong, by::partner_center},
    {"check-out", Confidence::kStrong, by::check_out},
    {"address", Confidence::kWeak, by::address},
};

}  // namespace

std::span<const Method> methods() { return kMethods; }

std::vector<const Person*> known_people(const Directory& directory,
                                        const std::vector<PersonKey>& keys) {
  std::vector<const Person*> people;
  for (const PersonKey& key : keys) {
    const Person* person = directory.person(key.tenant, key.object);
    if (person != nullptr) add_once(people, person);
  }
  return people;
}

}  // namespace aobo
