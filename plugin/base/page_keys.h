// Page keys: by which names an object is a page of records, and by which it is a record of somebody
// else that holds lists of what its users wrote. One place for the framer, which takes pages apart
// piece by piece, for unwrap/page.cpp, which has them whole, and for exports of the directory
// (base/json_file.h). Why so: docs/decisions/0023.
#pragma once

#include <algorithm>
#include <string_view>

#include "plugin/base/key.h"

namespace aobo::page {

// Under these a page holds its records whatever stands beside, and names that end so.
inline constexpr std::string_view kLists[] = {
    "records", "value",     "items",    "events", "results", "result", "hits",
    "data",    "responses", "messages", "rows",   "entries", "tables"};
inline constexpr std::string_view kListEndings[] = {"logs", "records", "audits", "signins"};

// Under these stands what describes a page; no record stands there.
inline constexpr std::string_view kDescriptions[] = {
    "meta",    "metadata",   "context", "info",   "paging",  "pagination", "headers", "query",
    "request", "statistics", "stats",   "shards", "summary", "render",     "links"};
// Of these not even a list of objects is one of records: it names the columns, the next pages.
inline constexpr std::string_view kColumnLists[] = {"fields", "columns", "schema", "links"};

// Names of objects in which answers are handed on.
inline constexpr std::string_view kCarriers[] = {"body",   "data",   "response", "outputs",
                                                 "output", "result", "results",  "content",
                                                 "hits",   "export", "report",   "d"};

// Keys of records, each alone: no page has one.
inline constexpr std::string_view kOfRecords[] = {
    "category",      "categoryvalue", "eventname",         "eventsource", "resourceid", "operation",
    "operationname", "useragent",     "requestparameters", "uri",         "path",       "eventtype",
    "kind",          "level",         "loglevel",          "logger"};

// Under these stands what people wrote or sent, in records of the families and in those of others:
// what lies there is no page, and no list of a page, whatever it holds. Also names that end so.
inline constexpr std::string_view kWritten[] = {"additionaldetails",
                                                "additionalinfo",
                                                "additionalinformation",
                                                "annotations",
                                                "answers",
                                                "arguments",
                                                "attachments",
                                                "claims",
                                                "customdata",
                                                "customfields",
                                                "customizeddata",
                                                "details",
                                                "exceptioninfo",
                                                "feedback",
                                                "fields",
                                                "form",
                                                "formfields",
                                                "formvalues",
                                                "httprequest",
                                                "input",
                                                "inputs",
                                                "labels",
                                                "logdata",
                                                "messagetext",
                                                "operationproperties",
                                                "params",
                                                "postdata",
                                                "properties",
                                                "reason",
                                                "resourcenewvalue",
                                                "resourceoldvalue",
                                                "statusmessage",
                                                "subject",
                                                "tags",
                                                "targetresources",
                                                "targets",
                                                "text",
                                                "title",
                                                "userdata",
                                                "userinput"};
inline constexpr std::string_view kWrittenEndings[] = {
    "attributes",  "comment",    "comments",           "description",
    "displayname", "formdata",   "justification",      "note",
    "notes",       "parameters", "modifiedproperties", "extendedproperties",
    "requestbody", "useragent"};

// Whose records a wrapper or page holds.
inline constexpr std::string_view kTenants[] = {"tenantid",         "aadtenantid",   "tenantfilter",
                                                "customertenantid", "tenantdomain",  "tenant",
                                                "azuretenantid",    "organizationid"};

inline bool is_written(std::string_view key) {
  if (is_folded_of_any(kWritten, key)) return true;
  const std::string folded = folded_key(key);
  // Attributes that organisations add to their directory: extension_<id>_name.
  if (folded.starts_with("extension")) return true;
  return std::ranges::any_of(kWrittenEndings,
                             [&](std::string_view ending) { return folded.ends_with(ending); });
}

inline bool is_list_name(std::string_view key) {
  if (is_folded_of_any(kLists, key)) return true;
  const std::string folded = folded_key(key);
  return std::ranges::any_of(kListEndings,
                             [&](std::string_view ending) { return folded.ends_with(ending); });
}

}  // namespace aobo::page
