// Account names: how a vault calls a person, where it knows them by Active Directory:
//   ADATUM\alice.archer, adatum.example\alice.archer, alice.archer
// Microsoft Graph tells of a user that was synchronised the name (onPremisesSamAccountName) and the
// domain (onPremisesDomainName, as DNS has it), and of every user the nickname (mailNickname). The
// short name of a domain is taken to be the first label of its DNS name, as Windows proposes it.
#include <algorithm>

#include "plugin/base/distinct.h"
#include "plugin/base/text.h"
#include "plugin/directory/directory.h"

namespace aobo {
namespace {

constexpr std::size_t kLongestNetbiosName = 15;

bool is_domain(std::string_view written, std::string_view dns) {
  if (dns.empty()) return false;
  const std::string_view label = dns.substr(0, dns.find('.')).substr(0, kLongestNetbiosName);
  return equal_ignoring_case(written, dns) || equal_ignoring_case(written, label);
}

}  // namespace

std::vector<const Person*> Directory::by_account(std::string_view written, TimeNs time) const {
  const std::size_t slash = written.find('\\');
  const bool with_domain = slash != std::string_view::npos;
  const std::string_view domain = with_domain ? written.substr(0, slash) : std::string_view();
  const std::string_view name = with_domain ? written.substr(slash + 1) : written;
  const auto found = people_by_account_.find(name);
  if (found == people_by_account_.end() || (with_domain && domain.empty())) return {};
  const auto are_domains = [&](const Person* person) {
    return equal_ignoring_case(person->account.sam, name) &&
           is_domain(domain, person->account.domain);
  };
  if (with_domain && std::ranges::none_of(found->second, are_domains)) return {};
  // A short name is a guess: another domain with such an account may bear it. A name alone may be
  // of any domain, and begin somebody's UPN only.
  const bool whole = domain.find('.') != std::string_view::npos;
  Holders at_home, by_nickname;
  for (const Person* person : found->second) {
    const AccountName& account = person->account;
    if (equal_ignoring_case(account.sam, name)) {
      if (!whole || equal_ignoring_case(domain, account.domain))
        at_home.push_back({person, person->employed});
    } else if (equal_ignoring_case(account.nickname, name)) {
      by_nickname.push_back({person, person->employed});
    }
  }
  std::vector<const Person*> people = holders_at(at_home, time);
  if (with_domain) return people;
  for (const Person* person : holders_at(by_nickname, time)) add_once(people, person);
  if (people.empty()) return people;
  for (const Person* person : found->second) {
    if (person->employed.holds(time)) add_once(people, person);
  }
  return people;
}

}  // namespace aobo
