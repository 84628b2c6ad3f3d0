#include "plugin/payload/encode.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>

#include <fmt/compile.h>
#include <fmt/format.h>

#include <cstring>

#include "plugin/base/json_object.h"
#include "plugin/event/role_change.h"
#include "plugin/event/sort_name.h"
#include "plugin/identity/application.h"
#include "plugin/identity/subject.h"

namespace aobo {
namespace {

// A string of the message keeps its capacity, so that an event used again allocates nothing; its
// setters make a string of their own first.
#define AOBO_SET(field, text)                                   \
  do {                                                          \
    const auto& value_ = (text); /* a temporary lives on */     \
    const std::string_view view_ = value_;                      \
    if (!view_.empty()) event.mutable_##field()->assign(view_); \
  } while (false)

#define AOBO_SET_ID(field, id)                                  \
  do {                                                          \
    if (const auto& id_ = (id)) {                               \
      std::string& text_ = *event.mutable_##field();            \
      text_.resize(36);                                         \
      id_->write(*reinterpret_cast<char(*)[36]>(text_.data())); \
    }                                                           \
  } while (false)

void fill_record(const Record& record, payload::Event& event) {
  AOBO_SET(family, record.family->name);
  AOBO_SET(kind, record.kind);
  AOBO_SET(sort, name(sort_of(record)));
  AOBO_SET(id, record.id);
  event.set_time(record.time);
  AOBO_SET_ID(log_tenant, record.log_tenant);
  AOBO_SET(operation, record.operation);
  AOBO_SET(operation_raw, record.operation_raw);
  AOBO_SET(workload, record.workload);
  AOBO_SET(result, outcome_text(record));
  AOBO_SET(actor, record.actor.text);
  AOBO_SET(actor_type, name(record.actor.type));
  AOBO_SET(app_id, record.app_id);
  AOBO_SET(app_name, record.app_name);
  AOBO_SET(target_id, record.target_id);
  AOBO_SET(target_name, record.target_name);
  AOBO_SET(target_type, record.target_type);
  AOBO_SET(resource, record.resource);
  AOBO_SET(role_id, id_of_role(record));
  const Address& address = record.address;
  if (!address.ip.empty()) {
    event.mutable_ip()->assign(reinterpret_cast<const char*>(address.ip.bytes.data()),
                               address.ip.size);
    event.set_ip_text(address.ip.text());
  } else {
    AOBO_SET(ip_text, address.prefix.empty() ? record.ip_text : std::string_view(address.prefix));
  }
  AOBO_SET(user_agent, record.user_agent);
  AOBO_SET(country, record.country);
  AOBO_SET(session, record.session);
  AOBO_SET_ID(request, record.request ? record.request : record.token);
  AOBO_SET(correlation, record.correlation);
  AOBO_SET(signin_cross_tenant, record.sign_in.cross_tenant);
  AOBO_SET(signin_mfa, record.sign_in.mfa);
  AOBO_SET(signin_client, record.sign_in.client);
  AOBO_SET(signin_ca_status, record.sign_in.ca_status);
  AOBO_SET(signin_agent, record.sign_in.agent);
  AOBO_SET(signin_protocol, record.sign_in.protocol);
  AOBO_SET(signin_risk, record.sign_in.risk);
  if (record.sign_in.error && *record.sign_in.error >= 0) {
    event.set_signin_error(static_cast<std::uint64_t>(*record.sign_in.error));
  }
  AOBO_SET_ID(subscription, record.subscription);
  AOBO_SET(target_role, record.target_role);
  AOBO_SET_ID(target_principal, record.target_principal);
  AOBO_SET(target_principal_type, record.target_principal_type);
  for (const Change& change : record.changes) {
    auto& added = *event.add_changes();
    added.mutable_name()->assign(change.name);
    if (!change.before.empty()) added.mutable_before()->assign(change.before);
    if (!change.after.empty()) added.mutable_after()->assign(change.after);
  }
  for (const Parameter& parameter : record.parameters) {
    auto& added = *event.add_parameters();
    added.mutable_name()->assign(parameter.name);
    added.mutable_value()->assign(parameter.value);
  }
}

void fill_proofs(const std::vector<Proof>& proofs, payload::Event& event) {
  for (const Proof& proof : proofs) {
    auto& added = *event.add_proofs();
    added.set_kind(static_cast<std::uint32_t>(proof.kind));
    for (const std::string& argument : proof.arguments)
      if (!argument.empty()) added.add_arguments(argument);
  }
}

void fill_answer(const Record& record, const Attribution& attribution, payload::Event& event) {
  AOBO_SET_ID(customer_id, attribution.tenant);
  AOBO_SET(customer_name, attribution.tenant_name);
  if (attribution.own_house) event.set_customer_own(*attribution.own_house);
  event.set_is_partner(attribution.is_partner);
  AOBO_SET(path, name(attribution.path));
  AOBO_SET_ID(partner_id, attribution.partner_tenant);
  if (attribution.partner != nullptr) {
    AOBO_SET(partner_name, attribution.partner->name);
    AOBO_SET(partner_kind, name(attribution.partner->kind));
    event.set_partner_own(attribution.partner->own);
  }
  if (attribution.person != nullptr) {
    auto& user = *event.mutable_user();
    user.set_id(attribution.person->object.text());
    user.set_upn(attribution.person->upn);
    user.set_name(attribution.person->name);
    if (const auto active = attribution.person->active_at(record.time))
      event.set_user_active(*active);
  } else if (attribution.unknown_object) {
    event.mutable_user()->set_id(attribution.unknown_object->text());
  }
  AOBO_SET(method, attribution.method);
  AOBO_SET(confidence, name(attribution.confidence));
  for (const Person* person : attribution.candidates) event.add_candidates(shown(*person));
  fill_proofs(attribution.evidence, event);
}

void fill_activity(const ActivityPart& part, payload::Event& event) {
  event.set_activity_id(fmt::format(FMT_COMPILE("{:016x}{:016x}"), part.id.high, part.id.low));
  event.set_activity_record(part.record);
  for (const Family* family : part.families) event.add_activity_families()->assign(family->name);
  for (const ActivityFact fact : part.news) event.add_activity_news()->assign(name(fact));
}

constexpr TimeNs kSecond = kSecondNs;

void fill_place(TimeNs lag, payload::Event& event) {
  if (lag <= 0) return;
  event.set_late(true);
  event.set_lag(static_cast<std::uint64_t>(lag / kSecond));
}

void fill_standing(const Record& record, const Standing& standing, payload::Event& event) {
  if (standing.status == RelationshipStatus::kNone && standing.flaws.empty()) return;
  auto& r = *event.mutable_relationship();
  if (standing.relationship != nullptr) r.set_id(standing.relationship->id);
  if (standing.type) r.mutable_type()->assign(name(*standing.type));
  r.mutable_status()->assign(name(standing.status));
  for (const Guid& role : standing.roles) r.add_roles(role.text());
  if (standing.end) {
    r.set_end(*standing.end);
    if (*standing.end > record.time)
      r.set_days_left(static_cast<std::uint64_t>((*standing.end - record.time) / kDayNs));
  }
  for (const Flaw* flaw : standing.flaws) r.add_findings()->assign(flaw->name);
}

void fill_application(const Case& the_case, payload::Event& event) {
  AOBO_SET(app_owner, name(owner_kind(the_case)));
  AOBO_SET(app_key_id, key_of(the_case.record().sign_in));
  if (const auto known = key_known(the_case)) event.set_app_key_known(*known);
  AOBO_SET(tool, tool_of(the_case));
}

void fill_verdict(const PolicyVerdict& verdict, payload::Event& event) {
  AOBO_SET(policy, name(verdict.answer));
  for (const Violation violation : verdict.violations)
    event.add_violations()->assign(name(violation));
  for (const VerdictReason& reason : verdict.reasons) {
    auto& added = *event.add_reasons();
    added.set_kind(static_cast<std::uint32_t>(reason.kind));
    if (!reason.argument.empty()) added.mutable_argument()->assign(reason.argument);
  }
  AOBO_SET(policy_scope, verdict.scope);
}

void fill_observed(const Observed& observed, payload::Event& event) {
  for (const Counted& counted : observed.counts) {
    auto& count = *event.add_counts();
    count.mutable_name()->assign(counted.row);
    count.mutable_window()->assign(counted.window);
    count.set_value(counted.value);
    count.set_reached(counted.reached);
  }
  if (observed.firsts.customer) event.set_first_customer(*observed.firsts.customer);
  if (observed.firsts.address) event.set_first_address(*observed.firsts.address);
  if (observed.firsts.app) event.set_first_app(*observed.firsts.app);
  if (observed.firsts.app_key) event.set_first_app_key(*observed.firsts.app_key);
  if (observed.firsts.app_address) event.set_first_app_address(*observed.firsts.app_address);
  if (observed.firsts.app_resource) event.set_first_app_resource(*observed.firsts.app_resource);
  if (observed.firsts.token_network) event.set_first_token_network(*observed.firsts.token_network);
  if (observed.firsts.session_network)
    event.set_first_session_network(*observed.firsts.session_network);
  if (observed.firsts.way) event.set_first_way(*observed.firsts.way);
  if (observed.group_gives_rights) event.set_group_gives_rights(*observed.group_gives_rights);
  if (observed.target_privileged) event.set_target_privileged(*observed.target_privileged);
  if (observed.signin_log) event.set_signin_log(*observed.signin_log);
  if (observed.mail_outside) event.set_mail_outside(*observed.mail_outside);
  AOBO_SET(credit, name(observed.credit.status));
  AOBO_SET(credit_subscription, observed.credit.subscription);
  for (const std::string& one : observed.credit.remaining) event.add_credit_remaining(one);
}

void fill_subject(const Subject& subject, payload::Event& event) {
  AOBO_SET_ID(customer_id, subject.tenant);
  AOBO_SET(customer_name, subject.tenant_name);
  event.set_is_partner(subject.is_partner);
  AOBO_SET(path, name(subject.path));
  AOBO_SET_ID(partner_id, subject.partner_tenant);
  AOBO_SET(partner_name, subject.partner_name);
  AOBO_SET(partner_kind, subject.partner_kind);
  if (!subject.user_id.empty()) {
    auto& user = *event.mutable_user();
    user.set_id(subject.user_id);
    user.set_upn(subject.user_upn);
    user.set_name(subject.user_name);
  }
  AOBO_SET(method, subject.method);
  AOBO_SET(confidence, name(subject.confidence));
  for (const std::string& one : subject.candidates) event.add_candidates(one);
  fill_proofs(subject.evidence, event);
  AOBO_SET(actor, subject.actor);
  AOBO_SET(operation, subject.operation);
  AOBO_SET(app_id, subject.app_id);
  AOBO_SET(tool, subject.tool);
  AOBO_SET(target_id, subject.target_id);
  AOBO_SET(target_name, subject.target_name);
  AOBO_SET_ID(subscription, subject.subscription);
}

void fill_was(const Subject& before, payload::Was& was) {
  if (!before.user_id.empty()) {
    auto& user = *was.mutable_user();
    user.set_id(before.user_id);
    user.set_upn(before.user_upn);
    user.set_name(before.user_name);
  }
  was.set_confidence(std::string(name(before.confidence)));
  was.set_method(before.method);
  for (const std::string& one : before.candidates) was.add_candidates(one);
}

}  // namespace

void fill_event(const Case& the_case, payload::Event& event) {
  event.Clear();
  event.set_version(kPayloadVersion);
  fill_record(the_case.record(), event);
  if (the_case.record().app_id.empty()) AOBO_SET_ID(app_id, the_case.app);
  fill_application(the_case, event);
  fill_answer(the_case.record(), the_case.attribution, event);
  fill_activity(the_case.activity, event);
  fill_place(the_case.lag, event);
  if (the_case.attribution.is_partner) {
    fill_standing(the_case.record(), the_case.standing, event);
    fill_verdict(the_case.verdict, event);
  }
  AOBO_SET(ticket, the_case.verdict.ticket);
  fill_observed(the_case.observed, event);
  AOBO_SET(origin, the_case.origin);
  event.set_offset(the_case.offset);
}

void fill_event(const Derived& derived, TimeNs lag, payload::Event& event) {
  event.Clear();
  event.set_version(kPayloadVersion);
  AOBO_SET(family, kDerivedFamily);
  AOBO_SET(kind, derived.kind);
  AOBO_SET(id, event_id(derived));
  event.set_time(derived.time);
  fill_subject(derived.basis.subject, event);
  fill_place(lag, event);
  AOBO_SET(derived, derived.kind);
  for (const std::string& id : derived.ids) event.add_derived_ids(id);
  AOBO_SET(derived_text, derived.text());
  if (derived.gap) {
    AOBO_SET(gap_log, derived.gap->log);
    event.set_gap_start(derived.gap->start);
    event.set_gap_end(derived.gap->end);
  }
  for (const Figure& figure : derived.figures) {
    auto& added = *event.add_figures();
    added.mutable_name()->assign(figure.name);
    added.set_value(figure.value);
  }
  if (derived.before) fill_was(*derived.before, *event.mutable_was());
  AOBO_SET(credit, name(derived.credit));
  if (derived.credit != CreditStatus::kNone)
    AOBO_SET_ID(credit_subscription, derived.basis.subject.subscription);
  AOBO_SET(origin, derived.basis.origin);
  event.set_offset(derived.basis.offset);
}

#undef AOBO_SET
#undef AOBO_SET_ID

std::string json_of(const Derived& derived) {
  JsonObject figures;
  for (const Figure& figure : derived.figures) figures.count(figure.name, figure.value);
  return JsonObject()
      .whole_text("derived", derived.kind)
      .whole_text("time", format_time(derived.time))
      .list("ids", derived.ids)
      .whole_text("text", derived.text())
      .object("figures", figures)
      .done();
}

namespace {

using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedOutputStream;

constexpr std::uint32_t kRawTag = WireFormatLite::MakeTag(
    payload::Event::kRawFieldNumber, WireFormatLite::WIRETYPE_LENGTH_DELIMITED);

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
