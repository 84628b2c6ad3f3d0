// Keys that are paths in a record whose family other keys tell: searches of SIEMs and pandas
// flatten one object, or all of them, and leave the rest as it was. For instance
//   {"category":"SignInLogs","time":…,"properties.userPrincipalName":…,"properties.status.errorCode":50126}
// The family is told by the record as it stands; read is the one whose objects are nested again. A
// single path is enough: the family knows what may lie there. What stands there plainly goes before
// what a path says.
// Custom tables of Log Analytics have a column for each member, with its kind at the end:
//   {"TimeGenerated":…,"category_s":"SignInLogs","properties_status_errorCode_d":50126}
// Of these the family is told by the record whose objects are nested again.
#pragma once

#include <optional>
#include <string>

#include "plugin/parse/document.h"

namespace aobo {

// Whether any of the record's own keys, or of the object that holds its fields, is a path.
bool has_dotted_keys(const Document& document);

// The record with these objects; nothing where it has more keys than any record has.
std::optional<std::string> with_nested_keys(const Document& document);

// Whether the record is a row of a custom table whose objects were taken apart; the same with
// these.
bool is_row_taken_apart(const Document& document);
std::optional<std::string> with_objects_of_row(const Document& document);

}  // namespace aobo
