// A sign-in's facts: who came in and how, as entra_signin.cpp tells and prints it, and what a
// reader finds of it.
#pragma once

#include <cstdint>
#include <string>

#include "simulator/writers/common.h"

namespace aobo::sim::written {

struct SignInFacts {
  std::string id, upn, display, user_id, user_type = "member", app_id, app_name, address, agent,
                                         client, correlation, session;
  std::string requirement = "multiFactorAuthentication", resource = "Microsoft Graph",
              cross = "none", country = "NL", city;
  std::string device, protocol = "none", risk = "none", ca = "success", uti, home_tenant,
                      resource_tenant;
  std::string principal_id, principal_name, app_owner, key;
  bool key_known = false, keys_listed = false;  // the directory has all of the application's
  std::string category = "SignInLogs", type = "interactiveUser";
  std::int64_t error = 0;
};

Says says_of(const Job& job, const SignInFacts& facts);

}  // namespace aobo::sim::written
