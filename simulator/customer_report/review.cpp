// The partner's own review: what each of its people did, may do and needs; and the index.
#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/text.h"
#include "simulator/customer_report/doubts.h"
#include "simulator/customer_report/html.h"
#include "simulator/customer_report/page.h"
#include "simulator/customer_report/roles.h"
#include "simulator/customer_report/unused.h"

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

// The partner's own people know kinds of rights by their names.
std::string name_of_right(const std::string& type) {
  return type == "lighthouse" ? "Lighthouse" : upper(type);
}

class Review {
 public:
  Review(const std::vector<CustomerFacts>& customers, const PageOptions& options)
      : customers_(customers), o_(options), t_(*options.texts) {}

  std::string write() {
    answer();
    people();
    held();
    table("unused", t_.unused,
          {t_.customer, t_.kind, t_.used_head, t_.unused_head, t_.unclear_head}, unused_,
          t_.unused_none);
    html_.section("needs", t_.needs).element("p", t_.needs_text);
    put({t_.person_head, t_.customer, t_.roles, t_.uncovered, t_.needs_apart}, t_.needs, needs_,
        t_.needs_none);
    html_.end_section().section("scopes", t_.scopes).element("p", t_.scopes_text);
    html_.raw("<pre tabindex=\"0\">").raw(escaped_lines(scopes_block(customers_, o_)));
    html_.raw("</pre>\n").end_section();
    table("left", t_.left_over, {t_.customer, t_.what_head, t_.status}, left_, t_.none);
    table("vault", t_.vault, {t_.customer, t_.share}, vault_, t_.none);
    table("tools", t_.tools,
          {t_.customer, t_.what_head, t_.tool_head, t_.keys_head, t_.first, t_.last, t_.share},
          tools_, t_.none);
    tool_accounts();
    programs();
    table("secrets", t_.secrets, {t_.customer, t_.what_head, t_.times_head}, secrets_, t_.none);
    table("credit", t_.credit,
          {t_.customer, t_.what_head, t_.credit_by_partner, t_.credit_by_others}, credit_, t_.none);
    missing();
    foot();
    return html_page(t_.code, t_.review_title, o_.logo, html_.take(),
                     review_json(customers_, o_, false));
  }

 private:
  std::string n(std::uint64_t number) const { return number_text(t_, number); }
  Filling count(std::uint64_t number) const { return {t_, number}; }

