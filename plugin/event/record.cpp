#include "plugin/event/record.h"

#include "plugin/base/text.h"

namespace aobo {

std::string_view name(ActorType type) {
  switch (type) {
    case ActorType::kUser:
      return "user";
    case ActorType::kServicePrincipal:
      return "service-principal";
    case ActorType::kManagedIdentity:
      return "managed-identity";
    case ActorType::kGroup:
      return "group";
    case ActorType::kSystem:
      return "system";
    case ActorType::kUnknown:
      break;
  }
  return "";
}

std::string_view parameter(const Record& record, std::string_view name) {
  for (const Parameter& one : record.parameters) {
    if (equal_ignoring_case(one.name, name)) return one.value;
  }
  return {};
}

}  // namespace aobo
