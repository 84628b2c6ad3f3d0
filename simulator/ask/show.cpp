// show: everything of one event on one screen.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "plugin/base/published.h"
#include "plugin/base/text.h"
#include "simulator/ask/answers.h"
#include "simulator/ask/evidence_origin.h"
#include "simulator/report/columns.h"

namespace aobo::sim {
namespace {

constexpr std::size_t kShown = 12;  // lines of a list

class Shower {
 public:
  Shower(const std::vector<AskedEvent>& events, std::size_t at, const Zone& zone, const Look& look)
      : events_(events), event_(events[at]), zone_(zone), look_(look) {}

  std::string text(const std::string& raw) {
    what();
    who();
    why();
    allowed();
    within_the_hour();
    others();
    head("Record");
    add(printable(event_.origin) + (event_.offset ? fmt::format(", byte {}", *event_.offset) : ""));
    if (!raw.empty()) out_ += "  " + on_one_line(raw) + "\n";
    return std::move(out_);
  }

 private:
  void head(const std::string& title) {
    out_ += (out_.empty() ? "" : "\n") +
            look_.paint(Meaning::kHead, wrapped(title, look_.width, 2)) + "\n";
  }
  // Wrapped at blanks; what has none, like an id, stays whole.
  void add(const std::string& line, Meaning meaning = Meaning::kPlain, std::size_t indent = 4) {
    out_ += look_.paint(meaning, wrapped("  " + line, look_.width, indent)) + "\n";
  }
  void given(std::string_view name, const std::string& value) {
    if (!value.empty()) add(fmt::format("{:<10} {}", name, printable(value)), Meaning::kPlain, 13);
  }

  void what() {
    head(event_.is_derived() ? "=> " + event_.derived + (event_.withdrawn ? " (withdrawn)" : "")
                             : printable(event_.operation, 100));
    given("time", zone_.written(event_.time) + (zone_.is_utc() ? "" : " " + zone_.name()));
    given("customer", event_.customer_shown());
    given("on", event_.target);
    given("resource", event_.resource);
    const std::string& role = event_.target_role.empty() ? event_.role : event_.target_role;
    given("role", role.empty() ? "" : shown_role(role));
    for (const auto& [name, value] : event_.parameters) given("with", name + " " + value);
    given("result", event_.result);
    given("credit", event_.credit);
    given("log", event_.family + (event_.late ? ", late: later records had gone out" : ""));
    given("id", event_.handle());
    given("told", event_.derived_text);
  }
  void who() {
    head("Who");
    const bool doubt = !event_.named() && event_.is_partner;
    add(printable(event_.who()) +
            (event_.partner.empty() ? "" : " of " + printable(event_.partner)),
        doubt ? Meaning::kDoubt : Meaning::kPlain);
    given("way in", event_.path);
    given("how sure", event_.confidence + (event_.method.empty() ? "" : ", by " + event_.method));
    given("logged as", event_.actor);
    given("app", event_.app.empty() ? event_.app_id : event_.app);
    given("tool", event_.tool);
    given("sign-in", sign_in());
    given("from", event_.ip + (event_.country.empty() ? "" : " " + event_.country));
    if (!event_.active) add("was not with the partner then", Meaning::kWrong);
  }

  // By what program, with what proof, and what the customer's rules and Entra made of it.
  std::string sign_in() const {
    std::string text;
    const auto add_fact = [&](std::string_view name, const std::string& value) {
      if (!value.empty()) text += (text.empty() ? "" : ", ") + std::string(name) + " " + value;
    };
    add_fact("by", event_.client);
    add_fact("mfa", event_.mfa);
    add_fact("conditional access", event_.ca_status);
    add_fact("outcome", event_.outcome);
    return text;
  }
  // "Helpdesk Administrator (729827e3-…)".
  static std::string shown_role(const std::string& role) {
    const std::string_view name = role_name(role);
    return name.empty() ? role : fmt::format("{} ({})", name, role);
  }

  void why() {
    head("Why so");
    if (event_.evidence.empty()) add("nothing shows who it was");
    const bool kinds_known = event_.evidence_kinds.size() == event_.evidence.size();
    for (std::size_t i = 0; i < event_.evidence.size(); ++i) {
      add(printable(event_.evidence[i]));
      const std::string origin = kinds_known ? origin_of_evidence(events_, event_, i, zone_) : "";
      if (!origin.empty()) add("  " + origin, Meaning::kQuiet, 6);
    }
  }

