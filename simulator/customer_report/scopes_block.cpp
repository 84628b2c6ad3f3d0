// The scopes block of a review, for aobo.yaml.
#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/json_text.h"
#include "simulator/ask/shown_names.h"
#include "simulator/customer_report/page.h"

namespace aobo::sim {
namespace {

// The scopes block of aobo.yaml, piece by piece.
class ScopesWriter {
 public:
  ScopesWriter(const std::vector<CustomerFacts>& customers, const PageOptions& options)
      : o_(options), t_(*options.texts) {
    for (const CustomerFacts& facts : customers) {
      for (const auto& [key, scope] : facts.scopes) shown_.add(key, scope.name);
    }
  }

  void add(const CustomerFacts& facts) {
    unnamed_ += facts.unnamed;
    for (const std::string& operation : facts.agreed_for_anybody)
      for_anybody_.push_back(quoted(operation + " at " + facts.name));
    std::map<std::pair<std::string, std::string>, const ScopeFacts*> by_name;
    for (const auto& [key, scope] : facts.scopes) by_name[{shown_.of(key), key}] = &scope;
    for (const auto& [name, scope] : by_name) one(*scope, name.first, facts);
  }
  std::string take() {
    if (unnamed_ > 0) out_ += "  # " + filled(t_.scope_unnamed, {Filling(t_, unnamed_)}) + "\n";
    if (!for_anybody_.empty())
      out_ += "  # " +
              filled(t_.scope_for_anybody, {fmt::format("{}", fmt::join(for_anybody_, ", "))}) +
              "\n";
    return (names_.empty() ? "scopes: []\n" : "scopes:\n") + out_;
  }

 private:
  static std::string quoted(std::string_view text) {
    std::string json;
    append_json_string(json, text);
    return json;
  }
  void one(const ScopeFacts& scope, const std::string& name, const CustomerFacts& facts) {
    if (scope.left) {
      out_ += "  # " + filled(t_.scope_leaver, {quoted(name)}) + "\n";
      return;
    }
    const std::string title = name + " at " + facts.name;
    std::vector<std::string> outside;
    for (const std::string& operation : scope.outside) {
      if (!scope.is_agreed(operation)) outside.push_back(quoted(operation));
    }
    if (!outside.empty())
      out_ += fmt::format("  # {}: {}\n", quoted(title),
                          filled(t_.scope_outside, {fmt::format("{}", fmt::join(outside, ", "))}));
    const auto all = by_terms(scope);
    add_free(title, all);
    for (const auto& [terms, operations] : all) {
      out_ += fmt::format("  - name: {}\n    who: [{}]\n    customers: [{}]\n    operations:\n",
                          quoted(unique(title, terms)), quoted(scope.who), quoted(facts.id));
      for (const std::string& operation : operations)
        out_ += fmt::format("      - {}\n", quoted(operation));
      if (!terms.hours.empty()) out_ += fmt::format("    hours: {}\n", quoted(terms.hours));
      if (!terms.needs.empty()) out_ += fmt::format("    needs: {}\n", terms.needs);
    }
  }
  // What was agreed under which hours and tickets. What no scope allowed, as nothing was said of
  // it, comes of a person under those of another deed of theirs: a scope without hours would let
  // them sign in at any. A program works at any hour; of what it did nothing was agreed.
  std::map<AgreedTerms, std::set<std::string>> by_terms(const ScopeFacts& scope) const {
    std::map<AgreedTerms, std::set<std::string>> all;
    const bool program = scope.who.starts_with("app:");
    for (const auto& [name, operations] : scope.agreed) {  // "" comes first
      if (name.empty()) continue;
      const auto found = o_.terms.find(name);
      all[found == o_.terms.end() ? AgreedTerms{} : found->second].insert(operations.begin(),
                                                                          operations.end());
    }
    const auto unjudged = scope.agreed.find("");
    if (unjudged == scope.agreed.end()) return all;
    const AgreedTerms terms = program || all.empty() ? AgreedTerms{} : all.rbegin()->first;
    for (const std::string& operation : unjudged->second) {
      const bool there = std::ranges::any_of(
          all, [&](const auto& other) { return other.second.contains(operation); });
      if (program || !there) all[terms].insert(operation);
    }
    return all;
  }
  // What is written without hours and tickets though others of the same are under some.
  void add_free(const std::string& title,
                const std::map<AgreedTerms, std::set<std::string>>& by_terms) {
    const auto free = by_terms.find(AgreedTerms{});
    if (free == by_terms.end() || by_terms.size() == 1) return;
    std::vector<std::string> operations;
    for (const std::string& operation : free->second) operations.push_back(quoted(operation));
    out_ += fmt::format("  # {}: {}\n", quoted(title),
                        filled(t_.scope_free, {fmt::format("{}", fmt::join(operations, ", "))}));
  }
  // aobo.yaml takes each name once.
  std::string unique(const std::string& title, const AgreedTerms& terms) {
    std::string name = title;
    if (!terms.hours.empty()) name += ", " + terms.hours;
    if (!terms.needs.empty()) name += ", " + terms.needs;
    std::string found = name;
    for (std::size_t i = 2; !names_.insert(found).second; ++i)
      found = fmt::format("{} ({})", name, i);
    return found;
  }

  const PageOptions& o_;
  const Texts& t_;
  ShownNames shown_;  // a UPN may be two people's, one after the other
  std::string out_;
  std::set<std::string> names_;
  std::vector<std::string> for_anybody_;
  std::uint64_t unnamed_ = 0;
};

}  // namespace

std::string scopes_block(const std::vector<CustomerFacts>& customers, const PageOptions& options) {
  ScopesWriter writer(customers, options);
  for (const CustomerFacts& facts : customers) writer.add(facts);
  return writer.take();
}

}  // namespace aobo::sim
