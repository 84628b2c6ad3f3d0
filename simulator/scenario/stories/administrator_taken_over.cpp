// administrator-taken-over: Who may reset an administrator's password is an administrator.
#include <tuple>

#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

constexpr const char* kPrivilegedRole = "e8611ab8-c189-46e8-94e1-60213ab1f814";
constexpr const char* kPrivilegedRoleName = "Privileged Role Administrator";

// The customer's own administrator.
void change_role(StoryBuilder& story, TimeNs time, CustomerIx customer, const char* what,
                 const char* whom) {
  story.own_user(time, 0, customer, what)
      .to(whom)
      .with("role", kPrivilegedRole)
      .with("role-name", kPrivilegedRoleName);
}

// One whose role the log tells, while it lasts; and one who may take such a role up.
void by_the_log(StoryBuilder& story) {
  const CustomerIx customer = story.customer_with(Tie::kGdap, 4);
  if (customer == kNoIndex) return;
  const PersonIx who = story.technician(1);
  change_role(story, story.at(0, 8, 20), customer, "add-role-member", "user:31");
  change_role(story, story.at(0, 8, 30), customer, "add-eligible-role-member", "user:32");
  const TimeNs time = story.at(1, 13, 9);
  const std::string session = story.sign_in(time, who, Way::kGdap, customer);
  for (const auto& [minute, what, whom] :
       {std::tuple{2, "reset-password", "user:31"}, std::tuple{3, "create-pass", "user:31"},
        std::tuple{4, "delete-security-info", "user:32"}}) {
    story.by(time + minute * kMinuteNs, who, Way::kGdap, customer, what)
        .to(whom)
        .in(session)
        .wrong("operation");
  }
  change_role(story, story.at(2, 8, 20), customer, "remove-role-member", "user:31");
  const TimeNs later = story.at(2, 13, 9);
  const std::string again = story.sign_in(later, who, Way::kGdap, customer);
  story.by(later + 2 * kMinuteNs, who, Way::kGdap, customer, "reset-password")
      .to("user:31")
      .in(again);
}

// One whose role an export tells alone.
void by_an_export(StoryBuilder& story) {
  const CustomerIx customer = story.customer([&](const Customer& at, CustomerIx ix) {
    const Relationship* tie = story.world().tie(0, ix, Tie::kGdap, story.world().options.start);
    return at.roles_exported && tie != nullptr && tie->valid.to >= story.world().options.end();
  });
  if (customer == kNoIndex) return;
  const PersonIx who = story.technician(4);
  const TimeNs time = story.at(1, 15, 41);
  const std::string session = story.sign_in(time, who, Way::kGdap, customer);
  story.by(time + 2 * kMinuteNs, who, Way::kGdap, customer, "reset-password")
      .to("user:0")
      .in(session)
      .wrong("operation");
  story.by(time + 3 * kMinuteNs, who, Way::kGdap, customer, "create-pass").to("user:4").in(session);
}

void tell(StoryBuilder& story) {
  by_the_log(story);
  by_an_export(story);
}

}  // namespace

const Story administrator_taken_over{
    "administrator-taken-over",
    "A technician resets the passwords of a customer's administrators, and takes their factors.",
    "administrator-taken-over", nullptr, tell};

}  // namespace aobo::sim::story
