// Oracle: what a perfect reader could know. It goes through the written records in the order of
// their times and keeps what each taught; of a record it takes the set of people whom each clue
// leaves and their intersection. It reasons from clues and from the world, never from a record's
// text, and by sets, not by the plugin's weighing.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "simulator/scenario/action.h"
#include "simulator/truth/clues.h"
#include "simulator/truth/directory_view.h"
#include "simulator/truth/truth.h"

namespace aobo::sim {

// A record as the oracle sees it.
struct Sighting {
  const World* world = nullptr;
  const Action* action = nullptr;
  Clues clues;
  TimeNs time = 0;
  bool at_home = false;      // written in the partner's own log
  bool whole = true;         // not damaged
  std::uint64_t number = 0;  // of the record: it is no evidence about itself
};

class Oracle {
 public:
  Oracle(const World& world, TimeNs exported_at);

  Knowable ask(const Sighting& sighting) const;
  void learn(const Sighting& sighting, const Knowable& answer);
  // The answer was taken back, and with it whose sign-in, session or token it was.
  void take_back(const Sighting& sighting);
  // Sessions from before this time are of no use any more.
  void forget_before(TimeNs time);
  const DirectoryView& directory() const { return directory_; }
  // Whether a reader knows by then that the person was in that group, or in one within it.
  bool knows_member(GroupIx group, PersonIx person, TimeNs time) const;

  // The name on which alone an answer to this record rests, and the name of somebody else that the
  // record shows not to be the actor's own; empty for none.
  std::string rests_on_name(const Sighting& sighting) const;
  std::string poses_as(const Sighting& sighting) const;

  // By that name alone it may be somebody who takes part from outside, and administers nothing:
  // with DAP people open files under it too, and none is on record.
  bool may_take_part(const Sighting& sighting, Family family) const;
  // What a reader may say of the way in; "unknown" is always among them where a way can be missed.
  std::vector<std::string> paths(const Sighting& sighting, const Knowable& answer,
                                 Family family) const;

 private:
  std::vector<std::string> application_paths(const Action& action, Family family) const;

  using People = std::vector<PersonIx>;  // sorted, each once
  struct Finding {
    std::string by;
    People people;
  };
  struct Seen {
    PersonIx person;
    TimeNs time;
  };
  struct Deed {
    Guid customer;
    std::string deed, target;
    Seen seen;
  };
  // Of which a customer's log does not show who did it.
  struct OpaqueDeed {
    Guid customer;
    std::string deed, target;
    TimeNs time;
    bool whole;
  };
  // Which of the customer's actions a deed in Partner Center is of.
  enum class Of : std::uint8_t { kThis, kUnclear, kAnother };
  struct Loan {
    std::optional<PersonIx> name;    // whose name the vault's record bears; none: the vault's own
    std::optional<PersonIx> person;  // who that is, where a directory tells
    TimeNs time;
  };
  struct Vault {
    std::vector<Loan> out, in;
    std::vector<Seen> unsure;              // damaged ones: they may be read, or not
    std::vector<TimeNs> unsure_of_nobody;  // and those that name nobody
  };
  // What the log of a tool tells of one deed.
  struct ToolDeed {
    Guid customer;
    std::string target;
    TimeNs time;
    std::optional<PersonIx> person;  // for whom it worked; none: by itself
    bool whole;
    friend bool operator==(const ToolDeed&, const ToolDeed&) = default;
  };
  struct Holders {
    People people;
    bool stranger = false;  // and somebody else whom nobody knows
  };
  struct Change {
    GroupIx group;
    Seen seen;
    bool joined;
  };
  // The forms in which somebody else may bear a person's name in a customer's tenant.
  enum class Form : std::uint8_t { kHex, kUpn, kGuest };
  struct Name {
    Guid tenant;
    Form form;
    std::string text;  // the person's object id, or the UPN
    auto operator<=>(const Name&) const = default;
    std::string line() const;
  };
  struct Rename {
    std::string upn;  // the former one
    Seen seen;
  };

