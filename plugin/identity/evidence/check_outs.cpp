#include "plugin/identity/evidence/check_outs.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <unordered_map>
#include <utility>

#include "plugin/base/distinct.h"

namespace aobo {
namespace {

using Entry = CheckOuts::Entry;

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
Holder holder_of(const Entry& entry) { return {entry.person, entry.written}; }

// What a check-in ends. One by whoever has the account out ends that; one that the vault makes by
// itself, or without a person, ends whatever is out, and so does another password, whoever set it.
// One by a person who has nothing out may be the vault's own, the end of a loan that nobody saw
// begin, or of somebody else's whom he relieved of it; so may what the vault calls by a word that
// nobody knows.
enum class Ends : std::uint8_t { kOwn, kAll, kPerhapsAll };

// The moves of one account, in the order of their times.
class Moves {
 public:
  // All of them, and then sort().
  void add(const Entry& entry) {
    (entry.action == CheckOutAction::kOut ? outs_ : ins_).push_back(&entry);
  }

  void sort() {
    std::ranges::sort(outs_, {}, &Entry::time);
    std::ranges::sort(ins_, {}, &Entry::time);
    if (ins_.empty()) return;
    for (const Entry* out : outs_) first_out_.try_emplace(holder_of(*out), out->time);
    for (const Entry* in : ins_) {
      switch (what_ends(*in)) {
        case Ends::kAll:
          all_.push_back(in->time);
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

  const std::vector<const Entry*>& outs() const { return outs_; }
  // When the loan was ended; never, where nothing tells.
  TimeNs end_of(const Entry& out) const {
    TimeNs end = first_from(all_, out.time);
    if (const auto own = own_.find(holder_of(out)); own != own_.end())
      end = std::min(end, first_from(own->second, out.time));
    return end;
  }
  // When it may have been ended, by what nobody can tell whose end it was.
  TimeNs perhaps_end_of(const Entry& out) const { return first_from(perhaps_, out.time); }

 private:
  Ends what_ends(const Entry& in) const {
    if (in.action == CheckOutAction::kRotated) return Ends::kAll;
    if (in.action == CheckOutAction::kOther) return Ends::kPerhapsAll;
    const auto own = first_out_.find(holder_of(in));
    if (own != first_out_.end() && own->second <= in.time) return Ends::kOwn;
    const bool by_itself = !in.person && in.written.find('@') == std::string::npos;
    return by_itself ? Ends::kAll : Ends::kPerhapsAll;
  }
  static TimeNs first_from(const std::vector<TimeNs>& times, TimeNs time) {
    const auto first = std::ranges::lower_bound(times, time);
    return first == times.end() ? std::numeric_limits<TimeNs>::max() : *first;
  }

  std::vector<const Entry*> outs_, ins_;
  std::unordered_map<Holder, TimeNs, KeyedHolderHash> first_out_;
  std::vector<TimeNs> all_, perhaps_;  // by time
  std::unordered_map<Holder, std::vector<TimeNs>, KeyedHolderHash> own_;
};

}  // namespace

std::vector<CheckOuts::Holders> CheckOuts::holders(std::string_view account,
                                                   std::span<const TimeNs> times) const {
  const auto [first, latest] = std::ranges::minmax(times);
  Moves moves;
  ledger_.each(account, 0, [&, first = first, latest = latest](const Entry& entry) {
    // No other end decides whether a loan that may last until then does.
    const bool matters = entry.time > first - longest_ && entry.time < latest;
    if (entry.action == CheckOutAction::kOut || matters) moves.add(entry);
  });
  moves.sort();
  std::vector<Holders> all(times.size());
  for (const Entry* out : moves.outs()) {
    // The moment of the check-in still belongs to the loan: logs write no more than seconds.
    const TimeNs last = std::min(out->time + longest_ - 1, moves.end_of(*out));
    const TimeNs perhaps_last = moves.perhaps_end_of(*out);
    for (std::size_t i = 0; i < times.size(); ++i) {
      if (out->time > times[i] || times[i] > last) continue;
      all[i].others = all[i].others || perhaps_last < times[i] || !out->person;
      if (out->person) add_once(all[i].people, *out->person);
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
  ledger_.each(account, 0, [&](const Entry& entry) {
    if (entry.action != CheckOutAction::kOut || entry.time <= from || entry.time > until) return;
    takers.others = takers.others || !entry.person;
    if (entry.person) add_once(takers.people, *entry.person);
  });
  return takers;
}

bool CheckOuts::ended_by_nobody(std::string_view account, const PersonKey& person, TimeNs out,
                                TimeNs until) const {
  Moves moves;
  ledger_.each(account, 0, [&](const Entry& entry) {
    const bool by_nobody = !entry.person || entry.action == CheckOutAction::kRotated;
    if (entry.action == CheckOutAction::kOut || by_nobody) moves.add(entry);
  });
  moves.sort();
  // Of the same second the vault may have given it out again.
  const Entry after{person, {}, out + 1, CheckOutAction::kOut};
  return moves.end_of(after) < until;
}

}  // namespace aobo
