// checkout_unused: somebody took a shared account's password out of the vault, and nobody used the
// account until it was given back, or until the longest time for which a check-out counts.
// Passwords looked at for no reason are copied. The second of the check-in still belongs to the
// loan, for logs write no more than seconds, and so do the minutes by which a vault's clock may be
// off. Nothing is said where no log of the customer's that
// tells who signed in is collected. Withdrawn where a use turns up later.
#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/bounded.h"
#include "plugin/base/latest.h"
#include "plugin/base/limits.h"
#include "plugin/behaviour/collected.h"
#include "plugin/behaviour/derived.h"
#include "plugin/identity/clocks.h"

namespace aobo::watch {
namespace {

struct Loan {
  std::string holder;
  TimeNs from = 0;
  std::optional<TimeNs> to;  // given back
  Basis basis;
  std::string returned_id;  // of the check-in
  std::string reported;     // the id of the event that said so; empty: not yet
  template <class Archive>
  void serialize(Archive& archive) {
    archive(holder, from, to, basis, returned_id, reported);
  }
};

class CheckOutUnused : public Watcher {
 public:
  explicit CheckOutUnused(const BehaviourOptions& options)
      : longest_(options.checkout_max),
        loans_(options.open_questions()),
        uses_(options.open_questions()),
        forgotten_(options.open_questions()),
        logs_(options.open_questions()) {}

  void observe(const Case& the_case, const History&, Outbox& outbox) override {
    const Record& record = the_case.record();
    const bool of_sign_ins =
        record.family->sort == Sort::kSignIn || !record.family->sign_in_operations.empty();
    if (of_sign_ins && record.log_tenant) logs_.see(*record.log_tenant, record.time);
    if (the_case.shared == nullptr) return;
    const std::string& account = the_case.shared->account;
    switch (the_case.record().check_out.action) {
      case CheckOutAction::kOut:
        take_out(the_case, account, outbox);
        return;
      case CheckOutAction::kIn:
      case CheckOutAction::kRotated:
        give_back(the_case, account, outbox);
        return;
      case CheckOutAction::kOther:
      case CheckOutAction::kRefused:
        return;
      case CheckOutAction::kNone:
        use(account, the_case.record().time, outbox);
        return;
    }
  }

  void due(const std::string& key, const Knowledge&, const History&, Outbox& outbox) override {
    const std::string account = key.substr(0, key.find('|'));
    Loan* loan = loan_of(account, key.substr(std::min(account.size() + 1, key.size())));
    if (loan == nullptr || !loan->reported.empty() || late_end_of(*loan) > outbox.now()) return;
    conclude(account, *loan, outbox);
  }

  void leave(const Guid& tenant) override { logs_.leave(tenant); }
  std::uint64_t evicted() const override {
    return loans_.evicted() + uses_.evicted() + forgotten_.evicted() + logs_.forgotten() +
           crowded_out_;
  }
  void save(Writer& writer) const override {
    writer(loans_, uses_, forgotten_, logs_, crowded_out_);
  }
  void load(Reader& reader) override { reader(loans_, uses_, forgotten_, logs_, crowded_out_); }

 private:
  TimeNs end_of(const Loan& loan) const {
    return loan.to ? *loan.to + kSecondNs : loan.from + longest_;
  }
  bool holds(const Loan& loan, TimeNs time) const {
    return time >= loan.from && time < end_of(loan);
  }
  // When what a clock that is off tells of it has been told too.
  TimeNs late_end_of(const Loan& loan) const { return end_of(loan) + kVaultClocksDiffer; }
  // Or may be, by a clock that is off.
  bool may_hold(const Loan& loan, TimeNs time) const {
    return time + kVaultClocksDiffer >= loan.from && time < late_end_of(loan);
  }
  Loan* loan_of(const std::string& account, const std::string& holder) {
    std::vector<Loan>* loans = loans_.find(account);
    if (loans == nullptr) return nullptr;
    const auto found = std::ranges::find(*loans, holder, &Loan::holder);
    return found == loans->end() ? nullptr : &*found;
  }
  void wake(const std::string& account, const Loan& loan, Outbox& outbox) const {
    outbox.wake(late_end_of(loan), account + "|" + loan.holder);
  }

