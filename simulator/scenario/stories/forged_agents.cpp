// forged-agents: Free text that goes into logs as it came.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.customer([](const Customer&, CustomerIx) { return true; }, 1);
  const Person& victim = story.world().people[story.technician(1)];
  const std::string agents[] = {"x\"},{\"userPrincipalName\":\"" + victim.upn + "\"", "a\r\nb,c\td",
                                std::string(3000, 'A'), "\x1b[31mred",
                                "user_00000000000000000000000000000000@x.example"};
  std::uint32_t i = 0;
  for (const std::string& agent : agents) {
    story.own_user(story.at(1, 12, i), 2, customer, "sign-in")
        .with("agent", agent)
        .wrong("operation");
    story.own_user(story.at(1, 13, i), 2, customer, "new-inbox-rule")
        .to("user:2")
        .with("set.Name", agent)
        .wrong("operation");
    story.own_user(story.at(1, 14, i), 2, customer, "graph-read-mail")
        .to("user:2")
        .with("agent", agent)
        .wrong("operation");
    ++i;
  }
}

}  // namespace

const Story forged_agents{
    "forged-agents",
    "A customer's user sends user agents and parameters that forge records and actors.",
    "forged-agents", nullptr, tell};

}  // namespace aobo::sim::story
