// A customer's page: the answer first, then what it rests on.
#include "simulator/customer_report/page.h"

#include <fmt/format.h>

#include <algorithm>

#include "simulator/customer_report/doubts.h"
#include "simulator/customer_report/html.h"
#include "simulator/customer_report/roles.h"
#include "simulator/report/ids.h"

namespace aobo::sim {
namespace {

// Rows of a table that can have many.
constexpr std::size_t kMostRows = 200;
// Changes that matter, of which a customer reads all.
constexpr std::size_t kWeightiest = 10;

using Rows = std::vector<std::vector<std::string>>;

class Page {
 public:
  Page(const CustomerFacts& facts, const PageOptions& options)
      : f_(facts), o_(options), t_(*options.texts) {}

  std::string write() {
    answer();
    who();
    rights();
    when();
    changes();
    ways();
    missing();
    questions();
    words();
    changes_rest();
    detail();
    html_.raw(footer_markup(f_.files, f_.records, o_));
    return html_page(t_.code, t_.title, o_.logo, html_.take(), customer_json(f_, o_, false));
  }

 private:
  std::string n(std::uint64_t number) const { return number_text(t_, number); }
  Filling count(std::uint64_t number) const { return {t_, number}; }
  std::string span() const { return span_text(t_, *o_.zone, f_.from, f_.to); }
  std::string day(TimeNs time) const { return day_text(t_, *o_.zone, time); }
  std::string moment(TimeNs time) const {
    return day(time) + " " + o_.zone->clock(time).substr(0, 5);
  }
  // The same as markup, with the time in UTC for who points at it.
  std::string timed(TimeNs time) const {
    const std::string utc = format_time(time - time % kSecondNs);
    return fmt::format("<time datetime=\"{0}\" title=\"{0}\">{1}</time>", html_text(utc),
                       html_text(moment(time)));
  }
  std::uint64_t people() const {
    return static_cast<std::uint64_t>(std::count_if(
        f_.people.begin(), f_.people.end(),
        [](const PersonFacts& person) { return person.kind == PersonFacts::Kind::kNamed; }));
  }
  // Of the people who are named; where nobody is, of all.
  std::string partners() const {
    std::set<std::string> named;
    for (const PersonFacts& person : f_.people) {
      if (person.kind == PersonFacts::Kind::kNamed && !person.partner.empty())
        named.insert(person.partner);
    }
    std::string text;
    for (const std::string& one : named.empty() ? f_.partners : named)
      text += (text.empty() ? "" : ", ") + one;
    return text.empty() ? std::string(t_.unknown_partner) : text;
  }
  std::string shown(const PersonFacts& person) const {
    std::string text;
    if (person.kind == PersonFacts::Kind::kNamed) text = person.name;
    if (person.kind == PersonFacts::Kind::kProgram) text = program(person);
    if (person.kind == PersonFacts::Kind::kUnnamed) {
      text = filled(t_.somebody,
                    {person.partner.empty() ? std::string(t_.unknown_partner) : person.partner});
      if (!person.candidates.empty())
        text += ", " + filled(t_.candidates, {count(person.candidates.size())});
      else if (const std::uint64_t agents = agents_of(person.partner_id))
        text += ", " + filled(t_.agents, {count(agents)});
      if (o_.candidates) {
        for (const std::string& one : person.candidates) text += " · " + one;
      }
    }
    return html_text(text, 400) + by_rights(person) +
           (person.leaver ? "<br><span class=\"wrong\">" + html_text(t_.leaver) + "</span>"
            : person.left ? "<br><small>" + html_text(t_.has_left) + "</small>"
                          : "");
  }
  // By its name, or that of the tool that it is of; an id is no name.
  std::string program(const PersonFacts& person) const {
    if (!holds_id(person.name)) return filled(t_.program, {person.name});
    return person.tool.empty() ? std::string(t_.nameless_program)
                               : filled(t_.program, {person.tool});
  }
  // People of the partner who hold rights there.
  std::uint64_t agents_of(const std::string& partner) const {
    std::set<std::string> people;
    for (const HeldFacts& one : f_.held) {
      if (one.partner_id == partner) people.insert(one.user_id);
    }
    return people.size();
  }
  // By which kinds of right, below the name.
  std::string by_rights(const PersonFacts& person) const {
    std::set<std::string> ways;
    for (const auto& [type, roles] : person.rights) ways.insert(type);
    // Ways in that are no right of the partner's.
    for (const std::string_view way : {"guest", "shared-account"}) {
      if (person.ways.contains(std::string(way))) ways.insert(std::string(way));
    }
    std::string text;
    for (const std::string& way : ways)
      text += (text.empty() ? "" : "; ") + plain(kWays, t_.ways_plain, way);
    return text.empty()
               ? ""
               : "<br><small>" + html_text(std::string(t_.by_way) + " " + text, 300) + "</small>";
  }