  // The loan is over.
  void conclude(const std::string& account, Loan& loan, Outbox& outbox) const {
    const std::optional<Guid>& tenant = loan.basis.subject.tenant;
    if (was_used(account, loan) || !tenant || !logs_.covers(*tenant, loan.from, end_of(loan)))
      return;
    Derived derived;
    derived.time = late_end_of(loan);
    derived.basis = loan.basis;
    derived.ids = {loan.basis.id};
    if (!loan.returned_id.empty()) derived.ids.push_back(loan.returned_id);
    derived.sentence = {
        "", fmt::format(" took the password of {} out of the vault, and the account was not used.",
                        loan.basis.subject.target_name)};
    loan.reported = outbox.emit(std::move(derived));
  }

  // Or may have been: of a time from which uses are forgotten nobody is accused.
  bool was_used(const std::string& account, const Loan& loan) const {
    if (const TimeNs* until = forgotten_.find(account); until != nullptr && loan.from <= *until)
      return true;
    const auto* uses = uses_.find(account);
    return uses != nullptr &&
           std::ranges::any_of(*uses, [&](TimeNs time) { return may_hold(loan, time); });
  }

  void take_out(const Case& the_case, const std::string& account, Outbox& outbox) {
    const std::string holder = acting_key(the_case);
    const Loan* known = loan_of(account, holder);
    const bool open = known != nullptr && !known->to && known->reported.empty();
    if (open && holds(*known, the_case.record().time)) return;
    std::vector<Loan>& loans = loans_.renew(account);
    std::erase_if(loans, [&](const Loan& one) { return one.holder == holder; });
    Loan loan;
    loan.holder = holder;
    loan.from = the_case.record().time;
    loan.basis = Basis::of(the_case);
    wake(account, loan, outbox);
    crowded_out_ += add_latest(loans, std::move(loan), limits::kReported);
  }

  // By its holder; by the vault itself, or because the password is another: then whatever is out
  // comes back. By somebody else it may be the end of the loan or not: then nobody is accused
  // before it is over in any case.
  void give_back(const Case& the_case, const std::string& account, Outbox& outbox) {
    const CheckOut& given = the_case.record().check_out;
    std::vector<Loan>* loans = loans_.find(account);
    if (loans == nullptr) return;
    const std::string own = acting_key(the_case);
    const bool by_itself =
        the_case.attribution.person == nullptr && given.person.find('@') == std::string_view::npos;
    const bool all = given.action == CheckOutAction::kRotated || by_itself;
    const bool by_holder =
        loan_of(account, own) != nullptr && given.action != CheckOutAction::kRotated;
    for (Loan& loan : *loans) {
      const bool ends = by_holder ? loan.holder == own : all;
      const bool over = loan.to || !loan.reported.empty();
      if (!ends || over || the_case.record().time < loan.from) continue;
      loan.to = the_case.record().time;
      loan.returned_id = the_case.reference();
      if (late_end_of(loan) <= outbox.now()) {
        conclude(account, loan, outbox);
      } else {
        wake(account, loan, outbox);
      }
    }
  }

  void use(const std::string& account, TimeNs time, Outbox& outbox) {
    std::vector<TimeNs>& uses = uses_.at(account);
    const std::optional<TimeNs> first = uses.empty() ? std::nullopt : std::optional(uses.front());
    const bool full = add_latest(uses, time, limits::kUses) > 0;
    if (full && first) forgotten_.at(account) = std::max(forgotten_.at(account), *first);
    std::vector<Loan>* loans = loans_.find(account);
    if (loans == nullptr) return;
    for (Loan& loan : *loans) {
      if (!may_hold(loan, time) || loan.reported.empty()) continue;
      outbox.withdraw(loan.basis, loan.reported,
                      "a use of the account within the loan has turned up");
      loan.reported = "withdrawn";
    }
  }

  TimeNs longest_;
  Bounded<std::string, std::vector<Loan>> loans_;   // by account, the latest of each holder
  Bounded<std::string, std::vector<TimeNs>> uses_;  // by account
  Bounded<std::string, TimeNs> forgotten_;          // the latest use that is kept no more
  CollectedLogs logs_;                              // that tell who signed in
  std::uint64_t crowded_out_ = 0;                   // of an account with too many loans
};

}  // namespace

std::unique_ptr<Watcher> checkout_unused(const BehaviourOptions& options) {
  return std::make_unique<CheckOutUnused>(options);
}

}  // namespace aobo::watch
