#include "plugin/parse/document.h"

namespace aobo {
namespace {

constexpr auto kOutline = make_shape<mark::kCount>({
    {"category", mark::kCategory},
    {"categoryvalue", mark::kCategory},
    {"properties", mark::kProperties},
    {"properties_d", mark::kProperties},
    {"recordtype", mark::kRecordType},
    {"operation", mark::kOperation},
    {"creationtime", mark::kCreationTime},
    {"timegenerated", mark::kTimeGenerated},
    {"auditdata", mark::kAuditData},
    {"auditdata_raw", mark::kAuditData},  // of scripts that took it apart
    {"auditlogrecordtype", mark::kAuditLogRecordType},
    {"officeworkload", mark::kOfficeWorkload},
    {"userkey", mark::kUserKey},
    {"createddatetime", mark::kCreatedDateTime},
    {"appdisplayname", mark::kAppDisplayName},
    {"status", mark::kStatus},
    {"status_dynamic", mark::kStatus},
    {"status_string", mark::kStatus},
    {"clientappused", mark::kSignInMarks},
    {"conditionalaccessstatus", mark::kSignInMarks},
    {"signineventtypes", mark::kSignInMarks},
    {"initiatedby", mark::kInitiatedBy},
    {"activitydisplayname", mark::kActivityDisplayName},
    {"actor", mark::kActor},
    {"activitytype", mark::kActivityType},
    {"activitydatetime", mark::kActivityDateTime},
    {"operationnamevalue", mark::kOperationNameValue},
    {"authorization", mark::kAuthorization},
    {"authorization_d", mark::kAuthorization},
    {"claims", mark::kClaims},
    {"claims_d", mark::kClaims},
    {"eventtimestamp", mark::kEventTimestamp},
    {"eventsubmissiontimestamp", mark::kEventTimestamp},
    {"eventtype", mark::kEventType},
    {"specversion", mark::kSpecVersion},
    {"data", mark::kData},
    {"caller", mark::kCaller},
    {"resourceid", mark::kResourceId},
    {"identity", mark::kIdentity},
    {"subscriptionid", mark::kSubscriptionId},
    {"operationdate", mark::kOperationDate},
    {"operationtype", mark::kOperationType},
    {"customerid", mark::kPartnerOrCustomer},
    {"partnerid", mark::kPartnerOrCustomer},
    {"account", mark::kAccount},
    {"action", mark::kAction},
    {"person", mark::kPerson},
    {"user", mark::kPerson},
    {"time", mark::kTime},
    {"window", mark::kWindow},
    {"type", mark::kType},
    {"operationname", mark::kOperationName},
    {"componentname", mark::kComponentName},
    {"loggedbyservice", mark::kLoggedByService},
    {"workload", mark::kWorkload},
    {"dateutc", mark::kDateUtc},
    {"eventinitiatedby", mark::kEventInitiatedBy},
    {"timestamp", mark::kTimestamp},
    {"actoruserprincipalname", mark::kActorColumns},
    {"requestid", mark::kRequestId},
    {"username", mark::kPortalWho},
    {"serviceprincipalid", mark::kPortalWho},
    {"accountupn", mark::kPortalWho},
    {"crosstenantaccesstype", mark::kCrossTenant},
    {"errorcode", mark::kErrorCode},
    {"signinerrorcode", mark::kErrorCode},
    {"requestmethod", mark::kRequestMethod},
    {"requesturi", mark::kRequestUri},
    {"initiatedbyupn", mark::kInitiatedByUpn},
    {"affectedcustomer", mark::kAffectedCustomer},
    {"partneruser", mark::kPartnerUser},
    {"api", mark::kApi},
    {"message", mark::kMessage},
    {"severity", mark::kSeverity},
    {"tenant", mark::kToolTenant},
});

}  // namespace

Document read_document(const Object& root, Scratch& scratch) {
  Document document{root, std::nullopt, read(kOutline, root, scratch), {}, scratch};
  document.category = document.outline.text(mark::kCategory);
  // Category may be an object in Azure's REST form: {"value": "Administrative", …}.
  if (document.category.empty() && document.has(mark::kCategory)) {
    if (const auto object = document.outline.object(mark::kCategory)) {
      document.category = text_at(*object, "value", scratch);
    }
  }
  if (is_cut_object(document.category)) document.category = {};
  document.properties = document.outline.object(mark::kProperties);
  return document;
}

bool is_of_custom_table(const Document& document) {
  constexpr std::string_view kEnd = "_CL";
  const std::string_view table = document.outline.text(mark::kType);
  return table.size() > kEnd.size() &&
         equal_ignoring_case(table.substr(table.size() - kEnd.size()), kEnd);
}

bool is_row(const Document& document) {
  return document.has(mark::kTimeGenerated) || is_of_custom_table(document);
}

std::string_view text_at(const Object& object, std::string_view key, Scratch& scratch) {
  const auto value = member_of(object, key);
  return value ? text_of(*value, scratch) : std::string_view();
}

std::string_view text_at_root(const Document& document, std::string_view key) {
  return text_at(document.root, key, document.scratch);
}

}  // namespace aobo
