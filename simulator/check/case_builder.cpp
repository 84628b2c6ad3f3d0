#include "simulator/check/case_builder.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/check.h"
#include "plugin/base/number.h"
#include "simulator/scenario/microsoft.h"
#include "simulator/writers/envelope.h"

namespace aobo::sim {
namespace {

constexpr std::uint64_t kSeed = 25;

struct WayWord {
  std::string_view word;
  Way way;
};
constexpr WayWord kWays[] = {{"gdap", Way::kGdap},
                             {"dap", Way::kDap},
                             {"aobo", Way::kAobo},
                             {"lighthouse", Way::kLighthouse},
                             {"guest", Way::kGuest},
                             {"shared-account", Way::kShared},
                             {"home", Way::kHome},
                             {"home-tenant", Way::kHome},
                             {"vault", Way::kHome},
                             {"own", Way::kOwn},
                             {"automation", Way::kAutomation},
                             {"microsoft", Way::kMicrosoft}};

constexpr std::string_view kActors[] = {"technician",  "leaver",   "stranger", "second-partner",
                                        "distributor", "reseller", "tool",     "user",
                                        "admin",       "outsider", "app",      "microsoft"};
// Of the world's partners: the distributor, a reseller, and one whom aobo.yaml does not name.
constexpr PartnerIx kDistributor = 1, kReseller = 2, kSecondPartner = 3;
constexpr std::string_view kCustomers[] = {"dap", "aobo", "aobo without lighthouse",
                                           "of the distributor", "of exported roles"};

void tell_nothing(StoryBuilder&) {}

// The reseller's people are nobody's here to know, and it has DAP at a customer, as resellers have.
void tie_the_reseller(World& world) {
  world.partners[kReseller].exported = false;
  Relationship tie = *std::ranges::find_if(world.relationships, [](const Relationship& one) {
    return one.partner == kDistributor && one.tie == Tie::kDap;
  });
  tie.partner = kReseller;
  tie.id = world.id("a reseller's DAP").text();
  tie.name = "a reseller's DAP";
  tie.group = *world.group_named(kReseller, "AdminAgents");
  const auto at =
      std::ranges::upper_bound(world.relationships, tie.customer, {}, &Relationship::customer);
  world.relationships.insert(at, std::move(tie));
}
constexpr Story kOfCases{"of cases", "", "", tie_the_reseller, tell_nothing};

// "technician:2" is "technician" and 2.
std::string_view split_number(std::string_view word, std::uint32_t& number) {
  const std::size_t colon = word.rfind(':');
  if (colon == std::string_view::npos) return word;
  const auto value = whole_number<std::uint32_t>(word.substr(colon + 1));
  if (!value) return word;
  number = *value;
  return word.substr(0, colon);
}

// Whether a customer's logs are of shapes that leave nothing out.
bool whole(const World& world, const Customer& customer) {
  const auto shape = [&](Family family) {
    return style_of(world.options.seed, family, customer.tenant.text()).envelope;
  };
  return shape(Family::kM365)->shape != Shape::kTable &&
         shape(Family::kAzure)->framing != Framing::kArray &&
         shape(Family::kAzure)->shape != Shape::kNative;
}

}  // namespace

const Story CaseBuilder::kStory{"case", "", "", nullptr, tell_nothing};

std::vector<std::string> case_actors() { return {std::begin(kActors), std::end(kActors)}; }
std::vector<std::string> case_customers() { return {std::begin(kCustomers), std::end(kCustomers)}; }
std::vector<std::string> case_ways() {
  std::vector<std::string> all;
  for (const WayWord& row : kWays) all.emplace_back(row.word);
  return all;
}

GenerateOptions case_world_options() {
  GenerateOptions options;
  options.world = {kSeed, 40, 12, 5, *parse_date("2026-03-02"), 0, std::nullopt};
  options.stories = *chosen_stories("leaver");  // somebody has left
  options.stories.push_back(&kOfCases);
  options.ordinary_days = false;
  // As Microsoft documents it: a case says what a rule does with what it needs.
  Variants variants = Variants::usual(kSeed);
  AOBO_CHECK(!variants.set("app-owner=shown"));
  options.world.variants = variants;
  return options;
}

namespace {

const World& case_world() {
  static const World world = make_world(case_world_options());
  return world;
}

}  // namespace

std::vector<std::string> case_apps() {
  std::vector<std::string> all;
  for (const App& app : case_world().apps) all.push_back(app.name);
  return all;
}
std::uint32_t case_technicians() {
  const World& world = case_world();
  const StoryBuilder builder(world, CaseBuilder::kStory);
  const std::vector<PersonIx> staff = world.staff(0);
  return static_cast<std::uint32_t>(std::count_if(
      staff.begin(), staff.end(), [&](PersonIx person) { return builder.stays(person); }));
}

std::optional<std::string> case_upn(std::string_view word) {
  std::uint32_t number = 0;
  if (split_number(word, number) != "technician") return std::nullopt;
  const StoryBuilder builder(case_world(), CaseBuilder::kStory);
  return case_world().people[builder.technician(number)].upn;
}

std::vector<std::string> case_customer_names(std::string_view word) {
  std::vector<std::string> names;
  if (std::ranges::find(kCustomers, word) == std::end(kCustomers)) return names;
  const World& world = case_world();
  for (const CustomerIx customer : CaseBuilder(world).customers(std::string(word)))
    names.push_back(world.customers[customer].name);
  return names;
}

std::optional<PersonIx> CaseBuilder::person(const std::string& name, std::uint32_t number) const {
  if (name.empty() || name == "technician") return builder_.technician(number);
  if (name == "leaver") return builder_.person("leaver");
  if (name == "distributor") return world_.staff(kDistributor).front();
  if (name == "reseller") return world_.staff(kReseller).front();
  if (name == "stranger" || name == "second-partner") return world_.staff(kSecondPartner).front();
  return std::nullopt;
}

Result<CaseBuilder::Actor> CaseBuilder::actor(const CaseStep& step) const {
  std::uint32_t number = 0;
  const std::string name(split_number(step.who, number));
  Actor actor;
  if (const auto who = person(name, number)) {
    const bool resells = name == "distributor" || name == "reseller";
    actor = {{WhoKind::kPerson, *who}, resells ? Way::kDap : Way::kGdap};
  } else if (name == "tool") {
    const auto tool = std::ranges::find(world_.apps, true, &App::listed);
    actor = {{WhoKind::kApp, static_cast<std::uint32_t>(tool - world_.apps.begin())},
             Way::kAutomation};
  } else if (name == "user" || name == "admin") {
    actor = {{WhoKind::kUser, name == "admin" ? 0 : number == 0 ? 5 : number}, Way::kOwn};
  } else if (name == "outsider") {
    actor = {{WhoKind::kOutsider, number}, Way::kOutside};
  } else if (step.who.starts_with("app:")) {
    const auto app = std::find_if(world_.apps.begin(), world_.apps.end(),
                                  [&](const App& one) { return one.name == step.who.substr(4); });
    if (app == world_.apps.end())
      return Error{fmt::format("no application \"{}\"; there is \"{}\"", step.who.substr(4),
                               world_.apps.front().name)};
    actor = {{WhoKind::kApp, static_cast<std::uint32_t>(app - world_.apps.begin())},
             Way::kAutomation};
  } else if (step.who.starts_with("microsoft:")) {
    const auto all = microsoft_actors();
    const auto found = std::find_if(all.begin(), all.end(), [&](const MicrosoftActor& one) {
      return one.name == step.who.substr(10);
    });
    if (found == all.end())
      return Error{fmt::format("no actor of Microsoft's \"{}\"", step.who.substr(10))};
    actor = {{WhoKind::kMicrosoft, static_cast<std::uint32_t>(found - all.begin())},
             Way::kMicrosoft};
  } else {
    return Error{
        fmt::format("\"who\" is \"{}\"; expected technician, leaver, stranger, second-partner, "
                    "distributor, reseller, tool, user, admin, outsider, app:NAME or "
                    "microsoft:NAME",
                    step.who)};
  }
  if (step.way.empty()) return actor;
  const auto way = std::find_if(std::begin(kWays), std::end(kWays),
                                [&](const WayWord& row) { return row.word == step.way; });
  if (way == std::end(kWays))
    return Error{
        fmt::format("\"way\" is \"{}\"; expected gdap, dap, aobo, lighthouse, guest, "
                    "shared-account, home, home-tenant, vault …",
                    step.way)};
  actor.way = actor.who.kind == WhoKind::kOutsider ? actor.way : way->way;
  return actor;
}

std::vector<CustomerIx> CaseBuilder::fitting(const CaseStep& step, const Actor& actor) const {
  const bool person = actor.who.kind == WhoKind::kPerson;
  const PartnerIx partner = person ? world_.people[actor.who.index].partner : 0;
  const auto tied = [&](CustomerIx customer, Tie tie) {
    const Relationship* r = world_.tie(partner, customer, tie, world_.options.start);
    return r != nullptr && r->valid.to >= world_.options.end();
  };
  const auto fits = [&](CustomerIx customer_ix) {
    const Customer& c = world_.customers[customer_ix];
    if (step.customer == "of the distributor")
      return world_.tie(kDistributor, customer_ix, Tie::kDap, world_.options.start) != nullptr;
    if (step.customer == "of exported roles")
      return tied(customer_ix, Tie::kGdap) && c.roles_exported && !c.group_has_role;
    if (step.customer == "dap") return tied(customer_ix, Tie::kDap);
    if (step.customer == "aobo") return tied(customer_ix, Tie::kAobo);
    if (step.customer == "aobo without lighthouse")
      return tied(customer_ix, Tie::kAobo) && !tied(customer_ix, Tie::kLighthouse);
    if (step.way == "vault" || actor.way == Way::kShared) return c.shared.has_value();
    switch (actor.way) {
      case Way::kDap:
        return tied(customer_ix, Tie::kDap);
      case Way::kAobo:
        return tied(customer_ix, Tie::kAobo);
      case Way::kLighthouse:
        return tied(customer_ix, Tie::kLighthouse);
      case Way::kGuest:
        return !c.guests.empty() && builder_.stays(c.guests.front());
      default:
        return tied(customer_ix, Tie::kGdap);
    }
  };
  std::vector<CustomerIx> all;
  for (CustomerIx i = 0; i < world_.customers.size(); ++i) {
    if (fits(i)) all.push_back(i);
  }
  std::stable_partition(all.begin(), all.end(),
                        [&](CustomerIx i) { return whole(world_, world_.customers[i]); });
  return all;
}

Result<CustomerIx> CaseBuilder::customer(const CaseStep& step, const Actor& actor,
                                         std::uint32_t number) const {
  if (step.way == "home-tenant" || actor.who.kind == WhoKind::kOutsider)
    return CustomerIx{kNoIndex};
  const auto all = fitting(step, actor);
  if (number < all.size()) return all[number];
  return Error{fmt::format(
      "there are {} customers for \"{}\", and number {} was asked for", all.size(),
      step.customer.empty() ? std::string(name(actor.way)) : step.customer, number + 1)};
}

std::vector<CustomerIx> CaseBuilder::customers(const std::string& word) const {
  CaseStep step;
  step.customer = word;
  return fitting(step, *actor(step));
}

// {n} is which repetition it is; technician:2 where a person is meant is that person's UPN.
std::string CaseBuilder::filled(std::string text, std::uint32_t number) const {
  for (std::size_t at = text.find("{n}"); at != std::string::npos; at = text.find("{n}"))
    text.replace(at, 3, std::to_string(number));
  const std::size_t begin = text.starts_with("person:") ? 7 : 0;
  if (text.substr(begin).starts_with("technician")) {
    std::uint32_t which = 0;
    split_number(text.substr(begin), which);
    return text.substr(0, begin) + world_.people[builder_.technician(which)].upn;
  }
  return text;
}

std::optional<Error> CaseBuilder::tell_once(const CaseStep& step, TimeNs time,
                                            std::uint32_t customer_number, std::uint32_t number) {
  auto who = actor(step);
  if (!who) return who.error();
  const auto where = customer(step, *who, customer_number);
  if (!where) return where.error();
  if (who->way == Way::kGuest) who->who.index = world_.customers[*where].guests.front();
  if (find_operation(step.what) == nullptr)
    return Error{fmt::format("no operation \"{}\"; aobo-sim generate --list-operations lists them",
                             step.what)};
  std::string session;
  if (step.sign_in)
    session = builder_.sign_in(time - 30 * kSecondNs, who->who.index, who->way, *where);
  const Place place = *where == kNoIndex ? Place{true, 0} : Place{false, *where};
  auto added = builder_.act(time, who->who, who->way, place, step.what);
  if (step.what == "sign-in") session = "case " + std::to_string(time);
  if (!step.to.empty())
    added.to(filled(
        step.to.starts_with("technician") && step.who == "outsider" ? "person:" + step.to : step.to,
        number));
  if (!step.from.empty()) added.from(step.from);
  if (!session.empty()) added.in(session);
  for (const auto& [key, value] : step.with) added.with(key, filled(value, number));
  return std::nullopt;
}

Result<std::vector<Action>> CaseBuilder::tell(const std::vector<CaseStep>& steps) {
  TimeNs time = world_.options.start + kDayNs + 10 * kHourNs;
  for (const CaseStep& step : steps) {
    time += step.after_ns;
    if (step.hour) time = world_.options.start + 2 * kDayNs + *step.hour * kHourNs + 7 * kMinuteNs;
    for (std::uint32_t i = 0; i < step.times * step.customers; ++i) {
      if (i > 0) time += step.every_ns;
      if (const auto error = tell_once(step, time, step.customers > 1 ? i : 0, i)) return *error;
    }
  }
  return builder_.actions();
}

}  // namespace aobo::sim
