// EvidenceStore: what records taught that others can be held against, those that come later and
// those that came before. Bounded in number and age: each kind holds so many entries, the oldest
// goes first and is counted. People are kept by tenant and object id, so that a directory reload
// changes nothing here.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "plugin/base/archive.h"
#include "plugin/base/guid.h"
#include "plugin/base/ip.h"
#include "plugin/base/text.h"
#include "plugin/base/time.h"
#include "plugin/directory/directory.h"
#include "plugin/identity/options.h"

namespace aobo {

struct PersonKey {
  Guid tenant;
  Guid object;
  friend bool operator==(const PersonKey&, const PersonKey&) = default;
};

template <class Archive>
void serialize(Archive& archive, PersonKey& key) {
  archive(key.tenant, key.object);
}

// What a piece of evidence is about, as a number: a record that asks about it and a record that
// teaches it meet by it.
enum class Topic : std::uint8_t {
  kSignIn,
  kSession,
  kPuid,
  kUpn,
  kAddress,
  kPartnerCenter,
  kCheckOut,
  kMembership
};
using TopicId = std::uint64_t;
TopicId topic(Topic kind, const Guid& id);
TopicId topic(Topic kind, std::uint64_t number);
TopicId topic(Topic kind, std::string_view text);  // in any case
TopicId topic(Topic kind, const Ip& ip);
TopicId partner_center_topic(const Guid& customer, std::string_view operation);

// A map of at most so many keys; the key that came first goes first.
template <typename Key, typename Value, typename Hash = std::hash<Key>,
          typename Equal = std::equal_to<Key>>
class BoundedMap {
 public:
  BoundedMap(std::size_t most, std::uint64_t& evicted) : most_(most), evicted_(evicted) {}

  template <typename Like>
  Value& at(const Like& key, TimeNs time = 0) {
    if (const auto known = values_.find(key); known != values_.end()) return known->second;
    return insert(Key(key), time);
  }
  // Drops the keys that came first and whose first time lies before.
  void forget_before(TimeNs time) {
    while (!order_.empty() && order_.front().second < time) drop_first();
  }
  void save(Writer& writer) const {
    writer(order_);
    for (const auto& [key, time] : order_) writer(values_.find(key)->second);
  }
  void load(Reader& reader) {
    reader(order_);
    values_.clear();
    for (const auto& [key, time] : order_) reader(values_[key]);
  }
  template <typename Like>
  const Value* find(const Like& key) const {
    const auto found = values_.find(key);
    return found == values_.end() ? nullptr : &found->second;
  }
  std::size_t size() const { return values_.size(); }

 private:
  Value& insert(Key key, TimeNs time) {
    Value& value = values_[key];
    order_.emplace_back(std::move(key), time);
    while (values_.size() > most_) drop_first();
    return value;
  }
  void drop_first() {
    values_.erase(order_.front().first);
    order_.pop_front();
    ++evicted_;
  }

  std::size_t most_;
  std::uint64_t& evicted_;
  std::unordered_map<Key, Value, Hash, Equal> values_;
  std::deque<std::pair<Key, TimeNs>> order_;
};

class EvidenceStore {
 public:
  explicit EvidenceStore(const IdentityOptions& options);

  // ---- learning
  // A sign-in by its request id, which is also that of the tokens it made.
  void learn_sign_in(const Guid& request, PersonKey person, bool exact, TimeNs time);
  void learn_session(const Guid& session, const Guid& tenant, PersonKey person, TimeNs time);
  void learn_puid(std::uint64_t puid, PersonKey person);
  void learn_former_upn(std::string_view upn, PersonKey person,
                        TimeNs until);  // renamed at that time
  void learn_address(const Ip& ip, PersonKey person, TimeNs time);
  void learn_partner_center(const Guid& customer, std::string_view operation,
                            std::string_view target, PersonKey person, TimeNs time);
  void check_out(std::string_view account, PersonKey person, TimeNs time);
  void check_in(std::string_view account, PersonKey person, TimeNs time);
  void learn_membership(const Guid& group, PersonKey person, TimeNs time, bool added);

