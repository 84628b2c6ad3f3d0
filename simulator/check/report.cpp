#include "simulator/check/report.h"

#include <fmt/format.h>

#include "plugin/base/json_object.h"
#include "plugin/base/text.h"

namespace aobo::sim {
namespace {

std::string xml(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string shown_place(const CheckFailure& failure, const SourceFiles& files) {
  return failure.place.line == 0 ? std::string() : files.shown(failure.place) + ": ";
}

bool fails(const CheckReport& report, const std::string& rule) {
  for (const CheckFailure& failure : report.failures) {
    if (failure.rule == rule) return true;
  }
  return false;
}

}  // namespace

std::string report_text(const CheckReport& report, const SourceFiles& files, bool all) {
  std::string text;
  if (all)
    text += fmt::format("{:<64} {:>9} {:>17} {:>8} {:>8}\n", "RULE", "CASES", "ALERT/MUST ALERT",
                        "UNWANTED", "ALERTS");
  for (const auto& [rule, score] : report.scores) {
    const bool failed = fails(report, rule);
    if (!all && !failed) continue;
    text +=
        fmt::format("{:<64} {:>9} {:>17} {:>8} {:>8}{}\n", printable(rule, 64),
                    fmt::format("{}/{}", score.cases - score.cases_failed, score.cases),
                    score.selected == 0 ? "-" : fmt::format("{}/{}", score.alerted, score.selected),
                    score.unwanted + score.misnamed, score.alerts, failed ? "  FAILS" : "");
  }
  for (const CheckFailure& failure : report.failures) {
    const std::string rule =
        failure.rule.empty() ? std::string() : fmt::format("\"{}\" ", printable(failure.rule));
    text += fmt::format("\n{}{}: {}{}{}\n{}", shown_place(failure, files), name(failure.what), rule,
                        printable(failure.text, 700),
                        failure.seed == 0 ? "" : fmt::format(" (world of seed {})", failure.seed),
                        failure.detail);
  }
  for (const std::string& unjudged : report.unjudged)
    text += fmt::format("\nnot judged: {}\n", printable(unjudged));
  for (const std::string& hidden : report.hidden)
    text += fmt::format("\nunder rule_matching: first, {}\n", printable(hidden));
  for (const std::string& rule : all ? report.unreached : std::vector<std::string>()) {
    text += fmt::format("\nno generated world makes it fire, its cases alone do: {}\n",
                        printable(rule));
  }
  std::uint64_t cases_failed = 0;
  for (const auto& [rule, score] : report.scores) cases_failed += score.cases_failed;
  return text +
         fmt::format(
             "\n{} rules, {} cases ({} failed) in {:.1f} s, {} worlds in {:.1f} s, {} events; {}\n",
             report.scores.size(), report.cases, cases_failed, report.case_seconds, report.worlds,
             report.world_seconds, report.events,
             report.failures.empty() ? "all hold"
                                     : fmt::format("{} failures", report.failures.size()));
}

std::string report_json(const CheckReport& report, const SourceFiles& files) {
  std::vector<JsonObject> rules, failures;
  for (const auto& [rule, score] : report.scores) {
    rules.emplace_back()
        .whole_text("rule", rule)
        .count("cases", score.cases)
        .count("cases_failed", score.cases_failed)
        .count("selected", score.selected)
        .count("alerted", score.alerted)
        .count("unwanted", score.unwanted)
        .count("misnamed", score.misnamed)
        .count("alerts", score.alerts);
  }
  for (const CheckFailure& failure : report.failures) {
    failures.emplace_back()
        .whole_text("class", name(failure.what))
        .whole_text("rule", failure.rule)
        .whole_text("place", failure.place.line == 0 ? "" : files.shown(failure.place))
        .whole_text("text", failure.text)
        .count("seed", failure.seed);
  }
  JsonObject all;
  all.count("cases", report.cases).count("worlds", report.worlds).count("events", report.events);
  all.objects("rules", rules).objects("failures", failures);
  all.list("hidden", report.hidden).list("unreached", report.unreached);
  return all.list("unjudged", report.unjudged).done() + "\n";
}

namespace {

// What failed of this rule; of no rule where it is empty.
std::string junit_of(const CheckReport& report, const SourceFiles& files, const std::string& rule) {
  std::string text;
  for (const CheckFailure& failure : report.failures) {
    if (failure.rule != rule) continue;
    text += fmt::format("\n<failure type=\"{}\" message=\"{}{}\"/>", name(failure.what),
                        xml(shown_place(failure, files)), xml(failure.text));
  }
  return text;
}

}  // namespace

std::string report_junit(const CheckReport& report, const SourceFiles& files) {
  std::string text = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n<testsuite name=\"aobo-sim "
      "check\" tests=\"{}\" failures=\"{}\">\n",
      report.scores.size(), report.failures.size());
  for (const auto& [rule, score] : report.scores) {
    text += fmt::format("<testcase classname=\"rules\" name=\"{}\">{}</testcase>\n", xml(rule),
                        junit_of(report, files, rule));
  }
  if (const std::string of_none = junit_of(report, files, ""); !of_none.empty())
    text += fmt::format("<testcase classname=\"plugin\" name=\"answers\">{}</testcase>\n", of_none);
  return text + "</testsuite>\n</testsuites>\n";
}

std::string smallest_text(const Case& the_case, const CheckFailure& failure,
                          const std::string& folder) {
  std::string text = fmt::format(
      "\nThe smallest world that breaks it so: {}: \"{}\" {}\n{}{}", name(failure.what),
      printable(failure.rule), printable(failure.text, 700), text_of(the_case, {}), failure.detail);
  if (!folder.empty())
    text += fmt::format(
        "written to {0}: logs/, truth.ndjson, actions.ndjson, and {0}/case.yaml, which is a case "
        "for the rule's tests\n",
        folder);
  return text;
}

std::string regression_case(const Case& the_case, const CheckFailure& failure) {
  const World world = make_world(the_case.options);
  const WorldOptions& w = the_case.options.world;
  std::string text = fmt::format(
      "# {}: {}\n# Under {} of the rule \"{}\":\n- world: {{seed: {}, customers: {}, people: {}, "
      "days: {}, activity: {}, faults: \"{}\"}}\n  actions: |\n",
      name(failure.what), printable(failure.text, 300),
      failure.what == CheckClass::kMissed ? "fires" : "silent", printable(failure.rule), w.seed,
      w.customers, w.people, w.days, w.activity, the_case.options.faults);
  for (const Action& action : the_case.actions) text += "    " + to_line(world, action) + "\n";
  return text;
}

}  // namespace aobo::sim
