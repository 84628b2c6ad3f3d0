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
#include "plugin/base/memory.h"
#include "plugin/behaviour/case_facts.h"
#include "plugin/behaviour/options.h"
#include "plugin/behaviour/run_event.h"
#include "plugin/identity/revisions.h"
#include "plugin/identity/subject.h"
#include "plugin/policy/history.h"

namespace aobo {

// An event that a derived one rests on.
struct Basis {
  std::string id;
  std::string origin;
  std::uint64_t offset = 0;
  std::uint64_t record = 0;  // its number
  Subject subject;

  static Basis of(const Case& the_case);
  static Basis of(const Revision& revision);  // as it is known now
};

// Whether the revision withdraws what was said of that record and of that person: it was somebody
// else.
bool is_withdrawn_by(const Revision& revision, const Basis& basis, const std::string& reported_of);
// Tells what is said anew from what was withdrawn by the revision.
std::string serial_after(const Revision& revision);

template <class Archive>
void serialize(Archive& archive, Basis& basis) {
  archive(basis.id, basis.origin, basis.offset, basis.record, basis.subject);
}

// A sentence for people. The person that it is about has a place of his own in it: what logs call a
// user may read like any name, and must not be taken for him when another is named later.
struct Sentence {
  Sentence() = default;
  Sentence(std::string all) : before(std::move(all)) {}
  // `after` begins with what stands between the person and the next word.
  Sentence(std::string before_person, std::string after_person)
      : before(std::move(before_person)), after(std::move(after_person)), has_person(true) {}

  std::string about(const Subject& person) const;

  std::string before, after;
  bool has_person = false;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(before, after, has_person);
  }
};

// From when to when a log lacks what was written; 0 where that is unknown.
struct Gap {
  std::string log;  // a family, or a topic with its partition
  TimeNs start = 0, end = 0;
};

struct Derived {
  std::string_view kind;
  TimeNs time = 0;
  Basis basis;                   // whose fields the event shows
  std::vector<std::string> ids;  // of all events it rests on, that of the basis among them
  Sentence sentence;
  std::string serial;                         // tells several of one kind and basis apart
  std::optional<Subject> before;              // attribution_changed: the old answer
  CreditStatus credit = CreditStatus::kNone;  // credit_at_risk
  std::vector<std::string> remaining;
  std::optional<Gap> gap;  // collection_gap
  // ---- of the run itself, and of no record
  bool of_run = false;
  std::vector<Figure> figures;

  std::string text() const { return sentence.about(basis.subject); }
};

// What watchers emit, and when they ask to be called again.
class Outbox final : private Store {
 public:
  // Whose bytes its wakings are; nobody's where there is none.
  explicit Outbox(Account* account = nullptr);
  Outbox(const Outbox&) = delete;
  Outbox& operator=(const Outbox&) = delete;
  ~Outbox() override;

  struct Wake {
    TimeNs at;
    std::uint32_t watcher;
    std::string key;
    friend auto operator<=>(const Wake&, const Wake&) = default;
  };

  // Gives the event its kind, and returns its id.
  std::string emit(Derived derived);
  // What was reported as the event of that id does not hold; `why` is the end of a sentence.
  void withdraw(const Basis& basis, const std::string& id, std::string_view why);
  // Calls the watcher's due(key) when the events' own time comes there.
  void wake(TimeNs at, std::string key);
  // How far the events' own time has come.
  TimeNs now() const { return now_; }

 private:
  friend class Behaviour;
  static std::size_t bytes_of(const Wake& wake);
  Wake take_earliest();
  void take(const Wake& wake);
  void weigh_anew();
  std::size_t weigh() override { return bytes_; }
  bool give_up() override;

  Account* account_;
  std::vector<Derived> emitted_;
  std::set<Wake> wakes_;
  std::uint32_t watcher_ = 0;
  TimeNs now_ = 0;
  std::uint64_t dropped_ = 0;
  std::size_t bytes_ = 0;  // of the wakings
};

class Watcher {
 public:
  virtual ~Watcher() = default;
  virtual void observe(const Case& the_case, const History& history, Outbox& outbox) = 0;
  virtual void due(const std::string& /*key*/, const Knowledge&, const History&, Outbox&) {}
  // The log family on which alone rests what is due by that key; empty: on several.
  virtual std::string_view rests_on(std::string_view /*key*/) const { return {}; }
  // The answer to a record that went out has changed. What was said of somebody else than is named
  // now has been withdrawn (is_withdrawn_by); what is true all the same is said anew.
  virtual void revised(const Revision&, Outbox&) {}
  // Whether what it says holds whoever it was: then it is said anew of whoever it is now.
  virtual bool holds_of_anybody() const { return false; }
  // Of which tenants the last record of a log came by that partition of a topic.
  virtual void add_tenants_of(std::string_view /*partition*/, std::set<Guid>&) const {}
  // The logs of that tenant are read by another worker from now on.
  virtual void leave(const Guid& /*tenant*/) {}
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
// Of a watcher; of no watcher where it is of a topic whose messages were removed before they were
// read.
inline constexpr std::string_view kCollectionGap = "collection_gap";
// Of no watcher: what identity found out late.
inline constexpr std::string_view kAttributionChanged = "attribution_changed";
Derived attribution_changed(const Revision& revision, TimeNs now);
// Of any watcher, or of none: what was reported before does not hold.
inline constexpr std::string_view kDerivedWithdrawn = "derived_withdrawn";
Derived derived_withdrawn(const Basis& basis, const std::string& id, std::string_view why,
                          TimeNs now);

// The id of a derived event: its kind and what it rests on.
std::string event_id(const Derived& derived);

// The kinds: a file in derived/ that defines watch::NAME, and a row here.
#define AOBO_WATCHERS(ROW)                                                                        \
  ROW(silent_entry, "a partner's person entered a customer's tenant, and nothing was done there") \
  ROW(action_without_signin, "a partner's person acted, and no sign-in of theirs is to be found") \
  ROW(signin_without_twin, "a sign-in across tenants stands in one tenant's log only")            \
  ROW(checkout_unused,                                                                            \
      "a shared account's password was taken out of the vault, and the account not used")         \
  ROW(checkout_missing, "a shared account was used while nobody had its password out")            \
  ROW(relationship_overrun, "a partner's person acted after the relationship had ended")          \
  ROW(dap_returned, "DAP is there again, after it had been removed")                              \
  ROW(aobo_removed, "a partner's group lost its role of owner on a subscription")                 \
  ROW(aobo_added, "a partner's group got a role on a subscription, or within it")                 \
  ROW(collection_gap, "a log is silent for longer than is its habit")                             \
  ROW(user_created_and_privileged, "a new user was given a privileged role")                      \
  ROW(created_and_deleted, "a user was created and soon deleted")                                 \
  ROW(credit_at_risk, "the last access that earns credit on a subscription is gone")

namespace watch {
#define AOBO_DECLARE(name, text) std::unique_ptr<Watcher> name(const BehaviourOptions&);
AOBO_WATCHERS(AOBO_DECLARE)
#undef AOBO_DECLARE
}  // namespace watch

}  // namespace aobo
