// vault-takes-back: The vault itself ends a loan when it changes the password.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

// As vaults call it; a word of its own may mean anything.
constexpr std::string_view kWords[] = {"check-in",         "rotate",       "password-change",
                                       "Password Rotated", "auto-release", "changed"};

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.shared_customer(3);
  if (customer == kNoIndex) return;
  const PersonIx borrower = story.technician(2), user = story.technician(3);
  const TimeNs time = story.at(2, 9, 0);
  story.by(time, borrower, Way::kHome, customer, "check-out").with("ticket", "INC-2301");
  story.by(time + 20 * kMinuteNs, borrower, Way::kHome, customer, "check-in")
      .with("holder", story.draw().chance(1, 2) ? "vault-rotation" : "nobody")
      .with("word", std::string(story.draw().pick(kWords)));
  story.by(time + 40 * kMinuteNs, user, Way::kShared, customer, "update-user")
      .to("user:1")
      .from("192.0.2.83")
      .wrong("person");
}

}  // namespace

const Story vault_takes_back{"vault-takes-back",
                             "The vault changes a lent password by itself; what is done with the "
                             "account after that is not the borrower's.",
                             "vault-takes-back", nullptr, tell};

}  // namespace aobo::sim::story
