// partner.audit: what the partner's people do in Partner Center. Source: Partner
// Center's page "auditing-resources". For instance, shortened:
//   {"partnerId":"…","customerId":"…","customerName":"Relecloud","userPrincipalName":"admin@partner…",
//    "operationType":"update_customer_user_licenses","operationDate":"2017-06-01T20:09:07.0450483Z",
//    "operationStatus":"succeeded","resourceType":"license","resourceNewValue":"{…}","customizedData":[{"key":"…","value":"…"}]}
// Beside it the portal's CSV of the same log, and Microsoft 365 Lighthouse's audit events, which
// name the partner's person in initiatedByUpn. The one log that names the real person; it has no
// record id, so none is made up. partnerId is the partner's tenant by Microsoft's reference of
// AuditRecord.PartnerId; in published examples it may be another number of the partner's, so it
// counts only where it is a partner that is known.
#include "plugin/parse/common.h"
#include "plugin/parse/document.h"
#include "plugin/parse/operation.h"

namespace aobo::families_of {
namespace {

enum Key : std::size_t {
  kPartner,
  kCustomer,
  kCustomerName,
  kUpn,
  kApplication,
  kResourceType,
  kOld,
  kNew,
  kOperation,
  kDate,
  kPortalDate,
  kStatus,
  kData,
  kId,
  kUserId,
  kIp,
  kTarget,
  kKeyCount
};
constexpr auto kShape = make_shape<kKeyCount>({
    {"partnerid", kPartner},
    {"customerid", kCustomer},
    {"customername", kCustomerName},
    {"userprincipalname", kUpn},
    {"applicationid", kApplication},
    {"resourcetype", kResourceType},
    {"resourceoldvalue", kOld},
    {"resourcenewvalue", kNew},
    {"operationtype", kOperation},
    {"operationdate", kDate},
    {"operationstatus", kStatus},
    {"customizeddata", kData},
    {"id", kId},
    // Partner Center's portal as CSV, folded: "Date-Time", "Affected customer", "Partner user"
    {"datetime", kPortalDate},
    {"affectedcustomer", kCustomerName},
    {"action", kOperation},
    {"partneruser", kUpn},
    // Microsoft 365 Lighthouse: Graph's managedTenants auditEvent (beta)
    {"activity", kOperation},
    {"activitydatetime", kDate},
    {"category", kResourceType},
    {"initiatedbyupn", kUpn},
    {"initiatedbyuserid", kUserId},
    {"initiatedbyappid", kApplication},
    {"tenantids", kCustomer},
    {"tenantnames", kCustomerName},
    {"ipaddress", kIp},
    {"requesturl", kTarget},
});

enum Datum : std::size_t { kDatumKey, kDatumValue, kDatumKeys };
constexpr auto kDatumShape = make_shape<kDatumKeys>({{"key", kDatumKey}, {"value", kDatumValue}});

// The members of resourceOldValue and resourceNewValue, side by side, as changes.
void read_values(const Slots<kKeyCount>& in, Record& record, Scratch& scratch) {
  const auto before = in.object(kOld);
  const auto after = in.object(kNew);
  const auto shown = [&](const Element& element) {
    const std::string_view text = text_of(element, scratch);
    return !text.empty() || !has_value(element) ? text : scratch.store(simdjson::minify(element));
  };
  if (after) {
    for (const auto field : *after) {
      Element old;
      const bool had = before && before->at_key(field.key).get(old) == simdjson::SUCCESS;
      add_change(record, field.key, had ? shown(old) : std::string_view(), shown(field.value));
    }
  }
  if (before) {
    for (const auto field : *before) {
      Element now;
      if (after && after->at_key(field.key).get(now) == simdjson::SUCCESS) continue;
      add_change(record, field.key, shown(field.value), {});
    }
  }
}

}  // namespace

bool is_partner_audit(const Document& document) {
  if (document.has(mark::kAffectedCustomer) && document.has(mark::kPartnerUser)) return true;
  if (document.has(mark::kInitiatedByUpn) && document.has(mark::kActivityDateTime)) return true;
  return (document.has(mark::kOperationDate) || document.has(mark::kOperationType)) &&
         document.has(mark::kPartnerOrCustomer);
}

std::optional<Refusal> parse_partner_audit(const Document& document, Record& record) {
  Scratch& scratch = document.scratch;
  const auto in = read(kShape, document);
  if (auto refusal = read_time(
          document, record, {time_text(in, kDate, scratch), time_text(in, kPortalDate, scratch)}))
    return refusal;
  record.operation_raw = in.text(kOperation);
  if (record.operation_raw.empty())
    return Refusal{Reason::kNoOperation, std::string(record.family->name)};
  record.operation = normalized_operation(record.operation_raw, scratch);
  record.kind = in.text(kResourceType);
  record.id = in.text(kId);
  record.workload = "PartnerCenter";
  read_outcome(record, in.text(kStatus), scratch);
  record.tenant = parse_id(in.text(kCustomer));
  record.tenant_name = in.text(kCustomerName);
  record.partner = parse_id(in.text(kPartner));
  record.app_name = in.text(kApplication);
  if (parse_id(record.app_name)) record.app_id = record.app_name;
  record.actor.type = ActorType::kUser;
  read_actor_text(in.text(kUpn), record.actor);
  record.actor.object = parse_id(in.text(kUserId));
  disclaim_name_where_unreadable(in.text(kUserId), record.actor);
  read_address(record, in.text(kIp));
  record.resource = in.text(kTarget);
  record.target_type = in.text(kResourceType);
  in.each(kData, [&](const Element& element) {
    const auto object = object_of(element, scratch);
    if (!object) return;
    const auto datum = read(kDatumShape, *object, scratch);
    const std::string_view key = datum.text(kDatumKey);
    add_parameter(record, key, datum.text(kDatumValue));
    if (key == "CustomerUserId" || key == "UserId") record.target_id = datum.text(kDatumValue);
  });
  read_values(in, record, scratch);
  return std::nullopt;
}

}  // namespace aobo::families_of
