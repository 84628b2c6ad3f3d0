// Days at two customers of a partner, for stories: what was logged, in words, and what the stages
// made of it.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <deque>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "plugin/directory/builder.h"
#include "plugin/identity/subject.h"
#include "plugin/pipeline/stages.h"
#include "plugin/policy/loader.h"

namespace aobo::test {

inline constexpr Guid kAdatum{1, 1}, kContoso{2, 1}, kFabrikam{2, 2}, kElsewhere{2, 9};
inline constexpr Guid kAlice{3, 1}, kBob{3, 2}, kCarol{3, 3}, kStranger{3, 9};
inline constexpr Guid kAdmins{4, 1}, kHelpdesk{4, 2};
inline constexpr Guid kSubscription{6, 1}, kOtherSubscription{6, 2};
inline constexpr Guid kHelpdeskRole{0x729827e39c1449f7, 0xbb1b9608f156bbb8};
inline constexpr Guid kReader{0xacdd72a7338548ef, 0xbd42f606fba81ae7},
    kOwner{0x8e3af657a8ff443c, 0xa75c2fe8c4bcb635};
inline constexpr std::string_view kGlobalAdministrator = "62e90394-69f5-4237-9190-012177145e10";
inline constexpr std::string_view kAccount = "admin@fabrikam.example";
inline constexpr TimeNs kMin = 60 * kSecondNs, kHr = 60 * kMin;
inline constexpr TimeNs kMonday = 20'514 * kDayNs;  // 2026-03-02

class Days : public ::testing::Test {
 protected:
  Days() {
    behaviour_.gap_learning = 1000 * kDayNs;  // habits are told by the story that is about them
    fresh();
  }

  // Everything forgotten; the directory and the policy stay.
  void fresh() {
    stages_ = std::make_unique<Stages>(activity_, identity_, PermitOptions{}, behaviour_, memory_);
    now_ = 0;
    told_.clear();
  }
  // A new run that goes on where the one before stopped.
  void restart() {
    std::ostringstream out;
    Writer writer(out);
    stages_->save(writer);
    stages_ = std::make_unique<Stages>(activity_, identity_, PermitOptions{}, behaviour_, memory_);
    const std::string bytes = std::move(out).str();
    Reader reader(bytes);
    stages_->load(reader);
  }

  static std::shared_ptr<const Directory> people_and_customers() {
    DirectoryBuilder b;
    b.add_partner(kAdatum, "Adatum", PartnerKind::kDirect);
    const std::size_t adatum = b.partner(kAdatum);
    b.add_person(adatum, {kAlice, "alice@adatum.example", "Alice", {}, false});
    b.add_person(adatum, {kBob, "bob@adatum.example", "Bob", {}, false});
    b.add_person(adatum, {kCarol, "carol@adatum.example", "Carol", {0, kMonday}, false});
    for (const auto& [group, members] :
         {std::pair{kAdmins, std::vector{kAlice, kBob}}, {kHelpdesk, {kAlice}}}) {
      b.add_group(adatum, group, group == kAdmins ? "AdminAgents" : "Helpdesk");
      for (const Guid& member : members) b.add_member(group, member, {});
    }
    b.add_customer(kContoso, "Contoso");
    b.add_customer(kFabrikam, "Fabrikam");
    b.add_subscription(kSubscription, kFabrikam);
    Relationship gdap{"gdap-1",
                      RelationshipType::kGdap,
                      adatum,
                      kContoso,
                      "",
                      ExportedStatus::kActive,
                      {0, kMonday + 10 * kDayNs},
                      {kHelpdeskRole},
                      {},
                      false,
                      true};
    gdap.assignments.push_back({kHelpdesk, {kHelpdeskRole}});
    b.add_relationship(gdap);
    b.add_relationship({"gdap-2",
                        RelationshipType::kGdap,
                        adatum,
                        kFabrikam,
                        "",
                        ExportedStatus::kActive,
                        {},
                        {},
                        {},
                        false,
                        true});
    Relationship aobo{"aobo-1", RelationshipType::kAobo,
                      adatum,   kFabrikam,
                      "",       ExportedStatus::kActive,
                      {},       {},
                      {},       false};
    aobo.assignments.push_back({kAdmins, {}});
    b.add_relationship(aobo);
    b.add_shared_account({std::string(kAccount), kFabrikam, {}, "vault-fabrikam", adatum});
    return b.build();
  }

