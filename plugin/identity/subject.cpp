#include "plugin/identity/subject.h"

#include <fmt/format.h>

#include "plugin/base/text.h"
#include "plugin/identity/application.h"

namespace aobo {

std::string shown(const Person& person) {
  return person.upn.empty() ? person.object.text() : person.upn;
}

Subject Subject::of(const Case& the_case) {
  Subject s = of_answer(the_case);
  s.add_record_texts(the_case.record());
  return s;
}

void Subject::add_record_texts(const Record& record) {
  actor = record.actor.text;
  operation = record.operation;
  if (!record.app_id.empty()) app_id = record.app_id;
  target_id = record.target_id;
  subscription = record.subscription;
}

Subject Subject::of_answer(const Case& the_case) {
  const Record& record = the_case.record();
  const Attribution& a = the_case.attribution;
  Subject s;
  s.tenant = a.tenant;
  s.tenant_name = a.tenant_name;
  s.path = a.path;
  s.is_partner = a.is_partner;
  s.partner_tenant = a.partner_tenant;
  if (a.partner != nullptr) {
    s.partner_name = a.partner->name;
    s.partner_kind = name(a.partner->kind);
  }
  if (a.person != nullptr) {
    s.user_id = a.person->object.text();
    s.user_upn = a.person->upn;
    s.user_name = a.person->name;
  } else if (a.unknown_object) {
    s.user_id = a.unknown_object->text();
  }
  s.confidence = a.confidence;
  s.method = a.method;
  for (const Person* person : a.candidates) s.candidates.push_back(aobo::shown(*person));
  s.evidence = a.evidence;
  if (record.app_id.empty() && the_case.app) s.app_id = the_case.app->text();
  s.tool = tool_of(the_case);
  s.target_name = record.target_name;
  return s;
}

std::string Subject::shown() const {
  if (!user_upn.empty())
    return user_name.empty() ? user_upn : fmt::format("{} <{}>", user_name, user_upn);
  if (!user_id.empty()) return user_id;
  if (candidates.size() > 1) return fmt::format("one of {}", fmt::join(candidates, ", "));
  return actor.empty() ? "somebody" : printable(actor, 80);
}

std::string acting_key(const Case& the_case) {
  const Attribution& a = the_case.attribution;
  if (a.person != nullptr) return a.person->object.text();
  if (a.unknown_object) return a.unknown_object->text();
  return lower(the_case.record().actor.text);
}

std::string acting_key(const Subject& subject) {
  return subject.user_id.empty() ? lower(subject.actor) : subject.user_id;
}

}  // namespace aobo
