#include "plugin/behaviour/may_be.h"

#include "plugin/base/text.h"
#include "plugin/behaviour/case_facts.h"

namespace aobo {
namespace {

// What of an answer says whose it may be.
struct Whose {
  std::string acting;  // acting_where
  std::string where, partner;
  std::vector<std::string> candidates;
  bool nobody = false;  // nothing says who of them it was
};

std::string text_of(const std::optional<Guid>& id) { return id ? id->text() : std::string(); }

Whose whose(const Case& the_case) {
  const Attribution& a = the_case.attribution;
  Whose out{acting_where(the_case),
            "|" + text_of(the_case.tenant),
            text_of(a.partner_tenant),
            {},
            a.others};
  for (const Person* person : a.candidates) out.candidates.push_back(lower(shown(*person)));
  out.nobody = out.nobody || (a.candidates.empty() && !a.person && !a.unknown_object);
  return out;
}

Whose whose(const Subject& subject) {
  Whose out{acting_where(subject),
            "|" + text_of(subject.tenant),
            text_of(subject.partner_tenant),
            {},
            false};
  for (const std::string& candidate : subject.candidates)
    out.candidates.push_back(lower(candidate));
  out.nobody = subject.candidates.empty() && subject.user_id.empty();
  return out;
}

std::vector<std::string> candidates_of(const Whose& whose) {
  std::vector<std::string> keys{whose.acting};
  for (const std::string& candidate : whose.candidates) keys.push_back(candidate + whose.where);
  return keys;
}
std::string nobody_of(const std::string& partner, const std::string& where) {
  return "nobody of " + partner + where;
}
std::string anybody_of(const std::string& partner, const std::string& where) {
  return "anybody of " + partner + where;
}

std::vector<std::string> noted(const Whose& whose) {
  std::vector<std::string> keys = candidates_of(whose);
  if (whose.nobody) keys.push_back(nobody_of(whose.partner, whose.where));
  keys.push_back(anybody_of(whose.partner, whose.where));
  return keys;
}

std::vector<std::string> sought(const Whose& whose) {
  std::vector<std::string> keys = candidates_of(whose);
  keys.push_back(nobody_of(whose.partner, whose.where));
  if (!whose.partner.empty()) keys.push_back(nobody_of({}, whose.where));
  if (whose.nobody) keys.push_back(anybody_of(whose.partner, whose.where));
  return keys;
}

}  // namespace

std::vector<std::string> noted_as(const Case& the_case) { return noted(whose(the_case)); }
std::vector<std::string> noted_as(const Subject& subject) { return noted(whose(subject)); }
std::vector<std::string> sought_as(const Case& the_case) { return sought(whose(the_case)); }
std::vector<std::string> sought_as(const Subject& subject) { return sought(whose(subject)); }

}  // namespace aobo