  // ---- asking; each answer lists distinct people
  std::vector<PersonKey> by_request(const Guid& request) const;  // exactly known people only
  std::vector<PersonKey> by_token(const Guid& request) const;
  std::vector<PersonKey> by_session(const Guid& session, const std::optional<Guid>& tenant) const;
  std::vector<PersonKey> by_puid(std::uint64_t puid) const;
  std::vector<PersonKey> by_former_upn(std::string_view upn, TimeNs time) const;
  // The one person who ever signed in from it, where that was within the window before: who comes
  // there later is no hint.
  std::vector<PersonKey> by_address(const Ip& ip, TimeNs time) const;
  std::vector<PersonKey> by_partner_center(const Guid& customer, std::string_view operation,
                                           std::string_view target, TimeNs time) const;
  std::vector<PersonKey> holders(std::string_view account, TimeNs time) const;
  // Whether the logs say that the person was in the group then; nothing where they say nothing.
  std::optional<bool> membership(const Guid& group, PersonKey person, TimeNs time) const;
  std::vector<PersonKey> learned_members(const Guid& group) const;

  // What was learned since the last call, and was not known before.
  std::vector<TopicId> take_learned() { return std::exchange(learned_, {}); }
  // Sign-ins and sessions from before are of no use any more; what is kept per account, customer or
  // group stays.
  void forget_before(TimeNs time);

  void save(Writer& writer) const;
  void load(Reader& reader);

  std::uint64_t evicted() const { return evicted_; }
  std::size_t size() const;

 private:
  struct SignInOf {
    PersonKey person;
    bool exact;
    friend bool operator==(const SignInOf&, const SignInOf&) = default;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(person, exact);
    }
  };
  struct SessionUse {
    Guid tenant;
    PersonKey person;
    friend bool operator==(const SessionUse&, const SessionUse&) = default;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(tenant, person);
    }
  };
  struct Seen {
    PersonKey person;
    TimeNs time;
    friend bool operator==(const Seen&, const Seen&) = default;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(person, time);
    }
  };
  struct PartnerCenterAction {
    std::string operation;
    std::string target;
    PersonKey person;
    TimeNs time;
    friend bool operator==(const PartnerCenterAction&, const PartnerCenterAction&) = default;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(operation, target, person, time);
    }
  };
  // Both kept as they were seen: a check-in may be read before its check-out.
  struct VaultUse {
    std::deque<Seen> out;
    std::deque<Seen> in;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(out, in);
    }
  };
  struct MembershipChange {
    PersonKey person;
    TimeNs time;
    bool added;
    friend bool operator==(const MembershipChange&, const MembershipChange&) = default;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(person, time, added);
    }
  };

  // What is known already (a record delivered twice) is not kept twice, and teaches nothing.
  template <typename Entries, typename Entry>
  void append(Entries& entries, Entry entry, TopicId about);

  IdentityOptions options_;
  std::vector<TopicId> learned_;
  std::uint64_t evicted_ = 0;
  BoundedMap<Guid, std::vector<SignInOf>, GuidHash> sign_ins_;
  BoundedMap<Guid, std::vector<SessionUse>, GuidHash> sessions_;
  BoundedMap<std::uint64_t, std::vector<PersonKey>> puids_;
  BoundedMap<std::string, std::vector<Seen>, FoldedHash, FoldedEqual> former_upns_;
  BoundedMap<Ip, std::vector<Seen>, IpHash> addresses_;
  BoundedMap<Guid, std::deque<PartnerCenterAction>, GuidHash> partner_center_;
  BoundedMap<std::string, VaultUse, FoldedHash, FoldedEqual> check_outs_;
  BoundedMap<Guid, std::vector<MembershipChange>, GuidHash> memberships_;
};

}  // namespace aobo
