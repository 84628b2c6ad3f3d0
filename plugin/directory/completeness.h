// Completeness: what the exports of a tenant lack by what they say themselves: members past those
// at which Graph's $expand stops, a next page that is not there.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/guid.h"

namespace aobo {

// The id in a file's name, wherever it stands in it: "<id>", "<id>-2", "<id>.members",
// "members-<id>".
std::optional<Guid> id_in(std::string_view stem);

class Completeness {
 public:
  struct SeenGroup {
    Guid group;
    std::string name;
    std::string file;
  };
  void saw_group(const SeenGroup& group, std::size_t members, bool has_more);
  void saw_members(const Guid& group) { with_members_.insert(group); }
  // `row` and `id`: whose pages they are.
  void saw_page(const std::string& row, const std::string& id, const std::string& file,
                bool has_next);
  bool has(const std::string& row) const;
  // Access assignments of a relationship that no export shows.
  void saw_rights_of_nothing(const std::string& file) { of_nothing_.insert(file); }

  // The groups that hold more members than were told, and whose pages lack the next one.
  std::vector<Guid> cut_groups() const;
  struct Whose {
    std::string row, id;
  };
  std::vector<Whose> cut_pages() const;

  // A sentence each, with the call to make.
  std::vector<std::string> warnings(const std::string& members_call) const;

 private:
  struct Pages {
    std::size_t count = 0, with_next = 0;
    std::string last;                                // the file of the last one that names a next
    bool cut() const { return with_next == count; }  // the last page has no next one
  };
  struct Cut {
    SeenGroup group;
    std::size_t members = 0;
  };
  std::vector<Cut> cut_;
  std::set<Guid> with_members_;
  std::set<std::string> of_nothing_;
  std::map<std::pair<std::string, std::string>, Pages> pages_;  // by row and id
};

}  // namespace aobo
