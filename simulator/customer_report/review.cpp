// The partner's own review: what each of its people did, may do and needs; and the index.
#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/json_text.h"
#include "simulator/customer_report/html.h"
#include "simulator/customer_report/page.h"
#include "simulator/customer_report/roles.h"

namespace aobo::sim {
namespace {

constexpr std::size_t kMostRows = 500;
using Rows = std::vector<std::vector<std::string>>;

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text.empty() ? "–" : text;
}

std::vector<std::string> names_of(const std::vector<const RoleRow*>& roles) {
  std::vector<std::string> names;
  for (const RoleRow* role : roles) names.emplace_back(role->name);
  return names;
}

// Line breaks are the block's own; all else is escaped.
std::string escaped_lines(const std::string& block) {
  std::string out;
  for (std::size_t at = 0; at < block.size();) {
    const std::size_t end = std::min(block.find('\n', at), block.size());
    out += html_text(std::string_view(block).substr(at, end - at), 4000) + "\n";
    at = end + 1;
  }
  return out;
}

class Review {
 public:
  Review(const std::vector<CustomerFacts>& customers, const PageOptions& options)
      : customers_(customers), o_(options), t_(*options.texts) {}

  std::string write() {
    html_.element("h1", t_.review_title);
    people();
    table("unused", t_.unused, {t_.customer, t_.kind, t_.roles}, unused_, t_.unused_none);
    html_.section("needs", t_.needs).element("p", t_.needs_text);
    put({t_.person_head, t_.customer, t_.roles, t_.uncovered}, t_.needs, needs_, t_.needs_none);
    html_.end_section().section("scopes", t_.scopes).element("p", t_.scopes_text);
    html_.raw("<pre tabindex=\"0\">").raw(escaped_lines(scopes_block(customers_)));
    html_.raw("</pre>\n").end_section();
    table("left", t_.left_over, {t_.customer, t_.what_head, t_.status}, left_, t_.none);
    table("vault", t_.vault, {t_.customer, t_.share}, vault_, t_.none);
    table("tools", t_.tools, {t_.customer, t_.what_head, t_.share}, tools_, t_.none);
    table("credit", t_.credit, {t_.customer, t_.what_head, t_.share}, credit_, t_.none);
    return html_page(t_.code, t_.review_title, o_.logo, html_.take(), review_json(customers_, o_));
  }

 private:
  std::string n(std::uint64_t number) const { return number_text(t_, number); }

  void people() {
    Rows rows;
    for (const CustomerFacts& facts : customers_) {
      const std::string customer = html_text(facts.name);
      for (const PersonFacts& person : facts.people) {
        if (person.kind == PersonFacts::Kind::kProgram)
          tools_.push_back({customer, html_text(person.name), n(person.records)});
        if (person.kind != PersonFacts::Kind::kNamed) continue;
        const std::string name = html_text(person.name);
        rows.push_back({name, customer, n(person.actions), n(person.entries), n(person.outside),
                        day_text(t_, *o_.zone, person.last)});
        if (person.leaver)
          left_.push_back(
              {customer, name + ": " + html_text(t_.leaver), day_text(t_, *o_.zone, person.last)});
        if (person.done.empty()) continue;
        const RoleNeeds need = smallest_roles(person.done);
        needs_.push_back({name, customer, html_text(joined(names_of(need.roles)), 600),
                          html_text(joined(need.uncovered), 600)});
      }
      rest(facts, customer);
    }
    table("matrix", t_.matrix,
          {t_.person_head, t_.customer, t_.actions, t_.sign_ins, t_.outside_head, t_.last}, rows,
          t_.none);
  }
  void rest(const CustomerFacts& facts, const std::string& customer) {
    std::set<std::string> done, needed;
    for (const PersonFacts& person : facts.people)
      done.insert(person.done.begin(), person.done.end());
    for (const RoleRow* role : smallest_roles(done).roles) needed.emplace(role->id);
    for (const auto& [id, right] : facts.rights) {
      if (right.type == "dap")
        left_.push_back({customer, html_text(t_.right_dap), html_text(right.status)});
      std::vector<std::string> spare;
      for (const std::string& role : right.roles) {
        if (needed.contains(role)) continue;
        const RoleRow* row = find_role(role);
        spare.push_back(row == nullptr ? role : std::string(row->name));
      }
      if (!spare.empty())
        unused_.push_back({customer, html_text(right.type), html_text(joined(spare), 600)});
    }
    if (facts.missing_check_outs > 0) vault_.push_back({customer, n(facts.missing_check_outs)});
    for (const auto& [tool, count] : facts.keys)
      tools_.push_back({customer, html_text(tool), n(count)});
    for (const auto& [subscription, count] : facts.credit)
      credit_.push_back({customer, html_text(subscription), n(count)});
  }
  void put(const std::vector<std::string_view>& head, std::string_view caption, Rows& rows,
           std::string_view none) {
    if (rows.empty()) {
      html_.element("p", none);
      return;
    }
    const std::size_t all = rows.size();
    if (all > kMostRows) rows.resize(kMostRows);
    html_.table(caption, head, rows);
    if (all > kMostRows) html_.element("p", fmt::format(fmt::runtime(t_.more), n(all - kMostRows)));
  }
  void table(std::string_view id, std::string_view title, const std::vector<std::string_view>& head,
             Rows& rows, std::string_view none) {
    html_.section(id, title);
    put(head, title, rows, none);
    html_.end_section();
  }

  const std::vector<CustomerFacts>& customers_;
  const PageOptions& o_;
  const Texts& t_;
  Html html_;
  Rows needs_, unused_, left_, vault_, tools_, credit_;
};

}  // namespace

std::string scopes_block(const std::vector<CustomerFacts>& customers) {
  std::string out = "scopes:\n";
  const auto quoted = [](std::string_view text) {
    std::string json;
    append_json_string(json, text);
    return json;
  };
  bool any = false;
  for (const CustomerFacts& facts : customers) {
    for (const PersonFacts& person : facts.people) {
      // Who has left gets no scope, whatever was done.
      if (person.kind != PersonFacts::Kind::kNamed || person.leaver || person.done.empty())
        continue;
      any = true;
      out += fmt::format("  - name: {}\n    who: [{}]\n    customers: [{}]\n    operations:\n",
                         quoted(person.upn + " at " + facts.name), quoted(person.upn),
                         quoted(facts.id));
      for (const std::string& operation : person.done)
        out += fmt::format("      - {}\n", quoted(operation));
    }
  }
  return any ? out : "scopes: []\n";
}

std::string review_page(const std::vector<CustomerFacts>& customers, const PageOptions& options) {
  return Review(customers, options).write();
}

std::string index_page(const std::vector<std::pair<std::string, std::string>>& pages,
                       const PageOptions& options) {
  Html html;
  html.element("h1", options.texts->index_title).raw("<ul>\n");
  for (const auto& [name, file] : pages)
    html.raw("<li><a href=\"").text(file).raw("\">").text(name).raw("</a></li>\n");
  html.raw("</ul>\n");
  return html_page(options.texts->code, options.texts->index_title, options.logo, html.take(),
                   "{}");
}

}  // namespace aobo::sim
