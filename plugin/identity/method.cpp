#include "plugin/identity/method.h"

#include <fmt/format.h>

#include "plugin/base/distinct.h"

namespace aobo {
namespace {

#define AOBO_ROW(function, name, confidence) {name, Confidence::confidence, by::function},
constexpr Method kMethods[] = {AOBO_METHODS(AOBO_ROW)};
constexpr Method kToolMethods[] = {AOBO_TOOL_METHODS(AOBO_ROW)};
#undef AOBO_ROW

}  // namespace

std::span<const Method> methods() { return kMethods; }
std::span<const Method> tool_methods() { return kToolMethods; }

std::vector<const Person*> known_people(const Directory& directory,
                                        const std::vector<PersonKey>& keys) {
  std::vector<const Person*> people;
  for (const PersonKey& key : keys) {
    const Person* person = directory.person(key.tenant, key.object);
    if (person != nullptr) add_once(people, person);
  }
  return people;
}

std::string how_many(std::size_t number, std::string_view one, std::string_view more) {
  return number == 1 ? fmt::format("one {}", one) : fmt::format("{} {}", number, more);
}

}  // namespace aobo
