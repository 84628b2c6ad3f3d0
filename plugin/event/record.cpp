#include "plugin/event/record.h"

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

}  // namespace aobo
