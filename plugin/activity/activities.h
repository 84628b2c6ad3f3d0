// Activities: which records tell of one and the same deed. Microsoft writes a change of a directory
// into Entra's log and into the unified one, a sign-in into two tenants' logs and the unified one,
// an operation on Azure at its start, when it is accepted and at its end, and hands these out in
// several forms. Each stays a record; here they are told to belong together.
//
// Records join by an id that they share, else by what was done, by whom, to what and at the same
// moment. What contradicts does not join: another end, another target, another person, another id
// where both have one. A log tells the end of an activity once, so that two deeds that look alike
// stay two. Where it cannot be told, a record is an activity of its own.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plugin/activity/fact.h"
#include "plugin/activity/look.h"
#include "plugin/activity/options.h"
#include "plugin/base/bounded.h"

namespace aobo {

class Activities {
 public:
  explicit Activities(const ActivityOptions& options);

  // Which activity the case, of which is known where it took place, tells of.
  ActivityPart place(const Case& the_case);
  // What the case, answered and judged, tells of its activity first.
  std::vector<ActivityFact> news(const Case& the_case);
  // Nothing tells of activities that began before any more.
  void forget_before(TimeNs time);

  // Activities, and looks by which they are found, that were dropped before their time: further
  // records of them count as others.
  std::uint64_t evicted() const { return known_.evicted() + by_look_.evicted() + left_out_; }
  std::size_t size() const { return known_.size(); }

  void save(Writer& writer) const { writer(key_, next_, known_, by_look_, left_out_); }
  void load(Reader& reader) { reader(key_, next_, known_, by_look_, left_out_); }

 private:
  using Number = std::uint64_t;
  struct Activity {
    Fingerprint id;
    TimeNs time = 0;  // of its first record
    std::uint32_t records = 0;
    std::array<FactPrint, static_cast<std::size_t>(ActivityFact::kCount)> facts{};  // as told last
    Ended ended = Ended::kOpen;
    Fingerprint tenant, log, correlation, target_id, target_name, person, actor, actor_name;
    std::vector<std::string> families;
    std::vector<Copy> copies;

    template <class Archive>
    void serialize(Archive& archive) {
      archive(id, time, records, facts, ended, tenant, log, correlation, target_id, target_name,
              person, actor, actor_name, families, copies);
    }
  };

  Number find(const Look& look, const std::string& family) const;
  static bool are_two_people(const Activity& activity, const Look& look);
  bool may_join(const Activity& activity, const Look& look, bool by_id,
                const std::string& family) const;
  static std::optional<TimeNs> begun(const Activity& activity);
  void join(Number number, const Look& look, const std::string& family);
  void remember(const Fingerprint& look, Number number);

  ActivityOptions options_;
  FingerprintKey key_;
  Number next_ = 1;
  Bounded<Number, Activity> known_;
  Bounded<Fingerprint, std::vector<Number>> by_look_;
  std::uint64_t left_out_ = 0;  // of too many that look alike
  Number placed_ = 0;           // that of the latest case; 0: it is remembered no longer than that
};

}  // namespace aobo