  std::string why_not_judged() const {
    if (event_.is_partner)
      return "when it came, nothing showed that a partner's person acted; later records did";
    if (event_.path == "customer" || event_.path == "microsoft")
      return "no partner's person did it, and what is agreed is agreed with partners";
    return "nothing shows that a partner's person acted; exports of the partner's users and "
           "groups, and the partner's own logs of sign-ins, may show it";
  }
  std::string nothing_agreed() const {
    if (event_.path == "automation")
      return "nothing was agreed for this program: no scope of aobo.yaml has it, as app:ID";
    return event_.named() ? "nothing was agreed for this person: no scope of aobo.yaml is for them"
                          : "nothing was agreed for whoever it was; the partner's own logs of "
                            "sign-ins, or the vault's, may name the person";
  }
  void allowed() {
    head("Allowed");
    if (event_.is_derived()) {
      add("not judged by itself: it follows from other records, each of which is");
    } else if (!event_.judged_of.empty()) {
      add(fmt::format("{} for {}, who was named first; who it was has changed since, and it "
                      "was not judged again",
                      event_.policy, printable(event_.judged_of)),
          Meaning::kDoubt);
    } else if (event_.policy.empty()) {
      add("not judged: " + why_not_judged());
    } else if (event_.policy == "none") {
      add(nothing_agreed());
    } else {
      add(event_.policy +
              (event_.scope.empty() ? "" : ": scope \"" + printable(event_.scope) + "\""),
          event_.outside() ? Meaning::kWrong : Meaning::kPlain);
    }
    if (event_.judged_of.empty()) {
      for (const std::string& reason : event_.reasons) add(printable(reason), Meaning::kWrong);
    }
    given("ticket", event_.ticket);
    given("reason", event_.reason);
    if (!event_.relationship_type.empty())
      given("right",
            fmt::format("{} relationship {}, {}{}", event_.relationship_type,
                        event_.relationship_id, event_.relationship_status,
                        event_.days_left ? fmt::format(", {} day{} left", *event_.days_left,
                                                       *event_.days_left == 1 ? "" : "s")
                                         : ""));
    // What somebody held is no leave for what was outside of the agreement.
    for (const std::string& role : event_.roles)
      given(event_.outside() ? "held role" : "by role", shown_role(role));
    for (const std::string& finding : event_.findings) add(finding, Meaning::kWrong);
  }

  void list(const std::vector<const AskedEvent*>& found) {
    for (std::size_t i = 0; i < found.size() && i < kShown; ++i) {
      const AskedEvent& other = *found[i];
      const std::string id = printable(other.handle());
      const std::size_t taken = 2 + 8 + 2 + 2 + shown_width(id);
      const bool below = taken + 20 > look_.width;  // an id is never cut
      const std::size_t width = std::min<std::size_t>(look_.width - (below ? 12 : taken), 60);
      const std::string text = printable(
          (other.is_derived() ? "=> " + other.derived : other.operation) +
          (other.customer_id == event_.customer_id ? "" : " at " + other.customer_shown()));
      std::string line =
          fmt::format("  {}  {}  {}", zone_.clock(other.time),
                      padded(cut_in_the_middle(text, width), width), below ? "" : id);
      while (line.ends_with(' ')) line.pop_back();
      out_ += look_.paint(other.outside() ? Meaning::kWrong : Meaning::kPlain, line) + "\n";
      if (below && !id.empty()) out_ += std::string(12, ' ') + id + "\n";
    }
    if (found.size() > kShown) add(fmt::format("and {} more", found.size() - kShown));
    if (found.empty()) add("nothing");
  }
  void within_the_hour() {
    if (!event_.named()) return;
    head("What else this person did within an hour before and after");
    std::vector<const AskedEvent*> found;
    for (const AskedEvent& other : events_) {
      if (&other != &event_ && other.upn == event_.upn && !other.is_derived() &&
          std::abs(other.time - event_.time) <= kOneHour)
        found.push_back(&other);
    }
    list(found);
  }
  void others() {
    std::vector<const AskedEvent*> same, derived, beside;
    const auto both = [](const std::string& one, const std::string& other) {
      return !one.empty() && one == other;
    };
    for (const AskedEvent& other : events_) {
      if (&other == &event_) continue;
      if (rests_on(other, event_) || rests_on(event_, other))
        derived.push_back(&other);
      else if (!event_.is_derived() && !other.is_derived() &&
               (both(other.id, event_.id) || both(other.activity, event_.activity)))
        same.push_back(&other);
      else if (both(other.request, event_.request) || both(other.correlation, event_.correlation))
        beside.push_back(&other);
    }
    if (!event_.is_derived()) under("Its other records", same, true);
    under(event_.is_derived() ? "What it follows from" : "What follows from it", derived, false);
    under("Other deeds of the same request or correlation", beside, false);
  }
  void under(const std::string& title, const std::vector<const AskedEvent*>& found, bool always) {
    if (found.empty() && !always) return;
    head(title);
    list(found);
  }

  // Whether an event follows from the other: by its place, which each record has, or, where it
  // follows from several, by its id.
  static bool rests_on(const AskedEvent& derived, const AskedEvent& basis) {
    if (!derived.is_derived()) return false;
    const bool same_place =
        !basis.is_derived() && basis.origin == derived.origin && basis.offset == derived.offset;
    return same_place ||
           (!basis.id.empty() && std::ranges::count(derived.derived_ids, basis.id) > 0);
  }

  const std::vector<AskedEvent>& events_;
  const AskedEvent& event_;
  const Zone& zone_;
  const Look& look_;
  std::string out_;
};

}  // namespace

std::string show_text(const std::vector<AskedEvent>& events, std::size_t at, const std::string& raw,
                      const Zone& zone, const Look& look) {
  return Shower(events, at, zone, look).text(raw);
}

}  // namespace aobo::sim
