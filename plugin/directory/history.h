// ExportHistory: observations.ndjson beside aobo.yaml, by which the directory of today knows what
// exports of before showed: people who are in no export any more, memberships with their times,
// names that passed from one to another, rights that ended. Of a partner whom it holds it goes
// before the exports in the partner's folder, which are of one moment only; its last moment answers
// as the export of then alone (docs/decisions/0052). A line that cannot be read is refused alone,
// counted and told; then no group is known whole, since the line may have been somebody's
// membership.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/directory/builder.h"
#include "plugin/directory/completeness.h"
#include "plugin/directory/observation.h"

namespace aobo {

class ExportHistory {
 public:
  // `path` need not be there. Throws LoadError where it cannot be read at all.
  ExportHistory(std::string path, DirectoryBuilder& builder);

  bool holds(const Guid& tenant) const { return last_.contains(tenant); }
  // What it says of a partner, whose exports would lie in `folder`.
  void read(std::size_t partner, const std::string& folder);
  // When all partners are read.
  void finish();

 private:
  struct Line {
    std::string_view text;
    std::size_t number = 0;
    Observation seen;  // its object is left in the text
  };
  struct PersonForm;

  void read_line(std::string_view text, std::size_t number);
  void refuse(const std::string& error);
  // Calls `use` with the line's object; what it throws refuses the line.
  template <typename Use>
  void each_object(const std::vector<const Line*>& lines, Use use);

  std::vector<const Line*> lines_of(const Guid& tenant, std::string_view row, bool now) const;
  void read_plainly(std::size_t partner, const ExportRow& row);
  void read_people(std::size_t partner);
  void add_person(std::size_t partner, const std::vector<PersonForm>& forms);
  bool still_member(const std::string& key, TimeNs gone);
  void read_relationships(std::size_t partner);
  void read_assignments(std::size_t partner);
  void warn_of_contradictions();
  void warn_of_newer(const Guid& tenant, const std::string& folder);

  std::string path_;
  DirectoryBuilder& builder_;
  std::string text_;
  std::vector<Line> lines_;
  std::vector<WholeExport> whole_;
  std::map<Guid, TimeNs> last_;  // by tenant: the last export that it holds
  std::map<Guid, bool> read_;    // tenants of which a partner's folder is read
  Completeness complete_;        // asked nothing: pages were put together before
  std::size_t refused_ = 0, still_members_ = 0;
};

}  // namespace aobo
