// The fixture of the stories of who acted: two partners, their people and customers, and the words
// in which records are told.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "plugin/behaviour/options.h"
#include "plugin/directory/builder.h"
#include "plugin/identity/membership.h"
#include "plugin/identity/resolver.h"
#include "plugin/identity/subject.h"
#include "tests/support/property.h"

namespace aobo {

inline constexpr Guid kAdatum{1, 1}, kProseware{1, 2}, kContoso{2, 1}, kFabrikam{2, 2};
inline constexpr Guid kAlice{3, 1}, kBob{3, 2}, kCarol{3, 3}, kStranger{3, 9};
inline constexpr Guid kAdmins{4, 1}, kOps{4, 2}, kEmpty{4, 3}, kOuter{4, 5}, kWithin{4, 6};
inline constexpr Guid kNightly{5, 1}, kRegistered{5, 2}, kSubscription{6, 1}, kExported{7, 9};
inline constexpr TimeNs kMonday = 20'000 * kDayNs;
inline constexpr std::string_view kShared = "admin@fabrikam.example";

class Story : public ::testing::Test {
 protected:
  Story() {
    DirectoryBuilder b;
    b.add_partner(kAdatum, "Adatum", PartnerKind::kDirect);
    b.add_partner(kProseware, "Proseware", PartnerKind::kIndirectProvider);
    const std::size_t adatum = b.partner(kAdatum);
    b.add_person(adatum, {kAlice, "alice@adatum.example", "Alice", {}, false});
    Person& bob = b.add_person(adatum, {kBob, "bob@adatum.example", "Bob", {}, false});
    b.add_person(adatum, {kCarol, "carol@adatum.example", "Carol", {0, kMonday - kDayNs}, true})
        .enabled_until = kMonday - kDayNs;
    b.add_details(
        bob, {{0x1003200012345602}, {{"robert@adatum.example", kMonday - 5 * kDayNs}}, {}, {}, {}});
    for (const auto& [group, members] :
         {std::pair{kAdmins, std::vector{kAlice, kBob, kCarol}}, {kOps, {kBob}}, {kEmpty, {}}}) {
      b.add_group(adatum, group, "group");
      for (const Guid& member : members) b.add_member(group, member, {});
    }
    b.add_customer(kContoso, "Contoso");
    b.add_subscription(kSubscription, kFabrikam);
    b.add_relationship({"gdap",
                        RelationshipType::kGdap,
                        adatum,
                        kContoso,
                        "",
                        ExportedStatus::kActive,
                        {0, kMonday + 10 * kDayNs},
                        {},
                        {}});
    b.add_relationship({"dap",
                        RelationshipType::kDap,
                        adatum,
                        kFabrikam,
                        "",
                        ExportedStatus::kActive,
                        {},
                        {},
                        {}});
    b.add_shared_account({std::string(kShared), kFabrikam, {}, "vault-fabrikam", adatum});
    b.add_automation_app({kNightly, "nightly", adatum});
    b.add_service_principal(kAdatum, kExported, kNightly);
    b.add_application_owner(kRegistered, kAdatum);
    directory_ = b.build();
  }

  // Alice, Bob and two groups, whose members a story adds itself.
  static DirectoryBuilder two_groups() {
    DirectoryBuilder b;
    b.add_partner(kAdatum, "Adatum", PartnerKind::kDirect);
    const std::size_t adatum = b.partner(kAdatum);
    b.add_person(adatum, {kAlice, "alice@adatum.example", "Alice", {}, false});
    b.add_person(adatum, {kBob, "bob@adatum.example", "Bob", {}, false});
    b.add_group(adatum, kOuter, "AdminAgents");
    b.add_group(adatum, kWithin, "Azure technicians");
    return b;
  }

