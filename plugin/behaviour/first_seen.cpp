#include "plugin/behaviour/first_seen.h"

#include <string>

#include "plugin/base/text.h"
#include "plugin/identity/subject.h"

namespace aobo {

bool FirstSeen::first(std::string_view sort, std::string_view a, std::string_view b) {
  std::string text(sort);
  text.append(1, '\0').append(a).append(1, '\0').append(b);
  const Fingerprint print = fingerprint(text, key_);
  return seen_.add(print);
}

Firsts FirstSeen::observe(const Case& c) {
  Firsts firsts;
  if (!succeeded(c.record()) || !c.attribution.tenant) return firsts;
  const std::string tenant = c.attribution.tenant->text();
  if (c.attribution.person != nullptr && c.record().family->sort != Sort::kAccessWindow) {
    const std::string who = acting_key(c);
    if (c.attribution.is_partner && c.record().family->sort != Sort::kCheckOut)
      firsts.customer = first("customer", who, tenant);
    if (c.record().address.ip.is_somewhere())
      firsts.address = first("address", who, c.record().address.ip.text());
  }
  if (const std::string app = application_key(c); !app.empty())
    firsts.app = first("app", app, tenant);
  return firsts;
}

}  // namespace aobo
