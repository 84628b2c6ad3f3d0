// DerivedJudge: derived events held against what truly happened and what of it the logs hold, both
// ways: one that was said must be true and about the one who did it, and in worlds without faults
// one that is true must be said. From the truths alone; it watches nothing as the plugin does.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "simulator/judge/verdict.h"

namespace aobo::sim {

class DerivedJudge {
 public:
  // Every truth of the world, before anything is judged.
  void learn(const Truth& truth);
  void conclude();

  // A derived event that was said, and the truth of the record on which it rests.
  Judged judge(const Truth& basis, const Given& given) const;

  // What had to be said by a reader of undamaged logs: the record on which it rests, and the kind.
  struct Due {
    std::string kind, file;
    std::uint64_t offset = 0;
    std::string person, tenant;
    TimeNs from = 0, to = 0;  // the event rests on a record of this time
  };
  std::vector<Due> due(TimeNs last) const;

 private:
  enum class Sort : std::uint8_t { kSignIn, kFailedSignIn, kAction, kStart, kOut, kIn };
  // Whom a record of a directory is about, by each name that it shows.
  struct UserDeed {
    TimeNs time = 0;
    std::set<std::string> users;
    std::string tenant, file, person;
    std::uint64_t offset = 0;
    bool whole = true;
  };
  struct Fact {
    TimeNs time = 0;
    Sort sort = Sort::kAction;
    bool named = false;  // that it was this person is knowable in the end
    bool whole = true, shared = false, azure = false, home = false, relevant = true;
    bool of_sign_ins = false;  // of Entra's own log of them
    bool interactive = true;   // as that log says
    bool by_vault = false;     // a check-in that the vault made by itself
    std::uint32_t person = 0, tenant = 0, file = 0;
    std::uint64_t offset = 0;
    std::uint32_t action = 0;
    std::uint32_t session = 0, request = 0;  // the ids that its record shows; 0: none
  };
  std::uint32_t number(const std::string& text);
  bool any(TimeNs from, TimeNs to, const std::function<bool(const Fact&)>& is) const;
  bool damaged_vault(std::uint32_t tenant, TimeNs time) const;
  bool out_then(std::uint32_t tenant, TimeNs time) const;
  TimeNs loan_end(const Fact& out) const;
  void learn_log(const Truth& truth);
  void learn_users(const Truth& truth);
  bool added_before(const UserDeed& deed, TimeNs slack) const;
  std::string false_because(const Truth& basis, const Given& given) const;
  std::string false_loan(const Truth& basis, const Given& given) const;
  std::string false_gap(const Truth& basis) const;
  std::string false_twin(const Truth& basis) const;
  std::string wrong_field(const Truth& basis, const Given& given) const;
  std::string false_ground(const Truth& basis, std::string_view kind) const;
  std::string wrong_person(const Truth& basis, const Given& given) const;
  bool collected(std::uint32_t tenant, TimeNs time, bool FamilyTraits::*trait) const;
  void due_entries(std::vector<Due>& all, TimeNs last) const;
  void due_loans(std::vector<Due>& all, TimeNs last) const;
  void due_gaps(std::vector<Due>& all, TimeNs last) const;
  void due_deletions(std::vector<Due>& all) const;
  Due due_of(const Fact& fact, const char* kind) const;

  std::map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> texts_;
  std::vector<Fact> facts_;  // by time
  // What each log holds, by its folder and family.
  struct Log {
    struct Entry {
      TimeNs time;
      std::uint64_t offset;
      std::uint32_t file;
    };
    std::string tenant;          // whose log it is
    std::vector<Entry> entries;  // by time
    bool whole = true;           // none of its records is damaged or bears another time
  };
  std::map<std::pair<std::string, std::string>, Log> logs_;
  std::vector<UserDeed> added_, deleted_;
  // What had to be said of deeds after the end of a relationship.
  std::vector<Due> overruns_;
};

}  // namespace aobo::sim