  // ---- records
  Record& record(TimeNs at, const Guid& tenant, std::string_view family,
                 std::string_view operation) {
    Record& r = records_.emplace_back();
    r.family = &family_named(family);
    r.time = kMonday + at;
    r.tenant = r.log_tenant = tenant;
    r.operation = r.operation_raw = operation;
    r.outcome = Outcome::kSuccess;
    r.actor.type = ActorType::kUser;
    return r;
  }
  std::string_view text(std::string value) { return texts_.emplace_back(std::move(value)); }
  Record& technician(Record& record, const Guid& person) {
    record.actor.home_object = person;
    record.actor.home_object_source = record.actor.delegated_source = ProvingKey::kUserHexUpn;
    record.actor.home_tenant = kAdatum;
    record.actor.home_tenant_source = ProvingKey::kHomeTenantId;
    record.actor.delegated_admin = true;
    record.actor.text = text("user_" + std::to_string(person.low));
    return record;
  }
  Record& sign_in(std::string_view id, TimeNs at, const Guid& person, const Guid& customer,
                  const Guid& log) {
    Record& r = technician(record(at, customer, "entra.signin", "sign-in activity"), person);
    r.log_tenant = log;
    r.kind = "interactive";
    r.id = id;
    r.request = Guid{8, value_of(id)};
    return r;
  }
  Record& sign_in(std::string_view id, TimeNs at, const Guid& person = kAlice,
                  const Guid& customer = kContoso) {
    return sign_in(id, at, person, customer, customer);
  }
  Record& act(std::string_view id, TimeNs at, std::string_view operation = "update user",
              const Guid& person = kAlice, const Guid& customer = kContoso) {
    Record& r = technician(record(at, customer, "entra.audit", operation), person);
    r.id = id;
    return r;
  }
  // Something done by an application of which the record tells no more than its service principal;
  // and a sign-in of the same.
  Record& unnamed_application(TimeNs at, std::string_view family, std::string_view operation) {
    Record& r = record(at, kContoso, family, operation);
    r.actor.type = ActorType::kServicePrincipal;
    r.actor.object = Guid{7, 50};
    return r;
  }
  Record& done_by_application(std::string_view id, TimeNs at) {
    Record& r = unnamed_application(at, "entra.audit", "update user");
    r.id = id;
    r.actor.text = "some tool";
    return r;
  }
  Record& own_user(std::string_view id, TimeNs at, std::string_view operation,
                   const Guid& customer = kContoso) {
    Record& r = record(at, customer, "entra.audit", operation);
    r.actor.upn = r.actor.text = "pat@contoso.example";
    r.id = id;
    return r;
  }
  Record& shared(std::string_view id, TimeNs at) {
    Record& r = record(at, kFabrikam, "entra.signin", "sign-in activity");
    r.actor.upn = r.actor.text = kAccount;
    r.id = id;
    return r;
  }
  Record& vault(std::string_view id, TimeNs at, CheckOutAction action,
                std::string_view person = "alice@adatum.example", std::string_view ticket = "") {
    Record& r = record(at, kAdatum, "vault.checkout",
                       action == CheckOutAction::kOut ? "check-out" : "check-in");
    r.tenant.reset();
    r.id = id;
    r.check_out = {"vault-fabrikam", person, ticket, "", action};
    r.actor.upn = r.actor.text = person;
    return r;
  }
  Record& assignment(std::string_view id, TimeNs at, bool added, const Guid& principal = kAdmins,
                     const Guid& role = kOwner,
                     std::string_view resource =
                         "/subscriptions/s/providers/microsoft.authorization/roleassignments/x") {
    Record& r = record(at, kFabrikam, "azure.activity",
                       added ? "microsoft.authorization/roleassignments/write"
                             : "microsoft.authorization/roleassignments/delete");
    r.id = id;
    r.actor.upn = r.actor.text = "owner@fabrikam.example";
    r.subscription = kSubscription;
    r.resource = resource;
    r.target_principal = principal;
    r.target_principal_type = "ForeignGroup";
    r.target_role = text(role.text());
    return r;
  }

  // ---- what happens
  void log(const Record& record) {
    now_ = std::max(now_, record.time);
    Case c;
    c.packed = std::make_shared<const PackedRecord>(PackedRecord::whole(record, {}));
    c.origin = "log";
    c.offset = records_.size();
    c.knowledge = knowledge();
    const Stages::Derivations derived_events = stages_->take(c, now_);
    case_ = std::move(c);
    note(derived_events.before);
    note(derived_events.after);
  }
  std::shared_ptr<const Knowledge> knowledge() const {
    return std::make_shared<const Knowledge>(Knowledge{directory_, policy_});
  }
  void note(const std::vector<Derived>& events) {
    for (const Derived& derived : events) {
      if (only_.empty() || derived.kind == only_) tell(derived);
      last_ = derived;
    }
  }
  // Time goes on until then, by a log that has nothing to do with it.
  void wait_until(TimeNs at) {
    Record& r = record(at, kElsewhere, "graph.activity", "get /v1.0/me");
    r.id = "elsewhere";
    log(r);
  }

  void tell(const Derived& derived) {
    const TimeNs at = derived.time - kMonday;
    told_.push_back(fmt::format("{} at {}m{} by {} [{}]", derived.kind, at / kMin,
                                at % kMin == 0 ? "" : "+", derived.basis.subject.shown(),
                                fmt::join(derived.ids, ",")));
  }
  // All that was told, once, when what was logged is read to its end.
  std::vector<std::string> told() {
    std::vector<Derived> events;
    stages_->ask_what_waits(knowledge(), now_, events);
    note(events);
    return std::exchange(told_, {});
  }
  using Lines = std::vector<std::string>;

  ActivityOptions activity_;
  IdentityOptions identity_;
  BehaviourOptions behaviour_;
  std::shared_ptr<const Directory> directory_ = people_and_customers();
  std::shared_ptr<const Policy> policy_ = empty_policy();
  Memory memory_{Memory::Shares()};
  std::unique_ptr<Stages> stages_;
  std::deque<Record> records_;
  std::deque<std::string> texts_;
  std::vector<std::string> told_;
  std::string_view only_;  // the kind that the story is about
  Derived last_;
  Case case_;  // the last one
  TimeNs now_ = 0;
};

}  // namespace aobo::test
