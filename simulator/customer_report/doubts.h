// Doubts: what the numbers of a page rest on that is not whole.
#pragma once

#include <string>
#include <vector>

#include "simulator/customer_report/facts.h"

namespace aobo::sim {

struct Doubt {
  std::string text;
  bool certain;  // a log that was silent may have been quiet
};
std::vector<Doubt> doubts_of(const CustomerFacts& facts, const Texts& texts);
// Of all of them together; each gap and log counts once, also where several rest on it.
std::vector<Doubt> doubts_of(const std::vector<CustomerFacts>& customers, const Texts& texts);

// A customer of whom logs were silent, and which; all where they are so many that the doubts only
// count them, and none otherwise.
struct SilentCustomer {
  std::string customer, logs;
};
std::vector<SilentCustomer> silent_customers(const std::vector<CustomerFacts>& customers,
                                             const Texts& texts);

// As they stand in a page's first paragraph, each behind a blank.
std::string doubts_markup(const std::vector<Doubt>& doubts);

}  // namespace aobo::sim
