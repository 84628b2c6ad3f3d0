// vault.checkout: who took a shared account's password out of the vault, and gave it back. Our own
// shape, because every vault has another; NDJSON:
//   {"time":"2026-03-02T08:00:00Z","account":"admin@contoso.onmicrosoft.com","person":"alice@partner.example",
//    "action":"check-out","ticket":"INC-17","reason":"mail flow"}
// A vault that writes text lines is read through a pattern of the configuration
// (parse/text_pattern.h), which makes the same object of each line.
#include "plugin/parse/common.h"
#include "plugin/parse/document.h"

namespace aobo::families_of {
namespace {

enum Key : std::size_t {
  kTime,
  kAccount,
  kPerson,
  kAction,
  kTicket,
  kReason,
  kCustomer,
  kIp,
  kId,
  kKeyCount
};
constexpr auto kShape = make_shape<kKeyCount>({
    {"time", kTime},
    {"timestamp", kTime},
    {"account", kAccount},
    {"person", kPerson},
    {"user", kPerson},
    {"action", kAction},
    {"ticket", kTicket},
    {"reason", kReason},
    {"customer", kCustomer},
    {"customerid", kCustomer},
    {"ip", kIp},
    {"address", kIp},
    {"id", kId},
});

struct ActionWord {
  std::string_view word;
  CheckOutAction action;
};
constexpr ActionWord kActions[] = {
    {"check-out", CheckOutAction::kOut},
    {"checkout", CheckOutAction::kOut},
    {"checked out", CheckOutAction::kOut},
    {"check out", CheckOutAction::kOut},
    {"out", CheckOutAction::kOut},
    {"retrieve", CheckOutAction::kOut},
    {"check-in", CheckOutAction::kIn},
    {"checkin", CheckOutAction::kIn},
    {"checked in", CheckOutAction::kIn},
    {"check in", CheckOutAction::kIn},
    {"in", CheckOutAction::kIn},
    {"return", CheckOutAction::kIn},
    {"rotate", CheckOutAction::kIn},
    {"rotated", CheckOutAction::kIn},
    {"rotation", CheckOutAction::kIn},
    {"expire", CheckOutAction::kIn},
    {"expired", CheckOutAction::kIn},
    {"auto-check-in", CheckOutAction::kIn},
    {"auto check-in", CheckOutAction::kIn},
};

}  // namespace

bool is_vault_checkout(const Document& d) { return d.has(mark::kAccount) && d.has(mark::kAction); }

std::optional<Refusal> parse_vault_checkout(const Document& document, Record& record) {
  const auto in = read(kShape, document);
  if (auto refusal = read_time(document, record, {time_text(in, kTime, document.scratch)}))
    return refusal;
  record.operation_raw = in.text(kAction);
  for (const ActionWord& row : kActions) {
    if (equal_ignoring_case(trimmed(record.operation_raw), row.word))
      record.check_out.action = row.action;
  }
  if (record.check_out.action == CheckOutAction::kNone) {
    return Refusal{Reason::kNoOperation, "action \"" + printable(record.operation_raw, 40) +
                                             "\", expected check-out or check-in"};
  }
  record.operation = record.check_out.action == CheckOutAction::kOut ? std::string_view("check-out")
                                                                     : std::string_view("check-in");
  record.check_out.account = trimmed(in.text(kAccount));
  record.check_out.person = trimmed(in.text(kPerson));
  // A password that is given back, rotated or runs out needs nobody.
  const bool by_itself = record.check_out.action == CheckOutAction::kIn;
  if (record.check_out.account.empty()) return Refusal{Reason::kIncomplete, "account is needed"};
  if (record.check_out.person.empty() && !by_itself)
    return Refusal{Reason::kIncomplete, "a check-out needs its person"};
  record.check_out.ticket = in.text(kTicket);
  record.check_out.reason = in.text(kReason);
  record.kind = record.operation;
  record.id = in.text(kId);
  record.workload = "Vault";
  record.outcome = Outcome::kSuccess;
  record.tenant = parse_id(in.text(kCustomer));
  record.actor.type = record.check_out.person.empty() ? ActorType::kSystem : ActorType::kUser;
  read_actor_text(record.check_out.person, record.actor);
  record.target_name = record.check_out.account;
  record.target_type = "Account";
  read_address(record, in.text(kIp));
  if (!record.check_out.ticket.empty()) add_parameter(record, "ticket", record.check_out.ticket);
  if (!record.check_out.reason.empty()) add_parameter(record, "reason", record.check_out.reason);
  return std::nullopt;
}

}  // namespace aobo::families_of
