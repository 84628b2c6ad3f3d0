// Keys that are paths in a record whose family other keys tell: searches of SIEMs and pandas
// flatten one object, or all of them, and leave the rest as it was. For instance
//   {"category":"SignInLogs","time":…,"properties.userPrincipalName":…,"properties.status.errorCode":50126}
// The family is told by the record as it stands; read is the one whose objects are nested again. A
// single path is enough: the family knows what may lie there. What stands there plainly goes before
// what a path says.
#pragma once

#include <optional>
#include <string>

#include "plugin/parse/document.h"

namespace aobo {

// Whether any of the record's own keys, or of the object that holds its fields, is a path.
bool has_dotted_keys(const Document& document);

// The record with these objects; nothing where it has more keys than any record has.
std::optional<std::string> with_nested_keys(const Document& document);

}  // namespace aobo
