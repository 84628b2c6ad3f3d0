// The rows of what is exported of a partner tenant: how each answer of Graph and Azure is read into
// the builder, and by which call it is had (docs/directory.md lists them). Which files belong to
// which row: directory/exports.h.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "plugin/base/json_file.h"
#include "plugin/directory/builder.h"
#include "plugin/directory/completeness.h"

namespace aobo {

struct ExportPlace {
  std::size_t partner;
  Guid tenant;       // the partner's
  std::string stem;  // of a file in a row's folder: the id that the call was made for
  std::string file;
  Completeness& complete;
  DirectoryBuilder& builder;
  Validity seen = {};   // when exports of several times show it
  bool former = false;  // it was so once, by a history: what is so now goes before it
};

struct ExportRow {
  std::string_view name;
  void (*read)(const JsonNode&, const ExportPlace&);
  std::string_view call;   // behind GET; <id> is the one that the file is named after
  std::string_view key;    // by which an item is known again; empty where none is kept
  std::string_view taken;  // the keys that are read, with blanks between them
  bool of_portal = false;  // also as CSV

  bool by_id() const { return call.find("<id>") != std::string_view::npos; }
  bool by_relationship() const { return name == "accessAssignments"; }
  // One call tells all, but a file of each customer's may be named after the customer.
  bool by_customer() const { return name == "subscriptions" || lists_roles(); }
  // Who has a role in the tenant that the file is named after; in the partner's own without a name.
  bool lists_roles() const;
};

// In the order in which they are read: assignments need their relationships.
std::span<const ExportRow> export_rows();
const ExportRow& row_named(std::string_view name);
const ExportRow* find_row(std::string_view name);  // null where there is none
std::string row_names();                           // "organization, users, …"

// Of those that tell roles: of which tenant, and whether they tell all who have one, or all who may
// take one up; nothing where neither.
Guid tenant_of_roles(std::string_view whose, const Guid& partner);
std::optional<DirectoryBuilder::RoleList> role_list_of(const ExportRow& row);

// "GET https://…", with the id that the file is named after.
std::string call_of(const ExportRow& row, std::string_view stem);

// Those of the readers that a history asks for what they found: it weighs several of one thing.
DirectoryBuilder::NewPerson person_of(const JsonNode& item);
Relationship relationship_of(const JsonNode& item, const ExportPlace& place);
AccessAssignment assignment_of(const JsonNode& item);

}  // namespace aobo
