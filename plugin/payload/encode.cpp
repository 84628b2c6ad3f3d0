#include "plugin/payload/encode.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>

#include <cstring>

#include "plugin/identity/attribution.h"

namespace aobo {
namespace {

std::string_view name(ActorType type) {
  switch (type) {
    case ActorType::kUser: return "user";
    case ActorType::kServicePrincipal: return "service-principal";
    case ActorType::kManagedIdentity: return "managed-identity";
    case ActorType::kGroup: return "group";
    case ActorType::kSystem: return "system";
    case ActorType::kUnknown: break;
  }
  return "";
}

// Setters of protobuf keep a string's capacity, so that an event used again allocates nothing.
#define AOBO_SET(field, text)                                              \
  do {                                                                     \
    const std::string_view value_ = (text);                                \
    if (!value_.empty()) event.set_##field(value_.data(), value_.size());  \
  } while (false)

#define AOBO_SET_ID(field, id)                         \
  do {                                                 \
    if (const auto& id_ = (id)) {                      \
      char text_[36];                                  \
      id_->write(text_);                               \
      event.set_##field(text_, sizeof text_);          \
    }                                                  \
  } while (false)

void fill_record(const Record& record, payload::Event& event) {
  AOBO_SET(family, record.family);
  AOBO_SET(kind, record.kind);
  AOBO_SET(id, record.id);
  event.set_time(record.time);
  AOBO_SET_ID(log_tenant, record.log_tenant);
  AOBO_SET(operation, record.operation);
  AOBO_SET(operation_raw, record.operation_raw);
  AOBO_SET(workload, record.workload);
  AOBO_SET(result, record.result);
  AOBO_SET(actor, record.actor.text);
  AOBO_SET(actor_type, name(record.actor.type));
  AOBO_SET(app_id, record.app_id);
  AOBO_SET(app_name, record.app_name);
  AOBO_SET(target_id, record.target_id);
  AOBO_SET(target_name, record.target_name);
  AOBO_SET(target_type, record.target_type);
  AOBO_SET(resource, record.resource);
  AOBO_SET(role_id, record.role_id);
  const Ip& ip = record.address.ip;
  if (!ip.empty()) event.set_ip(ip.bytes.data(), ip.size);
  AOBO_SET(ip_text, record.address.prefix.empty() ? record.ip_text : std::string_view(record.address.prefix));
  AOBO_SET(user_agent, record.user_agent);
  AOBO_SET(country, record.country);
  AOBO_SET(session, record.session);
  AOBO_SET_ID(request, record.request ? record.request : record.token);
  AOBO_SET(correlation, record.correlation);
  AOBO_SET(signin_cross_tenant, record.sign_in.cross_tenant);
  AOBO_SET(signin_mfa, record.sign_in.mfa);
  AOBO_SET(signin_client, record.sign_in.client);
  AOBO_SET(signin_ca_status, record.sign_in.ca_status);
  AOBO_SET(signin_risk, record.sign_in.risk);
  if (record.sign_in.error && *record.sign_in.error >= 0) {
    event.set_signin_error(static_cast<std::uint64_t>(*record.sign_in.error));
  }
  AOBO_SET_ID(subscription, record.subscription);
  for (const Change& change : record.changes) {
    auto& added = *event.add_changes();
    added.set_name(change.name.data(), change.name.size());
    if (!change.before.empty()) added.set_before(change.before.data(), change.before.size());
    if (!change.after.empty()) added.set_after(change.after.data(), change.after.size());
  }
  for (const Parameter& parameter : record.parameters) {
    auto& added = *event.add_parameters();
    added.set_name(parameter.name.data(), parameter.name.size());
    added.set_value(parameter.value.data(), parameter.value.size());
  }
}

void fill_answer(const Record& record, const Attribution& a, payload::Event& event) {
  AOBO_SET_ID(customer_id, a.tenant);
  AOBO_SET(customer_name, a.tenant_name);
  event.set_is_partner(a.is_partner);
  AOBO_SET(path, name(a.path));
  AOBO_SET_ID(partner_id, a.partner_tenant);
  if (a.partner != nullptr) {
    AOBO_SET(partner_name, a.partner->name);
    AOBO_SET(partner_kind, name(a.partner->kind));
  }
  if (a.person != nullptr) {
    auto& user = *event.mutable_user();
    user.set_id(a.person->object.text());
    user.set_upn(a.person->upn);
    user.set_name(a.person->name);
    if (const auto active = a.person->active_at(record.time)) event.set_user_active(*active);
  } else if (a.unknown_object) {
    event.mutable_user()->set_id(a.unknown_object->text());
  }
  AOBO_SET(method, a.method);
  AOBO_SET(confidence, name(a.confidence));
  for (const Person* person : a.candidates) event.add_candidates(person->upn.empty() ? person->object.text() : person->upn);
  for (const std::string& line : a.evidence) event.add_evidence(line);
}

#undef AOBO_SET
#undef AOBO_SET_ID

}  // namespace

void fill_event(const Record& record, const Attribution& attribution, const Frame& frame, payload::Event& event) {
  event.Clear();
  event.set_version(kPayloadVersion);
  fill_record(record, event);
  fill_answer(record, attribution, event);
  event.set_origin(frame.origin.data(), frame.origin.size());
  event.set_offset(frame.offset);
}

namespace {

using google::protobuf::io::CodedOutputStream;
using google::protobuf::internal::WireFormatLite;

constexpr std::uint32_t kRawTag =
    WireFormatLite::MakeTag(payload::Event::kRawFieldNumber, WireFormatLite::WIRETYPE_LENGTH_DELIMITED);

}  // namespace

Payload::Payload(const payload::Event& event, std::string_view raw)
    : event_(event),
      raw_(raw),
      size_(event.ByteSizeLong() + CodedOutputStream::VarintSize32(kRawTag) +
            CodedOutputStream::VarintSize32(static_cast<std::uint32_t>(raw.size())) + raw.size()) {}

void Payload::write(std::uint8_t* into) const {
  std::uint8_t* at = event_.SerializeWithCachedSizesToArray(into);
  at = CodedOutputStream::WriteTagToArray(kRawTag, at);
  at = CodedOutputStream::WriteVarint32ToArray(static_cast<std::uint32_t>(raw_.size()), at);
  std::memcpy(at, raw_.data(), raw_.size());
}

}  // namespace aobo
