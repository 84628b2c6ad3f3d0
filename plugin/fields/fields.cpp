#include "plugin/fields/fields.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/published.h"
#include "plugin/base/text.h"
#include "plugin/behaviour/counts.h"
#include "plugin/event/family_traits.h"
#include "plugin/event/signin_code.h"
#include "plugin/fields/entries.h"
#include "plugin/fields/extracted_event.h"
#include "plugin/fields/keys.h"
#include "plugin/fields/sentences.h"
#include "plugin/fields/who.h"
#include "plugin/fields/words.h"

namespace aobo {
namespace {

using E = ExtractedEvent;
using A = std::string_view;
constexpr auto kString = FieldType::kString;
constexpr bool kAlways = true;
constexpr auto kCustomer = RestsOn::kCustomer;
constexpr auto kCustomers = RestsOn::kCustomers;

// A getter of one text of the payload.
#define AOBO_TEXT(getter) [](E& e, A, Values& v) { v.add(e.event().getter()); }
// Of a truth, where it is known.
#define AOBO_FLAG(getter)                                            \
  [](E& e, A, Values& v) {                                           \
    if (e.event().has_##getter()) v.set(e.event().getter() ? 1 : 0); \
  }
// Of one time, where it is known.
#define AOBO_TIME(getter) [](E& e, A, Values& v) { set_time(v, e.event().getter()); }

#define AOBO_COUNT_NAME(id, name, ...) constexpr char k##id[] = name;
AOBO_COUNTS(AOBO_COUNT_NAME)
#undef AOBO_COUNT_NAME

template <typename List>
void add_all(const List& list, Values& values) {
  for (const auto& text : list) values.add(text);
}

constexpr Field
    kFields[] =
        {
            {"aobo.id", kString, false, "", false, "Record id, as the log gives it.",
             AOBO_TEXT(id)},
            {"aobo.family", kString, false, "", false,
             "Log family: {}; the last is that of an event which follows from others.",
             AOBO_TEXT(family), words::families, kAlways},
            {"aobo.family.traits", kString, true, "", false,
             "What that log is, and the record with it: {}; the last is a partner's own word of "
             "what was done elsewhere.",
             [](E& extracted, A, Values& values) {
               const Family& family = family_named(extracted.event().family());
               for (const FamilyTrait& trait : family_traits())
                 if (trait.holds(family, extracted.event().workload())) values.add(trait.name);
             },
             words::family_traits},
            {"aobo.kind", kString, false, "", false,
             "Sort of record within its family: the kind of sign-in, the audit category, the "
             "record type.",
             AOBO_TEXT(kind)},
            {"aobo.sort", kString, false, "", false,
             "What the record tells of, whatever its log calls it: {}.", AOBO_TEXT(sort),
             words::sorts},
            {"aobo.time", FieldType::kAbsTime, false, "", false, "When it happened, by the record.",
             [](E& e, A, Values& v) { v.set(static_cast<std::uint64_t>(e.event().time())); },
             nullptr, kAlways},
            {"aobo.time.text", kString, false, "", false,
             "The same as people read it: 2026-03-05 09:10:00 UTC, or in the configured time zone.",
             [](E& e, A, Values& v) { v.add(e.keep(e.zone().written(e.event().time()))); }, nullptr,
             kAlways},
            {"aobo.who", kString, false, "", true,
             "Who acted, in words that always say something: the person and the partner, "
             "one of several, an unknown technician, the customer's own account, an application.",
             [](E& e, A, Values& v) { v.add(e.keep(who(e.event()))); }, nullptr, kAlways},
            {"aobo.told", kString, false, "", false,
             "The same, and where, when, from which address, on what, with which settings that "
             "decide (ForwardTo, AccessRights …), by which right, under which ticket and how sure, "
             "for people; what is not known is left out.",
             [](E& e, A, Values& v) { v.add(e.keep(sentence(e.event(), e.zone()))); }},
            {"aobo.customer.id", kString, false, "", false, "Tenant in which it happened.",
             AOBO_TEXT(customer_id)},
            {"aobo.customer.own", FieldType::kBool, false, "", false,
             "Of a tenant that is a partner's: whether it is one's own house.",
             AOBO_FLAG(customer_own)},
            {"aobo.customer.name", kString, false, "", true,
             "Name of that tenant: the directory's, else the domain that the record gives, else "
             "its id.",
             [](E& extracted, A, Values& values) {
               const auto& event = extracted.event();
               values.add(event.customer_name().empty() ? event.customer_id()
                                                        : event.customer_name());
             }},
            {"aobo.tenant.id", kString, false, "", false,
             "Tenant whose log the record comes from, where the record says so.",
             AOBO_TEXT(log_tenant)},
            {"aobo.tenant.signin_log", FieldType::kBool, false, "", false,
             "Whether the tenant in which it happened hands on a sign-in log: a record of it came "
             "within the last days. Without a value where that is not known yet.",
             AOBO_FLAG(signin_log), nullptr, !kAlways, kCustomer},
            {"aobo.operation", kString, false, "", true,
             "Operation in one spelling: lower case, hyphens, single blanks, no final dot.",
             AOBO_TEXT(operation)},
            {"aobo.operation.raw", kString, false, "", false, "Operation as the log writes it.",
             AOBO_TEXT(operation_raw)},
            {"aobo.workload", kString, false, "", false, "Service that was acted in.",
             AOBO_TEXT(workload)},
            {"aobo.result", kString, false, "", false,
             "success, failure, started, partial, timeout, interruption (a sign-in that asks for a "
             "next step), or the log's own word.",
             AOBO_TEXT(result)},
            {"aobo.actor", kString, false, "", false, "Who acted, as the record itself writes it.",
             AOBO_TEXT(actor)},
            {"aobo.actor.type", kString, false, "", false,
             "What acted, where the record tells: {}.", AOBO_TEXT(actor_type), words::actor_types},
            {"aobo.app.id", kString, false, "", false,
             "Application id through or as which it was done.", AOBO_TEXT(app_id)},
            {"aobo.app.name", kString, false, "", false, "Name of that application.",
             AOBO_TEXT(app_name)},
            {"aobo.app.owner", kString, false, "", false,
             "Whose the application is: {}; absent where nobody tells.", AOBO_TEXT(app_owner),
             words::app_owners},
            {"aobo.app.key.id", kString, false, "", false,
             "Id of the secret, certificate or federation with which the application signed in.",
             AOBO_TEXT(app_key_id)},
            {"aobo.app.key.known", FieldType::kBool, false, "", false,
             "Whether the directory knows that key; absent where no export tells the application's "
             "keys.",
             AOBO_FLAG(app_key_known)},
            {"aobo.tool", kString, false, "", false,
             "Name of the partner's tool that acted, by its account or as an application.",
             AOBO_TEXT(tool)},
            {"aobo.target.id", kString, false, "", false, "Id of what was acted on.",
             AOBO_TEXT(target_id)},
            {"aobo.target.name", kString, false, "", false, "Name or UPN of what was acted on.",
             AOBO_TEXT(target_name)},
            {"aobo.target.type", kString, false, "", false, "Kind of what was acted on.",
             AOBO_TEXT(target_type)},
            {"aobo.target.gives_rights", FieldType::kBool, false, "", false,
             "Whether the group whose members or owners were changed, or one that it is within, "
             "gives rights at a customer, by the directory.",
             AOBO_FLAG(group_gives_rights)},
            {"aobo.target.privileged", FieldType::kBool, false, "", false,
             "Whether the user or the application that was acted on held a role then that "
             "Microsoft "
             "marks as privileged, or could take one up, beside the role that the record itself "
             "changes; by the logs of that tenant and by exports. Absent where that is not known.",
             AOBO_FLAG(target_privileged), nullptr, !kAlways, kCustomer},
            {"aobo.mail.outside", FieldType::kBool, false, "", false,
             "Whether an address to which the record lets mail go is outside of the domains of "
             "the customer and of the mailbox; absent where it names none.",
             AOBO_FLAG(mail_outside)},
            {"aobo.change", kString, false, "NAME", false,
             "New value of the changed property NAME.",
             [](E& extracted, A name, Values& values) {
               find_spelt(extracted.event().changes(), name, values,
                          [](const payload::Change& c) -> A { return c.after(); });
             }},
            {"aobo.change.old", kString, false, "NAME", false,
             "Old value of the changed property NAME.",
             [](E& extracted, A name, Values& values) {
               find_spelt(extracted.event().changes(), name, values,
                          [](const payload::Change& c) -> A { return c.before(); });
             }},
            {"aobo.key.added", FieldType::kBool, false, "", false,
             "Of a change of an application's keys, whether one was added; false where keys were "
             "only taken away.",
             key_added},
            {"aobo.param", kString, false, "NAME", false,
             "Value of the parameter or additional detail NAME.",
             [](E& extracted, A name, Values& values) {
               find_spelt(extracted.event().parameters(), name, values,
                          [](const payload::NameValue& p) -> A { return p.value(); });
             }},
            {"aobo.resource", kString, false, "", false,
             "Resource path, site or URI that was acted on.", AOBO_TEXT(resource)},
            {"aobo.subscription.id", kString, false, "", false, "Azure subscription.",
             AOBO_TEXT(subscription)},
            {"aobo.role.id", kString, false, "", false,
             "Role that was used (Azure: role definition) or granted (Entra: role template).",
             AOBO_TEXT(role_id)},
            {"aobo.role.name", kString, false, "", false,
             "Name of that role, as Microsoft publishes it; its id where it is none of those.",
             [](E& extracted, A, Values& values) {
               const A name = role_name(extracted.event().role_id());
               values.add(name.empty() ? A(extracted.event().role_id()) : name);
             }},
            {"aobo.ip", FieldType::kIpAddr, false, "", false,
             "Address it came from, where the log shows a whole one.", AOBO_TEXT(ip)},
            {"aobo.ip.text", kString, false, "", false,
             "The same as text, without the port that some logs write; of a masked one the known "
             "beginning, ending in a separator. What is no address stands as the log has it.",
             AOBO_TEXT(ip_text)},
            {"aobo.user_agent", kString, false, "", false, "User agent; whoever acts chooses it.",
             AOBO_TEXT(user_agent)},
            {"aobo.country", kString, false, "", false,
             "Country of the address, as the log gives it.", AOBO_TEXT(country)},
            {"aobo.session", kString, false, "", false, "Session id.", AOBO_TEXT(session)},
            {"aobo.request", kString, false, "", false,
             "Request id of the sign-in: the record's own, or that of the sign-in whose token was "
             "used.",
             AOBO_TEXT(request)},
            {"aobo.correlation", kString, false, "", false, "Correlation id.",
             AOBO_TEXT(correlation)},
            {"aobo.signin.cross_tenant", kString, false, "", false,
             "Cross-tenant access type of a sign-in: none, serviceProvider, b2bCollaboration …",
             AOBO_TEXT(signin_cross_tenant)},
            {"aobo.signin.mfa", kString, false, "", false,
             "Authentication requirement, or what was satisfied before: {}.", AOBO_TEXT(signin_mfa),
             words::mfa},
            {"aobo.signin.client", kString, false, "", false,
             "Client application kind of a sign-in.", AOBO_TEXT(signin_client)},
            {"aobo.signin.protocol", kString, false, "", false,
             "Authentication protocol of a sign-in, where it is one in particular: deviceCode, "
             "ropc, oAuth2, saml20 …",
             AOBO_TEXT(signin_protocol)},
            {"aobo.signin.ca_status", kString, false, "", false,
             "Conditional Access: success, failure, notApplied.", AOBO_TEXT(signin_ca_status)},
            {"aobo.signin.risk", kString, false, "", false, "Risk level during the sign-in.",
             AOBO_TEXT(signin_risk)},
            {"aobo.signin.agent", kString, false, "", false,
             "Kind of AI agent that signed in for the one named: agenticApp, agenticAppInstance, "
             "agentIDuser …",
             AOBO_TEXT(signin_agent)},
            {"aobo.signin.error", FieldType::kUint64, false, "", false,
             "Error code of a sign-in, 0 for success.",
             [](E& e, A, Values& v) {
               if (e.event().has_signin_error()) v.set(e.event().signin_error());
             }},
            {"aobo.signin.outcome", kString, false, "", false,
             "What that code says: success, interruption (the user is asked for a next step), "
             "blocked (a policy refuses) or failure.",
             [](E& e, A, Values& v) {
               if (e.event().has_signin_error()) v.add(signin_outcome(e.event().signin_error()));
             }},
            {"aobo.is_partner", FieldType::kBool, false, "", false,
             "Whether a partner acted in somebody else's tenant.",
             [](E& e, A, Values& v) { v.set(e.event().is_partner() ? 1 : 0); }, nullptr, kAlways},
            {"aobo.path", kString, false, "", true, "Way in: {}.", AOBO_TEXT(path), words::paths},
            {"aobo.partner.id", kString, false, "", false, "Tenant of the partner.",
             AOBO_TEXT(partner_id)},
            {"aobo.partner.name", kString, false, "", true, "Name of the partner.",
             AOBO_TEXT(partner_name)},
            {"aobo.partner.kind", kString, false, "", false, "How the partner sells: {}.",
             AOBO_TEXT(partner_kind), words::partner_kinds},
            {"aobo.partner.own", FieldType::kBool, false, "", false,
             "Whether it is one's own house: a partner whose people the directory holds.",
             AOBO_FLAG(partner_own)},
            {"aobo.user.id", kString, false, "", false,
             "Object id of the person in the partner tenant; also where confidence is unknown.",
             [](E& e, A, Values& v) { v.add(e.event().user().id()); }},
            {"aobo.user.upn", kString, false, "", true, "UPN of the partner's person who acted.",
             [](E& e, A, Values& v) { v.add(e.event().user().upn()); }},
            {"aobo.user.name", kString, false, "", true,
             "Name of the partner's person who acted, as the directory has it.",
             [](E& e, A, Values& v) { v.add(e.event().user().name()); }},
            {"aobo.user.active", FieldType::kBool, false, "", false,
             "Whether the person was with the partner then; false for one who had left or not yet "
             "come.",
             AOBO_FLAG(user_active)},
            {"aobo.method", kString, false, "", false,
             "What named the person, or told which tool it was: {}.", AOBO_TEXT(method),
             words::methods},
            {"aobo.confidence", kString, false, "", true,
             "How sure the name is, or why there is none: {}; absent where no partner's person is "
             "sought.",
             AOBO_TEXT(confidence), words::confidences},
            {"aobo.candidates", kString, true, "", false,
             "UPNs of the person named, or of all who remain.",
             [](E& e, A, Values& v) {
               for (const auto& candidate : e.event().candidates()) v.add(candidate);
             }},
            {"aobo.evidence", kString, true, "", false,
             "What the answer rests on, a line each, strongest first.",
             [](E& extracted, A, Values& values) {
               for (const auto& line : extracted.event().evidence()) values.add(line);
               for (const auto& proof : extracted.event().proofs()) values.add_own(text_of(proof));
             }},
            {"aobo.evidence.kinds", kString, true, "", false,
             "The kind of each line of aobo.evidence, in their order: {}.",
             [](E& e, A, Values& v) {
               for (const auto& proof : e.event().proofs()) v.add(name(kind_of(proof)));
             },
             words::evidence_kinds},
            {"aobo.activity.id", kString, false, "", false,
             "Name of the activity that it tells of: the same at all records of one activity.",
             AOBO_TEXT(activity_id), nullptr, !kAlways, kCustomer},
            {"aobo.activity.record", FieldType::kUint64, false, "", false,
             "The how-manieth record of its activity it is: 1 at the first.",
             [](E& e, A, Values& v) {
               if (e.event().activity_record() != 0) v.set(e.event().activity_record());
             },
             nullptr, !kAlways, kCustomer},
            {"aobo.activity.families", kString, true, "", false,
             "Log families that have told of the activity so far, this record's among them.",
             [](E& e, A, Values& v) { add_all(e.event().activity_families(), v); }, nullptr,
             !kAlways, kCustomer},
            {"aobo.activity.news", kString, true, "", false,
             "What it tells of the activity that no record before it told, or not so: {}.",
             [](E& e, A, Values& v) { add_all(e.event().activity_news(), v); },
             words::activity_facts, !kAlways, kCustomer},
            {"aobo.late", FieldType::kBool, false, "", false,
             "Whether it came after records of a later time had gone out.",
             [](E& e, A, Values& v) { v.set(e.event().late() ? 1 : 0); }, nullptr, kAlways},
            {"aobo.lag", FieldType::kUint64, false, "", false,
             "How far behind the latest record before it, in whole seconds; where late.",
             [](E& e, A, Values& v) {
               if (e.event().late()) v.set(e.event().lag());
             }},
            {"aobo.policy", kString, false, "", true,
             "Whether a partner's action was within what was agreed: {}; the last where nothing "
             "was agreed.",
             AOBO_TEXT(policy), words::policy_answers},
            {"aobo.policy.violations", kString, true, "", true, "What it breaks: {}.",
             [](E& e, A, Values& v) { add_all(e.event().violations(), v); }, words::violations},
            {"aobo.policy.reasons", kString, true, "", false, "Why, a line each.",
             [](E& extracted, A, Values& values) {
               add_all(extracted.event().policy_reasons(), values);
               for (const auto& one : extracted.event().reasons()) values.add_own(text_of(one));
             }},
            {"aobo.policy.scope", kString, false, "", false,
             "Name of the scope that allowed it, or came nearest.", AOBO_TEXT(policy_scope)},
            {"aobo.ticket", kString, false, "", false,
             "Ticket under which it was done: the record's own, or of the check-out, access window "
             "or PIM activation that was open then; of several all. Whether a scope needs one or "
             "not.",
             AOBO_TEXT(ticket)},
            {"aobo.relationship.id", kString, false, "", false,
             "Relationship by whose right it was done, as the directory has it.",
             [](E& e, A, Values& v) { v.add(e.event().relationship().id()); }},
            {"aobo.relationship.type", kString, false, "", false, "By what it was done: {}.",
             [](E& e, A, Values& v) { v.add(e.event().relationship().type()); },
             words::relationship_types},
            {"aobo.relationship.status", kString, false, "", false,
             "At the time of the event: {}; the last where none is on record.",
             [](E& e, A, Values& v) { v.add(e.event().relationship().status()); },
             words::relationship_statuses},
            {"aobo.relationship.roles", kString, true, "", false,
             "Role template ids granted to the person by it; of an unnamed person those it grants "
             "at all.",
             [](E& e, A, Values& v) { add_all(e.event().relationship().roles(), v); }},
            {"aobo.relationship.end", FieldType::kAbsTime, false, "", false,
             "When it ends or ended.", AOBO_TIME(relationship().end)},
            {"aobo.relationship.days_left", FieldType::kUint64, false, "", false,
             "Whole days until it ends, where it has not ended.",
             [](E& extracted, A, Values& values) {
               if (extracted.event().relationship().has_days_left())
                 values.set(extracted.event().relationship().days_left());
             }},
            {"aobo.relationship.findings", kString, true, "", false,
             "Where the chain from person to right does not close: {}.",
             [](E& e, A, Values& v) { add_all(e.event().relationship().findings(), v); },
             words::findings},
// clang-format off
#define AOBO_COUNT_FIELD(id, name, key, value, remembered, text) \
            {"aobo." name, FieldType::kUint64, false, "WINDOW", false, text, counted<k##id>, nullptr, !kAlways, kCustomers},
#define AOBO_REACHED_FIELD(id, name, ...) \
            {"aobo.reached." name, FieldType::kUint64, false, "WINDOW", false, \
             "aobo." name " where this record has raised it to a number that was not reached within the window before.", \
             reached<k##id>, nullptr, !kAlways, kCustomers},
            AOBO_COUNTS(AOBO_COUNT_FIELD)
            AOBO_COUNTS(AOBO_REACHED_FIELD)
#undef AOBO_COUNT_FIELD
#undef AOBO_REACHED_FIELD
            {"aobo.first.customer", FieldType::kBool, false, "", false,
             "Whether the person is in this customer's tenant for the first time.",
             AOBO_FLAG(first_customer), nullptr, !kAlways, kCustomer},
            // clang-format on
            {"aobo.first.address", FieldType::kBool, false, "", false,
             "Whether the person comes from this network (/24 of IPv4, /48 of IPv6) for the first "
             "time.",
             AOBO_FLAG(first_address), nullptr, !kAlways, kCustomers},
            {"aobo.first.app", FieldType::kBool, false, "", false,
             "Whether the application is seen in this tenant for the first time.",
             AOBO_FLAG(first_app), nullptr, !kAlways, kCustomer},
            {"aobo.first.app_key", FieldType::kBool, false, "", false,
             "Whether the application signs in with this key for the first time, and has with "
             "others before.",
             AOBO_FLAG(first_app_key), nullptr, !kAlways, kCustomers},
            {"aobo.first.app_address", FieldType::kBool, false, "", false,
             "Whether the application signs in from this network (/24, of IPv6 /48) for the first "
             "time, and has from others before.",
             AOBO_FLAG(first_app_address), nullptr, !kAlways, kCustomers},
            {"aobo.first.app_resource", FieldType::kBool, false, "", false,
             "Whether the application signs in to this resource for the first time, and has to "
             "others before.",
             AOBO_FLAG(first_app_resource), nullptr, !kAlways, kCustomers},
            {"aobo.first.token_network", FieldType::kBool, false, "", false,
             "Whether the token of the record, or of the sign-in that gave it, is used from this "
             "network (/24 of IPv4, /48 of IPv6) for the first time, and was from others before.",
             AOBO_FLAG(first_token_network), nullptr, !kAlways, kCustomers},
            {"aobo.first.session_network", FieldType::kBool, false, "", false,
             "Whether the session of a sign-in goes on from this network (/24 of IPv4, /48 of "
             "IPv6) for the first time, and came from others before.",
             AOBO_FLAG(first_session_network), nullptr, !kAlways, kCustomers},
            {"aobo.first.way", FieldType::kBool, false, "", false,
             "Whether a partner does something by this way in at this customer for the first time "
             "on that day (UTC); with DAP beside GDAP it is another way.",
             AOBO_FLAG(first_way), nullptr, !kAlways, kCustomer},
            {"aobo.credit", kString, false, "", false,
             "Of an event that gives or takes an access by which a partner earns credit, how the "
             "subscription stands after it: {}.",
             AOBO_TEXT(credit), words::credit},
            {"aobo.credit.subscription", kString, false, "", false, "Subscription concerned.",
             AOBO_TEXT(credit_subscription)},
            {"aobo.credit.remaining", kString, true, "", false,
             "Accesses that remain there and earn credit.",
             [](E& e, A, Values& v) { add_all(e.event().credit_remaining(), v); }},
            {"aobo.derived", kString, false, "", true,
             "Kind of an event that follows from others: {}. Absent from records.",
             AOBO_TEXT(derived), words::derived},
            {"aobo.derived.ids", kString, true, "", false, "Ids of the events that it rests on.",
             [](E& e, A, Values& v) { add_all(e.event().derived_ids(), v); }},
            {"aobo.derived.text", kString, false, "", false, "What became true, as a sentence.",
             AOBO_TEXT(derived_text)},
            {"aobo.gap.log", kString, false, "", false,
             "collection_gap: the family of the log, or topic and partition of removed messages.",
             AOBO_TEXT(gap_log)},
            {"aobo.gap.start", FieldType::kAbsTime, false, "", false,
             "collection_gap: when the last record before it was written.", AOBO_TIME(gap_start)},
            {"aobo.gap.end", FieldType::kAbsTime, false, "", false,
             "collection_gap: when the first record after it was written, or it had become too "
             "long.",
             AOBO_TIME(gap_end)},
            {"aobo.run", FieldType::kUint64, false, "METRIC", false,
             "run_started, run_report: a number of the run by the name of its metric, like refused "
             "or lag.excess; of what only goes up, what came since the last report.",
             figure_of},
            {"aobo.was.user.upn", kString, false, "", false,
             "attribution_changed: UPN of the person who was named before.",
             [](E& e, A, Values& v) { v.add(e.event().was().user().upn()); }},
            {"aobo.was.confidence", kString, false, "", false,
             "attribution_changed: the confidence before, of the same words; absent where nobody "
             "was sought.",
             [](E& e, A, Values& v) { v.add(e.event().was().confidence()); }, words::confidences},
            {"aobo.was.candidates", kString, true, "", false,
             "attribution_changed: the candidates before.",
             [](E& e, A, Values& v) { add_all(e.event().was().candidates(), v); }},
            {"aobo.target.role", kString, false, "", false,
             "Azure role that a role assignment gives or takes.", AOBO_TEXT(target_role)},
            {"aobo.target.principal", kString, false, "", false,
             "To or from whom a role assignment gives or takes it; the managing tenant of a "
             "Lighthouse delegation.",
             AOBO_TEXT(target_principal)},
            {"aobo.target.principal_type", kString, false, "", false,
             "Its type: User, Group, ForeignGroup, ServicePrincipal, ManagingTenant.",
             AOBO_TEXT(target_principal_type)},
            {"aobo.origin", kString, false, "", false,
             "Input from which the record was read; of a topic TOPIC/PARTITION@OFFSET#RECORD.",
             AOBO_TEXT(origin)},
            {"aobo.offset", FieldType::kUint64, false, "", false,
             "Byte offset of the record in that input, decompressed; of a topic its message's "
             "offset.",
             [](E& e, A, Values& v) { v.set(e.event().offset()); }, nullptr, kAlways},
            {"aobo.raw", kString, false, "", false, "The whole record, as JSON on one line.",
             [](E& e, A, Values& v) { v.add(e.raw()); }},
            {"aobo.json", kString, false, "/POINTER", false,
             "Anything in the record, by JSON pointer: aobo.json[/properties/userPrincipalName].",
             [](E& e, A pointer, Values& v) { v.add(e.at_pointer(pointer)); }},
};

#undef AOBO_TEXT
#undef AOBO_FLAG

}  // namespace

std::span<const Field> fields() { return kFields; }

}  // namespace aobo
