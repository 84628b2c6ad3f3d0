// Document: one record's JSON as the families see it, and its outline, by which a family knows its
// own.
//
// The outline is made in one pass over the top level (and over `properties`, where a diagnostic
// setting or the portal put the record's own fields): which of the telling keys are there, and the
// category. Detection never looks at a file's name: facts about which key tells which family are in
// docs/log-families.md.
#pragma once

#include <optional>
#include <string_view>

#include "plugin/base/time_forms.h"
#include "plugin/parse/json.h"

namespace aobo {

namespace mark {
enum : std::size_t {
  kCategory,
  kProperties,
  kRecordType,
  kOperation,
  kCreationTime,
  kTimeGenerated,
  kAuditData,
  kAuditLogRecordType,
  kOfficeWorkload,
  kUserKey,
  kCreatedDateTime,
  kAppDisplayName,
  kStatus,
  kSignInMarks,
  kInitiatedBy,
  kActivityDisplayName,
  kActor,
  kActivityType,
  kActivityDateTime,
  kOperationNameValue,
  kAuthorization,
  kClaims,
  kEventTimestamp,
  kEventType,
  kData,
  kCaller,
  kResourceId,
  kIdentity,
  kSubscriptionId,
  kOperationDate,
  kOperationType,
  kPartnerOrCustomer,
  kAccount,
  kAction,
  kPerson,
  kTime,
  kType,
  kOperationName,
  kComponentName,
  kLoggedByService,
  kWorkload,
  kWindow,
  kDateUtc,
  kEventInitiatedBy,
  kTimestamp,
  kActorColumns,
  kRequestId,
  kPortalWho,
  kCrossTenant,
  kErrorCode,
  kRequestMethod,
  kRequestUri,
  kInitiatedByUpn,
  kAffectedCustomer,
  kPartnerUser,
  kApi,
  kMessage,
  kSeverity,
  kToolTenant,
  kSpecVersion,
  kCount
};
}  // namespace mark

struct Document {
  Object root;
  std::optional<Object> properties;
  Slots<mark::kCount> outline;
  std::string_view category;  // as written
  Scratch& scratch;
  DateOrder dates = DateOrder::kUnasked;
  std::optional<TimeZone> local_zone = std::nullopt;  // of times that say they are local

  bool has(std::size_t key) const { return outline.has(key); }
};

// The object of a record; `properties` may be an object or a string that holds one.
Document read_document(const Object& root, Scratch& scratch);

// A member of an object, or of the record's top level, as text; empty where it is not there.
std::string_view text_at(const Object& object, std::string_view key, Scratch& scratch);
std::string_view text_at_root(const Document& document, std::string_view key);

// Whether it is of a table that a workspace's owner made: such names end in _CL.
bool is_of_custom_table(const Document& document);
// Whether it is a row of Log Analytics, whose TenantId is the workspace.
bool is_row(const Document& document);

// The slots of a family: `properties` first where there is one, then the envelope.
template <std::size_t N, std::size_t Rows>
Slots<N> read(const Shape<N, Rows>& shape, const Document& document) {
  Slots<N> slots(document.scratch);
  if (document.properties) slots.add(shape, *document.properties);
  slots.add(shape, document.root);
  return slots;
}

}  // namespace aobo
