#include "plugin/case/attribution.h"

namespace aobo {

std::string_view name(Path path) {
  switch (path) {
    case Path::kGdap:
      return "gdap";
    case Path::kDap:
      return "dap";
    case Path::kAobo:
      return "aobo";
    case Path::kLighthouse:
      return "lighthouse";
    case Path::kGuest:
      return "guest";
    case Path::kSharedAccount:
      return "shared-account";
    case Path::kAutomation:
      return "automation";
    case Path::kCustomer:
      return "customer";
    case Path::kMicrosoft:
      return "microsoft";
    case Path::kUnknown:
      break;
  }
  return "unknown";
}

std::string_view name(Confidence confidence) {
  switch (confidence) {
    case Confidence::kExact:
      return "exact";
    case Confidence::kStrong:
      return "strong";
    case Confidence::kWeak:
      return "weak";
    case Confidence::kAmbiguous:
      return "ambiguous";
    case Confidence::kConflict:
      return "conflict";
    case Confidence::kUnknown:
      return "unknown";
    case Confidence::kUnresolved:
      return "unresolved";
    case Confidence::kNone:
      break;
  }
  return "";
}

}  // namespace aobo
