// stolen-tool-secret: What is told of the breach of a maker of partners' tools in November 2026:
// the secrets of partners' applications were used from elsewhere, at all customers within seconds.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

constexpr std::uint32_t kTool = 0;  // of the world's applications: one of the partner's
constexpr std::uint32_t kMost = 12;

void tell(StoryBuilder& story) {
  const TimeNs time = story.at(2, 11, 30);
  const std::string address = "192.0.2.130";
  const auto customers = static_cast<std::uint32_t>(story.world().customers.size());
  for (std::uint32_t customer = 0; customer < std::min(customers, kMost); ++customer) {
    const TimeNs enters = time + customer * 4 * kSecondNs;
    const auto acts = [&](TimeNs after, std::string_view what) {
      return story
          .act(enters + after, {WhoKind::kApp, kTool}, Way::kAutomation, {false, customer}, what)
          .from(address)
          .wrong("operation");
    };
    acts(0, "sign-in")
        .with("key", "that was stolen")
        .with("resource", "Office 365 Exchange Online");
    acts(kMinuteNs, "graph-list-users");
  }
}

}  // namespace

const Story stolen_tool_secret{"stolen-tool-secret",
                               "The application of a partner's tool signs in with a secret that "
                               "nobody knows, from elsewhere, at all customers within a minute.",
                               "stolen-tool-secret", nullptr, tell};

}  // namespace aobo::sim::story
