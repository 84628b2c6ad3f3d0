// What a reader finds in the record of a sign-in.
#include "simulator/writers/entra_signin.h"

namespace aobo::sim::written {
namespace {

struct Kind {
  std::string_view type, name, actor;
};
constexpr Kind kKinds[] = {{"interactiveUser", "interactive", "user"},
                           {"nonInteractiveUser", "non-interactive", "user"},
                           {"servicePrincipal", "service-principal", "service-principal"},
                           {"managedIdentity", "managed-identity", "managed-identity"}};

}  // namespace

Says says_of(const Job& job, const SignInFacts& facts) {
  Says says;
  say_operation(says, "Sign-in activity", "AzureActiveDirectory",
                sign_in_result(std::to_string(facts.error)));
  for (const Kind& kind : kKinds) {
    if (kind.type != facts.type) continue;
    say(says, "kind", kind.name);
    say(says, "actor.type", kind.actor);
  }
  const std::string& principal =
      facts.principal_name.empty() ? facts.principal_id : facts.principal_name;
  say(says, "actor",
      facts.principal_id.empty() ? (facts.upn.empty() ? facts.display : facts.upn) : principal);
  say(says, "app.id", facts.app_id);
  say(says, "app.key.id", facts.key);
  if (facts.keys_listed) say(says, "app.key.known", facts.key_known ? "true" : "false");
  const bool short_form =
      !facts.principal_id.empty() && job.style.envelope->shape == Shape::kDiagnostic;
  if (!short_form) {
    say(says, "app.name", facts.app_name);
    say(says, "user_agent", facts.agent);
    say(says, "signin.mfa", facts.requirement);
    say(says, "signin.client", facts.client);
  }
  say(says, "signin.cross_tenant", facts.cross);
  if (facts.protocol != "none" && !job.style.is_csv()) say(says, "signin.protocol", facts.protocol);
  say(says, "signin.risk", facts.risk);
  say(says, "target.name", facts.resource);
  say(says, "target.type", "Resource");
  say_address(says, facts.address);
  say(says, "country", facts.country);
  say(says, "session", facts.session);
  say(says, "request", facts.id);
  say(says, "correlation", facts.correlation);
  say(says, "signin.ca_status", facts.ca);
  say(says, "signin.error", std::to_string(facts.error));
  // A Graph object does not say whose log it is; the folder does.
  const std::string tenant = tenant_of(job.world, job.planned.log).text();
  say_one_of(says, "tenant.id",
             job.style.envelope->shape == Shape::kGraph ? std::vector<std::string>{"", tenant}
                                                        : std::vector<std::string>{tenant});
  return says;
}

}  // namespace aobo::sim::written
