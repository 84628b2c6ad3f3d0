// The rights on record: what the directory says of the partners' relationships with a customer,
// whether anything was done by them or not. It is the plugin's own loader that reads the directory,
// so that the two cannot differ.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "plugin/base/result.h"
#include "simulator/ask/selection.h"
#include "simulator/customer_report/agreed_hours.h"
#include "simulator/customer_report/facts.h"

namespace aobo {
class Directory;
}

namespace aobo::sim {

class RightsOnRecord {
 public:
  // Of the folder that holds aobo.yaml; "" for none, of which nothing is on record.
  static Result<RightsOnRecord> read(const std::string& folder);

  // Tenant id and name of each customer with whom a partner has a relationship; of all partners
  // where `partners` is empty, else of those whose name or tenant id matches one of the patterns.
  std::map<std::string, std::string> customers(const std::vector<std::string>& partners) const;
  std::map<std::string, AgreedTerms> terms() const { return hours_.terms(); }
  // Tenant ids of all partners.
  std::set<std::string> partners() const;
  // The partners' tools by their names.
  std::vector<ToolFacts> tools(const std::vector<std::string>& partners) const;
  // The names of the partners' programs, sorted.
  std::vector<std::string> programs(const std::vector<std::string>& partners) const;
  // What was read, as paths.
  std::vector<std::string> files() const;
  // Adds to the facts of a customer what stood at some time of their span, and the hours in which
  // nobody was to work.
  void add_to(CustomerFacts& facts, const std::vector<std::string>& partners,
              const Zone& zone) const;

 private:
  std::shared_ptr<const Directory> directory_;
  AgreedHours hours_;
  std::string folder_;
};

}  // namespace aobo::sim
