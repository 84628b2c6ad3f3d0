// A method: one kind of evidence that leads from a record to people. One small file each, one row
// each; it looks at the record, the directory and the evidence so far, and finds nothing, one
// candidate or several. The resolver weighs.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/directory/directory.h"
#include "plugin/event/record.h"
#include "plugin/identity/attribution.h"
#include "plugin/identity/evidence.h"

namespace aobo {

struct Case {
  const Record& record;
  const Directory& directory;
  const EvidenceStore& evidence;
  const IdentityOptions& options;
  std::optional<Guid> tenant;             // where the action took place
  const SharedAccount* shared = nullptr;  // where the actor is a shared account
};

struct Finding {
  std::vector<const Person*> people;
  std::optional<Guid> unknown_object;         // a partner's person's id that no directory knows
  Confidence confidence = Confidence::kNone;  // of one person; more than one is ambiguous
  std::string text;                           // the line of evidence

  bool empty() const { return people.empty() && !unknown_object; }
};

struct Method {
  std::string_view name;
  Confidence confidence;  // of what it finds, where the finding itself does not say less
  void (*find)(const Case&, Finding&);
};

// Strongest first.
std::span<const Method> methods();

// The people of the keys that the directory knows.
std::vector<const Person*> known_people(const Directory& directory,
                                        const std::vector<PersonKey>& keys);

namespace by {
void token(const Case&, Finding&);
void object_id(const Case&, Finding&);
void puid(const Case&, Finding&);
void group(const Case&, Finding&);
void upn(const Case&, Finding&);
void request(const Case&, Finding&);
void session(const Case&, Finding&);
void partner_center(const Case&, Finding&);
void check_out(const Case&, Finding&);
void address(const Case&, Finding&);
}  // namespace by

}  // namespace aobo
