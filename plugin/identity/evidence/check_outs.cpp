#include "plugin/identity/evidence/check_outs.h"

#include <algorithm>
#include <cstdint>

#include "plugin/base/distinct.h"

namespace aobo {
namespace {

using Entry = CheckOuts::Entry;

bool same_holder(const Entry& one, const Entry& other) {
  return one.person == other.person && one.written == other.written;
}

enum class Ends : std::uint8_t { kNo, kPerhaps, kYes };

// A check-in ends its own holder's loan. One that the vault makes by itself, or without a person,
// ends whatever is out, and so does another password, whoever set it. One by a person who has
// nothing out may be the vault's own, the end of a loan that nobody saw begin, or of somebody
// else's whom he relieved of it; so may what the vault calls by a word that nobody knows.
Ends ends(const Entry& in, const Entry& out, const std::vector<Entry>& outs) {
  if (in.time < out.time) return Ends::kNo;
  if (in.action == CheckOutAction::kRotated) return Ends::kYes;
  if (in.action == CheckOutAction::kOther) return Ends::kPerhaps;
  if (same_holder(in, out)) return Ends::kYes;
  const bool has_own = std::ranges::any_of(
      outs, [&](const Entry& one) { return one.time <= in.time && same_holder(in, one); });
  if (has_own) return Ends::kNo;
  if (in.person) return Ends::kPerhaps;
  return in.written.find('@') == std::string::npos ? Ends::kYes : Ends::kPerhaps;
}

}  // namespace

CheckOuts::Moves CheckOuts::moves(std::string_view account, RecordNumber asking) const {
  Moves moves;
  ledger_.each(account, asking, [&](const Entry& entry) {
    (entry.action == CheckOutAction::kOut ? moves.outs : moves.ins).push_back(entry);
  });
  return moves;
}

CheckOuts::Holders CheckOuts::holders(std::string_view account, TimeNs time,
                                      RecordNumber asking) const {
  const auto [outs, ins] = moves(account, asking);
  Holders holders;
  for (const Entry& out : outs) {
    if (out.time > time) continue;
    // The moment of the check-in still belongs to the loan: logs write no more than seconds.
    TimeNs last = out.time + longest_ - 1;
    bool perhaps = false;
    for (const Entry& in : ins) {
      const Ends how = ends(in, out, outs);
      if (how == Ends::kYes) last = std::min(last, in.time);
      perhaps = perhaps || (how == Ends::kPerhaps && in.time < time);
    }
    if (time > last) continue;
    holders.others = holders.others || perhaps;
    if (out.person) {
      add_once(holders.people, *out.person);
    } else {
      holders.others = true;
    }
  }
  return holders;
}

bool CheckOuts::ended_by_nobody(std::string_view account, const PersonKey& person, TimeNs out,
                                TimeNs until) const {
  const Moves all = moves(account, 0);
  const Entry loan{person, {}, out, CheckOutAction::kOut};
  return std::ranges::any_of(all.ins, [&](const Entry& in) {
    // Of the same second the vault may have given it out again.
    const bool within = out < in.time && in.time < until;
    const bool by_nobody = !in.person || in.action == CheckOutAction::kRotated;
    return within && by_nobody && ends(in, loan, all.outs) == Ends::kYes;
  });
}

}  // namespace aobo
