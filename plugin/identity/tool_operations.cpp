#include "plugin/identity/tool_operations.h"

#include <algorithm>

namespace aobo {
namespace {

// CIPP's endpoints that do one thing to one account, and the activities of Entra's audit log that
// come of it. Sources: CIPP-API, Modules/CIPPCore/Public/Entrypoints (names and the calls of
// Microsoft Graph that they make); the Entra page "reference-audit-activities".
struct Row {
  std::string_view entry;
  std::initializer_list<std::string_view> operations;
};
const Row kRows[] = {
    {"execresetpass",
     {"reset user password", "change user password", "reset password (by admin)", "update user",
      "set force change user password", "update stsrefreshtokenvalidfrom timestamp"}},
    {"execresetmfa",
     {"disable strong authentication", "admin deleted security info", "user deleted security info",
      "update user", "update stsrefreshtokenvalidfrom timestamp"}},
    {"execperusermfa",
     {"enable strong authentication", "disable strong authentication", "update user",
      "update peruserauthenticationpolicy"}},
    {"execdisableuser", {"disable account", "enable account", "update user"}},
    {"execrevokesessions", {"update stsrefreshtokenvalidfrom timestamp", "update user"}},
    {"execcreatetap",
     {"admin registered security info", "create temporary access pass method for user",
      "admin updated security info", "update user"}},
    {"removeuser", {"delete user"}},
    {"execrestoredeleted", {"restore user", "restore group"}},
};

}  // namespace

bool may_explain(std::string_view entry, const Record& record) {
  // A call of Microsoft Graph is the way in which any of them is done.
  const bool call = record.family->graph_calls;
  const std::string_view operation = record.operation;
  // Endpoints that read are called List….
  if (entry.starts_with("list")) return operation.starts_with("get ");
  const auto row = std::ranges::find(kRows, entry, &Row::entry);
  return row == std::end(kRows) || call ||
         std::ranges::find(row->operations, operation) != row->operations.end();
}

}  // namespace aobo
