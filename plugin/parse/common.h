// What several families share: the forms in which an actor is written, times that may be missing,
// values encoded twice.
#pragma once

#include <optional>
#include <string_view>

#include "plugin/base/puid.h"
#include "plugin/base/refusal.h"
#include "plugin/event/record.h"
#include "plugin/event/technician.h"
#include "plugin/parse/document.h"
#include "plugin/parse/json.h"

namespace aobo {

// Reads an actor's text: a UPN, a guest's UPN, user_<32 hex>@…, Exchange's "tenant: …, object: …",
// a bare object id, an account of Microsoft's own domain. Sets `text` and whatever the form proves;
// leaves what is set already.
void read_actor_text(std::string_view text, Actor& actor);

// A user's id in the tenant of the record: the first that is given stands, another beside it.
void read_object(std::string_view text, Actor& actor);
// The id at home, certain; what stood there before stands beside it.
void set_home_object(const Guid& id, ProvingKey source, Actor& actor);
// An id of somebody, where it is none of those that are known.
void add_other_object(const std::optional<Guid>& id, Actor& actor);

// A time as it is written: a text, a number, or what PowerShell makes of a date,
// {"value":"/Date(…)/","DateTime":"…"}, and databases, {"$date":"…"},
// {"$date":{"$numberLong":"…"}}.
std::string_view time_text(const Element& element, Scratch& scratch);
// The same with what the key has in brackets behind it: "13/03/2026 14:15:00 [Local Time]".
template <std::size_t N>
std::string_view time_text(const Slots<N>& in, std::size_t slot, Scratch& scratch) {
  if (!in.has(slot)) return {};
  const std::string_view text = time_text(in.element(slot), scratch);
  if (text.empty() || in.label(slot).empty()) return text;
  return scratch.store(std::string(text).append(in.label(slot)));
}

// Why a text is no time: its order of dates or its zone is not known, or it is in no form that is
// read.
Refusal why_no_time(const TimeReading& reading, std::string_view text, const Document& document);

// A home tenant that stands there and cannot be read may be another than the name's: then the name,
// and the digits in it, claim nothing.
void disclaim_where_unreadable(std::string_view home_tenant, Actor& actor);
// The same of a user's id: names are given again, ids never, and the id may be another's than the
// name's. Digits in a name are an id themselves.
void disclaim_name_where_unreadable(std::string_view user_id, Actor& actor);

// Sets the record's time from the first text that is there, or says what is wrong with it. A date
// whose day and month could change places is refused until the document knows their order.
std::optional<Refusal> read_time(const Document& document, Record& record,
                                 std::initializer_list<std::string_view> texts);

// The time of a record's envelope and that of the row in which it lies, the one first that is when
// it was done: TimeGenerated in Azure's own tables, and in any other table what the record brought
// with it, because its TimeGenerated is when the row came.
struct EnvelopeTimes {
  std::string_view first, second;
};
EnvelopeTimes envelope_times(const Document& document, std::string_view own,
                             std::string_view generated);

// Of two texts of one and the same moment the one that can be read; the first, where both can or
// neither can.
std::string_view readable_time(const Document& document, std::string_view one,
                               std::string_view other);

void read_address(Record& record, std::string_view text);

// oldValue and newValue hold JSON in a string: "\"x\"" is x, "[\"x\"]" is x, "[]" is nothing.
std::string_view decoded_value(std::string_view value, Scratch& scratch);

void add_change(Record& record, std::string_view name, std::string_view before,
                std::string_view after);
void add_parameter(Record& record, std::string_view name, std::string_view value);

// The tenant id inside "/tenants/<id>/…".
std::optional<Guid> tenant_in_path(std::string_view text);

// The tenant behind a token's issuer, "https://sts.windows.net/<id>/" or
// "https://login.microsoftonline.com/<id>/v2.0".
std::optional<Guid> tenant_of_issuer(std::string_view text);

// Where the actor is at home, as the claim "idp" or a log's IdentityProvider has it: a tenant other
// than the one of the token, or a provider that is no tenant, live.com for instance. False where it
// says neither.
bool read_identity_provider(std::string_view text, const std::optional<Guid>& here,
                            ProvingKey source, Actor& actor);

// A sign-in's error code, as a number or after "AADSTS"; nothing where the text is no such code.
std::optional<std::int64_t> sign_in_error(std::string_view text);

// How it ended, as written: a word of Outcome's, or another in lower case.
void read_outcome(Record& record, std::string_view text, Scratch& scratch);

}  // namespace aobo
