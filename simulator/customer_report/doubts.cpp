#include "simulator/customer_report/doubts.h"

#include <algorithm>

#include "simulator/customer_report/html.h"
#include "simulator/customer_report/page.h"

namespace aobo::sim {
namespace {

constexpr char kOfCustomer = '\t';  // behind a customer's name, before its log

// "Sign-ins · Changes in Azure"; of several customers "Contoso: Sign-ins; Fabrikam: Sign-ins".
std::string names_of_logs(const std::vector<std::string>& logs, const Texts& texts) {
  std::string text, customer;
  for (const std::string& log : logs) {
    const std::size_t at = log.rfind(kOfCustomer);
    const std::string name =
        plain(kLogs, texts.logs_plain, at == std::string::npos ? log : log.substr(at + 1));
    const std::string of = at == std::string::npos ? "" : log.substr(0, at);
    if (of != customer)
      text += (text.empty() ? "" : "; ") + of + ": ";
    else
      text += text.empty() ? "" : " · ";
    customer = of;
    text += name;
  }
  return text;
}

// From so many customers on their logs are counted, and listed below.
constexpr std::size_t kManyCustomers = 5;

// `apart`: of so many customers the silent logs are listed elsewhere; 0 where they are named here.
std::vector<Doubt> doubts_in_logs(const CustomerFacts& facts, const Texts& texts,
                                  std::size_t apart = 0) {
  const auto count = [&](std::uint64_t number) { return Filling(texts, number); };
  std::vector<Doubt> all;
  if (facts.stopped) all.push_back({std::string(texts.on_stopped), true});
  const auto named = [&](const std::vector<std::string>& logs, const std::string& names) {
    return logs.empty() ? Filling(texts, 0)
                        : Filling(number_text(texts, logs.size()) + " (" + names + ")");
  };
  if (!facts.missing.gaps.empty())
    all.push_back({filled(texts.on_gaps, {count(facts.missing.gaps.size())}), true});
  if (!facts.missing.silent_logs.empty() && !facts.has_no_record())
    all.push_back(
        {filled(texts.on_silence,
                {named(facts.missing.silent_logs,
                       apart > 0 ? filled(texts.listed_below, {count(apart), texts.missing})
                                 : names_of_logs(facts.missing.silent_logs, texts))}),
         false});
  const MissingFacts& partner = facts.partner_missing;
  if (!partner.gaps.empty() || !partner.silent_logs.empty())
    all.push_back({filled(texts.on_partner_gaps,
                          {count(partner.gaps.size()),
                           named(partner.silent_logs, names_of_logs(partner.silent_logs, texts))}),
                   !partner.gaps.empty()});
  if (facts.refused > 0) all.push_back({filled(texts.on_refused, {count(facts.refused)}), true});
  return all;
}

// Logs of several customers that have a kind in common are of one name.
void add_logs_of(const std::string& customer, const std::vector<std::string>& logs,
                 std::vector<std::string>& all) {
  for (const std::string& log : logs) all.push_back(customer + kOfCustomer + log);
}

void unite(std::vector<TimeNs>& gaps, const std::vector<TimeNs>& others) {
  for (const TimeNs gap : others) {
    if (std::ranges::find(gaps, gap) == gaps.end()) gaps.push_back(gap);
  }
}

}  // namespace

std::vector<Doubt> doubts_of(const CustomerFacts& facts, const Texts& texts) {
  std::vector<Doubt> all = doubts_in_logs(facts, texts);
  if (facts.has_no_record())
    all.insert(all.begin(), {filled(texts.on_nothing, {facts.name}), true});
  return all;
}

std::vector<SilentCustomer> silent_customers(const std::vector<CustomerFacts>& customers,
                                             const Texts& texts) {
  std::vector<SilentCustomer> all;
  for (const CustomerFacts& one : customers) {
    if (one.has_no_record())
      all.push_back({one.name, std::string(texts.unclear_use)});
    else if (!one.missing.silent_logs.empty())
      all.push_back({one.name, names_of_logs(one.missing.silent_logs, texts)});
  }
  if (all.size() < kManyCustomers) all.clear();
  return all;
}

std::vector<Doubt> doubts_of(const std::vector<CustomerFacts>& customers, const Texts& texts) {
  const bool apart = !silent_customers(customers, texts).empty();
  CustomerFacts sum;
  sum.logs[""].records = 1;  // of the customers without a record there is a sentence of its own
  std::string nothing;
  std::size_t silent = 0, without = 0;
  for (const CustomerFacts& one : customers) {
    if (one.has_no_record() && (++without < kManyCustomers || !apart))
      nothing += (nothing.empty() ? "" : ", ") + one.name;
    silent += one.has_no_record() || one.missing.silent_logs.empty() ? 0U : 1U;
    sum.stopped = sum.stopped || one.stopped;
    sum.refused = std::max(sum.refused, one.refused);  // of all tenants, in each
    unite(sum.missing.gaps, one.missing.gaps);
    unite(sum.partner_missing.gaps, one.partner_missing.gaps);
    if (!one.has_no_record())
      add_logs_of(one.name, one.missing.silent_logs, sum.missing.silent_logs);
    if (one.partner_missing.silent_logs.size() > sum.partner_missing.silent_logs.size())
      sum.partner_missing.silent_logs = one.partner_missing.silent_logs;
  }
  if (apart && without >= kManyCustomers) nothing += ", … (" + number_text(texts, without) + ")";
  std::vector<Doubt> all = doubts_in_logs(sum, texts, apart ? silent : 0);
  if (!nothing.empty()) all.insert(all.begin(), {filled(texts.review_on_nothing, {nothing}), true});
  return all;
}

std::string doubts_markup(const std::vector<Doubt>& doubts) {
  Html html;
  for (const Doubt& doubt : doubts)
    html.raw(doubt.certain ? " <strong class=\"wrong\">" : " <span>")
        .text(doubt.text)
        .raw(doubt.certain ? "</strong>" : "</span>");
  return html.take();
}

}  // namespace aobo::sim
