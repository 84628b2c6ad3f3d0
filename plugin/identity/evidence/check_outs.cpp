#include "plugin/identity/evidence/check_outs.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <set>
#include <unordered_map>
#include <utility>

namespace aobo {
namespace {

// What a check-in ends. One by whoever has the account out ends that; one that the vault makes by
// itself, or without a person, ends whatever is out, and so does another password, whoever set it.
// One by a person who has nothing out may be the vault's own, the end of a loan that nobody saw
// begin, or of somebody else's whom he relieved of it; so may what the vault calls by a word that
// nobody knows.
enum class Ends : std::uint8_t { kOwn, kAll, kPerhapsAll };

// Whether it is a name as people have them: a UPN, or an account of a domain. Machines' accounts
// end in a dollar, and Windows has its own under NT AUTHORITY.
bool is_somebodys(std::string_view written) {
  if (written.find('@') != std::string_view::npos) return true;
  return written.find('\\') != std::string_view::npos && !written.ends_with('$') &&
         !starts_with_ignoring_case(written, "nt authority\\");
}

}  // namespace

// The moves of one account, in the order of their times. They point into the ledger, as it was
// after so many changes.
class CheckOuts::Moves {
 public:
  Moves(std::string_view account, std::uint64_t changes, std::uint64_t evicted)
      : account_(account), changes_(changes), evicted_(evicted) {}
  bool are(std::string_view account, std::uint64_t changes, std::uint64_t evicted) const {
    return account == account_ && changes == changes_ && evicted == evicted_;
  }

  // All of them, and then sort().
  void add(const Entry& entry) {
    (entry.action == CheckOutAction::kOut ? outs_ : ins_).push_back(&entry);
  }

  void sort() {
    std::ranges::sort(outs_, {}, &Entry::time);
    std::ranges::sort(ins_, {}, &Entry::time);
    if (!ins_.empty()) sort_ends();
    for (const Entry* out : outs_) {
      loans_.push_back(loan_of(*out));
      const TimeNs end = loans_.back().end;
      if (end <= out->time) continue;
      ended_.insert(end);
      ended_of_[holder_of(*out)].insert(end);
    }
  }

  // What was taken out, until when, and until when perhaps: where nobody can tell whose end it was.
  struct Loan {
    const Entry* out;
    TimeNs end, perhaps_end;

    TimeNs time() const { return out->time; }
  };
  // Taken out after `from`, and no later than `until`.
  std::span<const Loan> loans_between(TimeNs from, TimeNs until) const {
    const auto begin = std::ranges::upper_bound(loans_, from, {}, &Loan::time);
    return {begin, std::ranges::upper_bound(begin, loans_.end(), until, {}, &Loan::time)};
  }
  // When whatever is out was ended, from that time on; never, where nothing tells.
  TimeNs first_end_of_all(TimeNs from) const {
    return std::min(first_from(all_, from), first_from(rotated_, from));
  }

 private:
  void sort_ends() {
    for (const Entry* out : outs_) first_out_.try_emplace(holder_of(*out), out->time);
    for (const Entry* in : ins_) {
      switch (what_ends(*in)) {
        case Ends::kAll:
          (in->action == CheckOutAction::kRotated ? rotated_ : all_).push_back(in->time);
          break;
        case Ends::kPerhapsAll:
          perhaps_.push_back(in->time);
          break;
        case Ends::kOwn:
          own_[holder_of(*in)].push_back(in->time);
          break;
      }
    }
  }
  // What is given back and taken out in one second may be the loan before, where one was out, and a
  // password may be changed before it is given: then nobody knows whether this one went on.
  Loan loan_of(const Entry& out) const {
    const Holder holder = holder_of(out);
    const auto own = own_.find(holder);
    const auto ended = ended_of_.find(holder);
    const bool renews = ended != ended_of_.end() && ended->second.contains(out.time);
    const End ends[] = {first_end(all_, out.time, ended_.contains(out.time)),
                        first_end(rotated_, out.time, true),
                        own == own_.end() ? End() : first_end(own->second, out.time, renews)};
    const bool doubtful = std::ranges::any_of(ends, &End::doubtful);
    return {&out, std::ranges::min(ends, {}, &End::time).time,
            doubtful ? out.time : first_from(perhaps_, out.time)};
  }
  // The first of these ends from `begin` on. One of that very second counts, but where it may be
  // another loan's: then the next one, and it is doubtful.
  struct End {
    TimeNs time = std::numeric_limits<TimeNs>::max();
    bool doubtful = false;
  };
  static End first_end(const std::vector<TimeNs>& times, TimeNs begin, bool may_be_anothers) {
    const TimeNs first = first_from(times, begin);
    if (first != begin || !may_be_anothers) return {first, false};
    return {first_from(times, begin + 1), true};
  }
  Ends what_ends(const Entry& in) const {
    if (in.action == CheckOutAction::kRotated) return Ends::kAll;
    if (in.action == CheckOutAction::kOther) return Ends::kPerhapsAll;
    const auto own = first_out_.find(holder_of(in));
    if (own != first_out_.end() && own->second <= in.time) return Ends::kOwn;
    const bool by_itself = !in.person && !is_somebodys(in.written);
    return by_itself ? Ends::kAll : Ends::kPerhapsAll;
  }
  static TimeNs first_from(const std::vector<TimeNs>& times, TimeNs time) {
    const auto first = std::ranges::lower_bound(times, time);
    return first == times.end() ? std::numeric_limits<TimeNs>::max() : *first;
  }

