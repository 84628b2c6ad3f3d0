#include "simulator/customer_report/doubts.h"

#include <algorithm>

#include "simulator/customer_report/html.h"

namespace aobo::sim {
namespace {

std::vector<Doubt> doubts_in_logs(const CustomerFacts& facts, const Texts& texts) {
  const auto count = [&](std::uint64_t number) { return Filling(texts, number); };
  std::vector<Doubt> all;
  if (facts.stopped) all.push_back({std::string(texts.on_stopped), true});
  if (!facts.missing.gaps.empty())
    all.push_back({filled(texts.on_gaps, {count(facts.missing.gaps.size())}), true});
  if (facts.missing.silent_logs > 0 && !facts.has_no_record())
    all.push_back({filled(texts.on_silence, {count(facts.missing.silent_logs)}), false});
  const MissingFacts& partner = facts.partner_missing;
  if (!partner.gaps.empty() || partner.silent_logs > 0)
    all.push_back(
        {filled(texts.on_partner_gaps, {count(partner.gaps.size()), count(partner.silent_logs)}),
         !partner.gaps.empty()});
  if (facts.refused > 0) all.push_back({filled(texts.on_refused, {count(facts.refused)}), true});
  return all;
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

std::vector<Doubt> doubts_of(const std::vector<CustomerFacts>& customers, const Texts& texts) {
  CustomerFacts sum;
  sum.logs[""].records = 1;  // of the customers without a record there is a sentence of its own
  std::string nothing;
  for (const CustomerFacts& one : customers) {
    if (one.has_no_record()) nothing += (nothing.empty() ? "" : ", ") + one.name;
    sum.stopped = sum.stopped || one.stopped;
    sum.refused = std::max(sum.refused, one.refused);  // of all tenants, in each
    unite(sum.missing.gaps, one.missing.gaps);
    unite(sum.partner_missing.gaps, one.partner_missing.gaps);
    if (!one.has_no_record()) sum.missing.silent_logs += one.missing.silent_logs;
    sum.partner_missing.silent_logs =
        std::max(sum.partner_missing.silent_logs, one.partner_missing.silent_logs);
  }
  std::vector<Doubt> all = doubts_in_logs(sum, texts);
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
