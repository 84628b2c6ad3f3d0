// The unified audit log's facts of a record: who acted, as m365.cpp tells it, and the forms in
// which m365_forms.cpp prints it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/writers/common.h"

namespace aobo::sim::written {

struct UnifiedFacts {
  std::string user, key, address, organization_name, agent;
  std::string actor_type, app_id;  // what a reader finds
  std::int64_t user_type = 0;
  bool external = false, failed = false;
  std::string token_tenant, token_object, session, uti, request, actor_context;
  std::vector<std::string> actors;  // Actor[] of Entra's copies
  std::string id;
  std::int64_t logon_type = 0;
  std::string external_tenant;  // whose person opened the mailbox
};

// One of Entra's records, and no workload's own.
bool is_directory(const Job& job);
int record_type(const Job& job);
std::string actor_entry(std::string_view id, int type);

void print_m365(const Job& job, const UnifiedFacts& facts, Written& written);

}  // namespace aobo::sim::written
