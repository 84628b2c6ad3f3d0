// Permits: when somebody had leave to work: activations in Privileged Identity Management,
// check-outs with a ticket, and access windows that a ticket system tells
// (parse/access_window.cpp). Learned from the records as they come; bounded per person.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "plugin/base/archive.h"
#include "plugin/base/bounded.h"
#include "plugin/base/limits.h"
#include "plugin/case/case.h"

namespace aobo {

struct Permit {
  std::optional<Guid> customer;  // none: anywhere
  TimeNs from = 0, to = 0;       // to is not within
  std::string ticket;            // empty: none
  std::string source;            // pim, vault, window
  std::uint64_t record = 0;      // that told of it

  bool holds(const std::optional<Guid>& where, TimeNs time) const {
    return from <= time && time < to && (!customer || customer == where);
  }
};

template <class Archive>
void serialize(Archive& archive, Permit& permit) {
  archive(permit.customer, permit.from, permit.to, permit.ticket, permit.source, permit.record);
}

struct PermitOptions {
  TimeNs pim_default = 8 * 3600 * kSecondNs;  // of an activation that does not say its end
  TimeNs check_out_max = 12 * 3600 * kSecondNs;
};

class Permits {
 public:
  explicit Permits(const PermitOptions& options) : options_(options) {}

  void learn(const Case& c);
  // The answer to a record has changed: what it told of is this person's now, or nobody's.
  void reassign(std::uint64_t record, const std::optional<PersonKey>& before,
                const std::optional<PersonKey>& now);
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
  Bounded<PersonKey, std::deque<Permit>, PersonKeyHash> permits_{limits::kPending};
};

}  // namespace aobo
