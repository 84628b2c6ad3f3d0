// access.window: when somebody has leave to work, as a ticket system or an approval tool tells it.
// Our own shape, NDJSON:
//   {"window":"CHG-17-1","person":"alice@partner.example","customer":"<tenant
//   id>","from":"2026-03-02T08:00:00Z",
//    "to":"2026-03-02T10:00:00Z","ticket":"CHG-17","state":"approved"}
// Without a customer it holds everywhere. The record's time is `recorded` where given, when it was
// granted; else `from`.
#include "plugin/event/ticket.h"
#include "plugin/parse/common.h"
#include "plugin/parse/document.h"

namespace aobo::families_of {
namespace {

enum Key : std::size_t {
  kWindow,
  kPerson,
  kCustomer,
  kFrom,
  kTo,
  kTicket,
  kRecorded,
  kState,
  kKeyCount
};
constexpr auto kShape = make_shape<kKeyCount>({
    {"window", kWindow},
    {"person", kPerson},
    {"customer", kCustomer},
    {"from", kFrom},
    {"to", kTo},
    {"ticket", kTicket},
    {"recorded", kRecorded},
    {"state", kState},
    {"status", kState},
});

// What is asked for, refused or called off is no leave. Any other word is the tool's own for one
// that was granted.
constexpr std::string_view kNoLeave[] = {
    "rejected", "refused", "declined", "denied",    "cancelled",        "canceled", "withdrawn",
    "revoked",  "draft",   "pending",  "requested", "pending approval", "failed",   "new"};

}  // namespace

bool is_access_window(const Document& document) {
  return document.has(mark::kWindow) && document.has(mark::kPerson);
}

std::optional<Refusal> parse_access_window(const Document& document, Record& record) {
  const auto in = read(kShape, document);
  if (auto refusal = read_time(
          document, record,
          {time_text(in, kRecorded, document.scratch), time_text(in, kFrom, document.scratch)}))
    return refusal;
  record.grant.person = trimmed(in.text(kPerson));
  const std::string_view from_text = time_text(in, kFrom, document.scratch);
  const std::string_view to_text = time_text(in, kTo, document.scratch);
  const TimeReading from = read_time_form(from_text, document.dates, document.local_zone);
  const TimeReading to = read_time_form(to_text, document.dates, document.local_zone);
  if (from.ambiguous || to.ambiguous) {
    return Refusal{Reason::kAmbiguousDate,
                   "from or to of a window; set dates to day-first or month-first"};
  }
  if (from.local && !from.time) return why_no_time(from, from_text, document);
  if (to.local && !to.time) return why_no_time(to, to_text, document);
  record.grant.from = from.time;
  record.grant.to = to.time;
  record.grant.ticket = ticket_in(in.text(kTicket));
  if (record.grant.person.empty() || !record.grant.from || !record.grant.to) {
    return Refusal{Reason::kIncomplete, "person, from and to are needed"};
  }
  record.id = in.text(kWindow);
  record.operation = record.operation_raw = "access window";
  record.kind = "window";
  record.workload = "AccessWindow";
  record.outcome = is_any_ignoring_case(kNoLeave, trimmed(in.text(kState))) ? Outcome::kFailure
                                                                            : Outcome::kSuccess;
  record.tenant = parse_id(in.text(kCustomer));
  if (!record.tenant) record.tenant_name = in.text(kCustomer);
  record.actor.type = ActorType::kUser;
  read_actor_text(record.grant.person, record.actor);
  if (!record.grant.ticket.empty()) add_parameter(record, "ticket", record.grant.ticket);
  return std::nullopt;
}

}  // namespace aobo::families_of
