#include "plugin/behaviour/first_seen.h"

#include <string>

#include "plugin/base/ip.h"
#include "plugin/base/text.h"
#include "plugin/identity/subject.h"

namespace aobo {

bool FirstSeen::first(std::string_view sort, std::string_view one, std::string_view other) {
  return first_in(seen_, sort, one, other);
}

bool FirstSeen::first_in(Seen& seen, std::string_view sort, std::string_view one,
                         std::string_view other) {
  std::string text;
  text.reserve(sort.size() + one.size() + other.size() + 2);
  text.append(sort).append(1, '\0').append(one).append(1, '\0').append(other);
  const Fingerprint print = fingerprint(text, key_);
  return seen.add(print);
}

std::optional<bool> FirstSeen::another(Seen& seen, std::string_view sort, std::string_view whose,
                                       std::string_view what) {
  if (whose.empty() || what.empty()) return std::nullopt;
  const bool never = first_in(seen, "any", sort, whose);
  const bool now = first_in(seen, sort, whose, what);
  return never ? std::nullopt : std::optional(now);
}

// A state of things goes on all day: the way in at a customer, and with it what is worth knowing of
// the right, such as DAP that still stands. It is the first once a day.
std::optional<bool> FirstSeen::first_way(const Case& the_case, const std::string& tenant) {
  const Outcome outcome = the_case.record().outcome;
  const Path path = the_case.attribution.path;
  const Family& family = *the_case.record().family;
  const bool done = outcome == Outcome::kSuccess || outcome == Outcome::kPartial;
  const bool partners = the_case.attribution.is_partner || path == Path::kSharedAccount;
  // What is written at home by a vault, a plan or Partner Center is no way in.
  const bool at_home = family.sort == Sort::kCheckOut || family.sort == Sort::kAccessWindow ||
                       of_partners_own(the_case.record());
  if (!done || !partners || at_home) return std::nullopt;
  std::string way(name(path));
  for (const Flaw* flaw : the_case.standing.flaws) {
    if (!flaw->violation) way.append(" ").append(flaw->name);
  }
  return first(std::to_string(the_case.record().time / kDayNs), tenant, way);
}

// An application that signs in with another key, from elsewhere or to something else than ever
// before, wherever it did. At its own first time there is nothing to compare with.
void FirstSeen::first_of_application(const Case& the_case, const std::string& app,
                                     const std::string& network, Firsts& firsts) {
  const Record& record = the_case.record();
  if (record.family->sort != Sort::kSignIn || !acts_as_application(record)) return;
  firsts.app_key = another(seen_, "key", app, key_of(record.sign_in));
  firsts.app_address = another(seen_, "from", app, network);
  firsts.app_resource = another(seen_, "to", app, record.target_name);
}

// Whoever has stolen a token, or the session that renews them, uses it from elsewhere. One machine
// has an address of each version of the protocol and uses both: only like is held against like. A
// session is looked at where it signs in; what services do for somebody comes from where they run,
// in the same session and with tokens of their own.
void FirstSeen::first_of_token(const Record& record, const std::string& network, Firsts& firsts) {
  const bool v6 = network.find(':') != std::string::npos;
  if (const auto& token = record.request ? record.request : record.token)
    firsts.token_network = another(tokens_, v6 ? "token 6" : "token 4", token->text(), network);
  if (record.family->sort == Sort::kSignIn)
    firsts.session_network =
        another(tokens_, v6 ? "session 6" : "session 4", record.session, network);
}

Firsts FirstSeen::observe(const Case& the_case) {
  Firsts firsts;
  if (!succeeded(the_case.record()) || !the_case.attribution.tenant) return firsts;
  const std::string network = network_of(the_case.record().address);
  first_of_token(the_case.record(), network, firsts);
  const std::string tenant = the_case.attribution.tenant->text();
  if (the_case.attribution.person != nullptr &&
      the_case.record().family->sort != Sort::kAccessWindow) {
    const std::string who = acting_key(the_case);
    if (the_case.attribution.is_partner && the_case.record().family->sort != Sort::kCheckOut)
      firsts.customer = first("customer", who, tenant);
    if (!network.empty()) firsts.address = first("address", who, network);
  }
  if (const std::string app = application_key(the_case); !app.empty()) {
    firsts.app = first("app", app, tenant);
    first_of_application(the_case, app, network, firsts);
  }
  firsts.way = first_way(the_case, tenant);
  return firsts;
}

}  // namespace aobo
