// Days with what was agreed in the words of aobo.yaml: the verdict and the right of each record, in
// words.
#pragma once

#include <fstream>
#include <string>

#include "plugin/policy/reasons.h"
#include "plugin/policy/standing.h"
#include "plugin/policy/verdict.h"
#include "tests/support/days.h"
#include "tests/support/temp_folder.h"

namespace aobo::test {

class Agreed : public Days {
 protected:
  // The agreed part of aobo.yaml; people, groups and customers are those of the days.
  void agree(const std::string& yaml) {
    auto loaded = load(yaml);
    ASSERT_TRUE(loaded.ok()) << loaded.error().message;
    policy_ = *loaded;
  }
  Result<std::shared_ptr<const Policy>> load(const std::string& yaml) {
    std::ofstream(folder_.path() + "/aobo.yaml") << yaml;
    return load_policy(folder_.path(), *directory_);
  }
  // "violation: customer, time (scope)" of a record as it is logged.
  std::string verdict(const Record& record) {
    log(record);
    const PolicyVerdict& v = case_.verdict;
    std::string text(name(v.answer));
    for (const Violation violation : v.violations)
      text += (violation == v.violations.front() ? ": " : ", ") + std::string(name(violation));
    if (!v.scope.empty()) text += " (" + std::string(v.scope) + ")";
    return text;
  }
  // Why the last verdict is what it is, as people read it.
  Lines reasons() const {
    Lines lines;
    for (const VerdictReason& reason : case_.verdict.reasons) lines.push_back(aobo::text(reason));
    return lines;
  }
  std::string standing(const Record& record) {
    log(record);
    const Standing& s = case_.standing;
    std::string text = std::string(s.type ? name(*s.type) : "-");
    text += " " + std::string(s.status == RelationshipStatus::kNone ? "-" : name(s.status));
    for (const Flaw* flaw : s.flaws) text += " " + std::string(flaw->name);
    return text;
  }
  // The partner's own log tells that somebody had another name until then.
  Record& renamed(TimeNs at, const Guid& person, std::string_view from, std::string_view to) {
    Record& r = record(at, kAdatum, "entra.audit", "update user");
    r.actor.upn = r.actor.text = "carol@adatum.example";
    r.target_id = text(person.text());
    r.changes = {{"UserPrincipalName", from, to}};
    return r;
  }

  // A ticket system gives Alice leave to work at Contoso.
  Record& window(TimeNs from, TimeNs to, std::string_view ticket) {
    Record& r = record(from, kContoso, "access.window", "access window");
    r.actor.upn = r.actor.text = "alice@adatum.example";
    r.grant = {"alice@adatum.example", kMonday + from, kMonday + to, ticket};
    return r;
  }

  TempFolder folder_;
};

}  // namespace aobo::test
