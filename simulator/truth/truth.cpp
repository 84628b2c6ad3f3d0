#include "simulator/truth/truth.h"

#include "plugin/base/json_object.h"
#include "simulator/scenario/json_line.h"

namespace aobo::sim {
namespace {

constexpr std::string_view kAnswers[] = {"nobody", "named", "ambiguous", "unknown", "unresolved",
                                         "hidden", "tried", "misled",    "refused"};
static_assert(std::size(kAnswers) == static_cast<std::size_t>(Answer::kCount));

// The texts of a truth by name, for both directions.
struct TextMember {
  const char* name;
  std::string Truth::*member;
};
constexpr TextMember kTexts[] = {{"record", &Truth::record},
                                 {"action", &Truth::action},
                                 {"activity", &Truth::activity},
                                 {"file", &Truth::file},
                                 {"folder", &Truth::folder},
                                 {"envelope", &Truth::envelope},
                                 {"framing", &Truth::framing},
                                 {"id", &Truth::id},
                                 {"family", &Truth::family},
                                 {"tenant", &Truth::tenant},
                                 {"customer", &Truth::customer},
                                 {"person", &Truth::person},
                                 {"person_id", &Truth::person_id},
                                 {"person_name", &Truth::person_name},
                                 {"partner", &Truth::partner},
                                 {"way", &Truth::way},
                                 {"session", &Truth::session},
                                 {"app", &Truth::app},
                                 {"name", &Truth::name},
                                 {"poses_as", &Truth::poses_as},
                                 {"shows_person", &Truth::shows_person},
                                 {"story", &Truth::story},
                                 {"damage", &Truth::damage}};

struct ListMember {
  const char* name;
  std::vector<std::string> Truth::*member;
};
constexpr ListMember kLists[] = {{"paths", &Truth::paths},
                                 {"labels", &Truth::labels},
                                 {"not_allowed", &Truth::not_allowed},
                                 {"expects", &Truth::expects},
                                 {"faults", &Truth::faults}};

using Object = simdjson::dom::object;

JsonObject json_of(const Knowable& knowable) {
  JsonObject json;
  json.whole_text("answer", name(knowable.answer))
      .texts("people", knowable.people)
      .texts("by", knowable.by);
  if (!knowable.strong) json.flag("strong", false);
  return json;
}

std::optional<Knowable> read_knowable(const Object& object, const char* key) {
  Object inner;
  std::string_view answer;
  if (object.at_key(key).get(inner) != simdjson::SUCCESS ||
      inner.at_key("answer").get(answer) != simdjson::SUCCESS) {
    return std::nullopt;
  }
  Knowable knowable;
  for (std::size_t i = 0; i < std::size(kAnswers); ++i) {
    if (kAnswers[i] != answer) continue;
    knowable.answer = static_cast<Answer>(i);
    knowable.people = list_in(inner, "people");
    knowable.by = list_in(inner, "by");
    bool strong = true;
    if (inner.at_key("strong").get(strong) == simdjson::SUCCESS) knowable.strong = strong;
    return knowable;
  }
  return std::nullopt;
}

JsonObject json_of(const Says& says) {
  JsonObject json;
  for (const auto& [field, allowed] : says) json.texts(field, allowed);
  return json;
}

Says says_in(const Object& object, std::string_view key) {
  Says says;
  Object inner;
  if (object.at_key(key).get(inner) != simdjson::SUCCESS) return says;
  for (const auto field : inner) {
    if (!field.key.empty()) says.emplace(field.key, list_in(inner, field.key));
  }
  return says;
}

}  // namespace

std::string_view name(Answer answer) { return kAnswers[static_cast<std::size_t>(answer)]; }

std::string to_line(const Truth& truth) {
  JsonObject line;
  line.whole_text("time", format_time(truth.time))
      .count("offset", truth.offset)
      .count("length", truth.length);
  for (const TextMember& row : kTexts) line.text(row.name, truth.*row.member);
  for (const ListMember& row : kLists) line.texts(row.name, truth.*row.member);
  if (truth.partner_acted) line.flag("partner_acted", true);
  line.object("knowable", json_of(truth.knowable));
  if (truth.later) line.object("then", json_of(truth.then));
  return line.object("says", json_of(truth.says))
      .object("then_says", json_of(truth.then_says))
      .done();
}

Result<Truth> truth_from_line(std::string_view line) {
  static thread_local simdjson::dom::parser parser;
  Object object;
  Truth truth;
  std::string_view time;
  if (parser.parse(simdjson::padded_string(line)).get(object) != simdjson::SUCCESS)
    return Error{"not a JSON object"};
  if (object.at_key("time").get(time) != simdjson::SUCCESS ||
      object.at_key("offset").get(truth.offset) != simdjson::SUCCESS ||
      object.at_key("length").get(truth.length) != simdjson::SUCCESS) {
    return Error{"time, offset or length is missing"};
  }
  const auto when = parse_time(time);
  const auto knowable = read_knowable(object, "knowable");
  if (!when || !knowable) return Error{"time or knowable is none that aobo-sim writes"};
  truth.time = *when;
  truth.knowable = *knowable;
  for (const TextMember& row : kTexts) truth.*row.member = text_in(object, row.name);
  for (const ListMember& row : kLists) truth.*row.member = list_in(object, row.name);
  bool acted = false;
  truth.partner_acted = object.at_key("partner_acted").get(acted) == simdjson::SUCCESS && acted;
  if (const auto then = read_knowable(object, "then")) {
    truth.later = true;
    truth.then = *then;
  }
  truth.says = says_in(object, "says");
  truth.then_says = says_in(object, "then_says");
  return truth;
}

}  // namespace aobo::sim