  // The span, what was done in it, and what the review rests on that is not whole.
  void answer() {
    html_.element("h1", t_.review_title).raw("<div class=\"answer\"><p>");
    const CustomerFacts& first = customers_.front();  // the span is that of all
    std::set<std::string> people, with_records;
    std::uint64_t actions = 0, entries = 0, records = 0, outside = 0, unnamed = 0;
    for (const CustomerFacts& facts : customers_) {
      for (const PersonFacts& person : facts.people) {
        if (person.kind != PersonFacts::Kind::kNamed) continue;
        people.insert(person.user_id.empty() ? person.upn : person.user_id);
        with_records.insert(facts.id);
      }
      actions += facts.named_deeds.actions;
      entries += facts.named_deeds.entries;
      records += facts.records;
      outside += facts.outside;
      unnamed += facts.unnamed;
    }
    const std::set<std::string> whose = partners();
    const std::string whom =
        whose.empty() ? std::string(t_.unknown_partner) : joined({whose.begin(), whose.end()});
    if (people.empty())
      html_.text(filled(t_.review_nobody, {span_text(t_, *o_.zone, first.from, first.to), whom}));
    else
      html_.text(filled(t_.review_answer,
                        {span_text(t_, *o_.zone, first.from, first.to), count(people.size()), whom,
                         count(actions), count(with_records.size()), count(entries)}));
    if (outside > 0)
      html_.raw(" <strong class=\"wrong\">")
          .text(filled(t_.outside, {count(outside), count(records)}))
          .raw("</strong>");
    if (unnamed > 0) html_.text(" " + filled(t_.unnamed, {count(unnamed)}));
    html_.raw(doubts_markup(doubts_of(customers_, t_))).raw("</p></div>\n");
  }
  // Which logs were silent, where the first paragraph only counts them.
  void missing() {
    Rows rows;
    for (const auto& [customer, logs] : silent_customers(customers_, t_))
      rows.push_back({html_text(customer), html_text(logs, 600)});
    if (!rows.empty()) table("missing", t_.missing, {t_.customer, t_.log_head}, rows, t_.none);
  }
  // Of those whose people are named; where nobody is, of those who acted, or have rights.
  std::set<std::string> partners() const {
    std::set<std::string> named, acted, with_rights;
    for (const CustomerFacts& facts : customers_) {
      for (const PersonFacts& person : facts.people) {
        if (person.kind == PersonFacts::Kind::kNamed) named.insert(person.partner);
      }
      acted.insert(facts.partners.begin(), facts.partners.end());
      for (const auto& [id, right] : facts.rights) with_rights.insert(right.partner);
    }
    for (std::set<std::string>* all : {&named, &acted, &with_rights}) {
      all->erase("");
      if (!all->empty()) return *all;
    }
    return {};
  }
  // Rights that people hold whether they used them or not.
  void held() {
    Rows rows;
    for (const CustomerFacts& facts : customers_) {
      for (const HeldFacts& one : facts.held) {
        std::vector<std::string> names;
        for (const std::string& role : one.roles) names.push_back(shown_role(role));
        rows.push_back({html_text(one.name), html_text(facts.name),
                        html_text(name_of_right(one.type)), html_text(joined(names), 600),
                        used(records_by(one, facts), facts)});
      }
    }
    std::ranges::stable_sort(rows, {}, [](const auto& row) { return row.front(); });
    html_.section("held", t_.held).element("p", t_.held_text);
    put({t_.person_head, t_.customer, t_.kind, t_.roles, t_.used_head}, t_.held, rows, t_.none);
    html_.end_section();
  }
  std::string used(std::uint64_t records, const CustomerFacts& facts) const {
    if (records > 0) return n(records);
    return html_text(facts.has_no_record() ? t_.unclear_use : t_.not_used);
  }
  std::string used(const RightFacts& right, const CustomerFacts& facts) const {
    return right.records == 0 && was_used(right, facts) ? html_text(t_.used)
                                                        : used(right.records, facts);
  }
  void foot() {
    std::uint64_t records = 0;
    std::set<std::pair<std::string, std::string>> files;
    for (const CustomerFacts& facts : customers_) {
      records += facts.records;
      for (const FileFacts& file : facts.files) files.insert({file.name, file.sha256});
    }
    std::vector<FileFacts> all;
    for (const auto& [name, hash] : files) all.push_back({name, hash});
    html_.raw(footer_markup(all, records, o_));
  }
  void people() {
    Rows rows;
    for (const CustomerFacts& facts : customers_) {
      const std::string customer = html_text(facts.name);
      for (const PersonFacts& person : facts.people) {
        if (person.kind == PersonFacts::Kind::kProgram)
          tools_.push_back({customer, html_text(person.name),
                            html_text(person.tool.empty() ? "–" : person.tool), keys_of(person),
                            day_text(t_, *o_.zone, person.first),
                            day_text(t_, *o_.zone, person.last), n(person.records)});
        if (person.kind != PersonFacts::Kind::kNamed) continue;
        const std::string name = html_text(person.name);
        rows.push_back({name, customer, html_text(rights_of(person), 600), n(person.deeds.actions),
                        n(person.deeds.entries), n(person.outside),
                        day_text(t_, *o_.zone, person.last)});
        if (person.leaver)
          left_.push_back({customer, name + html_text(t_.colon) + html_text(t_.leaver),
                           day_text(t_, *o_.zone, person.last)});
        if (person.done.empty() && person.done_outside.empty()) continue;
        const RoleNeeds need = smallest_roles(person.done);
        needs_.push_back({name, customer,
                          html_text(joined(names_of(need.roles)), 600) + unsure(need),
                          html_text(joined(need.uncovered), 600), apart(person)});
      }
      rest(facts, customer);
    }
    table("matrix", t_.matrix,
          {t_.person_head, t_.customer, t_.by_right, t_.actions, t_.sign_ins, t_.outside_head,
           t_.last},
          rows, t_.none, of_several());
  }
  // What nobody agreed to is no reason for a role: it stands apart.
  std::string apart(const PersonFacts& person) const {
    const RoleNeeds need = smallest_roles(person.done_outside);
    std::vector<std::string> all = names_of(need.roles);
    all.insert(all.end(), need.uncovered.begin(), need.uncovered.end());
    return html_text(joined(all), 600) + unsure(need);
  }
  // What the roles are enough for only if it was done to no administrator.
  std::string unsure(const RoleNeeds& need) const {
    if (need.unsure.empty()) return "";
    return "<br><small>" + html_text(filled(t_.needs_unsure, {joined(need.unsure)}), 600) +
           "</small>";
  }
  // Of how many activities the records name several people.
  std::string of_several() const {
    std::uint64_t all = 0;
    for (const CustomerFacts& facts : customers_) all += facts.deeds_of_several;
    return all == 0 ? std::string() : filled(t_.deeds_of_several, {count(all)});
  }
  // The accounts that tools work with, and where; of one with which nothing was done too.
  void tool_accounts() {
    Rows rows;
    for (const ToolFacts& tool : o_.tools) {
      std::vector<std::string> accounts;
      for (const auto& [account, left] : tool.accounts)
        accounts.push_back(account + (left ? " (" + std::string(t_.leaver) + ")" : ""));
      const std::string name = html_text(tool.tool), all = html_text(joined(accounts), 600);
      const std::size_t before = rows.size();
      for (const CustomerFacts& facts : customers_) {
        const auto [records, last] = done_by(tool, facts);
        if (records > 0)
          rows.push_back(
              {name, all, html_text(facts.name), day_text(t_, *o_.zone, last), n(records)});
      }
      if (rows.size() == before) rows.push_back({name, all, "–", "–", html_text(t_.not_used)});
    }
    table("tool-accounts", t_.tool_accounts,
          {t_.tool_head, t_.what_head, t_.customer, t_.last, t_.share}, rows, t_.none);
  }
  // What programs were given, and how much they did; of one on record that did nothing too.
  void programs() {
    Rows rows;
    bool any_log = false;
    for (const CustomerFacts& facts : customers_) {
      any_log = any_log || !facts.has_no_record();
      for (const ProgramFacts& program : facts.programs) {
        const std::string name =
            program.name.empty() ? std::string(t_.nameless_program) : program.name;
        rows.push_back({html_text(facts.name), html_text(name),
                        html_text(permissions_text(program, t_), 600),
                        used(program.records, facts)});
      }
    }
    for (const std::string& name : idle_programs(customers_, o_))
      rows.push_back({"–", html_text(name), html_text(t_.permissions_unknown),
                      html_text(any_log ? t_.not_used : t_.unclear_use)});
    html_.section("programs", t_.programs).element("p", t_.programs_text);
    put({t_.customer, t_.program_head, t_.permissions_head, t_.share}, t_.programs, rows, t_.none);
    html_.end_section();
  }
  // Each key, and of one that the partner's exports lack that it is unknown.
  std::string keys_of(const PersonFacts& person) const {
    std::string text;
    for (const auto& [key, known] : person.keys) {
      text += (text.empty() ? "" : "<br>") + html_text(key);
      if (known && !*known)
        text += " <span class=\"wrong\">" + html_text(t_.key_unknown) + "</span>";
    }
    return text.empty() ? "–" : text;
  }
  // By which rights a person did what was done.
  std::string rights_of(const PersonFacts& person) const {
    std::vector<std::string> all;
    for (const auto& [type, roles] : person.rights) {
      std::vector<std::string> names;
      for (const std::string& role : roles) names.push_back(shown_role(role));
      all.push_back(name_of_right(type) +
                    (names.empty() ? "" : std::string(t_.colon) + joined(names)));
    }
    return joined(all);
  }
  void right(const RightFacts& right, const CustomerFacts& facts, const std::string& customer) {
    if (right.has_ended()) return;  // there is nothing to take away
    const auto [spare, unclear] = unused_roles(right, facts);
    if (was_used(right, facts) && spare.empty() && unclear.empty()) return;
    unused_.push_back({customer, html_text(name_of_right(right.type)), used(right, facts),
                       html_text(joined(spare), 600), html_text(joined(unclear), 600)});
  }
  void rest(const CustomerFacts& facts, const std::string& customer) {
    for (const auto& [id, one] : facts.rights) {
      if (one.is_open_dap())
        left_.push_back({customer, html_text(t_.right_dap),
                         html_text(plain(kStates, t_.states_plain, one.status) +
                                   (!was_used(one, facts) && !facts.has_no_record()
                                        ? ", " + std::string(t_.not_used)
                                        : ""))});
      right(one, facts, customer);
    }
    for (const auto& [upn, leaver] : facts.leavers_with_rights)
      left_.push_back(
          {customer,
           html_text(leaver.name + std::string(t_.colon) + std::string(t_.leaver_with_rights)),
           leaver.since ? day_text(t_, *o_.zone, *leaver.since) : "–"});
    if (facts.missing_check_outs > 0) vault_.push_back({customer, n(facts.missing_check_outs)});
    for (const auto& [tool, count] : facts.keys)
      secrets_.push_back({customer, html_text(tool), n(count)});
    for (const auto& [subscription, count] : facts.credit)
      credit_.push_back(
          {customer, html_text(subscription), n(count.by_partner), n(count.by_others)});
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
    if (all > kMostRows) html_.element("p", filled(t_.more, {Filling(t_, all - kMostRows)}));
  }
  void table(std::string_view id, std::string_view title, const std::vector<std::string_view>& head,
             Rows& rows, std::string_view none, const std::string& below = {}) {
    html_.section(id, title);
    put(head, title, rows, none);
    if (!below.empty()) html_.element("p", below);
    html_.end_section();
  }

