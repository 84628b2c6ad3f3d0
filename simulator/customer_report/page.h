// The pages: a customer's, the partner's own review, and the index of many customers' pages; and
// the same facts as JSON.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "simulator/customer_report/agreed_terms.h"
#include "simulator/customer_report/facts.h"

namespace aobo::sim {

struct PageOptions {
  const Texts* texts = &kEnglish;
  const Zone* zone = nullptr;
  std::string logo;  // an <img> with its data, or nothing
  std::string version;
  bool candidates = false;                        // whether the names of candidates are told
  std::vector<ToolFacts> tools = {};              // of the partner whose review it is
  std::vector<std::string> programs = {};         // and its programs on record
  std::map<std::string, AgreedTerms> terms = {};  // of the scopes of aobo.yaml, by their names
};

// A number by the language's customs: 12,345 or 12.345.
std::string number_text(const Texts& texts, std::uint64_t number);
std::string day_text(const Texts& texts, const Zone& zone, TimeNs time);
// "From 1 March 2026 to 3 March 2026", or "On 1 March 2026".
std::string span_text(const Texts& texts, const Zone& zone, TimeNs from, TimeNs to);
std::string short_day_text(const Texts& texts, const Zone& zone, TimeNs time);

std::string customer_page(const CustomerFacts& facts, const PageOptions& options);
// `whole`: lists that can be long too, which a page leaves out of its facts for machines; how much
// it leaves out of what it has is told.
std::string customer_json(const CustomerFacts& facts, const PageOptions& options,
                          bool whole = true);

std::string review_page(const std::vector<CustomerFacts>& customers, const PageOptions& options);
std::string review_json(const std::vector<CustomerFacts>& customers, const PageOptions& options,
                        bool whole = true);
// For aobo.yaml: a scope for each person or program and customer, with what was done there and was
// not outside of the agreement, under the hours and tickets of the scope that allowed it; what was
// outside is told in a comment, and so is who has left and gets none.
std::string scopes_block(const std::vector<CustomerFacts>& customers, const PageOptions& options);

// What a program was given, as these logs show it, and whether for everybody.
std::string permissions_text(const ProgramFacts& program, const Texts& texts);

// The records that rest on a right that somebody holds, of what that person did.
std::uint64_t records_by(const HeldFacts& held, const CustomerFacts& facts);

// Of the programs on record those that neither acted nor were given rights at any of the customers.
std::vector<std::string> idle_programs(const std::vector<CustomerFacts>& customers,
                                       const PageOptions& options);

// What was done with a tool's accounts at a customer; no records where nothing was.
struct ToolAtCustomer {
  std::uint64_t records = 0;
  TimeNs last = 0;
};
ToolAtCustomer done_by(const ToolFacts& tool, const CustomerFacts& facts);

// By what and of what a page was made.
std::string footer_markup(const std::vector<FileFacts>& files, std::uint64_t records,
                          const PageOptions& options);

struct IndexRow {
  std::string name, id, file;
  const CustomerFacts* facts = nullptr;
};
std::string index_page(const std::vector<IndexRow>& pages, const PageOptions& options);
std::string index_json(const std::vector<IndexRow>& pages);

// Days by hours, as SVG: the darker the more, framed where something was outside the agreement,
// hatched where nobody was to work, a circle for an entry that changed nothing.
std::string heat_strip(const CustomerFacts& facts, const PageOptions& options);

}  // namespace aobo::sim
