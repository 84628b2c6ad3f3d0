#include "plugin/behaviour/case_facts.h"

#include "plugin/base/text.h"
#include "plugin/identity/subject.h"

namespace aobo {

std::string acting_where(const Case& the_case) {
  return acting_key(the_case) + "|" + (the_case.tenant ? the_case.tenant->text() : std::string());
}

std::string acting_where(const Subject& subject) {
  return acting_key(subject) + "|" + (subject.tenant ? subject.tenant->text() : std::string());
}

std::string place_of(const Subject& subject) {
  if (!subject.tenant_name.empty() || !subject.tenant) return subject.tenant_name;
  return subject.tenant->text();
}

std::string application_key(const Case& the_case) {
  return the_case.app ? the_case.app->text() : lower(the_case.record().app_id);
}

bool succeeded(const Record& record) {
  return record.outcome != Outcome::kFailure && record.outcome != Outcome::kTimeout &&
         record.outcome != Outcome::kInterruption;
}

bool of_partners_own(const Record& record) {
  return record.family->partner_center || record.family->tool;
}

bool is_action(const Record& record) {
  return record.family->sort == Sort::kAction && !is_sign_in(record) &&
         record.outcome != Outcome::kStarted;
}

std::uint64_t value_of(const Guid& id) { return (id.high * 0x9E3779B97F4A7C15ULL) ^ id.low; }

std::uint64_t value_of(std::string_view text) { return FoldedHash{}(text); }

}  // namespace aobo
