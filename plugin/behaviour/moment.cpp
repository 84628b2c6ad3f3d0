#include "plugin/behaviour/moment.h"

#include "plugin/base/text.h"
#include "plugin/identity/subject.h"

namespace aobo {

std::string Moment::reference() const { return aobo::reference(record, origin, offset); }

std::string Moment::who() const { return acting_key(record, attribution); }

std::string Moment::who_where() const {
  return who() + "|" + (attribution.tenant ? attribution.tenant->text() : std::string());
}

bool succeeded(const Record& record) {
  return record.outcome != Outcome::kFailure && record.outcome != Outcome::kTimeout;
}

bool is_action(const Record& record) {
  return record.family->sort == Sort::kAction && !is_sign_in(record) &&
         record.outcome != Outcome::kStarted;
}

const SharedAccount* shared_account_of(const Moment& moment) {
  const Record& record = moment.record;
  const Directory& directory = moment.around.directory;
  if (record.check_out.action != CheckOutAction::kNone)
    return directory.shared_account_of_vault(record.check_out.account);
  const SharedAccount* account =
      record.actor.upn.empty() ? nullptr : directory.shared_account(record.actor.upn);
  if (account == nullptr && record.actor.object)
    account = directory.shared_account(*record.actor.object);
  return account;
}

std::uint64_t value_of(const Guid& id) { return (id.high * 0x9E3779B97F4A7C15ULL) ^ id.low; }

std::uint64_t value_of(std::string_view text) { return FoldedHash{}(text); }

}  // namespace aobo