  void answer() {
    html_.element("h1", t_.title).raw("<div class=\"answer\"><p>");
    if (f_.records == 0) {
      html_.text(filled(t_.nobody, {span(), f_.name}));
    } else {
      if (people() == 0)
        html_.text(filled(t_.nobody_named, {span(), partners(), f_.name}));
      else
        html_.text(
            filled(t_.answer, {span(), count(people()), partners(), count(f_.named_deeds.actions),
                               f_.name, count(f_.named_deeds.entries)}));
      others(t_.unnamed_acted, f_.unnamed_deeds);
      others(t_.programs_acted, f_.program_deeds);
      html_.raw(f_.outside > 0 ? " <strong class=\"wrong\">" : " <strong>")
          .text(f_.outside > 0 ? filled(t_.outside, {count(f_.outside), count(f_.records)})
                               : std::string(t_.none_outside))
          .raw("</strong> ");
      if (f_.silent > 0) html_.text(filled(t_.silent, {count(f_.silent)}) + " ");
      if (f_.unnamed > 0) html_.text(filled(t_.unnamed, {count(f_.unnamed)}) + " ");
    }
    html_.raw(doubts_markup(doubts_of(f_, t_)));
    html_.raw("</p></div>\n");
  }
  void others(std::string_view text, const DeedCounts& deeds) {
    if (deeds.actions > 0 || deeds.entries > 0)
      html_.text(" " + filled(text, {count(deeds.actions), count(deeds.entries)}));
  }
  void who() {
    html_.section("who", t_.who);
    Rows rows;
    for (std::size_t i = 0; i < f_.people.size() && i < kMostRows; ++i) {
      const PersonFacts& p = f_.people[i];
      rows.push_back({shown(p), partner_cell(p.partner), html_text(roles_used(p), 600),
                      day(p.first), day(p.last), n(p.days.size()), n(p.deeds.actions),
                      n(p.deeds.entries), n(p.outside),
                      p.deeds.sign_ins == 0 ? "–" : n(p.deeds.strong) + "/" + n(p.deeds.sign_ins)});
    }
    if (!rows.empty())
      html_.table(t_.who,
                  {t_.who_head_person, t_.who_head_partner, t_.roles, t_.first, t_.last,
                   t_.active_days, t_.actions, t_.sign_ins, t_.outside_head, t_.with_mfa},
                  rows);
    more(f_.people.size(), kMostRows);
    if (f_.deeds_of_several > 0)
      html_.element("p", filled(t_.deeds_of_several, {count(f_.deeds_of_several)}));
    html_.end_section();
  }
  void more(std::size_t all, std::size_t most) {
    if (all > most) html_.element("p", filled(t_.more, {count(all - most)}));
  }
  // Roles by which the person may have acted, by name.
  std::string roles_used(const PersonFacts& person) const {
    std::set<std::string> roles;
    for (const auto& [type, ids] : person.rights) roles.insert(ids.begin(), ids.end());
    return roles.empty() ? "–" : named_roles(roles, false);
  }
  // The mightiest first; with what each allows, or the names alone.
  std::string named_roles(const std::set<std::string>& roles, bool plainly) const {
    std::string text;
    std::size_t nameless = 0;
    for (const std::string& id : roles) {
      const std::string name = shown_role(id);
      const std::string allows = plainly ? allowed_by(id) : "";
      const std::string both = allows.empty() ? name : fmt::format("{} ({})", allows, name);
      if (id == kGlobalAdministrator)
        text = (plainly ? std::string(t_.powerful) : name) + (text.empty() ? "" : "; ") + text;
      else if (name != id)
        text += (text.empty() ? "" : "; ") + both;
      else
        ++nameless;
    }
    if (nameless > 0)
      text += (text.empty() ? "" : "; ") + filled(t_.nameless_roles, {count(nameless)});
    return text;
  }
  std::string allowed_by(const std::string& id) const {
    if (role_only_reads(id)) return std::string(t_.only_reads);
    const RoleRow* role = find_role(id);
    return role == nullptr
               ? ""
               : std::string(t_.roles_plain[static_cast<std::size_t>(role - role_rows().data())]);
  }
  std::string partner_cell(const std::string& partner) const {
    return html_text(partner.empty() ? std::string(t_.partner_not_known) : partner);
  }
  std::string partner_of(const RightFacts& right) const {
    return partner_cell(right.partner) +
           (right.of_distributor ? "<br><small>" + html_text(t_.distributor) + "</small>" : "");
  }
  std::string use_of(const RightFacts& right) const {
    if (right.records > 0) return n(right.records);
    return html_text(f_.has_no_record() ? t_.unclear_use : t_.not_used);
  }
  std::string allows(const RightFacts& right) const {
    if (right.type == "dap") return std::string(t_.right_dap);
    if (right.type == "aobo") return std::string(t_.right_aobo);
    if (right.type == "lighthouse") return std::string(t_.right_lighthouse);
    return named_roles(right.roles, true);
  }
  std::string ends(const RightFacts& right) const {
    if (right.end) return filled(t_.right_until, {day(*right.end)});
    if (!right.renews) return std::string(t_.right_open);
    return *right.renews > f_.to ? filled(t_.right_renews, {day(*right.renews)})
                                 : std::string(t_.right_renews_always);
  }
  // Programs that act by themselves, and what they were given.
  void programs() {
    if (f_.programs.empty()) return;
    Rows rows;
    for (std::size_t i = 0; i < f_.programs.size() && i < kMostRows; ++i) {
      const ProgramFacts& program = f_.programs[i];
      rows.push_back(
          {html_text(program.name.empty() ? std::string(t_.nameless_program) : program.name),
           program.acted ? partner_cell(program.partner) : "–",
           html_text(permissions_text(program, t_), 600), n(program.records)});
    }
    html_.element("p", t_.programs_text);
    html_.table(t_.programs, {t_.program_head, t_.who_head_partner, t_.permissions_head, t_.share},
                rows);
    more(f_.programs.size(), kMostRows);
  }
  void rights() {
    html_.section("rights", t_.rights);
    Rows dap, rest;
    for (const auto& [id, right] : f_.rights) {
      std::vector<std::string> row = {html_text(allows(right), 600),
                                      partner_of(right),
                                      html_text(plain(kWays, t_.ways_plain, right.type)),
                                      html_text(plain(kStates, t_.states_plain, right.status)),
                                      html_text(ends(right)),
                                      use_of(right)};
      if (row[0].empty()) row[0] = "–";
      const bool first =
          right.type == "dap" || right.roles.contains(std::string(kGlobalAdministrator));
      (first ? dap : rest).push_back(std::move(row));
    }
    dap.insert(dap.end(), rest.begin(), rest.end());
    if (dap.empty()) {
      html_.element("p", t_.rights_none);
    } else {
      html_.table(t_.rights,
                  {t_.roles, t_.who_head_partner, t_.kind, t_.status, t_.ends, t_.used_head}, dap);
    }
    programs();
    html_.end_section();
  }
  void when() {
    html_.section("when", t_.when).element("p", t_.when_text);
    if (!f_.hours_not_agreed.empty()) html_.element("p", t_.when_agreed);
    html_.raw("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"")
        .text(t_.when)
        .raw("\">")
        .raw(heat_strip(f_, o_))
        .raw("</div>\n")
        .end_section();
  }
  // Whoever made the change is not named: a program, or somebody.
  std::string doer(const ChangeFacts& change) const {
    if (change.by_program)
      return change.program.empty() ? std::string(t_.nameless_program)
                                    : filled(t_.program, {change.program});
    return filled(t_.somebody,
                  {change.partner.empty() ? std::string(t_.unknown_partner) : change.partner});
  }
  // Which role, and which way: " (Helpdesk Administrator, given)"; an id is no name.
  std::string role_of(const ChangeFacts& change) const {
    std::string text = shown_role(change.role);
    if (holds_id(text)) text.clear();
    if (change.given)
      text += (text.empty() ? "" : ", ") + std::string(*change.given ? t_.given : t_.taken);
    return text.empty() ? "" : " (" + text + ")";
  }
  std::vector<std::string> row_of(const ChangeFacts& change) const {
    const auto kind = static_cast<std::size_t>(change.kind);
    return {html_text(t_.change[kind]) +
                (change.on.empty() ? "" : html_text(std::string(t_.colon) + change.on)) +
                html_text(role_of(change)) +
                (change.outside ? " <span class=\"wrong\">" + html_text(t_.outside_head) + "</span>"
                                : ""),
            timed(change.time), html_text(change.who.empty() ? doer(change) : change.who, 400),
            html_text(change.ticket.empty() ? std::string("–") : change.ticket),
            html_text(t_.undo[kind], 400)};
  }
  // Those from the one on up to the other.
  void table_of_changes(std::string_view caption, std::size_t from, std::size_t to) {
    Rows rows;
    for (std::size_t i = from; i < f_.changes.size() && i < to; ++i)
      rows.push_back(row_of(f_.changes[i]));
    html_.table(caption, {t_.change_head, t_.when, t_.person_head, t_.ticket_head, t_.undo_head},
                rows);
  }
  void changes() {
    html_.section("changes", t_.changes);
    if (f_.changes.empty())
      html_.element("p", t_.changes_none);
    else
      table_of_changes(t_.changes, 0, kWeightiest);
    if (f_.changes.size() > kWeightiest)
      html_.element("p", filled(t_.changes_below, {count(f_.changes.size() - kWeightiest)}));
    html_.end_section();
  }
  void changes_rest() {
    if (f_.changes.size() <= kWeightiest) return;
    html_.section("changes-rest", t_.changes_rest);
    table_of_changes(t_.changes_rest, kWeightiest, kMostRows);
    more(f_.changes.size(), kMostRows);
    html_.end_section();
  }
  void ways() {
    html_.section("ways", t_.ways);
    Rows rows;
    for (const auto& [way, records] : f_.ways)
      rows.push_back({html_text(plain(kWays, t_.ways_plain, way)), n(records)});
    if (!rows.empty()) html_.table(t_.ways, {t_.way_head, t_.share}, rows);
    const DeedCounts& deeds = f_.deeds;
    if (deeds.sign_ins > 0)
      html_.element("p", filled(t_.mfa_share, {count(deeds.strong), count(deeds.sign_ins)}));
    if (deeds.legacy > 0) html_.element("p", filled(t_.legacy, {count(deeds.legacy)}));
    if (deeds.command_line > 0)
      html_.element("p", filled(t_.command_line, {count(deeds.command_line)}));
    if (deeds.blocked > 0) html_.element("p", filled(t_.blocked, {count(deeds.blocked)}));
    std::string countries;
    for (const std::string& one : f_.countries) countries += (countries.empty() ? "" : ", ") + one;
    const Filling addresses = count(f_.addresses.size());
    if (!f_.addresses.empty())
      html_.element("p",
                    countries.empty()
                        ? filled(t_.places_nowhere, {addresses})
                        : filled(t_.places, {addresses, count(f_.countries.size()), countries}));
    html_.end_section();
  }
  void missing() {
    html_.section("missing", t_.missing).element("p", t_.missing_text);
    html_.element("p", t_.unlogged_text);
    Rows rows;
    std::uint64_t late = 0;
    for (const auto& [family, log] : f_.logs) {
      rows.push_back(
          {html_text(plain(kLogs, t_.logs_plain, family)), n(log.days.size()), n(log.records)});
      late += log.late;
    }
    if (!rows.empty()) html_.table(t_.log_head, {t_.log_head, t_.days_with, t_.share}, rows);
    const std::vector<TimeNs>& gaps = f_.missing.gaps;
    if (!f_.rests_on_gaps()) html_.element("p", t_.gaps_none);
    for (std::size_t i = 0; i < gaps.size() && i < kMostRows; ++i)
      html_.element("p", filled(t_.gap_end, {moment(gaps[i])}));
    Rows sure;
    for (const auto& [word, records] : f_.confidence)
      sure.push_back({html_text(plain(kSure, t_.sure_plain, word)), n(records)});
    if (!sure.empty()) html_.table(t_.confidence_text, {t_.named_head, t_.share}, sure);
    if (late > 0) html_.element("p", filled(t_.late_text, {count(late)}));
    if (f_.later > 0) html_.element("p", filled(t_.later_text, {count(f_.later)}));
    if (f_.judged_of_another > 0)
      html_.element("p", filled(t_.judged_text, {count(f_.judged_of_another)}));
    html_.end_section();
  }
  void questions() {
    std::vector<std::string> asked;
    if (f_.outside > 0) asked.push_back(filled(t_.q_outside, {count(f_.outside)}));
    for (const PersonFacts& person : f_.people) {
      if (person.leaver) asked.push_back(filled(t_.q_leaver, {person.name}));
    }
    if (f_.unnamed > 0) asked.push_back(filled(t_.q_unnamed, {count(f_.unnamed)}));
    if (f_.silent > 0) asked.push_back(filled(t_.q_silent, {count(f_.silent)}));
    const bool dap = std::any_of(f_.rights.begin(), f_.rights.end(),
                                 [](const auto& right) { return right.second.is_open_dap(); });
    if (dap) asked.emplace_back(t_.q_dap);
    const DeedCounts& deeds = f_.deeds;
    if (deeds.sign_ins > deeds.strong)
      asked.push_back(filled(t_.q_mfa, {count(deeds.sign_ins - deeds.strong)}));
    if (deeds.no_ticket > 0) asked.push_back(filled(t_.q_ticket, {count(deeds.no_ticket)}));
    if (f_.rests_on_gaps()) asked.emplace_back(t_.q_gap);
    html_.section("questions", t_.questions);
    if (asked.empty()) {
      html_.element("p", t_.questions_none);
    } else {
      html_.raw("<ol>\n");
      for (const std::string& question : asked) html_.element("li", question);
      html_.raw("</ol>\n");
    }
    html_.end_section();
  }
  // The one place with operations and ids: what was outside can be looked up.
  void detail() {
    if (f_.outside_records.empty()) return;
    html_.section("detail", t_.detail).element("p", t_.detail_text);
    Rows rows;
    for (std::size_t i = 0; i < f_.outside_records.size() && i < kMostRows; ++i) {
      const OutsideFacts& one = f_.outside_records[i];
      std::string why;
      for (const std::string& word : one.why)
        why += (why.empty() ? "" : ", ") + plain(kWhyOutside, t_.why_plain, word);
      rows.push_back({timed(one.time), html_text(one.who.empty() ? "–" : one.who), html_text(why),
                      html_text(one.operation) + "<br><small>" + html_text(one.id) + "</small>",
                      html_text(one.ticket.empty() ? std::string("–") : one.ticket)});
    }
    html_.table(t_.detail, {t_.when, t_.person_head, t_.why_head, t_.id_head, t_.ticket_head},
                rows);
    more(f_.outside_records.size(), kMostRows);
    html_.end_section();
  }
  void words() {
    html_.section("words", t_.words).raw("<dl>\n");
    for (const GlossaryTerm& term : t_.terms)
      html_.element("dt", term.word).element("dd", term.meaning);
    html_.raw("</dl>\n").end_section();
  }

  const CustomerFacts& f_;
  const PageOptions& o_;
  const Texts& t_;
  Html html_;
};

}  // namespace

std::string permissions_text(const ProgramFacts& program, const Texts& texts) {
  if (program.permissions.empty())
    return std::string(program.for_everybody ? texts.for_everybody_unknown
                                             : texts.permissions_unknown);
  std::string text;
  for (const std::string& one : program.permissions) text += (text.empty() ? "" : ", ") + one;
  return program.for_everybody ? text + "; " + std::string(texts.for_everybody) : text;
}

std::string footer_markup(const std::vector<FileFacts>& files, std::uint64_t records,
                          const PageOptions& options) {
  const Texts& texts = *options.texts;
  Html html;
  html.raw("<footer><p>")
      .text(filled(texts.made_by, {options.version, Filling(texts, records), options.zone->name()}))
      .raw("</p>\n");
  if (!files.empty()) {
    html.element("p", texts.made_of).raw("<ul>\n");
    for (std::size_t i = 0; i < files.size() && i < kMostRows; ++i)
      html.element("li", files[i].name + " " + files[i].sha256);
    html.raw("</ul>\n");
    if (files.size() > kMostRows)
      html.element("p", filled(texts.more, {Filling(texts, files.size() - kMostRows)}));
  }
  html.raw("</footer>\n");
  return html.take();
}

std::string customer_page(const CustomerFacts& facts, const PageOptions& options) {
  return Page(facts, options).write();
}

}  // namespace aobo::sim