  // A record at a time after Monday; what a story needs more it sets itself.
  static Record at(TimeNs after, const Guid& tenant, std::string_view family = "entra.audit") {
    Record r;
    r.family = &family_named(family);
    r.time = kMonday + after;
    r.tenant = r.log_tenant = tenant;
    r.operation = "update user";
    r.actor.type = ActorType::kUser;
    return r;
  }
  static Record sign_in(TimeNs after, const Guid& tenant, const Guid& request) {
    Record r = at(after, tenant, "entra.signin");
    r.operation = "sign-in activity";
    r.outcome = Outcome::kSuccess;
    r.request = request;
    return r;
  }
  static Record technician(TimeNs after, const Guid& person) {
    Record r = at(after, kContoso);
    r.actor.home_object = person;
    r.actor.home_object_source = r.actor.delegated_source = ProvingKey::kUserHexUpn;
    r.actor.delegated_admin = true;
    return r;
  }
  static Record aobo(TimeNs after, const Guid& group) {
    Record r = at(after, kFabrikam, "azure.activity");
    r.actor.principal = group;
    r.actor.principal_type = "Group";
    return r;
  }
  static Record shared(TimeNs after) {
    Record r = sign_in(after, kFabrikam, {9, static_cast<std::uint64_t>(after)});
    r.actor.upn = r.actor.text = kShared;
    return r;
  }
  static Record vault(TimeNs after, std::string_view person, CheckOutAction action) {
    Record r = at(after, kFabrikam, "vault.checkout");
    r.tenant.reset();
    r.check_out = {"vault-fabrikam", person, "", "", action};
    r.actor.upn = person;
    return r;
  }

  // The answer to the record as the next one that comes, and what it teaches.
  const Attribution& resolve(const Record& record, Evidence& evidence) {
    Case& c = cases_.emplace_back();
    c.packed = std::make_shared<const PackedRecord>(PackedRecord::whole(record, {}));
    c.number = cases_.size();
    c.knowledge = std::make_shared<const Knowledge>(Knowledge{directory_, nullptr});
    c.set_location(locate(c, evidence));
    c.attribution = attribute(c, evidence);
    EXPECT_EQ(what_is_told(c, evidence), what_is_told_of_kept(c, evidence));
    evidence.teach(c.record(), lesson_of(c, evidence), c.number);
    return c.attribution;
  }

  // The answer and the lesson as bytes.
  static std::string what_is_told(const Case& one, const Evidence& evidence) {
    std::ostringstream out;
    {
      Writer writer(out);
      writer(Subject::of_answer(one), lesson_of(one, evidence));
    }
    return out.str();
  }
  // The same by what is kept of the record for a later question.
  static std::string what_is_told_of_kept(const Case& whole, const Evidence& evidence) {
    Case c;
    c.packed = std::make_shared<const PackedRecord>(PackedRecord::who(whole.record()));
    c.number = whole.number;
    c.knowledge = whole.knowledge;
    c.set_location(locate(c, evidence));
    c.attribution = attribute(c, evidence);
    return what_is_told(c, evidence);
  }

  std::string told(const Record& record) {
    answer_ = resolve(record, evidence_);
    std::string who;
    for (const Person* person : answer_.candidates) who += (who.empty() ? "" : ",") + person->name;
    if (answer_.person == nullptr && !who.empty()) who = "{" + who + "}";
    if (answer_.unknown_object) who = "id " + std::to_string(answer_.unknown_object->low);
    return fmt::format("{} {} {}{}{}", who.empty() ? "nobody" : who, name(answer_.path),
                       name(answer_.confidence), answer_.method.empty() ? "" : " by ",
                       answer_.method);
  }

  // Whether what has changed since it was last taken has this deed by the shared account asked
  // again.
  bool asks_again(const Record& deed) {
    Lesson lesson;
    lesson.tenant = kFabrikam;
    lesson.account = kShared;
    const auto asked = evidence_.questions(deed, lesson);
    const auto changed = evidence_.take_changed();
    return std::ranges::any_of(changed, [&](const Affected& one) {
      return std::ranges::find(asked, one.about) != asked.end() && one.holds(deed.time);
    });
  }

  std::shared_ptr<const Directory> directory_;
  IdentityOptions options_;
  Evidence evidence_{options_};
  std::deque<Case> cases_;  // answers point into them
  Attribution answer_;
};

}  // namespace aobo
