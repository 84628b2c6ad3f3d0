#include "simulator/writers/writer.h"

#include "simulator/writers/common.h"

namespace aobo::sim {
namespace {

using Write = Written (*)(const Job&);
#define AOBO_WRITER(family, name, writer, ...) written::writer,
constexpr Write kWriters[] = {AOBO_SIM_FAMILIES(AOBO_WRITER)};
#undef AOBO_WRITER

bool ours(const World& world, PartnerIx partner) { return world.partners[partner].exported; }

// Whether the unified log of this tenant, in its style, holds directory changes and logons:
// OfficeActivity has neither.
bool unified_holds_directory(const World& world, const Place& log) {
  return style_of(world.options.seed, Family::kM365, tenant_of(world, log).text())
             .envelope->shape != Shape::kTable;
}

// Event Grid tells of ends alone.
bool tells_beginnings(const World& world, const Place& log) {
  return style_of(world.options.seed, Family::kAzure, tenant_of(world, log).text()).envelope->id !=
         "event-grid";
}

void tell_sign_in(const World& world, const Action& action, Stream& draw,
                  std::vector<PlannedRecord>& all) {
  const bool person = action.who.kind == WhoKind::kPerson;
  const bool abroad = person && !action.at.home && action.way != Way::kShared;
  if (abroad && ours(world, world.people[action.who.index].partner)) {
    all.push_back({Family::kSignIn,
                   {true, world.people[action.who.index].partner},
                   Part::kHomeCopy,
                   action.time});
  }
  const bool home_log_is_ours = !action.at.home || ours(world, action.at.index);
  if (home_log_is_ours) {
    const TimeNs later = abroad ? draw.between(1, 400) * 1'000'000 : 0;
    all.push_back({Family::kSignIn, action.at, Part::kMain, action.time + later});
  }
  const bool user =
      person || action.who.kind == WhoKind::kUser || action.who.kind == WhoKind::kOutsider;
  if (user && home_log_is_ours && unified_holds_directory(world, action.at) && draw.chance(1, 2)) {
    all.push_back({Family::kM365, action.at, Part::kLogon,
                   action.time + draw.between(400, 2500) * 1'000'000});
  }
}

}  // namespace

std::string_view name(Part part) {
  constexpr std::string_view kNames[] = {"main",         "home copy", "logon",
                                         "unified copy", "start",     "deed"};
  return kNames[static_cast<std::size_t>(part)];
}

std::vector<PlannedRecord> planned_records(const World& world, const Action& action) {
  Stream draw(world.options.seed, "planned_records of " + action.id);
  std::vector<PlannedRecord> all;
  const Family family = action.operation->family;
  if (family == Family::kSignIn) {
    tell_sign_in(world, action, draw, all);
    return all;
  }
  if (action.at.home && !ours(world, action.at.index))
    return all;  // a log that nobody here can read
  if (family_traits(name(family)).own_word()) {
    const PartnerIx partner = family == Family::kVault && !action.at.home
                                  ? world.customers[action.at.index].shared->partner
                              : action.who.kind == WhoKind::kApp
                                  ? world.apps[action.who.index].owner
                                  : world.people[action.who.index].partner;
    if (ours(world, partner)) all.push_back({family, {true, partner}, Part::kMain, action.time});
    return all;
  }
  if (family == Family::kAzure && action.detail("error").empty()) {
    const TimeNs begun = action.time - draw.between(200, 9000) * 1'000'000;
    if (tells_beginnings(world, action.at)) all.push_back({family, action.at, Part::kStart, begun});
  }
  const bool through_partner_center = action.detail("via") == "partner-center";
  if (through_partner_center && ours(world, world.people[action.who.index].partner)) {
    // Partner Center logs before or after the customer's tenant does.
    const TimeNs apart = draw.between(-4000, 2000) * 1'000'000;
    all.push_back({Family::kPartnerCenter,
                   {true, world.people[action.who.index].partner},
                   Part::kDeed,
                   action.time + apart});
  }
  all.push_back({family, action.at, Part::kMain, action.time});
  if (family == Family::kEntraAudit && unified_holds_directory(world, action.at) &&
      draw.chance(2, 3)) {
    all.push_back({Family::kM365, action.at, Part::kUnified,
                   action.time + draw.between(0, 1500) * 1'000'000});
  }
  return all;
}

Written write_record(const Job& job) {
  Written written = kWriters[static_cast<std::size_t>(job.planned.family)](job);
  if (job.style.pretty && job.style.envelope->framing != Framing::kCsv &&
      job.style.envelope->framing != Framing::kText) {
    written.text = pretty_json(written.text);
  }
  return written;
}

}  // namespace aobo::sim
