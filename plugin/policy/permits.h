// Permits: when somebody had leave to work: activations in Privileged Identity Management,
// check-outs with a ticket, and access windows that a ticket system tells
// (parse/access_window.cpp). Learned from the records as they come; bounded per person.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "plugin/base/archive.h"
#include "plugin/directory/directory.h"
#include "plugin/event/record.h"
#include "plugin/identity/attribution.h"
#include "plugin/identity/evidence.h"

namespace aobo {

struct Permit {
  std::optional<Guid> customer;  // none: anywhere
  TimeNs from = 0, to = 0;       // to is not within
  std::string ticket;            // empty: none
  std::string source;            // pim, vault, window

  bool holds(const std::optional<Guid>& where, TimeNs time) const {
    return from <= time && time < to && (!customer || customer == where);
  }
};

template <class Archive>
void serialize(Archive& archive, Permit& permit) {
  archive(permit.customer, permit.from, permit.to, permit.ticket, permit.source);
}

struct PermitOptions {
  TimeNs pim_default = 8 * 3600 * kSecondNs;  // of an activation that does not say its end
  TimeNs check_out_max = 12 * 3600 * kSecondNs;
};

class Permits {
 public:
  explicit Permits(const PermitOptions& options) : options_(options) {}

  void learn(const Record& record, const Attribution& attribution, const Directory& directory);
  // Those that hold then and there; the pointers hold until the next learn.
  std::vector<const Permit*> holding(const PersonKey& person, const std::optional<Guid>& customer,
                                     TimeNs time) const;
  // Whether any feed of permits was ever read: without one nothing can be said to be missing.
  bool any() const { return !permits_.empty(); }

  void save(Writer& writer) const { writer(permits_); }
  void load(Reader& reader) { reader(permits_); }

 private:
  void add(const PersonKey& person, Permit permit);

  PermitOptions options_;
  std::map<std::pair<Guid, Guid>, std::deque<Permit>> permits_;  // by person: tenant and object
};

}  // namespace aobo
