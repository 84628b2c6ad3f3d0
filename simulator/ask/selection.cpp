#include "simulator/ask/selection.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/text.h"
#include "simulator/ask/near_names.h"
#include "simulator/rules/compile.h"
#include "simulator/rules/diagnostic.h"
#include "simulator/rules/evaluate.h"
#include "simulator/rules/falco_version.h"
#include "simulator/rules/parser.h"
#include "simulator/rules/session_reader.h"

namespace aobo::sim {
namespace {

// Among which the nearest is sought.
constexpr std::size_t kMostValues = 5'000, kLongest = 200;

// A word that the field cannot hold, by the plugin's own list of what it can.
std::optional<Error> unknown_word(const Session& session, const char* option, const char* field,
                                  const std::vector<std::string>& given) {
  if (given.empty()) return std::nullopt;
  const auto query = session.query(field);
  if (!query) return query.error();
  const std::vector<std::string>& words = query->info->values;
  for (const std::string& one : given) {
    const bool known = std::ranges::any_of(
        words, [&](const std::string& word) { return matches_pattern(word, one); });
    if (!known)
      return Error{fmt::format("--{}: no event has \"{}\"; expected one of {}{}", option,
                               printable(one, 60), fmt::join(words, ", "),
                               nearest_there(one, {words.begin(), words.end()}))};
  }
  return std::nullopt;
}

std::string rendered(const std::string& condition, std::size_t at, const char* code,
                     const std::string& message, const std::string& hint) {
  SourceFiles files;
  const std::uint32_t file = files.add("--where", condition);
  std::string text = files.render(
      {Severity::kError, code, {file, 1, static_cast<std::uint32_t>(at + 1)}, message, hint});
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

// The first macro of a condition; null where there is none.
const Condition* first_macro(const Condition& condition) {
  if (condition.kind == Condition::Kind::kMacro) return &condition;
  for (const Condition& part : condition.parts) {
    if (const Condition* found = first_macro(part)) return found;
  }
  return nullptr;
}

}  // namespace

bool Wanted::any() const {
  return !customers.empty() || !people.empty() || !partners.empty() || !operations.empty() ||
         !families.empty() || !paths.empty() || !confidences.empty() || !from.empty() ||
         !to.empty() || !where.empty() || !activities.empty();
}

Result<TimeSpan> span_of(const Wanted& wanted, const Zone& zone, TimeNs now) {
  TimeSpan span;
  if (!wanted.from.empty()) {
    const auto from = zone.parse(wanted.from, now, false);
    if (!from) return Error{"--from: " + from.error().message};
    span.from = *from;
  }
  if (!wanted.to.empty()) {
    const auto to = zone.parse(wanted.to, now, true);
    if (!to) return Error{"--to: " + to.error().message};
    span.to = *to;
  }
  if (span.from >= span.to)
    return Error{fmt::format("--to must be later than --from; from {} to {} there is nothing",
                             format_time(span.from), format_time(span.to))};
  return span;
}

struct Selection::Where {
  explicit Where(const Session& session)
      : schema(session.fields(), "aobo"), reader(session, schema), view(columns, reader) {}
  Schema schema;
  Columns columns;
  Checks checks;
  Program program;
  SessionReader reader;
  EventView view;
};

Selection::Selection(const Session& session) : session_(session) {}
Selection::~Selection() = default;

std::optional<Error> Selection::add(Choice choice, std::initializer_list<const char*> fields) {
  if (choice.patterns.empty()) return std::nullopt;
  for (const char* field : fields) {
    auto query = session_.query(field);
    if (!query) return query.error();
    choice.fields.push_back(std::move(*query));
  }
  for (std::size_t i = 0; i < choice.patterns.size(); ++i) choice.unmet.insert(i);
  choices_.push_back(std::move(choice));
  return std::nullopt;
}

std::optional<Error> Selection::add_where(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto parsed = parse_condition(text, kNewestFalco);
  if (const auto* error = std::get_if<SyntaxError>(&parsed))
    return Error{rendered(text, error->at, "LOAD_ERR_COMPILE_CONDITION", error->message, "")};
  const auto& condition = std::get<Condition>(parsed);
  if (const Condition* macro = first_macro(condition))
    return Error{rendered(text, macro->range.from, "LOAD_ERR_COMPILE_CONDITION",
                          fmt::format("undefined macro '{}' used in filter.", macro->macro),
                          "--where knows no macros; write the fields and operators out")};
  where_ = std::make_unique<Where>(session_);
  std::vector<CompileIssue> warnings;
  auto compiled = compile(condition, {where_->schema, where_->columns, where_->checks}, warnings);
  if (const auto* issue = std::get_if<CompileIssue>(&compiled))
    return Error{rendered(text, issue->range.from, "LOAD_ERR_COMPILE_CONDITION", issue->message,
                          issue->hint)};
  where_->program = std::move(std::get<Program>(compiled));
  return std::nullopt;
}

Result<std::unique_ptr<Selection>> Selection::make(const Session& session, const Wanted& wanted,
                                                   const TimeSpan& span) {
  std::unique_ptr<Selection> made(new Selection(session));
  made->span_ = span;
  if (auto error = unknown_word(session, "family", "aobo.family", wanted.families)) return *error;
  if (auto error = unknown_word(session, "path", "aobo.path", wanted.paths)) return *error;
  if (auto error = unknown_word(session, "confidence", "aobo.confidence", wanted.confidences))
    return *error;
  const struct {
    const char* option;
    bool of_answer;
    const std::vector<std::string>& patterns;
    std::initializer_list<const char*> fields;
  } rows[] = {
      {"customer", false, wanted.customers, {"aobo.customer.name", "aobo.customer.id"}},
      {"person",
       true,
       wanted.people,
       {"aobo.user.upn", "aobo.user.name", "aobo.user.id", "aobo.candidates"}},
      {"partner", true, wanted.partners, {"aobo.partner.name", "aobo.partner.id"}},
      {"operation", false, wanted.operations, {"aobo.operation", "aobo.operation.raw"}},
      {"activity", false, wanted.activities, {"aobo.activity.id"}},
      {"family", false, wanted.families, {"aobo.family"}},
      {"path", true, wanted.paths, {"aobo.path"}},
      {"confidence", true, wanted.confidences, {"aobo.confidence"}},
  };
  for (const auto& row : rows) {
    if (auto error = made->add({row.option, row.of_answer, {}, row.patterns, {}, {}}, row.fields))
      return *error;
  }
  if (auto error = made->add_where(wanted.where)) return *error;
  return made;
}

bool Selection::chosen(Choice& choice) const {
  bool found = false;
  for (const FieldQuery& field : choice.fields) {
    const auto value = session_.extract(field);
    if (!value) continue;
    for (const std::string& text : value->texts) {
      for (std::size_t i = 0; i < choice.patterns.size(); ++i) {
        if (!matches_pattern(text, choice.patterns[i])) continue;
        found = true;
        choice.unmet.erase(i);
      }
      if (!choice.unmet.empty() && choice.values.size() < kMostValues && text.size() <= kLongest)
        choice.values.insert(text);
    }
  }
  return found;
}

bool Selection::holds(bool whoever_it_was) {
  bool all = true;
  for (Choice& choice : choices_) {
    const bool decides = !(choice.of_answer && whoever_it_was);
    if (!(all && decides) && choice.unmet.empty()) continue;
    if (!chosen(choice) && decides) all = false;
  }
  if (!all || !span_.holds(static_cast<TimeNs>(session_.event_time_ns()))) return false;
  if (!where_) return true;
  where_->view.next();
  return evaluate(where_->program, where_->checks, where_->view);
}

std::optional<std::string> Selection::never_met() const {
  for (const Choice& choice : choices_) {
    // The plugin has checked these words, of which it has few.
    if (choice.unmet.empty() || choice.fields.front().info->values.size() > 0) continue;
    const std::string& pattern = choice.patterns[*choice.unmet.begin()];
    return fmt::format("--{}: nothing in this input matches \"{}\"{}", choice.option,
                       printable(pattern, 100), nearest_there(pattern, choice.values));
  }
  return std::nullopt;
}

bool any_matches(const std::vector<std::string>& patterns, const std::vector<std::string>& texts) {
  return patterns.empty() || std::ranges::any_of(patterns, [&](const std::string& pattern) {
           return std::ranges::any_of(
               texts, [&](const std::string& text) { return matches_pattern(text, pattern); });
         });
}

bool answer_is_wanted(const Wanted& wanted, const AskedEvent& event) {
  std::vector<std::string> people = event.candidates;
  people.insert(people.end(), {event.upn, event.name, event.user_id});
  return any_matches(wanted.people, people) &&
         any_matches(wanted.partners, {event.partner, event.partner_id}) &&
         any_matches(wanted.paths, {event.path}) &&
         any_matches(wanted.confidences, {event.confidence});
}

}  // namespace aobo::sim
