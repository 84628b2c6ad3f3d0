#include "plugin/activity/look.h"

#include <string>

#include "plugin/base/distinct.h"
#include "plugin/base/text.h"
#include "plugin/event/family_traits.h"
#include "plugin/event/guest.h"
#include "plugin/event/technician.h"

namespace aobo {
namespace {

// A text of parts, each behind a mark that no part can forge: its length.
class Parts {
 public:
  Parts() { text_.reserve(kUsual); }
  Parts& add(std::string_view part) {
    const auto size = static_cast<std::uint64_t>(part.size());
    text_.append(reinterpret_cast<const char*>(&size), sizeof size).append(part);
    return *this;
  }
  Parts& add_folded(std::string_view part) {
    add(part);
    for (std::size_t at = text_.size() - part.size(); at < text_.size(); ++at)
      text_[at] = to_lower(text_[at]);
    return *this;
  }
  Parts& add(const std::optional<Guid>& id) {
    char text[36];
    if (id) id->write(text);
    return add(std::string_view(text, id ? sizeof text : 0));
  }
  Parts& add(std::uint64_t number) {
    return add(std::string_view(reinterpret_cast<const char*>(&number), sizeof number));
  }
  Fingerprint print(const FingerprintKey& key) const { return fingerprint(text_, key); }

 private:
  static constexpr std::size_t kUsual = 240;

  std::string text_;
};

Fingerprint print_of(std::string_view text, const FingerprintKey& key) {
  return text.empty() ? Fingerprint{} : Parts().add_folded(text).print(key);
}

Ended ended(Outcome outcome) {
  switch (outcome) {
    case Outcome::kSuccess:
    case Outcome::kPartial:
      return Ended::kWell;
    case Outcome::kFailure:
    case Outcome::kTimeout:
      return Ended::kBadly;
    default:
      return Ended::kOpen;
  }
}

// How a record spells one thing, each spelling once.
std::vector<std::string> spellings(std::initializer_list<std::string_view> written) {
  std::vector<std::string> all;
  for (const std::string_view one : written) {
    if (!one.empty()) add_once(all, lower(one));
  }
  return all;
}

void add_directory_keys(const Case& the_case, const FingerprintKey& key, Look& look) {
  const Record& r = the_case.record();
  if (!r.correlation.empty()) {
    look.keys.push_back(
        {Parts().add("c").add(r.operation).add_folded(r.correlation).print(key), true});
  }
  if (!the_case.tenant) return;
  const std::string object = r.actor.object ? r.actor.object->text() : std::string();
  for (const std::string& actor : spellings({object, r.actor.upn, r.actor.text})) {
    for (const std::string& target : spellings({r.target_id, r.target_name})) {
      look.keys.push_back(
          {Parts().add("d").add(the_case.tenant).add(r.operation).add(actor).add(target).print(key),
           false});
    }
  }
}

void add_sign_in_keys(const Case& the_case, const FingerprintKey& key, Look& look) {
  const Record& r = the_case.record();
  if (r.request) look.keys.push_back({Parts().add("r").add(r.request).print(key), true});
  if (!r.correlation.empty())
    look.keys.push_back({Parts().add("s").add_folded(r.correlation).print(key), false});
}

void add_azure_keys(const Case& the_case, const FingerprintKey& key, Look& look) {
  const Record& r = the_case.record();
  if (r.correlation.empty() || r.resource.empty()) return;
  look.keys.push_back({Parts()
                           .add("a")
                           .add_folded(r.correlation)
                           .add(r.operation)
                           .add_folded(r.resource)
                           .print(key),
                       true});
}

// An id that may be another than the one at home is one where an export has it.
std::optional<Guid> person_shown(const Case& the_case) {
  const Actor& actor = the_case.record().actor;
  if (acts_as_application(the_case.record())) return std::nullopt;
  const auto is_persons = [&](const std::optional<Guid>& id) {
    return id && !the_case.directory().by_object(*id).empty();
  };
  if (actor.home_object && (!actor.home_object_inferred || is_persons(actor.home_object)))
    return actor.home_object;
  return is_persons(actor.object) ? actor.object : std::nullopt;
}

// Of a user whom no export may know. Both logs of a change of a directory have that directory's
// name of them; other logs spell one user in several ways.
void add_actor(const Case& the_case, const FingerprintKey& key, Look& look) {
  const Record& r = the_case.record();
  if (acts_as_application(r)) return;
  if (r.actor.object) look.actor = Parts().add(r.actor.object).print(key);
  if (!is_directory_change(r) || technician_id(r.actor.upn)) return;
  const std::string home = home_upn_of_guest(r.actor.upn);
  look.actor_name = print_of(home.empty() ? r.actor.upn : home, key);
}

}  // namespace

Look look_of(const Case& the_case, const FingerprintKey& key) {
  const Record& r = the_case.record();
  Look look;
  if (is_sign_in(r)) {
    add_sign_in_keys(the_case, key, look);
  } else if (is_directory_change(r)) {
    add_directory_keys(the_case, key, look);
  } else if (r.family->azure_rights) {
    add_azure_keys(the_case, key, look);
  }
  if (look.keys.empty()) return look;
  const std::optional<Guid>& log = r.log_tenant ? r.log_tenant : the_case.tenant;
  look.log = log ? Parts().add(log).print(key) : Fingerprint{};
  look.copy = {Parts().add(r.family->name).add(r.form).add(log).print(key), r.time,
               r.outcome == Outcome::kStarted,
               r.family->azure_rights && r.outcome == Outcome::kNone};
  look.ended = ended(r.outcome);
  look.correlation = print_of(r.correlation, key);
  if (const auto person = person_shown(the_case)) look.person = Parts().add(person).print(key);
  // Of a sign-in each log calls something else its target, and may leave out where it went.
  if (is_sign_in(r)) return look;
  look.tenant = the_case.tenant ? Parts().add(the_case.tenant).print(key) : Fingerprint{};
  add_actor(the_case, key, look);
  look.target_id = print_of(r.target_id, key);
  look.target_name = print_of(r.target_name, key);
  return look;
}

Fingerprint activity_id(const Case& the_case) {
  // No secret: a name is the same wherever and whenever it is made. Nothing is kept by it.
  constexpr FingerprintKey kKnown{0x616f626f20616374, 0x6976697479206964};
  const Record& r = the_case.record();
  Parts parts;
  parts.add(r.family->name).add(r.log_tenant ? r.log_tenant : r.tenant).add(r.operation);
  parts.add(static_cast<std::uint64_t>(r.time)).add(outcome_text(r));
  return parts.add(r.id.empty() ? the_case.packed->json() : r.id).print(kKnown);
}

}  // namespace aobo
