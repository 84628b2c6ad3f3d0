// Applications by their service principals: which application id is behind an object id in a
// tenant, and which tenant owns it. The application's own sign-ins show all; many records of what
// it does show only the principal.
#pragma once

#include <optional>

#include "plugin/identity/evidence/ledger.h"
#include "plugin/identity/evidence/lesson.h"

namespace aobo {

class Applications : public KeepAll {
 public:
  static constexpr std::string_view kName = "application";
  struct Entry {
    Guid tenant;
    Guid app;
    std::optional<Guid> owner;
    friend bool operator==(const Entry&, const Entry&) = default;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(tenant, app, owner);
    }
  };
  struct Known {
    std::optional<Guid> app, owner;
  };

  explicit Applications(const IdentityOptions& options)
      : ledger_(options.evidence(), limits::kEntriesPerKey) {}

  template <typename Visit>
  static void lessons(const Record& record, const Lesson& lesson, Visit visit) {
    const auto app = parse_id(record.app_id);
    if (record.family->sort != Sort::kSignIn || record.outcome != Outcome::kSuccess ||
        !acts_as_application(record) || !lesson.tenant || !record.actor.object || !app)
      return;
    visit(*record.actor.object, Entry{*lesson.tenant, *app, record.actor.app_owner});
  }
  template <typename Visit>
  static void topics(const Guid& principal, const Entry&, Visit visit) {
    visit(topic(kName, principal));
  }
  static void questions(const Record& record, const Lesson&, const IdentityOptions&,
                        std::vector<TopicId>& topics) {
    const bool complete = parse_id(record.app_id) && record.actor.app_owner;
    if (acts_as_application(record) && record.actor.object && !complete)
      topics.push_back(aobo::topic(kName, *record.actor.object));
  }

  // The application of a service principal in a tenant, and its owner. Nothing where records
  // contradict each other.
  Known known(const Guid& tenant, const Guid& principal, RecordNumber asking) const;

  auto& ledger() { return ledger_; }
  const auto& ledger() const { return ledger_; }
  void forget_before(TimeNs) {}

 private:
  Ledger<Guid, Entry> ledger_;
};

}  // namespace aobo
