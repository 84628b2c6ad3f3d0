// What several families share: the forms in which an actor is written, times that may be missing,
// values encoded twice.
#pragma once

#include <optional>
#include <string_view>

#include "plugin/base/puid.h"
#include "plugin/base/refusal.h"
#include "plugin/event/record.h"
#include "plugin/parse/json.h"

namespace aobo {

// Reads an actor's text: a UPN, a guest's UPN, user_<32 hex>@…, Exchange's "tenant: …, object: …",
// a bare object id, an account of Microsoft's own domain. Sets `text` and whatever the form proves;
// leaves what is set already.
void read_actor_text(std::string_view text, Actor& actor);

// The id inside user_<32 hex>@… (a GDAP technician's object id in the partner tenant).
std::optional<Guid> technician_id(std::string_view upn);

// Sets the record's time from the first text that is not empty, or says what is wrong with it.
std::optional<Refusal> read_time(Record& record, std::initializer_list<std::string_view> texts);

void read_address(Record& record, std::string_view text);

// oldValue and newValue hold JSON in a string: "\"x\"" is x, "[\"x\"]" is x, "[]" is nothing.
std::string_view decoded_value(std::string_view value, Scratch& scratch);

void add_change(Record& record, std::string_view name, std::string_view before,
                std::string_view after);
void add_parameter(Record& record, std::string_view name, std::string_view value);

// The tenant id inside "/tenants/<id>/…" or "https://sts.windows.net/<id>/".
std::optional<Guid> tenant_in_path(std::string_view text);

// A sign-in's error code, as a number or after "AADSTS"; nothing where the text is no such code.
std::optional<std::int64_t> sign_in_error(std::string_view text);

// How it ended, as written: a word of Outcome's, or another in lower case.
void read_outcome(Record& record, std::string_view text, Scratch& scratch);

}  // namespace aobo
