// user_created_and_privileged: a user was created and within the span given a privileged role.
// created_and_deleted: a user was created and within the span deleted again. Both are of one tenant
// and one user, by object id or, where a log gives none, by UPN. The unified log tells the same
// things again; each is said once.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "plugin/base/bounded.h"
#include "plugin/base/quotes.h"
#include "plugin/base/span_words.h"
#include "plugin/base/text.h"
#include "plugin/behaviour/derived.h"

namespace aobo::watch {
namespace {

// Role templates that can take over a tenant, and those that lead to them (ids: the Entra page
// "permissions-reference").
constexpr Guid kPrivileged[] = {
    {0x62e9039469f54237, 0x9190012177145e10},  // Global Administrator
    {0xe8611ab8c18946e8, 0x94e160213ab1f814},  // Privileged Role Administrator
    {0x7be44c8aadaf4e2a, 0x84d6ab2649e08a13},  // Privileged Authentication Administrator
    {0x9b895d922cd344c7, 0x9d02a6ac2d5ea5c3},  // Application Administrator
    {0x158c047ac9074556, 0xb7ef446551a6b5f7},  // Cloud Application Administrator
    {0x194ae4cbb12640b2, 0xbd5b6091b380977d},  // Security Administrator
    {0xfe930be75e6247db, 0x91af98c3a49a38b1},  // User Administrator
    {0x29232cdf932342fd, 0xade21d097af3e4de},  // Exchange Administrator
};
constexpr std::string_view kPrivilegedNames[] = {
    "global administrator",          "company administrator",
    "privileged role administrator", "privileged authentication administrator",
    "application administrator",     "cloud application administrator",
    "security administrator",        "user administrator",
    "exchange administrator"};

bool gives_privilege(const Record& record) {
  const bool assigns = record.operation.starts_with("add member to role") ||
                       record.operation.starts_with("add eligible member to role");
  if (!assigns) return false;
  if (const auto role = parse_id(record.role_id)) {
    if (std::ranges::find(kPrivileged, *role) != std::end(kPrivileged)) return true;
  }
  for (const Change& change : record.changes) {
    if (!equal_ignoring_case(change.name, "Role.DisplayName")) continue;
    for (const std::string_view name : kPrivilegedNames) {
      if (equal_ignoring_case(change.after, name)) return true;
    }
  }
  return false;
}

// The user that the record is about, by every name it gives.
std::vector<std::string> users_of(const Case& the_case) {
  std::vector<std::string> keys;
  const Record& record = the_case.record();
  const std::string tenant = the_case.attribution.tenant->text() + "|";
  if (record.target_member) keys.push_back(tenant + record.target_member->text());
  if (const auto id = parse_id(record.target_id)) keys.push_back(tenant + id->text());
  if (record.target_name.find('@') != std::string_view::npos)
    keys.push_back(tenant + lower(record.target_name));
  return keys;
}

struct Created {
  TimeNs time = 0;
  std::string id;
  std::string user;
  template <class Archive>
  void serialize(Archive& archive) {
    archive(time, id, user);
  }
};

struct Sequel {
  TimeNs BehaviourOptions::*span;
  bool (*follows)(const Record&);
  std::string_view text;
};

constexpr std::array<Sequel, 2> kSequels = {{
    {&BehaviourOptions::privileged, gives_privilege, "given a privileged role"},
    {&BehaviourOptions::deleted,
     [](const Record& record) {
       return record.operation == "delete user" || record.operation == "hard delete user";
     },
     "deleted"},
}};

class NewUser : public Watcher {
 public:
  NewUser(const Sequel& sequel, const BehaviourOptions& options)
      : sequel_(sequel),
        span_(options.*sequel.span),
        created_(options.open_questions()),
        reported_(options.open_questions()) {}

  void observe(const Case& the_case, const History&, Outbox& outbox) override {
    if (!succeeded(the_case.record()) || !the_case.attribution.tenant ||
        !is_action(the_case.record()))
      return;
    const bool creates = the_case.record().operation == "add user" ||
                         the_case.record().operation == "create_customer_user";
    if (!creates && !sequel_.follows(the_case.record())) return;
    const std::vector<std::string> keys = users_of(the_case);
    if (creates) {
      for (const std::string& key : keys) {
        if (created_.find(key) == nullptr)
          created_.at(key) = {the_case.record().time, the_case.reference(),
                              std::string(the_case.record().target_name)};
      }
      return;
    }
    for (const std::string& key : keys) {
      const Created* created = created_.find(key);
      const bool within = created != nullptr && the_case.record().time >= created->time &&
                          the_case.record().time < created->time + span_;
      if (!within || was_reported(keys)) continue;
      for (const std::string& each : keys) reported_.at(each) = true;
      report(*created, the_case, outbox);
      return;
    }
  }

  bool holds_of_anybody() const override { return true; }
  std::uint64_t evicted() const override { return created_.evicted() + reported_.evicted(); }
  void save(Writer& writer) const override { writer(created_, reported_); }
  void load(Reader& reader) override { reader(created_, reported_); }

 private:
  bool was_reported(const std::vector<std::string>& keys) {
    return std::ranges::any_of(
        keys, [&](const std::string& key) { return reported_.find(key) != nullptr; });
  }

  void report(const Created& created, const Case& the_case, Outbox& outbox) const {
    Derived derived;
    derived.time = the_case.record().time;
    derived.basis = Basis::of(the_case);
    derived.ids = {created.id, derived.basis.id};
    derived.sentence = {
        fmt::format("The user {} of {} was created and {} later {} by ",
                    plain_or_in_quotes(created.user, 80), derived.basis.subject.tenant_name,
                    span_in_words(the_case.record().time - created.time), sequel_.text),
        "."};
    outbox.emit(std::move(derived));
  }

  const Sequel& sequel_;
  TimeNs span_;
  Bounded<std::string, Created> created_;
  Bounded<std::string, bool> reported_;
};

}  // namespace

std::unique_ptr<Watcher> user_created_and_privileged(const BehaviourOptions& options) {
  return std::make_unique<NewUser>(kSequels[0], options);
}
std::unique_ptr<Watcher> created_and_deleted(const BehaviourOptions& options) {
  return std::make_unique<NewUser>(kSequels[1], options);
}

}  // namespace aobo::watch
