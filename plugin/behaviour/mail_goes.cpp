#include "plugin/behaviour/mail_goes.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "plugin/base/text.h"
#include "plugin/directory/directory.h"

namespace aobo {
namespace {

// Exchange's cmdlets Set-Mailbox, New-InboxRule and New-TransportRule: what takes recipients.
constexpr std::string_view kRecipients[] = {"ForwardingSmtpAddress",
                                            "ForwardTo",
                                            "ForwardAsAttachmentTo",
                                            "RedirectTo",
                                            "RedirectMessageTo",
                                            "BlindCopyTo",
                                            "CopyTo",
                                            "AddToRecipients"};

// "smtp:drop@mail.example", "\"Ann\" [SMTP:ann@mail.example]": what stands behind the last @, up to
// what can be in no domain. Empty where there is none.
std::string mail_domain(std::string_view recipient) {
  const std::string_view domain = domain_of(recipient);
  return lower(domain.substr(0, domain.find_first_of("\"'<>[]() \t")));
}

bool is_of_customer(const Case& the_case, const std::string& domain) {
  const Record& record = the_case.record();
  if (domain == lower(record.tenant_name) || domain == mail_domain(record.target_name)) return true;
  const Customer* customer =
      the_case.tenant ? the_case.directory().customer(*the_case.tenant) : nullptr;
  return customer != nullptr && std::ranges::any_of(customer->domains, [&](const std::string& one) {
           return equal_ignoring_case(one, domain);
         });
}

template <typename Visit>
void each_recipient(std::string_view list, Visit visit) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find_first_of(";,"), list.size());
    if (const std::string_view one = trimmed(list.substr(0, end)); !one.empty()) visit(one);
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

}  // namespace

std::optional<bool> mail_goes_outside(const Case& the_case) {
  bool inside = false, outside = false, untold = false;
  for (const Parameter& parameter : the_case.record().parameters) {
    const auto is_this = [&](std::string_view name) {
      return equal_ignoring_case(parameter.name, name);
    };
    if (std::ranges::none_of(kRecipients, is_this)) continue;
    each_recipient(parameter.value, [&](std::string_view recipient) {
      const std::string domain = mail_domain(recipient);
      const bool of_customer = !domain.empty() && is_of_customer(the_case, domain);
      untold = untold || domain.empty();
      inside = inside || of_customer;
      outside = outside || (!domain.empty() && !of_customer);
    });
  }
  if (outside) return true;
  if (untold || !inside) return std::nullopt;
  return false;
}

}  // namespace aobo
