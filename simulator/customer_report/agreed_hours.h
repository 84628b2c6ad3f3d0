// AgreedHours: when a partner's people may work at a customer, by the calendars of the scopes in
// aobo.yaml. It is the plugin's own loader that reads them, so that the two cannot differ.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "plugin/base/guid.h"
#include "plugin/base/result.h"
#include "plugin/policy/calendar.h"
#include "simulator/customer_report/agreed_terms.h"

namespace aobo {
class Directory;
struct AoboYaml;
struct Policy;
}  // namespace aobo

namespace aobo::sim {

class AgreedHours {
 public:
  AgreedHours();  // nothing was agreed
  // Of the folder that holds aobo.yaml; `parsed` is that file.
  static Result<AgreedHours> read(const std::string& folder, const Directory& directory,
                                  const AoboYaml& parsed);

  // Somebody may work there while one of them holds. None where no scope is for that customer, or
  // where one is without hours.
  std::vector<const Calendar*> calendars_at(const Guid& customer) const;
  // What each scope demands, by its name.
  std::map<std::string, AgreedTerms> terms() const;

 private:
  std::shared_ptr<const Policy> policy_;
};

}  // namespace aobo::sim