  // Whose a move is: a person, or a name of which no person is known.
  struct Holder {
    std::optional<PersonKey> person;
    std::string_view written;
    friend bool operator==(const Holder&, const Holder&) = default;
  };
  struct KeyedHolderHash {
    std::size_t operator()(const Holder& holder) const {
      return holder.person ? PersonKeyHash{}(*holder.person) : KeyedHash{}(holder.written);
    }
  };
  static Holder holder_of(const Entry& entry) { return {entry.person, entry.written}; }

  std::string account_;
  std::uint64_t changes_, evicted_;
  std::vector<const Entry*> outs_, ins_;
  std::vector<Loan> loans_;
  std::unordered_map<Holder, TimeNs, KeyedHolderHash> first_out_;
  std::vector<TimeNs> all_, rotated_, perhaps_;  // by time
  std::unordered_map<Holder, std::vector<TimeNs>, KeyedHolderHash> own_;
  // When loans ended that were longer than a moment.
  std::set<TimeNs> ended_;
  std::unordered_map<Holder, std::set<TimeNs>, KeyedHolderHash> ended_of_;
};

const CheckOuts::Moves& CheckOuts::moves_of(std::string_view account) const {
  if (moves_ && moves_->are(account, changes_, ledger_.evicted())) return *moves_;
  auto moves = std::make_shared<Moves>(account, changes_, ledger_.evicted());
  ledger_.each(account, 0, [&](const Entry& entry) { moves->add(entry); });
  moves->sort();
  moves_ = std::move(moves);
  return *moves_;
}

std::vector<CheckOuts::Holders> CheckOuts::holders(std::string_view account,
                                                   std::span<const TimeNs> times) const {
  const Moves& moves = moves_of(account);
  const auto [first, latest] = std::ranges::minmax(times);
  std::vector<Holders> all(times.size());
  for (const Moves::Loan& loan : moves.loans_between(first - longest_, latest)) {
    // The moment of the check-in still belongs to the loan: logs write no more than seconds.
    const TimeNs last = std::min(loan.time() + longest_ - 1, loan.end);
    for (std::size_t i = 0; i < times.size(); ++i) {
      if (loan.time() > times[i] || times[i] > last) continue;
      all[i].add(*loan.out);
      all[i].others = all[i].others || loan.perhaps_end < times[i];
    }
  }
  // Somebody may hold it whose check-out was forgotten.
  for (std::size_t i = 0; i < times.size(); ++i) {
    const bool forgotten = times[i] - longest_ < ledger_.forgotten_until(account);
    all[i].others = all[i].others || (!all[i].people.empty() && forgotten);
  }
  return all;
}

CheckOuts::Holders CheckOuts::holders(std::string_view account, TimeNs time) const {
  return std::move(holders(account, std::span(&time, 1)).front());
}

CheckOuts::Holders CheckOuts::takers(std::string_view account, TimeNs from, TimeNs until) const {
  Holders takers;
  for (const Moves::Loan& loan : moves_of(account).loans_between(from, until))
    takers.add(*loan.out);
  return takers;
}

CheckOuts::Holders CheckOuts::givers(std::string_view account, TimeNs from, TimeNs until) const {
  Holders givers;
  for (const Moves::Loan& loan : moves_of(account).loans_between(from - longest_, until)) {
    const TimeNs end = std::min({loan.time() + longest_, loan.end, loan.perhaps_end});
    if (end > from && end <= until) givers.add(*loan.out);
  }
  return givers;
}

bool CheckOuts::ended_by_nobody(std::string_view account, TimeNs out, TimeNs until) const {
  // Of the same second the vault may have given it out again.
  return moves_of(account).first_end_of_all(out + 1) < until;
}

}  // namespace aobo
