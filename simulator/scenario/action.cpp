#include "simulator/scenario/action.h"

#include <fmt/format.h>

#include "plugin/base/json_object.h"
#include "plugin/base/number.h"
#include "plugin/base/text.h"
#include "simulator/scenario/json_line.h"
#include "simulator/scenario/microsoft.h"

namespace aobo::sim {
namespace {

struct WayName {
  Way way;
  std::string_view name;
};
constexpr WayName kWays[] = {
    {Way::kHome, "home"},
    {Way::kGdap, "gdap"},
    {Way::kDap, "dap"},
    {Way::kAobo, "aobo"},
    {Way::kLighthouse, "lighthouse"},
    {Way::kGuest, "guest"},
    {Way::kShared, "shared-account"},
    {Way::kAutomation, "automation"},
    {Way::kOwn, "own"},
    {Way::kMicrosoft, "microsoft"},
    {Way::kOutside, "outside"},
};

// The person or thing as a line of actions writes it.
std::string who_text(const World& world, const Action& action) {
  switch (action.who.kind) {
    case WhoKind::kPerson:
      return "person:" + world.people[action.who.index].upn;
    case WhoKind::kUser:
      return fmt::format("user:{}", action.who.index);
    case WhoKind::kApp:
      return "app:" + world.apps[action.who.index].name;
    case WhoKind::kMachine:
      return fmt::format("machine:{}", action.who.index);
    case WhoKind::kMicrosoft:
      return "microsoft:" + std::string(microsoft_actors()[action.who.index].name);
    case WhoKind::kOutsider:
      break;
  }
  return "outsider:" + std::to_string(action.who.index);
}

// Who had the UPN then: a successor may have got it.
std::optional<PersonIx> person_at(const World& world, std::string_view upn, TimeNs time) {
  for (PersonIx i = 0; i < world.people.size(); ++i) {
    const Person& person = world.people[i];
    if (equal_ignoring_case(person.upn, upn) && person.employed.from <= time &&
        time < person.employed.to)
      return i;
  }
  return world.person_by_upn(upn);
}

std::optional<Who> read_who(const World& world, std::string_view text, TimeNs time) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view kind = text.substr(0, colon), rest = text.substr(colon + 1);
  if (kind == "person") {
    const auto person = person_at(world, rest, time);
    return person ? std::optional(Who{WhoKind::kPerson, *person}) : std::nullopt;
  }
  if (kind == "app") {
    for (std::uint32_t i = 0; i < world.apps.size(); ++i) {
      if (world.apps[i].name == rest) return Who{WhoKind::kApp, i};
    }
  }
  if (kind == "microsoft") {
    for (std::uint32_t i = 0; i < microsoft_actors().size(); ++i) {
      if (microsoft_actors()[i].name == rest) return Who{WhoKind::kMicrosoft, i};
    }
  }
  const auto number = whole_number<std::uint32_t>(rest);
  if (!number) return std::nullopt;
  if (kind == "user") return Who{WhoKind::kUser, *number};
  if (kind == "machine") return Who{WhoKind::kMachine, *number};
  if (kind == "outsider") return Who{WhoKind::kOutsider, *number};
  return std::nullopt;
}

std::string place_text(const World& world, const Place& place) {
  return place.home ? "home:" + world.partners[place.index].slug
                    : world.customers[place.index].slug;
}

std::optional<Place> read_place(const World& world, std::string_view text) {
  if (text.starts_with("home:")) {
    for (std::uint32_t i = 0; i < world.partners.size(); ++i) {
      if (world.partners[i].slug == text.substr(5)) return Place{true, i};
    }
  }
  for (std::uint32_t i = 0; i < world.customers.size(); ++i) {
    if (world.customers[i].slug == text) return Place{false, i};
  }
  return std::nullopt;
}

Error wrong(const char* key, const std::string& found, const std::string& expected) {
  return Error{fmt::format("\"{}\" is \"{}\", expected {}", key, printable(found, 60), expected)};
}

}  // namespace

std::string_view name(Way way) {
  for (const WayName& row : kWays) {
    if (row.way == way) return row.name;
  }
  return "";
}

const std::string& Action::detail(const std::string& name) const {
  static const std::string kNothing;
  const auto found = details.find(name);
  return found == details.end() ? kNothing : found->second;
}

