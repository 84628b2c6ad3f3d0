// Derived events: what no single record says: that something is missing, that one thing followed
// another. Each kind is a watcher, one small file in derived/ and a row of the table. It sees every
// record, keeps what it needs in bounded memory, and says what has become true at the moment at
// which it becomes true, never earlier and never twice.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/archive.h"
#include "plugin/behaviour/credit.h"
#include "plugin/behaviour/moment.h"
#include "plugin/behaviour/options.h"
#include "plugin/identity/revisions.h"
#include "plugin/identity/subject.h"

namespace aobo {

// An event that a derived one rests on.
struct Basis {
  std::string id;
  std::string origin;
  std::uint64_t offset = 0;
  Subject subject;

  static Basis of(const Moment& moment);
};

template <class Archive>
void serialize(Archive& archive, Basis& basis) {
  archive(basis.id, basis.origin, basis.offset, basis.subject);
}

struct Derived {
  std::string_view kind;
  TimeNs time = 0;
  Basis basis;                    // whose fields the event shows
  std::vector<std::string> ids;   // of all events it rests on, that of the basis among them
  std::string text;               // a sentence for people
  std::string serial;             // tells several of one kind and basis apart
  std::optional<Subject> before;  // attribution_changed: the old answer
  CreditStatus credit = CreditStatus::kNone;  // credit_at_risk
  std::vector<std::string> remaining;
};

class Watcher;

// What watchers say and ask for.
class Told {
 public:
  struct Wake {
    TimeNs at;
    std::uint32_t watcher;
    std::string key;
    friend auto operator<=>(const Wake&, const Wake&) = default;
  };

  void say(Derived derived) { said_.push_back(std::move(derived)); }
  // Calls the watcher's due(key) when the events' own time comes there.
  void wake(TimeNs at, std::string key) { wakes_.insert({at, watcher_, std::move(key)}); }
  // How far the events' own time has come.
  TimeNs now() const { return now_; }

 private:
  friend class Behaviour;
  std::vector<Derived> said_;
  std::set<Wake> wakes_;
  std::uint32_t watcher_ = 0;
  TimeNs now_ = 0;
};

class Watcher {
 public:
  virtual ~Watcher() = default;
  virtual void observe(const Moment& moment, Told& told) = 0;
  virtual void due(const std::string& /*key*/, const Surroundings&, Told&) {}
  virtual std::uint64_t evicted() const { return 0; }
  virtual void save(Writer& writer) const = 0;
  virtual void load(Reader& reader) = 0;
};

struct WatcherRow {
  std::string_view kind;
  std::string_view text;  // when it comes
  std::unique_ptr<Watcher> (*make)(const BehaviourOptions&);
};
std::span<const WatcherRow> watchers();
// Said by no watcher: what identity found out late.
inline constexpr std::string_view kAttributionChanged = "attribution_changed";
Derived attribution_changed(const Revision& revision, TimeNs now);

namespace watch {
std::unique_ptr<Watcher> silent_entry(const BehaviourOptions&);
std::unique_ptr<Watcher> action_without_signin(const BehaviourOptions&);
std::unique_ptr<Watcher> signin_without_twin(const BehaviourOptions&);
std::unique_ptr<Watcher> checkout_unused(const BehaviourOptions&);
std::unique_ptr<Watcher> checkout_missing(const BehaviourOptions&);
std::unique_ptr<Watcher> relationship_overrun(const BehaviourOptions&);
std::unique_ptr<Watcher> dap_returned(const BehaviourOptions&);
std::unique_ptr<Watcher> aobo_removed(const BehaviourOptions&);
std::unique_ptr<Watcher> aobo_added(const BehaviourOptions&);
std::unique_ptr<Watcher> collection_gap(const BehaviourOptions&);
std::unique_ptr<Watcher> user_created_and_privileged(const BehaviourOptions&);
std::unique_ptr<Watcher> created_and_deleted(const BehaviourOptions&);
std::unique_ptr<Watcher> credit_at_risk(const BehaviourOptions&);
}  // namespace watch

}  // namespace aobo
