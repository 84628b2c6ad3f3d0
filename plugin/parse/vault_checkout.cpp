// vault.checkout: who took a shared account's password out of the vault, and gave it back. Our own
// shape, because every vault has another; NDJSON:
//   {"time":"2026-03-02T08:00:00Z","account":"admin@contoso.onmicrosoft.com","person":"alice@partner.example",
//    "action":"check-out","ticket":"INC-17","reason":"mail flow"}
// A vault that writes text lines is read through a pattern of the configuration
// (parse/text_pattern.h), which makes the same object of each line.
#include "plugin/event/ticket.h"
#include "plugin/parse/common.h"
#include "plugin/parse/document.h"
#include "plugin/parse/operation.h"

namespace aobo::families_of {
namespace {

enum Key : std::size_t {
  kTime,
  kTimestamp,
  kAccount,
  kPerson,
  kAction,
  kTicket,
  kReason,
  kCustomer,
  kIp,
  kId,
  kResult,
  kKeyCount
};
constexpr auto kShape = make_shape<kKeyCount>({
    {"time", kTime},
    {"timestamp", kTimestamp},
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
    {"result", kResult},
    {"status", kResult},
    {"outcome", kResult},
    {"success", kResult},
});

struct ActionWord {
  std::string_view word;
  CheckOutAction action;
};
// Spelled without what stands between the letters: "check-out", "Checked out", "CHECK_OUT" are one.
constexpr ActionWord kActions[] = {
    {"checkout", CheckOutAction::kOut},
    {"checkedout", CheckOutAction::kOut},
    {"out", CheckOutAction::kOut},
    {"retrieve", CheckOutAction::kOut},
    {"retrieved", CheckOutAction::kOut},
    {"retrievepassword", CheckOutAction::kOut},
    {"passwordretrieved", CheckOutAction::kOut},
    {"checkin", CheckOutAction::kIn},
    {"checkedin", CheckOutAction::kIn},
    {"in", CheckOutAction::kIn},
    {"autocheckin", CheckOutAction::kIn},
    {"return", CheckOutAction::kIn},
    {"returned", CheckOutAction::kIn},
    {"release", CheckOutAction::kIn},
    {"released", CheckOutAction::kIn},
    {"autorelease", CheckOutAction::kIn},
    {"autoreleased", CheckOutAction::kIn},
    {"rotate", CheckOutAction::kRotated},
    {"rotated", CheckOutAction::kRotated},
    {"rotation", CheckOutAction::kRotated},
    {"passwordrotate", CheckOutAction::kRotated},
    {"passwordrotated", CheckOutAction::kRotated},
    {"passwordrotation", CheckOutAction::kRotated},
    {"rotatepassword", CheckOutAction::kRotated},
    {"change", CheckOutAction::kRotated},
    {"changed", CheckOutAction::kRotated},
    {"passwordchange", CheckOutAction::kRotated},
    {"passwordchanged", CheckOutAction::kRotated},
    {"changepassword", CheckOutAction::kRotated},
    {"reset", CheckOutAction::kRotated},
    {"passwordreset", CheckOutAction::kRotated},
    {"resetpassword", CheckOutAction::kRotated},
    {"reconcile", CheckOutAction::kRotated},
    {"reconciled", CheckOutAction::kRotated},
    {"expire", CheckOutAction::kIn},
    {"expired", CheckOutAction::kIn},
};

// The letters of the word alone, lower case; nothing where it is longer than any that is known.
std::string letters_of(std::string_view word) {
  constexpr std::size_t kLongest = 40;
  std::string letters;
  word = trimmed(word);
  if (word.size() > kLongest) return letters;
  for (const char c : word) {
    const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    if (low >= 'a' && low <= 'z') letters += low;
  }
  return letters;
}

CheckOutAction action_of(std::string_view word) {
  const std::string letters = letters_of(word);
  for (const ActionWord& row : kActions) {
    if (letters == row.word) return row.action;
  }
  return CheckOutAction::kOther;
}

// What a vault says of a result; most say nothing of what was done as it was asked. What was not
// done lends nothing and takes nothing back.
void read_result(std::string_view text, Record& record, Scratch& scratch) {
  CheckOutAction& action = record.check_out.action;
  if (trimmed(text).empty()) {
    if (action != CheckOutAction::kOther) record.outcome = Outcome::kSuccess;
    return;
  }
  if (equal_ignoring_case(text, "true") || equal_ignoring_case(text, "false")) {
    record.outcome = equal_ignoring_case(text, "true") ? Outcome::kSuccess : Outcome::kFailure;
  } else {
    read_outcome(record, text, scratch);
  }
  constexpr std::string_view kRefusals[] = {"denied",   "refused", "rejected",     "cancelled",
                                            "canceled", "error",   "unauthorized", "unsuccessful"};
  if (is_any_ignoring_case(kRefusals, trimmed(text))) record.outcome = Outcome::kFailure;
  if (record.outcome == Outcome::kFailure) action = CheckOutAction::kRefused;
}

}  // namespace

bool is_vault_checkout(const Document& document) {
  return document.has(mark::kAccount) && document.has(mark::kAction);
}

std::optional<Refusal> parse_vault_checkout(const Document& document, Record& record) {
  const auto in = read(kShape, document);
  if (auto refusal = read_time(
          document, record,
          {time_text(in, kTime, document.scratch), time_text(in, kTimestamp, document.scratch)}))
    return refusal;
  record.operation_raw = in.text(kAction);
  if (trimmed(record.operation_raw).empty())
    return Refusal{Reason::kNoOperation,
                   "an empty action, expected check-out, check-in or another"};
  record.check_out.action = action_of(record.operation_raw);
  switch (record.check_out.action) {
    case CheckOutAction::kOut:
      record.operation = record.kind = "check-out";
      break;
    case CheckOutAction::kIn:
    case CheckOutAction::kRotated:
      record.operation = record.kind = "check-in";
      break;
    default:  // whatever it did to the password
      record.operation = normalized_operation(record.operation_raw, document.scratch);
      record.kind = "other";
  }
  record.check_out.account = trimmed(in.text(kAccount));
  record.check_out.person = trimmed(in.text(kPerson));
  // A password that is given back, rotated or runs out needs nobody.
  const bool by_itself = record.check_out.action != CheckOutAction::kOut;
  if (record.check_out.account.empty()) return Refusal{Reason::kIncomplete, "account is needed"};
  if (record.check_out.person.empty() && !by_itself)
    return Refusal{Reason::kIncomplete, "a check-out needs its person"};
  record.check_out.ticket = ticket_in(in.text(kTicket));
  record.check_out.reason = in.text(kReason);
  record.id = in.text(kId);
  record.workload = "Vault";
  read_result(in.text(kResult), record, document.scratch);
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
