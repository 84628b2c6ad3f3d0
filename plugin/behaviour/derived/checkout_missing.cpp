// checkout_missing: a shared account was used while, by the vault's log, nobody had its password
// out, also not by what the vault told within the grace. Only of times that the vault's log
// covers; once in a spell for each account. A vault's log may come hours after the others: what
// could not be said yet is said then, and what a check-out that came late refutes is withdrawn.
#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/bounded.h"
#include "plugin/base/latest.h"
#include "plugin/base/limits.h"
#include "plugin/behaviour/derived.h"

namespace aobo::watch {
namespace {

struct Use {
  TimeNs time = 0;
  Basis basis;
  bool graced = false;       // the grace is over
  bool was_covered = false;  // by a check-out that is known to have ended before
  std::string reported;      // the id of the event that said so; empty: not said
  template <class Archive>
  void serialize(Archive& archive) {
    archive(time, basis, graced, was_covered, reported);
  }
};

class CheckOutMissing : public Watcher {
 public:
  explicit CheckOutMissing(const BehaviourOptions& options)
      : options_(options),
        uses_(options.pending),
        reported_(options.pending),
        last_(options.pending) {}

  void observe(const Case& c, const History& history, Outbox& outbox) override {
    const Record& record = c.record();
    if (record.check_out.action != CheckOutAction::kNone) {
      covered_from_ = std::min(covered_from_.value_or(record.time), record.time);
      covered_to_ = std::max(covered_to_, record.time);
      if (c.shared != nullptr) look_again(c.shared->account, history, false, outbox);
      return;
    }
    const bool used =
        c.shared != nullptr && (is_action(record) || (is_sign_in(record) && succeeded(record)));
    if (!used) return;
    const std::string& account = c.shared->account;
    if (!history.evidence.of<CheckOuts>().holders(account, record.time).empty()) return;
    const TimeNs* last = last_.find(account);
    const bool goes_on = last != nullptr && *last + options_.spell > record.time;
    last_.at(account) = last == nullptr ? record.time : std::max(*last, record.time);
    const Use* known = uses_.find(account);
    if (goes_on || (known != nullptr && !known->graced)) return;
    uses_.at(account) = {record.time, Basis::of(c), false, false, {}};
    outbox.wake(record.time + options_.checkout_grace, account);
  }

  // Who used it is known otherwise by now.
  void revised(const Revision& revision, Outbox&) override {
    if (revision.before.path != Path::kSharedAccount) return;
    uses_.each([&](const std::string&, Use& use) {
      if (use.basis.record == revision.number_of_record) use.basis.subject = revision.after;
    });
  }

  void due(const std::string& account, const Knowledge&, const History& history,
           Outbox& outbox) override {
    Use* use = uses_.find(account);
    if (use == nullptr || use->time + options_.checkout_grace > outbox.now()) return;
    use->graced = true;
    look_again(account, history, true, outbox);
  }

  std::uint64_t evicted() const override {
    return uses_.evicted() + reported_.evicted() + last_.evicted() + crowded_out_;
  }
  void save(Writer& writer) const override {
    writer(uses_, reported_, last_, covered_from_, covered_to_, crowded_out_);
  }
  void load(Reader& reader) override {
    reader(uses_, reported_, last_, covered_from_, covered_to_, crowded_out_);
  }

 private:
  // In time, or by a record of the vault that came later: then its log has to have come past the
  // use, or to have told the end of a loan that had seemed to cover it.
  void look_again(const std::string& account, const History& history, bool in_time,
                  Outbox& outbox) {
    take_back(account, history, outbox);
    Use* use = uses_.find(account);
    if (use == nullptr || !use->graced || !covered_from_ || *covered_from_ > use->time) return;
    const bool missing = history.evidence.of<CheckOuts>().holders(account, use->time).empty();
    use->was_covered = use->was_covered || !missing;
    if (missing && use->reported.empty()) {
      if (in_time || use->was_covered || covered_to_ >= use->time) report(account, *use, outbox);
    } else if (!missing) {
      last_.erase(account);
    }
  }

  // What was reported, and a check-out that came late covers.
  void take_back(const std::string& account, const History& history, Outbox& outbox) {
    std::vector<Use>* reported = reported_.find(account);
    if (reported == nullptr) return;
    std::erase_if(*reported, [&](const Use& one) {
      if (history.evidence.of<CheckOuts>().holders(account, one.time).empty()) return false;
      outbox.withdraw(one.basis, one.reported, "a check-out that covers it has turned up");
      if (Use* use = uses_.find(account); use != nullptr && use->time == one.time)
        use->reported.clear();
      last_.erase(account);
      return true;
    });
  }

  void report(const std::string& account, Use& use, Outbox& outbox) {
    Derived derived;
    derived.time = use.time + options_.checkout_grace;
    derived.basis = use.basis;
    derived.ids = {use.basis.id};
    derived.text = fmt::format(
        "The shared account {} was used in {} while nobody had its password out of the vault.",
        account, use.basis.subject.tenant_name);
    use.reported = outbox.emit(std::move(derived));
    crowded_out_ += add_latest(reported_.at(account), use, limits::kReported);
  }

  const BehaviourOptions& options_;
  Bounded<std::string, Use> uses_;  // the latest without a check-out, by account
  Bounded<std::string, std::vector<Use>> reported_;
  Bounded<std::string, TimeNs> last_;   // use without a check-out
  std::optional<TimeNs> covered_from_;  // the earliest that a vault's log told, and the latest
  TimeNs covered_to_ = 0;
  std::uint64_t crowded_out_ = 0;  // of an account with too many reports
};

}  // namespace

std::unique_ptr<Watcher> checkout_missing(const BehaviourOptions& options) {
  return std::make_unique<CheckOutMissing>(options);
}

}  // namespace aobo::watch