  std::vector<Finding> exact_findings(const Sighting& sighting,
                                      std::optional<PersonIx>& stranger) const;
  std::vector<Finding> strong_findings(const Sighting& sighting) const;
  std::vector<Finding> weak_findings(const Clues& clues, TimeNs time) const;
  Knowable weighed(const Sighting& sighting, const std::vector<Finding>& findings,
                   bool strong) const;
  Knowable tried(const Sighting& sighting) const;
  Knowable whole(const Sighting& sighting) const;
  std::optional<Knowable> perhaps(const Sighting& sighting) const;
  bool is_at_edge(const Sighting& sighting, People& people) const;
  void learn_damaged(const Sighting& sighting);
  std::optional<Name> posed(const Sighting& sighting) const;
  Knowable of_impostor(const Sighting& sighting, const Name& name) const;
  Name name_of(const Sighting& sighting, Form form, PersonIx person) const;
  bool doubted(const Sighting& sighting, Form form, PersonIx person) const;
  People members(GroupIx group, TimeNs time) const;
  Holders holders(CustomerIx customer, TimeNs time) const;
  // Of the customer's sessions those that go on while whoever opened them no longer has it out.
  void add_who_gave_it_back(CustomerIx customer, TimeNs time, Holders& now) const;
  void add_takers(CustomerIx customer, TimeNs from, TimeNs until, Holders& now) const;
  void add_those_still_in(const Sighting& sighting, Holders& holders) const;
  // Who had it out when a session began that goes on then.
  Holders openers(CustomerIx customer, TimeNs began, TimeNs until) const;
  // Who had the shared account out when its user signed in.
  Holders borrowers(const Sighting& sighting) const;
  void learn_entry(const Sighting& sighting);
  Knowable by_tool(const Sighting& sighting) const;
  void learn_tool(const Sighting& sighting);
  void learn_application(const Sighting& sighting);
  std::optional<Knowable> beside_a_stranger(const Sighting& sighting) const;
  People upn_holders(const std::string& upn, TimeNs time) const;
  People ever_holders(const std::string& upn, TimeNs time) const;

  struct Kept {
    struct Word {
      PersonIx person;
      std::uint64_t by;          // the number of the record
      std::optional<Name> name;  // on which alone its answer rests
    };
    std::vector<Word> words;
    TimeNs time = 0;
  };
  void tell(Kept& kept, PersonIx person, const Sighting& sighting) const;
  void learn_name(const Sighting& sighting, const Knowable& answer);
  void learn_change(const Sighting& sighting, const Knowable& answer);
  People people_of(const Kept& kept, const Sighting& sighting) const;
  // Whether Partner Center's record may be of the deed that is seen.
  bool tells_of(const Deed& deed, const Sighting& sighting) const;
  bool is_like(const Deed& deed, const Sighting& sighting) const;
  Of which(const Deed& deed, const Sighting& sighting) const;
  void learn_visitor(const Sighting& sighting, std::optional<PersonIx> who);
  void learn_opaque(const Sighting& sighting);
  std::optional<Name> own_name(const Sighting& sighting) const;
  std::optional<Name> rests_on(const Sighting& sighting) const;
  std::optional<Name> teaches_by(const Sighting& sighting) const;
  std::optional<Name> shared_name(const Kept& kept, const Sighting& sighting) const;
  std::optional<PersonIx> claimed(const Sighting& sighting) const;

  const World& world_;
  DirectoryView directory_;
  std::map<std::uint64_t, PersonIx> puids_;  // those that aobo.yaml lists, and those learned
  std::map<Guid, Kept> requests_, tokens_;
  std::map<std::pair<Guid, Guid>, Kept> sessions_;                         // of a tenant
  std::map<std::pair<Guid, Guid>, Kept> changes_made_;                     // the same
  std::map<std::string, std::map<PersonIx, std::set<TimeNs>>> addresses_;  // by an id
  std::map<std::string, std::set<PersonIx>> visitors_;  // of addresses, by whatever told them
  std::deque<Deed> deeds_, damaged_deeds_;
  std::deque<OpaqueDeed> opaque_;
  std::deque<ToolDeed> tool_deeds_;
  std::set<std::pair<std::uint32_t, Guid>> seen_apps_;  // whose sign-ins there were read
  // From which somebody signed in whom a damaged record shows, or whom nothing tells.
  std::set<std::string> doubtful_addresses_;
  std::map<CustomerIx, Vault> vault_;
  // Of shared accounts: the session that a sign-in or a token belongs to, and when it began.
  std::map<Guid, Guid> session_of_;
  std::map<Guid, TimeNs> began_;
  struct Entry {
    TimeNs time;
    Guid session;
    std::string action;  // by which they signed in: the same of all its records
    auto operator<=>(const Entry&) const = default;
  };
  std::map<CustomerIx, std::set<Entry>> entries_;
  std::vector<Change> changes_;
  std::vector<Rename> renames_;
  std::set<Name> damaged_posed_;
  std::set<Name> posed_;  // names of persons that somebody else was seen to bear, with another home
};

}  // namespace aobo::sim
