// checkout_missing: a shared account was used while, by the vault's log, nobody had its password
// out, also not by what the vault told within the grace. Only of times that the vault's log
// covers; once in a spell for each account. A vault's log may come hours after the others: what
// could not be said yet is said then, and what a check-out that came late refutes is withdrawn.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <limits>

#include "plugin/base/bounded.h"
#include "plugin/base/latest.h"
#include "plugin/base/limits.h"
#include "plugin/behaviour/derived.h"
#include "plugin/identity/clocks.h"
#include "plugin/identity/method.h"
#include "plugin/policy/demands.h"

namespace aobo::watch {
namespace {

struct Use {
  TimeNs time = 0;
  Basis basis;
  bool graced = false;       // the grace is over
  bool was_covered = false;  // by a check-out that is known to have ended before
  std::string reported;      // the id of the event that said so; empty: not said
  std::string reported_of;   // and the person whom it named
  TimeNs asked_again = 0;  // of one that a loan had seemed to cover: when its vault counts as read
  std::vector<Guid> links = {};  // to the sign-in by which it was done

  static Use of(const Case& the_case, bool covered) {
    return {the_case.record().time,
            Basis::of(the_case),
            covered,
            covered,
            {},
            {},
            0,
            AccountSignIns::links_of(the_case.record())};
  }
  template <class Archive>
  void serialize(Archive& archive) {
    archive(time, basis, graced, was_covered, reported, reported_of, asked_again, links);
  }
};

// Whether somebody had the password out then, or may have had it by a clock that is off.
bool was_lent(const History& history, const std::string& account, TimeNs time) {
  constexpr TimeNs kStep = 30 * kSecondNs;
  std::vector<TimeNs> times;
  for (TimeNs off = -kVaultClocksDiffer; off <= kVaultClocksDiffer; off += kStep)
    times.push_back(time + off);
  const auto all = history.evidence.of<CheckOuts>().holders(account, times);
  return std::ranges::any_of(all, [](const CheckOuts::Holders& one) { return !one.empty(); });
}

class CheckOutMissing : public Watcher {
 public:
  explicit CheckOutMissing(const BehaviourOptions& options)
      : options_(options),
        uses_(options.open_questions()),
        lent_(options.open_questions()),
        reported_(options.open_questions()),
        loans_(options.open_questions()),
        last_(options.open_questions()) {}

  void observe(const Case& the_case, const History& history, Outbox& outbox) override {
    const Record& record = the_case.record();
    if (record.check_out.action != CheckOutAction::kNone) {
      covered_from_ = std::min(covered_from_.value_or(record.time), record.time);
      covered_to_ = std::max(covered_to_, record.time);
      if (the_case.shared == nullptr) return;
      note_loan(the_case.shared->account, record);
      look_again(the_case.shared->account, history, false, outbox);
      look_back(the_case.shared->account, history, outbox);
      return;
    }
    // A session that goes on needs no password: by whose it began, that sign-in tells.
    const bool entered = is_sign_in(record) && succeeded(record) && !may_be_renewed(record);
    if (the_case.shared == nullptr || (!is_action(record) && !entered)) return;
    const std::string& account = the_case.shared->account;
    if (overdue(account, record.time)) return;
    if (was_lent(history, account, record.time)) {
      add_latest(lent_.at(account), Use::of(the_case, true), limits::kReported);
      return;
    }
    const bool follows = goes_on(account, record.time);
    const Use* known = uses_.find(account);
    if (follows || (known != nullptr && !known->graced)) return;
    uses_.at(account) = Use::of(the_case, false);
    outbox.wake(record.time + options_.checkout_grace, account);
  }

  // Who used it is known otherwise by now. That nobody had the password out is true all the same.
  void revised(const Revision& revision, Outbox& outbox) override {
    if (revision.before.path != Path::kSharedAccount) return;
    const auto is_of = [&](const Use& use) {
      return use.basis.record == revision.number_of_record;
    };
    const std::string& account = revision.taught_before.account;
    if (std::vector<Use>* uses = reported_.find(account)) {
      for (Use& use : *uses) {
        const bool anew = is_withdrawn_by(revision, use.basis, use.reported_of);
        if (is_of(use)) use.basis.subject = revision.after;
        if (anew) emit_report(account, use, outbox.now(), serial_after(revision), outbox);
      }
    }
    if (std::vector<Use>* uses = lent_.find(account)) {
      for (Use& use : *uses)
        if (is_of(use)) use.basis.subject = revision.after;
    }
    if (Use* use = uses_.find(account); use != nullptr && is_of(*use))
      use->basis.subject = revision.after;
  }

  void due(const std::string& account, const Knowledge&, const History& history,
           Outbox& outbox) override {
    look_back(account, history, outbox);
    Use* use = uses_.find(account);
    if (use == nullptr || use->time + options_.checkout_grace > outbox.now()) return;
    const bool asked = use->asked_again != 0 && use->asked_again <= outbox.now();
    const bool in_time = !use->graced || asked;
    use->graced = true;
    look_again(account, history, in_time, outbox);
  }

  std::uint64_t evicted() const override {
    return uses_.evicted() + lent_.evicted() + reported_.evicted() + loans_.evicted() +
           last_.evicted() + crowded_out_;
  }
  void save(Writer& writer) const override {
    writer(uses_, lent_, reported_, loans_, last_, covered_from_, covered_to_, crowded_out_);
  }
  void load(Reader& reader) override {
    reader(uses_, lent_, reported_, loans_, last_, covered_from_, covered_to_, crowded_out_);
  }

