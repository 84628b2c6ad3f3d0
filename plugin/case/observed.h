// Observed: what is known of a record only from the others: how often and over how many, whether
// for the first time, how it stands with credit.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aobo {

struct Counted {
  std::string_view row;     // of the table of counts
  std::string_view window;  // of the configuration
  std::uint64_t value = 0;
  bool reached = false;  // by this record, and not within the window before
};

struct Firsts {
  std::optional<bool> customer, address, app;  // nothing where the record has no such pair
  // Of an application that has signed in before: by this key, from this network, to this resource.
  std::optional<bool> app_key, app_address, app_resource;
  // Of a token, and of a session at a sign-in, that was used before: from this network.
  std::optional<bool> token_network, session_network;
  std::optional<bool> way;  // on that day; nothing where no partner did anything
};

// How a partner's credit on a subscription stands; behaviour/credit.h says when it is which.
enum class CreditStatus : std::uint8_t { kNone, kSafe, kPartial, kAtRisk, kLost, kUnknown, kCount };
std::string_view name(CreditStatus status);  // "at_risk"; empty for kNone

struct CreditState {
  CreditStatus status = CreditStatus::kNone;  // kNone: the record touches no credit
  std::string subscription;
  std::vector<std::string> remaining;  // "lighthouse Adatum", an eligible access each
};

struct Observed {
  std::vector<Counted> counts;
  Firsts firsts;
  CreditState credit;
  // Whether the group that was changed gives rights at a customer; nothing where none was.
  std::optional<bool> group_gives_rights;
  // Whether who was acted on holds a privileged role there (identity/privileged.h).
  std::optional<bool> target_privileged;
  std::optional<bool> signin_log;  // whether the tenant has one; nothing where it is not known
  // Whether mail goes out of the organisation by what was set; nothing where the record names no
  // address to which it goes.
  std::optional<bool> mail_outside;
};

}  // namespace aobo
