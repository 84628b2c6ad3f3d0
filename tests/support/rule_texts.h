// Rules written in a test, over a few fields of the test's own: what they become, and what is said
// of them.
#pragma once

#include <memory>
#include <string>

#include "simulator/rules/evaluate.h"
#include "simulator/rules/matcher.h"
#include "simulator/rules/ruleset.h"
#include "tests/support/one_event.h"

namespace aobo::test {

class RuleTexts {
 public:
  RuleTexts() {
    event_.text("e.name", "Set-Mailbox")
        .number("e.count", 5)
        .flag("e.partner", true)
        .texts("e.tags", {"time", "role"})
        .nothing("e.none");
    event_.event(sim::EventFact::kTime, "08:00:11.123456789")
        .event(sim::EventFact::kRawTime, "", 1'772'438'411'123'456'789);
    speak(sim::kNewestFalco);
  }

  // Whose rules language the files are in.
  void speak(sim::FalcoVersion falco) {
    set_.reset();
    schema_ = std::make_unique<sim::Schema>(event_.fields(), "test", falco);
  }

  // Files a.yaml, b.yaml … in this order.
  const sim::RuleSet& load(const std::vector<std::string>& texts) {
    std::vector<std::pair<std::string, std::string>> files;
    for (std::size_t i = 0; i < texts.size(); ++i)
      files.emplace_back(std::string(1, static_cast<char>('a' + i)) + ".yaml", texts[i]);
    set_ = sim::RuleSet::of_texts(files, *schema_, {"test", "1.2.0"});
    return *set_;
  }
  // What is said of one file.
  std::string said(const std::string& text) { return load({text}).rendered(); }

  // A rule r with this condition, and whatever stands before it.
  static std::string rule(const std::string& condition, const std::string& before = "",
                          const std::string& name = "r") {
    return before + "- rule: " + name + "\n  desc: d\n  condition: " + condition +
           "\n  output: o %e.name\n  priority: NOTICE\n  source: test\n";
  }
  // The condition of rule r with everything in place.
  std::string condition(const std::vector<std::string>& texts) {
    const sim::RuleSet& set = load(texts);
    if (!set.ok()) return set.rendered();
    const sim::LoadedRule* found = set.find("r");
    return found == nullptr ? "no rule r" : sim::to_text(found->condition);
  }
  std::vector<std::string> fired(const std::vector<std::string>& texts,
                                 const sim::MatchOptions& how) {
    const sim::RuleSet& set = load(texts);
    sim::Matcher matcher(set, event_, how);
    std::vector<std::string> names;
    for (const std::size_t i : matcher.match()) names.push_back(set.rules()[i].item.name);
    return names;
  }
  std::string output(const std::string& text) {
    const sim::RuleSet& set =
        load({"- rule: r\n  desc: d\n  condition: e.name exists\n  priority: INFO\n  source: "
              "test\n  output: '" +
              text + "'\n"});
    if (!set.ok()) return set.rendered();
    sim::EventView view(set.columns(), event_);
    view.next();
    return set.rules().front().output.text(view);
  }
  OneEvent& event() { return event_; }
  const sim::Schema& schema() const { return *schema_; }

 private:
  OneEvent event_;
  std::unique_ptr<sim::Schema> schema_;
  std::unique_ptr<sim::RuleSet> set_;
};

}  // namespace aobo::test