std::optional<PersonIx> person_behind(const World& world, const Action& action) {
  if (action.who.kind == WhoKind::kPerson) return action.who.index;
  const std::string& upn = action.detail("for");
  return upn.empty() ? std::nullopt : world.person_by_upn(upn);
}

Guid tenant_of(const World& world, const Place& place) {
  return place.home ? world.partners[place.index].tenant : world.customers[place.index].tenant;
}

std::string to_line(const World& world, const Action& action) {
  JsonObject details;
  for (const auto& [key, value] : action.details) details.whole_text(key, value);
  return JsonObject()
      .whole_text("id", action.id)
      .text("time", format_time(action.time))
      .text("who", who_text(world, action))
      .text("way", name(action.way))
      .text("at", place_text(world, action.at))
      .text("do", action.operation->id)
      .text("session", action.session)
      .text("target", action.target)
      .text("address", action.address)
      .object("details", details)
      .text("story", action.story)
      .texts("labels", action.labels)
      .texts("not_allowed", action.not_allowed)
      .texts("expects", action.expects)
      .done();
}

Result<Action> from_line(const World& world, std::string_view line) {
  simdjson::dom::parser parser;
  simdjson::dom::object object;
  if (parser.parse(simdjson::padded_string(line)).get(object) != simdjson::SUCCESS)
    return Error{"not a JSON object"};
  Action action;
  action.id = text_in(object, "id");
  if (action.id.empty()) return wrong("id", "", "a name that no other action has");
  const std::string time = text_in(object, "time"), who = text_in(object, "who"),
                    way = text_in(object, "way");
  const std::string at = text_in(object, "at"), what = text_in(object, "do");
  const auto when = parse_time(time);
  if (!when) return wrong("time", time, "a time like 2026-03-02T08:00:00Z");
  action.time = *when;
  const auto actor = read_who(world, who, action.time);
  if (!actor)
    return wrong(
        "who", who,
        "person:UPN, user:N, app:NAME, machine:N, microsoft:NAME or outsider:N of this world");
  action.who = *actor;
  const auto place = read_place(world, at);
  if (!place) return wrong("at", at, "a customer of this world, or home:PARTNER");
  action.at = *place;
  action.way = Way::kCount;
  std::string ways;
  for (const WayName& row : kWays) {
    if (row.name == way) action.way = row.way;
    ways += fmt::format("{}{}", ways.empty() ? "" : ", ", row.name);
  }
  if (action.way == Way::kCount) return wrong("way", way, "one of " + ways);
  action.operation = find_operation(what);
  if (action.operation == nullptr)
    return wrong("do", what, "an operation; docs/simulator.md lists them");
  action.session = text_in(object, "session");
  action.target = text_in(object, "target");
  action.address = text_in(object, "address");
  action.story = text_in(object, "story");
  action.labels = list_in(object, "labels");
  action.not_allowed = list_in(object, "not_allowed");
  action.expects = list_in(object, "expects");
  simdjson::dom::object details;
  if (object.at_key("details").get(details) == simdjson::SUCCESS) {
    for (const auto field : details) {
      std::string_view value;
      if (field.value.get(value) == simdjson::SUCCESS) action.details.emplace(field.key, value);
    }
  }
  return action;
}

std::string in_words(const World& world, const Action& action) {
  constexpr std::string_view kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  const CivilTime t = civil(action.time);
  std::string who = who_text(world, action);
  if (action.who.kind == WhoKind::kPerson) {
    const Person& person = world.people[action.who.index];
    who = fmt::format("{} of {}", person.name, world.partners[person.partner].name);
  } else if (action.who.kind == WhoKind::kUser && !action.at.home) {
    who = world.user(action.at.index, action.who.index).name;
  }
  const std::string where =
      action.at.home ? world.partners[action.at.index].name : world.customers[action.at.index].name;
  std::string text =
      fmt::format("{} {:02}:{:02}:{:02}  {}, by {}, at {}: {}", kDays[t.weekday], t.hour, t.minute,
                  t.second, who, name(action.way), where, action.operation->id);
  if (!action.target.empty()) text += fmt::format(" ({})", printable(action.target, 60));
  for (const auto& [key, value] : action.details)
    text += fmt::format(", {} {}", key, printable(value, 40));
  if (!action.not_allowed.empty()) text += "; not allowed: ";
  for (std::size_t i = 0; i < action.not_allowed.size(); ++i)
    text += (i > 0 ? ", " : "") + action.not_allowed[i];
  return text;
}

}  // namespace aobo::sim