 private:
  // From the first check-out after the last check-in, to the next one.
  void note_loan(const std::string& account, const Record& record) {
    Span& loan = loans_.at(account);
    if (record.check_out.action == CheckOutAction::kOut) {
      if (loan.to != kOpen && record.time >= loan.to) loan = {record.time, kOpen};
    } else if (record.check_out.action == CheckOutAction::kIn ||
               record.check_out.action == CheckOutAction::kRotated) {
      if (loan.to == kOpen && record.time >= loan.from) loan.to = record.time;
    }
  }
  // By the vault's own word it was still out, though longer than a loan may last.
  bool overdue(const std::string& account, TimeNs time) const {
    const Span* loan = loans_.find(account);
    return loan != nullptr && loan->from <= time && time <= loan->to &&
           time < loan->from + 2 * options_.checkout_max &&
           time >= loan->from + options_.checkout_max;
  }

  // Whether a use without a check-out goes on from one before.
  bool goes_on(const std::string& account, TimeNs time) {
    const TimeNs* last = last_.find(account);
    const bool follows = last != nullptr && std::abs(time - *last) < options_.spell;
    last_.at(account) = last == nullptr ? time : std::max(*last, time);
    return follows;
  }

  // Of uses that a loan had seemed to cover: its end may have been told since. What the vault's log
  // tells next may cover them again, until it has come past the use or the grace is over.
  void look_back(const std::string& account, const History& history, Outbox& outbox) {
    std::vector<Use>* lent = lent_.find(account);
    if (lent == nullptr) return;
    std::erase_if(*lent, [&](Use& use) {
      if (was_lent(history, account, use.time)) return false;
      const bool asked = use.asked_again != 0 && use.asked_again <= outbox.now();
      if (covered_to_ < use.time && !asked) {
        if (use.asked_again == 0) use.asked_again = outbox.now() + options_.checkout_grace;
        outbox.wake(use.asked_again, account);
        return false;
      }
      if (!goes_on(account, use.time)) report(account, use, history, outbox);
      return true;
    });
    if (lent->empty()) lent_.erase(account);
  }

  // In time, or by a record of the vault that came later: then its log has to have come past the
  // use. Where it has told the end of a loan that had seemed to cover it, another may follow: the
  // grace runs again.
  void look_again(const std::string& account, const History& history, bool in_time,
                  Outbox& outbox) {
    take_back(account, history, outbox);
    Use* use = uses_.find(account);
    if (use == nullptr || !use->graced || !covered_from_ || *covered_from_ > use->time) return;
    const bool missing = !was_lent(history, account, use->time);
    use->was_covered = use->was_covered || !missing;
    if (missing && use->reported.empty()) {
      if (in_time || covered_to_ >= use->time) {
        report(account, *use, history, outbox);
      } else if (use->was_covered && use->asked_again == 0) {
        use->asked_again = outbox.now() + options_.checkout_grace;
        outbox.wake(use->asked_again, account);
      }
    } else if (!missing) {
      last_.erase(account);
    }
  }

  // What was reported, and a check-out that came late covers.
  void take_back(const std::string& account, const History& history, Outbox& outbox) {
    std::vector<Use>* reported = reported_.find(account);
    if (reported == nullptr) return;
    std::erase_if(*reported, [&](const Use& one) {
      if (!was_lent(history, account, one.time)) return false;
      outbox.withdraw(one.basis, one.reported, "a check-out that covers it has turned up");
      if (Use* use = uses_.find(account); use != nullptr && use->time == one.time)
        use->reported.clear();
      last_.erase(account);
      return true;
    });
  }

  void report(const std::string& account, Use& use, const History& history, Outbox& outbox) {
    // Whom a loan named nobody is, for it was over; but not whom that of the sign-in named by whose
    // session it was done.
    Subject& subject = use.basis.subject;
    const auto session = history.evidence.of<AccountSignIns>().began(use.links, use.time);
    const bool entered_by_loan = session && was_lent(history, account, session->began);
    if (subject.method == method_name::check_out && !entered_by_loan) {
      subject.user_id = subject.user_upn = subject.user_name = subject.method = {};
      subject.candidates.clear();
      subject.evidence.clear();
      subject.confidence = Confidence::kUnresolved;
    }
    emit_report(account, use, use.time + options_.checkout_grace, {}, outbox);
    crowded_out_ += add_latest(reported_.at(account), use, limits::kReported);
  }

  static void emit_report(const std::string& account, Use& use, TimeNs time, std::string serial,
                          Outbox& outbox) {
    Derived derived;
    derived.time = time;
    derived.basis = use.basis;
    derived.ids = {use.basis.id};
    derived.serial = std::move(serial);
    derived.sentence = fmt::format(
        "The shared account {} was used in {} while nobody had its password out of the vault.",
        account, use.basis.subject.tenant_name);
    use.reported_of = use.basis.subject.user_id;
    use.reported = outbox.emit(std::move(derived));
  }

  const BehaviourOptions& options_;
  Bounded<std::string, Use> uses_;               // the latest without a check-out, by account
  Bounded<std::string, std::vector<Use>> lent_;  // the latest that a loan covers, by account
  Bounded<std::string, std::vector<Use>> reported_;
  struct Span {
    TimeNs from = 0, to = 0;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(from, to);
    }
  };
  static constexpr TimeNs kOpen = std::numeric_limits<TimeNs>::max();
  Bounded<std::string, Span> loans_;    // the latest, by account
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
