// Exports of Entra's portal and of PowerShell's Export-Csv: users, deleted users, groups and
// members as rows. They are turned into what Graph answers, so that one reader does for both: only
// the columns that aobo reads, under Graph's names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aobo {

struct PortalCsv {
  std::string json;                        // an array of objects, a row each
  bool has_id = false;                     // a column "id" or "objectId"
  std::vector<std::string> columns;        // as the file names them
  std::vector<std::string> unclear_words;  // in accountEnabled, neither a yes nor a no; few
  // Why the file is not whole, with its line ("7:1: …"): nothing of it may be read.
  std::string fault;
  // The line of the last row where no line end stands behind it: its last value may be cut off
  // ("Anna Berger" of "Anna Berger-Meier"), and was left out.
  std::size_t unsure_line = 0;
  bool unsure_row = false;  // the row was, for it is the UPN, without which nobody is known
  bool unclear =
      false;  // dates whose day and month could change places, or of no known form, were left out
};

// `row`: which export it is; GroupId is a group's own id among groups, and whose a member is among
// members.
PortalCsv read_portal_csv(std::string_view text, std::string_view row);

}  // namespace aobo
