#include "plugin/timeline/duplicates.h"

#include <utility>

namespace aobo {
namespace {

void add(std::string& text, std::string_view part) {
  text.append(part);
  text.push_back('\0');
}

void describe_actor(const Record& record, std::string& text) {
  add(text, record.actor.text);
  add(text, record.actor.name);
  add(text, record.ip_text);
  for (const auto& id : {record.tenant, record.actor.object, record.actor.home_tenant}) {
    const Guid written = id.value_or(Guid{});
    text.append(reinterpret_cast<const char*>(&written), sizeof written);
  }
}

// What makes two readings one record. Envelopes write one time to the second or finer, so that only
// the second counts.
void identify(const Arrival& arrival, std::string& text) {
  const Record& r = arrival.record();
  text.clear();
  add(text, r.family->name);
  if (r.log_tenant)
    text.append(reinterpret_cast<const char*>(&*r.log_tenant), sizeof *r.log_tenant);
  if (r.id.empty()) {
    add(text, arrival.packed.json());
    return;
  }
  const TimeNs second = r.time / kSecondNs;
  text.append(reinterpret_cast<const char*>(&second), sizeof second);
  add(text, r.id);
  add(text, r.operation);
  add(text, outcome_text(r));
  // A sign-in from one tenant into another stands in both tenants' logs, with one id. Where neither
  // copy says whose log it is from, only what they show of the actor tells them apart.
  if (!r.log_tenant && r.family->sort == Sort::kSignIn) describe_actor(r, text);
}

}  // namespace

std::optional<Duplicates::Before> Duplicates::before(const Arrival& arrival) {
  identify(arrival, text_);
  const Fingerprint print = fingerprint(text_, key_);
  if (const Before* known = std::as_const(known_).find(print)) return *known;
  known_.at(print).input = arrival.input;
  return std::nullopt;
}

}  // namespace aobo
