#include "plugin/identity/evidence.h"

#include <algorithm>

#include "plugin/base/distinct.h"
#include "plugin/base/text.h"

namespace aobo {
namespace {

// Entries under one key. Past it the oldest goes; a key with so many people names nobody in any
// case.
constexpr std::size_t kPerKey = 256;

std::uint64_t mixed(Topic kind, std::uint64_t hash) {
  std::uint64_t id = hash + 0x9E3779B97F4A7C15ULL * (static_cast<std::uint64_t>(kind) + 1);
  id = (id ^ (id >> 30)) * 0xBF58476D1CE4E5B9ULL;
  return id ^ (id >> 27);
}

std::vector<PersonKey> copy_of(const std::vector<PersonKey>* people) {
  return people == nullptr ? std::vector<PersonKey>() : *people;
}

}  // namespace

TopicId topic(Topic kind, const Guid& id) { return mixed(kind, GuidHash{}(id)); }
TopicId topic(Topic kind, std::uint64_t number) { return mixed(kind, number); }
TopicId topic(Topic kind, std::string_view text) { return mixed(kind, FoldedHash{}(text)); }
TopicId topic(Topic kind, const Ip& ip) { return mixed(kind, IpHash{}(ip)); }
TopicId partner_center_topic(const Guid& customer, std::string_view operation) {
  return mixed(Topic::kPartnerCenter, GuidHash{}(customer) ^ FoldedHash{}(operation));
}

template <typename Entries, typename Entry>
void EvidenceStore::append(Entries& entries, Entry entry, TopicId about) {
  if (std::find(entries.begin(), entries.end(), entry) != entries.end()) return;
  if (entries.size() == kPerKey) {
    entries.erase(entries.begin());
    ++evicted_;
  }
  entries.push_back(std::move(entry));
  learned_.push_back(about);
}

EvidenceStore::EvidenceStore(const IdentityOptions& options)
    : options_(options),
      sign_ins_(options.evidence_entries, evicted_),
      sessions_(options.evidence_entries, evicted_),
      puids_(options.evidence_entries, evicted_),
      former_upns_(options.evidence_entries, evicted_),
      addresses_(options.evidence_entries, evicted_),
      partner_center_(options.evidence_entries, evicted_),
      check_outs_(options.evidence_entries, evicted_),
      memberships_(options.evidence_entries, evicted_) {}

void EvidenceStore::learn_sign_in(const Guid& request, PersonKey person, bool exact, TimeNs time) {
  std::vector<SignInOf>& sign_ins = sign_ins_.at(request, time);
  for (SignInOf& known : sign_ins) {
    if (known.person != person) continue;
    if (exact && !known.exact) learned_.push_back(topic(Topic::kSignIn, request));
    known.exact = known.exact || exact;
    return;
  }
  if (sign_ins.size() < kPerKey)
    append(sign_ins, SignInOf{person, exact}, topic(Topic::kSignIn, request));
}

void EvidenceStore::learn_session(const Guid& session, const Guid& tenant, PersonKey person,
                                  TimeNs time) {
  append(sessions_.at(session, time), SessionUse{tenant, person}, topic(Topic::kSession, session));
}

void EvidenceStore::learn_puid(std::uint64_t puid, PersonKey person) {
  append(puids_.at(puid), person, topic(Topic::kPuid, puid));
}

void EvidenceStore::learn_former_upn(std::string_view upn, PersonKey person, TimeNs until) {
  append(former_upns_.at(upn), Seen{person, until}, topic(Topic::kUpn, upn));
}

// An address of two people names neither, ever: nothing more is kept of it than that there are two.
// Of one person's own address the times are kept, for they may come in any order.
void EvidenceStore::learn_address(const Ip& ip, PersonKey person, TimeNs time) {
  std::vector<Seen>& seen = addresses_.at(ip);
  const bool shared = !seen.empty() && seen.front().person != seen.back().person;
  if (shared) return;
  if (!seen.empty() && seen.front().person != person) seen.resize(1);
  append(seen, Seen{person, time}, topic(Topic::kAddress, ip));
}

void EvidenceStore::learn_partner_center(const Guid& customer, std::string_view operation,
                                         std::string_view target, PersonKey person, TimeNs time) {
  append(partner_center_.at(customer, time),
         PartnerCenterAction{std::string(operation), lower(target), person, time},
         partner_center_topic(customer, operation));
}

void EvidenceStore::check_out(std::string_view account, PersonKey person, TimeNs time) {
  append(check_outs_.at(account, time).out, Seen{person, time}, topic(Topic::kCheckOut, account));
}

void EvidenceStore::check_in(std::string_view account, PersonKey person, TimeNs time) {
  append(check_outs_.at(account, time).in, Seen{person, time}, topic(Topic::kCheckOut, account));
}

void EvidenceStore::learn_membership(const Guid& group, PersonKey person, TimeNs time, bool added) {
  append(memberships_.at(group), MembershipChange{person, time, added},
         topic(Topic::kMembership, group));
}

void EvidenceStore::forget_before(TimeNs time) {
  sign_ins_.forget_before(time);
  sessions_.forget_before(time);
}

void EvidenceStore::save(Writer& writer) const {
  writer(evicted_);
  sign_ins_.save(writer);
  sessions_.save(writer);
  puids_.save(writer);
  former_upns_.save(writer);
  addresses_.save(writer);
  partner_center_.save(writer);
  check_outs_.save(writer);
  memberships_.save(writer);
}

void EvidenceStore::load(Reader& reader) {
  reader(evicted_);
  sign_ins_.load(reader);
  sessions_.load(reader);
  puids_.load(reader);
  former_upns_.load(reader);
  addresses_.load(reader);
  partner_center_.load(reader);
  check_outs_.load(reader);
  memberships_.load(reader);
}

std::vector<PersonKey> EvidenceStore::by_request(const Guid& request) const {
  std::vector<PersonKey> people;
  const auto* sign_ins = sign_ins_.find(request);
  if (sign_ins == nullptr) return people;
  for (const SignInOf& known : *sign_ins) {
    if (known.exact) people.push_back(known.person);
  }
  return people;
}

std::vector<PersonKey> EvidenceStore::by_token(const Guid& request) const {
  std::vector<PersonKey> people;
  const auto* sign_ins = sign_ins_.find(request);
  if (sign_ins == nullptr) return people;
  for (const SignInOf& known : *sign_ins) people.push_back(known.person);
  return people;
}

std::vector<PersonKey> EvidenceStore::by_session(const Guid& session,
                                                 const std::optional<Guid>& tenant) const {
  std::vector<PersonKey> people;
  const auto* uses = sessions_.find(session);
  if (uses == nullptr) return people;
  for (const SessionUse& use : *uses) {
    if (options_.session_across_tenants || use.tenant == tenant) add_once(people, use.person);
  }
  return people;
}

std::vector<PersonKey> EvidenceStore::by_puid(std::uint64_t puid) const {
  return copy_of(puids_.find(puid));
}

// Whoever was the next to give the name up.
std::vector<PersonKey> EvidenceStore::by_former_upn(std::string_view upn, TimeNs time) const {
  const auto* renamed = former_upns_.find(upn);
  if (renamed == nullptr) return {};
  const Seen* next = nullptr;
  for (const Seen& entry : *renamed) {
    if (time < entry.time && (next == nullptr || entry.time < next->time)) next = &entry;
  }
  return next == nullptr ? std::vector<PersonKey>() : std::vector<PersonKey>{next->person};
}

std::vector<PersonKey> EvidenceStore::by_address(const Ip& ip, TimeNs time) const {
  std::vector<PersonKey> people;
  const auto* seen = addresses_.find(ip);
  if (seen == nullptr || seen->front().person != seen->back().person) return people;
  for (const Seen& entry : *seen) {
    if (entry.time <= time && time <= entry.time + options_.address_window)
      add_once(people, entry.person);
  }
  return people;
}

std::vector<PersonKey> EvidenceStore::by_partner_center(const Guid& customer,
                                                        std::string_view operation,
                                                        std::string_view target,
                                                        TimeNs time) const {
  std::vector<PersonKey> people;
  const auto* actions = partner_center_.find(customer);
  if (actions == nullptr) return people;
  const std::string wanted = lower(target);
  for (const PartnerCenterAction& action : *actions) {
    const bool near = std::abs(action.time - time) <= options_.partner_center_window;
    const bool same_target = wanted.empty() || action.target.empty() || action.target == wanted;
    if (near && same_target && action.operation == operation) add_once(people, action.person);
  }
  return people;
}

std::vector<PersonKey> EvidenceStore::holders(std::string_view account, TimeNs time) const {
  std::vector<PersonKey> people;
  const VaultUse* use = check_outs_.find(account);
  if (use == nullptr) return people;
  for (const Seen& out : use->out) {
    if (out.time > time) continue;
    // The moment of the check-in still belongs to the loan: logs write no more than seconds.
    TimeNs last = out.time + options_.check_out_max - 1;
    for (const Seen& in : use->in) {
      if (in.person == out.person && in.time >= out.time) last = std::min(last, in.time);
    }
    if (time <= last) add_once(people, out.person);
  }
  return people;
}

// The last change before decides; where there is none, the first change after says what was before
// it.
std::optional<bool> EvidenceStore::membership(const Guid& group, PersonKey person,
                                              TimeNs time) const {
  const auto* changes = memberships_.find(group);
  if (changes == nullptr) return std::nullopt;
  const MembershipChange* before = nullptr;
  const MembershipChange* after = nullptr;
  for (const MembershipChange& change : *changes) {
    if (change.person != person) continue;
    if (change.time <= time && (before == nullptr || change.time >= before->time)) before = &change;
    if (change.time > time && (after == nullptr || change.time < after->time)) after = &change;
  }
  if (before != nullptr) return before->added;
  return after != nullptr ? std::optional(!after->added) : std::nullopt;
}

std::vector<PersonKey> EvidenceStore::learned_members(const Guid& group) const {
  std::vector<PersonKey> people;
  const auto* changes = memberships_.find(group);
  if (changes == nullptr) return people;
  for (const MembershipChange& change : *changes) add_once(people, change.person);
  return people;
}

std::size_t EvidenceStore::size() const {
  return sign_ins_.size() + sessions_.size() + puids_.size() + former_upns_.size() +
         addresses_.size() + partner_center_.size() + check_outs_.size() + memberships_.size();
}

}  // namespace aobo
