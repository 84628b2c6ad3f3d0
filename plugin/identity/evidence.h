// Evidence: what records taught that others can be held against, those that come later and those
// that came before. Each kind is a file in evidence/, which needs no line of includes, and a row of
// the list below. Bounded in number and age. People are kept by tenant and object id, so that a
// directory reload changes nothing here.
#pragma once

#include <cstdint>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "plugin/base/archive.h"
#include "plugin/identity/evidence_files.h"
#include "plugin/identity/options.h"

namespace aobo {

// The kinds, one row each. The order is that of the state file.
using EvidenceKinds = std::tuple<SignIns,               //
                                 Sessions,              //
                                 Puids,                 //
                                 FormerUpns,            //
                                 Addresses,             //
                                 PartnerCenterActions,  //
                                 OpaqueDeeds,           //
                                 CheckOuts,             //
                                 Memberships,           //
                                 StatedHomes,           //
                                 Applications,          //
                                 ToolActions,           //
                                 TokenHomes,            //
                                 Namesakes,             //
                                 AccountSignIns,        //
                                 GuestHolders,          //
                                 RoleHolders,           //
                                 ChangeActors>;

class Evidence {
 public:
  explicit Evidence(const IdentityOptions& options)
      : Evidence(options, std::type_identity<EvidenceKinds>{}) {}
  Evidence(const Evidence&) = delete;
  Evidence& operator=(const Evidence&) = delete;

  // The answers of one kind.
  template <EvidenceKind Kind>
  const Kind& of() const {
    return std::get<Kind>(kinds_);
  }
  const IdentityOptions& options() const { return options_; }

  // What the record teaches; and of that what hangs on its answer, taken back.
  void teach(const Record& record, const Lesson& lesson, RecordNumber number);
  void take_back(const Record& record, const Lesson& lesson, RecordNumber number);
  // What could be told of the record.
  std::vector<TopicId> questions(const Record& record, const Lesson& lesson) const;
  // What the record teaches by its answer is about.
  std::vector<Affected> topics(const Record& record, const Lesson& lesson) const;

  // And what it teaches whatever the answer.
  std::vector<Affected> all_topics(const Record& record, const Lesson& lesson) const;

  // What has changed since the last call.
  std::vector<Affected> take_changed() { return std::exchange(changed_, {}); }
  // Of what the record teaches, that of which a later record may soon tell otherwise: another who
  // did the same at that moment, the end of a loan. Whoever asks about it too early hears of
  // whoever was told first.
  std::vector<Affected> unripe(const Record& record, const Lesson& lesson) const;
  // Sign-ins and sessions from before are of no use any more; what is kept per account, customer or
  // group stays.
  void forget_before(TimeNs time);

  void save(Writer& writer) const;
  void load(Reader& reader);

  std::uint64_t evicted() const;
  std::size_t size() const;

 private:
  template <EvidenceKind... Kinds>
  Evidence(const IdentityOptions& options, std::type_identity<std::tuple<Kinds...>>)
      : options_(options), kinds_((static_cast<void>(sizeof(Kinds)), options)...) {}

  template <typename Wanted>
  std::vector<Affected> topics_of(const Record& record, const Lesson& lesson, Wanted wanted) const;

  template <typename Visit>
  void each_kind(Visit visit) {
    std::apply([&](auto&... kind) { (visit(kind), ...); }, kinds_);
  }
  template <typename Visit>
  void each_kind(Visit visit) const {
    std::apply([&](const auto&... kind) { (visit(kind), ...); }, kinds_);
  }

  IdentityOptions options_;
  EvidenceKinds kinds_;
  std::vector<Affected> changed_;
};

}  // namespace aobo
