#include "plugin/behaviour/first_seen.h"

#include <string>

#include "plugin/base/limits.h"
#include "plugin/base/text.h"

namespace aobo {

bool FirstSeen::first(std::string_view sort, std::string_view a, std::string_view b) {
  std::string text(sort);
  text.append(1, '\0').append(a).append(1, '\0').append(b);
  const Fingerprint print = fingerprint(text, key_);
  if (!seen_.insert(print).second) return false;
  order_.push_back(print);
  if (order_.size() > limits::kSeen) {
    seen_.erase(order_.front());
    order_.pop_front();
    ++forgotten_;
  }
  return true;
}

Firsts FirstSeen::observe(const Moment& m) {
  Firsts firsts;
  if (!succeeded(m.record) || !m.attribution.tenant) return firsts;
  const std::string tenant = m.attribution.tenant->text();
  if (m.attribution.person != nullptr && m.record.family->sort != Sort::kAccessWindow) {
    const std::string who = m.who();
    if (m.attribution.is_partner && m.record.family->sort != Sort::kCheckOut)
      firsts.customer = first("customer", who, tenant);
    if (!m.record.address.ip.empty())
      firsts.address = first("address", who, m.record.address.ip.text());
  }
  if (!m.record.app_id.empty()) firsts.app = first("app", lower(m.record.app_id), tenant);
  return firsts;
}

void FirstSeen::load(Reader& reader) {
  reader(key_, order_, forgotten_);
  seen_ = {order_.begin(), order_.end()};
}

}  // namespace aobo
