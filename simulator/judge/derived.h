// DerivedJudge: derived events held against what truly happened and what of it the logs hold, both
// ways: one that was said must be true and about the one who did it, and in worlds without faults
// one that is true must be said. From the truths alone; it watches nothing as the plugin does.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
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
  struct Fact {
    TimeNs time = 0;
    Sort sort = Sort::kAction;
    bool named = false;  // that it was this person is knowable in the end
    bool whole = true, shared = false, azure = false, home = false, relevant = true;
    bool by_vault = false;  // a check-in that the vault made by itself
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
  std::string false_because(const Truth& basis, const Given& given) const;
  std::string wrong_person(const Truth& basis, const Given& given) const;
  void due_entries(std::vector<Due>& all, TimeNs last) const;
  void due_loans(std::vector<Due>& all, TimeNs last) const;
  Due due_of(const Fact& fact, const char* kind) const;

  std::map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> texts_;
  std::vector<Fact> facts_;  // by time
  // When each log has records, of all who act there.
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<TimeNs>> logs_;
  // When a user was added, by tenant and name.
  std::map<std::pair<std::string, std::string>, std::vector<TimeNs>> added_;
};

}  // namespace aobo::sim
