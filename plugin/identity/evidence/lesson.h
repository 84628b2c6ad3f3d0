// Lesson: what the answer to a record lets it teach. It needs no directory: it can be repeated and
// taken back whatever was reloaded since.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plugin/base/limits.h"
#include "plugin/case/attribution.h"
#include "plugin/event/record.h"
#include "plugin/identity/evidence/naming.h"
#include "plugin/identity/evidence/topic.h"
#include "plugin/identity/options.h"

namespace aobo {

struct Lesson {
  std::optional<Guid> tenant;        // where it took place
  bool at_partner = false;           // that is a partner's own tenant
  std::optional<PersonKey> person;   // who acted, where that is certain enough to teach
  bool exact = false;                // and by an id that only this person has
  bool by_name = false;              // and by the actor's name alone
  std::optional<PersonKey> claimed;  // whom the record itself names by an id, also in a conflict
  std::vector<PersonKey> disputed;   // in a conflict: all whom exact evidence leads to
  std::vector<PersonKey> perhaps;    // who it may have been that signed in, where nobody is certain
  std::optional<PersonKey> stranger;  // the partner's person whom no export knows, by their id
  std::string account;                // the shared account that was used, checked out or in
  std::vector<Guid> groups;           // within the group whose right was used
  bool opaque = false;                // who acted is not shown, and it may be Partner Center's work

  friend bool operator==(const Lesson&, const Lesson&) = default;
  template <class Archive>
  void serialize(Archive& archive) {
    archive(tenant, at_partner, person, exact, by_name, claimed, disputed, perhaps, stranger,
            account, groups, opaque);
  }
  // How the record names this person.
  Naming naming(const PersonKey& of, const Record& record) const {
    if (!by_name || of != person) return {of, {}, 0};
    return {of, std::string(record.actor.upn), record.time};
  }
};

// What every kind of evidence has; a kind is a class in a file of its own, and a row of the list in
// identity/evidence.h.
//
//   lessons(record, lesson, visit)   what the record teaches: visit(key, entry)
//   topics(key, entry, visit)        what that is about: visit(topic)
//   questions(record, lesson, options, out)   what could be told of the record: its topics
//   affected(entry, topic)           where not all records that ask about it are concerned: of
//   which
//                                    times they are
//   kRipens                          that of it which a later record may soon tell otherwise waits
//   kStands                          it does not hang on the answer, and is not taken back with it
//   keep(entries, entry)             whether one more entry under a key tells anything
//   ledger()                         where the entries are
//
// and what it answers.
template <typename Kind>
concept EvidenceKind = requires(Kind kind, const Record& record, const Lesson& lesson,
                                std::vector<TopicId>& topics, const IdentityOptions& options) {
  Kind(options);
  { Kind::kName } -> std::convertible_to<std::string_view>;
  Kind::lessons(record, lesson, [](const auto&, const auto&) {});
  kind.questions(record, lesson, options, topics);
  kind.ledger();
};

// Nothing is superfluous.
struct KeepAll {
  template <typename Entries, typename Entry>
  static bool keep(const Entries&, const Entry&) {
    return true;
  }
};

}  // namespace aobo