  const std::vector<CustomerFacts>& customers_;
  const PageOptions& o_;
  const Texts& t_;
  Html html_;
  Rows needs_, unused_, left_, vault_, tools_, secrets_, credit_;
};

}  // namespace

std::uint64_t records_by(const HeldFacts& held, const CustomerFacts& facts) {
  std::uint64_t records = 0;
  for (const PersonFacts& person : facts.people) {
    const auto found = person.by_relationship.find(held.relationship);
    if (person.user_id == held.user_id && found != person.by_relationship.end())
      records += found->second;
  }
  return records;
}

std::vector<std::string> idle_programs(const std::vector<CustomerFacts>& customers,
                                       const PageOptions& options) {
  std::set<std::string> there;
  for (const CustomerFacts& facts : customers) {
    for (const ProgramFacts& program : facts.programs) there.insert(lower(program.name));
  }
  std::vector<std::string> idle = options.programs;
  std::erase_if(idle, [&](const std::string& name) { return there.contains(lower(name)); });
  return idle;
}

ToolAtCustomer done_by(const ToolFacts& tool, const CustomerFacts& facts) {
  ToolAtCustomer done;
  for (const PersonFacts& person : facts.people) {
    if (person.kind != PersonFacts::Kind::kProgram || person.tool != tool.tool) continue;
    done.records += person.records;
    done.last = std::max(done.last, person.last);
  }
  return done;
}

std::string review_page(const std::vector<CustomerFacts>& customers, const PageOptions& options) {
  return Review(customers, options).write();
}

std::string index_page(const std::vector<IndexRow>& pages, const PageOptions& options) {
  Html html;
  const Texts& texts = *options.texts;
  html.element("h1", texts.index_title);
  Rows rows;
  for (const IndexRow& page : pages) {
    const CustomerFacts& facts = *page.facts;
    rows.push_back({"<a href=\"" + html_text(page.file) + "\">" + html_text(page.name) + "</a>",
                    number_text(texts, facts.deeds.actions),
                    number_text(texts, facts.deeds.entries), number_text(texts, facts.outside),
                    number_text(texts, facts.unnamed),
                    number_text(texts, facts.missing.gaps.size())});
  }
  html.table(texts.index_title,
             {texts.customer, texts.actions, texts.sign_ins, texts.outside_head, texts.unnamed_head,
              texts.gaps_head},
             rows);
  return html_page(options.texts->code, options.texts->index_title, options.logo, html.take(),
                   "{}");
}

}  // namespace aobo::sim
