// A method: one way from a record to people. One small file each, one row each; it looks at the
// record, the directory and the evidence so far, and finds nothing, one candidate or several. The
// resolver weighs.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "plugin/case/case.h"
#include "plugin/identity/evidence.h"

namespace aobo {

struct Finding {
  std::vector<const Person*> people;
  std::optional<Guid> unknown_object;  // a partner's person's id that no directory knows
  bool others = false;                 // and somebody whom no directory knows
  // Whose another id or name is that the record gives, and what that rests on.
  std::vector<const Person*> contradicting;
  Proof contradiction;
  Confidence confidence = Confidence::kNone;  // of one person; more than one is ambiguous
  Proof proof;
  bool refuted = false;  // the record itself speaks against it: told, and nobody found

  bool empty() const { return people.empty() && !unknown_object; }
  // Nothing at all is told.
  bool silent() const {
    return empty() && !others && !refuted && contradicting.empty() &&
           confidence == Confidence::kNone && proof.kind == ProofKind::kNone &&
           contradiction.kind == ProofKind::kNone;
  }
};

struct Method {
  std::string_view name;
  Confidence confidence;  // of what it finds, where the finding itself does not say less
  void (*find)(const Case&, const Evidence&, Finding&);
};

// Strongest first.
std::span<const Method> methods();
// Those by which it is told who stood behind a tool that acted, and whose it is.
std::span<const Method> tool_methods();

bool contains(const std::vector<const Person*>& people, const Person* person);
// The people of the keys that the directory knows.
std::vector<const Person*> known_people(const Directory& directory,
                                        const std::vector<PersonKey>& keys);
// The same of those who were named: by a name alone as long as it is theirs.
std::vector<const Person*> known_people(const Case& the_case, const Evidence& evidence,
                                        const std::vector<Naming>& namings);
// Who bore the name then, also as a guest's: by what the partners' own logs say of renamings, else
// by the export, which knows only today's names.
std::vector<const Person*> people_called(const Case& the_case, const Evidence& evidence,
                                         std::string_view upn, TimeNs time);
// The same by the export, less those whom the partner's own log denies the name at that time.
std::vector<const Person*> exported_as(const Case& the_case, const Evidence& evidence,
                                       std::string_view upn, TimeNs time);
// "one member", "3 members".
std::string how_many(std::size_t number, std::string_view one, std::string_view more);

// The methods, the strongest first: a file that defines by::NAME, and a row here.
#define AOBO_METHODS(ROW)                        \
  ROW(token, "token", kExact)                    \
  ROW(object_id, "object-id", kExact)            \
  ROW(puid, "puid", kExact)                      \
  ROW(upn, "upn", kExact)                        \
  ROW(request, "request", kExact)                \
  ROW(group, "group", kStrong)                   \
  ROW(session, "session", kStrong)               \
  ROW(activity, "activity", kStrong)             \
  ROW(partner_center, "partner-center", kStrong) \
  ROW(check_out, "check-out", kStrong)           \
  ROW(address, "address", kWeak)

// Of tools' accounts and applications.
#define AOBO_TOOL_METHODS(ROW)       \
  ROW(tool_log, "tool-log", kStrong) \
  ROW(app_key, "app-key", kNone)

// What each is called, by its row: method_name::check_out is "check-out".
namespace method_name {
#define AOBO_NAME(function, name, confidence) inline constexpr std::string_view function = name;
AOBO_METHODS(AOBO_NAME)
AOBO_TOOL_METHODS(AOBO_NAME)
#undef AOBO_NAME
}  // namespace method_name

namespace by {
#define AOBO_DECLARE(function, name, confidence) \
  void function(const Case&, const Evidence&, Finding&);
AOBO_METHODS(AOBO_DECLARE)
AOBO_TOOL_METHODS(AOBO_DECLARE)
#undef AOBO_DECLARE
}  // namespace by

}  // namespace aobo
