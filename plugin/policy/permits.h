// Permits: when somebody had leave to work: activations in Privileged Identity Management,
// check-outs with a ticket, and access windows that a ticket system tells
// (parse/access_window.cpp). Learned from the records as they come; bounded per person.
//
// A permit is somebody's only where that is certain enough to teach (identity/evidence/lesson.h).
// Each permit, and each return that ends one, knows the record that taught it: when the answer to
// that record changes, it is taken back, and learned again as the answer is now.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "plugin/base/archive.h"
#include "plugin/base/bounded.h"
#include "plugin/base/limits.h"
#include "plugin/event/record.h"
#include "plugin/identity/evidence/ledger.h"
#include "plugin/identity/evidence/lesson.h"

namespace aobo {

enum class PermitSource : std::uint8_t { kPim, kVault, kWindow };

struct Permit {
  PermitSource source = PermitSource::kPim;
  std::optional<Guid> customer;  // none: anywhere
  TimeNs from = 0, to = 0;       // to is not within
  std::string ticket;            // empty: none
  std::string what;              // the vault's account, the role activated, the window's id
  RecordNumber record = 0;       // that taught it

  bool holds(const std::optional<Guid>& where, TimeNs time) const {
    return from <= time && time < to && (!customer || customer == where);
  }
};

template <class Archive>
void serialize(Archive& archive, Permit& permit) {
  archive(permit.source, permit.customer, permit.from, permit.to, permit.ticket, permit.what,
          permit.record);
}

// The end of a permit before its time: a password given back, a role given up, a window called off.
struct Return {
  PermitSource source = PermitSource::kVault;
  std::string what;
  TimeNs time = 0;
  RecordNumber record = 0;  // that taught it
};

template <class Archive>
void serialize(Archive& archive, Return& given_back) {
  archive(given_back.source, given_back.what, given_back.time, given_back.record);
}

struct PermitOptions {
  TimeNs pim_default = 8 * 3600 * kSecondNs;  // of an activation that does not say its end
  TimeNs check_out_max = 12 * 3600 * kSecondNs;

  friend bool operator==(const PermitOptions&, const PermitOptions&) = default;
};

class Permits {
 public:
  explicit Permits(const PermitOptions& options, Account* account = nullptr)
      : options_(options), people_({limits::kPending, account}) {}

  void learn(const Record& record, const Lesson& lesson, RecordNumber number);
  // What the record taught by that answer is nobody's.
  void take_back(const Lesson& lesson, RecordNumber number);
  // Those that hold then and there; the pointers hold until the next learn.
  std::vector<const Permit*> holding(const PersonKey& person, const std::optional<Guid>& customer,
                                     TimeNs time) const;

  std::uint64_t evicted() const { return people_.evicted() + crowded_out_; }

  void save(Writer& writer) const { writer(people_, crowded_out_); }
  void load(Reader& reader) { reader(people_, crowded_out_); }

 private:
  struct Page {
    std::deque<Permit> permits;
    std::deque<Return> returns;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(permits, returns);
    }
  };

  std::optional<Permit> permit_of(const Record& record, const Lesson& lesson) const;
  static std::optional<Return> return_of(const Record& record, const Lesson& lesson,
                                         const Page& page);

  PermitOptions options_;
  Bounded<PersonKey, Page, PersonKeyHash> people_;
  std::uint64_t crowded_out_ = 0;  // of a person who has too many
};

}  // namespace aobo
