// content-tour: A search that finds everything is one word long.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

const Step kSteps[] = {
    {"search-action", "Everything_Export", {{"set.Export", "True"}}},
    {"export-search", "Everything", {}},
    {"add-site-admin", "https://customer.example/sites/finance", {}},
    {"change-sharing-policy", "https://customer.example/sites/finance", {}},
    {"create-anonymous-link", "salaries.xlsx", {}},
    {"set-teams-federation", "Federation", {{"set.AllowFederatedUsers", "True"}}},
    {"change-teams-setting", "Guest access", {}},
};

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.customer_with(Tie::kGdap, 6);
  if (customer != kNoIndex)
    story.tour(story.at(2, 14, 3), story.technician(2), Way::kGdap, customer, kSteps);
}

}  // namespace

const Story content_tour{"content-tour",
                         "Content is searched, exported and shared out of the tenant.",
                         "content-taken", nullptr, tell};

}  // namespace aobo::sim::story
